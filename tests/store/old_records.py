"""Records of earlier schemas, kept as SQL: dumped once by the dragoman of the day, loaded by tests.

In:  a record's file. Out: SQL that makes it again; and back. Tables and rows as they are; of an index of words only
its definition, since it is made anew from the column that it indexes.
To dump one: python tests/store/old_records.py RECORD.db > tests/fixtures/records/schema-N.sql
"""

from __future__ import annotations

import sqlite3
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

FIXTURES = Path(__file__).resolve().parent.parent / "fixtures" / "records"
ARTICLES = FIXTURES / "articles.jsonl"


def dump_record(path: Path) -> Iterator[str]:
    """Give the statements that make the record again, in order."""
    with closing(sqlite3.connect(path)) as connection:
        made = connection.execute("SELECT type, name, sql FROM sqlite_master WHERE sql IS NOT NULL ORDER BY rowid")
        rows = made.fetchall()
        indexes = [name for kind, name, sql in rows if kind == "table" and sql.startswith("CREATE VIRTUAL")]
        shadows = tuple(f"{name}_" for name in indexes)
        plain = [
            (name, sql)
            for kind, name, sql in rows
            if kind == "table" and name not in indexes and not name.startswith(shadows)
        ]
        yield from (f"{sql};" for _, sql in plain)
        for name, _ in sorted(plain):
            yield from _rows(connection, name)
        yield from (f"{sql};" for kind, name, sql in rows if name in indexes)
        yield from (f"INSERT INTO {name}({name}) VALUES('rebuild');" for name in indexes)
        yield from (f"{sql};" for kind, _, sql in rows if kind in ("index", "trigger"))


def _rows(connection: sqlite3.Connection, table: str) -> Iterator[str]:
    columns = [row[1] for row in connection.execute(f"PRAGMA table_info({table})")]
    quoted = ", ".join(f'quote("{column}")' for column in columns)
    order = ", ".join(str(number) for number in range(1, len(columns) + 1))
    for row in connection.execute(f"SELECT {quoted} FROM {table} ORDER BY {order}"):
        yield f"INSERT INTO {table} VALUES({','.join(row)});"


def load_record(version: int, path: Path) -> Path:
    """Make the record of this schema again."""
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.executescript((FIXTURES / f"schema-{version}.sql").read_text(encoding="utf-8"))
    return path


if __name__ == "__main__":
    sys.stdout.writelines(f"{statement}\n" for statement in dump_record(Path(sys.argv[1])))
