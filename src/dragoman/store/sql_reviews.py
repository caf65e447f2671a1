"""What is open for review, in SQL.

In:  `Doubts`. Out: events and contradictions of which no standing decision names all.
Decisions are few: those that stand are read whole, and what they settle is left out of each answer.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, exists, func, literal, or_, select, tuple_

from dragoman.records.decisions import named_mentions, stand
from dragoman.records.entities import Contradiction, Event
from dragoman.store import filters, schema
from dragoman.store.base import EventFilter
from dragoman.store.database import Readable
from dragoman.store.dialects import Dialect
from dragoman.store.forms import load
from dragoman.store.narrowing import narrow
from dragoman.store.reading import read_decisions
from dragoman.store.reviewing import QUARRELS, Doubts


class SqlReviews:
    """The `Reviews` of a database."""

    _database: Readable
    _dialect: Dialect

    def doubtful_events(self, doubts: Doubts) -> tuple[Event, ...]:
        """Give open events by confidence, the least first, then id."""
        event = schema.EVENT.c
        with self._database.reading() as connection:
            page = self._open_events(connection, doubts).subquery("page")
            rows = select(event.payload).join(page, page.c.row_no == event.row_no)
            found = connection.scalars(rows.order_by(event.confidence, event.object_id)).all()
        return tuple(load(Event, payload) for payload in found)

    def open_contradictions(self, doubts: Doubts) -> tuple[Contradiction, ...]:
        """Give open contradictions by id."""
        with self._database.reading() as connection:
            found = connection.scalars(self._open_contradictions(connection, doubts)).all()
        return tuple(load(Contradiction, payload) for payload in found)

    def count_doubts(self, doubts: Doubts) -> tuple[int, int]:
        """Count open contradictions and open events, each up to `limit`."""
        with self._database.reading() as connection:
            counts = [
                connection.execute(select(func.count()).select_from(rows.subquery())).scalar_one()
                for rows in (self._open_contradictions(connection, doubts), self._open_events(connection, doubts))
            ]
        return int(counts[0]), int(counts[1])

    def _open_events(self, connection: Connection, doubts: Doubts) -> Select[Any]:
        event = schema.EVENT.c
        place = (event.confidence, event.object_id)
        rows = select(event.row_no).where(event.confidence < doubts.below)
        rows = rows.where(*self._is_open(event.object_id, _named(connection)))
        if doubts.actor:
            chosen = EventFilter(actor=doubts.actor)
            theirs = filters.select_events(self._dialect, chosen, narrow(connection, self._dialect, chosen, "event"))
            rows = rows.where(event.row_no.in_(theirs.with_only_columns(event.row_no).order_by(None)))
        if doubts.after is not None:
            after = (literal(each, column.type) for each, column in zip(doubts.after, place, strict=True))
            rows = rows.where(tuple_(*place) > tuple_(*after))
        return rows.order_by(*place).limit(doubts.limit)

    def _is_open(self, event_id: ColumnElement[Any], named: Sequence[str]) -> Iterator[ColumnElement[bool]]:
        """Ask for events with a mention that no decision names; for what is no event at all, too."""
        if named:
            claim = schema.CLAIM
            decided = self._dialect.is_any(claim.c.mention_id, named)
            touched = select(claim.c.object_id).where(decided)
            # a mention that joined the event after it was decided opens it again
            is_partly_open = exists().where(claim.c.object_id == event_id, ~decided)
            yield or_(event_id.not_in(touched), is_partly_open)

    def _open_contradictions(self, connection: Connection, doubts: Doubts) -> Select[Any]:
        contradiction = schema.CONTRADICTION.c
        chosen = EventFilter(actor=doubts.actor, limit=doubts.limit)
        known = narrow(connection, self._dialect, chosen, "contradiction")
        rows = filters.select_contradictions(self._dialect, chosen, known).with_only_columns(contradiction.payload)
        rows = rows.where(contradiction.kind.in_(QUARRELS))
        named = _named(connection)
        if named:
            rows = rows.where(~self._dialect.is_any(contradiction.object_id, named))
        for is_open in self._is_open(contradiction.subject_id, named):
            rows = rows.where(or_(contradiction.subject_id.is_(None), is_open))
        if doubts.after is not None:
            rows = rows.where(contradiction.object_id > doubts.after[1])
        return rows


def _named(connection: Connection) -> list[str]:
    """Give what the standing decisions name: mentions, and contradictions that were accepted."""
    return sorted({each for decision in stand(read_decisions(connection)) for each in named_mentions(decision)})
