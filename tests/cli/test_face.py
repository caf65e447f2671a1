"""The command line as a person meets it: help with examples, formats, nearest names, tables that fit."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import typer
from rich.console import Console
from rich.text import Text
from tests.sample_record import fill
from typer.main import get_command

from dragoman.cli import output
from dragoman.cli.completing import complete_actor, complete_format, complete_status, complete_type
from dragoman.cli.main import app, main
from dragoman.store.sql import open_store
from dragoman.views.exports.tables import TABLES

Run = Callable[..., tuple[int, str, str]]
COMMAND = get_command(app)


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> Run:
    """Run a command on a small record in this process; give its exit code and what it printed."""
    path = str(tmp_path / "record.db")
    with open_store(path, create=True) as store:
        fill(store.writer())
    monkeypatch.setenv("DRAGOMAN_RECORD", path)

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


def iter_commands(command: typer.core.TyperCommand | typer.core.TyperGroup, path: str) -> Iterator[tuple[str, str]]:
    yield path, command.epilog or ""
    for name, inner in sorted(getattr(command, "commands", {}).items()):
        yield from iter_commands(inner, f"{path} {name}")


@pytest.mark.parametrize(("path", "epilog"), [*iter_commands(COMMAND, "dragoman")], ids=lambda value: value[:30])  # type: ignore[arg-type]
def test_every_command_has_an_example_of_itself(path: str, epilog: str) -> None:
    assert epilog.startswith("Example: dragoman ")
    assert path in epilog or path == "dragoman decide"


LISTS = [("events",), ("quotations",), ("figures",), ("agreements",), ("contradictions",), ("actors",), ("documents",)]


@pytest.mark.parametrize(
    "command", [*LISTS, ("dyads", "-a", "KEN", "-w", "PER"), ("decide", "list")], ids=lambda c: c[-1]
)
@pytest.mark.parametrize("form", ["table", "jsonl", "csv"])
def test_lists_have_all_formats(run: Run, command: tuple[str, ...], form: str) -> None:
    code, out, err = run(*command, "--format", form)
    assert (code, err) == (0, "")
    assert "\x1b" not in out
    if form == "jsonl":
        assert all(json.loads(line) for line in out.splitlines())
    code, out, err = run(*command, "--format", "jsnl")
    assert code == 2
    assert "did you mean jsonl?" in err


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("events", "--type", "CONSLT"), "did you mean CONSULT?"),
        (("events", "--status", "plannd"), "did you mean planned?"),
        (("evnts",), "Did you mean 'events'?"),
        (("report", "-o", "x.doc"), "only html, md, pdf"),
        (("report", "-o", "x.html", "--actor", "Kenja"), "did you mean Kenya"),
        (("events", "--record", "nowhere.db"), "make one with 'dragoman build'"),
    ],
    ids=["type", "status", "command", "report-format", "report-actor", "record"],
)
def test_errors_say_what_was_meant_or_what_to_do(run: Run, arguments: tuple[str, ...], told: str) -> None:
    code, _, err = run(*arguments)
    assert code in (1, 2)
    assert told in err


def test_an_unknown_name_is_told_beside_the_empty_list(run: Run) -> None:
    code, out, err = run("events", "--actor", "Kenja")
    assert (code, out) == (0, "no events found\n")
    assert "nobody in this record is called 'Kenja'; did you mean Kenya" in err
    assert run("events", "--actor", "FJI") == (0, "no events found\n", "")


@pytest.mark.parametrize("ending", ["html", "md", "pdf"])
def test_a_report_is_written_in_the_format_of_its_ending(run: Run, tmp_path: Path, ending: str) -> None:
    out = tmp_path / f"report.{ending}"
    code, _, err = run("report", "-o", str(out), "--actor", "KEN", "--with", "PER")
    assert code == 0, err
    assert out.read_bytes()[:5] == {"html": b"<!DOC", "md": b"# Ken", "pdf": b"%PDF-"}[ending]


@pytest.mark.parametrize("width", [60, 80, 120, 200])
def test_tables_fit_the_terminal_and_keep_every_word(width: int, capsys: pytest.CaptureFixture[str], run: Run) -> None:
    _, lines, _ = run("events", "--format", "jsonl")
    events = [json.loads(line) for line in lines.splitlines()]
    columns = TABLES["events"].brief
    rows = [
        [Text(event["event_id"] if index == 0 else "some words " * 8) for index, _ in enumerate(columns)]
        for event in events
    ]
    console = Console(width=width, highlight=False, color_system=None)
    if not output._fits(columns, rows, width):
        output._print_card(console, columns, rows[0])
        assert max(map(len, capsys.readouterr().out.splitlines())) <= max(width, 200)


def test_a_status_is_coloured_and_a_word(run: Run) -> None:
    column = next(column for column in TABLES["events"].brief if column.title == "status")
    cell = output.show_cell(column, "denied")
    assert (cell.plain, cell.style) == ("denied", "red")
    assert run("events")[1].count("alleged") == 1


def test_control_codes_of_an_article_do_not_reach_the_terminal(run: Run) -> None:
    assert output.show_plain("\x1b[31mred\x07\u202e") == "\ufffd[31mred\ufffd\ufffd"
    assert "\u202e" not in run("events")[1]
    assert "\u202e" not in run("show", "e4")[1]


def test_the_shell_completes() -> None:
    assert complete_type("con") == ["CONSULT", "CONCEDE"]
    assert complete_status("a") == ["alleged"]
    assert complete_format("j") == ["jsonl"]
    assert ("KEN", "Kenya") in complete_actor("ken")
