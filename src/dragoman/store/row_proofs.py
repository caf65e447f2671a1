"""Whether rows say what the record in their payload says, and point at what there is.

In:  a connection within a transaction, documents and objects as kept. Out: faults.
Each row is made again as the writer makes it, and compared column by column: the columns are what is asked for.
Left to `mention_rows`, `resolved_rows` and `resolutions`: what a row should be.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby, zip_longest
from typing import Any

from sqlalchemy import Connection, Select, Table, exists, literal, select

from dragoman.records.decisions import Decision, named_mentions
from dragoman.records.faults import Fault
from dragoman.records.times import DocumentDate
from dragoman.store import schema
from dragoman.store.base import StoredDocument
from dragoman.store.dialects import Dialect
from dragoman.store.forms import Row, load
from dragoman.store.mention_rows import MENTION_KINDS, document_row, facts_row, mention_rows
from dragoman.store.prover import MEND, RESTORE, KeptObject
from dragoman.store.resolutions import child_rows, group_id_of, object_row, part_id
from dragoman.store.resolved_rows import ResolvedKind

CHECK = "rows"


def _fault(kind: str, object_id: str, what: str, remedy: str = MEND) -> Fault:
    return Fault(check=CHECK, kind=kind, object_id=object_id, what=what, remedy=remedy)


def find_wrong_document(connection: Connection, stored: StoredDocument) -> Iterator[Fault]:
    """Compare a document's row, and those of all that it says, with the records they hold."""
    annotations = stored.annotations
    document_id = annotations.document.document_id
    table = schema.DOCUMENT
    kept = connection.execute(select(table).where(table.c.document_id == document_id)).mappings().one()
    due = document_row(annotations, superseded_by=kept["superseded_by"], added_at=kept["added_at"])
    if kept["resolved_date"]:
        due |= facts_row(document_id, load(DocumentDate, kept["resolved_date"]), kept["copies_of"])
    yield from _compare("document", document_id, kept, due)
    for kind in MENTION_KINDS:
        mine = select(kind.table).where(kind.table.c.document_id == document_id).order_by(kind.table.c.position)
        for row, made in zip_longest(connection.execute(mine).mappings(), mention_rows(kind, annotations)):
            if row is None or made is None or row["position"] != made["position"]:
                yield _fault("document", document_id, f"{kind.field}: rows are missing or out of order")
                break
            yield from _compare(f"mention ({kind.field})", row["mention_id"], row, made)


def _compare(kind: str, object_id: str, kept: Any, due: Row) -> Iterator[Fault]:
    """Compare the columns; the payload is what the row was made of, and may be of an older form."""
    for name, value in due.items():
        if name not in ("payload", "of_document") and kept[name] != value:
            what = f"column {name} is {_short(kept[name])}, but what is kept of it says {_short(value)}"
            yield _fault(kind, object_id, what)


def _short(value: object) -> str:
    return f"{value!r:.60}"


def find_wrong_objects(
    connection: Connection, dialect: Dialect, kind: ResolvedKind, objects: Sequence[KeptObject]
) -> Iterator[Fault]:
    """Compare the rows of resolved objects, and those that hang on them, with the records they hold."""
    ids = [each.object_id for each in objects]
    mine = select(kind.table).where(dialect.is_any(kind.table.c.object_id, ids))
    rows = {row["object_id"]: row for row in connection.execute(_keyed(kind.table, mine)).mappings()}
    for each in objects:
        kept = rows[each.object_id]
        yield from _compare(kind.name, each.object_id, kept, object_row(kind, each.found))
        own = getattr(each.found, kind.id_name)
        due = part_id(own, kept["group_id"]) if kind.has_parts else own
        if each.object_id != due:
            yield _fault(kind.name, each.object_id, f"is kept under this id, but calls itself {due}")
    for table in _child_tables(kind):
        yield from _compare_children(connection, dialect, kind, table, objects)


def _keyed(table: Table, rows: Select[Any]) -> Select[Any]:
    """Name the columns as the code does: some have another name in the database."""
    return rows.with_only_columns(*(column.label(column.key) for column in table.c))


def _child_tables(kind: ResolvedKind) -> tuple[Table, ...]:
    own = [table for table in schema.CHILD_TABLES if table.c.object_id.references(kind.table.c.object_id)]
    return (*own, schema.PARTY, schema.PRINTING)


def _compare_children(
    connection: Connection, dialect: Dialect, kind: ResolvedKind, table: Table, objects: Sequence[KeptObject]
) -> Iterator[Fault]:
    rows = select(table).where(dialect.is_any(table.c.object_id, [each.object_id for each in objects]))
    if "kind" in table.c and table in (schema.PARTY, schema.PRINTING):
        rows = rows.where(table.c.kind == kind.name)
    kept: dict[str, list[Row]] = {each.object_id: [] for each in objects}
    for row in connection.execute(_keyed(table, rows)).mappings():
        kept[row["object_id"]].append(dict(row))
    for each in objects:
        due = [row for of_table, row in child_rows(kind, each.object_id, each.found) if of_table is table]
        if _sorted(kept[each.object_id]) != _sorted(due):
            yield _fault(kind.name, each.object_id, f"its rows in table {table.name} are not what it says")


def _sorted(rows: Iterable[Row]) -> list[list[tuple[str, Any]]]:
    return sorted((sorted(row.items()) for row in rows), key=repr)


def find_wrong_relations(connection: Connection) -> Iterator[Fault]:
    """Give what points at nothing, or at a document that does not count."""
    yield from _without_object(connection)
    yield from _superseded(connection)
    yield from _evidence_that_does_not_count(connection)
    yield from _untold(connection)
    yield from _groups(connection)


def _without_object(connection: Connection) -> Iterator[Fault]:
    for table in (schema.PARTY, schema.PRINTING):
        for kind, parent in schema.PARENTS.items():
            is_there = exists().where(parent.c.object_id == table.c.object_id)
            rows = select(table.c.object_id).where(table.c.kind == kind, ~is_there).distinct()
            for object_id in connection.scalars(rows):
                yield _fault(kind, object_id, f"is not there, but table {table.name} has rows of it")
    block, status = schema.BLOCK, schema.BLOCK_STATUS
    marked = exists().where(status.c.block_key == block.c.block_key)
    for key in connection.scalars(select(block.c.block_key).where(~marked).distinct()):
        yield _fault("block", key, "has members but no status: it would never be resolved")


def _superseded(connection: Connection) -> Iterator[Fault]:
    document, other = schema.DOCUMENT, schema.DOCUMENT.alias("other")
    for column, verb in ((document.c.superseded_by, "superseded by"), (document.c.copies_of, "a copy of")):
        is_there = exists().where(other.c.document_id == column)
        rows = select(document.c.document_id, column).where(column.is_not(None), ~is_there, ~_waits(document))
        for document_id, named in connection.execute(rows):
            yield _fault("document", document_id, f"is {verb} {named}, which is not in the record")
    later = select(document.c.document_id).join(other, other.c.document_id == document.c.superseded_by)
    for document_id in connection.scalars(later.where(other.c.document_id == document.c.document_id)):
        yield _fault("document", document_id, "is superseded by itself", RESTORE)


def _waits(document: Table) -> Any:
    """Tell of a document that one of its blocks changed and was not resolved since."""
    block, status = schema.BLOCK, schema.BLOCK_STATUS
    return exists().where(
        block.c.document_id == document.c.document_id, status.c.block_key == block.c.block_key, status.c.dirty
    )


def _evidence_that_does_not_count(connection: Connection) -> Iterator[Fault]:
    printing, document = schema.PRINTING, schema.DOCUMENT
    group, status = schema.BLOCK_GROUP, schema.BLOCK_STATUS
    counts = exists().where(document.c.document_id == printing.c.document_id, document.c.superseded_by.is_(None))
    for kind, parent in schema.PARENTS.items():
        waits = exists().where(
            group.c.group_id == parent.c.group_id, status.c.block_key == group.c.block_key, status.c.dirty
        )
        rows = (
            select(printing.c.object_id, printing.c.document_id)
            .join(parent, parent.c.object_id == printing.c.object_id)
            .where(printing.c.kind == literal(kind), ~counts, ~waits)
        )
        for object_id, document_id in connection.execute(rows):
            what = f"rests on document {document_id}, which is superseded or not in the record"
            yield _fault(kind, object_id, what)


def _untold(connection: Connection) -> Iterator[Fault]:
    """Give mentions that no event tells though no decision rejects them, and claims of mentions that are not there."""
    mention, claim, named = schema.EVENT_MENTION, schema.CLAIM, schema.DECISION_MENTION
    document = schema.DOCUMENT
    rows = (
        select(mention.c.mention_id)
        .join(document, document.c.document_id == mention.c.document_id)
        .where(
            document.c.superseded_by.is_(None),
            ~exists().where(claim.c.mention_id == mention.c.mention_id),
            ~exists().where(named.c.mention_id == mention.c.mention_id),
            ~_waits(document),
        )
    )
    for mention_id in connection.scalars(rows):
        yield _fault("mention (events)", mention_id, "no event tells it, and no decision rejects it")


def _groups(connection: Connection) -> Iterator[Fault]:
    group = schema.BLOCK_GROUP
    rows = connection.execute(
        select(group).order_by(group.c.group_id, group.c.block_key), execution_options={"yield_per": 1000}
    )
    for group_id, some in groupby(rows, key=lambda row: row.group_id):
        if group_id_of(sorted(row.block_key for row in some)) != group_id:
            yield _fault("group", group_id, "does not hold the blocks that its name says")
    for kind, parent in schema.PARENTS.items():
        is_there = exists().where(group.c.group_id == parent.c.group_id)
        for object_id in connection.scalars(select(parent.c.object_id).where(~is_there)):
            yield _fault(kind, object_id, "came from no blocks: no build would make it anew")


def find_wrong_decision(connection: Connection, row: Any, decision: Decision) -> Iterator[Fault]:
    """Compare a decision's row, and the mentions that it is kept with, with what it says."""
    named = schema.DECISION_MENTION.c
    for name in ("decision_id", "decided_at", "kind"):
        if row[name] != getattr(decision, name):
            yield _fault("decision", row["decision_id"], f"column {name} is not what it says", RESTORE)
    rows = select(named.mention_id).where(named.decision_id == row["decision_id"])
    # a remark changes nothing, so nothing need be found by it
    is_bound = decision.kind not in ("accept", "undo")
    if is_bound and set(connection.scalars(rows)) != set(named_mentions(decision)):
        what = "the mentions that it names are not those that it is kept with"
        yield _fault("decision", row["decision_id"], what, RESTORE)
