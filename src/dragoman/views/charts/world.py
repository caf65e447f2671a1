"""Where it happened, laid out as a map: places by their degrees over an outline that we drew ourselves.

In:  places with their sums. Out: coordinates; a template draws them. No tiles, nothing from elsewhere.
The projection is equirectangular: a degree is a degree. The outline (`lexicons/outline.csv`) is coarse on purpose:
it tells the continents apart and says nothing about borders.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from dragoman.lexicons.load.outline import load_outline
from dragoman.records.entities import Place
from dragoman.store.overview import Tally

WIDTH, HEIGHT = 960, 440
NORTH, SOUTH = 80.0, -60.0  # no news comes from beyond
SCALE_X, SCALE_Y = WIDTH / 360.0, HEIGHT / (NORTH - SOUTH)
LEAST_RADIUS, MOST_RADIUS = 3.0, 22.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Dot:
    """Reads as: so many events at this place, which lies here; mostly cooperation or mostly conflict."""

    place: Place
    x: float
    y: float
    radius: float
    mood: str
    events: int
    net: float


@dataclass(frozen=True, slots=True, kw_only=True)
class WorldChart:
    """Reads as: these lands (paths), these lines every thirty degrees, these dots, the largest first."""

    width: int
    height: int
    lands: tuple[str, ...]
    meridians: tuple[float, ...]
    parallels: tuple[float, ...]
    dots: tuple[Dot, ...]


def lay_out_world(places: Sequence[tuple[Place, Tally]]) -> WorldChart:
    """Lay out the places that have degrees."""
    most = max((tally.events for _, tally in places), default=1)
    dots = [
        Dot(
            place=place,
            x=_x(place.longitude),
            y=_y(place.latitude),
            radius=round(max(LEAST_RADIUS, MOST_RADIUS * math.sqrt(tally.events / most)), 1),
            mood="up" if tally.net > 0 else "down" if tally.net < 0 else "even",
            events=tally.events,
            net=tally.net,
        )
        for place, tally in places
        if place.longitude is not None and place.latitude is not None
    ]
    return WorldChart(
        width=WIDTH,
        height=HEIGHT,
        lands=tuple(
            "M" + "L".join(f"{_x(longitude)},{_y(latitude)}" for longitude, latitude in land.points) + "Z"
            for land in load_outline()
        ),
        meridians=tuple(_x(degrees) for degrees in range(-150, 180, 30)),
        parallels=tuple(_y(degrees) for degrees in range(-30, 61, 30)),
        dots=tuple(sorted(dots, key=lambda dot: (-dot.events, dot.place.place_id))),
    )


def _x(longitude: float) -> float:
    return round((longitude + 180.0) * SCALE_X, 1)


def _y(latitude: float) -> float:
    return round((NORTH - latitude) * SCALE_Y, 1)
