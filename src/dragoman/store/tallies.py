"""Sums over events, kept in step with them: by pair, actor, place and type, in all, by year and by month.

In:  a connection within a transaction, and which events came or are about to go. Out: rows of `tally`.
So a page about a pair, the network and the map read a few rows, however large the record is.
Left to `resolved_rows`: which pairs and which period an event is of. Left to `sql_overview`: reading them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, and_, bindparam, case, func, literal, select

from dragoman.records.entities import Event
from dragoman.store import schema
from dragoman.store.database import batched
from dragoman.store.dialects import Dialect
from dragoman.store.forms import Row, dump

KEYS = ("kind", "period", "one", "other")
NUMBERS = ("events", "counted", "cooperation", "conflict")
YEAR = len("2024")

Condition = ColumnElement[bool]


def place_rows(events: Iterable[Event]) -> list[Row]:
    """Give the rows of the places of events, each once."""
    places = {event.place.place_id: event.place for event in events if event.place}
    return [{"place_id": place_id, "payload": dump(place)} for place_id, place in sorted(places.items())]


def keep_places(connection: Connection, dialect: Dialect, rows: list[Row]) -> None:
    """Keep places."""
    if rows:
        dialect.insert_or_update(connection, schema.PLACE, rows, changed=("payload",))


def sum_rows(rows: Mapping[str, Sequence[Row]]) -> list[Row]:
    """Sum up events by the rows that are made of them, in any process: what `sum_events` finds once they are kept."""
    named: defaultdict[str, set[tuple[str, str, str]]] = defaultdict(set)
    for row in rows.get(schema.EVENT_PAIR.name, ()):
        named[row["object_id"]].add(("pair", row["one"], row["other"]))
    for row in rows.get(schema.PARTY.name, ()):
        named[row["object_id"]].add(("actor", row["actor_id"], ""))
    sums: defaultdict[tuple[str, ...], list[int]] = defaultdict(lambda: [0] * len(NUMBERS))
    for row in rows[schema.EVENT.name]:
        told = {*named[row["object_id"]], ("type", row["event_type"], row["status"])}
        if row["place_id"] is not None:
            told.add(("place", row["place_id"], ""))
        number = row["hundredths"] if row["is_counted"] else 0
        numbers = (1, int(row["is_counted"]), max(number, 0), min(number, 0))
        for period in dict.fromkeys(("", row["period"][:YEAR], row["period"])):
            for kind, one, other in told:
                total = sums[kind, period, one, other]
                for index, each in enumerate(numbers):
                    total[index] += each
    return _as_rows(sums)


def _as_rows(sums: Mapping[tuple[str, ...], Sequence[int]]) -> list[Row]:
    return [dict(zip((*KEYS, *NUMBERS), (*key, *numbers), strict=True)) for key, numbers in sorted(sums.items())]


def add_sums(connection: Connection, dialect: Dialect, rows: Sequence[Row]) -> None:
    """Add to the sums."""
    for some in batched(rows):
        dialect.insert_or_add(connection, schema.TALLY, some, added=NUMBERS)


def take_out_events(connection: Connection, dialect: Dialect, which: Condition) -> None:
    """Take the events out of the sums before they are deleted."""
    sums = {key: numbers for kind in KINDS for key, numbers in sum_events(connection, which, kind).items()}
    changed = _as_rows({key: [-number for number in numbers] for key, numbers in sums.items()})
    add_sums(connection, dialect, changed)
    _delete_empty(connection, changed)


def sum_events(connection: Connection, which: Condition, kind: str) -> dict[tuple[str, ...], list[int]]:
    """Sum up the events by pair, actor, place or type, in all and in each period: the numbers by key."""
    sums: defaultdict[tuple[str, ...], list[int]] = defaultdict(lambda: [0] * len(NUMBERS))
    for row in connection.execute(_COUNTS[kind](which)):
        for period in dict.fromkeys(("", row.period[:YEAR], row.period)):
            total = sums[row.kind, period, row.one, row.other]
            for index, name in enumerate(NUMBERS):
                total[index] += int(row._mapping[name])  # noqa: SLF001 - the public way to a row's names
    return dict(sums)


def _delete_empty(connection: Connection, changed: list[dict[str, Any]]) -> None:
    tally = schema.TALLY.c
    # by the index of the sums of a period, which has the empty ones first
    mine = (tally.kind == bindparam("of_kind"), tally.period == bindparam("of_period"), tally.events == 0)
    periods = sorted({(row["kind"], row["period"]) for row in changed})
    for some in batched({"of_kind": kind, "of_period": period} for kind, period in periods):
        connection.execute(schema.TALLY.delete().where(*mine), some)


def _count_pairs(which: Condition) -> Select[Any]:
    event, pair = schema.EVENT, schema.EVENT_PAIR
    of_event = pair.c.object_id == event.c.object_id
    return _grouped("pair", pair.c.one, pair.c.other).join(pair, of_event).where(which)


def _count_actors(which: Condition) -> Select[Any]:
    event, party = schema.EVENT, schema.PARTY
    # once, however many roles it plays
    taking_part = (
        select(party.c.object_id, party.c.actor_id)
        .where(party.c.kind == "event", party.c.object_id.in_(select(event.c.object_id).where(which)))
        .distinct()
        .subquery()
    )
    is_party = taking_part.c.object_id == event.c.object_id
    return _grouped("actor", taking_part.c.actor_id, literal("")).join(taking_part, is_party)


def _count_places(which: Condition) -> Select[Any]:
    event = schema.EVENT.c
    return _grouped("place", event.place_id, literal("")).where(which, event.place_id.is_not(None))


def _count_types(which: Condition) -> Select[Any]:
    return _grouped("type", schema.EVENT.c.event_type, schema.EVENT.c.status).where(which)


def _grouped(kind: str, one: ColumnElement[Any], other: ColumnElement[Any]) -> Select[Any]:
    event = schema.EVENT.c
    number = event.hundredths

    def total(condition: Condition, value: Any) -> ColumnElement[int]:
        return func.sum(case((and_(event.is_counted, condition), value), else_=0))

    columns = (literal(kind).label("kind"), event.period, one.label("one"), other.label("other"))
    numbers = (
        func.count().label("events"),
        func.sum(case((event.is_counted, 1), else_=0)).label("counted"),
        total(number > 0, number).label("cooperation"),
        total(number < 0, number).label("conflict"),
    )
    return select(*columns, *numbers).select_from(schema.EVENT).group_by(event.period, one, other)


_COUNTS: Mapping[str, Callable[[Condition], Select[Any]]] = MappingProxyType(
    {"pair": _count_pairs, "actor": _count_actors, "place": _count_places, "type": _count_types}
)
KINDS = tuple(_COUNTS)
