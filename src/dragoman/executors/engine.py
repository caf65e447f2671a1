"""What an engine other than this machine's processes is asked for, and what it is told.

In:  an engine, a job, a record's writer. Out: the record brought up to date; `api` needs no library of any engine.
Left to `ray_cluster`: the only such engine so far.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Sized
from dataclasses import dataclass, field
from typing import Protocol, TypeVar

from dragoman.lexicons.load.chosen_table import UserTable
from dragoman.merging import resolve_dirty
from dragoman.pipeline import Intake, Versions
from dragoman.records.documents import Rejection
from dragoman.resolve.spread import Helpers
from dragoman.store.base import StoredDocument, Writer
from dragoman.store.summary import BuildSummary

Share = TypeVar("Share", bound=Sized)
Result = TypeVar("Result")

LOADED_TOGETHER = 200  # coded articles kept in one transaction: a million are not a million waits for the disk


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """Reads as: articles are to be coded with these, each within so many seconds.

    `versions` are those of whoever asks: a worker that has others has another program or other words.
    """

    pipeline: str
    versions: Versions
    seconds: float
    actors: UserTable | None = None
    genre_weights: Mapping[str, float] = field(default_factory=dict)


class Engine(Protocol):
    """Codes articles and resolves sets of them, somewhere."""

    name: str
    """What the note of a build calls it."""

    blocks_at_a_time: int
    """Dirty blocks that are looked at together, so that there is enough to share out."""

    def code(self, paths: Sequence[str], job: Job, summary: BuildSummary) -> Iterator[StoredDocument | Rejection]:
        """Read and code what is at the paths, and give it in the order in which it is read.

        The summary is told how many bytes there are and of how many the articles are coded.
        """
        ...

    def resolve(self, work: Callable[[Share], Result], shares: Iterable[Share], job: Job, /) -> Iterator[Result]:
        """Resolve sets of documents, or portions of a great one; give what came of each, in their order."""
        ...


def build_on(
    engine: Engine, paths: Sequence[str], job: Job, writer: Writer, summary: BuildSummary, *, added_at: str
) -> None:
    """Code what is at the paths on the engine, keep it, and resolve there what changed: as a build here does."""
    intake = Intake(writer, job.versions, summary, batch=LOADED_TOGETHER)
    intake.keep(intake.take_coded(engine.code(paths, job, summary)), added_at=added_at)

    def spread(work: Callable[[Share], Result], shares: Iterable[Share], /) -> Iterator[Result]:
        return engine.resolve(work, shares, job)

    resolve_dirty(writer, summary, spread=spread, helpers=Helpers(portions=spread), limit=engine.blocks_at_a_time)
