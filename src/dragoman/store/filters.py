"""An `EventFilter` as SQL, a kind a function: the one place where a question is translated.

In:  what was asked for. Out: a select of one kind's rows, in the order of the contract.
What is known before it is asked (`Narrowed`) says what the names of actors stand for, and lists what is little.
Left to `sql_view`: running it. Left to `dialects`: how text is searched, and how much is asked of an index.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Select,
    Table,
    and_,
    exists,
    literal,
    or_,
    select,
    tuple_,
)

from dragoman.errors import UsageError
from dragoman.records.vocabulary import EVENT_TYPES, FIGURE_CLASSES, STATUSES
from dragoman.store import schema
from dragoman.store.base import EventFilter
from dragoman.store.callings import Callings, code_is, ids_of, ways_to_be
from dragoman.store.dialects import Dialect
from dragoman.store.forms import NO_DAY, find_days
from dragoman.store.narrowing import PARTY_KINDS, Narrowed

Condition = ColumnElement[bool]
Conditions = Iterator[Condition]


def select_documents(dialect: Dialect, chosen: EventFilter, known: Narrowed, *, superseded: bool) -> Select[Any]:
    """Select documents, without their text, by publication date, then id."""
    document = schema.DOCUMENT
    conditions = [
        *_dated(document, chosen),
        *_worded(dialect, document, "text", chosen),
        *(_mentioned(name, known.callings) for name in (chosen.actor, chosen.with_actor) if name),
        *_reported(chosen),
    ]
    if chosen.document_id:
        conditions.append(document.c.document_id == chosen.document_id)
    if chosen.document_ids is not None:
        conditions.append(dialect.is_any(document.c.document_id, chosen.document_ids))
    if chosen.publisher:
        conditions.append(document.c.publisher == chosen.publisher)
    if not superseded:
        conditions.append(document.c.superseded_by.is_(None))
    return _by_day(select(document), (document.c.sort_day, document.c.document_id), conditions, chosen)


def select_events(dialect: Dialect, chosen: EventFilter, known: Narrowed) -> Select[Any]:
    """Select events by their earliest day, then id."""
    return _dated_rows(schema.EVENT, _event_conditions(dialect, chosen, known), chosen)


def select_event_numbers(dialect: Dialect, chosen: EventFilter, known: Narrowed) -> Select[Any]:
    """Select only the row numbers of events, in no order: enough to count them."""
    rows = select(schema.EVENT.c.row_no).where(*_event_conditions(dialect, chosen, known))
    return _paged(rows.where(schema.EVENT.c.sort_day < NO_DAY) if chosen.newest_first else rows, chosen)


def _event_conditions(dialect: Dialect, chosen: EventFilter, known: Narrowed) -> list[Condition]:
    event = schema.EVENT
    conditions = [
        *_dated(event, chosen),
        *_typed(event, chosen),
        *_taking_part(dialect, event, known),
        *_worded(dialect, event, "words", chosen),
        *_printed(dialect, "event", event, chosen, known),
        *_as_two(event, known),
    ]
    if chosen.min_confidence is not None:
        conditions.append(event.c.confidence >= chosen.min_confidence)
    if chosen.event_ids is not None:
        conditions.append(dialect.is_any(event.c.object_id, chosen.event_ids))
    if chosen.place_id:
        conditions.append(event.c.place_id == chosen.place_id)
    return conditions


def select_statements(dialect: Dialect, chosen: EventFilter, known: Narrowed) -> Select[Any]:
    """Select statements by date, then id."""
    statement = schema.STATEMENT
    conditions = [
        *_dated(statement, chosen),
        *_taking_part(dialect, statement, known),
        *_worded(dialect, statement, "words", chosen),
        *_printed(dialect, "statement", statement, chosen, known),
        *_as_two(statement, known),
    ]
    return _dated_rows(statement, conditions, chosen)


def select_figures(dialect: Dialect, chosen: EventFilter, known: Narrowed) -> Select[Any]:
    """Select figures by the day they are of, then id."""
    figure = schema.FIGURE_CLAIM
    conditions = [
        *_dated(figure, chosen),
        *_worded(dialect, figure, "words", chosen),
        *_printed(dialect, "figure", figure, chosen, known),
    ]
    if chosen.figure_classes is not None:
        _refuse_unknown("class of figure", chosen.figure_classes, FIGURE_CLASSES)
        conditions.append(dialect.is_any(figure.c.figure_class, chosen.figure_classes))
    return _dated_rows(figure, conditions, chosen)


def select_agreements(dialect: Dialect, chosen: EventFilter, known: Narrowed) -> Select[Any]:
    """Select agreements by their first stage, then id; dates and events are those of any stage."""
    agreement, stage = schema.AGREEMENT, schema.AGREEMENT_STAGE
    of_stage = list(_dated(stage, chosen))
    if chosen.event_ids is not None:
        of_stage.append(dialect.is_any(stage.c.event_id, chosen.event_ids))
    conditions = [
        *_taking_part(dialect, agreement, known),
        *_worded(dialect, agreement, "words", chosen),
        *_printed(dialect, "agreement", agreement, chosen, known),
        *_as_two(agreement, known),
    ]
    if of_stage:
        conditions.append(agreement.c.object_id.in_(select(stage.c.object_id).where(*of_stage)))
    return _dated_rows(agreement, conditions, chosen)


def select_contradictions(dialect: Dialect, chosen: EventFilter, known: Narrowed) -> Select[Any]:
    """Select contradictions by id; actors are the parties of what it is about, or that itself."""
    contradiction = schema.CONTRADICTION
    conditions = [
        *_worded(dialect, contradiction, "words", chosen),
        *_printed(dialect, "contradiction", contradiction, chosen, known),
    ]
    subject = contradiction.c.subject_id
    for name in (chosen.actor, chosen.with_actor):
        if name:
            party = schema.PARTY
            is_party = exists().where(
                party.c.kind.in_(PARTY_KINDS), party.c.object_id == subject, _is_actor(party, name, known.callings)
            )
            conditions.append(or_(is_party, subject.in_(ids_of(name, known.callings))))
    if chosen.event_ids is not None:
        conditions.append(dialect.is_any(subject, chosen.event_ids))
    if chosen.after is not None:
        conditions.append(contradiction.c.object_id > chosen.after[1])
    rows = select(contradiction).where(*conditions).order_by(contradiction.c.object_id)
    return _paged(rows, chosen)


def select_actors(dialect: Dialect, chosen: EventFilter, known: Narrowed) -> Select[Any]:
    """Select all parts of actors, by actor id; a page counts actors, not parts."""
    actor, mention = schema.ACTOR, schema.ACTOR_MENTION
    conditions = list(_worded(dialect, actor, "words", chosen))
    if chosen.actor:
        called = actor.c.actor_id.in_(ids_of(chosen.actor, known.callings))
        conditions.append(or_(called, *code_is(actor, chosen.actor)))
    if chosen.actor_ids is not None:
        conditions.append(dialect.is_any(actor.c.actor_id, chosen.actor_ids))
    if chosen.document_id:
        mentioned = select(mention.c.actor_id).where(mention.c.document_id == chosen.document_id)
        conditions.append(actor.c.actor_id.in_(mentioned))
    if chosen.after is not None:
        conditions.append(actor.c.actor_id > chosen.after[1])
    ids = select(actor.c.actor_id).where(*conditions).distinct().order_by(actor.c.actor_id)
    page = _paged(ids, chosen).subquery()
    parts = select(actor).join(page, page.c.actor_id == actor.c.actor_id)
    return parts.order_by(actor.c.actor_id, actor.c.object_id)


def _dated_rows(table: Table, conditions: Sequence[Condition], chosen: EventFilter) -> Select[Any]:
    order = (table.c.sort_day, table.c.object_id)
    rows = select(table.c.object_id, table.c.payload)
    if chosen.limit is None:
        return _by_day(rows, order, conditions, chosen)
    # First the page's numbers, by indexes alone, then its rows: a sort never carries whole payloads along.
    page = _by_day(select(table.c.row_no), order, conditions, chosen).subquery("page")
    return _ordered(rows.join(page, page.c.row_no == table.c.row_no), order, chosen)


def _by_day(
    rows: Select[Any], order: tuple[Any, Any], conditions: Sequence[Condition], chosen: EventFilter
) -> Select[Any]:
    day, object_id = order
    rows = rows.where(*conditions)
    if chosen.newest_first:
        rows = rows.where(day < NO_DAY)
    if chosen.after is not None:
        here, there = tuple_(day, object_id), tuple_(*(literal(each, day.type) for each in chosen.after))
        rows = rows.where(here < there if chosen.newest_first else here > there)
    return _paged(_ordered(rows, order, chosen), chosen)


def _ordered(rows: Select[Any], order: tuple[Any, Any], chosen: EventFilter) -> Select[Any]:
    return rows.order_by(*(column.desc() if chosen.newest_first else column for column in order))


def _paged(rows: Select[Any], chosen: EventFilter) -> Select[Any]:
    if min(chosen.limit or 0, chosen.offset) < 0:
        message = f"a page has no negative bounds: limit {chosen.limit}, offset {chosen.offset}"
        raise UsageError(message)
    if chosen.limit is not None:
        rows = rows.limit(chosen.limit)
    return rows.offset(chosen.offset) if chosen.offset else rows


def _dated(table: Table, chosen: EventFilter) -> Conditions:
    """Ask for intervals that overlap; an open side overlaps everything, no date at all overlaps nothing."""
    earliest, latest = table.c.earliest, table.c.latest
    if chosen.since:
        first_day, _ = _require_days("since", chosen.since)
        yield or_(latest >= first_day, and_(latest.is_(None), earliest.is_not(None)))
    if chosen.until:
        _, last_day = _require_days("until", chosen.until)
        yield or_(earliest <= last_day, and_(earliest.is_(None), latest.is_not(None)))


def _require_days(name: str, date: str) -> tuple[str, str]:
    days = find_days(date)
    if days is None:
        message = f"'{name}' takes a date like 2024, 2024-10 or 2024-10-11, not '{date}'"
        raise UsageError(message)
    return days


def _worded(dialect: Dialect, table: Table, column: str, chosen: EventFilter) -> Conditions:
    if chosen.text:
        condition = dialect.has_words(table, column, chosen.text)
        if condition is not None:
            yield condition


def _printed(dialect: Dialect, kind: str, table: Table, chosen: EventFilter, known: Narrowed) -> Conditions:
    printing, document = schema.PRINTING, schema.DOCUMENT
    printed = select(printing.c.object_id).where(printing.c.kind == kind)
    if chosen.document_id:
        yield table.c.object_id.in_(printed.where(printing.c.document_id == chosen.document_id))
    if known.published is not None:
        yield dialect.is_any(table.c.object_id, known.published)
    elif chosen.publisher:
        theirs = printed.join(document, document.c.document_id == printing.c.document_id)
        named = document.c.publisher == chosen.publisher
        yield dialect.is_among(table.c.object_id, theirs, [named], is_walked=known.is_walked)


def _typed(table: Table, chosen: EventFilter) -> Conditions:
    if chosen.event_type:
        event_type = chosen.event_type.upper()
        _refuse_unknown("event type", (event_type,), EVENT_TYPES)
        yield or_(table.c.event_type == event_type, table.c.plover_type == event_type)
    if chosen.status:
        status = chosen.status.lower()
        _refuse_unknown("status", (status,), STATUSES)
        yield table.c.status == status


def _refuse_unknown(noun: str, given: Sequence[str], known: Sequence[str]) -> None:
    for word in given:
        if word not in known:
            message = f"there is no {noun} '{word}'; it is one of {', '.join(known)}"
            raise UsageError(message)


def _reported(chosen: EventFilter) -> Conditions:
    """Ask for documents that mention an event of the type and status."""
    mention = schema.EVENT_MENTION
    conditions = list(_typed(mention, chosen))
    if conditions:
        yield schema.DOCUMENT.c.document_id.in_(select(mention.c.document_id).where(*conditions))


def _mentioned(name: str, callings: Callings) -> Condition:
    mention = schema.ACTOR_MENTION
    mentioned = select(mention.c.document_id).where(_is_actor(mention, name, callings))
    return schema.DOCUMENT.c.document_id.in_(mentioned)


def _taking_part(dialect: Dialect, table: Table, known: Narrowed) -> Conditions:
    if known.with_parties is not None:
        yield dialect.is_any(table.c.object_id, known.with_parties)
        return
    party = schema.PARTY
    parties = select(party.c.object_id).where(party.c.kind == table.name)
    for place in range(len(known.ways)):
        # where all are wanted they are looked up by the rarer name, and asked for the other
        is_walked = known.is_walked or place > 0
        yield dialect.is_among(table.c.object_id, parties, known.conditions(party, place), is_walked=is_walked)


def _as_two(table: Table, known: Narrowed) -> Conditions:
    """Ask that the two be two. To be asked last: only of what has all else that was asked for."""
    if len(known.ways) == 2:
        # Two different actors: "Iran with Iran" is not the one party Iran that is source and host.
        both = [schema.PARTY.alias(alias) for alias in ("first_party", "second_party")]
        here = [and_(each.c.kind == table.name, each.c.object_id == table.c.object_id) for each in both]
        are_named = [or_(*known.conditions(each, place)) for place, each in enumerate(both)]
        yield exists().where(*here, both[0].c.actor_id != both[1].c.actor_id, *are_named)


def _is_actor(party: Any, name: str, callings: Callings) -> Condition:
    """Ask for parties that are, or are of, what a user calls `name`."""
    return or_(*ways_to_be(party, name, callings))
