"""What differs between database engines, and nothing else: the rest of the room doesn't know the engine.

In:  an address. Out: a `Dialect`, which makes the engine, says how text is searched and values are listed,
and turns the engine's errors into ours.
Left to `engines`: a file for each engine there is.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any, Protocol

from sqlalchemy import ColumnElement, Connection, Engine, Select, Table

from dragoman.errors import StoreError
from dragoman.store.engines.postgresql import PostgresDialect
from dragoman.store.engines.sqlite import SqliteDialect

BUSY_SECONDS = 30.0  # longer than any one transaction of ours takes, shorter than anybody waits unasked
POSTGRES_SCHEMES = ("postgresql", "postgres")

Rows = Sequence[Mapping[str, Any]]


class Dialect(Protocol):
    """The engine-specific part of a store.

    `place` is what messages call the record: never an address, which may hold a password. `text_type` is the type of
    a column of words in a migration: compared byte by byte, so that every engine sorts alike. `reading_options`
    and `writing_options` are the execution options of connections that read and that write.
    """

    place: str
    shares_one_connection: bool
    text_type: str
    reading_options: Mapping[str, Any]
    writing_options: Mapping[str, Any]

    def check(self, *, create: bool) -> None:
        """Raise StoreError where the address can't be opened, before anything is touched."""
        ...

    def make_engine(self, *, busy_seconds: float) -> Engine:
        """Make the engine; a transaction with `writing_options` locks out other writers before it reads."""
        ...

    def prepare_new(self, engine: Engine) -> None:
        """Set, or check, what has to be so before the first table is made."""
        ...

    def create_text_index(self, connection: Connection, indexed: Table, column: str) -> None:
        """Index the words of a column, and keep the index in step with it."""
        ...

    def has_words(self, indexed: Table, column: str, text: str) -> ColumnElement[bool] | None:
        """Give the condition that a row has all these words in this column; None where the text holds none."""
        ...

    def is_any(self, column: ColumnElement[Any], values: Sequence[str]) -> ColumnElement[bool]:
        """Give the condition that the column is one of the values, however many there are."""
        ...

    def is_among(
        self,
        column: ColumnElement[Any],
        rows: Select[Any],
        ways: Sequence[ColumnElement[bool]],
        *,
        is_walked: bool,
    ) -> ColumnElement[bool]:
        """Give the condition that the column is among those rows, of one column, that meet one of the ways.

        Each way has its index. Where another index is walked each is asked for itself; else they are looked up.
        """
        ...

    def gather(self, column: ColumnElement[Any]) -> ColumnElement[str]:
        """Give all values of a column that is grouped as one JSON list, in no order."""
        ...

    def insert_rows(self, connection: Connection, target: Table, rows: Rows) -> None:
        """Insert new rows, which all name the same columns, in their order and as fast as the engine can."""
        ...

    def indexing_later(self, connection: Connection, target: Table) -> AbstractContextManager[None]:
        """Leave the indexes of a table alone in the block, where great numbers of rows come; all is well at its end."""
        ...

    def insert_new(self, connection: Connection, target: Table, rows: Rows) -> None:
        """Insert the rows; pass over those whose primary key is there already."""
        ...

    def insert_listed(
        self,
        connection: Connection,
        target: Table,
        name: str,
        values: Sequence[str],
        *,
        same: Mapping[str, Any],
        changed: Sequence[str],
    ) -> None:
        """Insert a row for each value of the column of this name, the other columns the `same` in all.

        Where the primary key is there already, overwrite `changed`. No value is there twice.
        """
        ...

    def insert_or_update(self, connection: Connection, target: Table, rows: Rows, *, changed: Sequence[str]) -> None:
        """Insert the rows; overwrite `changed` where the primary key is there already. No key is in `rows` twice."""
        ...

    def insert_or_add(self, connection: Connection, target: Table, rows: Rows, *, added: Sequence[str]) -> None:
        """Insert the rows; add to the numbers `added` where the key is there already. No key is in `rows` twice."""
        ...

    def is_passing(self, error: BaseException | None) -> bool:
        """Tell whether the same transaction may well succeed when it is tried again: the connection was lost."""
        ...

    def copy_to(self, engine: Engine, target: Path) -> None:
        """Copy the record, as of one moment, into a new file; StoreError says how else where it cannot be."""
        ...

    def hold_moment(self, connection: Connection) -> None:
        """Let the transaction that has just begun see one moment, however many questions it asks."""
        ...

    def find_damage(self, connection: Connection) -> Iterator[str]:
        """Give what the engine itself finds wrong, and rows whose foreign keys point at nothing."""
        ...

    def is_index_in_step(self, connection: Connection, indexed: Table, column: str) -> bool:
        """Tell whether the index of words holds those of the column, in a transaction that may write."""
        ...

    def rebuild_index(self, connection: Connection, indexed: Table, column: str) -> None:
        """Make the index of words anew from the column."""
        ...

    def explain(self, error: Exception) -> StoreError:
        """Say what an error of the engine means for a user, and what to do."""
        ...


def choose_dialect(address: str) -> Dialect:
    """Choose by the address: a path, `:memory:`, `sqlite:///path` or `postgresql://...`."""
    scheme, separator, rest = address.partition("://")
    if not separator:
        return SqliteDialect(address)
    engine_name = scheme.partition("+")[0].lower()
    if engine_name == "sqlite":
        return SqliteDialect(rest.removeprefix("/") or ":memory:")
    if engine_name in POSTGRES_SCHEMES:
        return PostgresDialect(rest)
    message = f"no record can be kept at a {scheme}:// address: give a file, sqlite:///file or postgresql://..."
    raise StoreError(message)
