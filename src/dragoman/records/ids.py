"""What defines each thing, and so its id: every formula stands here, once, for who makes ids and who proves them.

In:  the defining fields. Out: ids by `spans.make_id`, the same everywhere.
An id outlives what does not define it: a mention keeps its own when its words are widened to the whole phrase, an
event keeps its own while its anchor mention is in it.
Left to `recomputed`: which ids a stored object may have.
"""

from __future__ import annotations

from collections.abc import Sequence

from dragoman.records.entities import Side
from dragoman.records.spans import CharSpan, Evidence, make_id


def document_id(fingerprint: str, given: str) -> str:
    """Name a document by its text and the id or URL that it came with, empty where it came with neither."""
    return make_id("document", fingerprint, given)


def time_id(of_document: str, start: int, end: int) -> str:
    """Name a time expression by where it stands."""
    return make_id("time", of_document, start, end)


def actor_mention_id(of_document: str, start: int, end: int, actor_id: str) -> str:
    """Name a mention of an actor by where it was found and whom it was read as."""
    return make_id("actor-mention", of_document, start, end, actor_id)


def actor_name_id(mention_id: str) -> str:
    """Name what stays of a mention that was widened: "Marin" where "the Ardanian envoy Marin" took part."""
    return make_id("actor-name", mention_id)


def actor_reached_id(mention_id: str) -> str:
    """Name what a deed reaches of an actor that does something itself: "Corvia's call", where Corvia called."""
    return make_id("actor-reached", mention_id)


def thing_id(of_document: str, offset: int) -> str:
    """Name a thing that is no actor but takes part in an event, by where its head noun starts."""
    return make_id("acting-thing", of_document, offset)


def acting_place_id(mention_id: str) -> str:
    """Name a place that takes part in an event for the country that it lies in."""
    return make_id("acting-place", mention_id)


def place_id(row_id: str) -> str:
    """Name a place by its row in the table."""
    return make_id("place", row_id)


def country_row_id(code: str) -> str:
    """Name the row that a state is where it is a place."""
    return f"country-{code}"


def capital_row_id(code: str, folded_name: str) -> str:
    """Name the row of a capital that the table of places lacks."""
    return f"capital-{code}-{folded_name}"


def place_mention_id(of_document: str, start: int, end: int, row_id: str) -> str:
    """Name a mention of a place by where it stands and its row in the table."""
    return make_id("place-mention", of_document, start, end, row_id)


def event_mention_id(of_document: str, offset: int, event_type: str, sources: Sequence[str]) -> str:
    """Name a mention of an event by where its first trigger word starts, what it is and whose act it is."""
    return make_id("event-mention", of_document, offset, event_type, *sources)


def utterance_id(of_document: str, first: tuple[int, int], cue: tuple[int, int] | None) -> str:
    """Name what was said in one go by where it begins and the word of saying."""
    return make_id("utterance", of_document, *first, *(cue or ()))


def quotation_id(of_document: str, start: int, end: int, cue: tuple[int, int] | None) -> str:
    """Name a part of what was said by where it stands and the word of saying."""
    return make_id("quotation", of_document, start, end, *(cue or ()))


def figure_id(of_document: str, span: tuple[int, int], low: float, high: float, unit: str | None) -> str:
    """Name a figure by where it stands, its numbers and its unit."""
    return make_id("figure", of_document, *span, low, high, unit)


def agreement_mention_id(of_document: str, start: int, stage: str, offset: int, *member: str) -> str:
    """Name a mention of an agreement by where it stands, the stage, and where the word that says so starts.

    Of an accession, `member` is the country that joins.
    """
    return make_id("agreement-mention", of_document, start, stage, offset, *member)


def discrepancy_id(of_document: str, *parts: object) -> str:
    """Name a disagreement within a document by its sides."""
    return make_id("discrepancy", of_document, *parts)


def claim_id(mention_id: str, field: str, value: str, span: CharSpan) -> str:
    """Name a claim by its mention, field, value and words, not by the event that it ends up in."""
    return make_id("claim", mention_id, field, value, span.start, span.end)


def event_id(anchor: str) -> str:
    """Name an event by its anchor: the mention earliest published, then smallest."""
    return make_id("event", anchor)


def agreement_id(anchor: str) -> str:
    """Name an agreement by its mention earliest published, then smallest."""
    return make_id("agreement", anchor)


def statement_id(first: str) -> str:
    """Name a statement by the quotation earliest published, then smallest."""
    return make_id("statement", first)


def figure_claim_id(first: str) -> str:
    """Name a figure of the record by the figure earliest published, then smallest."""
    return make_id("figure-claim", first)


def contradiction_id(kind: str, field: str, sides: Sequence[Side]) -> str:
    """Name a contradiction by kind, field, and the values and words of its sides, in order."""
    words = (part for side in sides for part in (side.value, *map(_place_of, side.printed)))
    return make_id("contradiction", kind, field, *words)


def _place_of(words: Evidence) -> str:
    return f"{words.document_id}:{words.span.start}-{words.span.end}"


def decision_id(kind: str, subjects: Sequence[str], setting: Sequence[str | None], by: str, decided_at: str) -> str:
    """Name a decision by all of it; `setting` is field and value, of `undo` nothing."""
    return make_id("decision", kind, *subjects, *setting, by, decided_at)
