"""Attribute by verbs: for each reporting verb its speaker and its content, the outermost ones first.

In:  a `Parsed` with its layout. Out: `Attribution`s.
Left to `sources`: attribution without a verb. Left to `leftovers`: quotations that no cue opens.
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from dragoman.extract.quotations.attributions import Attribution, Span
from dragoman.extract.quotations.complements import Content, read_complement
from dragoman.extract.quotations.cues import Cue, cue_span, read_cue
from dragoman.extract.quotations.insertions import read_pieces
from dragoman.extract.quotations.layout import Layout
from dragoman.extract.quotations.speakers import antecedent, find_agent, find_speaker, is_empty, own_subject, speaker_span
from dragoman.nlp.parse import Parsed


# Nobody told: "it was called a fraud", "saying that ..." hold; of others nothing is attributed
_WITHOUT_SPEAKER = frozenset(("clause", "as", "someone-of"))


def read_verbs(layout: Layout, parsed: Parsed) -> Iterator[Attribution]:
    """Give what each reporting verb attributes, in text order, nested ones too."""
    for clause in parsed.clauses:
        cue = read_cue(layout.doc[clause.head])
        if cue is None:
            continue
        passive = clause.voice == "passive"
        attribution = _read_passive(layout, cue) if passive else _read_active(layout, cue)
        if attribution is not None:
            yield attribution


def _read_active(layout: Layout, cue: Cue) -> Attribution | None:
    speaker = find_speaker(cue.top)
    if speaker is not None and (is_empty(speaker) or _speaks_for_itself(layout, cue, speaker)):
        return None
    content = read_complement(layout, cue)
    pieces: tuple[Span, ...] = ()
    if content is None or content.frame in ("object", "after", "someone-to"):
        inserted = _inserted(layout, cue, speaker, governs=content is not None)
        if inserted:
            content, pieces = None, inserted
    if content is not None:
        pieces = _complement_pieces(layout, cue, content)
    if not pieces:
        return None
    return _attribute(layout, cue, speaker, content, pieces)


def _speaks_for_itself(layout: Layout, cue: Cue, speaker: Token) -> bool:
    """Tell "you think", and "I think" in quotation marks: whoever is quoted says that himself."""
    return speaker.lower_ in ("you", "ya") or (speaker.lower_ in ("i", "we") and layout.is_quoted(cue.verb))


def _inserted(layout: Layout, cue: Cue, speaker: Token | None, *, governs: bool) -> tuple[Span, ...]:
    if speaker is None or not cue.report.frames:
        return ()
    if layout.is_quoted(cue.verb):
        return ()
    return read_pieces(layout, cue, speaker, governs=governs)


def _complement_pieces(layout: Layout, cue: Cue, content: Content) -> tuple[Span, ...]:
    start, end = layout.offsets[content.first], layout.end_of(content.last)
    if not layout.is_quoted(cue.verb):
        start, end = layout.snap(start, end)
        start = max(start, layout.end_of((content.cue_end or cue.verb).i)) if content.first > cue.verb.i else start
        opening = layout.stretch_at(start + 1)
        if opening is not None and opening.start - start <= 1 and layout.text[opening.end - 2] in ",.!?":
            end = min(end, opening.end)  # “We left,” adding that it was dark
    trimmed = layout.trim(start, end)
    return (trimmed,) if trimmed[1] > trimmed[0] else ()


def _attribute(
    layout: Layout, cue: Cue, speaker: Token | None, content: Content | None, pieces: tuple[Span, ...]
) -> Attribution | None:
    report_class = content.report_class if content is not None else cue.report.frames.get("quote", "speech")
    rule = f"verb-{content.frame}" if content is not None else "verb-inserted"
    addressee = content.addressee if content is not None else _addressed(cue.verb)
    if speaker is None and (content is None or content.frame not in _WITHOUT_SPEAKER):
        return None
    return Attribution(
        pieces=pieces,
        speaker=speaker_span(layout, speaker, cue.top) if speaker is not None else None,
        head=layout.offsets[antecedent(speaker).i] if speaker is not None else None,
        cue=cue_span(layout, cue, content.cue_end if content is not None else None),
        rule=rule,
        report_class=report_class,
        addressee=(layout.offsets[addressee.left_edge.i], layout.end_of(addressee.i))
        if addressee is not None
        else None,
    )


def _addressed(verb: Token) -> Token | None:
    if verb.lemma_ not in ("tell", "ask", "warn", "remind", "inform", "assure"):
        return None
    return next((child for child in verb.rights if child.dep_ in ("dobj", "dative")), None)


def _read_passive(layout: Layout, cue: Cue) -> Attribution | None:
    """Read "was endorsed by the paper", "is accused by London of lying": the agent speaks."""
    agent = find_agent(cue.verb)
    subject = own_subject(cue.verb)
    if agent is None:
        return None
    if subject is None or subject.lower_ in ("who", "which", "that") or not (cue.report.frames.keys() & {"object", "as", "someone-of"}):
        return None
    by = agent.head
    span = (layout.offsets[subject.left_edge.i], layout.end_of(min(subject.right_edge.i, cue.verb.i - 1)))
    return Attribution(
        pieces=(layout.trim(*span),),
        speaker=speaker_span(layout, agent, cue.verb),
        head=layout.offsets[agent.i],
        cue=cue_span(layout, cue, by),
        rule="verb-passive",
        report_class=cue.report.frames.get("object", "attitude"),
    )
