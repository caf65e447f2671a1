"""The hand that changes the record: documents in and out, blocks dirty and clean, resolutions put in place.

In:  annotations with block keys, resolutions, decisions. Out: rows; each method is one transaction.
Left to `blocks`: which blocks changed and who stands in them. Left to `pipeline`: what a block is.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from functools import partial
from typing import Any

from sqlalchemy import Connection, Select, delete, func, select, update

from dragoman.errors import StoreError
from dragoman.records.decisions import Decision, is_remark, named_mentions
from dragoman.records.documents import Rejection
from dragoman.records.entities import Event, Resolution
from dragoman.records.mentions import Annotations
from dragoman.store import blocks, resolutions, schema
from dragoman.store.base import StoredDocument, Versions
from dragoman.store.database import Database, batched
from dragoman.store.forms import Row, dump, load
from dragoman.store.mention_rows import MENTION_KINDS, document_row, mention_rows, versions_id
from dragoman.store.parts import Part
from dragoman.store.reading import read_annotations, read_decisions, read_texts

DOCUMENTS_AT_A_TIME = 64  # loaded together: some 100 kB each with all their mentions


class SqlWriter:
    """The `Writer` of a database."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._dialect = database.dialect

    def known(self, document_ids: Iterable[str], *, versions: Versions | None = None) -> set[str]:
        """Give those that the record holds, superseded or not; with `versions`, only those made by these."""
        column = schema.DOCUMENT.c.document_id
        rows = select(column)
        if versions is not None:
            rows = rows.where(schema.DOCUMENT.c.versions_id == versions_id(versions))
        found: set[str] = set()
        for some in batched(document_ids):
            found.update(self._database.read(partial(_read_scalars, rows.where(self._dialect.is_any(column, some)))))
        return found

    def add(self, batch: Sequence[StoredDocument]) -> None:
        """Keep the documents, annotations and block keys, and mark their blocks dirty."""
        stored = {each.annotations.document.document_id: each for each in batch}
        if not stored:
            return
        try:
            self._database.write(lambda connection: self._add(connection, stored))
        except UnicodeEncodeError as error:
            message = f"a document holds half a character that no database can keep: {error.object[:80]!r}"
            raise StoreError(message) from error

    def _add(self, connection: Connection, stored: Mapping[str, StoredDocument]) -> None:
        changed = blocks.keys_of(connection, self._dialect, list(stored))
        changed |= blocks.keys_of_decided(connection, self._dialect, list(stored))
        known = self._delete_known(connection, list(stored))
        self._insert_documents(connection, stored, known)
        self._insert_mentions(connection, list(stored.values()))
        changed.update(key for each in stored.values() for keys in each.block_keys.values() for key in keys)
        older = [document_id for each in stored.values() for document_id in _supersede(connection, each)]
        changed |= blocks.keys_of(connection, self._dialect, older)
        source_ids = sorted({each.annotations.document.source_id for each in stored.values()})
        rejected = self._dialect.is_any(schema.REJECTION.c.source_id, source_ids)
        connection.execute(delete(schema.REJECTION).where(rejected))
        blocks.mark(connection, self._dialect, sorted(changed), dirty=True)

    def _insert_documents(
        self, connection: Connection, stored: Mapping[str, StoredDocument], known: Mapping[str, Row]
    ) -> None:
        """Insert the documents; those known before keep their number, and so their place among the others."""
        added, again = [], []
        for document_id, each in stored.items():
            kept = known.get(document_id)
            superseded_by = kept["superseded_by"] if kept else None
            added_at = kept["added_at"] if kept else each.added_at
            row = document_row(each.annotations, superseded_by=superseded_by, added_at=added_at)
            if kept:
                again.append({"row_no": kept["row_no"], **row})
            else:
                added.append(row)
        # the known first: the numbers of the last of them must not be given away
        for rows in (again, added):
            if rows:
                self._dialect.insert_rows(connection, schema.DOCUMENT, rows)

    def _insert_mentions(self, connection: Connection, batch: Sequence[StoredDocument]) -> None:
        """Insert all that the documents say, with their keys and blocks, a statement a table."""
        for kind in MENTION_KINDS:
            rows = [row for each in batch for row in mention_rows(kind, each.annotations)]
            if rows:
                self._dialect.insert_rows(connection, kind.table, rows)
        keys, blocks_of = [], []
        for each in batch:
            document_id = each.annotations.document.document_id
            keys += [{"document_id": document_id, "key": key} for key in sorted(set(each.keys))]
            members = {(key, mention_id) for mention_id, named in each.block_keys.items() for key in named}
            blocks_of += [
                {"block_key": key, "document_id": document_id, "mention_id": mention_id}
                for key, mention_id in sorted(members)
            ]
        for table, rows in ((schema.DOCUMENT_KEY, keys), (schema.BLOCK, blocks_of)):
            if rows:
                self._dialect.insert_rows(connection, table, rows)

    def _delete_known(self, connection: Connection, document_ids: Sequence[str]) -> dict[str, Row]:
        """Delete what is about to be written again; give what stays of each: its place, times and successor."""
        document = schema.DOCUMENT
        known = self._dialect.is_any(document.c.document_id, document_ids)
        columns = (document.c.document_id, document.c.row_no, document.c.superseded_by, document.c.added_at)
        rows = connection.execute(select(*columns).where(known)).mappings()
        kept: dict[str, Row] = {row["document_id"]: dict(row) for row in rows}
        connection.execute(delete(document).where(known))
        return kept

    def reject(self, rejections: Iterable[Rejection], *, origin: str = "") -> None:
        """Note the inputs that were not used; the latest reason for a source of an origin stands."""
        latest = {each.source_id: each for each in rejections}
        rows = [
            {"source_id": each.source_id, "origin": origin, "reason": each.reason, "detail": each.detail}
            for each in latest.values()
        ]
        if rows:
            changed = ("reason", "detail")
            self._database.write(
                lambda connection: self._dialect.insert_or_update(connection, schema.REJECTION, rows, changed=changed)
            )

    def remove(self, document_ids: Iterable[str], *, removed_at: str | None = None) -> tuple[str, ...]:
        """Delete the documents, mark their blocks dirty; give the ids that were there, sorted."""
        wanted = sorted(set(document_ids))
        removed: set[str] = set()

        def remove(connection: Connection) -> None:
            # what an attempt found whose answer was lost was there: it is told, whether that attempt was kept or not
            removed.update(each for each in wanted if self._remove(connection, each, removed_at))

        self._database.write(remove)
        return tuple(sorted(removed))

    def _remove(self, connection: Connection, document_id: str, removed_at: str | None) -> bool:
        document = schema.DOCUMENT
        mine = document.c.document_id == document_id
        row = connection.execute(select(document.c.superseded_by, document.c.added_at).where(mine)).one_or_none()
        if row is None:
            return False
        if removed_at is not None:
            note = {"document_id": document_id, "removed_at": removed_at, "added_at": row.added_at}
            self._dialect.insert_new(connection, schema.REMOVAL, [note])
        older = document.c.superseded_by == document_id
        revived = connection.scalars(select(document.c.document_id).where(older)).all()
        connection.execute(update(document).where(older).values(superseded_by=row.superseded_by))
        changed = blocks.keys_of(connection, self._dialect, [document_id, *revived])
        changed |= blocks.keys_of_decided(connection, self._dialect, [document_id, *revived])
        connection.execute(delete(document).where(mine))
        blocks.mark(connection, self._dialect, sorted(changed), dirty=True)
        return True

    def revision(self) -> int:
        """Give a number that grows whenever a block changes; to be handed to `replace` as `as_of`."""
        return self._database.read(blocks.read_revision)

    def dirty_blocks(self, *, limit: int | None = None) -> tuple[str, ...]:
        """Give the keys of the blocks that changed and were not resolved since, sorted."""
        status = schema.BLOCK_STATUS
        rows = select(status.c.block_key).where(status.c.dirty).order_by(status.c.block_key).limit(limit)
        return self._database.read(lambda connection: tuple(connection.scalars(rows)))

    def count_dirty(self) -> int:
        """Count the blocks that `dirty_blocks` would give."""
        rows = select(func.count()).select_from(schema.BLOCK_STATUS).where(schema.BLOCK_STATUS.c.dirty)
        return self._database.read(lambda connection: connection.scalars(rows).one())

    def mark_dirty(self, block_keys: Iterable[str] | None = None) -> None:
        """Ask for these blocks (None: all there are) to be resolved again."""
        keys = None if block_keys is None else set(block_keys)

        def mark(connection: Connection) -> None:
            if keys is None:
                number = blocks.read_revision(connection) + 1
                connection.execute(update(schema.BLOCK_STATUS).values(dirty=True, revision=number))
            else:
                blocks.mark(connection, self._dialect, sorted(keys), dirty=True)

        self._database.write(mark)

    def documents_in(self, block_keys: Iterable[str]) -> set[str]:
        """Give the ids of the documents that stand in these blocks, of those that count."""
        return self._database.read(partial(blocks.documents_in, dialect=self._dialect, block_keys=sorted(block_keys)))

    def count_documents(self) -> int:
        """Count the documents that count."""
        rows = select(func.count()).select_from(schema.DOCUMENT).where(schema.DOCUMENT.c.superseded_by.is_(None))
        return self._database.read(lambda connection: connection.scalars(rows).one())

    def document_ids(self) -> set[str]:
        """Give the ids of the documents that count."""
        rows = select(schema.DOCUMENT.c.document_id).where(schema.DOCUMENT.c.superseded_by.is_(None))
        return set(self._database.read(partial(_read_scalars, rows)))

    def blocks_of(self, document_ids: Iterable[str]) -> Iterator[tuple[str, tuple[str, ...]]]:
        """Give these documents, if they count, by id, each with the keys of the blocks in which it stands."""
        return blocks.keys_by_document(self._database, document_ids)

    def homes_of(self, mention_ids: Iterable[str]) -> dict[str, str]:
        """Give the document of each of these mentions, of those that the record holds and that stand in a block."""
        return self._database.read(partial(blocks.homes, dialect=self._dialect, mention_ids=sorted(mention_ids)))

    def linked_blocks(self, block_keys: Iterable[str]) -> tuple[str, ...]:
        """Give these and all blocks that share a resolved object with them, in turn, sorted."""
        keys = set(block_keys)
        return tuple(sorted(self._database.read(lambda connection: blocks.linked(connection, self._dialect, keys))))

    def load_annotations(self, document_ids: Iterable[str], *, with_text: bool = True) -> Iterator[Annotations]:
        """Give the annotations of these documents, of those that count, by document id, a batch at a time."""
        for some in batched(sorted(set(document_ids)), DOCUMENTS_AT_A_TIME):
            # No transaction stays open while the caller works on a batch.
            yield from self._database.read(partial(self._read_annotations, some, with_text=with_text))

    def load_texts(self, document_ids: Iterable[str]) -> Iterator[tuple[str, str]]:
        """Give of these documents, of those that count, what `load_annotations` gives without text, as its JSON."""
        for some in batched(sorted(set(document_ids)), DOCUMENTS_AT_A_TIME):
            yield from self._database.read(partial(read_texts, dialect=self._dialect, document_ids=some))

    def _read_annotations(
        self, document_ids: Sequence[str], connection: Connection, *, with_text: bool
    ) -> list[Annotations]:
        return read_annotations(connection, self._dialect, document_ids, with_text=with_text, superseded=False)

    def resolved_events(self, block_keys: Iterable[str]) -> Iterator[Event]:
        """Give the events that came from these blocks, as they stand now, by id."""
        event, group = schema.EVENT, schema.BLOCK_GROUP
        groups = select(group.c.group_id).where(self._dialect.is_any(group.c.block_key, list(block_keys)))
        rows = select(event.c.payload).where(event.c.group_id.in_(groups)).order_by(event.c.object_id)
        for row in self._database.stream(rows):
            yield load(Event, row.payload)

    def replace(
        self,
        block_keys: Iterable[str],
        resolution: Resolution,
        groups: Mapping[str, tuple[str, ...]] | None = None,
        *,
        as_of: int | None = None,
    ) -> bool:
        """Put the resolution in the place of all that came from these blocks, which are then clean."""
        keys = sorted(set(block_keys))

        def insert(connection: Connection) -> None:
            filed = resolutions.Filed(resolution=resolution, block_keys=keys, groups=groups or {})
            resolutions.insert_resolutions(connection, self._dialect, [filed])

        return self._replace(keys, insert, as_of)

    def replace_parts(self, parts: Sequence[Part], block_keys: Collection[str], *, as_of: int | None = None) -> bool:
        """Put what the parts give, each with the blocks it came from, in the place of all that came from the blocks."""

        def insert(connection: Connection) -> None:
            resolutions.insert_resolutions(connection, self._dialect, _file(parts))

        return self._replace(block_keys, insert, as_of)

    def _replace(self, keys: Collection[str], insert: Callable[[Connection], None], as_of: int | None) -> bool:
        def replace(connection: Connection) -> bool:
            if as_of is not None and blocks.has_changed(connection, self._dialect, keys, as_of):
                return False
            resolutions.delete_from_blocks(connection, self._dialect, keys)
            insert(connection)
            blocks.mark(connection, self._dialect, keys, dirty=False)
            return True

        return self._database.write(replace)

    def decide(self, decision: Decision) -> None:
        """Keep an analyst's judgement and mark the blocks of what it is about dirty; twice is once."""
        row = {
            "decision_id": decision.decision_id,
            "decided_at": decision.decided_at,
            "kind": decision.kind,
            "payload": dump(decision),
        }
        self._database.write(lambda connection: self._decide(connection, decision, row))

    def _decide(self, connection: Connection, decision: Decision, row: Row) -> None:
        self._dialect.insert_new(connection, schema.DECISION, [row])
        undone = read_decisions(connection, decision.undoes) if decision.undoes else ()
        if all(is_remark(each) for each in undone or (decision,)):
            return  # nothing changes but the list of decisions: a great record is not resolved again for that
        subjects = {*decision.subjects, *decision.mention_ids}
        subjects.update(*((*each.subjects, *each.mention_ids) for each in undone))
        mentions = [{"decision_id": decision.decision_id, "mention_id": each} for each in set(named_mentions(decision))]
        if mentions:
            self._dialect.insert_new(connection, schema.DECISION_MENTION, mentions)
        changed = blocks.keys_of_subjects(connection, self._dialect, sorted(subjects))
        blocks.mark(connection, self._dialect, sorted(changed), dirty=True)

    def decisions(self) -> tuple[Decision, ...]:
        """Give all decisions in the order in which they were made."""
        return self._database.read(read_decisions)

    def set_meta(self, key: str, value: str) -> None:
        """Note something about the record as a whole."""
        rows = [{"key": key, "value": value}]
        self._database.write(
            lambda connection: self._dialect.insert_or_update(connection, schema.META, rows, changed=("value",))
        )

    def forget_meta(self, key: str) -> None:
        """Forget what was noted."""
        doomed = delete(schema.META).where(schema.META.c.key == key)
        self._database.write(lambda connection: connection.execute(doomed))


def _file(parts: Iterable[Part]) -> Iterator[resolutions.Filed | resolutions.FiledRows]:
    """Give of each part the rows first: what it resolved to besides is known when they are made."""
    for part in parts:
        if part.made is not None:
            yield resolutions.FiledRows(made=part.made(), block_keys=part.block_keys)
        yield resolutions.Filed(resolution=part.resolution(), block_keys=part.block_keys)


def _read_scalars(rows: Select[Any], connection: Connection) -> list[str]:
    return list(connection.scalars(rows))


def _supersede(connection: Connection, stored: StoredDocument) -> Sequence[str]:
    """Let the document take the place of earlier ones that share a key; give their ids."""
    if not stored.keys:
        return ()
    document, key = schema.DOCUMENT, schema.DOCUMENT_KEY
    document_id = stored.annotations.document.document_id
    mine = document.c.document_id == document_id
    row = connection.execute(select(document.c.row_no, document.c.superseded_by).where(mine)).one()
    if row.superseded_by is not None:
        return ()
    sharing = select(key.c.document_id).where(key.c.key.in_(sorted(set(stored.keys))))
    # Rows are numbered as they come: a later one of the same batch is not an older document.
    older = (
        document.c.document_id.in_(sharing),
        document.c.row_no < row.row_no,
        document.c.superseded_by.is_(None),
    )
    found = connection.scalars(select(document.c.document_id).where(*older)).all()
    connection.execute(update(document).where(*older).values(superseded_by=document_id))
    return found
