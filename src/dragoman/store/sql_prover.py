"""The `Prover` of a database.

In:  a connection within one transaction, so that all of it is of one moment. Out: documents, objects, faults.
Left to `row_proofs`: whether rows say what their payloads say. Left to `sum_proofs`: whether they add up.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Select, Table, func, select, tuple_

from dragoman.records.decisions import Decision
from dragoman.records.faults import Fault
from dragoman.records.spans import Evidence
from dragoman.store import schema
from dragoman.store.base import StoredDocument, View
from dragoman.store.database import ROWS_AT_A_TIME, Moment, batched
from dragoman.store.dialects import Dialect
from dragoman.store.forms import load
from dragoman.store.past import DOCUMENTS_AT_A_TIME, read_stored_documents
from dragoman.store.prover import RESTORE, KeptObject, Told
from dragoman.store.resolved_rows import RESOLVED_KINDS, ResolvedKind
from dragoman.store.row_proofs import find_wrong_decision, find_wrong_document, find_wrong_objects, find_wrong_relations
from dragoman.store.sql_view import SqlView
from dragoman.store.sum_proofs import find_wrong_sums

UNREADABLE = (ValueError, TypeError, KeyError, AttributeError)  # what JSON or a record raises that was tampered with
MENTIONS_OF = {"statement": schema.QUOTATION, "figure": schema.FIGURE, "agreement": schema.AGREEMENT_MENTION}


@dataclass(frozen=True, slots=True)
class SqlProver:
    """Reads one moment of a record through one connection."""

    connection: Connection
    dialect: Dialect

    def decisions(self) -> Iterator[Decision | Fault]:
        """Give all decisions in the order in which they were made; or why one is unreadable."""
        decision = schema.DECISION.c
        rows = select(schema.DECISION).order_by(decision.decided_at, decision.decision_id)
        for row in self.connection.execute(rows).mappings():
            try:
                found = load(Decision, row["payload"])
            except UNREADABLE as error:
                yield _unreadable("decision", row["decision_id"], error)
                continue
            yield found
            yield from find_wrong_decision(self.connection, row, found)

    def waiting(self) -> int:
        """Count the blocks that changed and were not resolved since."""
        status = schema.BLOCK_STATUS
        rows = select(func.count()).select_from(status).where(status.c.dirty)
        return int(self.connection.execute(rows).scalar_one())

    def rows(self) -> Iterator[Fault]:
        """Give rows that point at nothing, or do not add up."""
        yield from find_wrong_relations(self.connection)
        yield from find_wrong_sums(self.connection)

    def document_ids(self) -> Iterator[str]:
        """Give the ids of all documents as they came."""
        document = schema.DOCUMENT.c
        for row in self._stream(select(document.document_id).order_by(document.row_no)):
            yield row.document_id

    def documents(self, document_ids: Iterable[str]) -> Iterator[StoredDocument | Fault]:
        """Give documents with what they say."""
        for some in batched(document_ids, DOCUMENTS_AT_A_TIME):
            yield from self._read_documents(some)

    def wrong_rows(self, stored: StoredDocument) -> Iterator[Fault]:
        """Give the rows of a document that do not say what their record says."""
        return find_wrong_document(self.connection, stored)

    def view(self) -> View:
        """Give a view of the same moment."""
        return SqlView(Moment(self.connection, self.dialect))

    def _read_documents(self, document_ids: Sequence[str]) -> Iterator[StoredDocument | Fault]:
        try:
            yield from read_stored_documents(self.connection, self.dialect, document_ids)
        except UNREADABLE as error:
            if len(document_ids) > 1:
                for document_id in document_ids:
                    yield from self._read_documents([document_id])
            else:
                yield _unreadable("document", document_ids[0], error)

    def objects(self) -> Iterator[KeptObject | Fault]:
        """Give all resolved objects, kind by kind; with each batch the faults of its rows."""
        waiting = self._waiting_groups()
        for kind in RESOLVED_KINDS:
            columns = (kind.table.c.object_id, kind.table.c.group_id, kind.table.c.payload)
            rows = self._stream(select(*columns).order_by(kind.table.c.row_no))
            for some in batched(rows, ROWS_AT_A_TIME):
                read: list[KeptObject | Fault] = [self._read_object(kind, row, waiting) for row in some]
                yield from read
                readable = [each for each in read if isinstance(each, KeptObject)]
                yield from find_wrong_objects(self.connection, self.dialect, kind, readable)

    def _read_object(self, kind: ResolvedKind, row: Any, waiting: set[str]) -> KeptObject | Fault:
        try:
            found: Any = load(kind.record_type, row.payload)
            printed = tuple(dict.fromkeys(kind.printed(found)))
        except UNREADABLE as error:
            return _unreadable(kind.name, row.object_id, error)
        is_waiting = row.group_id in waiting
        return KeptObject(kind=kind.name, object_id=row.object_id, found=found, printed=printed, is_waiting=is_waiting)

    def _waiting_groups(self) -> set[str]:
        group, status = schema.BLOCK_GROUP, schema.BLOCK_STATUS
        rows = select(group.c.group_id).join(status, status.c.block_key == group.c.block_key).where(status.c.dirty)
        return set(self.connection.scalars(rows.distinct()))

    def texts(self, document_ids: Iterable[str]) -> dict[str, str]:
        """Give the texts of documents that there are."""
        document = schema.DOCUMENT.c
        chosen = self.dialect.is_any(document.document_id, sorted(set(document_ids)))
        return {
            row.document_id: row.text
            for row in self.connection.execute(select(document.document_id, document.text).where(chosen))
        }

    def told(self, mention_ids: Iterable[str]) -> tuple[Told, ...]:
        """Give where these mentions of events stand."""
        rows = _select_told(schema.EVENT_MENTION)
        chosen = self.dialect.is_any(schema.EVENT_MENTION.c.mention_id, sorted(set(mention_ids)))
        return tuple(_told(row) for row in self.connection.execute(rows.where(chosen)))

    def told_at(self, kind: str, printed: Iterable[Evidence]) -> tuple[Told, ...]:
        """Give the mentions that stand at these words."""
        table = MENTIONS_OF[kind]
        places = sorted({(each.document_id, each.span.start, each.span.end) for each in printed})
        where = tuple_(table.c.document_id, table.c.start, table.c.end)
        return tuple(
            _told(row)
            for some in batched(places, ROWS_AT_A_TIME)
            for row in self.connection.execute(_select_told(table).where(where.in_(some)))
        )

    def known(self, object_ids: Iterable[str]) -> set[str]:
        """Give those that an event, statement, figure or agreement has."""
        ids = sorted(set(object_ids))
        columns = (
            table.c.object_id for table in (schema.EVENT, schema.STATEMENT, schema.FIGURE_CLAIM, schema.AGREEMENT)
        )
        chosen = (select(column).where(self.dialect.is_any(column, ids)) for column in columns)
        return {found for rows in chosen for found in self.connection.scalars(rows)} if ids else set()

    def _stream(self, rows: Select[Any]) -> Iterator[Any]:
        yield from self.connection.execute(rows, execution_options={"yield_per": ROWS_AT_A_TIME})


def _unreadable(kind: str, object_id: str, error: Exception) -> Fault:
    what = f"what is kept of it cannot be read: {error}"
    return Fault(check="readable", kind=kind, object_id=object_id, what=what, remedy=RESTORE)


def _select_told(table: Table) -> Select[Any]:
    document = schema.DOCUMENT.c
    columns = (table.c.mention_id, table.c.document_id, document.earliest, document.superseded_by)
    return select(*columns).join(schema.DOCUMENT, document.document_id == table.c.document_id)


def _told(row: Any) -> Told:
    return Told(
        mention_id=row.mention_id,
        document_id=row.document_id,
        day=row.earliest,
        counts=row.superseded_by is None,
    )
