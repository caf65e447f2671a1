"""Read PLOVER JSON, a line an event: draft 2.0, its sample's own names, and records of version 0.5b1."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from dragoman.lexicons.load.exchange import load_plover_words
from dragoman.readers.coded.lines import decode_lines, find_country, read_day
from dragoman.readers.coded.polecat import read_type
from dragoman.records.coded import CodedEvent, CodedParty, Unread
from dragoman.records.times import Interval, cover


def read_plover(path: Path) -> Iterator[CodedEvent | Unread]:
    """Give the events of a file in its order, one for each type of a line."""
    for line, text in enumerate(decode_lines(path), 1):
        if not text.strip():
            continue
        try:
            told = json.loads(text)
        except json.JSONDecodeError as error:
            yield Unread(line=line, why=f"no JSON: {error.msg}")
            continue
        yield from read_object(told, line) if isinstance(told, dict) else [Unread(line=line, why="no object")]


def read_object(told: Mapping[str, Any], line: int = 1) -> Iterator[CodedEvent | Unread]:
    """Read one event, under whichever names."""
    aliases = load_plover_words().event_aliases
    row = {aliases.get(name, name): value for name, value in told.items()}
    interval = _interval(row)
    if row.get("has_event") is False:
        yield Unread(line=line, why="an unfinished record (has_event is false)")
        return
    if interval is None:
        yield Unread(line=line, why="no event date")
        return
    for name in _list(row.get("event")):
        found, mode = read_type(str(name))
        if found is None:
            yield Unread(line=line, why=f"no PLOVER type: {name}")
            continue
        place = _dict(row.get("event_loc"))
        yield CodedEvent(
            row_id=str(row.get("id") or f"line {line}"),
            line=line,
            event_type=found,
            modes=tuple(str(each) for each in (*_list(row.get("mode")), mode) if each),
            contexts=tuple(str(each) for each in _list(row.get("context"))),
            interval=interval,
            sources=tuple(_party(each) for each in _list(row.get("actor"))),
            targets=tuple(_party(each) for each in _list(row.get("recipient"))),
            place=place.get("resolved_place") or place.get("extracted_place"),
            country=find_country(place.get("country_code") or place.get("country")),
            latitude=_float(place.get("lat")),
            longitude=_float(place.get("lon")),
            score=_float(row.get("event_scale")),
            publisher=_dict(row.get("cite_info")).get("publication") or row.get("publication"),
        )


def _interval(row: Mapping[str, Any]) -> Interval | None:
    first, last = read_day(str(row.get("date") or "")), read_day(str(row.get("enddate") or row.get("date") or ""))
    return cover(first, last) if first is not None and last is not None and first <= last else None


def _dict(value: Any) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def _list(value: Any) -> list[Any]:
    if value is None or value == "":
        return []
    return value if isinstance(value, list) else [value]


def _party(value: Any) -> CodedParty:
    if not isinstance(value, dict):
        return CodedParty(name=None, code=find_country(str(value)[:3]))
    aliases = load_plover_words().entity_aliases
    entity = {aliases.get(name, name): held for name, held in value.items()}
    return CodedParty(
        name=entity.get("identifier_text") or entity.get("entity_text"),
        code=find_country(entity.get("code")),
        sector=(entity.get("sector") or "")[:3] or None,
    )


def _float(value: Any) -> float | None:
    return float(value) if isinstance(value, int | float) and not isinstance(value, bool) else None
