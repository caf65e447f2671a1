"""Read a user's own table of actors, and say of each cell that is wrong where it is and what to write.

In:  a CSV with a `table` column: rows of `office_holders`, `persons`, `organisations`, or `aliases` of known names.
Out: `UserRow`s with their line, or `Problem`s. Each row is checked by itself and against its fellows.
Left to `user_tables`: how the rows stand beside the shipped ones.
"""

from __future__ import annotations

import csv
import functools
import io
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from dragoman.errors import ConfigError
from dragoman.lexicons.load.chosen_table import UserTable
from dragoman.lexicons.load.files import read_csv, split_cell
from dragoman.lexicons.load.person_names import fold_name
from dragoman.records.vocabulary import INTERNATIONAL_CODES, SECTORS

COLUMNS_OF: Mapping[str, tuple[str, ...]] = {
    "office_holders": ("aliases", "country", "office", "title", "from", "to", "known_until", "basis"),
    "persons": ("aliases", "country", "sectors", "role", "born", "died", "basis"),
    "organisations": ("aliases", "country", "from", "to", "sectors", "kind", "international_code", "members", "parent",
                      "id", "basis"),
    "aliases": ("aliases", "basis"),
}  # fmt: skip
COLUMNS = ("table", "name", *dict.fromkeys(column for columns in COLUMNS_OF.values() for column in columns))
MAX_NAME = 120  # characters: `name_index` takes no longer ones
_DATE = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")
_DATE_REMEDY = "write a date as 2024, 2024-10 or 2024-10-11"


@dataclass(frozen=True, slots=True, kw_only=True)
class UserRow:
    """Reads as: the row that ends on this line of the file has these cells; a column the file lacks is empty."""

    line: int
    cells: Mapping[str, str]

    @property
    def table(self) -> str:
        """Give the table that the row belongs to."""
        return self.cells["table"]

    @property
    def name(self) -> str:
        """Give the name of the actor."""
        return self.cells["name"]

    @property
    def names(self) -> tuple[str, ...]:
        """Give the name and all aliases."""
        return (self.name, *split_cell(self.cells["aliases"]))


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """Reads as: in this column of this line something is wrong, and this is what to do."""

    line: int
    column: str
    message: str

    def tell(self, name: str) -> str:
        """Say it with the file's name."""
        return f"{name}, line {self.line}, column {self.column}: {self.message}"


@functools.cache
def state_codes() -> frozenset[str]:
    """Give the codes of the states table."""
    return frozenset(row["code"] for row in read_csv("states.csv", ("code",)))


@functools.cache
def alpha3_by_alpha2() -> Mapping[str, str]:
    """Give the three-letter code for each code of two letters."""
    return {row["alpha2"]: row["code"] for row in read_csv("iso_alpha2.csv", ("alpha2", "code"))}


@functools.cache
def known_offices() -> frozenset[str]:
    """Give the offices that the shipped tables know."""
    return frozenset(row["office"] for row in read_csv("office_holders.csv", ("office",)))


@functools.cache
def _known_kinds() -> frozenset[str]:
    return frozenset(row["kind"] for row in read_csv("organisations.csv", ("kind",)))


def parse_rows(table: UserTable) -> tuple[UserRow, ...]:
    """Split the file into rows; ConfigError where it is no such CSV at all."""
    try:
        text = table.content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = table.content[: error.start].count(b"\n") + 1
        raise ConfigError(f"{table.name}, line {line}: no UTF-8; save the file as CSV in UTF-8") from error
    reader = csv.DictReader(io.StringIO(text, newline=""))
    try:
        header = [column.strip() for column in reader.fieldnames or ()]
        reader.fieldnames = header
        _refuse_header(header, table.name)
        return tuple(_read_row(row, reader.line_num, table.name) for row in reader if any(row.values()))
    except csv.Error as error:
        raise ConfigError(f"{table.name}, line {reader.line_num}: {error}; save it as CSV, cells by commas") from error


def _refuse_header(header: list[str], name: str) -> None:
    missing = [column for column in ("table", "name") if column not in header]
    strange = [column for column in header if column not in COLUMNS]
    twice = sorted({column for column in header if header.count(column) > 1})
    if missing or strange or twice:
        what = (
            f"the header lacks {', '.join(missing)}"
            if missing
            else f"the column {strange[0]!r} is unknown"
            if strange
            else f"the column {twice[0]!r} stands twice"
        )
        raise ConfigError(f"{name}, line 1: {what}; the columns are {','.join(COLUMNS)} (all but table,name optional)")


def _read_row(row: dict[str, str], line: int, name: str) -> UserRow:
    if None in row or any(value is None for value in row.values()):
        raise ConfigError(
            f"{name}, line {line}: not as many cells as the header has; put quotes around a cell that holds a comma"
        )
    return UserRow(line=line, cells={column: row.get(column, "").strip() for column in COLUMNS})


def find_row_problems(row: UserRow) -> Iterator[Problem]:
    """Find what is wrong with a row by itself."""
    for column, message in _row_messages(row.cells):
        yield Problem(line=row.line, column=column, message=message)


def _row_messages(cells: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    table = cells["table"]
    if table not in COLUMNS_OF:
        yield "table", f"no table {table!r}; write {', '.join(COLUMNS_OF)}"
        return
    yield from _name_messages(cells)
    for column in COLUMNS[2:]:
        if cells[column] and column not in COLUMNS_OF[table]:
            yield column, f"a row of {table} has none; empty the cell, or choose the table that has it"
    yield from _date_messages(cells)
    yield from _code_messages(cells)
    if table == "office_holders":
        yield from _office_messages(cells)
    if table == "aliases" and not cells["aliases"]:
        yield "aliases", "empty; write at least one, several parted by |"


def _name_messages(cells: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    if not cells["name"]:
        yield "name", "empty; write the name of the actor"
    named = [("name", cells["name"])] if cells["name"] else []
    for column, name in [*named, *(("aliases", alias) for alias in split_cell(cells["aliases"]))]:
        if len(name) > MAX_NAME:
            yield column, f"{name[:30]!r}... has {len(name)} characters; a name has at most {MAX_NAME}"
        elif not fold_name(name) or any(sign < " " for sign in name) or (column == "name" and "|" in name):
            yield column, f"{name!r} is no name; write it on one line, other names under aliases, parted by |"
        elif name.islower() and name.isascii():
            yield column, f"{name!r} has no capital letter and would be found in any text; write it as names are"


def _date_messages(cells: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    for column in ("from", "to", "known_until", "born", "died"):
        if cells[column] and not is_date(cells[column]):
            yield column, f"{cells[column]!r} is no date; {_DATE_REMEDY}"
    for first, last in (("from", "to"), ("from", "known_until"), ("born", "died")):
        if is_date(cells[first]) and is_date(cells[last]) and is_after(cells[first], cells[last]):
            yield last, f"{cells[last]} lies before {first} {cells[first]}; correct one of them"


def is_date(text: str) -> bool:
    """Tell whether this is a day, month or year of the calendar.

    >>> is_date("2024-02"), is_date("2023-02-29")
    (True, False)
    """
    if not _DATE.fullmatch(text):
        return False
    try:
        date.fromisoformat(text + "-01-01"[len(text) - 4 :] if len(text) < len("2024-01-01") else text)
    except ValueError:
        return False
    return True


def is_after(first: str, last: str) -> bool:
    """Tell whether a date lies after another, as far as the precision of both goes.

    >>> is_after("2024-10-11", "2024"), is_after("2025", "2024-12-31")
    (False, True)
    """
    length = min(len(first), len(last))
    return first[:length] > last[:length]


def _code_messages(cells: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    states, table = state_codes(), cells["table"]
    allowed = states if table == "organisations" else states | set(INTERNATIONAL_CODES)
    if cells["country"] and cells["country"] not in allowed:
        yield "country", f"{cells['country']!r} is no country code; {_country_remedy(cells['country'])}"
    if cells["international_code"] and cells["international_code"] not in INTERNATIONAL_CODES:
        yield "international_code", f"{cells['international_code']!r}; write one of {', '.join(INTERNATIONAL_CODES)}"
    for cell in split_cell(cells["sectors"]):
        code, _, days = cell.partition("@")
        if code not in SECTORS:
            yield "sectors", f"{code!r} is no sector; write some of {', '.join(SECTORS)}, parted by |"
        if days and (table != "organisations" or not _is_period(days)):
            yield "sectors", f"{cell!r}; write GOV, or of organisations GOV@2021-08/ for a sector with dates"
    for cell in split_cell(cells["members"]):
        code, _, days = cell.partition("@")
        if code not in states or (days and not _is_period(days)):
            yield "members", f"{cell!r} is no member; write FRA|SSD@2011/ (country codes, with dates where they matter)"
    if cells["kind"] and cells["kind"] not in _known_kinds():
        yield "kind", f"{cells['kind']!r}; write one of {', '.join(sorted(_known_kinds()))}"


def _is_period(days: str) -> bool:
    start, slash, end = days.partition("/")
    return bool(slash) and all(not day or is_date(day) for day in (start, end))


def _country_remedy(cell: str) -> str:
    code = alpha3_by_alpha2().get(cell.upper())
    return f"write {code}" if code else f"write ISO 3166 alpha-3 (IRN), or of a body {', '.join(INTERNATIONAL_CODES)}"


def _office_messages(cells: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    remedies = {
        "country": f"write ISO 3166 alpha-3 (IRN), or of a body {', '.join(INTERNATIONAL_CODES)}",
        "title": 'write what the holder is called, such as "foreign minister"',
        "from": f"{_DATE_REMEDY}: when the term began",
    }
    for column, remedy in remedies.items():
        if not cells[column]:
            yield column, f"empty; {remedy}"
    if cells["office"] not in known_offices():
        yield "office", f"{cells['office']!r}; write one of {', '.join(sorted(known_offices()))}"
    if not cells["to"] and not cells["known_until"]:
        yield "known_until", "to and known_until are both empty; write the day up to which you know that the term lasts"
