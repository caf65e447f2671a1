"""Read ACLED files: two actors without a direction, but where one side does it to the other.

An actor's country stands in its name: "Military Forces of Ardania (1990-)", "Protesters (Ardania)". A date is as
precise as `time_precision` says. What is told only in the notes has no type here, and is not used.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from pathlib import Path
from typing import cast

from dragoman.lexicons.load.exchange import load_acled_words, load_state_codes
from dragoman.readers.coded.lines import cell, find_country, number, read_comma_separated, read_day
from dragoman.records.coded import CodedEvent, CodedParty, Unread
from dragoman.records.times import Interval, cover
from dragoman.records.vocabulary import EventType

NEEDED = ("event_id_cnty", "event_date", "event_type", "sub_event_type", "actor1", "actor2")
IN_BRACKETS = re.compile(r"\(([^()]+)\)")
OF_COUNTRY = re.compile(r"\b(?:of|in) (?:the )?([^()]+?)(?: \(|$)")
WEEK = timedelta(days=7)  # time_precision 2: "within a week or so"
LOCAL = ("rioters", "protesters", "civilians", "5", "6", "7")  # who are of the country they are in


def read_acled(path: Path) -> Iterator[CodedEvent | Unread]:
    """Give the rows of a file in its order, a march broken up as two; UsageError where it is no such file."""
    for line, row in read_comma_separated(path, NEEDED):
        yield from _read_row(row, line)


def _read_row(row: Mapping[str, str], line: int) -> Iterator[CodedEvent | Unread]:
    words = load_acled_words()
    day = read_day(cell(row, "event_date"))
    kind, sub = cell(row, "event_type") or "", cell(row, "sub_event_type") or ""
    found, mode = words.types.get(kind, {}).get(sub) or words.types.get(kind, {}).get("*", ("", ""))
    if day is None:
        yield Unread(line=line, why="no event date")
    elif not found:
        yield Unread(line=line, why=f"what it is stands only in its notes: {kind or 'no type'}, {sub or 'no sub-type'}")
    else:
        country = find_place_country(row)
        one = [party for number in (1, 2) if (party := _party(row, number, country)) is not None]
        is_directed = bool({kind, sub} & words.one_sided)
        yield _event(row, line, (found, mode), day, (one, is_directed))
        if sub in words.crowd_control and len(one) == 2:
            # the police act on the marchers, who come first in such a row
            yield _event(row, line, ("ASSAULT", "crowd-control"), day, (one[::-1], True))


def _event(
    row: Mapping[str, str], line: int, coded: tuple[str, str], day: date, actors: tuple[list[CodedParty], bool]
) -> CodedEvent:
    parties, is_directed = actors
    return CodedEvent(
        row_id=cell(row, "event_id_cnty") or f"line {line}",
        line=line,
        event_type=cast("EventType", coded[0]),
        modes=(coded[1],) if coded[1] else (),
        interval=_interval(day, cell(row, "time_precision")),
        sources=tuple(parties[:1] if is_directed else parties),
        targets=tuple(parties[1:]) if is_directed else (),
        is_directed=is_directed,
        place=cell(row, "location"),
        country=find_place_country(row),
        latitude=number(cell(row, "latitude")),
        longitude=number(cell(row, "longitude")),
        publisher=cell(row, "source"),
    )


def _interval(day: date, precision: str | None) -> Interval:
    if precision == "3":
        last = calendar.monthrange(day.year, day.month)[1]
        return cover(day.replace(day=1), day.replace(day=last))
    return cover(day - WEEK, day + WEEK) if precision == "2" else cover(day, day)


def find_place_country(row: Mapping[str, str]) -> str | None:
    """Give the country a row's place is in, by its number, else its name."""
    wanted = (cell(row, "iso") or "").zfill(3)
    found = next((code for code, each in load_state_codes().items() if each.numeric == wanted), None)
    return found or find_country(cell(row, "country"))


def _party(row: Mapping[str, str], side: int, country: str | None) -> CodedParty | None:
    name = cell(row, f"actor{side}")
    if name is None:
        return None
    kind = (cell(row, f"inter{side}") or "").lower()
    named = [*IN_BRACKETS.findall(name), *OF_COUNTRY.findall(name)]
    code = next((found for each in named if (found := find_country(each)) is not None), None)
    if code is None and kind in LOCAL:
        code = country
    sector = load_acled_words().sectors.get(kind) or None
    is_police = sector == "MIL" and name.lower().startswith("police")
    return CodedParty(name=name, code=code, sector="COP" if is_police else sector)
