"""A record about which something can be decided: made of articles, so that it is resolved again."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.resolve.writing import Writer

from dragoman import api
from dragoman.pipeline import resolve_dirty, store_form
from dragoman.store.summary import BuildSummary

PAIR = ("Ilan Orsk", "Petra Vale")


@pytest.fixture
def path(tmp_path: Path) -> str:
    """Write a record of two meetings, the first told by two papers."""
    path = str(tmp_path / "record.db")
    with api.open(path) as opened:
        writer = opened._store.writer()
        for document_id, day in (("d1", "2031-05-08"), ("d2", "2031-05-08"), ("d3", "2031-05-20")):
            article = Writer(document_id, published=day).say("Ilan Orsk met Petra Vale in Lisk.")
            article.tell("CONSULT", PAIR, day=day, place="Lisk", trigger="met")
            writer.add([store_form(article.done())])
        resolve_dirty(writer, BuildSummary())
    return path


@pytest.fixture(autouse=True)
def author(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DRAGOMAN_AUTHOR", "A. Analyst")
