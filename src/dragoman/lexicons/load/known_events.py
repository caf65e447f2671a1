"""Read the table of dated events: inaugurations, elections, summits, invasions, each with its public basis.

In:  `known_events.csv`. Out: frozen rows, sorted by first day, then id; ConfigError where a row is wrong.
Left to `extract.dating`: what an article that tells one of them as past, or as coming, says of its own date.
"""

from __future__ import annotations

import functools
from dataclasses import dataclass

from dragoman.errors import ConfigError
from dragoman.lexicons.load.files import LEXICONS, read_csv, split_cell
from dragoman.records.days import read_days

TABLE = "known_events.csv"
COLUMNS = ("id", "name", "aliases", "kind", "from", "to", "place", "country", "actors", "basis")


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownEvent:
    """Reads as: this event, under these names, began and ended on these days.

    `start` and `end` are ISO days (of coarse dates the first and last day); `end` is None for what goes on.
    `actors` are names of persons or codes of states; `country` is ISO 3166-1 alpha-3 or None.
    """

    event_id: str
    name: str
    aliases: tuple[str, ...]
    kind: str
    start: str
    end: str | None
    place: str | None
    country: str | None
    actors: tuple[str, ...]
    basis: str


@functools.cache
def load_known_events() -> tuple[KnownEvent, ...]:
    """Load the dated events; none where the table is not installed."""
    if not (LEXICONS / TABLE).exists():
        return ()
    rows = (read_known_event(row) for row in read_csv(TABLE, COLUMNS))
    return tuple(sorted(rows, key=lambda event: (event.start, event.event_id)))


def read_known_event(row: dict[str, str]) -> KnownEvent:
    """Turn a row of the table into a record."""
    first = read_days(row["from"])
    last = read_days(row["to"]) if row["to"] else None
    if first is None or (row["to"] and last is None) or (last is not None and last[1] < first[0]):
        raise ConfigError(f"lexicon {TABLE}, {row['id']}: dates {row['from']!r} to {row['to']!r}")
    if not row["name"] or not row["basis"]:
        raise ConfigError(f"lexicon {TABLE}, {row['id']}: a row needs a name and a basis")
    return KnownEvent(
        event_id=row["id"],
        name=row["name"],
        aliases=split_cell(row["aliases"]),
        kind=row["kind"],
        start=first[0].isoformat(),
        end=last[1].isoformat() if last is not None else None,
        place=row["place"] or None,
        country=row["country"] or None,
        actors=split_cell(row["actors"]),
        basis=row["basis"],
    )
