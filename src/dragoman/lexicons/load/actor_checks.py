"""Check a user's table against itself and ours: terms of one office that overlap, names that mean two actors.

In:  a user's rows without problems of their own. Out: `Problem`s by line: to be looked at, not refused.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from dragoman.lexicons.load.files import split_cell
from dragoman.lexicons.load.person_names import fold_name
from dragoman.lexicons.load.user_rows import Problem, UserRow
from dragoman.lexicons.load.user_tables import NAME_COLUMNS, Row, add_rows, shipped_rows

# Of these a state has one holder at a time.
SINGLE_OFFICES = frozenset(
    ("head-of-state", "head-of-government", "supreme-leader", "foreign-minister", "defence-minister",
     "security-adviser")
)  # fmt: skip
_OPEN = "9999"


def check_rows_together(rows: tuple[UserRow, ...]) -> tuple[Problem, ...]:
    """Find what a person should look at, by line."""
    merged = {table: add_rows(table, list(shipped_rows(table)), rows) for table in NAME_COLUMNS}
    found = [*_overlaps(rows, merged["office_holders"]), *_shared_names(rows, merged)]
    return tuple(sorted(found, key=lambda problem: (problem.line, problem.column, problem.message)))


def _overlaps(rows: tuple[UserRow, ...], holders: list[Row]) -> Iterator[Problem]:
    by_office: dict[tuple[str, str], list[Row]] = {}
    for holder in holders:
        by_office.setdefault((holder["country"], holder["office"]), []).append(holder)
    for row in rows:
        cells = row.cells
        if row.table != "office_holders" or cells["office"] not in SINGLE_OFFICES or "acting" in cells["title"]:
            continue
        for other in by_office.get((cells["country"], cells["office"]), ()):
            told = fold_name(other["title"]) == fold_name(cells["title"])
            if told and fold_name(other["person"]) != fold_name(row.name) and _overlap(cells, other):
                term = f"{other['from']} to {other['to'] or other['known_until']}"
                message = f"{other['person']} held the office, too ({term}); correct a date, or say acting in the title"
                yield Problem(line=row.line, column="from", message=message)


def _overlap(one: Mapping[str, str], other: Mapping[str, str]) -> bool:
    # a row that is open ends, as far as is known, with known_until
    first, second = sorted((one, other), key=lambda cells: cells["from"])
    end = first["to"] or first["known_until"] or _OPEN
    length = min(len(end), len(second["from"]))
    return second["from"][:length] < end[:length]


def _shared_names(rows: tuple[UserRow, ...], merged: Mapping[str, list[Row]]) -> Iterator[Problem]:
    meant: dict[str, set[tuple[str, str]]] = {}
    for table, those in merged.items():
        for each in those:
            kind = "person" if table in ("office_holders", "persons") else table.removesuffix("s")
            actor = (kind, each[NAME_COLUMNS[table]])
            for name in (actor[1], *split_cell(each["aliases"])):
                meant.setdefault(fold_name(name), set()).add(actor)
    for row in rows:
        for column, name in (("name", row.name), *(("aliases", each) for each in split_cell(row.cells["aliases"]))):
            actors = sorted({(kind, fold_name(actor)) for kind, actor in meant.get(fold_name(name), ())})
            if len(actors) > 1:
                told = ", ".join(f"the {kind} {actor}" for kind, actor in actors)
                message = f"{name!r} means {len(actors)} actors: {told}; drop it, or use one name for both rows"
                yield Problem(line=row.line, column=column, message=message)
