"""How work is shared: here, or side by side on processes that those know who hand in such a way.

In:  work and items. Out: what came of each item, in their order. Left to `executors`: the processes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sized
from dataclasses import dataclass
from typing import Protocol, TypeVar

Item = TypeVar("Item", bound=Sized)
Result = TypeVar("Result")


class Spread(Protocol):
    """How items are worked through: `map` does it here, one after the other; elsewhere it is done side by side."""

    def __call__(self, work: Callable[[Item], Result], items: Iterable[Item], /) -> Iterator[Result]:
        """Give one result an item, in the order of the items. Work, items and results can be pickled."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Helpers:
    """Reads as: portions of a great set are worked through so, and shares of what is held in memory so.

    Work upon shares need not be such as can be pickled; shares and results are.
    """

    portions: Spread = map
    shares: Spread = map


ALONE = Helpers()
