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
from itertools import islice

from dragoman.great_sets import GreatSet, settle_great
from dragoman.records.decisions import Decision, named_mentions, stand
from dragoman.records.entities import Resolution
from dragoman.resolve.blocking import block_of, part_documents, reached_blocks
from dragoman.resolve.resolution import DocumentSet, Ruled, resolve_set, tell_decisions
from dragoman.resolve.spread import ALONE, Helpers, Spread
from dragoman.store.base import Writer
from dragoman.store.parts import Part, pack_keys
from dragoman.store.summary import BuildSummary

BLOCKS_AT_A_TIME = 20_000  # dirty blocks resolved in one transaction, some hundred articles with all they hang on
MOST_HELD = 1_000  # documents of a set that is held whole: with all that comes of it some 100 MB
DOCUMENTS_AT_A_TIME = 64  # of small pieces that are fetched together


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """Reads as: these documents hang together, with no others."""

    document_ids: tuple[str, ...]

    @property
    def block_keys(self) -> Collection[str]:
        """Give the blocks that what comes of them is kept under: each document's own.

        By those it is found again, whichever other blocks bring a document into the set or out of it: whoever comes
        to stand in a block with one of the set reaches that one's own. A great set has forty other blocks a document.
        """
        return pack_keys(tuple(sorted(map(block_of, self.document_ids))))

    @property
    def is_great(self) -> bool:
        """Tell whether it is too great to be held whole."""
        return len(self.document_ids) > MOST_HELD


@dataclass(frozen=True, slots=True, kw_only=True)
class Closure:
    """Reads as: these blocks, as they were at that revision, are resolved anew: these pieces, under these decisions."""

    block_keys: Collection[str]
    as_of: int
    pieces: tuple[Piece, ...]
    decisions: tuple[Decision, ...]


def resolve_dirty(
    writer: Writer,
    summary: BuildSummary,
    *,
    spread: Spread = map,
    helpers: Helpers = ALONE,
    limit: int = BLOCKS_AT_A_TIME,
) -> None:
    """Resolve again every block that changed, with all blocks that its documents touch, in turn.

    So a build in many parts equals a build in one: what was fused is never patched, always made anew from the
    mentions. `spread` says how sets of documents are worked through, `helpers` how parts of a great one,
    `limit` how many dirty blocks are looked at together. None of them changes what comes of it.
    """
    summary.stage, summary.blocks = "merging", writer.count_dirty()
    for closure in iter_closures(writer, limit=limit):
        work = partial(resolve_set, decisions=closure.decisions)
        with uncollected():
            ruled = list(spread(work, iter_sets(writer, closure)))
            is_kept = keep_closure(writer, closure, ruled, settle_pieces(writer, closure, helpers))
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
    """Give the documents of each piece that is not great, in order; those of small pieces are fetched together."""
    waiting: list[Piece] = []
    count = 0
    for piece in closure.pieces:
        if piece.is_great:
            continue
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


def settle_pieces(writer: Writer, closure: Closure, helpers: Helpers) -> list[GreatSet]:
    """Settle the great pieces of a closure, in order: their events are made when they are kept."""
    return [
        settle_great(writer.load_texts(piece.document_ids), piece.block_keys, closure.decisions, helpers)
        for piece in closure.pieces
        if piece.is_great
    ]


def keep_closure(writer: Writer, closure: Closure, ruled: Sequence[Ruled], great: Sequence[GreatSet] = ()) -> bool:
    """Keep what came of the pieces, in their order; False, and nothing kept, where a block has changed meanwhile."""
    rulings = [*(each for _, each in ruled), *(each.rulings for each in great)]
    told = tell_decisions(rulings, closure.decisions)
    small = (piece.block_keys for piece in closure.pieces if not piece.is_great)
    parts = [Part(block_keys=(), resolution=lambda: told)]
    parts += [
        Part(block_keys=keys, resolution=partial(_same, found)) for keys, (found, _) in zip(small, ruled, strict=True)
    ]
    parts += [Part(block_keys=each.block_keys, resolution=each.rest, made=each.made) for each in great]
    return writer.replace_parts(parts, closure.block_keys, as_of=closure.as_of)


def _same(found: Resolution) -> Resolution:
    return found


def find_closure(writer: Writer, dirty: Sequence[str]) -> Closure:
    """Find all blocks that hang together with the dirty ones, and their documents in sets that hang together."""
    as_of = writer.revision()
    standing = stand(writer.decisions())
    found = _Found(homes=writer.homes_of({each for decision in standing for each in named_mentions(decision)}))
    blocks = found.close(writer, dirty)
    # what names nothing here is another closure's matter, which alone can say whether it can be applied
    here = {mention_id for mention_id, document_id in found.homes.items() if document_id in found.members}
    decisions = tuple(each for each in standing if not here.isdisjoint(named_mentions(each)))
    pieces = [Piece(document_ids=tuple(some)) for some in part_documents(found.members, found.ties(decisions))]
    return Closure(block_keys=pack_keys(blocks), as_of=as_of, pieces=tuple(pieces), decisions=decisions)


@dataclass(slots=True, kw_only=True)
class _Found:
    """Reads as: these documents stand in these blocks; mentions that decisions name stand in these documents."""

    homes: Mapping[str, str]
    members: dict[str, tuple[str, ...]] = field(default_factory=dict)

    def close(self, writer: Writer, dirty: Sequence[str]) -> tuple[str, ...]:
        """Follow the blocks from the dirty ones to their documents and on, until no more are found."""
        blocks = set(writer.linked_blocks(dirty))
        fresh = set(blocks)
        # each key once in memory: a document has a hundred, most of them with others
        once = {key: key for key in blocks}
        most = writer.count_documents()
        others: dict[str, tuple[str, ...]] | None = None
        while fresh:
            known = len(once)
            if others is None and 2 * len(self.members) > most:
                # to ask of each block who stands in it would be to read a great record twice
                others = dict(writer.blocks_of(writer.document_ids() - self.members.keys()))
            reached: list[str] = []
            for document_id, keys in self._reach(writer, fresh, others):
                self.members[document_id] = tuple(once.setdefault(key, key) for key in keys)
                reached.append(block_of(document_id))
            fresh = set(islice(once, known, None)) - blocks
            # what came of a document is kept under its own block, and a decision names what stands in it
            fresh.update(key for key in writer.linked_blocks(reached) if key not in blocks)
            blocks |= fresh
        return tuple(sorted(blocks))

    def _reach(
        self, writer: Writer, fresh: Collection[str], others: dict[str, tuple[str, ...]] | None
    ) -> Iterable[tuple[str, tuple[str, ...]]]:
        """Give the documents that stand in blocks newly found, with all theirs; of `others`, where these are known."""
        reach = reached_blocks(fresh)
        if others is None:
            return writer.blocks_of(writer.documents_in(reach) - self.members.keys())
        reached = [document_id for document_id, keys in others.items() if not reach.isdisjoint(keys)]
        return [(document_id, others.pop(document_id)) for document_id in reached]

    def ties(self, decisions: Iterable[Decision]) -> list[set[str]]:
        """Give the sets of documents that the decisions tie together."""
        merges = (each for each in decisions if each.kind == "merge")
        homes = ([self.homes.get(each) for each in merge.subjects] for merge in merges)
        return [{each for each in some if each is not None and each in self.members} for some in homes]
