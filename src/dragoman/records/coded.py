"""Events as somebody else coded them, and how they compare with the record's: kept beside it, never in it.

In:  nothing but other records. Out: frozen records. Left to `readers.coded`: reading them. Left to `views.comparison`.
"""

from __future__ import annotations

from dataclasses import dataclass

from dragoman.records.times import Interval
from dragoman.records.vocabulary import EventType


@dataclass(frozen=True, slots=True, kw_only=True)
class CodedParty:
    """Reads as: an actor in somebody else's row; `code` is a country or international code, None where unknown."""

    name: str | None
    code: str | None
    sector: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CodedEvent:
    """Reads as: the row of this id, of somebody else's file, says that sources did something to targets.

    A row is a report, not a happening. `is_directed` is false where the file does not say who did it to whom: then
    all are `sources`. `event_type` is PLOVER's. Degrees are WGS 84.
    """

    row_id: str
    line: int
    event_type: EventType
    modes: tuple[str, ...] = ()
    contexts: tuple[str, ...] = ()
    interval: Interval
    sources: tuple[CodedParty, ...]
    targets: tuple[CodedParty, ...] = ()
    is_directed: bool = True
    place: str | None = None
    country: str | None = None
    latitude: float | None = None
    longitude: float | None = None
    score: float | None = None
    publisher: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Unread:
    """Reads as: this line of somebody else's file was not used, for this reason."""

    line: int
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ComparisonRow:
    """Reads as: between these two, in this month, of this type: so many events here, so many there.

    `here` counts the record's events, `there` the other file's after merging what is the same day, type and actors,
    `rows` its rows before that; `matched` counts pairs of one here and one there that are at most a day apart.
    `target` is empty where only one side is known; without direction the two stand in the order of the alphabet.
    `event_ids` are the record's, `row_ids` the other file's, one for each merged event.
    """

    source: str
    target: str
    month: str
    event_type: EventType
    here: int
    there: int
    rows: int
    matched: int
    event_ids: tuple[str, ...] = ()
    row_ids: tuple[str, ...] = ()
