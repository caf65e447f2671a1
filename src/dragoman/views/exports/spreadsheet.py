"""The record as a workbook, a sheet a kind. Every cell that is no number is text: nothing runs when it is opened.

In:  a view. Out: an .xlsx file without a clock in it: created on the day of the record's latest article.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from typing import Any

import xlsxwriter
from xlsxwriter.exceptions import FileCreateError

from dragoman.errors import UsageError
from dragoman.records.times import interval_days
from dragoman.store.base import EVERYTHING, EventFilter, View
from dragoman.views.exports.days import last_day
from dragoman.views.exports.files import one_line, whole_file
from dragoman.views.exports.outcome import Exported, outcome
from dragoman.views.exports.sheets import NUMBERS, Sheet, build_sheets
from dragoman.views.exports.sources import load_sources
from dragoman.views.exports.tables import defuse

MOST_ROWS = 1_048_576  # of a sheet, with the header: the format's own bound
MOST_CHARACTERS = 32_767  # of a cell: likewise
CUT = " [cut here: the jsonl export has it whole]"
NO_DAY = "2000-01-01"  # of a workbook without a dated article
WIDTHS = {"words": 60, "exact": 50, "content": 60, "why": 40, "sources": 32, "targets": 32, "title": 40}
OPTIONS = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}


def export_xlsx(view: View, out: Path, *, with_text: bool, chosen: EventFilter = EVERYTHING) -> Exported:
    """Write the workbook; UsageError where a kind has more rows than a sheet may have."""
    del with_text  # a cell ends before an article does: the registry refuses
    sources = load_sources(view)
    sheets = build_sheets(sources, with_text=False)
    days = (interval_days(source.published) for source in sources.values())
    day = last_day(*(each[1].isoformat() for each in days if each is not None)) or NO_DAY
    count = 0
    with whole_file(out) as beside:
        try:
            with xlsxwriter.Workbook(str(beside), OPTIONS) as book:
                created = datetime.fromisoformat(f"{day}T00:00:00+00:00")
                book.set_properties({"created": created, "author": "dragoman"})
                bold = book.add_format({"bold": True, "bottom": 1})
                for sheet in sheets:
                    count += _write_sheet(book.add_worksheet(sheet.name), sheet, sheet.select(view, chosen), bold)
        except FileCreateError as error:
            # the library's own name for a disk that is full or may not be written
            raise OSError(f"{out} could not be written: {error}") from error
    return outcome(count, f"rows in {len(sheets)} sheets")


def _write_sheet(page: Any, sheet: Sheet, records: Iterable[object], bold: Any) -> int:
    page.freeze_panes(1, 0)
    for number, column in enumerate(sheet.columns):
        page.set_column(number, number, WIDTHS.get(column.title, 16))
        page.write_string(0, number, column.title, bold)
    row = 0
    for row, record in enumerate(records, 1):
        if row >= MOST_ROWS:
            raise UsageError(f"{sheet.name}: more than {MOST_ROWS - 1} rows, the most a sheet has; use parquet or csv")
        for number, column in enumerate(sheet.columns):
            _write_cell(page, (row, number), column.cell(record), is_number=column.title in NUMBERS)
    if row:
        page.autofilter(0, 0, row, len(sheet.columns) - 1)
    return row


def _write_cell(page: Any, at: tuple[int, int], cell: str, *, is_number: bool) -> None:
    if is_number and cell:
        page.write_number(*at, float(cell))
        return
    text = defuse(one_line(cell))
    if len(text) > MOST_CHARACTERS:
        text = text[: MOST_CHARACTERS - len(CUT)] + CUT
    if text:
        page.write_string(*at, text)
