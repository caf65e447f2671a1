"""The tables, and records of older schemas brought up to them."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
from sqlalchemy import Connection
from tests.factories import keep, make_event, make_party

from dragoman.records.codec import to_plain
from dragoman.records.decisions import Decision
from dragoman.records.entities import Place, Resolution
from dragoman.store.database import Database
from dragoman.store.dialects import Dialect, choose_dialect
from dragoman.store.forms import JSON
from dragoman.store.migrations import CURRENT_VERSION, MIGRATIONS, migrate, read_version
from dragoman.store.schema import METADATA, TEXT_INDEXES
from dragoman.store.sql import open_store

KENYA, PERU, FIJI = (make_party(code) for code in ("KEN", "PER", "FJI"))
LIMA = Place(place_id="p", name="Lima", country="PER", latitude=-12.0, longitude=-77.0, precision="city")
EVENTS = (
    make_event("talks", earliest="2024-10-11", sources=(KENYA, PERU, FIJI), intensity=1.5),
    make_event(
        "raid", earliest="2024-10-01", latest="2024-11-01", event_type="ASSAULT", intensity=-9.5,
        sources=(FIJI,), targets=(PERU,), place=LIMA,
    ),
    make_event("vow", status="planned", sources=(FIJI,), targets=(PERU,), host=PERU, place=LIMA),
)  # fmt: skip


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


TO_VERSION_3 = """
DROP INDEX document_by_successor; CREATE INDEX ix_document_superseded_by ON document (superseded_by);
UPDATE schema_version SET version = 3;
"""
TO_VERSION_2 = (
    TO_VERSION_3
    + """
DROP TABLE event_pair; DROP TABLE place; DROP TABLE tally; DROP INDEX document_by_publisher;
DROP INDEX event_by_place; DROP INDEX event_by_day; CREATE INDEX event_by_day ON event (sort_day, event_id);
ALTER TABLE event DROP COLUMN place_id; ALTER TABLE event DROP COLUMN period;
ALTER TABLE event DROP COLUMN is_counted; ALTER TABLE event DROP COLUMN hundredths;
DROP INDEX printing_by_document; CREATE INDEX ix_printing_document_id ON printing (document_id);
DROP INDEX party_by_actor_id; CREATE INDEX ix_party_actor_id ON party (actor_id);
DROP INDEX party_by_name_key; CREATE INDEX ix_party_name_key ON party (name_key);
DROP INDEX party_by_country; CREATE INDEX ix_party_country ON party (country);
DROP INDEX party_by_international_code; CREATE INDEX ix_party_international_code ON party (international_code);
UPDATE schema_version SET version = 2;
"""
)
TO_VERSION_1 = (
    TO_VERSION_2
    + """
DROP INDEX ix_document_added_at; ALTER TABLE document DROP COLUMN added_at;
DROP TABLE removal; DROP TABLE decision_mention; DROP TABLE unapplied;
UPDATE schema_version SET version = 1;
"""
)


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


def test_documents_that_count_are_found_by_their_ids_not_among_all(tmp_path: Path) -> None:
    path = tmp_path / "record.db"
    with open_store(str(path), create=True) as store:
        store.writer().add([keep("d1", "b1"), keep("d2", "b2")])
    connection = sqlite3.connect(path)
    connection.executescript(TO_VERSION_3)
    connection.close()
    open_store(str(path), create=False).close()
    connection = sqlite3.connect(path)
    asked = "SELECT payload FROM document WHERE document_id IN ('d1', 'd2') AND superseded_by IS NULL"
    plan = [row[3] for row in connection.execute(f"EXPLAIN QUERY PLAN {asked}")]
    connection.close()
    assert ["document_id=?" in step for step in plan] == [True]


SUMMED = ("event_pair", "place", "tally", "event")


def test_a_record_of_version_2_gets_the_sums_that_a_new_one_has(tmp_path: Path) -> None:
    path = tmp_path / "record.db"
    with open_store(str(path), create=True) as store:
        store.writer().replace(["b1"], Resolution(events=EVENTS))
    connection = sqlite3.connect(path)
    for event in EVENTS:  # as they were kept then
        older = (JSON.encode(to_plain(event)), event.event_id)
        connection.execute("UPDATE event SET payload = ? WHERE event_id = ?", older)
    connection.commit()
    today = _read_rows(path)
    connection.executescript(TO_VERSION_2)
    connection.close()
    open_store(str(path), create=False).close()
    assert _read_rows(path) == today


def _read_rows(path: Path) -> dict[str, list[str]]:
    connection = sqlite3.connect(path)
    connection.row_factory = sqlite3.Row
    rows = {
        table: sorted(str(sorted(dict(row).items())) for row in connection.execute(f"SELECT * FROM {table}"))
        for table in SUMMED
    }
    connection.close()
    return rows


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
        connection.execute(f"INSERT INTO {name}({name}, rank) VALUES ('integrity-check', 1)")
    connection.close()


def test_every_table_has_a_key() -> None:
    assert [name for name, table in METADATA.tables.items() if not table.primary_key.columns] == []
