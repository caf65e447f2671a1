"""What an analyst should look at: events read with little confidence, reports that contradict each other.

In:  nothing but records. Out: the protocol `Reviews`, which every `View` is too, and the question `Doubts`.
Whoever decides about something has looked at it: it is open as long as no standing decision names all of it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from dragoman.records.entities import Contradiction, Event
from dragoman.records.vocabulary import ContradictionKind

# "plan-outcome" is a finding, not a quarrel: there is nothing to settle
QUARRELS: tuple[ContradictionKind, ...] = ("conflict", "impossible-time", "reference")


@dataclass(frozen=True, slots=True, kw_only=True)
class Doubts:
    """Reads as: what is open among events of a confidence below this (0 to 1), and among contradictions.

    `actor` asks only for what it takes part in. `after` is where the page before ended: the confidence and id of
    its last event; of contradictions only the id counts. `limit` is the most that is given.
    """

    below: float
    limit: int
    actor: str | None = None
    after: tuple[float, str] | None = None


class Reviews(Protocol):
    """What is open for review."""

    def doubtful_events(self, doubts: Doubts) -> tuple[Event, ...]:
        """Give open events by confidence, the least first, then id."""
        ...

    def open_contradictions(self, doubts: Doubts) -> tuple[Contradiction, ...]:
        """Give open contradictions by id: neither accepted nor is all decided of the event that they are about."""
        ...

    def count_doubts(self, doubts: Doubts) -> tuple[int, int]:
        """Count open contradictions and open events, each up to `limit`."""
        ...
