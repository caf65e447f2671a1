"""The corpus half of the write path: what hangs together is fetched, resolved and kept, closure by closure.

In:  a store with blocks that changed. Out: a record brought up to date.
A `Closure` is what is replaced in one transaction; its `Piece`s hang together with nothing else, so each is resolved
by itself, by a pure function, in this process or in any other. Results are kept in the order of the pieces.
Left to `resolve`: what comes of a piece. Left to `executors`: on how many processes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from dragoman.records.decisions import Decision, named_mentions, stand
from dragoman.records.documents import Rejection
from dragoman.records.mentions import Annotations
from dragoman.resolve.blocking import part_documents, reached_blocks
from dragoman.resolve.resolution import Part, resolve_set, tell_decisions
from dragoman.store.base import KeptDecision, Writer

BLOCKS_AT_A_TIME = 20_000  # dirty blocks resolved in one transaction, some hundred articles with all they hang on
DOCUMENTS_AT_A_TIME = 64  # of small pieces that are fetched and resolved together; a great piece is one task


@dataclass(slots=True, kw_only=True)
class BuildSummary:
    """What a build did, for its last lines: filled while it runs."""

    read: int = 0
    known: int = 0
    added: int = 0
    rejections: list[Rejection] = field(default_factory=list)
    resolved_blocks: int = 0
    resolved_documents: int = 0
    unapplied: tuple[KeptDecision, ...] = ()


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """Reads as: resolve these sets of documents, each by itself; all that it takes, to be sent anywhere."""

    sets: tuple[tuple[Annotations, ...], ...]
    decisions: tuple[Decision, ...]


Solve = Callable[[Iterable[Task]], Iterable[Sequence[Part]]]


def resolve_task(task: Task) -> list[Part]:
    """Resolve the sets of a task; pure, the same wherever it runs."""
    return [resolve_set(each, task.decisions) for each in task.sets]


def resolve_here(tasks: Iterable[Task]) -> Iterator[Sequence[Part]]:
    """Resolve one task after the other in this process."""
    return map(resolve_task, tasks)


def resolve_dirty(writer: Writer, summary: BuildSummary, solve: Solve = resolve_here) -> None:
    """Resolve again every block that changed, with all blocks that its documents touch, in turn.

    So a build in many parts equals a build in one: what was fused is never patched, always made anew from the
    mentions. `solve` gives what comes of each task, in the order of the tasks.
    """
    for closure in iter_closures(writer):
        parts = [part for some in solve(iter_tasks(writer, closure)) for part in some]
        if keep_parts(writer, closure, parts):
            summary.resolved_blocks += len(closure.block_keys)
            summary.resolved_documents += sum(len(piece.document_ids) for piece in closure.pieces)


def iter_closures(writer: Writer) -> Iterator[Closure]:
    """Give the closures of what is dirty until nothing is: each is to be kept before the next is asked for."""
    while dirty := writer.dirty_blocks(limit=BLOCKS_AT_A_TIME):
        yield find_closure(writer, dirty)


def iter_tasks(writer: Writer, closure: Closure) -> Iterator[Task]:
    """Fetch the documents of the pieces, in order, small pieces together."""
    waiting: list[Piece] = []
    for piece in closure.pieces:
        waiting.append(piece)
        if sum(len(each.document_ids) for each in waiting) >= DOCUMENTS_AT_A_TIME:
            yield _fetch(writer, waiting, closure.decisions)
            waiting = []
    if waiting:
        yield _fetch(writer, waiting, closure.decisions)


def _fetch(writer: Writer, pieces: Sequence[Piece], decisions: tuple[Decision, ...]) -> Task:
    document_ids = (document_id for piece in pieces for document_id in piece.document_ids)
    loaded = {each.document.document_id: each for each in writer.load_annotations(document_ids, with_text=False)}
    sets = (tuple(loaded[each] for each in piece.document_ids if each in loaded) for piece in pieces)
    # what was removed meanwhile leaves the closure dirty, and it comes again
    return Task(sets=tuple(sets), decisions=decisions)


def keep_parts(writer: Writer, closure: Closure, parts: Sequence[Part]) -> bool:
    """Keep what came of the pieces, in their order; False, and nothing kept, where a block has changed meanwhile."""
    told = tell_decisions(parts, closure.decisions)
    named = zip((piece.block_keys for piece in closure.pieces), told, strict=True)
    return writer.replace_parts(list(named), closure.block_keys, as_of=closure.as_of)


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
    members: dict[str, set[str]] = field(default_factory=dict)
    homes: dict[str, str] = field(default_factory=dict)

    def close(self, writer: Writer, dirty: Sequence[str]) -> tuple[str, ...]:
        """Follow the blocks from the dirty ones to their documents and on, until no more are found."""
        blocks = set(writer.linked_blocks(dirty))
        fresh = set(blocks)
        while fresh:
            near = sorted(reached_blocks(fresh))
            reached = {member.document_id for member in writer.block_members(near)} - self.members.keys()
            for member in writer.blocks_of(sorted(reached)):
                self.members.setdefault(member.document_id, set()).add(member.block_key)
                if member.mention_id in self.named:
                    self.homes[member.mention_id] = member.document_id
            fresh = {key for document_id in reached for key in self.members[document_id]} - blocks
            fresh = set(writer.linked_blocks(sorted(fresh))) - blocks if fresh else set()
            blocks |= fresh
        return tuple(sorted(blocks))

    def ties(self, decisions: Iterable[Decision]) -> list[set[str]]:
        """Give the sets of documents that the decisions tie together."""
        merges = (each for each in decisions if each.kind == "merge")
        return [{self.homes[each] for each in merge.subjects if each in self.homes} for merge in merges]


def _own_blocks(document_ids: Iterable[str], members: Mapping[str, set[str]]) -> tuple[str, ...]:
    """Give the blocks that these documents, and no others, stand in: what came of them came of these."""
    keys = {key for document_id in document_ids for key in members[document_id]}
    return tuple(sorted(keys & reached_blocks(keys)))
