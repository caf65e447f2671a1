"""A resolution put in the place of what came from the same blocks before it.

In:  a connection within a transaction, a `Resolution`. Out: rows of the resolved tables and their children.
Left to `resolved_rows`: the rows. Left to `blocks`: which blocks are clean then.
"""

from __future__ import annotations

import contextlib
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import ColumnElement, Connection, Table, bindparam, delete, select, update

from dragoman.records.entities import DocumentFacts, Event, Resolution
from dragoman.records.spans import hash_parts, make_id
from dragoman.store import schema
from dragoman.store.blocks import has_groups
from dragoman.store.database import KEYS_AT_A_TIME, batched
from dragoman.store.dialects import Dialect
from dragoman.store.forms import Row, dump, fold_name
from dragoman.store.mention_rows import facts_row
from dragoman.store.parts import MadeRows
from dragoman.store.resolved_rows import RESOLVED_KINDS, ResolvedKind
from dragoman.store.tallies import add_sums, keep_places, place_rows, sum_rows, take_out_events

FEW_CLAIMS = 20_000  # there before: fewer than a great set makes, which has a thousand documents
OBJECTS_AT_A_TIME = 200  # with all their claims, parties and blocks: some 10,000 rows a statement

Groups = Mapping[str, tuple[str, ...]]


def delete_from_blocks(connection: Connection, dialect: Dialect, block_keys: Iterable[str]) -> None:
    """Delete all resolved objects that came from any of these blocks."""
    if not has_groups(connection):
        return
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
    """Reads as: this resolution came from these blocks, sorted, of it these objects from those."""

    resolution: Resolution
    block_keys: Collection[str]
    groups: Groups = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class FiledRows:
    """Reads as: these rows came from these blocks, sorted; they are made as they are asked for."""

    made: Iterable[MadeRows]
    block_keys: Collection[str]


def insert_resolutions(connection: Connection, dialect: Dialect, filed: Iterable[Filed | FiledRows]) -> None:
    """Insert what came from these blocks; an object takes the place of one with its id.

    Rows that were made elsewhere are inserted as they come: what is filed after them may follow from them.
    """
    groups = _Named()
    found: list[Filed] = []
    for one in filed:
        if isinstance(one, FiledRows):
            _insert_filed_rows(connection, dialect, one, groups.of(one.block_keys))
        else:
            found.append(one)
    for kind in RESOLVED_KINDS:
        for some in batched(_name_objects(kind, found, groups), OBJECTS_AT_A_TIME):
            kept = {each.object_id: each for each in some}
            made = make_rows(kind, [(each.object_id, each.found) for each in kept.values()])
            _insert_made(connection, dialect, made, [each.group_id for each in kept.values()])
    for group_id, keys in groups.named.items():
        for some_keys in batched(keys, KEYS_AT_A_TIME):
            same = {"group_id": group_id}
            dialect.insert_listed(connection, schema.BLOCK_GROUP, "block_key", some_keys, same=same, changed=())
    _update_documents(connection, [each for one in found for each in one.resolution.documents])
    for one in found:
        if one.resolution.replayed:
            _update_unapplied(connection, dialect, one.resolution)


def _insert_filed_rows(connection: Connection, dialect: Dialect, filed: FiledRows, group_id: str) -> None:
    """Insert rows as they are made; where they are most of what there will be, claims are indexed all at once."""
    is_most = next(connection.execute(select(schema.CLAIM.c.object_id).limit(1).offset(FEW_CLAIMS)), None) is None
    with dialect.indexing_later(connection, schema.CLAIM) if is_most else contextlib.nullcontext():
        for made in filed.made:
            _insert_made(connection, dialect, made, [group_id] * len(made.object_ids))


def make_event_rows(events: Iterable[Event]) -> MadeRows:
    """Make the rows of events, in any process: of each id one."""
    kind = next(each for each in RESOLVED_KINDS if each.table is schema.EVENT)
    return make_rows(kind, list({event.event_id: (event.event_id, event) for event in events}.values()))


def make_rows(kind: ResolvedKind, objects: Sequence[tuple[str, Any]]) -> MadeRows:
    """Make the rows of objects, each with the id that it is kept under; no id is there twice."""
    rows: dict[str, list[Row]] = {kind.table.name: []}
    for object_id, found in objects:
        rows[kind.table.name].append({"object_id": object_id, "group_id": "", **object_row(kind, found)})
        for table, row in child_rows(kind, object_id, found):
            rows.setdefault(table.name, []).append(row)
    is_event = kind.table is schema.EVENT
    return MadeRows(
        kind=kind.name,
        object_ids=[each for each, _ in objects],
        rows=rows,
        places=place_rows(found for _, found in objects) if is_event else [],
        sums=sum_rows(rows) if is_event else [],
    )


def _insert_made(connection: Connection, dialect: Dialect, made: MadeRows, group_ids: Sequence[str]) -> None:
    kind = next(each for each in RESOLVED_KINDS if each.name == made.kind)
    here = dialect.is_any(kind.table.c.object_id, made.object_ids)
    if connection.execute(select(kind.table.c.object_id).where(here).limit(1)).first() is not None:
        _delete_objects(connection, dialect, kind, here)
    for row, group_id in zip(made.rows[kind.table.name], group_ids, strict=True):
        row["group_id"] = group_id
    for name, some in made.rows.items():
        if some:
            dialect.insert_rows(connection, schema.METADATA.tables[name], some)
    if kind.table is schema.EVENT:
        keep_places(connection, dialect, made.places)
        add_sums(connection, dialect, made.sums)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Kept:
    """Reads as: this object is kept under this id, as what came from this group of blocks."""

    object_id: str
    group_id: str
    found: Any


@dataclass(slots=True)
class _Named:
    """Reads as: groups of these ids are of these blocks; each, which many objects share, is named once."""

    named: dict[str, Collection[str]] = field(default_factory=dict)
    common: dict[int, str] = field(default_factory=dict)

    def of_all(self, place: int, one: Filed) -> str:
        """Name the group of all blocks of a resolution, the one in this place: a great one has millions."""
        if place not in self.common:
            self.common[place] = self.of(one.block_keys)
        return self.common[place]

    def of(self, block_keys: Collection[str]) -> str:
        """Name a group by its keys, which are sorted."""
        group_id = group_id_of(block_keys)
        self.named[group_id] = block_keys
        return group_id


def _name_objects(kind: ResolvedKind, filed: Iterable[Filed], groups: _Named) -> Iterator[_Kept]:
    """Name the objects and their groups of blocks."""
    for place, one in enumerate(filed):
        for each in getattr(one.resolution, kind.field):
            object_id = getattr(each, kind.id_name)
            own = one.groups.get(object_id)
            group_id = groups.of(sorted(set(own))) if own else groups.of_all(place, one)
            if kind.has_parts:
                object_id = part_id(object_id, group_id)
            yield _Kept(object_id=object_id, group_id=group_id, found=each)


def group_id_of(block_keys: Iterable[str]) -> str:
    """Name a group of blocks by their keys, which are sorted."""
    return hash_parts("group", block_keys)


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
        take_out_events(connection, dialect, condition)
    doomed = select(kind.table.c.object_id).where(condition)
    for table in (schema.PARTY, schema.PRINTING):
        connection.execute(delete(table).where(table.c.kind == kind.name, table.c.object_id.in_(doomed)))
    connection.execute(delete(kind.table).where(condition))


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
