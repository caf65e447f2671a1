"""What the writer and the view both read: whole documents with all they say, and decisions.

In:  a connection within a transaction. Out: records.
Left to `mention_rows`: rebuilding them.
"""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Connection, select

from dragoman.records.decisions import Decision
from dragoman.records.mentions import Annotations
from dragoman.store import schema
from dragoman.store.dialects import Dialect
from dragoman.store.forms import load
from dragoman.store.mention_rows import MENTION_KINDS, build_annotations, join_payloads


def read_annotations(
    connection: Connection,
    dialect: Dialect,
    document_ids: Sequence[str],
    *,
    with_text: bool,
    superseded: bool,
) -> list[Annotations]:
    """Give the annotations of documents by id; those that do not count only with `superseded`."""
    document = schema.DOCUMENT.c
    columns = [document.document_id, document.payload, *((document.text,) if with_text else ())]
    rows = select(*columns).where(dialect.is_any(document.document_id, document_ids))
    if not superseded:
        rows = rows.where(document.superseded_by.is_(None))
    documents = connection.execute(rows.order_by(document.document_id)).all()
    mentions = _read_mentions(connection, dialect, [row.document_id for row in documents])
    return [
        build_annotations(join_payloads(row.payload, mentions[row.document_id]), row.text if with_text else "")
        for row in documents
    ]


def read_texts(connection: Connection, *, dialect: Dialect, document_ids: Sequence[str]) -> list[tuple[str, str]]:
    """Give of documents that count, by id, what they say as the JSON of their annotations, without a text."""
    document = schema.DOCUMENT.c
    mine = dialect.is_any(document.document_id, document_ids)
    rows = select(document.document_id, document.payload).where(mine, document.superseded_by.is_(None))
    documents = connection.execute(rows.order_by(document.document_id)).all()
    mentions = _read_mentions(connection, dialect, [document_id for document_id, _ in documents])
    return [(document_id, join_payloads(payload, mentions[document_id])) for document_id, payload in documents]


def _read_mentions(
    connection: Connection, dialect: Dialect, document_ids: Sequence[str]
) -> dict[str, dict[str, list[str]]]:
    """Give by document and field the payloads of all it says, in its order."""
    mentions: dict[str, dict[str, list[str]]] = {document_id: {} for document_id in document_ids}
    for kind in MENTION_KINDS:
        table = kind.table.c
        payloads = select(table.document_id, table.payload).where(dialect.is_any(table.document_id, document_ids))
        for document_id, payload in connection.execute(payloads.order_by(table.document_id, table.position)):
            mentions[document_id].setdefault(kind.field, []).append(payload)
    return mentions


def read_decisions(connection: Connection, decision_id: str | None = None) -> tuple[Decision, ...]:
    """Give all decisions, or the one of this id, in the order in which they were made."""
    decision = schema.DECISION.c
    rows = select(decision.payload).order_by(decision.decided_at, decision.decision_id)
    if decision_id is not None:
        rows = rows.where(decision.decision_id == decision_id)
    return tuple(load(Decision, payload) for payload in connection.scalars(rows))
