"""Work through parts of a great set on processes beside this one, which works, reads and writes meanwhile.

In:  pure functions and items. Out: what comes of each, in order, whatever the number of processes. Portions, which can
be handed over, go to a `crew`; shares of what is held in memory to forks of this process, which hold it too.
An item at which processes die is done here: nothing of a set may be missing.
"""

from __future__ import annotations

import os
import pickle
import signal
import sys
import warnings
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Sized
from dataclasses import dataclass, field
from typing import Any, TypeVar

from dragoman.executors.crew import Crew, Loss, Terms
from dragoman.lexicons.load.chosen_table import UserTable, choose_table
from dragoman.lexicons.load.genre_weights import choose_genre_weights
from dragoman.resolve.spread import ALONE, Helpers, Spread

Item = TypeVar("Item", bound=Sized)
Result = TypeVar("Result")
Asked = tuple[Callable[[Any], Any], Any]  # what is to be done, and to what

PATIENCE = 1800.0  # seconds for a portion, of which most take one: beyond them it is done here


@dataclass(frozen=True, slots=True, kw_only=True)
class Helping:
    """Reads as: do what is asked with this table of actors and these weights of genres (a `Craft`)."""

    actors: UserTable | None = None
    genre_weights: Mapping[str, float] = field(default_factory=dict)

    def learn(self) -> Callable[[Asked], Any]:
        """Choose the tables in this worker."""
        choose_table(self.actors)
        choose_genre_weights(self.genre_weights)
        return _do

    def lose(self, item: Asked, loss: Loss) -> Any:  # noqa: ARG002 - however it was lost
        """Do here what no worker could do."""
        return _do(item)


def help_with(helping: Helping, workers: int) -> Helpers:
    """Give the ways to share work among so many processes, of which this one, that reads and writes, is one."""
    if workers == 1:
        return ALONE
    return Helpers(portions=_hand_to_crew(helping, workers), shares=_share_with_forks(workers))


def _hand_to_crew(helping: Helping, workers: int) -> Spread:
    def spread(work: Callable[[Item], Result], items: Iterable[Item], /) -> Iterator[Result]:
        terms = Terms(workers=workers - 1, batch_weight=1, seconds=PATIENCE)
        crew: Crew[Asked, Result]
        with Crew(helping, terms) as crew:
            yield from crew.work(((work, item) for item in items), lambda _: 1, here=_do)

    return spread


def _do(asked: Asked) -> Any:
    work, item = asked
    return work(item)


def _share_with_forks(workers: int) -> Spread:
    """Share what this process holds with copies of it, of which the system copies only what they change.

    To hand a million mentions over would take longer than to compare them. Only Linux promises that a copy of a
    process that uses system libraries works; elsewhere all is done here.
    """
    if not sys.platform.startswith("linux"):
        return map

    def spread(work: Callable[[Item], Result], items: Iterable[Item], /) -> Iterator[Result]:
        dealt = list(items)
        forks = [_Fork.start(work, dealt[first::workers]) for first in range(1, min(workers, len(dealt)))]
        try:
            done = [[work(item) for item in dealt[::workers]], *(fork.read() for fork in forks)]
        finally:
            for fork in forks:
                fork.end()
        for number in range(len(dealt)):
            results, place = done[number % workers], number // workers
            yield results[place] if results else work(dealt[number])

    return spread


@dataclass(frozen=True, slots=True, kw_only=True)
class _Fork:
    """Reads as: the process of this id writes what it did to this pipe, and ends."""

    process: int
    pipe: int

    @classmethod
    def start(cls, work: Callable[[Any], Any], items: Sequence[Any]) -> _Fork:
        """Work through the items in a copy of this process."""
        pipe, entry = os.pipe()
        with warnings.catch_warnings():
            # the copy takes no lock that another thread of this process may hold: it computes, and writes to its pipe
            warnings.simplefilter("ignore", DeprecationWarning)
            process = os.fork()
        if process == 0:
            _work_and_end(work, items, pipe, entry)
        os.close(entry)
        return cls(process=process, pipe=pipe)

    def read(self) -> list[Any]:
        """Give what came of its items; nothing where it died before it had written all."""
        try:
            with os.fdopen(os.dup(self.pipe), "rb") as told:
                results: list[Any] = pickle.load(told)  # noqa: S301 - written by a copy of this process
        except (EOFError, pickle.UnpicklingError):
            return []
        return results

    def end(self) -> None:
        """Let the process go, whether it has done its work or not."""
        os.close(self.pipe)
        os.kill(self.process, signal.SIGKILL)  # it waits to be waited for, or nobody wants what it does
        os.waitpid(self.process, 0)


def _work_and_end(work: Callable[[Any], Any], items: Sequence[Any], pipe: int, entry: int) -> None:
    """Do the work, tell it, and end without anything that this process would do at its end; whatever happens."""
    try:
        os.close(pipe)
        with os.fdopen(entry, "wb") as told:
            pickle.dump([work(item) for item in items], told, protocol=pickle.HIGHEST_PROTOCOL)
    finally:
        os._exit(0)
