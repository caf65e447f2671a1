"""Disagreements that an article tells of: "the brigade put the damage at six million", "Corvia says the opposite".

In:  a parse with its times, figures and places. Out: `Discrepancy`s of kind `conflict`, with the words of both sides.
Left to `resolve.contradictions`: what articles say against one another.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

from spacy.tokens import Span

from dragoman.lexicons.load.disagreement_cues import DisagreementCue, load_disagreement_cues
from dragoman.nlp.parse import Parsed
from dragoman.records.documents import Document
from dragoman.records.ids import discrepancy_id
from dragoman.records.mentions import Annotations, Discrepancy, Figure, PlaceMention
from dragoman.records.spans import CharSpan, Evidence
from dragoman.records.times import TimeExpression
from dragoman.records.vocabulary import CODED_ZONES

SHOWN = 90  # characters of a sentence that name what the quarrel is about
LEAST_WORDS = 4  # of a sentence that can be a side: a heading of two words tells nothing
FAR_APART = 10  # times by which two counts of one thing may differ
COUNT_REACH = 3  # sentences back in which the number stands that another is put against
QUIET_CLASSES = frozenset(("duration", "age", "distance"))
# "Drosk charged that Tarn had dammed the river, but Tarn disputed this": both sides in one sentence
_CHARGE = re.compile(
    r"(?P<charge>[^;\n]*\b(?:accus|alleg|charg|blam|claim|report|said|says|told)\w*\b[^;\n]{8,}?)"
    r"(?:;|, (?:but|and|while|which))\s",
    re.IGNORECASE,
)
_GOES_ON = re.compile(r"(?:It|He|She|They|There|These|Those|The (?:two|pair|three)) ")
_SPACES = re.compile(r"\s+")
Found = TypeVar("Found", TimeExpression, Figure, PlaceMention)


def find_disagreements(parsed: Parsed, found: Annotations) -> tuple[Discrepancy, ...]:
    """Find all disagreements that the article itself tells of, each once, in text order."""
    document = parsed.document
    sentences = [each for each in map(_trim, parsed.doc.sents) if document.zone_at(each.start) in CODED_ZONES]
    made: dict[str, Discrepancy] = {}
    for position, sentence in enumerate(sentences):
        text = document.text[sentence.start : sentence.end]
        for cue in load_disagreement_cues():
            match = cue.pattern.search(text)
            if match is None:
                continue
            at = sentence.start + match.start(), sentence.start + match.end()
            for each in _read(document, found, sentences[: position + 1], cue, at):
                made.setdefault(each.discrepancy_id, each)
            break
    return tuple(sorted(made.values(), key=lambda each: (each.sides, each.discrepancy_id)))


def _trim(sentence: Span) -> CharSpan:
    """Give the characters of a sentence without the white space around it."""
    text = sentence.text
    start = sentence.start_char + len(text) - len(text.lstrip())
    return CharSpan(start=start, end=max(start + 1, sentence.start_char + len(text.rstrip())))


def _read(
    document: Document, found: Annotations, told: Sequence[CharSpan], cue: DisagreementCue, at: tuple[int, int]
) -> Iterator[Discrepancy]:
    if cue.kind == "before":
        yield from _against_sentence_before(document, told, at[0])
    elif cue.kind == "inside":
        yield from _inside(document, found, told[-1], at)
    else:
        yield from _recounted(document, found, told, at)


def _against_sentence_before(document: Document, told: Sequence[CharSpan], at: int) -> Iterator[Discrepancy]:
    """Hold what the cue answers against the answer: the sentence before it, or what stands before it in its own."""
    sentence = told[-1]
    own = _CHARGE.match(document.text, sentence.start, at)
    if own is not None:
        sides = document.evidence(sentence.start, own.end("charge")), document.evidence(own.end(), sentence.end)
    else:
        before = _told_before(document, told)
        if before is None:
            return
        sides = document.evidence(before.start, before.end), document.evidence(sentence.start, sentence.end)
    yield _discrepancy("statement", sides, "the article tells that the two accounts do not agree")


def _told_before(document: Document, told: Sequence[CharSpan]) -> CharSpan | None:
    """Give the sentence before, with the one that it goes on from: "It added that nobody was hurt."."""
    if len(told) < 2 or document.zone_at(told[-2].start) != document.zone_at(told[-1].start):
        return None
    start, end = told[-2].start, told[-2].end
    goes_on = _GOES_ON.match(document.text, start) is not None and len(told) > 2
    if goes_on and document.zone_at(told[-3].start) == document.zone_at(start):
        start = told[-3].start
    return CharSpan(start=start, end=end) if len(document.text[start:end].split()) >= LEAST_WORDS else None


def _inside(document: Document, found: Annotations, sentence: CharSpan, at: tuple[int, int]) -> Iterator[Discrepancy]:
    """Hold what is dated, counted or placed before the cue against what is after it."""
    for field, pair in (
        ("date", _around(found.times, sentence, at, _date_of)),
        ("figures", _of_one_number(_around(found.figures, sentence, at, _number_of))),
        ("place", _around(found.places, sentence, at, _place_of)),
    ):
        if pair is not None:
            sides = tuple(document.evidence(each.span.start, each.span.end) for each in pair)
            yield _discrepancy(field, sides, "the article gives both, of two sources")
            return


def _of_one_number(pair: tuple[Figure, Figure] | None) -> tuple[Figure, Figure] | None:
    """Leave out "120,000 citizens ... 100 soldiers": two numbers so far apart are of two things."""
    if pair is None or pair[0].figure_class != pair[1].figure_class:
        return None
    low, high = sorted(max(abs(each.low), abs(each.high)) for each in pair)
    return pair if high <= FAR_APART * low else None


def _around(
    mentions: Sequence[Found], sentence: CharSpan, at: tuple[int, int], read: Callable[[Found], object]
) -> tuple[Found, Found] | None:
    """Give the last mention before the cue and the first after it, where they say something different."""
    within = [each for each in mentions if sentence.start <= each.span.start < sentence.end and read(each) is not None]
    before = [each for each in within if each.span.start < at[0]]
    after = [each for each in within if each.span.end >= at[1] and each not in before]
    if not before or not after or read(before[-1]) == read(after[0]):
        return None
    return before[-1], after[0]


def _date_of(time: TimeExpression) -> str | None:
    return time.value if time.type in ("DATE", "TIME") and any(letter.isdigit() for letter in time.exact) else None


def _number_of(figure: Figure) -> tuple[float, float] | None:
    return (figure.low, figure.high) if figure.figure_class not in QUIET_CLASSES else None


def _place_of(place: PlaceMention) -> str | None:
    return place.place_id if place.precision in ("site", "city") else None


def _recounted(
    document: Document, found: Annotations, told: Sequence[CharSpan], at: tuple[int, int]
) -> Iterator[Discrepancy]:
    """Hold the number after the cue against the last one of its kind before it."""
    sentence = told[-1]
    after = [each for each in found.figures if at[0] <= each.span.start < sentence.end]
    if not after:
        return
    other = after[0]
    reach = told[-1 - COUNT_REACH : -1] or told[-1:]
    before = [
        each
        for each in found.figures
        if reach[0].start <= each.span.start < at[0] and _is_comparable(each, other) and each.low != other.low
    ]
    if before:
        sides = tuple(document.evidence(each.span.start, each.span.end) for each in (before[-1], other))
        yield _discrepancy("figures", sides, "the article gives another source's number")


def _is_comparable(one: Figure, other: Figure) -> bool:
    """Tell whether two figures may be of one thing: equal units, or one that names none."""
    if {one.figure_class, other.figure_class} & QUIET_CLASSES:
        return False
    if one.unit and other.unit and "people" not in (one.unit, other.unit):
        return one.unit == other.unit
    classes = {one.figure_class, other.figure_class}
    return len(classes) == 1 or classes <= {"count", "other"} or classes <= {"money", "other"}


def _discrepancy(field: str, sides: tuple[Evidence, ...], why: str) -> Discrepancy:
    first, second = sides
    about = _SPACES.sub(" ", first.exact)
    return Discrepancy(
        discrepancy_id=discrepancy_id(first.document_id, field, first.span.start, second.span.start),
        kind="conflict",
        field=field,
        subject=about if len(about) <= SHOWN else f"{about[:SHOWN].rsplit(' ', 1)[0]} ...",
        sides=sides,
        values=tuple(_SPACES.sub(" ", side.exact) for side in sides),
        why=why,
    )
