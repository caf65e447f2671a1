"""The eye that reads the record: streams of records in the contract's order, and single objects by id.

In:  filters and ids. Out: records, rebuilt from their payloads a row at a time.
Left to `filters`: what a filter means in SQL. Left to `views`: how anything looks.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any, TypeVar

from sqlalchemy import Select, Table, func, select

from dragoman.records.decisions import Decision
from dragoman.records.documents import Rejection
from dragoman.records.entities import Actor, Agreement, Contradiction, Event, FigureClaim, Statement
from dragoman.records.mentions import Annotations
from dragoman.store import filters, judgements, schema
from dragoman.store.base import (
    EVERYTHING,
    Counts,
    EventFilter,
    Found,
    KeptDecision,
    KeptDocument,
    Named,
    StoredDocument,
)
from dragoman.store.forms import load
from dragoman.store.mention_rows import build_document
from dragoman.store.narrowing import Narrowed, narrow
from dragoman.store.past import count_removed, read_stored
from dragoman.store.reading import read_annotations, read_decisions
from dragoman.store.resolved_rows import RESOLVED_KINDS
from dragoman.store.sql_overview import SqlOverview
from dragoman.store.sql_reviews import SqlReviews

Item = TypeVar("Item")


class SqlView(SqlOverview, SqlReviews):
    """The `View` of a database."""

    def documents(
        self, chosen: EventFilter = EVERYTHING, *, with_text: bool = False, superseded: bool = False
    ) -> Iterator[KeptDocument]:
        """Give documents by publication date, then id; the superseded only if asked."""
        rows = filters.select_documents(self._dialect, chosen, self._narrow(chosen, "document"), superseded=superseded)
        return self._read_documents(rows, with_text=with_text)

    def events(self, chosen: EventFilter = EVERYTHING) -> Iterator[Event]:
        """Give events by their earliest day, then id; those without a date last."""
        return self._read(Event, filters.select_events(self._dialect, chosen, self._narrow(chosen, "event")))

    def count_events(self, chosen: EventFilter = EVERYTHING, *, at_most: int) -> int:
        """Count the events that the filter finds, up to so many."""
        bounded = replace(chosen, limit=at_most)
        rows = filters.select_event_numbers(self._dialect, bounded, self._narrow(bounded, "event"))
        found = rows.subquery()
        with self._database.reading() as connection:
            return int(connection.execute(select(func.count()).select_from(found)).scalar_one())

    def statements(self, chosen: EventFilter = EVERYTHING) -> Iterator[Statement]:
        """Give statements by date, then id."""
        return self._read(
            Statement, filters.select_statements(self._dialect, chosen, self._narrow(chosen, "statement"))
        )

    def figures(self, chosen: EventFilter = EVERYTHING) -> Iterator[FigureClaim]:
        """Give figures by the date they are of, then id."""
        return self._read(FigureClaim, filters.select_figures(self._dialect, chosen, self._narrow(chosen, "figure")))

    def agreements(self, chosen: EventFilter = EVERYTHING) -> Iterator[Agreement]:
        """Give agreements by their first stage, then id."""
        return self._read(
            Agreement, filters.select_agreements(self._dialect, chosen, self._narrow(chosen, "agreement"))
        )

    def contradictions(self, chosen: EventFilter = EVERYTHING) -> Iterator[Contradiction]:
        """Give contradictions by id."""
        return self._read(
            Contradiction, filters.select_contradictions(self._dialect, chosen, self._narrow(chosen, "contradiction"))
        )

    def actors(self, chosen: EventFilter = EVERYTHING) -> Iterator[Actor]:
        """Give actors by id, each joined from its parts."""
        parts = self._read(Actor, filters.select_actors(self._dialect, chosen, self._narrow(chosen, "actor")))
        for _, same in itertools.groupby(parts, key=lambda part: part.actor_id):
            yield join_parts(same)

    def event(self, event_id: str) -> Event | None:
        """Give the event, also by an id it had before it was merged; None where there is none."""
        event, previous = schema.EVENT.c, schema.EVENT_PREVIOUS.c
        found = self._find_one(Event, select(event.payload).where(event.object_id == event_id))
        if found is not None:
            return found
        later = select(previous.object_id).where(previous.previous_id == event_id)
        rows = select(event.payload).where(event.object_id.in_(later))
        return self._find_one(Event, rows.order_by(event.sort_day, event.object_id).limit(1))

    def find(self, object_id: str) -> Found | None:
        """Give whatever resolved object has this id, of any kind; None where there is none."""
        for kind in RESOLVED_KINDS:
            if kind.has_parts:
                continue
            rows = select(kind.table.c.payload).where(kind.table.c.object_id == object_id)
            found: Found | None = self._find_one(kind.record_type, rows)
            if found is not None:
                return found
        return self._find_actor(object_id) or self.event(object_id)

    def document(self, document_id: str) -> KeptDocument | None:
        """Give a document with its text, superseded or not; None where there is none."""
        rows = select(schema.DOCUMENT).where(schema.DOCUMENT.c.document_id == document_id)
        return next(self._read_documents(rows, with_text=True), None)

    def annotations(self, document_id: str) -> Annotations | None:
        """Give what the document alone says, superseded or not; None where there is none."""
        with self._database.reading() as connection:
            found = read_annotations(connection, self._dialect, [document_id], with_text=True, superseded=True)
        return found[0] if found else None

    def counts(self) -> Counts:
        """Count what the record holds."""
        current = schema.DOCUMENT.c.superseded_by.is_(None)
        with self._database.reading() as connection:

            def count(table: Table, *conditions: Any) -> int:
                rows = select(func.count()).select_from(table).where(*conditions)
                return int(connection.execute(rows).scalar_one())

            actors = select(func.count(schema.ACTOR.c.actor_id.distinct()))
            return Counts(
                documents=count(schema.DOCUMENT, current),
                superseded=count(schema.DOCUMENT, ~current),
                rejections=count(schema.REJECTION),
                event_mentions=count(schema.EVENT_MENTION),
                events=count(schema.EVENT),
                statements=count(schema.STATEMENT),
                figures=count(schema.FIGURE_CLAIM),
                agreements=count(schema.AGREEMENT),
                contradictions=count(schema.CONTRADICTION),
                actors=int(connection.execute(actors).scalar_one()),
                decisions=count(schema.DECISION),
            )

    def rejections(self) -> Iterator[Rejection]:
        """Give the inputs that were not used, by source and origin."""
        rejection = schema.REJECTION.c
        for row in self._database.stream(select(schema.REJECTION).order_by(rejection.source_id, rejection.origin)):
            yield Rejection(source_id=row.source_id, reason=row.reason, detail=row.detail)

    def decisions(self) -> tuple[Decision, ...]:
        """Give all decisions in the order in which they were made."""
        with self._database.reading() as connection:
            return read_decisions(connection)

    def kept_decisions(self, mention_ids: Iterable[str] | None = None) -> tuple[KeptDecision, ...]:
        """Give decisions with how they stand, in order; only those that name one of the mentions, if given."""
        with self._database.reading() as connection:
            return judgements.read_kept_decisions(connection, self._dialect, mention_ids)

    def named(self, object_id: str) -> Named | None:
        """Give what an id of an event (also one it had before), mention or claim stands for."""
        event = self.event(object_id)
        with self._database.reading() as connection:
            return judgements.read_named(connection, self._dialect, object_id, event)

    def homes(self, mention_ids: Iterable[str]) -> dict[str, str]:
        """Give the events that the mentions are in, by mention id; a mention in no event is left out."""
        with self._database.reading() as connection:
            return judgements.read_homes(connection, self._dialect, sorted(set(mention_ids)))

    def stored(self, until: str) -> Iterator[StoredDocument]:
        """Give all documents added until that moment, superseded or not, as they came."""
        return read_stored(self._database, until)

    def removed_since(self, moment: str) -> int:
        """Count the documents that the record held at that moment and that were removed since."""
        with self._database.reading() as connection:
            return count_removed(connection, moment)

    def meta(self) -> dict[str, str]:
        """Give what is noted about the record as a whole, by key."""
        with self._database.reading() as connection:
            rows = connection.execute(select(schema.META).order_by(schema.META.c.key))
            return {row.key: row.value for row in rows}

    def _narrow(self, chosen: EventFilter, kind: str) -> Narrowed:
        if not (chosen.actor or chosen.with_actor or chosen.publisher):
            return Narrowed(is_walked=chosen.limit is not None)
        with self._database.reading() as connection:
            return narrow(connection, self._dialect, chosen, kind)

    def _read(self, record_type: type[Item], rows: Select[Any]) -> Iterator[Item]:
        for row in self._database.stream(rows):
            yield load(record_type, row.payload)

    def _find_one(self, record_type: type[Item], rows: Select[Any]) -> Item | None:
        with self._database.reading() as connection:
            payload = connection.execute(rows).scalar_one_or_none()
        return None if payload is None else load(record_type, payload)

    def _find_actor(self, actor_id: str) -> Actor | None:
        actor = schema.ACTOR.c
        rows = select(actor.payload).where(actor.actor_id == actor_id).order_by(actor.object_id)
        parts = list(self._read(Actor, rows))
        return join_parts(parts) if parts else None

    def _read_documents(self, rows: Select[Any], *, with_text: bool) -> Iterator[KeptDocument]:
        older = schema.DOCUMENT.alias("older")
        supersedes = (
            select(older.c.document_id)
            .where(older.c.superseded_by == schema.DOCUMENT.c.document_id)
            .order_by(older.c.row_no.desc())
            .limit(1)
            .scalar_subquery()
            .label("supersedes")
        )
        document = schema.DOCUMENT.c
        names = ("payload", "resolved_date", "copies_of", "superseded_by", "added_at")
        columns = [document[name] for name in names]
        text = (document.text,) if with_text else ()
        chosen = rows.with_only_columns(*columns, *text, supersedes, maintain_column_froms=True)
        for row in self._database.stream(chosen):
            yield build_document(row, text=row.text if with_text else "", supersedes=row.supersedes)


def join_parts(parts: Iterable[Actor]) -> Actor:
    """Join what several groups of blocks know of one actor; the part with most mentions names it."""
    ordered = sorted(parts, key=lambda part: (-part.mentions, part.name, part.aliases))
    if len(ordered) == 1:
        return ordered[0]

    def joined(field: str) -> tuple[Any, ...]:
        return tuple(dict.fromkeys(value for part in ordered for value in getattr(part, field)))

    def known(field: str) -> str | None:
        return next((getattr(part, field) for part in ordered if getattr(part, field) is not None), None)

    offices = sorted(joined("offices"), key=lambda office: (office.start or "", office.end or "", office.title))
    return replace(
        ordered[0],
        country=known("country"),
        international_code=known("international_code"),
        sectors=joined("sectors"),
        aliases=tuple(sorted(joined("aliases"))),
        offices=tuple(offices),
        external_ids=tuple(sorted(joined("external_ids"))),
        mentions=sum(part.mentions for part in ordered),
        discrepancies=tuple(sorted(joined("discrepancies"))),
    )
