"""`dragoman serve`: what it opens, and what it says when it cannot."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from fastapi import FastAPI
from typer.testing import CliRunner

from dragoman.cli.main import app
from dragoman.errors import StoreError, UsageError
from dragoman.settings import read_settings
from dragoman.store.sql import open_store
from dragoman.web import server
from dragoman.web.access.secrets_kept import check_password, check_token


def test_serve_listens_on_this_machine_alone_unless_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    served: list[tuple[FastAPI, dict[str, Any]]] = []
    monkeypatch.setattr(server, "run_server", lambda application, **where: served.append((application, where)))
    path = tmp_path / "record.db"
    open_store(str(path), create=True).close()
    answer = CliRunner().invoke(app, ["serve", "--record", str(path), "--port", "8123", "--read-only"])
    assert answer.exit_code == 0, answer.output
    ((application, where),) = served
    assert where == {"host": "127.0.0.1", "port": 8123}
    assert application.state.served.read_only
    application.state.served.record.close()


def test_serve_needs_a_record(tmp_path: Path) -> None:
    answer = CliRunner().invoke(app, ["serve", "--record", str(tmp_path / "none.db")])
    assert isinstance(answer.exception, StoreError)
    assert "there is no record" in str(answer.exception)


def test_serve_refuses_a_network_where_nobody_signs_in(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    everywhere = "0.0.0.0"  # noqa: S104 - that it is refused is the test
    answer = CliRunner().invoke(app, ["serve", "--host", everywhere])
    assert isinstance(answer.exception, UsageError)
    assert "dragoman password" in str(answer.exception)


def test_password_makes_a_line_that_the_settings_take(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    typed = "correct horse battery"
    line = CliRunner().invoke(app, ["password", 'A. "Quick" Analyst'], input=f"{typed}\n")
    printed = CliRunner().invoke(app, ["password", "robot", "--token"])
    (tmp_path / "dragoman.toml").write_text(f"[users]\n{line.stdout}\n[tokens]\n{printed.stdout}", encoding="utf-8")
    settings = read_settings()
    token = re.search(r"dragoman_\S+", printed.stderr)
    assert token is not None
    assert check_password(typed, settings.users['A. "Quick" Analyst'])
    assert check_token(token[0], settings.tokens["robot"])


def test_a_short_password_is_refused() -> None:
    answer = CliRunner().invoke(app, ["password", "Ann"], input="short\n")
    assert isinstance(answer.exception, UsageError)
    assert "at least 10" in str(answer.exception)
