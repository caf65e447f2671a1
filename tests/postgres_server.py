"""A PostgreSQL server for the tests: the one that DATABASE_URL names, else one out of the wheel `pgserver`."""

from __future__ import annotations

import contextlib
import importlib.util
import itertools
import os
import tempfile
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from dragoman.store.schema import METADATA
from dragoman.store.sql import open_store

GIVEN = os.environ.get("DATABASE_URL", "")
NO_DRIVER = "psycopg is not installed: records on PostgreSQL are NOT tested"
NO_SERVER = "no DATABASE_URL and no pgserver: records on PostgreSQL are NOT tested"
# the tests need no disk that survives a power cut
FAST = ("fsync = off", "synchronous_commit = off", "full_page_writes = off")


def find_problem() -> str | None:
    """Say why no server can be had; None where one can."""
    if importlib.util.find_spec("psycopg") is None:
        return NO_DRIVER
    if not GIVEN.startswith("postgres") and importlib.util.find_spec("pgserver") is None:
        return NO_SERVER
    return None


class Server:
    """A server on which databases come and go.

    `address` is that of a database of the given name; `own` is what pgserver started, None where the server is not
    ours to restart.
    """

    def __init__(self, maintenance: str, own: Any = None) -> None:
        self._psycopg = importlib.import_module("psycopg")
        self._maintenance = maintenance
        self._numbers = itertools.count()
        self.own = own
        self._template: str | None = None

    def address(self, database: str) -> str:
        """Give the address of a database."""
        head, _, query = self._maintenance.partition("?")
        return f"{head.rpartition('/')[0]}/{database}{'?' + query if query else ''}"

    def execute(self, statement: str, address: str | None = None) -> list[Any]:
        """Run statements outside of dragoman; give the rows of a single one."""
        with self._psycopg.connect(address or self._maintenance, autocommit=True) as connection:
            cursor = connection.execute(statement)
            return cursor.fetchall() if cursor.description else []

    @contextlib.contextmanager
    def empty_database(self, options: str = "") -> Iterator[str]:
        """Give the address of a database without a table."""
        name = f"dragoman_test_{os.getpid()}_{next(self._numbers)}"
        self.execute(f"CREATE DATABASE {name} {options}")
        try:
            yield self.address(name)
        finally:
            self.execute(f"DROP DATABASE {name} WITH (FORCE)")

    @contextlib.contextmanager
    def database(self) -> Iterator[str]:
        """Give the address of an empty record: a copy of one that was made once."""
        if self._template is None:
            name = f"dragoman_test_{os.getpid()}_template"
            self.execute(f"DROP DATABASE IF EXISTS {name}")
            self.execute(f"CREATE DATABASE {name}")
            open_store(self.address(name), create=True).close()
            self._template = name
        with self.empty_database(f"TEMPLATE {self._template}") as address:
            yield address

    def clear(self, address: str) -> None:
        """Take everything out of a record but that it is one: quicker than a new database."""
        tables = [table for table in reversed(METADATA.sorted_tables) if table.name != "schema_version"]
        statements = (f'DELETE FROM "{table.name}";' for table in tables)
        self.execute("".join(statements), address)

    def restart(self) -> None:
        """Stop our own server as an operator would, cutting all connections, and start it again."""
        commands = importlib.import_module("pgserver.postgres_server")
        arguments = ["-w", "-m", "fast", "restart"]
        commands.pg_ctl(arguments, pgdata=self.own.pgdata, user=self.own.system_user, timeout=30)

    def close(self) -> None:
        """Drop what is left of us."""
        if self._template is not None:
            self.execute(f"DROP DATABASE IF EXISTS {self._template} WITH (FORCE)")


@contextlib.contextmanager
def running_server() -> Iterator[Server]:
    """Give a server; one of our own is stopped at the end, and its files are deleted.

    These are in no folder of pytest's: run by root, the server is another user's, and each session of pytest closes
    its folders to others again.
    """
    if GIVEN.startswith("postgres"):
        server = Server(GIVEN)
        yield server
        server.close()
        return
    folder = Path(tempfile.mkdtemp(prefix="dragoman-postgres-"))
    with warnings.catch_warnings():
        # pgserver's own: where no XDG_RUNTIME_DIR is set, and its processes' pipes
        warnings.simplefilter("ignore")
        own = importlib.import_module("pgserver").get_server(folder, cleanup_mode="delete")
        server = Server(own.get_uri(), own)
        for setting in FAST:
            server.execute(f"ALTER SYSTEM SET {setting}")
        server.execute("SELECT pg_reload_conf()")
        yield server
        own.cleanup()
