"""What docs/server.md shows is what the server does."""

from __future__ import annotations

import json
import re
import shlex
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from dragoman.settings import Settings
from dragoman.web.access.secrets_kept import make_token
from dragoman.web.app import make_app

DOCS = (Path(__file__).resolve().parents[2] / "docs" / "server.md").read_text(encoding="utf-8")
SERVER = "http://127.0.0.1:8017"
EXAMPLES = re.findall(r"^\$ curl (.+)$(?:\n(\{.*\})$)?", DOCS, flags=re.MULTILINE)
TOKEN, TOKEN_LINE = make_token()


@pytest.mark.parametrize(("command", "output"), EXAMPLES)
def test_an_example_does_what_it_says(record_path: str, command: str, output: str) -> None:
    named = command.replace("EVENT_ID", "talks").replace("DOCUMENT_ID", "d1").replace("Bearer TOKEN", f"Bearer {TOKEN}")
    *options, url = shlex.split(named)
    headers = dict([options[1].split(": ", 1)]) if options else {}
    settings = Settings(tokens={"robot": TOKEN_LINE}) if headers else Settings()
    with TestClient(make_app(record_path, settings)) as client:
        answer = client.get(url.removeprefix(SERVER), headers=headers)
        assert answer.status_code == (400 if output else 200)
        if output:
            assert answer.json() == json.loads(output)


def test_there_are_examples() -> None:
    assert len(EXAMPLES) >= 8


def test_the_settings_are_those_that_are_told() -> None:
    for name in ("users", "tokens", "session_secret", "session_hours"):
        assert name in Settings.model_fields
        assert name in DOCS
