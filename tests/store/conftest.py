"""A record on the server for one test alone."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from tests.postgres_server import Server


@pytest.fixture
def address(postgres: Server) -> Iterator[str]:
    """Give an empty record on the server, which nobody else uses."""
    with postgres.database() as address:
        yield address
