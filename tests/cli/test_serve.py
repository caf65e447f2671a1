"""`dragoman serve`: what it opens, and what it says when it cannot."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from fastapi import FastAPI
from typer.testing import CliRunner

from dragoman.cli.main import app
from dragoman.errors import StoreError
from dragoman.store.sql import open_store
from dragoman.web import server


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
