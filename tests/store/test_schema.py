"""The tables, and records of older schemas brought up to them."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
from sqlalchemy import Connection
from tests.factories import keep

from dragoman.store.database import Database
from dragoman.store.dialects import Dialect, choose_dialect
from dragoman.store.schema import CURRENT_VERSION, METADATA, MIGRATIONS, TEXT_INDEXES, migrate, read_version
from dragoman.store.sql import open_store


def read_schema(path: Path) -> set[str]:
    connection = sqlite3.connect(path)
    rows = connection.execute("SELECT sql FROM sqlite_master WHERE sql IS NOT NULL").fetchall()
    connection.close()
    return {row[0] for row in rows}


def test_the_version_is_the_number_of_migrations() -> None:
    assert len(MIGRATIONS) == CURRENT_VERSION


def test_an_empty_database_becomes_current(tmp_path: Path) -> None:
    dialect = choose_dialect(str(tmp_path / "record.db"))
    database = Database(dialect, busy_seconds=1)
    with database.writing() as connection:
        assert read_version(connection, dialect) == 0
        assert migrate(connection, dialect) == 0
    with database.writing() as connection:
        assert read_version(connection, dialect) == CURRENT_VERSION
        assert migrate(connection, dialect) == CURRENT_VERSION
    database.close()


def test_a_migration_that_fails_leaves_the_database_empty(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "record.db"
    dialect = choose_dialect(str(path))
    database = Database(dialect, busy_seconds=1)

    def fail(*_: object) -> None:
        raise RuntimeError

    monkeypatch.setattr(dialect, "create_text_index", fail)
    with pytest.raises(RuntimeError), database.writing() as connection:
        migrate(connection, dialect)
    database.close()
    assert read_schema(path) == set()


def test_only_what_is_missing_is_migrated(tmp_path: Path) -> None:
    path = tmp_path / "record.db"
    with open_store(str(path), create=True) as store:
        store.writer().add([keep("d1")])

    def add_remarks(connection: Connection, _: Dialect) -> None:
        connection.exec_driver_sql("ALTER TABLE document ADD COLUMN remarks VARCHAR")

    dialect = choose_dialect(str(path))
    database = Database(dialect, busy_seconds=1)
    with database.writing() as connection:
        assert migrate(connection, dialect, (*MIGRATIONS, add_remarks)) == CURRENT_VERSION
    with database.reading() as connection:
        rows = connection.exec_driver_sql("SELECT document_id, remarks FROM document").all()
        version = connection.exec_driver_sql("SELECT version FROM schema_version").scalar()
    database.close()
    assert [tuple(row) for row in rows] == [("d1", None)]
    assert version == CURRENT_VERSION + 1


def test_every_text_index_follows_its_table(tmp_path: Path) -> None:
    path = tmp_path / "record.db"
    with open_store(str(path), create=True) as store:
        store.writer().add([keep("d1"), keep("d2")])
        store.writer().add([keep("d1")])
        store.writer().remove(["d2"])
    connection = sqlite3.connect(path)
    for table, column in TEXT_INDEXES:
        name = f"{table.name}_{column}_index"
        connection.execute(f"INSERT INTO {name}({name}, rank) VALUES ('integrity-check', 1)")  # noqa: S608
    connection.close()


def test_every_table_has_a_key() -> None:
    assert [name for name, table in METADATA.tables.items() if not table.primary_key.columns] == []
