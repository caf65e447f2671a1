"""Which blocks there are, who stands in them, which changed: the bookkeeping of what to resolve again.

In:  a connection within a transaction, and block keys, which are opaque here. Out: keys and members.
Left to `pipeline`: what a block is, and to fetch and resolve the blocks that are dirty.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import partial
from typing import Any

from sqlalchemy import Connection, Select, func, select, update

from dragoman.store import schema
from dragoman.store.database import KEYS_AT_A_TIME, Database, batched
from dragoman.store.dialects import Dialect

MANY_BLOCKS = 100_000  # marked together: where they are all that there are, that is found out, and pays


def keys_of(connection: Connection, dialect: Dialect, document_ids: Sequence[str]) -> set[str]:
    """Give the keys of all blocks in which the documents stand, whether they count or not."""
    block = schema.BLOCK
    rows = select(block.c.block_key).where(dialect.is_any(block.c.document_id, document_ids)).distinct()
    return set(connection.scalars(rows).all())


def keys_of_subjects(connection: Connection, dialect: Dialect, subjects: Sequence[str]) -> set[str]:
    """Give the keys of the blocks of mentions, and of the mentions that claims rest on."""
    block, claim = schema.BLOCK, schema.CLAIM
    claimed = select(claim.c.mention_id).where(dialect.is_any(claim.c.claim_id, subjects))
    mention_ids = [*subjects, *connection.scalars(claimed)]
    rows = select(block.c.block_key).where(dialect.is_any(block.c.mention_id, mention_ids)).distinct()
    return set(connection.scalars(rows).all())


def keys_of_decided(connection: Connection, dialect: Dialect, document_ids: Sequence[str]) -> set[str]:
    """Give the keys of the blocks of all mentions that a decision names beside one of these documents."""
    block, named = schema.BLOCK, schema.DECISION_MENTION
    mine = select(block.c.mention_id).where(dialect.is_any(block.c.document_id, document_ids))
    decisions = select(named.c.decision_id).where(named.c.mention_id.in_(mine))
    mentions = select(named.c.mention_id).where(named.c.decision_id.in_(decisions))
    return set(connection.scalars(select(block.c.block_key).where(block.c.mention_id.in_(mentions)).distinct()))


def mark(connection: Connection, dialect: Dialect, block_keys: Collection[str], *, dirty: bool) -> None:
    """Note that the blocks, sorted, have changed (dirty) or were resolved, under a new revision."""
    number = read_revision(connection) + 1
    status = schema.BLOCK_STATUS
    same = {"revision": number, "dirty": dirty}
    if len(block_keys) >= MANY_BLOCKS and _are_all(connection, block_keys):
        # row after row: in the order of keys each would be on another page, and on disk again before the next is
        with dialect.indexing_later(connection, status):
            connection.execute(update(status).values(same))
        return
    for some in batched(block_keys, KEYS_AT_A_TIME):
        dialect.insert_listed(connection, status, "block_key", some, same=same, changed=tuple(same))


def _are_all(connection: Connection, block_keys: Collection[str]) -> bool:
    """Tell whether these blocks, sorted, are all that there are."""
    status = schema.BLOCK_STATUS.c
    if connection.execute(select(func.count()).select_from(schema.BLOCK_STATUS)).scalar_one() != len(block_keys):
        return False
    rows = select(status.block_key).order_by(status.block_key)
    with connection.scalars(rows, execution_options={"yield_per": KEYS_AT_A_TIME}) as kept:
        return all(key == other for key, other in zip(block_keys, kept, strict=True))


def mark_all_dirty(connection: Connection, dialect: Dialect) -> None:
    """Mark every block that has members dirty; forget those that have none."""
    status, block = schema.BLOCK_STATUS, schema.BLOCK
    number = read_revision(connection) + 1
    connection.execute(status.delete())
    keys = connection.scalars(select(block.c.block_key).distinct()).all()
    for some in batched(keys):
        rows = [{"block_key": key, "revision": number, "dirty": True} for key in some]
        dialect.insert_rows(connection, status, rows)


def read_revision(connection: Connection) -> int:
    """Give the number of the latest change."""
    newest = connection.execute(select(func.max(schema.BLOCK_STATUS.c.revision))).scalar()
    return int(newest or 0)


def has_changed(connection: Connection, dialect: Dialect, block_keys: Iterable[str], as_of: int) -> bool:
    """Tell whether one of the blocks has changed since that revision."""
    status = schema.BLOCK_STATUS
    if read_revision(connection) <= as_of:
        return False
    for some in batched(block_keys, KEYS_AT_A_TIME):
        in_blocks = dialect.is_any(status.c.block_key, some)
        rows = select(status.c.block_key).where(in_blocks, status.c.revision > as_of).limit(1)
        if connection.execute(rows).first() is not None:
            return True
    return False


def linked(connection: Connection, dialect: Dialect, block_keys: Iterable[str]) -> set[str]:
    """Give the blocks and those that share a resolved object or a decision with them, until no more are found."""
    tied = _tied(connection)
    if not tied and not has_groups(connection):
        return set(block_keys)
    group = schema.BLOCK_GROUP.c
    seen: set[str] = set()  # groups, of which each is read once: one of a great set has millions of blocks
    found = set(block_keys)
    newest = sorted(found)
    while newest:
        groups: set[str] = set()
        for some in batched(newest, KEYS_AT_A_TIME):
            in_blocks = dialect.is_any(group.block_key, some)
            groups.update(connection.scalars(select(group.group_id).where(in_blocks).distinct()))
        groups -= seen
        seen |= groups
        reached: set[str] = set()
        for some in batched(sorted(groups), KEYS_AT_A_TIME):
            in_groups = dialect.is_any(group.group_id, some)
            reached.update(connection.scalars(select(group.block_key).where(in_groups).distinct()))
        reached.update(*(keys for keys in tied if not keys.isdisjoint(newest)))
        newest = sorted(reached - found)
        found.update(newest)
    return found


def has_groups(connection: Connection) -> bool:
    """Tell whether anything was resolved yet."""
    return connection.execute(select(schema.BLOCK_GROUP.c.group_id).limit(1)).first() is not None


def _tied(connection: Connection) -> list[set[str]]:
    """Give for each decision the blocks of the mentions that it names."""
    block, named = schema.BLOCK, schema.DECISION_MENTION
    rows = select(named.c.decision_id, block.c.block_key).join(block, block.c.mention_id == named.c.mention_id)
    tied: dict[str, set[str]] = {}
    for decision_id, block_key in connection.execute(rows):
        tied.setdefault(decision_id, set()).add(block_key)
    return list(tied.values())


def documents_in(connection: Connection, *, dialect: Dialect, block_keys: Iterable[str]) -> set[str]:
    """Give the ids of the documents that stand in these blocks, of those that count."""
    block, document = schema.BLOCK.c, schema.DOCUMENT.c
    found: set[str] = set()
    for some in batched(block_keys, KEYS_AT_A_TIME):
        # neither joined nor distinct: SQLite would walk over all documents, and ask of each block whether it is listed
        rows = select(block.document_id).where(dialect.is_any(block.block_key, some))
        found.update(connection.scalars(rows).all())
    for some in batched(sorted(found)):
        mine = dialect.is_any(document.document_id, some)
        found.difference_update(
            connection.scalars(select(document.document_id).where(mine, document.superseded_by.is_not(None)))
        )
    return found


def keys_by_document(database: Database, document_ids: Iterable[str]) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Give the documents, of those that count, by id, each with its keys, once: a great set has twenty million rows."""
    block = schema.BLOCK.c
    for some in batched(sorted(set(document_ids))):
        counting = database.read(partial(_counting, dialect=database.dialect, document_ids=some))
        rows: Select[Any] = (
            select(block.document_id, database.dialect.gather(block.block_key).label("gathered"))
            .where(database.dialect.is_any(block.document_id, counting))
            .group_by(block.document_id)
            .order_by(block.document_id)
        )
        for row in database.stream(rows):
            yield row.document_id, tuple(dict.fromkeys(json.loads(row.gathered)))


def _counting(connection: Connection, *, dialect: Dialect, document_ids: Sequence[str]) -> list[str]:
    document = schema.DOCUMENT.c
    mine = dialect.is_any(document.document_id, document_ids)
    return list(connection.scalars(select(document.document_id).where(mine, document.superseded_by.is_(None))))


def homes(connection: Connection, *, dialect: Dialect, mention_ids: Sequence[str]) -> dict[str, str]:
    """Give the document of each mention that stands in a block."""
    block = schema.BLOCK.c
    found: dict[str, str] = {}
    for some in batched(mention_ids):
        rows = select(block.mention_id, block.document_id).where(dialect.is_any(block.mention_id, some)).distinct()
        found.update((mention_id, document_id) for mention_id, document_id in connection.execute(rows))
    return found
