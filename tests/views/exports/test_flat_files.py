"""CSV, Excel and Parquet read back by csv, openpyxl and pyarrow: numbers are numbers, and nothing is a formula."""

from __future__ import annotations

import csv
import datetime as dt
from pathlib import Path

import openpyxl
import pyarrow.parquet as pq
import pytest
from tests.views.exports.sample import EVIL_NAME, TEXTS, build_events, sample_view

from dragoman.errors import UsageError
from dragoman.views.exports import spreadsheet
from dragoman.views.exports.arrow import EVENTS, build_events_table
from dragoman.views.exports.registry import write_export
from dragoman.views.exports.tables import FORMULA_STARTS, defuse

KINDS = ("actors", "agreements", "contradictions", "documents", "events", "figures", "quotations")


def is_formula(cell: str) -> bool:
    try:
        float(cell)
    except ValueError:
        return cell.startswith(FORMULA_STARTS)
    return False


def test_csv_has_a_file_a_kind_and_no_formula(tmp_path: Path) -> None:
    with sample_view() as view:
        write_export(view, "csv", tmp_path / "out")
    files = {path.stem: path for path in (tmp_path / "out").iterdir()}
    assert sorted(files) == sorted((*KINDS, "claims"))
    for path in files.values():
        with path.open(encoding="utf-8", newline="") as file:
            rows = list(csv.reader(file))
        assert len({len(row) for row in rows}) == 1
        for cell in (cell for row in rows for cell in row):
            assert not is_formula(cell)
            assert not any("\u202a" <= char <= "\u202e" for char in cell)
            assert "\x00" not in cell


def test_csv_events_say_where_they_stand(tmp_path: Path) -> None:
    with sample_view() as view:
        write_export(view, "csv", tmp_path / "events.csv")
    with (tmp_path / "events.csv").open(encoding="utf-8", newline="") as file:
        rows = {row["event_id"]: row for row in csv.DictReader(file)}
    assert sorted(rows) == [f"e{number}" for number in range(1, 10)]
    assert rows["e1"]["document_ids"] == "d1|d2"
    assert rows["e1"]["urls"] == "https://news.example/kisumu"
    assert rows["e1"]["latitude"] == "-0.1"
    assert rows["e2"]["date"] == "2024-10"
    assert rows["e3"]["status"] == "alleged"
    assert rows["e3"]["attributed_to"] == "Peru (PER)"
    assert rows["e5"]["urls"] == ""  # its article's address is a javascript: one
    assert rows["e6"]["date"] == "date unknown"


def test_claims_stand_at_their_positions(tmp_path: Path) -> None:
    with sample_view() as view:
        write_export(view, "csv", tmp_path / "out")
    with (tmp_path / "out" / "claims.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            exact = TEXTS[row["document_id"]][int(row["start"]) : int(row["end"])]
            assert exact == row["exact"] or "\u202e" in exact


def test_excel_opens_it(tmp_path: Path) -> None:
    out = tmp_path / "record.xlsx"
    with sample_view() as view:
        write_export(view, "xlsx", out)
    book = openpyxl.load_workbook(out)
    assert sorted(book.sheetnames) == sorted((*KINDS, "claims"))
    assert book.properties.created == dt.datetime(2024, 10, 31)  # noqa: DTZ001 - the format knows no zone
    for sheet in book:
        for row in sheet.iter_rows():
            for cell in row:
                assert cell.data_type != "f"
                assert not isinstance(cell.value, str) or not is_formula(cell.value)
    rows = list(book["events"].iter_rows(values_only=True))
    head = {title: number for number, title in enumerate(rows[0])}
    first = next(row for row in rows if row[head["event_id"]] == "e1")
    assert first[head["latitude"]] == pytest.approx(-0.1)
    assert first[head["intensity"]] == 1.0
    assert first[head["publishers"]] == "The Lake Post; =cmd|'/C calc'!A0"


def test_a_cell_too_long_for_excel_is_cut_and_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(spreadsheet, "MOST_CHARACTERS", 60)
    with sample_view() as view:
        write_export(view, "xlsx", tmp_path / "record.xlsx")
    cells = [
        cell.value
        for sheet in openpyxl.load_workbook(tmp_path / "record.xlsx")
        for row in sheet.iter_rows()
        for cell in row
        if isinstance(cell.value, str)
    ]
    assert all(len(cell) <= 60 for cell in cells)
    assert any(cell.endswith(spreadsheet.CUT) for cell in cells)


def test_more_rows_than_excel_has_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(spreadsheet, "MOST_ROWS", 5)
    with sample_view() as view, pytest.raises(UsageError, match="parquet or csv"):
        write_export(view, "xlsx", tmp_path / "record.xlsx")
    assert list(tmp_path.iterdir()) == []


def test_parquet_has_types(tmp_path: Path) -> None:
    with sample_view() as view:
        write_export(view, "parquet", tmp_path / "out", with_text=True)
        write_export(view, "parquet", tmp_path / "events.parquet")
    assert sorted(path.stem for path in (tmp_path / "out").iterdir()) == sorted(KINDS)
    events = pq.read_table(tmp_path / "out" / "events.parquet")
    assert events.equals(pq.read_table(tmp_path / "events.parquet"))
    assert events.schema.equals(EVENTS)
    rows = {row["event_id"]: row for row in events.to_pylist()}
    assert rows["e2"]["date"] == "2024-10"
    assert rows["e2"]["latest"] == dt.date(2024, 10, 31)
    assert rows["e6"]["earliest"] is None
    assert [party["country"] for party in rows["e9"]["sources"]] == ["KEN", "PER"]
    # Arrow holds the words as they are: there is nothing in it that a program would run
    assert rows["e5"]["sources"][0]["name"] == EVIL_NAME
    for row in rows.values():
        for claim in row["claims"]:
            assert TEXTS[claim["document_id"]][claim["start"] : claim["end"]] == claim["exact"]
    documents = pq.read_table(tmp_path / "out" / "documents.parquet").to_pylist()
    assert {row["document_id"]: row["text"] for row in documents} == TEXTS


def test_a_table_of_nothing_has_the_columns_all_the_same() -> None:
    assert build_events_table(()).schema.equals(build_events_table(build_events()).schema)


@pytest.mark.parametrize("start", FORMULA_STARTS, ids=repr)
def test_every_start_of_a_formula_is_defused(start: str) -> None:
    assert defuse(f"{start}1+cmd").startswith("'")
