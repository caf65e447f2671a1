"""Read POLECAT files, of any release: columns by name, further ones passed over."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from dragoman.lexicons.load.exchange import load_plover_words
from dragoman.readers.coded.lines import cell, find_country, number, read_day, read_tab_separated, split_values
from dragoman.records.coded import CodedEvent, CodedParty, Unread
from dragoman.records.times import cover
from dragoman.records.vocabulary import PLOVER_TYPES, EventType

NEEDED = ("Event ID", "Event Date", "Event Type", "Actor Name", "Actor Country", "Recipient Name")


def read_polecat(path: Path) -> Iterator[CodedEvent | Unread]:
    """Give the rows of a file in its order; UsageError where it is no such file."""
    for line, row in read_tab_separated(path, NEEDED):
        yield _read_row(row, line)


def _read_row(row: Mapping[str, str], line: int) -> CodedEvent | Unread:
    day = read_day(cell(row, "Event Date"))
    found, mode = read_type(cell(row, "Event Type"))
    if day is None:
        return Unread(line=line, why="no event date")
    if found is None:
        return Unread(line=line, why=f"no PLOVER type: {cell(row, 'Event Type') or 'empty'}")
    modes = split_values(cell(row, "Event Mode"))
    return CodedEvent(
        row_id=cell(row, "Event ID") or f"line {line}",
        line=line,
        event_type=found,
        modes=tuple(each for each in (*modes, mode) if each),
        contexts=tuple(each for each in split_values(cell(row, "Contexts")) if each),
        interval=cover(day, day),
        sources=_parties(row, "Actor"),
        targets=_parties(row, "Recipient"),
        place=cell(row, "Placename"),
        country=find_country(cell(row, "Country")),
        latitude=number(cell(row, "Latitude")),
        longitude=number(cell(row, "Longitude")),
        score=number(cell(row, "Intensity", "Event Intensity")),
        publisher=cell(row, "Source"),
    )


def read_type(value: str | None) -> tuple[EventType | None, str]:
    """Read a type's name, also one of version 0.5b1, which may bring a mode; None where PLOVER has none such."""
    name = (value or "").strip().upper()
    if name in PLOVER_TYPES:
        return name, ""
    return load_plover_words().old_types.get(name, (None, ""))


def _parties(row: Mapping[str, str], side: str) -> tuple[CodedParty, ...]:
    names = split_values(cell(row, f"{side} Name", f"{side} Name Raw"))
    codes = split_values(cell(row, f"{side} Country"))
    sectors = split_values(cell(row, f"Primary {side} Sector"))
    count = max(len(names), len(codes))

    def at(values: tuple[str | None, ...], place: int) -> str | None:
        return values[place] if place < len(values) else None

    return tuple(
        CodedParty(name=at(names, place), code=find_country(at(codes, place)), sector=at(sectors, place))
        for place in range(count)
    )
