"""What the record held at a moment: its documents as they came, and how many of them are gone since.

In:  a moment, ISO 8601 in UTC. Out: `StoredDocument`s, to be added to an empty record in the same order.
What was removed is gone: it is counted, not given. A document is given as it is annotated today.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sqlalchemy import Connection, func, or_, select

from dragoman.store import schema
from dragoman.store.base import StoredDocument
from dragoman.store.database import Readable, batched
from dragoman.store.dialects import Dialect
from dragoman.store.reading import read_annotations

DOCUMENTS_AT_A_TIME = 64  # as many as the writer loads together


def read_stored(database: Readable, until: str) -> Iterator[StoredDocument]:
    """Give all documents added until that moment, superseded or not, as they came."""
    document = schema.DOCUMENT.c
    known_then = or_(document.added_at.is_(None), document.added_at <= until)
    rows = select(document.document_id).where(known_then)
    with database.reading() as connection:
        # by number, not by time: a clock may have been set back between two of them
        document_ids = connection.scalars(rows.order_by(document.row_no)).all()
    for some in batched(document_ids, DOCUMENTS_AT_A_TIME):
        with database.reading() as connection:
            found = read_stored_documents(connection, database.dialect, some)
        yield from found


def read_stored_documents(
    connection: Connection, dialect: Dialect, document_ids: Sequence[str]
) -> list[StoredDocument]:
    """Give these documents, superseded or not, in this order, with the keys and blocks that they are kept under."""
    document = schema.DOCUMENT.c
    annotations = read_annotations(connection, dialect, document_ids, with_text=True, superseded=True)
    told = {each.document.document_id: each for each in annotations}
    added = select(document.document_id, document.added_at).where(dialect.is_any(document.document_id, document_ids))
    added_at = {row.document_id: row.added_at for row in connection.execute(added)}
    keys: dict[str, list[str]] = {}
    for row in connection.execute(
        select(schema.DOCUMENT_KEY).where(dialect.is_any(schema.DOCUMENT_KEY.c.document_id, document_ids))
    ):
        keys.setdefault(row.document_id, []).append(row.key)
    blocks: dict[str, dict[str, list[str]]] = {}
    for row in connection.execute(select(schema.BLOCK).where(dialect.is_any(schema.BLOCK.c.document_id, document_ids))):
        blocks.setdefault(row.document_id, {}).setdefault(row.mention_id, []).append(row.block_key)
    return [
        StoredDocument(
            annotations=told[each],
            keys=tuple(sorted(keys.get(each, ()))),
            block_keys={mention: tuple(sorted(some)) for mention, some in sorted(blocks.get(each, {}).items())},
            added_at=added_at[each],
        )
        for each in document_ids
        if each in told  # it may have been removed since the ids were read
    ]


def count_removed(connection: Connection, moment: str) -> int:
    """Count the documents that the record held at that moment and that were removed since."""
    removal = schema.REMOVAL.c
    held = or_(removal.added_at.is_(None), removal.added_at <= moment)
    rows = select(func.count(removal.document_id.distinct())).where(held, removal.removed_at > moment)
    return int(connection.execute(rows).scalar_one())
