"""Whether the sums over events are what their events sum to, and the places those that events are at.

In:  a connection within a transaction. Out: faults.
Left to `tallies`: what is summed, by the same statements as when a record is written.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sqlalchemy import Connection, exists, select, true

from dragoman.records.faults import Fault
from dragoman.store import schema
from dragoman.store.prover import MEND
from dragoman.store.tallies import KEYS, KINDS, NUMBERS, sum_events

CHECK = "sums"


def find_wrong_sums(connection: Connection) -> Iterator[Fault]:
    """Compare the tallies, a kind at a time, and the table of places."""
    tally = schema.TALLY
    for kind in KINDS:
        due = sum_events(connection, true(), kind)
        rows = connection.execute(select(tally).where(tally.c.kind == kind), execution_options={"yield_per": 1000})
        for row in rows.mappings():
            key = tuple(row[name] for name in KEYS)
            kept, summed = [row[name] for name in NUMBERS], due.pop(key, [0] * len(NUMBERS))
            if kept != summed:
                yield _fault(key, f"is kept as {_told(kept)}, its events sum to {_told(summed)}")
        for key, summed in sorted(due.items()):
            yield _fault(key, f"is not kept, its events sum to {_told(summed)}")
    yield from _find_wrong_places(connection)


def _fault(key: tuple[Any, ...], what: str) -> Fault:
    return Fault(check=CHECK, kind="tally", object_id=" ".join(map(str, key)), what=what, remedy=MEND)


def _told(numbers: list[int]) -> str:
    return ", ".join(f"{name} {number}" for name, number in zip(NUMBERS, numbers, strict=True))


def _find_wrong_places(connection: Connection) -> Iterator[Fault]:
    event, place = schema.EVENT, schema.PLACE
    is_kept = exists().where(place.c.place_id == event.c.place_id)
    missing = select(event.c.object_id).where(event.c.place_id.is_not(None), ~is_kept)
    for object_id in connection.scalars(missing):
        what = "its place is not in the table of places"
        yield Fault(check=CHECK, kind="event", object_id=object_id, what=what, remedy=MEND)
