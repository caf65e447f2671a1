"""Print what a list command found: a table on a terminal, JSON Lines or CSV for programs.

In:  records of one kind. Out: text on standard output, or in a file.
Left to `views.objects`: the shape of each object. Left to `views.exports.tables`: the columns.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable
from pathlib import Path

from rich.console import Console
from rich.table import Table

from dragoman.errors import UsageError
from dragoman.store.base import KeptDecision
from dragoman.views.decisions import decision_line
from dragoman.views.exports.tables import TABLES, write_csv
from dragoman.views.objects import Json, shape

FORMATS = ("table", "jsonl", "csv")
LISTED_DECISIONS = 10  # at the end of a build; "dragoman decide list" shows all
WIDE = 200  # columns of a table that is not printed on a terminal


def print_records(kind: str, records: Iterable[object], form: str) -> None:
    """Print records of a kind in a format; UsageError where there is no such format."""
    if form == "jsonl":
        for record in records:
            print_line(shape(record))
    elif form == "csv":
        write_csv(kind, records, sys.stdout)
    elif form == "table":
        print_table(kind, records)
    else:
        raise UsageError(f"no format {form!r}; there are {', '.join(FORMATS)}")


def print_line(value: Json) -> None:
    """Print one object on one line."""
    sys.stdout.write(json.dumps(value, ensure_ascii=False) + "\n")


def print_table(kind: str, records: Iterable[object]) -> None:
    """Print a table that fits the terminal; plain text, without colours, where it is none."""
    console = Console(width=None if sys.stdout.isatty() else WIDE, highlight=False)
    columns = TABLES[kind].brief
    table = Table(box=None, pad_edge=False, header_style="bold" if console.is_terminal else "")
    for column in columns:
        table.add_column(column.title, overflow="fold", no_wrap=column.narrow)
    count = 0
    for record in records:
        table.add_row(*(escape_markup(column.cell(record)) for column in columns))
        count += 1
    if count:
        console.print(table)
    else:
        console.print(f"no {kind} found")


def escape_markup(text: str) -> str:
    """Keep an article's square brackets from being read as colours."""
    return text.replace("[", "\\[")


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
    beside = path.with_name(path.name + ".part")
    with beside.open("w", encoding="utf-8") as out:
        for value in objects:
            out.write(json.dumps(value, ensure_ascii=False) + "\n")
            count += 1
    beside.replace(path)
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
