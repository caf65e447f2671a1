"""Read the outline of the lands: coarse, drawn by hand, for a map that tells the continents apart.

In:  `outline.csv`. Out: frozen polygons, by name; ConfigError where a point is none.
"""

from __future__ import annotations

import functools
from dataclasses import dataclass

from dragoman.errors import ConfigError
from dragoman.lexicons.load.files import read_csv, split_cell

TABLE = "outline.csv"


@dataclass(frozen=True, slots=True, kw_only=True)
class Land:
    """Reads as: this land lies within these points, (longitude, latitude) in degrees, the last tied to the first."""

    name: str
    points: tuple[tuple[float, float], ...]


@functools.cache
def load_outline() -> tuple[Land, ...]:
    """Load the lands, as they stand in the table."""
    rows = read_csv(TABLE, ("land", "points"))
    return tuple(
        Land(name=row["land"], points=tuple(_point(row["land"], point) for point in split_cell(row["points"])))
        for row in rows
    )


def _point(land: str, point: str) -> tuple[float, float]:
    try:
        longitude, latitude = map(float, point.split())
    except ValueError as error:
        raise ConfigError(f"lexicon {TABLE}, {land}: '{point}' is no longitude and latitude") from error
    return longitude, latitude
