"""Tab-separated files as event data sets have them: a header, one value on one line, formulas defused.

In:  rows of values. Out: lines. Left to the formats: which columns there are and what an empty cell holds.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TextIO

from dragoman.views.exports.files import one_line
from dragoman.views.exports.tables import defuse

Value = str | float | int | None


def write_header(file: TextIO, columns: Sequence[str]) -> None:
    """Write the names of the columns."""
    file.write("\t".join(columns) + "\n")


def write_row(file: TextIO, values: Iterable[Value], *, empty: str) -> None:
    """Write a row; what is None or an empty text is written as `empty`."""
    file.write("\t".join(_cell(value, empty) for value in values) + "\n")


def _cell(value: Value, empty: str) -> str:
    if value is None or value == "":
        return empty
    if isinstance(value, str):
        return defuse(one_line(value)) or empty
    return repr(value)
