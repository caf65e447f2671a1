"""What a confidence is worth: the share of mentions as sure that was right in our gold.

In:  `confidence.toml`, knots of a rising line. Out: the share for any confidence.
Left to `training/calibrate.py`: the fit.
"""

from __future__ import annotations

import functools
from bisect import bisect_right
from collections.abc import Sequence
from itertools import pairwise

from dragoman.errors import ConfigError
from dragoman.lexicons.load.files import read_toml

Knots = tuple[tuple[float, float], ...]


@functools.cache
def load_knots() -> Knots:
    """Load the map; ConfigError where it does not rise, or leaves 0 to 1."""
    knots = tuple((float(said), float(share)) for said, share in read_toml("confidence.toml")["knots"])
    if not knots or any(not (one[0] < other[0] and one[1] < other[1]) for one, other in pairwise(knots)):
        raise ConfigError("lexicon confidence.toml: the knots do not rise")
    if not all(0 <= value <= 1 for knot in knots for value in knot):
        raise ConfigError("lexicon confidence.toml: a knot leaves 0 to 1")
    return knots


def calibrate(confidence: float) -> float:
    """Give the share that is right of mentions so sure, 0 to 1, rounded to four places."""
    return interpolate(load_knots(), confidence)


def interpolate(knots: Sequence[tuple[float, float]], confidence: float) -> float:
    """Read a rising line at a place; before its first knot and beyond its last it is level.

    >>> interpolate(((0.5, 0.2), (0.9, 0.6)), 0.7)
    0.4
    """
    position = bisect_right(knots, confidence, key=lambda knot: knot[0])
    if position in (0, len(knots)):
        return knots[max(0, position - 1)][1]
    (before, low), (after, high) = knots[position - 1], knots[position]
    return round(low + (high - low) * (confidence - before) / (after - before), 4)
