"""A record in an SQL database, opened.

In:  an address. Out: a `Store`, whose writer and view are made here and written in files of their own.
Left to `dialects`: which engine it is. Left to `schema`: which tables there are.
"""

from __future__ import annotations

from types import TracebackType
from typing import Self

from dragoman.errors import StoreError
from dragoman.store.database import Database
from dragoman.store.dialects import BUSY_SECONDS, choose_dialect
from dragoman.store.migrations import CURRENT_VERSION, migrate, read_version
from dragoman.store.sql_view import SqlView
from dragoman.store.sql_writer import SqlWriter


class SqlStore:
    """The `Store` in an SQL database. Use it in a `with` statement, or close it."""

    def __init__(self, database: Database) -> None:
        self._database = database

    @property
    def place(self) -> str:
        """Give what messages call the record: never an address, which may hold a password."""
        return self._database.dialect.place

    def writer(self) -> SqlWriter:
        """Give the hand that changes the record."""
        return SqlWriter(self._database)

    def view(self) -> SqlView:
        """Give the eye that reads it."""
        return SqlView(self._database)

    def close(self) -> None:
        """Let go of the record."""
        self._database.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def open_store(address: str, *, create: bool, busy_seconds: float = BUSY_SECONDS) -> SqlStore:
    """Open the record at a path, `:memory:`, `sqlite:///path` or `postgresql://user@host/database`.

    It is made with `create` where there is none (on a server: in a database that is there and empty).

    A record of an older dragoman is brought up to date. StoreError where it can't be opened,
    SchemaVersionError where it is a newer dragoman's. Who writes while another writes waits `busy_seconds`,
    then gets a StoreError.
    """
    dialect = choose_dialect(address)
    dialect.check(create=create)
    database = Database(dialect, busy_seconds=busy_seconds)
    try:
        _prepare(database, create=create)
    except BaseException:
        database.close()
        raise
    return SqlStore(database)


def _prepare(database: Database, *, create: bool) -> None:
    """Make the tables, or bring them up to date; one that is up to date already is only read."""
    dialect = database.dialect
    with database.reading() as connection:
        version = read_version(connection, dialect)
    if version == CURRENT_VERSION:
        return
    if version == 0 and not create:
        message = f"'{dialect.place}' is empty and no record: make one with 'dragoman build'"
        raise StoreError(message)
    if version == 0:
        with database.explaining():
            dialect.prepare_new(database.engine)
    with database.writing() as connection:
        migrate(connection, dialect)
