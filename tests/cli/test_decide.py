"""What an analyst sees of decisions and of the past, and the exit codes. No model: the record is written."""

from __future__ import annotations

import csv
import io
import json
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.resolve.writing import Writer

from dragoman import api
from dragoman.cli.main import main
from dragoman.pipeline import resolve_dirty, store_form
from dragoman.store.summary import BuildSummary

PAIR = ("Ilan Orsk", "Petra Vale")
Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def record(tmp_path: Path) -> str:
    """Write a record of two meetings."""
    path = str(tmp_path / "record.db")
    with api.open(path) as opened:
        writer = opened._store.writer()
        for document_id, day in (("d1", "2031-05-08"), ("d2", "2031-05-20")):
            article = Writer(document_id, published=day).say("Ilan Orsk met Petra Vale in Lisk.")
            article.tell("CONSULT", PAIR, day=day, place="Lisk", trigger="met")
            writer.add([store_form(article.done())])
        resolve_dirty(writer, BuildSummary())
    return path


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], record: str) -> Run:
    """Run a command on the record in this process; give its exit code and what it printed."""
    monkeypatch.setenv("DRAGOMAN_RECORD", record)
    monkeypatch.setenv("DRAGOMAN_AUTHOR", "A. Analyst")

    def call(*arguments: str) -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "argv", ["dragoman", *arguments])
        code = 0
        try:
            main()
        except SystemExit as stop:
            code = int(stop.code or 0)
        captured = capsys.readouterr()
        return code, captured.out, captured.err

    return call


def ids(run: Run) -> list[str]:
    return [json.loads(line)["event_id"] for line in run("events", "--format", "jsonl")[1].splitlines()]


def test_decide_list_show_undo(run: Run) -> None:
    first, second = ids(run)
    before = run("events", "--format", "jsonl")
    code, out, err = run("decide", "merge", first, second)
    decision_id = out.strip()
    assert code == 0
    assert f"event {first} stands for its 1 mention" in err
    assert len(ids(run)) == 1
    shown = run("show", ids(run)[0])[1]
    assert f"{decision_id}, merge by A. Analyst" in shown
    assert "earlier ids" in shown
    assert "applied" in run("decide", "list")[1]
    (row,) = csv.DictReader(io.StringIO(run("decide", "list", "--format", "csv")[1]))
    assert (row["decision_id"], row["by"], row["kind"], row["state"]) == (decision_id, "A. Analyst", "merge", "applied")
    assert run("decide", "undo", decision_id, "--author", "B. Editor")[0] == 0
    assert run("events", "--format", "jsonl") == before
    (merge, undo) = (json.loads(line) for line in run("decide", "list", "--format", "jsonl")[1].splitlines())
    assert (undo["by"], undo["undoes"], merge["undone_by"]) == ("B. Editor", decision_id, undo["decision_id"])
    assert f"undone by {undo['decision_id']}" in run("show", decision_id)[1]


def test_a_claim_or_mention_that_show_names_can_be_decided_and_shown(run: Run) -> None:
    event_id = ids(run)[0]
    lines = run("show", event_id)[1].splitlines()
    place = next(number for number, line in enumerate(lines) if line.startswith("  place: "))
    _, claim_id, _, _, mention_id = lines[place + 1].split()
    assert run("show", claim_id)[1].splitlines()[0] == run("show", mention_id)[1].splitlines()[0] == lines[0]
    assert run("decide", "reject", claim_id)[0] == 0
    assert not any(line.startswith("  place: ") for line in run("show", event_id)[1].splitlines())
    assert run("decide", "set", mention_id, "date", "2031-05-09")[0] == 0
    assert "2031-05-09" in run("show", event_id)[1]


def test_what_can_no_longer_be_applied_is_shown_wherever_one_looks(run: Run, tmp_path: Path) -> None:
    event_id = ids(run)[1]
    decision_id = run("decide", "set", event_id, "status", "denied")[1].strip()
    named = json.loads(run("decide", "list", "--format", "jsonl")[1])["mention_ids"][0]
    code, _, err = run("remove", "d2")
    assert code == 0
    assert decision_id in err
    assert "not applied" in err
    assert decision_id in run("decide", "list", "--unapplied")[1]
    code, _, err = run("show", named)
    assert code == 2
    assert "not applied" in err
    (tmp_path / "bad.txt").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(200))
    assert decision_id in run("build", str(tmp_path / "bad.txt"))[2]


@pytest.mark.parametrize(
    ("arguments", "code", "told"),
    [
        pytest.param(("merge", "nothing"), 2, "no event, mention or claim", id="unknown"),
        pytest.param(("undo", "nothing"), 2, "decide list", id="unknown-decision"),
        pytest.param(("merge",), 2, "Missing argument", id="nothing-named"),
        pytest.param(("set", "x", "date"), 2, "Missing argument", id="no-value"),
        pytest.param(("set", "x", "weather", "fine"), 2, "cannot be set", id="no-field"),
        pytest.param(("annul", "x"), 2, "No such command", id="no-kind"),
        pytest.param(("list", "--record", "no-such.db"), 1, "no record", id="no-record"),
        pytest.param(("list", "--format", "xml"), 2, "no format", id="no-format"),
    ],
)
def test_exit_codes(run: Run, arguments: tuple[str, ...], code: int, told: str) -> None:
    got, _, err = run("decide", *arguments)
    assert got == code
    assert told in err
    assert "Traceback" not in err


@pytest.mark.parametrize(
    "command", ["events", "quotations", "figures", "agreements", "contradictions", "actors", "documents"]
)
def test_as_of_on_each_list(run: Run, command: str) -> None:
    now = run(command, "--format", "jsonl")
    assert now[0] == 0
    assert run(command, "--format", "jsonl", "--as-of", "2100") == now
    code, _, err = run(command, "--as-of", "once")
    assert code == 2
    assert "no date or time" in err


def test_as_of_elsewhere(run: Run, tmp_path: Path) -> None:
    event_id = ids(run)[0]
    run("decide", "reject", event_id)
    code, _, err = run("dyads", "--actor", "ARD", "--with", "BEL", "--as-of", "2100")
    assert (code, err) == (0, "")
    assert run("show", ids(run)[0], "--as-of", "2100")[0] == 0
    assert run("export", "jsonl", "-o", str(tmp_path / "x.jsonl"), "--as-of", "2100")[0] == 0
    assert run("report", "-o", str(tmp_path / "x.html"), "--as-of", "2100")[0] == 0


def test_help_has_examples(run: Run) -> None:
    for command in ("merge", "split", "reject", "set", "undo", "list"):
        code, out, _ = run("decide", command, "--help")
        assert code == 0
        assert f"Example: dragoman decide {command}" in out
