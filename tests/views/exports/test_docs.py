"""docs/exports.md is held to the code: every format, every column, and examples that are lines of the sample."""

from __future__ import annotations

import json
import re
from pathlib import Path

import openpyxl
import pyarrow.parquet as pq
import pytest
from tests.views.exports.sample import sample_view

from dragoman.views.exports.arrow import EVENTS
from dragoman.views.exports.icews_tsv import COLUMNS as ICEWS_COLUMNS
from dragoman.views.exports.polecat_tsv import COLUMNS as POLECAT_COLUMNS
from dragoman.views.exports.registry import EXPORTS, write_export
from dragoman.views.exports.sheets import build_sheets
from dragoman.views.exports.tables import TABLES

PAGE = (Path(__file__).resolve().parents[3] / "docs" / "exports.md").read_text(encoding="utf-8")
SECTIONS = {part.split("\n", 1)[0]: part for part in re.split(r"^#+ ", PAGE, flags=re.MULTILINE)}
EXAMPLES = dict(re.findall(r"<!-- example: (\w+) -->\n```\w+\n(.*?)\n```", PAGE, flags=re.DOTALL))


def named(section: str) -> set[str]:
    prose = re.sub(r"^```.*?^```", "", SECTIONS[section], flags=re.MULTILINE | re.DOTALL)
    return set(re.findall(r"`([^`\n]+)`", prose))


def test_every_format_has_its_section_and_example() -> None:
    assert list(EXAMPLES) == list(EXPORTS)
    assert set(EXPORTS) <= set(SECTIONS)
    for name, each in EXPORTS.items():
        (row,) = re.findall(rf"^\| \[`{name}`\].*\| (\w+) \|$", PAGE, flags=re.MULTILINE)
        assert (row != "no") == each.takes_text


def test_every_column_is_told() -> None:
    for sheet in build_sheets({}, with_text=True):
        assert {sheet.name, *(column.title for column in sheet.columns)} <= named("csv")
        assert sheet.name in named("xlsx")
    assert set(EVENTS.names) <= named("parquet")
    assert set(POLECAT_COLUMNS) <= named("polecat")
    assert set(ICEWS_COLUMNS) <= named("icews")
    assert {column.title for column in TABLES["comparison"].columns} <= named("Coded data of others, beside your own")


def test_every_field_of_plover_and_geojson_is_told(tmp_path: Path) -> None:
    with sample_view() as view:
        write_export(view, "plover", tmp_path / "plover", with_text=True)
        write_export(view, "geojson", tmp_path / "geojson")
        write_export(view, "ftm", tmp_path / "ftm", with_text=True)
    for line in (tmp_path / "plover").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        assert {*row, *row.get("event_loc", {}), *row["cite_info"], *row["actor"][0]} <= named("plover")
    feature = json.loads((tmp_path / "geojson").read_text(encoding="utf-8"))["features"][0]
    assert set(feature["properties"]) <= named("geojson")
    for line in (tmp_path / "ftm").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        assert {row["schema"], *row["properties"]} <= named("ftm")


@pytest.mark.parametrize("form", [name for name in EXPORTS if name not in ("parquet", "xlsx")])
def test_an_example_is_a_line_of_the_sample(tmp_path: Path, form: str) -> None:
    with sample_view() as view:
        write_export(view, form, tmp_path / ("out.csv" if form == "csv" else "out"))
    (out,) = tmp_path.iterdir()
    parts = [re.escape(part) for part in EXAMPLES[form].split("…")]
    assert re.search(".*".join(parts), out.read_text(encoding="utf-8")), "the example is no line of the export"


def test_the_examples_of_packed_files(tmp_path: Path) -> None:
    with sample_view() as view:
        write_export(view, "parquet", tmp_path / "events.parquet")
        write_export(view, "xlsx", tmp_path / "record.xlsx")
    example = json.loads(EXAMPLES["parquet"])
    rows = pq.read_table(tmp_path / "events.parquet").to_pylist()
    assert example in [{name: row[name] for name in example} for row in rows]
    cells = json.loads(EXAMPLES["xlsx"])
    sheet = openpyxl.load_workbook(tmp_path / "record.xlsx")["events"]
    assert tuple(cells) in [row[: len(cells)] for row in sheet.iter_rows(values_only=True)]
