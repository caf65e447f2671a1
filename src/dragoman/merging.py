"""The corpus half of the write path: what hangs together is fetched, resolved and kept, closure by closure.

In:  a store with blocks that changed. Out: a record brought up to date.
A `Closure` is what is replaced in one transaction; its `Piece`s hang together with nothing else, so each is resolved
by itself, by a pure function, in this process or in any other. Results are kept in the order of the pieces.
Left to `resolve`: what comes of a piece. Left to `executors`: on how many processes.
"""

from __future__ import annotations

import gc
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from itertools import groupby, islice
from operator import itemgetter

from dragoman.records.decisions import Decision, named_mentions, stand
from dragoman.resolve.blocking import blocks_within, part_documents, reached_blocks
from dragoman.resolve.resolution import DocumentSet, Ruled, Spread, resolve_set, tell_decisions
from dragoman.store.base import Writer
from dragoman.store.summary import BuildSummary

BLOCKS_AT_A_TIME = 20_000  # dirty blocks resolved in one transaction, some hundred articles with all they hang on
DOCUMENTS_AT_A_TIME = 64  # of small pieces that are fetched together


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """Reads as: these documents hang together, with no others; what comes of them comes of these blocks."""

    document_ids: tuple[str, ...]
    block_keys: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Closure:
    """Reads as: these blocks, as they were at that revision, are resolved anew: these pieces, under these decisions."""

    block_keys: tuple[str, ...]
    as_of: int
    pieces: tuple[Piece, ...]
    decisions: tuple[Decision, ...]


def resolve_dirty(
    writer: Writer, summary: BuildSummary, *, spread: Spread = map, limit: int = BLOCKS_AT_A_TIME
) -> None:
    """Resolve again every block that changed, with all blocks that its documents touch, in turn.

    So a build in many parts equals a build in one: what was fused is never patched, always made anew from the
    mentions. `spread` says how sets of documents are worked through, `limit` how many dirty blocks are looked at
    together. Neither changes what comes of it.
    """
    summary.stage, summary.blocks = "merging", writer.count_dirty()
    for closure in iter_closures(writer, limit=limit):
        work = partial(resolve_set, decisions=closure.decisions)
        with uncollected():
            ruled = list(spread(work, iter_sets(writer, closure)))
            is_kept = keep_closure(writer, closure, ruled)
        if is_kept:
            summary.resolved_blocks += len(closure.block_keys)
            summary.resolved_documents += sum(len(piece.document_ids) for piece in closure.pieces)


@contextmanager
def uncollected() -> Iterator[None]:
    """Let no garbage be sought meanwhile: records hold no cycles, and of a great set there are a hundred million."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


def iter_closures(writer: Writer, *, limit: int = BLOCKS_AT_A_TIME) -> Iterator[Closure]:
    """Give the closures of what is dirty until nothing is: each is to be kept before the next is asked for."""
    while dirty := writer.dirty_blocks(limit=limit):
        yield find_closure(writer, dirty)


def iter_sets(writer: Writer, closure: Closure) -> Iterator[DocumentSet]:
    """Give the documents of each piece, in order; those of small pieces are fetched together."""
    waiting: list[Piece] = []
    count = 0
    for piece in closure.pieces:
        waiting.append(piece)
        count += len(piece.document_ids)
        if count >= DOCUMENTS_AT_A_TIME:
            yield from _fetch(writer, waiting)
            waiting, count = [], 0
    yield from _fetch(writer, waiting)


def _fetch(writer: Writer, pieces: Sequence[Piece]) -> Iterator[DocumentSet]:
    wanted = (document_id for piece in pieces for document_id in piece.document_ids)
    loaded = {each.document.document_id: each for each in writer.load_annotations(wanted, with_text=False)}
    for piece in pieces:
        # what was removed meanwhile leaves its blocks changed: nothing of this closure is kept, and it comes again
        yield [loaded.pop(each) for each in piece.document_ids if each in loaded]


def keep_closure(writer: Writer, closure: Closure, ruled: Sequence[Ruled]) -> bool:
    """Keep what came of the pieces, in their order; False, and nothing kept, where a block has changed meanwhile."""
    told = tell_decisions(ruled, closure.decisions)
    filed = zip((piece.block_keys for piece in closure.pieces), told, strict=True)
    return writer.replace_parts(list(filed), closure.block_keys, as_of=closure.as_of)


def find_closure(writer: Writer, dirty: Sequence[str]) -> Closure:
    """Find all blocks that hang together with the dirty ones, and their documents in sets that hang together."""
    as_of = writer.revision()
    standing = stand(writer.decisions())
    found = _Found(named=frozenset(each for decision in standing for each in named_mentions(decision)))
    blocks = found.close(writer, dirty)
    # what names nothing here is another closure's matter, which alone can say whether it can be applied
    decisions = tuple(each for each in standing if not found.homes.keys().isdisjoint(named_mentions(each)))
    pieces = (
        Piece(document_ids=tuple(some), block_keys=_own_blocks(some, found.members))
        for some in part_documents(found.members, found.ties(decisions))
    )
    return Closure(block_keys=blocks, as_of=as_of, pieces=tuple(pieces), decisions=decisions)


@dataclass(slots=True, kw_only=True)
class _Found:
    """Reads as: these documents stand in these blocks; of the mentions that decisions name, these are in those."""

    named: frozenset[str]
    members: dict[str, tuple[str, ...]] = field(default_factory=dict)
    homes: dict[str, str] = field(default_factory=dict)

    def close(self, writer: Writer, dirty: Sequence[str]) -> tuple[str, ...]:
        """Follow the blocks from the dirty ones to their documents and on, until no more are found."""
        blocks = set(writer.linked_blocks(dirty))
        fresh = set(blocks)
        # each key once in memory: a document has a hundred, most of them with others
        once = {key: key for key in blocks}
        while fresh:
            reached = writer.documents_in(reached_blocks(fresh)) - self.members.keys()
            known = len(once)
            for document_id, some in groupby(writer.blocks_of(reached), key=itemgetter(0)):
                keys: dict[str, None] = {}
                for _, key, mention_id in some:
                    keys[once.setdefault(key, key)] = None
                    if mention_id in self.named:
                        self.homes[mention_id] = document_id
                self.members[document_id] = tuple(keys)
            fresh = set(islice(once, known, None)) - blocks
            fresh = set(writer.linked_blocks(sorted(fresh))) - blocks if fresh else set()
            blocks |= fresh
        return tuple(sorted(blocks))

    def ties(self, decisions: Iterable[Decision]) -> list[set[str]]:
        """Give the sets of documents that the decisions tie together."""
        merges = (each for each in decisions if each.kind == "merge")
        return [{self.homes[each] for each in merge.subjects if each in self.homes} for merge in merges]


def _own_blocks(document_ids: Iterable[str], members: Mapping[str, Collection[str]]) -> tuple[str, ...]:
    """Give the blocks that these documents, and no others, stand in: what came of them came of these."""
    return tuple(blocks_within({key for document_id in document_ids for key in members[document_id]}))
