"""Tell whether the ids of stored mentions recompute from what defines them.

In:  annotations as kept; which rows of the tables a place may be. Out: what has an id that does not.
Some ids were made before a mention got its final words: of a phrase from the name within it, of a deed from the
first of its trigger words. These recompute from a word within the span, or not at all.
Left to `ids`: the formulas. Left to `verification`: whether the words stand there.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import Any

from dragoman.records import ids
from dragoman.records.mentions import (
    ActorMention,
    AgreementMention,
    Annotations,
    Discrepancy,
    EventMention,
    Figure,
    PlaceMention,
    Quotation,
)
from dragoman.records.spans import CharSpan
from dragoman.records.times import TimeExpression

Rows = Callable[[PlaceMention], Iterable[str]]
Found = Iterator[tuple[str, str]]

# words, and every other sign but blanks by itself: where a parser may begin or end a word
PIECES = re.compile(r"[^\W_]+|[^\s]")


def find_unfounded_ids(found: Annotations, rows: Rows) -> Found:
    """Give (field, id) of each mention whose id does not recompute; `rows` gives the rows that a place may be."""
    for field, possible in POSSIBLE.items():
        for mention in getattr(found, field):
            own = id_of(mention)
            if all(own != each for each in possible(found, mention, rows)):
                yield field, own
    yield from _unfounded_utterances(found)


def id_of(mention: Any) -> str:
    """Give the id of a mention of any kind."""
    for name in ("mention_id", "time_id", "quotation_id", "figure_id", "discrepancy_id"):
        if hasattr(mention, name):
            return str(getattr(mention, name))
    message = f"{type(mention).__name__} has no id"
    raise TypeError(message)


def _time(found: Annotations, time: TimeExpression, _: Rows) -> Iterator[str]:
    yield ids.time_id(found.document.document_id, time.span.start, time.span.end)


def _actor(found: Annotations, actor: ActorMention, _: Rows) -> Iterator[str]:
    own, span = found.document.document_id, actor.span
    yield ids.actor_mention_id(own, span.start, span.end, actor.actor_id)
    if actor.role == "place":
        # "northern Senna" was found as "Senna"
        ended = (each for each in found.places if each.span.end == span.end and each.span.start >= span.start)
        yield from (ids.acting_place_id(each.mention_id) for each in ended)
    yield ids.actor_name_id(ids.actor_mention_id(own, span.start, span.end, actor.actor_id))
    starts, ends = _edges(span, actor.exact)
    yield from (ids.thing_id(own, start) for start in starts)
    # widened: "the Ardanian envoy Marin" was found as "Marin"
    for start in starts:
        inner = [ids.actor_mention_id(own, start, end, actor.actor_id) for end in ends if end > start]
        yield from inner
        yield from (ids.actor_reached_id(each) for each in inner)


def _place(found: Annotations, place: PlaceMention, rows: Rows) -> Iterator[str]:
    own, span = found.document.document_id, place.span
    for row_id in rows(place):
        if ids.place_id(row_id) == place.place_id:
            yield ids.place_mention_id(own, span.start, span.end, row_id)


def _event(found: Annotations, event: EventMention, _: Rows) -> Iterator[str]:
    own = found.document.document_id
    for start in _starts(event.span, event.exact):
        yield ids.event_mention_id(own, start, event.event_type, event.sources)
    # of "called ... off" whose words stand apart, the span covers the head alone
    for start in _starts(event.sentence.span, event.sentence.exact):
        yield ids.event_mention_id(own, start, event.event_type, event.sources)


def _quotation(found: Annotations, quotation: Quotation, _: Rows) -> Iterator[str]:
    span = quotation.content.span
    yield ids.quotation_id(found.document.document_id, span.start, span.end, _pair(quotation.cue))


def _figure(found: Annotations, figure: Figure, _: Rows) -> Iterator[str]:
    own, span = found.document.document_id, (figure.span.start, figure.span.end)
    # JSON knows one kind of number: 4 and 4.0 are written, and hashed, apart
    for low in _written(figure.low):
        yield from (ids.figure_id(own, span, low, high, figure.unit) for high in _written(figure.high))


def _agreement(found: Annotations, agreement: AgreementMention, _: Rows) -> Iterator[str]:
    own, start = found.document.document_id, agreement.span.start
    joining = next((each.country or "" for each in found.actors if each.mention_id in agreement.parties[:1]), "")
    for offset in _starts(agreement.sentence.span, agreement.sentence.exact):
        yield ids.agreement_mention_id(own, start, agreement.stage, offset)
        yield ids.agreement_mention_id(own, start, agreement.stage, offset, joining)


def _discrepancy(found: Annotations, each: Discrepancy, _: Rows) -> Iterator[str]:
    own = found.document.document_id
    spans = [side.span for side in each.sides]
    starts = [span.start for span in spans]
    yield ids.discrepancy_id(own, each.field, *starts[:2])
    yield ids.discrepancy_id(own, *starts[:2], each.subject)
    yield ids.discrepancy_id(own, each.kind, each.subject, "published")
    yield ids.discrepancy_id(own, each.kind, *(ids.time_id(own, span.start, span.end) for span in spans))
    if spans:
        yield ids.discrepancy_id(own, spans[0].start, spans[0].end, each.values[-1])
    if each.reference is not None:
        yield ids.discrepancy_id(own, each.kind, *starts[:1], each.reference[1])


POSSIBLE: Mapping[str, Callable[[Annotations, Any, Rows], Iterator[str]]] = MappingProxyType(
    {
        "times": _time,
        "actors": _actor,
        "places": _place,
        "events": _event,
        "quotations": _quotation,
        "figures": _figure,
        "agreements": _agreement,
        "discrepancies": _discrepancy,
    }
)


def _unfounded_utterances(found: Annotations) -> Found:
    """Give the parts whose utterance is named by no part of it: the first names all."""
    named = {
        ids.utterance_id(found.document.document_id, (span.start, span.end), _pair(each.cue))
        for each in found.quotations
        for span in (each.content.span,)
    }
    for each in found.quotations:
        if each.utterance not in named:
            yield "quotations", each.quotation_id


def _pair(span: CharSpan | None) -> tuple[int, int] | None:
    return None if span is None else (span.start, span.end)


def _written(number: float) -> Iterable[float]:
    return (number, int(number)) if number == int(number) else (number,)


def _starts(span: CharSpan, exact: str) -> list[int]:
    return _edges(span, exact)[0]


def _edges(span: CharSpan, exact: str) -> tuple[list[int], list[int]]:
    """Give where words of the span may start, and where they may end."""
    pieces = list(PIECES.finditer(exact))
    return [span.start + each.start() for each in pieces], [span.start + each.end() for each in pieces]
