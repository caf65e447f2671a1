"""One row for each pair of actors, for formats that know only pairs.

In:  an event, whose sides are lists. Out: its pairs, numbered; every row keeps the event's id.
The record itself never holds such rows: two accusers are one accusation.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from dragoman.records.entities import Event, Party


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """Reads as: row `number` of the event: this actor to that one, None where the event names no other.

    `mirrored` says that both are actors of a reciprocal act, which has a row each way.
    """

    number: int
    source: Party
    target: Party | None
    mirrored: bool = False


def is_reciprocal(event: Event) -> bool:
    """Tell whether all parties are sources: talks, treaties, fighting on both sides."""
    return not event.targets and len(event.sources) > 1


def expand(event: Event) -> Iterator[Pair]:
    """Give the pairs of an event, from 1: mirrored ones of a reciprocal act, else each source with each target.

    An event without a source gives none: no format has an actor that is nobody.
    """
    if is_reciprocal(event):
        pairs: list[tuple[Party, Party | None]] = [
            (one, other) for one in event.sources for other in event.sources if one.actor_id != other.actor_id
        ]
        for number, (source, target) in enumerate(pairs, 1):
            yield Pair(number=number, source=source, target=target, mirrored=True)
        return
    pairs = [(source, target) for source in event.sources for target in event.targets or (None,)]
    for number, (source, target) in enumerate(pairs, 1):
        yield Pair(number=number, source=source, target=target)
