"""A resolution put in the place of what came from the same blocks before it.

In:  a connection within a transaction, a `Resolution`. Out: rows of the resolved tables and their children.
Left to `resolved_rows`: the rows. Left to `blocks`: which blocks are clean then.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import ColumnElement, Connection, Table, bindparam, delete, select, update

from dragoman.records.entities import DocumentFacts, Resolution
from dragoman.records.spans import make_id
from dragoman.store import schema
from dragoman.store.database import KEYS_AT_A_TIME, batched
from dragoman.store.dialects import Dialect
from dragoman.store.forms import Row, dump, fold_name
from dragoman.store.mention_rows import facts_row
from dragoman.store.resolved_rows import RESOLVED_KINDS, ResolvedKind
from dragoman.store.tallies import count_events, keep_places

OBJECTS_AT_A_TIME = 200  # with all their claims, parties and blocks: some 10,000 rows a statement

Groups = Mapping[str, tuple[str, ...]]


def delete_from_blocks(connection: Connection, dialect: Dialect, block_keys: Sequence[str]) -> None:
    """Delete all resolved objects that came from any of these blocks."""
    group = schema.BLOCK_GROUP
    found: set[str] = set()
    for some in batched(block_keys, KEYS_AT_A_TIME):
        in_blocks = dialect.is_any(group.c.block_key, some)
        found.update(connection.scalars(select(group.c.group_id).where(in_blocks).distinct()))
    group_ids = sorted(found)
    for kind in RESOLVED_KINDS:
        _delete_objects(connection, dialect, kind, dialect.is_any(kind.table.c.group_id, group_ids))
    connection.execute(delete(group).where(dialect.is_any(group.c.group_id, group_ids)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Filed:
    """Reads as: this resolution came from these blocks, of it these objects from those."""

    resolution: Resolution
    block_keys: Sequence[str]
    groups: Groups = field(default_factory=dict)


def insert_resolutions(connection: Connection, dialect: Dialect, filed: Sequence[Filed]) -> None:
    """Insert what came from these blocks; an object takes the place of one with its id."""
    named: dict[tuple[str, ...], str] = {}
    for kind in RESOLVED_KINDS:
        for some in batched(_name_objects(kind, filed, named), OBJECTS_AT_A_TIME):
            kept = {each.object_id: each for each in some}
            here = dialect.is_any(kind.table.c.object_id, list(kept))
            if connection.execute(select(kind.table.c.object_id).where(here).limit(1)).first() is not None:
                _delete_objects(connection, dialect, kind, here)
            _insert_objects(connection, dialect, kind, list(kept.values()))
            if kind.table is schema.EVENT:
                keep_places(connection, dialect, (each.found for each in kept.values()))
                count_events(connection, dialect, here, sign=1)
    rows = ({"group_id": group_id, "block_key": key} for keys, group_id in named.items() for key in keys)
    for some_rows in batched(rows):
        dialect.insert_new(connection, schema.BLOCK_GROUP, some_rows)
    _update_documents(connection, [each for one in filed for each in one.resolution.documents])
    for one in filed:
        if one.resolution.replayed:
            _update_unapplied(connection, dialect, one.resolution)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Kept:
    """Reads as: this object is kept under this id, as what came from this group of blocks."""

    object_id: str
    group_id: str
    found: Any


def _name_objects(kind: ResolvedKind, filed: Iterable[Filed], named: dict[tuple[str, ...], str]) -> Iterator[_Kept]:
    """Name the objects and their groups of blocks; `named` collects the groups, which many objects share."""
    for one in filed:
        common: str | None = None
        for each in getattr(one.resolution, kind.field):
            object_id = getattr(each, kind.id_name)
            own = one.groups.get(object_id)
            if not own and common is None:
                common = _name_group(one.block_keys, named)
            group_id = _name_group(own, named) if own else common or ""
            if kind.has_parts:
                object_id = part_id(object_id, group_id)
            yield _Kept(object_id=object_id, group_id=group_id, found=each)


def _name_group(block_keys: Iterable[str], named: dict[tuple[str, ...], str]) -> str:
    keys = tuple(sorted(set(block_keys)))
    if keys not in named:
        named[keys] = group_id_of(keys)
    return named[keys]


def group_id_of(block_keys: Sequence[str]) -> str:
    """Name a group of blocks by their keys, which are sorted."""
    return make_id("group", *block_keys)


def part_id(object_id: str, group_id: str) -> str:
    """Name what one group of blocks knows of an object."""
    return make_id("part", object_id, group_id)


def object_row(kind: ResolvedKind, found: Any) -> Row:
    """Give the columns of an object that follow from it alone."""
    return {**kind.row(found), "payload": dump(found)}


def child_rows(kind: ResolvedKind, object_id: str, found: Any) -> Iterator[tuple[Table, Row]]:
    """Give the rows that hang on an object, each with its table."""
    for table, children in kind.children(found):
        yield from ((table, row) for row in _placed({"object_id": object_id}, children))
    yield from ((schema.PARTY, row) for row in _party_rows(kind, object_id, found))
    owner = {"kind": kind.name, "object_id": object_id}
    for document_id in sorted({words.document_id for words in kind.printed(found)}):
        yield schema.PRINTING, {**owner, "document_id": document_id}


def _delete_objects(
    connection: Connection, dialect: Dialect, kind: ResolvedKind, condition: ColumnElement[bool]
) -> None:
    if kind.table is schema.EVENT:
        count_events(connection, dialect, condition, sign=-1)
    doomed = select(kind.table.c.object_id).where(condition)
    for table in (schema.PARTY, schema.PRINTING):
        connection.execute(delete(table).where(table.c.kind == kind.name, table.c.object_id.in_(doomed)))
    connection.execute(delete(kind.table).where(condition))


def _insert_objects(connection: Connection, dialect: Dialect, kind: ResolvedKind, objects: Sequence[_Kept]) -> None:
    rows: dict[Table, list[Row]] = {kind.table: []}
    for kept in objects:
        own = {"object_id": kept.object_id, "group_id": kept.group_id}
        rows[kind.table].append({**own, **object_row(kind, kept.found)})
        for table, row in child_rows(kind, kept.object_id, kept.found):
            rows.setdefault(table, []).append(row)
    for table, some in rows.items():
        if some:
            dialect.insert_rows(connection, table, some)


def _party_rows(kind: ResolvedKind, object_id: str, found: Any) -> Iterator[Row]:
    for role, parties in kind.parties(found):
        columns = (
            {
                "actor_id": party.actor_id,
                "name_key": fold_name(party.name),
                "country": party.country,
                "international_code": party.international_code,
            }
            for party in parties
        )
        yield from _placed({"kind": kind.name, "object_id": object_id, "role": role}, columns)


def _placed(owner: Row, rows: Iterable[Row]) -> Iterator[Row]:
    for position, row in enumerate(rows):
        yield {**owner, "position": position, **row}


def _update_documents(connection: Connection, documents: Sequence[DocumentFacts]) -> None:
    """Keep what other documents tell of each; of one that is not named, what was known stands."""
    rows = [facts_row(each.document_id, each.published, each.copies_of) for each in documents]
    if rows:
        mine = schema.DOCUMENT.c.document_id == bindparam("of_document")
        connection.execute(update(schema.DOCUMENT).where(mine), rows)


def _update_unapplied(connection: Connection, dialect: Dialect, resolution: Resolution) -> None:
    """Keep what is wrong with the decisions that were replayed; of another one, what was known stands."""
    unapplied = schema.UNAPPLIED
    connection.execute(delete(unapplied).where(dialect.is_any(unapplied.c.decision_id, resolution.replayed)))
    # what was replayed but never kept (in tests) has no row to point at
    known = set(connection.scalars(select(schema.DECISION.c.decision_id)))
    rows = [
        {"decision_id": each.decision_id, "why": each.why}
        for each in resolution.unapplied
        if each.decision_id in known and each.decision_id in resolution.replayed
    ]
    if rows:
        connection.execute(unapplied.insert(), rows)
