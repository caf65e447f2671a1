"""The tables, and records of older schemas brought up to them."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
from sqlalchemy import Connection
from tests.factories import keep

from dragoman.records.decisions import Decision
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


TO_VERSION_1 = """
DROP INDEX ix_document_added_at; ALTER TABLE document DROP COLUMN added_at;
DROP TABLE removal; DROP TABLE decision_mention; DROP TABLE unapplied;
UPDATE schema_version SET version = 1;
"""


def test_a_record_of_version_1_is_brought_up_to_date(tmp_path: Path) -> None:
    path = tmp_path / "record.db"
    decision = Decision(
        decision_id="x1", kind="reject", subjects=("d1-talks",), field=None, value=None, by="a", decided_at="2031-01-01"
    )  # fmt: skip
    with open_store(str(path), create=True) as store:
        store.writer().add([keep("d1", "b1"), keep("d2", "b2")])
        store.writer().decide(decision)
    today = read_schema(path)
    connection = sqlite3.connect(path)
    connection.executescript(TO_VERSION_1)
    connection.close()
    with open_store(str(path), create=False) as store:
        view = store.view()
        assert [kept.added_at for kept in view.documents()] == [None, None]
        (kept,) = view.kept_decisions()
        assert (kept.decision, kept.present, kept.named) == (decision, 1, 1)
        # when they came is not known: they count as having been there always
        assert [each.annotations.document.document_id for each in view.stored("1900")] == ["d1", "d2"]
    assert {_name_of(sql) for sql in today} == {_name_of(sql) for sql in read_schema(path)}


def _name_of(sql: str) -> str:
    return " ".join(sql.replace("(", " ").split()[:3])


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
