"""Bounds on the day an article was written, and what they leave when they are put together.

In:  `Bound`s from stamps, sentences, sidebars and tables. Out: an interval with the bounds that made it.
Left to the other modules of this folder: finding the bounds.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from dragoman.records.spans import Evidence
from dragoman.records.times import UNKNOWN_INTERVAL, Interval, cover

# How far a kind of evidence is trusted against another, more first.
COUNTED, TOLD, TABLE, SIDEBAR, CUSTOM = 5, 4, 3, 2, 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Bound:
    """Reads as: it was written not before `earliest`, not after `latest` (None: open), as these words say.

    `weight` is the trust in its kind; `reason` is plain English, to stand after "because"; `is_fine`: it rests
    on a day or month that the text tells, not on a year or an office.
    """

    earliest: date | None
    latest: date | None
    weight: int
    evidence: tuple[Evidence, ...]
    reason: str
    is_fine: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """Reads as: these bounds together leave the days from `earliest` to `latest`; those dropped contradict them."""

    earliest: date | None = None
    latest: date | None = None
    used: tuple[Bound, ...] = field(default=())
    dropped: tuple[Bound, ...] = field(default=())

    @property
    def is_known(self) -> bool:
        """Tell whether any bound stands."""
        return self.earliest is not None or self.latest is not None

    def allows(self, day: date) -> bool:
        """Tell whether it may have been written on that day."""
        after = self.earliest is None or day >= self.earliest
        return after and (self.latest is None or day <= self.latest)


OPEN_WINDOW = Window()


def combine(bounds: Iterable[Bound]) -> Window:
    """Intersect bounds, the most trusted first; one that contradicts those before it is dropped."""
    window = OPEN_WINDOW
    ordered = sorted(
        bounds,
        key=lambda b: (-b.weight, b.earliest or date.min, b.latest or date.max, b.evidence, b.reason),
    )
    for bound in ordered:
        window = narrow_window(window, bound)
    return window


def narrow_window(window: Window, bound: Bound) -> Window:
    """Put one more bound on a window; it is dropped where nothing would be left."""
    earliest = max((d for d in (window.earliest, bound.earliest) if d is not None), default=None)
    latest = min((d for d in (window.latest, bound.latest) if d is not None), default=None)
    if earliest is not None and latest is not None and earliest > latest:
        return Window(
            earliest=window.earliest, latest=window.latest, used=window.used, dropped=(*window.dropped, bound)
        )
    return Window(earliest=earliest, latest=latest, used=(*window.used, bound), dropped=window.dropped)


def deciding(window: Window) -> tuple[Bound, ...]:
    """Give the bounds that are the window's ends: the evidence that counts, the most trusted of equals."""
    found: list[Bound] = []
    for side in ("earliest", "latest"):
        end = getattr(window, side)
        holders = [bound for bound in window.used if end is not None and getattr(bound, side) == end]
        if holders and holders[0] not in found:
            found.append(holders[0])
    return tuple(found)


def window_interval(window: Window) -> Interval:
    """Give a window as an interval; half open where one side is not known."""
    if window.earliest is not None and window.latest is not None:
        return cover(window.earliest, window.latest)
    if not window.is_known:
        return UNKNOWN_INTERVAL
    return Interval(
        value=None,
        earliest=window.earliest.isoformat() if window.earliest is not None else None,
        latest=window.latest.isoformat() if window.latest is not None else None,
    )
