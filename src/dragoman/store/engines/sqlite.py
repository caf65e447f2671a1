"""A record in an SQLite file, or in memory: nothing to set up, one writer at a time.

In:  a path. Out: its engine; conditions and inserts in SQLite's words; its errors explained.
"""

from __future__ import annotations

import contextlib
import json
import operator
import os
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import Any, cast

from sqlalchemy import (
    ColumnElement,
    Connection,
    Engine,
    Insert,
    Select,
    String,
    Table,
    bindparam,
    create_engine,
    event,
    func,
    literal,
    literal_column,
    or_,
    select,
    table,
    true,
    union_all,
)
from sqlalchemy.dialects import sqlite
from sqlalchemy.engine import URL
from sqlalchemy.exc import DatabaseError, SQLAlchemyError
from sqlalchemy.pool import QueuePool, StaticPool

from dragoman.errors import StoreError
from dragoman.store.engines.terms import TOKENIZER, select_terms

Rows = Sequence[Mapping[str, Any]]

CACHE_KIBIBYTES = 32_000  # enough for the indexes' upper levels of a million documents
LOG_BYTES_KEPT = 64 * 1024 * 1024  # a write-ahead log that one great batch blew up shrinks to this again


class SqliteDialect:
    """SQLite, in a file or in memory: write-ahead log, foreign keys, FTS5."""

    text_type = "VARCHAR"
    reading_options: Mapping[str, Any] = MappingProxyType({})
    writing_options: Mapping[str, Any] = MappingProxyType({"writes": True})

    def __init__(self, database: str) -> None:
        self.in_memory = database == ":memory:"
        self.path = Path(database)
        self.place = database
        self.shares_one_connection = self.in_memory

    def check(self, *, create: bool) -> None:
        """Raise StoreError where the file can't be a record, before SQLite would make or change one.

        The file is not opened here: to close it again would drop the locks that this process has on it.
        """
        if self.in_memory:
            return
        if self.path.is_dir():
            message = f"'{self.place}' is a folder: give the name of a file for the record"
            raise StoreError(message)
        folder = self.path.parent
        if not folder.is_dir():
            message = f"there is no folder '{folder}' to keep '{self.place}' in: make it first"
            raise StoreError(message)
        if not create and not self.path.exists():
            message = f"there is no record '{self.place}': make one with 'dragoman build', or check the name"
            raise StoreError(message)
        # SQLite itself would tell of a file it can't write only after the first articles have been read.
        needed = [folder, self.path] if self.path.exists() else [folder]
        for path in needed:
            if not os.access(path, os.R_OK | os.W_OK):
                message = f"cannot read and write '{path}', which '{self.place}' needs: check its permissions"
                raise StoreError(message)

    def make_engine(self, *, busy_seconds: float) -> Engine:
        """Make the engine; a transaction with the option `writes` takes the write lock at once.

        Otherwise two builds could both read and then both want to write, and one would fail half-way.
        """
        arguments = {"timeout": busy_seconds, "check_same_thread": False}
        url = URL.create("sqlite", database=self.place)
        if self.in_memory:
            engine = create_engine(url, connect_args=arguments, poolclass=StaticPool)
        else:
            engine = create_engine(url, connect_args=arguments, poolclass=QueuePool, max_overflow=-1)
        event.listen(engine, "connect", _prepare_connection)
        event.listen(engine, "begin", _begin)
        return engine

    def prepare_new(self, engine: Engine) -> None:
        """Switch the file to the write-ahead log, which it remembers; not possible in a transaction."""
        connection = engine.raw_connection()
        try:
            connection.cursor().execute("PRAGMA journal_mode = WAL")
        finally:
            connection.close()

    def create_text_index(self, connection: Connection, indexed: Table, column: str) -> None:
        """Make an FTS5 table that reads its text from the column, and the triggers that keep it in step."""
        name, index = indexed.name, _index_name(indexed, column)
        old = f"'delete', old.row_no, old.{column}"
        remove = f"INSERT INTO {index}({index}, rowid, {column}) VALUES ({old});"  # noqa: S608 - our own names
        add = f"INSERT INTO {index}(rowid, {column}) VALUES (new.row_no, new.{column});"  # noqa: S608 - our own names
        connection.exec_driver_sql(
            f"CREATE VIRTUAL TABLE {index} USING fts5("
            f"{column}, content='{name}', content_rowid='row_no', tokenize='{TOKENIZER}')"
        )
        triggers = (("INSERT", add), ("DELETE", remove), (f"UPDATE OF {column}", remove + add))
        for occasion, action in triggers:
            trigger = f"{index}_{occasion.partition(' ')[0].lower()}"
            statement = f"CREATE TRIGGER {trigger} AFTER {occasion} ON {name} BEGIN {action} END"
            connection.exec_driver_sql(statement)

    def has_words(self, indexed: Table, column: str, text: str) -> ColumnElement[bool] | None:
        """Ask the FTS5 table; each term is quoted, so that nothing a user types is FTS5's syntax."""
        terms = select_terms(text)
        if not terms:
            return None
        query = " ".join('"' + term.replace('"', '""') + '"' for term in terms)
        index = _index_name(indexed, column)
        rows: ColumnElement[int] = literal_column("rowid")
        matches = literal_column(index).op("MATCH")(bindparam(None, query))
        return _hide(indexed.c.row_no).in_(select(rows).select_from(table(index)).where(matches))

    def is_any(self, column: ColumnElement[Any], values: Sequence[str]) -> ColumnElement[bool]:
        """Hand the values over as one JSON list: SQLite takes no more than 32,766 separate ones."""
        listed = func.json_each(json.dumps(list(values))).table_valued("value")
        return column.in_(select(listed.c.value))

    def is_among(
        self,
        column: ColumnElement[Any],
        rows: Select[Any],
        ways: Sequence[ColumnElement[bool]],
        *,
        is_walked: bool,
    ) -> ColumnElement[bool]:
        """Search an index for each way: of each row that is walked over, or once, so that they lead to the rows."""
        if not is_walked:
            return column.in_(union_all(*(rows.where(way) for way in ways)))
        (own,) = rows.selected_columns
        return or_(*(rows.where(own == column, way).exists() for way in ways))

    def gather(self, column: ColumnElement[Any]) -> ColumnElement[str]:
        """Gather by `json_group_array`."""
        return func.json_group_array(column)

    def insert_rows(self, connection: Connection, target: Table, rows: Rows) -> None:
        """Insert the rows, one statement run again and again: triggers index their words."""
        _run(connection, target.insert(), rows)

    @contextlib.contextmanager
    def indexing_later(self, connection: Connection, target: Table) -> Iterator[None]:
        """Drop the indexes and make them at the end, sorted: ids are random, and each row would touch other pages."""
        for index in sorted(target.indexes, key=lambda each: str(each.name)):
            index.drop(connection)
        yield
        for index in sorted(target.indexes, key=lambda each: str(each.name)):
            index.create(connection)

    def insert_new(self, connection: Connection, target: Table, rows: Rows) -> None:
        """Insert by `ON CONFLICT DO NOTHING`."""
        _run(connection, sqlite.insert(target).on_conflict_do_nothing(), rows)

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
        """Hand the values over as one JSON list, in one statement; SQLite's JSON ends a text at a NUL: then by rows."""
        if any("\0" in each for each in values):
            rows = [{name: each, **same} for each in values]
            if changed:
                self.insert_or_update(connection, target, rows, changed=changed)
            else:
                self.insert_new(connection, target, rows)
            return
        listed = func.json_each(json.dumps(list(values))).table_valued("value")
        # without a condition SQLite would read ON CONFLICT as that of a join
        chosen = select(listed.c.value, *(literal(value) for value in same.values())).where(true())
        statement = sqlite.insert(target).from_select([name, *same], chosen)
        update = {each: statement.excluded[each] for each in changed}
        connection.execute(
            statement.on_conflict_do_update(index_elements=target.primary_key, set_=update)
            if changed
            else statement.on_conflict_do_nothing()
        )

    def insert_or_update(self, connection: Connection, target: Table, rows: Rows, *, changed: Sequence[str]) -> None:
        """Insert by `ON CONFLICT DO UPDATE`."""
        statement = sqlite.insert(target)
        update = {name: statement.excluded[name] for name in changed}
        _run(connection, statement.on_conflict_do_update(index_elements=target.primary_key, set_=update), rows)

    def insert_or_add(self, connection: Connection, target: Table, rows: Rows, *, added: Sequence[str]) -> None:
        """Insert by `ON CONFLICT DO UPDATE SET number = number + ...`."""
        statement = sqlite.insert(target)
        update = {name: target.c[name] + statement.excluded[name] for name in added}
        _run(connection, statement.on_conflict_do_update(index_elements=target.primary_key, set_=update), rows)

    def is_passing(self, error: BaseException | None) -> bool:  # noqa: ARG002 - the protocol's
        """Nothing passes: who writes waits by itself, and a disk that failed stays so."""
        return False

    def copy_to(self, engine: Engine, target: Path) -> None:
        """Let SQLite copy all pages in one go, under one read lock, which in write-ahead mode keeps nobody waiting."""
        source = engine.raw_connection()
        try:
            with contextlib.closing(sqlite3.connect(target)) as copy:
                driver = cast("sqlite3.Connection", source.driver_connection)
                driver.backup(copy)
        except sqlite3.Error as error:
            raise StoreError(f"'{target}' could not be written: {_advise(str(error))}") from error
        finally:
            source.close()

    def hold_moment(self, connection: Connection) -> None:
        """Nothing: a transaction of SQLite's sees one moment anyway."""

    def find_damage(self, connection: Connection) -> Iterator[str]:
        """Let SQLite go through all pages and indexes of the file, then through the foreign keys."""
        for (said,) in connection.exec_driver_sql("PRAGMA integrity_check"):
            if said != "ok":
                yield f"SQLite finds: {said}"
        for child, row_no, parent, _ in connection.exec_driver_sql("PRAGMA foreign_key_check"):
            yield f"row {row_no} of table {child} points at a row of table {parent} that is not there"

    def is_index_in_step(self, connection: Connection, indexed: Table, column: str) -> bool:
        """Let FTS5 compare the index with the column (rank 1: with the content, too)."""
        index = _index_name(indexed, column)
        try:
            connection.exec_driver_sql(f"INSERT INTO {index}({index}, rank) VALUES('integrity-check', 1)")
        except DatabaseError as error:
            if "malformed" in str(error) or "corrupt" in str(error):
                return False
            raise
        return True

    def rebuild_index(self, connection: Connection, indexed: Table, column: str) -> None:
        """Let FTS5 read the column again."""
        index = _index_name(indexed, column)
        connection.exec_driver_sql(f"INSERT INTO {index}({index}) VALUES('rebuild')")

    def explain(self, error: Exception) -> StoreError:
        """Read SQLite's message; its wording has been stable for many years and the code is often lost."""
        cause = error.orig if isinstance(error, SQLAlchemyError) and hasattr(error, "orig") else error
        return StoreError(f"'{self.place}': {_advise(str(cause))}")


SQLITE_ADVICE = (
    ("locked", "another build is writing to this record; wait until it has ended, then run again"),
    ("readonly", "the record cannot be written; check the permissions of the file and of its folder"),
    ("unable to open", "the record cannot be opened; check the permissions of the file and of its folder"),
    ("not a database", "this is not a record but some other file; give another name"),
    ("malformed", "the record is damaged; take a copy of it from before, or build it anew"),
    ("full", "the disk is full; make room, then run again: what was added whole is kept"),
    ("disk I/O error", "the disk failed, or is full; check it, then run again"),
    ("no such module: fts5", "this Python's SQLite has no full-text search; use another build of Python"),
)


def _advise(said: str) -> str:
    advice = next((advice for sign, advice in SQLITE_ADVICE if sign in said), "it could not be read or written")
    return f"{advice} ({said})"


def _index_name(indexed: Table, column: str) -> str:
    return f"{indexed.name}_{column}_index"


def _run(connection: Connection, statement: Insert, rows: Rows) -> None:
    """Run the statement for each row, handed over as the driver takes it: SQLAlchemy takes longer for it than SQLite.

    All values are strings, numbers and booleans, which need no turning into something else.
    """
    if rows:
        compiled = statement.compile(dialect=connection.dialect, column_keys=list(rows[0]))
        names = getattr(compiled, "positiontup", None) or ()
        place = operator.itemgetter(*names)
        values = [place(row) if len(names) > 1 else (place(row),) for row in rows]
        connection.exec_driver_sql(str(compiled), values)


def _hide(column: ColumnElement[Any]) -> ColumnElement[Any]:
    """Give the column's value in a form that no index has.

    A page is found by walking the index of days and asking of each whether it is in the list. Left to itself, SQLite
    looks up everything in the list, and sorts it: for a state with thirty thousand events, twenty times the work.
    """
    return column + ("" if isinstance(column.type, String) else 0)


def _prepare_connection(connection: sqlite3.Connection, _record: object) -> None:
    # The driver would begin transactions by itself, but not before DDL: we begin them all, in `_begin`.
    connection.isolation_level = None
    for setting in (
        "foreign_keys = ON",
        "synchronous = NORMAL",
        f"cache_size = -{CACHE_KIBIBYTES}",
        f"journal_size_limit = {LOG_BYTES_KEPT}",
    ):
        connection.execute(f"PRAGMA {setting}")


def _begin(connection: Connection) -> None:
    writes = connection.get_execution_options().get("writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
