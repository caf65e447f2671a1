"""The shipped tables with the user's own rows among them.

In:  a shipped CSV and the table that this process has chosen. Out: one list of rows in the shipped form.
A row of the user's takes the place of ours that means the same: of an office holder the same person, country, office
and start (of "other" offices also title), of a person the same name, of an organisation the same id or name. An
empty cell keeps what ours says, but `to` and `known_until` are taken as they stand. Other rows are added.
Left to `tables`: what the cells mean.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from dragoman.errors import ConfigError
from dragoman.lexicons.load.chosen_table import UserTable, chosen_table
from dragoman.lexicons.load.files import read_csv, split_cell
from dragoman.lexicons.load.person_names import fold_name
from dragoman.lexicons.load.user_rows import Problem, UserRow, find_row_problems, parse_rows

Row = dict[str, str]
NAME_COLUMNS = {"office_holders": "person", "persons": "person", "organisations": "name", "states": "name"}
USER_BASIS = "the user's own table"
_AS_GIVEN = ("to", "known_until")  # an office holder's: the two say together how far the row reaches


def read_user_table(path: str | Path) -> UserTable:
    """Read a user's table and check it whole; ConfigError names file, line and column, and what to write."""
    try:
        table = UserTable(name=str(path), content=Path(path).read_bytes())
    except OSError as error:
        raise ConfigError(
            f"the table of actors {path}: {error.strerror or error}; it is named by `actors` in dragoman.toml, or "
            "DRAGOMAN_ACTORS"
        ) from error
    rows = parse_rows(table)
    problems = find_problems(rows)
    if problems:
        more = f" (and {len(problems) - 1} more: dragoman actors check {path})" if len(problems) > 1 else ""
        raise ConfigError(problems[0].tell(table.name) + more)
    return table


def find_problems(rows: tuple[UserRow, ...]) -> tuple[Problem, ...]:
    """Find all that is wrong in a user's rows, each by itself and against its fellows, by line."""
    found = [problem for row in rows for problem in find_row_problems(row)]
    if not found:
        found = [*_doubles(rows), *_unknown_names(rows)]
    return tuple(sorted(found, key=lambda problem: (problem.line, problem.column)))


def _doubles(rows: tuple[UserRow, ...]) -> Iterator[Problem]:
    first: dict[tuple[str, ...], int] = {}
    for row in rows:
        key = _key(row) if row.table != "aliases" else ("aliases", str(row.line))
        line = first.setdefault(key, row.line)
        if line != row.line:
            yield Problem(line=row.line, column="name", message=f"{row.name} stands on line {line} already; remove one")


def _key(row: UserRow) -> tuple[str, ...]:
    if row.table == "office_holders":
        cells = row.cells
        title = fold_name(cells["title"]) if cells["office"] == "other" else ""
        return (row.table, fold_name(row.name), cells["country"], cells["office"], cells["from"], title)
    return (row.table, row.cells["id"] or fold_name(row.name))


def _unknown_names(rows: tuple[UserRow, ...]) -> Iterator[Problem]:
    shipped = {table: shipped_rows(table) for table in NAME_COLUMNS}
    known = {fold_name(row[NAME_COLUMNS[table]]) for table, those in shipped.items() for row in those}
    known |= {fold_name(row.name) for row in rows if row.table != "aliases"}
    bodies = {row["id"] for row in shipped["organisations"]} | {row.cells["id"] for row in rows}
    bodies |= {_body_id(row) for row in rows if row.table == "organisations"}
    for row in rows:
        if row.table == "aliases" and fold_name(row.name) not in known:
            message = (
                f"no actor is called {row.name!r}; write a name as dragoman has it, or a row with a table of its own"
            )
            yield Problem(line=row.line, column="name", message=message)
        if row.table in ("aliases", "organisations") and not row.cells["id"]:
            same = [each["id"] for each in shipped["organisations"] if fold_name(each["name"]) == fold_name(row.name)]
            if len(same) > 1:
                message = (
                    f"{row.name!r} is the name of several bodies; add a row of organisations with id {same[0]} ..."
                )
                yield Problem(line=row.line, column="name", message=message)
        if row.cells["parent"] and row.cells["parent"] not in bodies:
            message = f"no organisation has the id {row.cells['parent']!r}; write one that has a row"
            yield Problem(line=row.line, column="parent", message=message)


@functools.cache
def shipped_rows(table: str) -> tuple[Row, ...]:
    """Give our own rows of a table, by its name without the ending."""
    return tuple(read_csv(f"{table}.csv", (NAME_COLUMNS[table],)))


def read_table(name: str, columns: tuple[str, ...]) -> list[Row]:
    """Read a shipped CSV, with the user's rows where one has chosen a table; ConfigError where either is wrong."""
    shipped = read_csv(name, columns)
    chosen = chosen_table()
    table = name.removesuffix(".csv")
    if chosen is None or table not in NAME_COLUMNS:
        return shipped
    return add_rows(table, shipped, parse_rows(chosen))


def add_rows(table: str, shipped: list[Row], rows: tuple[UserRow, ...]) -> list[Row]:
    """Put a user's rows among ours, in the place of those that mean the same, else after them."""
    columns, named = tuple(shipped[0]), NAME_COLUMNS[table]
    merged: list[Row | None] = [dict(row) for row in shipped]
    by_name: dict[str, list[int]] = {}
    for place, each in enumerate(shipped):
        for key in _index_keys(each[named], each.get("id", "")):
            by_name.setdefault(key, []).append(place)
    for row in rows:
        if row.table != table:
            continue
        keys = _index_keys(row.name, row.cells["id"])
        near = sorted({place for key in keys for place in by_name.get(key, ())})
        same = [(place, ours) for place in near if (ours := merged[place]) is not None and _SAME[table](ours, row)]
        taken = _take(same[0][1] if same else dict.fromkeys(columns, ""), row, columns)
        for place, _ in same:
            merged[place] = None
        if same:
            merged[same[0][0]] = taken
        else:
            merged.append(taken)
            for key in keys:
                by_name.setdefault(key, []).append(len(merged) - 1)
    return _with_aliases([row for row in merged if row is not None], named, rows)


def _index_keys(name: str, body_id: str) -> tuple[str, ...]:
    return (fold_name(name), f"id:{body_id}") if body_id else (fold_name(name),)


def _take(ours: Row, row: UserRow, columns: tuple[str, ...]) -> Row:
    given = {**row.cells, "person": row.name, "basis": row.cells["basis"] or USER_BASIS}
    if row.table == "organisations":
        given["id"] = row.cells["id"] or ours["id"] or _body_id(row)
        given["kind"] = row.cells["kind"] or ours["kind"] or "other"
    as_given = _AS_GIVEN if row.table == "office_holders" else ()
    return {
        column: given.get(column, "") if column in as_given else given.get(column) or ours[column] for column in columns
    }


def _body_id(row: UserRow) -> str:
    return row.cells["id"] or fold_name(row.name).replace(" ", "-")


def _with_aliases(merged: list[Row], named: str, rows: tuple[UserRow, ...]) -> list[Row]:
    """Add the user's names to the first row of each actor: the rows of one person are joined later."""
    first: dict[str, int] = {}
    for place, ours in enumerate(merged):
        first.setdefault(fold_name(ours[named]), place)
    for row in rows:
        found = first.get(fold_name(row.name)) if row.table == "aliases" else None
        if found is not None:
            names = dict.fromkeys([*split_cell(merged[found]["aliases"]), *split_cell(row.cells["aliases"])])
            merged[found] = {**merged[found], "aliases": "|".join(names)}
    return merged


def is_same_term(ours: Mapping[str, str], name: str, cells: Mapping[str, str]) -> bool:
    """Tell whether a row of office holders means the same term: dates as far as the precision of both goes."""
    start, other = ours["from"], cells["from"]
    length = min(len(start), len(other))
    return (
        (ours["country"], ours["office"]) == (cells["country"], cells["office"])
        and start[:length] == other[:length]
        and fold_name(ours["person"]) == fold_name(name)
        and (ours["office"] != "other" or fold_name(ours["title"]) == fold_name(cells["title"]))
    )


def _is_same_body(ours: Row, row: UserRow) -> bool:
    if row.cells["id"]:
        return ours["id"] == row.cells["id"]
    return fold_name(ours["name"]) == fold_name(row.name)


_SAME: Mapping[str, Callable[[Row, UserRow], bool]] = {
    "office_holders": lambda ours, row: is_same_term(ours, row.name, row.cells),
    "persons": lambda ours, row: fold_name(ours["person"]) == fold_name(row.name),
    "organisations": _is_same_body,
    "states": lambda _ours, _row: False,
}
