"""Find the quotations of a document: who said, wrote, found, believes or wants what, in which words.

In:  a `Parsed`; the actor mentions already found, which tell who a speaker is.
Out: `Quotation`s in every zone, sorted; the parts of one split quotation share `utterance`.
Left to `resolve.statements`: printings of one statement. Left to `views`: leaving marks and beliefs out.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType

from dragoman.extract.quotations.attributions import Attribution, Span
from dragoman.extract.quotations.layout import Layout, lay_out
from dragoman.extract.quotations.leftovers import is_speech, read_alone, read_labels, read_leftovers
from dragoman.extract.quotations.nested import read_by_words, read_nested
from dragoman.extract.quotations.occasions import find_occasion
from dragoman.extract.quotations.speaking_actors import SpeakingActors
from dragoman.extract.quotations.unclosed import end_unclosed
from dragoman.nlp.parse import Parsed
from dragoman.records.ids import quotation_id, utterance_id
from dragoman.records.mentions import Annotations, Quotation, SayingOccasion
from dragoman.records.spans import CharSpan
from dragoman.records.vocabulary import QuotationKind

# How often a rule's content is right, as measured on public development data (PolNeAR, 234 articles), rounded;
# beliefs, attitudes and intentions are also statements of another kind, and are told so by less.
_CONFIDENCE: Mapping[str, float] = MappingProxyType(
    {
        "verb-inserted": 0.92,
        "verb-clause": 0.9,
        "signature": 0.95,
        "turn": 0.85,
        "according-to": 0.86,
        "headline": 0.75,
        "verb-as": 0.75,
        "verb-someone-of": 0.8,
        "verb-someone-to": 0.65,
        "verb-passive": 0.7,
        "verb-gerund": 0.7,
        "verb-object": 0.6,
        "verb-after": 0.65,
        "verb-to": 0.55,
        "noun": 0.6,
        "adjective": 0.55,
        "same-speaker": 0.55,
        "nearest": 0.5,
    }
)
_CLASS_FACTOR: Mapping[str, float] = MappingProxyType(
    {"speech": 1.0, "text": 0.9, "request": 1.0, "perception": 0.7, "belief": 0.75, "attitude": 0.9, "intention": 0.9}
)
_NOBODY_FACTOR = 0.6  # a content whose speaker the text does not name is right in half of the cases


def extract_quotations(parsed: Parsed, found: Annotations) -> tuple[Quotation, ...]:
    """Find every quotation, sorted by place; one that stands in the content of another says so by `within`."""
    if not len(parsed.doc):
        return ()
    layout = end_unclosed(lay_out(parsed))
    actors = SpeakingActors(layout, found.actors)
    by_words = read_by_words(layout, parsed)
    told = attribute(layout, by_words)
    parts = [list(_build(layout, actors, attribution, parsed)) for attribution in told]
    for nested in read_nested(layout, parsed, told, by_words):
        outer = _part_at(parts[nested.outer], nested.piece)
        built = _build(nested.layout, actors, nested.attribution, parsed)
        parts.append([_reported(layout, each, nested.attribution, outer) for each in built])
    return tuple(
        sorted(
            (quotation for some in parts for quotation in some),
            key=lambda each: (each.content.span.start, each.content.span.end, each.quotation_id),
        )
    )


def _part_at(parts: Sequence[Quotation], piece: Span) -> Quotation:
    """Give the part of an utterance in which a piece of its content stands."""
    span = CharSpan(start=piece[0], end=piece[1])
    return next((part for part in parts if part.content.span.covers(span)), parts[0])


def _reported(layout: Layout, quotation: Quotation, attribution: Attribution, outer: Quotation) -> Quotation:
    """Give a quotation with the one it stands in; whoever speaks of himself there is that one's speaker."""
    is_self = attribution.head is not None and layout.doc[layout.token_at(attribution.head)].lower_ in ("i", "we")
    speaker_id = quotation.speaker_id or (outer.speaker_id if is_self else None)
    return replace(quotation, within=outer.quotation_id, speaker_id=speaker_id)


def attribute(layout: Layout, by_words: Sequence[Attribution]) -> list[Attribution]:
    """Give all attributions of a document, none inside the content of another; `by_words` are those told in words."""
    labelled = list(read_labels(layout))
    # Cues in the article's own words first: what follows on in quotation marks is then theirs, whatever
    # "I think" stands in it.
    names = [each.speaker for each in labelled if each.speaker is not None]
    outside = [each for each in by_words if not _is_cue_quoted(layout, each) and not _is_in(each, names)]
    told = read_leftovers(layout, outermost([*labelled, *outside])) or read_alone(layout)
    inside = [each for each in by_words if _is_cue_quoted(layout, each)]
    return outermost([*told, *inside])


def _is_in(attribution: Attribution, names: Sequence[Span]) -> bool:
    """Tell a cue that is part of a name: “Peace is near.” — Omar Said."""
    cue = attribution.cue
    return cue is not None and any(start <= cue[0] < end for start, end in names)


def _is_cue_quoted(layout: Layout, attribution: Attribution) -> bool:
    return attribution.cue is not None and layout.stretch_at(attribution.cue[0]) is not None


def outermost(attributions: Sequence[Attribution]) -> list[Attribution]:
    """Drop what stands inside another's content: "he claims" in "She says that he claims ..."."""
    pieces = sorted((piece[0], -piece[1], index) for index, each in enumerate(attributions) for piece in each.pieces)
    cues = sorted(((each.cue or each.pieces[0])[0], index) for index, each in enumerate(attributions))
    dropped: set[int] = set()
    open_pieces: list[tuple[int, int]] = []
    at = 0
    for offset, index in cues:
        while at < len(pieces) and pieces[at][0] <= offset:
            open_pieces.append((-pieces[at][1], pieces[at][2]))
            at += 1
        open_pieces = [each for each in open_pieces if each[0] > offset]
        if any(owner != index and owner not in dropped for _, owner in open_pieces):
            dropped.add(index)
    return [each for index, each in enumerate(attributions) if index not in dropped]


def join_pieces(text: str, pieces: Sequence[Span]) -> list[Span]:
    """Join pieces with nothing but blanks between them, in order."""
    joined: list[Span] = []
    for start, end in sorted(pieces):
        if joined and (start <= joined[-1][1] or not text[joined[-1][1] : start].strip()):
            joined[-1] = joined[-1][0], max(end, joined[-1][1])
        else:
            joined.append((start, end))
    return joined


def _build(layout: Layout, actors: SpeakingActors, attribution: Attribution, parsed: Parsed) -> Iterator[Quotation]:
    document = parsed.document
    pieces = join_pieces(layout.text, attribution.pieces)
    cue = attribution.cue
    utterance = utterance_id(document.document_id, pieces[0], cue)
    told = find_occasion(layout, attribution)
    occasion = SayingOccasion(kind=told[0], words=document.evidence(*told[1])) if told is not None else None
    for start, end in pieces:
        yield Quotation(
            quotation_id=quotation_id(document.document_id, start, end, cue),
            utterance=utterance,
            speaker=_span(attribution.speaker),
            speaker_id=actors.find(attribution),
            cue=_span(cue),
            content=document.evidence(start, end),
            kind="direct" if attribution.rule == "turn" else find_kind(layout, start, end),
            addressee=_words(layout, attribution.addressee),
            occasion=occasion,
            confidence=_confidence(attribution),
        )


def find_kind(layout: Layout, start: int, end: int) -> QuotationKind:
    """Tell whether a content is all in quotation marks, in part, or not at all.

    One word or two without a stop are a fragment, so mixed: "a “reckless” raid", “reckless”.
    """
    held = [layout.stretch_at(start), *layout.stretches_between(start, end)]
    stretches = [each for each in held if each is not None]
    if not stretches:
        return "indirect"
    bare = layout.text[start:end]
    for stretch in stretches:
        first, last = max(0, stretch.start - start), max(0, stretch.end - start)
        bare = bare[:first] + " " * (min(last, end - start) - first) + bare[last:]
    if bare.strip(" \n\t.,;:–—-"):
        return "mixed"
    return "direct" if len(stretches) > 1 or is_speech(layout, stretches[0]) else "mixed"


def _confidence(attribution: Attribution) -> float:
    value = _CONFIDENCE[attribution.rule] * _CLASS_FACTOR[attribution.report_class]
    return round(value if attribution.speaker is not None else value * _NOBODY_FACTOR, 4)


def _span(span: Span | None) -> CharSpan | None:
    return CharSpan(start=span[0], end=span[1]) if span is not None else None


def _words(layout: Layout, span: Span | None) -> str | None:
    return " ".join(layout.text[span[0] : span[1]].split()) if span is not None else None
