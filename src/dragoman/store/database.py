"""One engine, and the ways to use it: transactions that write, transactions that read, and rows that stream.

In:  a dialect. Out: connections within a transaction; every error of the engine as a `StoreError`.
A transaction in which the connection to a server is lost is tried again, for some two minutes at most.
Left to `dialects`: what the engine is. Left to `sql_writer` and `sql_view`: what is asked.
"""

from __future__ import annotations

import contextlib
import itertools
import logging
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager
from typing import Any, Protocol, TypeVar

from sqlalchemy import Connection, Row, Select
from sqlalchemy.exc import SQLAlchemyError

from dragoman.errors import StoreError
from dragoman.store.dialects import Dialect

log = logging.getLogger(__name__)

Item = TypeVar("Item")
Action = Callable[[Connection], Item]

VALUES_AT_A_TIME = 5_000  # ids or rows in one statement: some hundred kilobytes
KEYS_AT_A_TIME = 20_000  # blocks asked for together: a list of a megabyte; a great set has millions
ROWS_AT_A_TIME = 200  # of up to some 50 kB each (an event with hundreds of claims): a few megabytes
# Seconds to wait before each new attempt: a server that is restarted is back within some of them.
PAUSES = (0.1, 0.2, 0.5, 1.0, 2.0, 5.0, 10.0, 20.0, 30.0)


def batched(items: Iterable[Item], size: int = VALUES_AT_A_TIME) -> Iterator[list[Item]]:
    """Cut items into lists of at most `size`, in order; no list is empty."""
    remaining = iter(items)
    while some := list(itertools.islice(remaining, size)):
        yield some


class Readable(Protocol):
    """What a view reads from: a record as it is at each question, or as it was at one moment."""

    dialect: Dialect

    def reading(self) -> AbstractContextManager[Connection]:
        """Open a transaction that sees the record as it is at this moment."""
        ...

    def stream(self, statement: Select[Any]) -> Iterator[Row[Any]]:
        """Give the rows one by one, all as of one moment."""
        ...


class Moment:
    """A record as it is at one moment, through one connection, for as long as its transaction is open."""

    def __init__(self, connection: Connection, dialect: Dialect) -> None:
        self.connection = connection
        self.dialect = dialect

    @contextlib.contextmanager
    def reading(self) -> Iterator[Connection]:
        """Give the connection: its transaction is open already."""
        yield self.connection

    def stream(self, statement: Select[Any]) -> Iterator[Row[Any]]:
        """Give the rows one by one, without ever holding all of them."""
        yield from self.connection.execute(statement, execution_options={"yield_per": ROWS_AT_A_TIME})


class Database:
    """Owns the engine of one record."""

    def __init__(self, dialect: Dialect, *, busy_seconds: float) -> None:
        self.dialect = dialect
        self.engine = dialect.make_engine(busy_seconds=busy_seconds)
        self._reading_engine = self.engine.execution_options(**dialect.reading_options)
        self._writing_engine = self.engine.execution_options(**dialect.writing_options)
        # A database in memory is one connection: without this, a reader that ends would roll a writer back.
        self._turn: AbstractContextManager[Any] = (
            threading.RLock() if dialect.shares_one_connection else contextlib.nullcontext()
        )

    @contextlib.contextmanager
    def explaining(self) -> Iterator[None]:
        """Turn the errors of the engine into ours."""
        try:
            yield
        except (SQLAlchemyError, self.engine.dialect.loaded_dbapi.Error) as error:
            raise self.dialect.explain(error) from error

    @contextlib.contextmanager
    def writing(self) -> Iterator[Connection]:
        """Open a transaction that is kept whole at the end, or not at all when anything is raised."""
        with self.explaining(), self._turn, self._writing_engine.begin() as connection:
            yield connection

    @contextlib.contextmanager
    def reading(self) -> Iterator[Connection]:
        """Open a transaction that sees the record as it is at this moment."""
        with self.explaining(), self._turn, self._reading_engine.begin() as connection:
            yield connection

    def write(self, action: Action[Item]) -> Item:
        """Run the action in a transaction that is kept whole or not at all; again, where the connection is lost.

        The server may have kept the transaction before it was lost, so an action must make of a record that it has
        already changed the same record again, and depend on nothing but the record and values that do not change
        (an iterator is used up the second time).
        """
        return self._persist(self.writing, action)

    def read(self, action: Action[Item]) -> Item:
        """Run the action, which changes nothing, in a transaction that reads; again, where the connection is lost."""
        return self._persist(self.reading, action)

    def _persist(self, begin: Callable[[], AbstractContextManager[Connection]], action: Action[Item]) -> Item:
        for pause in PAUSES:
            try:
                with begin() as connection:
                    return action(connection)
            except StoreError as error:
                if not self.dialect.is_passing(error.__cause__):
                    raise
                log.warning("%s; trying again in %s s", error, pause)
            time.sleep(pause)
        with begin() as connection:
            return action(connection)

    def stream(self, statement: Select[Any]) -> Iterator[Row[Any]]:
        """Give the rows one by one, all as of one moment, without ever holding all of them."""
        if self.dialect.shares_one_connection:
            # All of it is in memory anyway, and its one connection must not be kept from a writer.
            with self.reading() as connection:
                rows = connection.execute(statement).all()
            yield from rows
            return
        with self.reading() as connection:
            streaming = connection.execution_options(yield_per=ROWS_AT_A_TIME)
            # closed by itself: a reader that is given up would leave it to chance when the server lets go of the rows
            with contextlib.closing(streaming.execute(statement)) as found:
                for some in found.partitions():  # one by one, a row costs twice as much
                    yield from some

    @contextlib.contextmanager
    def moment(self) -> Iterator[Moment]:
        """Hold the record as it is now: whatever others write meanwhile is not seen."""
        with self.reading() as connection:
            self.dialect.hold_moment(connection)
            yield Moment(connection, self.dialect)

    def close(self) -> None:
        """Close all connections; the last one folds the write-ahead log into the file."""
        self.engine.dispose()
