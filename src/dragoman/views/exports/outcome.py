"""What became of an export: how many objects it holds, and what was left out and why.

In:  counts. Out: a line for a person.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from dragoman.records.entities import Event
from dragoman.records.vocabulary import EXTENSION_TYPES

NO_PLOVER_TYPE = f"of a type that PLOVER does not have ({', '.join(EXTENSION_TYPES)})"
NOT_COUNTED = "possible, alleged or denied, which PLOVER does not count"
NO_DAY = "without a known date, which the format demands"
COARSE = "whose day is not known: the format has a day for each row, and a month is not its first day"
NO_PAIR = "without an actor"


@dataclass(frozen=True, slots=True, kw_only=True)
class Exported:
    """Reads as: so many objects of this name were written; so many events left out, for each reason."""

    written: int
    name: str
    left_out: tuple[tuple[str, int], ...] = ()

    def lines(self) -> Iterator[str]:
        """Tell it, a line each."""
        yield f"{self.written} {self.name} written"
        for reason, count in self.left_out:
            yield f"left out: {count} {'event' if count == 1 else 'events'} {reason}"


def outcome(written: int, name: str, left_out: Counter[str] | None = None) -> Exported:
    """Sum up an export; the reasons are sorted by name."""
    return Exported(written=written, name=name, left_out=tuple(sorted((left_out or Counter()).items())))


def find_plover_obstacle(event: Event) -> str | None:
    """Say why a PLOVER-shaped format cannot hold an event; None where it can."""
    if event.plover_type is not None:
        return None
    return NO_PLOVER_TYPE if event.event_type in EXTENSION_TYPES else NOT_COUNTED
