"""Work through the portions of a great set on processes beside this one, which goes on reading and writing.

In:  a pure function and items, both picklable. Out: what comes of each, in order, whatever the number of processes.
An item at which processes die is done here: nothing of a set may be missing. Left to `crew`: the processes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sized
from dataclasses import dataclass, field
from typing import Any, TypeVar

from dragoman.executors.crew import Crew, Loss, Terms
from dragoman.lexicons.load.chosen_table import UserTable, choose_table
from dragoman.lexicons.load.genre_weights import choose_genre_weights
from dragoman.resolve.resolution import Spread

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


def share_with(helping: Helping, workers: int) -> Spread:
    """Give the way to share work among so many processes, of which this one, that reads and writes, is one."""
    if workers == 1:
        return map

    def spread(work: Callable[[Item], Result], items: Iterable[Item], /) -> Iterator[Result]:
        terms = Terms(workers=workers - 1, batch_weight=1, seconds=PATIENCE)
        crew: Crew[Asked, Result]
        with Crew(helping, terms) as crew:
            yield from crew.work(((work, item) for item in items), lambda _: 1, here=_do)

    return spread


def _do(asked: Asked) -> Any:
    work, item = asked
    return work(item)
