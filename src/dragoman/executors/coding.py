"""Code shards, each on whatever machine: read, zone, annotate, and keep what came of it in a file.

In:  a shard, a loaded pipeline, a folder that all machines reach. Out: a finished shard in the folder; what came of
all shards, in the order of their articles, whichever was finished first.
What a worker is about to do is noted beside the shard's file, so that who takes over from a worker that died knows
at which article it died: one that kills its worker twice becomes a Rejection, as in `crew`, and the run goes on.
Left to `ray_cluster`: which worker, where, and that another takes over. Left to `store.shards`: the files.
"""

from __future__ import annotations

import json
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Self, TextIO

from dragoman import __version__
from dragoman.errors import ExecutorError, UsageError
from dragoman.executors.crew import MOST_STRIKES
from dragoman.executors.engine import Job
from dragoman.executors.local import Stored, code_document, reject_deadly
from dragoman.nlp.parse import Parser
from dragoman.pipeline import versions_of, zone_document
from dragoman.readers.shards import Piece, Shard, plan_shards, read_piece
from dragoman.records.documents import RawDocument, Rejection
from dragoman.store.shards import (
    FinishedShard,
    find_finished,
    mark_finished,
    read_shard,
    remove_leavings,
    write_shard,
)
from dragoman.store.summary import BuildSummary

MOST_ATTEMPTS = 12  # at one shard: beyond them it is not an article's fault
NOTES = ".underway"

CodeShards = Callable[[Sequence[Shard], Job], Iterator[FinishedShard]]


def code_in_order(
    paths: Sequence[str], job: Job, folder: Path, code_shards: CodeShards, *, summary: BuildSummary, shard_bytes: int
) -> Iterator[Stored]:
    """Code what is at the paths, and give it in the order of reading; what was finished before is only read.

    `code_shards` gives shards back as they are finished, in any order; the summary is told the bytes of all shards, and
    of those that are finished.
    UsageError where a path does not exist or the folder cannot be written.
    """
    _prepare(folder)
    plan = [
        (each, "") if isinstance(each, Rejection) else (each, name_shard(each, job))
        for each in plan_shards(paths, shard_bytes=shard_bytes)
    ]
    sizes = {name: each.size for each, name in plan if isinstance(each, Shard)}
    finished = {name for name in sizes if find_finished(folder, name) is not None}
    left = {name: each for each, name in plan if isinstance(each, Shard) and name not in finished}
    summary.bytes_there = sum(sizes.values())
    summary.count_bytes(sum(sizes[name] for name in finished))
    coded = code_shards(tuple(left.values()), job) if left else iter(())
    for each, name in plan:
        if isinstance(each, Rejection):
            yield each
            continue
        while name not in finished:
            shard = next(coded, None)
            if shard is None:
                raise ExecutorError(f"no worker gave back {each.place}; run again: it goes on from there")
            finished.add(shard.name)
            summary.count_bytes(sizes[shard.name])
        yield from read_shard(folder, name)


def _prepare(folder: Path) -> None:
    """Make the work folder, without what a killed run left in it, nor at what its workers died: someone ended them."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        remove_leavings(folder)
        for path in sorted(folder.glob(f"*/*{NOTES}")):
            path.unlink(missing_ok=True)
    except OSError as error:
        raise UsageError(f"work folder {folder}: {error.strerror or error}; name another with --work-folder") from error


def name_shard(shard: Shard, job: Job) -> str:
    """Give the name of a shard's file: another where the articles, the program, its words or the limits are others."""
    made_with = {"program": __version__, "pipeline": job.pipeline, "seconds": job.seconds, "versions": job.versions}
    return shard.identify(json.dumps(made_with, sort_keys=True))


def check_versions(parser: Parser, job: Job) -> None:
    """Refuse work that others would do otherwise; ExecutorError says what differs."""
    here, asked = dict(versions_of(parser)), dict(job.versions)
    if here != asked:
        differ = ", ".join(
            f"{name} {here.get(name)} instead of {asked.get(name)}"
            for name in sorted(here.keys() | asked.keys())
            if here.get(name) != asked.get(name)
        )
        raise ExecutorError(f"a worker has {differ}: install the same dragoman and pipeline on every machine")


def code_shard(parser: Parser, shard: Shard, job: Job, folder: Path) -> FinishedShard:
    """Code the shard and mark it as finished, unless it is; ExecutorError where it has killed too many workers."""
    name = name_shard(shard, job)
    finished = find_finished(folder, name)
    if finished is not None:
        return finished
    began = time.monotonic()
    with _Notes(_notes_path(folder, name), shard.place) as notes:
        written = write_shard(folder, name, _code(parser, shard, job, notes))
    finished = mark_finished(folder, written, time.monotonic() - began)
    _notes_path(folder, name).unlink(missing_ok=True)
    return finished


def _notes_path(folder: Path, name: str) -> Path:
    return folder / name[:2] / f"{name}{NOTES}"


class _Notes:
    """What was tried on a shard: a line for each attempt and each step, kept when a worker dies."""

    def __init__(self, path: Path, place: str) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        attempts = path.read_text(encoding="utf-8").split("attempt\n")[1:] if path.exists() else []
        if len(attempts) >= MOST_ATTEMPTS:
            raise ExecutorError(
                f"{place}: its workers died {len(attempts)} times; give them more memory, or take it out of the input"
            )
        self._deaths = Counter(attempt.splitlines()[-1] for attempt in attempts if attempt.strip())
        self._path = path

    def __enter__(self) -> Self:
        # a line is handed over at once: what dies with this process is nothing that was noted
        self._file: TextIO = self._path.open("a", encoding="utf-8", buffering=1)
        self._file.write("attempt\n")
        return self

    def __exit__(self, *_: object) -> None:
        self._file.close()

    def begin(self, step: str) -> bool:
        """Note what is about to be done; False where it has killed so many workers that it is not to be done."""
        self._file.write(f"{step}\n")
        return self._deaths[step] < MOST_STRIKES


def _code(parser: Parser, shard: Shard, job: Job, notes: _Notes) -> Iterator[Stored]:
    for number, piece in enumerate(shard.pieces):
        yield from _code_piece(parser, piece, job, notes, number)


def _code_piece(parser: Parser, piece: Piece, job: Job, notes: _Notes, number: int) -> Iterator[Stored]:
    reading = read_piece(piece)
    at = 0
    while True:
        if not notes.begin(f"read {number} {at}"):
            yield reject_deadly(piece.name)
            return
        raw = next(reading, None)
        if raw is None:
            return
        if isinstance(raw, Rejection):
            yield raw
        elif notes.begin(f"code {number} {at}"):
            yield _code_one(parser, raw, job)
        else:
            yield reject_deadly(raw.source_id)
        at += 1


def _code_one(parser: Parser, raw: RawDocument, job: Job) -> Stored:
    return code_document(parser, zone_document(raw), job.versions, job.seconds)
