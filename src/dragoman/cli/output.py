"""Print what a list command found: a table on a terminal, JSON Lines or CSV for programs.

In:  records of one kind. Out: text on standard output, or in a file.
Left to `views.objects`: the shape of each object. Left to `views.exports.tables`: the columns.
"""

from __future__ import annotations

import csv
import json
import re
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from dragoman.errors import UsageError
from dragoman.store.base import KeptDecision
from dragoman.views.decisions import decision_line
from dragoman.views.exports.files import whole_file
from dragoman.views.exports.tables import TABLES, Column, defuse, write_csv
from dragoman.views.naming import suggest
from dragoman.views.objects import Json, shape

FORMATS = ("table", "jsonl", "csv")
GAP, LEAST_FOLDED = 2, 12  # columns between two cells; room that a folded column needs to be read at all
STATUS_STYLES = {
    "occurred": "green",
    "ongoing": "green",
    "planned": "cyan",
    "possible": "cyan",
    "alleged": "yellow",
    "denied": "red",
}
_STEERING = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]")
LISTED_DECISIONS = 10  # at the end of a build; "dragoman decide list" shows all
WIDE = 200  # columns of a table that is not printed on a terminal


def print_records(kind: str, records: Iterable[object], form: str) -> None:
    """Print records of a kind in a format; UsageError where there is no such format."""
    check_format(form)
    if form == "jsonl":
        for record in records:
            print_line(shape(record))
    elif form == "csv":
        write_csv(kind, records, sys.stdout)
    else:
        print_table(kind, records)


def check_format(form: str, known: Sequence[str] = FORMATS) -> None:
    """Refuse a format that there is not; UsageError names the nearest that there is."""
    if form not in known:
        raise UsageError(f"there is no format {form!r}, only {', '.join(known)}{suggest(form, known)}")


def print_fields(value: Json, form: str) -> None:
    """Print one object's fields: a line each as text, one object as JSON Lines, a header and a row as CSV."""
    if form == "jsonl":
        print_line(value)
    elif form == "csv":
        writer = csv.writer(sys.stdout, lineterminator="\n")
        writer.writerows([value.keys(), [defuse(str(each)) for each in value.values()]])
    else:
        for name, each in value.items():
            shown = f"{each:.4f}" if isinstance(each, float) else each
            sys.stdout.write(f"{name:<24} {shown}\n")


def print_line(value: Json) -> None:
    """Print one object on one line."""
    sys.stdout.write(json.dumps(value, ensure_ascii=False) + "\n")


def print_table(kind: str, records: Iterable[object]) -> None:
    """Print a table that fits the terminal, cards where it is narrow; plain text where it is no terminal."""
    console = Console(width=None if sys.stdout.isatty() else WIDE, highlight=False)
    columns = TABLES[kind].brief
    rows = [[show_cell(column, column.cell(record)) for column in columns] for record in records]
    if not rows:
        console.print(f"no {kind} found")
    elif _fits(columns, rows, console.width):
        table = Table(box=None, pad_edge=False, header_style="bold" if console.is_terminal else "")
        for column in columns:
            table.add_column(column.title, overflow="fold", no_wrap=column.narrow)
        for row in rows:
            table.add_row(*row)
        console.print(table)
    else:
        for row in rows:
            _print_card(console, columns, row)


def _fits(columns: Sequence[Column], rows: Sequence[Sequence[Text]], width: int) -> bool:
    """Tell whether each column that folds keeps room for a few words."""
    needed = 0
    for index, column in enumerate(columns):
        widest = max(len(column.title), *(row[index].cell_len for row in rows))
        needed += GAP + (widest if column.narrow else min(widest, LEAST_FOLDED))
    return needed <= width


def _print_card(console: Console, columns: Sequence[Column], row: Sequence[Text]) -> None:
    """Print a row on lines of its own: the narrow columns first, then each other one with its title."""
    narrow = [cell for column, cell in zip(columns, row, strict=True) if column.narrow and cell.plain]
    console.print(Text("  ").join(narrow))
    for column, cell in zip(columns, row, strict=True):
        if not column.narrow and cell.plain:
            console.print(Padding(Text.assemble((f"{column.title}: ", "dim"), cell), (0, 0, 0, 2)))


def show_cell(column: Column, text: str) -> Text:
    """Show a cell: a status in its colour where there are colours, and never by colour alone."""
    shown = show_plain(text)
    return Text(shown, style=STATUS_STYLES.get(shown, "") if column.title == "status" else "")


def show_plain(text: str) -> str:
    """Keep an article's control characters from steering the terminal: each is shown as U+FFFD."""
    return _STEERING.sub("\ufffd", text)


def write_lines(objects: Iterable[Json], path: Path | None) -> int:
    """Write objects as JSON Lines to a file, or to standard output; give how many there were.

    The file is written beside its name and moved there when whole: a run that is killed leaves no half of it.
    """
    count = 0
    if path is None:
        for value in objects:
            print_line(value)
            count += 1
        return count
    with whole_file(path) as beside, beside.open("w", encoding="utf-8") as out:
        for value in objects:
            out.write(json.dumps(value, ensure_ascii=False) + "\n")
            count += 1
    return count


def tell(note: str) -> None:
    """Tell a person something beside what the command gives: on standard error."""
    sys.stderr.write(f"{note}\n")


def tell_unapplied(decisions: Iterable[KeptDecision]) -> None:
    """Tell which decisions can no longer be applied, and why."""
    kept = list(decisions)
    for each in kept[:LISTED_DECISIONS]:
        tell(f"  decision {decision_line(each)}")
    if len(kept) > LISTED_DECISIONS:
        tell(f"  ... and {len(kept) - LISTED_DECISIONS} more: dragoman decide list --unapplied")
