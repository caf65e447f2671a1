"""What all tests share: the path to `tests.factories`, and a record in each store there is.

With `--import-mode=importlib` pytest leaves the path alone, and only `python -m pytest` adds the folder.
"""

from __future__ import annotations

import importlib.util
import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from dragoman import api
from dragoman.nlp.parse import Parser
from dragoman.records.mentions import Annotations
from dragoman.store.base import Store, View, Writer
from dragoman.store.sql import open_store

ROOT = str(Path(__file__).parent.parent)
if ROOT not in sys.path:
    sys.path.insert(0, ROOT)

from tests.coded_records import build_coded_record  # noqa: E402 - the path has to be there first
from tests.faults.workloads import code_articles  # noqa: E402 - as above

SERVER = os.environ.get("DATABASE_URL", "")
IS_SERVER_TESTED = SERVER.startswith("postgresql") and importlib.util.find_spec("psycopg") is not None
ENGINES = ("memory", "file", "postgresql") if IS_SERVER_TESTED else ("memory", "file")


def choose_address(engine: str, folder: Path) -> str:
    """Give the address of a record on the engine."""
    return {"memory": ":memory:", "file": str(folder / "record.db"), "postgresql": SERVER}[engine]


@pytest.fixture(params=ENGINES)
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    """Open an empty record, on each engine in turn."""
    with open_store(choose_address(request.param, tmp_path), create=True) as opened:
        yield opened


@pytest.fixture(params=ENGINES, scope="module")
def shared_store(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """Open a record for all tests of a module, which fill it once and then only read it."""
    with open_store(choose_address(request.param, tmp_path_factory.mktemp("shared")), create=True) as opened:
        yield opened


@pytest.fixture
def writer(store: Store) -> Writer:
    """Give the writer of the record."""
    return store.writer()


@pytest.fixture
def view(store: Store) -> View:
    """Give the view of the same record."""
    return store.view()


@pytest.fixture(scope="session")
def parser() -> Parser:
    """Load the language pipeline once for all tests that are marked `model`."""
    return Parser()


@pytest.fixture(scope="session")
def coded_record(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build once a record that the real pipeline coded; tests that change it copy it first."""
    path = tmp_path_factory.mktemp("coded") / "record.db"
    build_coded_record(path)
    return path


@pytest.fixture(scope="session")
def documents() -> tuple[Annotations, ...]:
    """Code once the small articles that fault tests work with."""
    return code_articles(api.Coder())
