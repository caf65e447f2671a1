"""The record as CSV: one file a kind, in a folder; or the events alone, where the name given ends in `.csv`."""

from __future__ import annotations

from pathlib import Path

from dragoman.store.base import EVERYTHING, EventFilter, View
from dragoman.views.exports.files import whole_folder, whole_text
from dragoman.views.exports.outcome import Exported, outcome
from dragoman.views.exports.sheets import build_sheets
from dragoman.views.exports.sources import load_sources
from dragoman.views.exports.tables import write_columns

SUFFIX = ".csv"


def export_csv(view: View, out: Path, *, with_text: bool, chosen: EventFilter = EVERYTHING) -> Exported:
    """Write a file a kind into the folder `out`, made where it is missing; or the events into the file `out`."""
    sheets = build_sheets(load_sources(view), with_text=with_text)
    if out.suffix.lower() == SUFFIX and not out.is_dir():
        with whole_text(out) as file:
            return outcome(write_columns(sheets[0].columns, sheets[0].select(view, chosen), file), "events")
    count = 0
    with whole_folder(out, [sheet.name + SUFFIX for sheet in sheets]) as beside:
        for sheet in sheets:
            path = beside(sheet.name + SUFFIX)
            with path.open("w", encoding="utf-8", errors="backslashreplace", newline="") as file:
                count += write_columns(sheet.columns, sheet.select(view, chosen), file)
    return outcome(count, f"rows in {len(sheets)} files")
