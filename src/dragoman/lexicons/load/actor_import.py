"""Decide which rows of an outside list go into a user's table, and say of each what became of it.

In:  `OutsideRow`s, the user's own rows, our tables. Out: an `Import`: the rows to write, and an `Outcome` for each.
Rows that the user wrote by hand are never changed, and the shipped tables never touched: a row that differs from ours
is added to the user's, where it takes our row's place.
"""

from __future__ import annotations

import csv
import functools
import io
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Literal

from dragoman.lexicons.load.files import split_cell
from dragoman.lexicons.load.outside_actors import OutsideRow
from dragoman.lexicons.load.person_names import fold_name
from dragoman.lexicons.load.user_rows import COLUMNS, UserRow, find_row_problems, is_date
from dragoman.lexicons.load.user_tables import is_same_term, shipped_rows

Verdict = Literal["added", "changed", "skipped"]
IMPORTED = "imported"  # how the basis of a row begins that no hand has written


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """Reads as: this row of the file was added, changed one, or was skipped, because of that."""

    verdict: Verdict
    where: str
    name: str
    why: str


@dataclass(slots=True, kw_only=True)
class Import:
    """Reads as: after the import the user's table has these rows; filled while it runs."""

    rows: list[UserRow]
    outcomes: list[Outcome] = field(default_factory=list)
    known_until: str | None = None
    places: dict[tuple[str, ...], list[int]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for place, row in enumerate(self.rows):
            self.places.setdefault(_slot(row.cells), []).append(place)

    def add(self, row: UserRow) -> None:
        """Put a row at the end."""
        self.places.setdefault(_slot(row.cells), []).append(len(self.rows))
        self.rows.append(row)

    def count(self, verdict: Verdict) -> int:
        """Count the rows of the file to which this happened."""
        return sum(outcome.verdict == verdict for outcome in self.outcomes)


def import_rows(outside: Iterable[OutsideRow], own: Iterable[UserRow], known_until: str | None) -> Import:
    """Take in the rows of a file.

    `known_until` bounds its open terms; None: the latest start in the file, since it was written no earlier.
    """
    given = _join_spellings(outside)
    latest = max((row.cells["from"] for row in given if is_date(row.cells["from"])), default="")
    made = Import(rows=list(own), known_until=known_until or latest or None)
    for row in given:
        cells = _with_known_name(row, made.known_until or "")
        verdict, why = _take_in(made, cells)
        made.outcomes.append(Outcome(verdict=verdict, where=row.where, name=cells["name"], why=why))
    return made


def _join_spellings(outside: Iterable[OutsideRow]) -> list[OutsideRow]:
    """Join rows that differ in the alias only: a query gives one row an alias."""
    joined: dict[tuple[str, ...], OutsideRow] = {}
    for row in outside:
        key = (row.item, *(row.cells[column] for column in sorted(row.cells)))
        before = joined.get(key)
        names = tuple(dict.fromkeys([*(before.aliases if before else ()), *row.aliases]))
        joined[key] = replace(before or row, aliases=names)
    return list(joined.values())


def _with_known_name(row: OutsideRow, known_until: str) -> dict[str, str]:
    """Give the cells of the row, under the name that our tables have for the person."""
    cells = dict.fromkeys(COLUMNS, "") | dict(row.cells)
    name = _known_name(row.cells["name"], row.cells["country"])
    names = [row.cells["name"], *row.aliases]
    cells["name"] = name
    cells["aliases"] = "|".join(dict.fromkeys(each for each in names if each != name))
    cells["basis"] = f"{IMPORTED}, unchecked" + (f": Wikidata {row.item}" if row.item else "")
    if cells["office"]:
        cells["table"] = "office_holders"
        if not cells["to"]:
            cells["known_until"] = cells["known_until"] or known_until
        else:
            cells["known_until"] = ""
    else:
        known = fold_name(name) in _shipped_names()
        cells["table"] = "aliases" if known else "persons"
        dropped = ("from", "to", "known_until", *(("country",) if known else ()))
        cells |= dict.fromkeys(dropped, "")
    return cells


@functools.cache
def _shipped_terms() -> Mapping[str, tuple[Mapping[str, str], ...]]:
    """Give our rows of office holders by folded name."""
    found: dict[str, list[Mapping[str, str]]] = {}
    for row in shipped_rows("office_holders"):
        found.setdefault(fold_name(row["person"]), []).append(row)
    return {name: tuple(rows) for name, rows in found.items()}


@functools.cache
def _shipped_names() -> Mapping[str, frozenset[str]]:
    """Give for each person of ours, folded, all names, folded."""
    found: dict[str, set[str]] = {}
    for row in (*shipped_rows("office_holders"), *shipped_rows("persons")):
        names = (row["person"], *split_cell(row["aliases"]))
        found.setdefault(fold_name(row["person"]), set()).update(fold_name(name) for name in names)
    return {name: frozenset(names) for name, names in found.items()}


@functools.cache
def _bearers() -> Mapping[str, frozenset[tuple[str, str]]]:
    """Give for each folded name of ours who bears it: the person's name as written, and a country."""
    found: dict[str, set[tuple[str, str]]] = {}
    for row in (*shipped_rows("office_holders"), *shipped_rows("persons")):
        for name in (row["person"], *split_cell(row["aliases"])):
            found.setdefault(fold_name(name), set()).add((row["person"], row["country"]))
    return {name: frozenset(those) for name, those in found.items()}


def _known_name(name: str, country: str) -> str:
    """Give the name under which our tables have the person: "Volodymyr Zelenskyy" may be an alias there."""
    folded = fold_name(name)
    bearers = {person for person, where in _bearers().get(folded, ()) if not country or where == country}
    exact = {person for person in bearers if fold_name(person) == folded}
    meant = exact or bearers
    return min(meant) if len(meant) == 1 else name


def _take_in(made: Import, cells: dict[str, str]) -> tuple[Verdict, str]:
    refusal = _find_refusal(cells)
    if refusal is not None:
        return "skipped", refusal
    near = made.places.get(_slot(cells), ())
    place = next((place for place in near if _is_same(made.rows[place].cells, cells)), None)
    if place is not None:
        return _change(made, place, cells)
    if cells["table"] == "office_holders":
        terms = _shipped_terms().get(fold_name(cells["name"]), ())
        ours = next((row for row in terms if is_same_term(row, cells["name"], cells)), None)
        why = _compare_with_ours(ours, cells) if ours is not None else None
        if why is not None:
            return "skipped", why
        if ours is not None:
            cells |= {"aliases": _unite(ours["aliases"], cells["aliases"]), "title": ours["title"]}
            cells["from"] = max(ours["from"], cells["from"], key=len)
            if not cells["to"]:
                cells["known_until"] = max(ours["known_until"], cells["known_until"])
    elif cells["table"] == "aliases":
        new = _new_names(cells)
        if not new:
            return "skipped", "the shipped tables have all its names"
        cells["aliases"] = "|".join(new)
    made.add(UserRow(line=0, cells=cells))
    return "added", _describe(cells)


def _find_refusal(cells: Mapping[str, str]) -> str | None:
    if not cells["name"]:
        return "it has no name (or no English label)"
    if cells["table"] == "office_holders" and not cells["from"]:
        return "no start of the term is told"
    problem = next(iter(find_row_problems(UserRow(line=0, cells=cells))), None)
    return f"{problem.column}: {problem.message}" if problem is not None else None


def _slot(cells: Mapping[str, str]) -> tuple[str, ...]:
    office = (cells["country"], cells["office"]) if cells["table"] == "office_holders" else ()
    return (cells["table"], fold_name(cells["name"]), *office)


def _is_same(own: Mapping[str, str], cells: Mapping[str, str]) -> bool:
    if own["table"] != cells["table"]:
        return False
    if own["table"] == "office_holders":
        return is_same_term({**own, "person": own["name"]}, cells["name"], cells)
    return fold_name(own["name"]) == fold_name(cells["name"])


def _change(made: Import, place: int, cells: Mapping[str, str]) -> tuple[Verdict, str]:
    """Bring a row of an earlier import up to date; one that a hand has written stays as it is."""
    own = made.rows[place]
    now = {**own.cells, "aliases": _unite(own.cells["aliases"], cells["aliases"], own.name)}
    if own.table == "office_holders" and (cells["to"] or not own.cells["to"]):
        now["to"] = cells["to"]
        now["known_until"] = "" if cells["to"] else max(own.cells["known_until"], cells["known_until"])
    differences = [column for column in COLUMNS if now[column] != own.cells[column]]
    if not differences:
        return "skipped", "your table has it"
    if not own.cells["basis"].startswith(IMPORTED):
        return "skipped", f"your own row on line {own.line} says otherwise in {', '.join(differences)}; change it there"
    made.rows[place] = replace(own, cells=now)
    return "changed", "; ".join(
        f"{column} {own.cells[column] or '-'} -> {now[column] or '-'}" for column in differences
    )


def _compare_with_ours(ours: Mapping[str, str], cells: Mapping[str, str]) -> str | None:
    """Say why a row adds nothing to the shipped one, None where it does."""
    if ours["to"] and not cells["to"]:
        return f"the shipped table says that it ended on {ours['to']}; write a row by hand if that is wrong"
    length = min(len(ours["to"]), len(cells["to"]))
    same_end = bool(ours["to"]) == bool(cells["to"]) and ours["to"][:length] == cells["to"][:length]
    later = not cells["to"] and cells["known_until"] > ours["known_until"]
    finer = any(len(cells[column]) > len(ours[column]) for column in ("from", "to"))
    if same_end and not later and not finer and not _new_names(cells):
        return "the shipped table has it"
    return None


def _new_names(cells: Mapping[str, str]) -> tuple[str, ...]:
    """Give the names that our tables do not have for the person."""
    folded = fold_name(cells["name"])
    known = _shipped_names().get(folded, frozenset()) | {folded}
    return tuple(alias for alias in split_cell(cells["aliases"]) if fold_name(alias) not in known)


def _unite(first: str, second: str, name: str = "") -> str:
    names = (each for each in (*split_cell(first), *split_cell(second)) if each != name)
    return "|".join(dict.fromkeys(names))


def _describe(cells: Mapping[str, str]) -> str:
    if cells["table"] != "office_holders":
        return f"{cells['table']}: {cells['aliases'] or cells['country'] or 'no more is told'}"
    until = cells["to"] or f"known until {cells['known_until']}"
    return f"{cells['title']} ({cells['office']}), {cells['country']}, {cells['from']} to {until}"


def write_rows(rows: Iterable[UserRow]) -> str:
    """Give the text of a user's table."""
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, COLUMNS, lineterminator="\n")
    writer.writeheader()
    writer.writerows({column: row.cells[column] for column in COLUMNS} for row in rows)
    return out.getvalue()
