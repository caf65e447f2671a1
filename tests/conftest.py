"""What all tests share: the path to `tests.factories`, and a record in each store there is.

With `--import-mode=importlib` pytest leaves the path alone, and only `python -m pytest` adds the folder.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from dragoman.coder import Coder
from dragoman.nlp.parse import Parser
from dragoman.records.mentions import Annotations
from dragoman.store.base import Store, View, Writer
from dragoman.store.sql import open_store

ROOT = str(Path(__file__).parent.parent)
if ROOT not in sys.path:
    sys.path.insert(0, ROOT)

from tests.coded_records import build_coded_record  # noqa: E402 - ROOT is in the path only now
from tests.faults.workloads import code_articles  # noqa: E402 - as above
from tests.postgres_server import Server, find_problem, running_server  # noqa: E402 - as above

ENGINES = ("memory", "file", "postgresql")


@pytest.fixture(scope="session")
def postgres() -> Iterator[Server]:
    """Give a PostgreSQL server for all tests; skip, and say so, where there is none."""
    problem = find_problem()
    if problem is not None:
        pytest.skip(problem)
    with running_server() as server:
        yield server


@pytest.fixture(scope="session")
def postgres_address(postgres: Server) -> Iterator[str]:
    """Give a record on the server that one test after another may use, who clears it."""
    with postgres.database() as address:
        yield address


@pytest.fixture(params=ENGINES)
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    """Open an empty record, on each engine in turn."""
    if request.param == "postgresql":
        server, address = request.getfixturevalue("postgres"), request.getfixturevalue("postgres_address")
        with open_store(address, create=True) as opened:
            yield opened
        server.clear(address)
    else:
        place = ":memory:" if request.param == "memory" else str(tmp_path / "record.db")
        with open_store(place, create=True) as opened:
            yield opened


@pytest.fixture(params=ENGINES, scope="module")
def shared_store(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """Open a record for all tests of a module, which fill it once and then only read it."""
    if request.param == "postgresql":
        with (
            request.getfixturevalue("postgres").database() as address,
            open_store(address, create=True) as opened,
        ):
            yield opened
    else:
        place = ":memory:" if request.param == "memory" else str(tmp_path_factory.mktemp("shared") / "record.db")
        with open_store(place, create=True) as opened:
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
    return code_articles(Coder())
