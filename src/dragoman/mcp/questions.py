"""What an assistant may ask of a record: the tools, each a function of a desk and plain arguments.

In:  a `Desk` and arguments. Out: JSON objects that carry evidence. Nothing here writes.
Left to `server`: how they are offered.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Literal

from dragoman.errors import UsageError
from dragoman.mcp.answers import (
    actor_answer,
    agreement_answer,
    article_answer,
    contradiction_answer,
    event_answer,
    find_answer,
    page,
    statement_answer,
)
from dragoman.mcp.desk import Desk
from dragoman.mcp.quoting import NOTE, Citations, Json, show_text
from dragoman.records.entities import Event
from dragoman.records.vocabulary import HAPPENED
from dragoman.store.base import EventFilter, View
from dragoman.views.naming import check_words, find_actor, relation_names

DateBasis = Literal["event", "publication"]
MOST_TEXT = 8000  # characters of an article in one answer
MOST_MONTHS = 120


def _check_actors(view: View, chosen: EventFilter) -> None:
    for given in (chosen.actor, chosen.with_actor):
        if given is not None:
            find_actor(view, given)


def _select(view: View, chosen: EventFilter, basis: DateBasis) -> Iterator[Event]:
    """Give events of the period, by when they were or by when an article that tells them was published."""
    check_words(chosen)
    _check_actors(view, chosen)
    if basis == "event" or not (chosen.since or chosen.until):
        return view.events(chosen)
    documents = {
        kept.document.document_id for kept in view.documents(EventFilter(since=chosen.since, until=chosen.until))
    }
    undated = replace(chosen, since=None, until=None)
    return (e for e in view.events(undated) if any(c.evidence.document_id in documents for c in e.claims))


def ask_events(desk: Desk, chosen: EventFilter, basis: DateBasis, as_of: str | None) -> Json:
    """Answer with a page of events by date."""
    view = desk.at(as_of).view
    limit, offset = chosen.limit or 20, chosen.offset
    citations = Citations(view)
    events = _select(view, replace(chosen, limit=None, offset=0), basis)
    return page(events, lambda event: event_answer(event, citations), limit, offset)


def ask_timeline(desk: Desk, chosen: EventFilter, as_of: str | None) -> Json:
    """Answer with dated events as sentences, what happened apart from what is only planned, alleged or denied."""
    view = desk.at(as_of).view
    citations = Citations(view)
    found = _select(view, replace(chosen, limit=None, offset=0), "event")
    dated = (event for event in found if event.date.interval.earliest or event.date.interval.latest)
    answer = page(dated, lambda event: event_answer(event, citations), chosen.limit or 20, chosen.offset)
    items = answer.pop("items")
    return {
        **answer,
        "told_as_happened": [item for item in items if item["status"] in HAPPENED],
        "not_told_as_happened": [item for item in items if item["status"] not in HAPPENED],
    }


def ask_relation(desk: Desk, actor: str, with_actor: str, *, directed: bool, as_of: str | None) -> Json:
    """Answer with the relation of two by month, its turning points, and evidence for the weightiest events."""
    record = desk.at(as_of)
    view = record.view
    one, other = relation_names(view, actor, with_actor)
    periods = record.relation(one, other, directed=directed)
    turns = record.turning_points(one, other)
    citations = Citations(view)
    ids = [each for period in periods for each in period.event_ids]
    events = [event for each in ids if (event := view.event(each)) is not None]
    events.sort(key=lambda event: (-abs(event.intensity), event.event_id))
    return {
        "note": NOTE,
        "scale": "sums of PLOVER intensities (-10 to +10 an event) of events told as having happened",
        "months": [
            {
                "month": period.period,
                "events": period.events,
                "cooperation": period.cooperation,
                "conflict": period.conflict,
                "net": period.net,
                "event_ids": list(period.event_ids),
            }
            for period in periods
            if period.events
        ][-MOST_MONTHS:],
        "turning_points": [
            {"month": turn.period, "before": turn.before, "after": turn.after, "event_ids": list(turn.event_ids)}
            for turn in turns
        ],
        "weightiest_events": [event_answer(event, citations) for event in events[:5]],
    }


def ask_agreements(desk: Desk, chosen: EventFilter, as_of: str | None) -> Json:
    """Answer with a page of agreements by their first stage."""
    view = desk.at(as_of).view
    _check_actors(view, chosen)
    citations = Citations(view)
    found = view.agreements(replace(chosen, limit=None, offset=0))
    return page(found, lambda each: agreement_answer(each, citations), chosen.limit or 20, chosen.offset)


def ask_contradictions(desk: Desk, chosen: EventFilter, as_of: str | None) -> Json:
    """Answer with a page of contradictions."""
    view = desk.at(as_of).view
    _check_actors(view, chosen)
    citations = Citations(view)
    found = view.contradictions(replace(chosen, limit=None, offset=0))
    return page(found, lambda each: contradiction_answer(each, citations), chosen.limit or 20, chosen.offset)


def ask_quotations(desk: Desk, chosen: EventFilter, as_of: str | None) -> Json:
    """Answer with a page of statements by date."""
    view = desk.at(as_of).view
    _check_actors(view, chosen)
    citations = Citations(view)
    found = view.statements(replace(chosen, limit=None, offset=0))
    return page(found, lambda each: statement_answer(each, citations), chosen.limit or 20, chosen.offset)


def ask_search(desk: Desk, words: str, limit: int, as_of: str | None) -> Json:
    """Answer with what tells of these words: events, statements, agreements, actors, articles."""
    if not words.strip():
        raise UsageError("search needs words; words in double quotes must stand together")
    view = desk.at(as_of).view
    citations = Citations(view)
    few = max(1, min(limit, 20))
    chosen = EventFilter(text=words, limit=few)
    return {
        "note": NOTE,
        "events": [event_answer(each, citations) for each in view.events(chosen)],
        "quotations": [statement_answer(each, citations) for each in view.statements(chosen)],
        "agreements": [agreement_answer(each, citations) for each in view.agreements(chosen)],
        "actors": [actor_answer(each) for each in view.actors(chosen)],
        "articles": [article_answer(each) for each in view.documents(chosen)],
    }


def ask_articles(desk: Desk, chosen: EventFilter, as_of: str | None) -> Json:
    """Answer with a page of articles by date of publication, without their text."""
    view = desk.at(as_of).view
    return page(
        view.documents(replace(chosen, limit=None, offset=0)), article_answer, chosen.limit or 20, chosen.offset
    )


def ask_article_text(desk: Desk, document_id: str, start: int, as_of: str | None) -> Json:
    """Answer with a stretch of an article's text, as quoted material in a field of its own."""
    kept = desk.at(as_of).view.document(document_id)
    if kept is None:
        raise UsageError(f"no article has the id {document_id!r}; list_articles lists them")
    text = kept.document.text
    first = max(0, min(start, len(text)))
    last = min(len(text), first + MOST_TEXT)
    return {
        "note": NOTE,
        **article_answer(kept),
        "start": first,
        "end": last,
        "total_characters": len(text),
        "next_start": last if last < len(text) else None,
        "zones": [
            {"start": zone.span.start, "end": zone.span.end, "kind": zone.kind}
            for zone in kept.document.zones
            if zone.span.start < last and first < zone.span.end
        ],
        "quoted_text": show_text(text[first:last]),
    }


def ask_one(desk: Desk, object_id: str, as_of: str | None) -> Json:
    """Answer with one thing whole: an event with its claims, or a statement, agreement, contradiction, actor."""
    view = desk.at(as_of).view
    found = find_answer(view, object_id)
    if found is not None:
        return found
    kept = view.document(object_id)
    if kept is None:
        raise UsageError(f"nothing has the id {object_id!r} in this record; list_events lists events with theirs")
    return {"note": NOTE, **article_answer(kept)}


def ask_overview(desk: Desk) -> Json:
    """Answer with what the record holds."""
    counts = desk.at(None).view.counts()
    return {
        "documents": counts.documents,
        "events": counts.events,
        "statements": counts.statements,
        "figures": counts.figures,
        "agreements": counts.agreements,
        "contradictions": counts.contradictions,
        "actors": counts.actors,
        "decisions": counts.decisions,
    }
