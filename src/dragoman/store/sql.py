"""A record in an SQL database, opened.

In:  an address. Out: a `Store`, whose writer and view are made here and written in files of their own.
Left to `dialects`: which engine it is. Left to `schema`: which tables there are.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType
from typing import Self

from sqlalchemy import Connection

from dragoman.errors import StoreError
from dragoman.records.faults import Fault
from dragoman.store import blocks, schema
from dragoman.store.copying import copy_record
from dragoman.store.database import Database
from dragoman.store.dialects import BUSY_SECONDS, choose_dialect
from dragoman.store.migrations import CURRENT_VERSION, migrate, read_version
from dragoman.store.prover import MEND, RESTORE
from dragoman.store.schema import TEXT_INDEXES
from dragoman.store.sql_prover import SqlProver
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

    @contextlib.contextmanager
    def held(self) -> Iterator[SqlView]:
        """Give the eye that reads the record as it is at this moment, whoever writes meanwhile."""
        with self._database.moment() as moment:
            yield SqlView(moment)

    @contextlib.contextmanager
    def proving(self) -> Iterator[SqlProver]:
        """Give the eye that proves the record as it is at this moment."""
        with self._database.moment() as moment:
            yield SqlProver(moment.connection, moment.dialect)

    def damage(self) -> Iterator[Fault]:
        """Give what the database itself finds wrong: pages, foreign keys, indexes of words out of step."""
        dialect = self._database.dialect
        with self._database.reading() as connection:
            found = list(dialect.find_damage(connection))
        for what in found:
            yield Fault(check="file", kind="record", object_id="", what=what, remedy=RESTORE)
        for table, column in TEXT_INDEXES:
            with self._database.writing() as connection:
                is_in_step = dialect.is_index_in_step(connection, table, column)
            if not is_in_step:
                what = f"the index of words is out of step with {table.name}.{column}: a search would miss things"
                yield Fault(check="index", kind="record", object_id="", what=what, remedy=MEND)

    def remake_indexes(self) -> None:
        """Make the indexes of words anew; one that is out of step would keep rows from being deleted."""
        with self._database.writing() as connection:
            for table, column in TEXT_INDEXES:
                self._database.dialect.rebuild_index(connection, table, column)

    def start_over(self) -> None:
        """Forget all that was resolved and mark every block dirty."""

        def forget(connection: Connection) -> None:
            for table in schema.RESOLVED_TABLES:
                connection.execute(table.delete())
            blocks.mark_all_dirty(connection, self._database.dialect)

        self._database.write(forget)

    def backup(self, target: Path, *, overwrite: bool) -> None:
        """Copy the record, as of one moment, to a file that appears when it is whole and proven."""
        copy_record(self._database, target, overwrite=overwrite)

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
