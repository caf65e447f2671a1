"""Other people's data files, a line at a time: encodings, empty cells, dates, countries.

In:  a path. Out: rows by column name. ReadError-like faults of a whole file are UsageErrors: nobody else can mend them.
"""

from __future__ import annotations

import csv
import functools
import re
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from types import MappingProxyType

from dragoman.errors import UsageError
from dragoman.lexicons.load.exchange import KOSOVO, load_headline_words
from dragoman.lexicons.load.person_names import fold_name
from dragoman.lexicons.load.tables import load_states
from dragoman.records.vocabulary import INTERNATIONAL_CODES

EMPTY = frozenset(("", "None", "NA", "nan", "NULL", "--"))
NUMBERED = re.compile(r"(\d{1,2})[-./](\d{1,2})[-./](\d{4})")
WORDED = re.compile(r"(\d{1,2})[ -]([A-Za-z]{3,9})[ -,]+(\d{4})")
FORMULA = re.compile(r"'(?=[=+\-@])")  # an apostrophe that a spreadsheet's guard put there
MOST_CELL = 10_000_000  # characters of a cell; the csv module's own bound is lower than some notes are long

csv.field_size_limit(MOST_CELL)


def decode_lines(path: Path) -> Iterator[str]:
    """Give the lines of a file: UTF-8, where that fails Latin-1. UsageError where it cannot be read."""
    try:
        with path.open("rb") as file:
            for number, raw in enumerate(file):
                line = raw.removeprefix(b"\xef\xbb\xbf") if number == 0 else raw
                try:
                    yield line.decode("utf-8")
                except UnicodeDecodeError:
                    yield line.decode("latin-1")
    except OSError as error:
        raise UsageError(f"{path}: {error.strerror or error}") from error


def read_tab_separated(path: Path, needed: tuple[str, ...]) -> Iterator[tuple[int, Mapping[str, str]]]:
    """Give the rows of a file without quoting, with their line; cells by name, unknown columns too."""
    lines = decode_lines(path)
    names = [name.strip() for name in next(lines, "").rstrip("\r\n").split("\t")]
    _check(path, names, needed)
    for number, line in enumerate(lines, 2):
        if line.strip():
            yield number, dict(zip(names, line.rstrip("\r\n").split("\t"), strict=False))


def read_comma_separated(path: Path, needed: tuple[str, ...]) -> Iterator[tuple[int, Mapping[str, str]]]:
    """Give the rows of a CSV file with a header; a semicolon between cells is known by it."""
    lines = decode_lines(path)
    first = next(lines, "")
    cut = ";" if first.count(";") > first.count(",") else ","
    names = [name.strip() for name in next(csv.reader([first], delimiter=cut), [])]
    _check(path, names, needed)
    reader = csv.reader(lines, delimiter=cut)
    try:
        for cells in reader:
            if any(cells):
                yield reader.line_num + 1, dict(zip(names, cells, strict=False))
    except csv.Error as error:
        raise UsageError(f"{path}, line {reader.line_num + 1}: {error}") from error


def _check(path: Path, names: list[str], needed: tuple[str, ...]) -> None:
    missing = [name for name in needed if name not in names]
    if missing:
        raise UsageError(f"{path}: its header lacks {', '.join(missing)}; is it the file that you meant?")


def cell(row: Mapping[str, str], *names: str) -> str | None:
    """Give the first of these cells that holds anything."""
    for name in names:
        value = row.get(name, "").strip()
        if value not in EMPTY:
            return FORMULA.sub("", value, count=1)
    return None


def split_values(value: str | None) -> tuple[str | None, ...]:
    """Split a cell: `;` between actors, `|` within; an empty place in the row is kept."""
    parts = [part.strip() for part in re.split(r"[;|]", value or "")]
    return tuple(None if part in EMPTY else part for part in parts) if value else ()


def number(value: str | None) -> float | None:
    """Read a number; None where it is none."""
    try:
        return float(value) if value is not None else None
    except ValueError:
        return None


def read_day(value: str | None) -> date | None:
    """Read a day: 2024-05-01, 01-05-2024, "01 May 2024"; None where it is none.

    >>> read_day("01 May 2024") == read_day("01-05-2024") == read_day("2024-05-01")
    True
    """
    text = (value or "").strip()
    try:
        if (found := NUMBERED.fullmatch(text)) is not None:
            return date(int(found[3]), int(found[2]), int(found[1]))
        if (found := WORDED.fullmatch(text)) is not None:
            month = _month(found[2])
            return date(int(found[3]), month, int(found[1])) if month else None
        return date.fromisoformat(text[:10])
    except ValueError:
        return None


def _month(word: str) -> int:
    months = load_headline_words().months
    return next((place for place, name in enumerate(months, 1) if name.lower().startswith(word.lower()[:3])), 0)


def find_country(value: str | None) -> str | None:
    """Give the code that a cell names: a country's letters or English name, an international code; None where none."""
    if value is None:
        return None
    text = value.strip()
    if text == KOSOVO:
        return "XKX"
    if text.upper() in INTERNATIONAL_CODES or text.upper() in _codes():
        return text.upper()
    return country_names().get(fold_name(text))


@functools.cache
def _codes() -> frozenset[str]:
    return frozenset(state.code for state in load_states())


@functools.cache
def country_names() -> Mapping[str, str]:
    """Give the codes of states by every name of theirs, folded; of a name of two, the one that is a state today."""
    found: dict[str, str] = {}
    for state in sorted(load_states(), key=lambda each: (each.end is not None, each.code)):
        for name in (state.name, state.official_name, *state.aliases):
            found.setdefault(fold_name(name), state.code)
    return MappingProxyType(found)
