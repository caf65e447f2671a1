"""The tables of the world: states, organisations, persons, office holders, places.

In:  `states.csv`, `organisations.csv`, `office_holders.csv`, `persons.csv`, `places.csv`; the user's own rows.
Out: frozen rows; ConfigError names the table and the row that is wrong.
Dates are ISO 8601, coarse where the day is not known; an empty cell is None.
"""

from __future__ import annotations

import functools
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from dragoman.errors import ConfigError
from dragoman.lexicons.load.files import read_csv, split_cell
from dragoman.lexicons.load.user_tables import read_table
from dragoman.records.vocabulary import INTERNATIONAL_CODES, PLACE_PRECISIONS, SECTORS, PlacePrecision


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """Reads as: a state under its code, with the words that name it, its people and its government.

    `president_governs`: from, to (ISO; None: open) when who heads the state heads the government, too, so that nobody
    else holds that office.
    """

    code: str
    name: str
    official_name: str
    aliases: tuple[str, ...]
    demonyms: tuple[str, ...]
    adjectives: tuple[str, ...]
    capital: str
    metonyms: tuple[str, ...]
    start: str | None
    end: str | None
    successor: str | None
    president_governs: tuple[tuple[str | None, str | None], ...]
    un_member: bool
    latitude: float | None
    longitude: float | None

    def president_governs_on(self, day: str) -> bool:
        """Tell whether on a day (ISO, may be coarse) the head of state was head of government, too."""
        return any(covers_day(start, end, day) for start, end in self.president_governs)


@dataclass(frozen=True, slots=True, kw_only=True)
class Membership:
    """Reads as: the state was a member from, to (ISO; None: open)."""

    code: str
    start: str | None
    end: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class DatedSector:
    """Reads as: the body was of this sector from, to (ISO; None: open)."""

    sector: str
    start: str | None
    end: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Organisation:
    """Reads as: a body that acts, under all its names, of a country or international.

    `sectors` are all it has ever had; `sectors_on` gives those of a day.
    """

    organisation_id: str
    name: str
    aliases: tuple[str, ...]
    kind: str
    country: str | None
    international_code: str | None
    dated_sectors: tuple[DatedSector, ...]
    members: tuple[Membership, ...]
    start: str | None
    end: str | None
    parent: str | None

    @property
    def sectors(self) -> tuple[str, ...]:
        """Give all sectors, each once, the primary one first."""
        return tuple(dict.fromkeys(each.sector for each in self.dated_sectors))

    def sectors_on(self, day: str | None) -> tuple[str, ...]:
        """Give the sectors on a day (ISO, may be coarse); without a day those that have not ended."""
        if day is None:
            lasting = tuple(dict.fromkeys(each.sector for each in self.dated_sectors if each.end is None))
            return lasting or self.sectors
        return tuple(dict.fromkeys(each.sector for each in self.dated_sectors if covers_day(each.start, each.end, day)))


def covers_day(start: str | None, end: str | None, day: str) -> bool:
    """Tell whether a day lies between two, as far as the precision of all goes (None: open).

    >>> covers_day("2021-08-15", None, "2021"), covers_day(None, "2001-11", "2002-05-01")
    (True, False)
    """
    if start is not None and day[: len(start)] < start[: len(day)]:
        return False
    return end is None or day[: len(end)] <= end[: len(day)]


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficeHolder:
    """Reads as: the person held this office of this country or organisation from, to.

    `known_until` bounds an open row: after it, who holds the office is unknown, not assumed.
    """

    person: str
    aliases: tuple[str, ...]
    country: str
    office: str
    title: str
    start: str
    end: str | None
    known_until: str | None
    basis: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Reads as: a person often named who holds no listed office."""

    name: str
    aliases: tuple[str, ...]
    country: str | None
    sectors: tuple[str, ...]
    role: str | None
    died: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceRow:
    """Reads as: a place, its names, and how precise its point is. Degrees are WGS 84."""

    place_id: str
    name: str
    aliases: tuple[str, ...]
    country: str | None
    latitude: float | None
    longitude: float | None
    precision: PlacePrecision


@functools.cache
def load_states() -> tuple[State, ...]:
    """Load the states, sorted by code."""
    columns = ("code", "name", "official_name", "aliases", "demonyms", "adjectives", "capital", "metonyms",
               "from", "to", "successor", "president_governs", "un_member",
               "latitude", "longitude")  # fmt: skip
    return tuple(
        State(
            code=row["code"],
            name=row["name"],
            official_name=row["official_name"],
            aliases=split_cell(row["aliases"]),
            demonyms=split_cell(row["demonyms"]),
            adjectives=split_cell(row["adjectives"]),
            capital=row["capital"],
            metonyms=split_cell(row["metonyms"]),
            start=row["from"] or None,
            end=row["to"] or None,
            successor=row["successor"] or None,
            president_governs=tuple(_read_span(cell) for cell in split_cell(row["president_governs"])),
            un_member=row["un_member"] == "true",
            latitude=_degrees(row["latitude"]),
            longitude=_degrees(row["longitude"]),
        )
        for row in read_table("states.csv", columns)
    )


@functools.cache
def states_by_code() -> Mapping[str, State]:
    """Give each state by its code."""
    return MappingProxyType({state.code: state for state in load_states()})


@functools.cache
def load_organisations() -> tuple[Organisation, ...]:
    """Load the organisations, sorted by id."""
    columns = ("id", "name", "aliases", "kind", "country", "international_code", "sectors", "members", "from",
               "to", "parent")  # fmt: skip
    return tuple(_read_organisation(row) for row in read_table("organisations.csv", columns))


@functools.cache
def organisations_by_id() -> Mapping[str, Organisation]:
    """Give each organisation by its id."""
    return MappingProxyType({body.organisation_id: body for body in load_organisations()})


def _read_organisation(row: dict[str, str]) -> Organisation:
    sectors = tuple(_read_sector(cell) for cell in split_cell(row["sectors"]))
    code = row["international_code"] or None
    unknown = {each.sector for each in sectors} - set(SECTORS)
    if unknown or (code is not None and code not in INTERNATIONAL_CODES):
        raise ConfigError(f"lexicon organisations.csv, {row['id']}: sectors {sorted(unknown)}, code {code!r}")
    return Organisation(
        organisation_id=row["id"],
        name=row["name"],
        aliases=split_cell(row["aliases"]),
        kind=row["kind"],
        country=row["country"] or None,
        international_code=code,
        dated_sectors=sectors,
        members=tuple(_read_membership(cell) for cell in split_cell(row["members"])),
        start=row["from"] or None,
        end=row["to"] or None,
        parent=row["parent"] or None,
    )


def _read_sector(cell: str) -> DatedSector:
    # "REB@2001-11/2021-08": of this sector between these days
    sector, _, dates = cell.partition("@")
    start, end = _read_span(dates)
    return DatedSector(sector=sector, start=start, end=end)


def _read_membership(cell: str) -> Membership:
    code, _, dates = cell.partition("@")
    start, end = _read_span(dates)
    return Membership(code=code, start=start, end=end)


def _read_span(cell: str) -> tuple[str | None, str | None]:
    # "2018-07-09/": since then; "/": always
    start, _, end = cell.partition("/")
    return start or None, end or None


@functools.cache
def load_office_holders() -> tuple[OfficeHolder, ...]:
    """Load who held which office when."""
    columns = ("person", "aliases", "country", "office", "title", "from", "to", "known_until", "basis")
    return tuple(
        OfficeHolder(
            person=row["person"],
            aliases=split_cell(row["aliases"]),
            country=row["country"],
            office=row["office"],
            title=row["title"],
            start=row["from"],
            end=row["to"] or None,
            known_until=row["known_until"] or None,
            basis=row["basis"],
        )
        for row in read_table("office_holders.csv", columns)
    )


@functools.cache
def load_persons() -> tuple[Person, ...]:
    """Load other persons."""
    columns = ("person", "aliases", "country", "sectors", "role", "died")
    return tuple(
        Person(
            name=row["person"],
            aliases=split_cell(row["aliases"]),
            country=row["country"] or None,
            sectors=split_cell(row["sectors"]),
            role=row["role"] or None,
            died=row["died"] or None,
        )
        for row in read_table("persons.csv", columns)
    )


@functools.cache
def load_places() -> tuple[PlaceRow, ...]:
    """Load the places, sorted by id."""
    columns = ("id", "name", "aliases", "country", "latitude", "longitude", "precision")
    return tuple(_read_place(row) for row in read_csv("places.csv", columns))


def _read_place(row: dict[str, str]) -> PlaceRow:
    if row["precision"] not in PLACE_PRECISIONS:
        raise ConfigError(f"lexicon places.csv, {row['id']}: no precision {row['precision']!r}")
    return PlaceRow(
        place_id=row["id"],
        name=row["name"],
        aliases=split_cell(row["aliases"]),
        country=row["country"] or None,
        latitude=_degrees(row["latitude"]),
        longitude=_degrees(row["longitude"]),
        precision=row["precision"],
    )


def _degrees(cell: str) -> float | None:
    return float(cell) if cell else None
