"""A small record, served without a network: what the tests of pages share."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from fastapi.testclient import TestClient
from tests.factories import SENTENCE, keep, make_event

from dragoman.records.entities import Resolution
from dragoman.settings import Settings
from dragoman.store.sql import open_store
from dragoman.web.app import make_app


@pytest.fixture(scope="session")
def record_path(tmp_path_factory: pytest.TempPathFactory) -> str:
    """Give the path of a record with one event in one article."""
    path = str(tmp_path_factory.mktemp("web") / "small.db")
    with open_store(path, create=True) as store:
        writer = store.writer()
        writer.add([keep("d1", "b1", text=SENTENCE, day="2024-10-11")])
        writer.replace(writer.dirty_blocks(), Resolution(events=(make_event("e1"),)))
    return path


@pytest.fixture(scope="session")
def client(record_path: str) -> Iterator[TestClient]:
    """Give a client of the application over that record."""
    with TestClient(make_app(record_path, Settings())) as opened:
        yield opened
