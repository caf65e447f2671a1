"""Read lists of actors that others keep: Wikidata query results, and plain tables of persons and offices.

In:  CSV, or JSON (the query service's `results.bindings`, or a list of objects). Known columns, in any case:
item itemLabel aliases (or itemAltLabel, altLabel) position positionLabel country countryLabel iso start end, with
startPrecision and endPrecision (9 year, 10 month) where asked; or name aliases country office title from to.
Out: `OutsideRow`s in the file's order, cells in our forms where they can be; empty where the file does not say.
Left to `actor_import`: which of them go into the user's table, and why others do not.
"""

from __future__ import annotations

import csv
import functools
import io
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from dragoman.errors import ConfigError
from dragoman.lexicons.load.person_names import fold_name
from dragoman.lexicons.load.roles import load_role_index, split_words
from dragoman.lexicons.load.user_rows import alpha3_by_alpha2, known_offices, state_codes
from dragoman.lexicons.load.user_tables import shipped_rows
from dragoman.records.vocabulary import INTERNATIONAL_CODES

# For each of our fields the columns that may hold it, best first.
_FIELDS: Mapping[str, tuple[str, ...]] = {
    "name": ("name", "itemlabel", "personlabel", "holderlabel", "person"),
    "item": ("item", "person", "holder", "qid", "wikidata"),
    "aliases": ("aliases", "alias", "altlabels", "altlabel", "itemaltlabel"),
    "country": ("iso3", "iso", "iso2", "countrycode", "country", "countrylabel"),
    "office": ("office",),
    "title": ("title", "positionlabel", "position"),
    "from": ("from", "start", "starttime", "startdate"),
    "to": ("to", "end", "endtime", "enddate"),
    "known_until": ("knownuntil",),
}
_ENTITY = re.compile(r"(?:https?://www\.wikidata\.org/(?:entity|wiki)/)?(Q\d+)")
_STAMP = re.compile(r"\+?(\d{4}-\d{2}-\d{2})T\d{2}:\d{2}:\d{2}(?:\.\d+)?Z?")
_LENGTHS = {"9": len("2024"), "10": len("2024-10")}  # Wikidata's precisions that are coarser than a day
_SMALL_WORDS = "the "


@dataclass(frozen=True, slots=True, kw_only=True)
class OutsideRow:
    """Reads as: this row of the file says that; `where` finds it, `cells` are in our forms."""

    where: str
    item: str
    aliases: tuple[str, ...]
    cells: Mapping[str, str]


def read_outside(path: Path) -> tuple[OutsideRow, ...]:
    """Read a file of either form; ConfigError says what it is not."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError(f"{path}: {error}; give a CSV or JSON file in UTF-8") from error
    raw = list(_read_json(text, path) if text.lstrip()[:1] in ("{", "[") else _read_csv(text, path))
    columns = {column for _, row in raw for column in row}
    if raw and columns.isdisjoint(_FIELDS["name"]):
        raise ConfigError(f"{path}: no column of names (name, or itemLabel); it has {', '.join(sorted(columns))}")
    return tuple(_read_row(where, row) for where, row in raw)


def _read_csv(text: str, path: Path) -> Iterator[tuple[str, dict[str, str]]]:
    reader = csv.DictReader(io.StringIO(text, newline=""))
    try:
        for row in reader:
            if None in row or any(value is None for value in row.values()):
                raise ConfigError(f"{path}, line {reader.line_num}: not as many cells as the header has")
            yield f"line {reader.line_num}", {_fold_column(key): value.strip() for key, value in row.items()}
    except csv.Error as error:
        raise ConfigError(f"{path}, line {reader.line_num}: {error}") from error


def _read_json(text: str, path: Path) -> Iterator[tuple[str, dict[str, str]]]:
    try:
        content = json.loads(text)
    except (json.JSONDecodeError, RecursionError) as error:
        raise ConfigError(f"{path}: no JSON: {error}") from error
    results = content.get("results") if isinstance(content, dict) else None
    rows = results.get("bindings") if isinstance(results, dict) else content
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise ConfigError(f"{path}: expected results.bindings of a query, or a list of objects")
    for number, row in enumerate(rows, 1):
        yield f"row {number}", {_fold_column(key): _flatten(value) for key, value in row.items()}


def _flatten(value: Any) -> str:
    if isinstance(value, dict):
        # a blank node is Wikidata's "some value, unknown which"
        return "" if value.get("type") == "bnode" else _flatten(value.get("value"))
    if isinstance(value, list):
        return "|".join(_flatten(each) for each in value)
    return "" if value is None else str(value).strip()


def _fold_column(name: str) -> str:
    return re.sub(r"[^a-z0-9]", "", name.lower())


def _read_row(where: str, row: Mapping[str, str]) -> OutsideRow:
    told = {field: _first(row, columns, entity=field == "item") for field, columns in _FIELDS.items()}
    title, office, country = _read_position(told["title"], told["office"], _read_country(told["country"]))
    return OutsideRow(
        where=where,
        item=told["item"],
        aliases=_read_aliases(row),
        cells={
            "name": told["name"],
            "country": country,
            "office": office,
            "title": title,
            "from": _read_date(told["from"], row.get("startprecision", "")),
            "to": _read_date(told["to"], row.get("endprecision", "")),
            "known_until": _read_date(told["known_until"], ""),
        },
    )


def _first(row: Mapping[str, str], columns: tuple[str, ...], *, entity: bool) -> str:
    """Give the first cell that says it; a Wikidata id only where one is asked for, since it is nobody's name."""
    for column in columns:
        match = _ENTITY.fullmatch(row.get(column, ""))
        if row.get(column) and (match is not None) is entity:
            return match.group(1) if match is not None else row[column]
    return ""


def _read_aliases(row: Mapping[str, str]) -> tuple[str, ...]:
    for column in _FIELDS["aliases"]:
        cell = row.get(column, "")
        if cell:
            # the label service joins by ", ", group_concat by what the query says
            parting = r"[|;]" if re.search(r"[|;]", cell) or column != "itemaltlabel" else r", "
            return tuple(dict.fromkeys(part.strip() for part in re.split(parting, cell) if part.strip()))
    return ()


def _read_date(cell: str, precision: str) -> str:
    """Give the day without the hour, as coarse as told; nothing of a blank node or a value unknown to Wikidata."""
    match = _STAMP.fullmatch(cell)
    day = match.group(1) if match else cell
    unknown = day.startswith(("_:", "t", "http"))
    return "" if unknown else day[: _LENGTHS.get(precision, len(day))]


def _read_country(cell: str) -> str:
    """Give the code of a country by its codes or names; what is not understood stays as it is."""
    if cell in state_codes() or cell in INTERNATIONAL_CODES:
        return cell
    return alpha3_by_alpha2().get(cell) or _states_by_name().get(_fold_country(cell)) or cell


@functools.cache
def _states_by_name() -> Mapping[str, str]:
    found: dict[str, str] = {}
    for row in shipped_rows("states"):
        for name in (row["name"], row["official_name"], *row["aliases"].split("|")):
            found.setdefault(_fold_country(name), row["code"])
    found.pop("", None)
    return found


def _fold_country(name: str) -> str:
    return fold_name(name).removeprefix(_SMALL_WORDS)


def _read_position(told: str, office: str, country: str) -> tuple[str, str, str]:
    """Split "President of France" into title, office and country; what is said outright stays."""
    title = told
    # the last "of" first: "Minister of Foreign Affairs of Iran"
    for match in reversed(list(re.finditer(r" of ", told))):
        code = _states_by_name().get(_fold_country(told[match.end() :]))
        if code is not None:
            title, country = told[: match.start()], country or code
            break
    role, plural = load_role_index().nouns.get(split_words(title), (None, False))
    if role is not None and not plural:
        title = title.lower()
        office = office or (role.office if role.office in known_offices() else None) or ""
    return title, office or ("other" if title else ""), country
