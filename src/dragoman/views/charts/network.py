"""Who deals with whom, laid out as a network: nodes that deal much lie near each other.

In:  pairs with their sums. Out: coordinates; a template draws them. The same pairs give the same picture.
The method is that of Fruchterman and Reingold (1991), from a fixed start, for a fixed number of steps.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from dragoman.store.overview import Tally

WIDTH, HEIGHT, MARGIN = 900, 620, 60
STEPS = 120
LEAST_RADIUS, MOST_RADIUS = 6.0, 24.0
LEAST_WIDTH, MOST_WIDTH = 1.0, 9.0
LEAST_DISTANCE = 1e-3  # two nodes in one place push each other away, but not out of the world

Points = NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """Reads as: this code stands here, as large as the number of its events shown."""

    code: str
    x: float
    y: float
    radius: float
    events: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Edge:
    """Reads as: between these there is a line of this width, of mostly cooperation or mostly conflict."""

    one: str
    other: str
    x1: float
    y1: float
    x2: float
    y2: float
    width: float
    mood: str
    events: int
    net: float


@dataclass(frozen=True, slots=True, kw_only=True)
class NetworkChart:
    """Reads as: these nodes, tied by these lines."""

    width: int
    height: int
    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]


def lay_out_network(pairs: Sequence[Tally]) -> NetworkChart:
    """Lay out the pairs; the busiest codes begin next to each other on a circle."""
    events: dict[str, int] = {}
    for pair in pairs:
        for code in (pair.one, pair.other):
            events[code] = events.get(code, 0) + pair.events
    codes = sorted(events, key=lambda code: (-events[code], code))
    place = dict(zip(codes, _settle(codes, pairs), strict=True))
    most_events = max(events.values(), default=1)
    most_shared = max((pair.events for pair in pairs), default=1)
    nodes = tuple(
        Node(
            code=code,
            x=place[code][0],
            y=place[code][1],
            radius=round(max(LEAST_RADIUS, MOST_RADIUS * math.sqrt(events[code] / most_events)), 1),
            events=events[code],
        )
        for code in codes
    )
    edges = tuple(
        Edge(
            one=pair.one,
            other=pair.other,
            x1=place[pair.one][0],
            y1=place[pair.one][1],
            x2=place[pair.other][0],
            y2=place[pair.other][1],
            width=round(LEAST_WIDTH + (MOST_WIDTH - LEAST_WIDTH) * math.sqrt(pair.events / most_shared), 1),
            mood="up" if pair.net > 0 else "down" if pair.net < 0 else "even",
            events=pair.events,
            net=pair.net,
        )
        for pair in sorted(pairs, key=lambda pair: (pair.events, pair.one, pair.other))
    )
    return NetworkChart(width=WIDTH, height=HEIGHT, nodes=nodes, edges=edges)


def _settle(codes: Sequence[str], pairs: Sequence[Tally]) -> list[tuple[float, float]]:
    count = len(codes)
    if count == 0:
        return []
    index = {code: number for number, code in enumerate(codes)}
    weights = np.zeros((count, count))
    most = max(pair.events for pair in pairs)
    for pair in pairs:
        weight = math.sqrt(pair.events / most)
        weights[index[pair.one], index[pair.other]] = weights[index[pair.other], index[pair.one]] = weight
    angles = np.arange(count) * (2 * math.pi / count)
    points: Points = np.stack((np.cos(angles), np.sin(angles)), axis=1)
    ideal = math.sqrt(4.0 / count)
    for step in range(STEPS):
        points = points + _moves(points, weights, ideal, reach=0.2 * (1 - step / STEPS))
    return _fit(points)


def _moves(points: Points, weights: Points, ideal: float, *, reach: float) -> Points:
    """Let all push each other away and those that are tied pull each other near; nobody goes beyond the reach."""
    apart = points[:, None, :] - points[None, :, :]
    distance = np.maximum(np.sqrt((apart**2).sum(axis=2)), LEAST_DISTANCE)
    force = ideal**2 / distance**2 - weights * distance / ideal
    np.fill_diagonal(force, 0.0)
    moves: Points = (apart * force[:, :, None]).sum(axis=1) - 0.05 * points
    length = np.maximum(np.sqrt((moves**2).sum(axis=1, keepdims=True)), LEAST_DISTANCE)
    scaled: Points = moves / length * np.minimum(length, reach)
    return scaled


def _fit(points: Points) -> list[tuple[float, float]]:
    low, high = points.min(axis=0), points.max(axis=0)
    size = np.maximum(high - low, LEAST_DISTANCE)
    room = np.array((WIDTH - 2 * MARGIN, HEIGHT - 2 * MARGIN))
    fitted = MARGIN + (points - low) / size * room
    return [(round(float(x), 1), round(float(y), 1)) for x, y in fitted]
