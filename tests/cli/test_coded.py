"""`dragoman import` and `dragoman export`, as a user calls them; the record stays as it was."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest
from tests.views.exports.sample import build_documents, build_resolution

from dragoman.cli.main import main
from dragoman.store.sql import open_store


@pytest.fixture
def record(tmp_path: Path) -> Path:
    path = tmp_path / "record.db"
    with open_store(str(path), create=True) as store:
        writer = store.writer()
        writer.add(build_documents())
        writer.replace(["b"], build_resolution())
    return path


def run(monkeypatch: pytest.MonkeyPatch, *arguments: object) -> int:
    monkeypatch.setattr(sys, "argv", ["dragoman", *map(str, arguments)])
    try:
        main()
    except SystemExit as stop:
        return int(stop.code or 0)
    return 0


def test_coded_data_is_laid_beside_and_not_put_in(
    record: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    coded = tmp_path / "coded.tsv"
    assert run(monkeypatch, "export", "polecat", "-o", coded, "--record", record) == 0
    assert "left out: 1 event of a type that PLOVER does not have (OFFICE, INCIDENT)" in capsys.readouterr().err
    before = record.read_bytes()
    assert run(monkeypatch, "import", "polecat", coded, "--record", record, "--format", "jsonl") == 0
    told = capsys.readouterr()
    rows = [json.loads(line) for line in told.out.splitlines()]
    assert all(row["here"] == row["there"] == row["matched"] for row in rows if row["event_type"] != "AGREE")
    assert next(row for row in rows if row["event_type"] == "AGREE")["there"] == 0  # known to the month only
    assert "5 rows read" in told.err
    assert record.read_bytes() == before
    for form in ("table", "csv"):
        assert run(monkeypatch, "import", "polecat", coded, "--record", record, "--format", form) == 0
        assert "SANCTION" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        pytest.param(("import", "gdelt", __file__), "no data set", id="dataset"),
        pytest.param(("import", "polecat", "missing.txt"), "no such file", id="file"),
        pytest.param(("import", "acled", __file__), "header lacks", id="another-file"),
        pytest.param(("export", "gexf", "-o", "x", "--with-text"), "no place for the articles", id="texts"),
    ],
)
def test_wrong_usage_is_told(
    record: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    arguments: tuple[str, ...],
    told: str,
) -> None:
    assert run(monkeypatch, *arguments, "--record", record) == 2
    assert told in capsys.readouterr().err


def test_an_export_of_what_is_asked_for(
    record: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "out.geojson"
    assert run(monkeypatch, "export", "geojson", "-o", out, "--record", record, "--actor", "FJI") == 0
    assert [feature["id"] for feature in json.loads(out.read_text(encoding="utf-8"))["features"]] == ["e9"]
    assert capsys.readouterr().err == "1 features written\n"
