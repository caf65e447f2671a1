"""Records in files: opening, damage, kills, and two who write at once."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
import threading
import tracemalloc
from pathlib import Path

import pytest
from tests.factories import ids_of, keep, make_event

from dragoman.errors import SchemaVersionError, StoreError
from dragoman.records.entities import Resolution
from dragoman.store import blocks, resolutions
from dragoman.store.base import Store
from dragoman.store.migrations import CURRENT_VERSION
from dragoman.store.sql import open_store


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "record.db"


def fill(path: Path, *document_ids: str) -> None:
    with open_store(str(path), create=True) as store:
        store.writer().add([keep(document_id, "b1") for document_id in document_ids])
        store.writer().replace(["b1"], Resolution(events=(make_event("e1"),)))


# opening


def test_a_record_can_be_opened_again(path: Path) -> None:
    fill(path, "d1")
    with open_store(str(path), create=False) as store:
        view = store.view()
        assert view.counts().documents == 1
        assert ids_of(view.events()) == ["e1"]
    with open_store(f"sqlite:///{path}", create=True) as store:
        assert store.view().counts().documents == 1


def test_a_closed_record_is_one_file(path: Path) -> None:
    fill(path, "d1")
    assert [each.name for each in path.parent.iterdir()] == ["record.db"]


def test_odd_file_names_are_file_names(tmp_path: Path) -> None:
    path = tmp_path / "a %20 ?mode=ro#b 'c' é.db"
    fill(path, "d1")
    assert path.exists()
    with open_store(str(path), create=False) as store:
        assert store.view().counts().documents == 1


def test_a_store_is_what_the_protocol_says(path: Path) -> None:
    store: Store = open_store(str(path), create=True)
    store.close()


def test_the_settings_that_matter_are_on(path: Path) -> None:
    with open_store(str(path), create=True) as store, store._database.reading() as connection:
        found = [
            connection.exec_driver_sql(f"PRAGMA {name}").scalar()
            for name in ("journal_mode", "foreign_keys", "synchronous")
        ]
    assert found == ["wal", 1, 1]


def test_a_missing_record_is_not_made_unasked(path: Path) -> None:
    with pytest.raises(StoreError, match=r"no record '.*record\.db'.*dragoman build"):
        open_store(str(path), create=False)
    assert not path.exists()


def test_a_missing_folder_is_named(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match=r"no folder '.*nowhere'"):
        open_store(str(tmp_path / "nowhere" / "record.db"), create=True)


def test_a_folder_is_no_record(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="is a folder"):
        open_store(str(tmp_path), create=True)


@pytest.mark.parametrize("create", [True, False])
@pytest.mark.parametrize("content", [b"Talks were held.", b"x" * 5000, b"\x00" * 100], ids=["short", "long", "NUL"])
def test_some_other_file_is_left_alone(path: Path, content: bytes, *, create: bool) -> None:
    path.write_bytes(content)
    with pytest.raises(StoreError, match=r"record\.db.*not a record"):
        open_store(str(path), create=create)
    assert path.read_bytes() == content


def test_some_other_database_is_left_alone(path: Path) -> None:
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE birds (name TEXT)")
    connection.close()
    before = path.read_bytes()
    with pytest.raises(StoreError, match="not a record of dragoman"):
        open_store(str(path), create=True)
    assert path.read_bytes() == before


def test_an_empty_file_is_a_record_to_be_made(path: Path) -> None:
    path.touch()
    with pytest.raises(StoreError, match="is empty"):
        open_store(str(path), create=False)
    fill(path, "d1")


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write everywhere")
def test_a_file_that_cannot_be_written_is_named(path: Path) -> None:
    fill(path, "d1")
    path.chmod(0o444)
    with pytest.raises(StoreError, match=r"record\.db.*permissions"):
        open_store(str(path), create=False)


def test_a_denied_file_is_named_whoever_runs_the_test(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fill(path, "d1")
    monkeypatch.setattr(os, "access", lambda *_: False)
    with pytest.raises(StoreError, match="permissions"):
        open_store(str(path), create=False)


def test_a_damaged_record_is_an_error_of_ours(path: Path) -> None:
    fill(path, *(f"d{number}" for number in range(200)))
    content = bytearray(path.read_bytes())
    content[4096:] = os.urandom(len(content) - 4096)
    path.write_bytes(content)
    with pytest.raises(StoreError, match=r"record\.db"), open_store(str(path), create=False) as store:
        list(store.view().documents())


# versions of the schema


def test_a_record_of_a_newer_dragoman_is_refused(path: Path) -> None:
    fill(path, "d1")
    connection = sqlite3.connect(path)
    connection.execute("UPDATE schema_version SET version = ?", (CURRENT_VERSION + 1,))
    connection.commit()
    connection.close()
    with pytest.raises(SchemaVersionError, match=r"record\.db.*newer.*upgrade"):
        open_store(str(path), create=False)


# kills


def test_what_is_interrupted_leaves_nothing(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fill(path, "d1")

    def stop(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    with open_store(str(path), create=False) as store:
        writer = store.writer()
        with monkeypatch.context() as patched:
            patched.setattr(blocks, "mark", stop)
            with pytest.raises(KeyboardInterrupt):
                writer.add([keep("d2", "b1"), keep("d3", "b2")])
            with pytest.raises(KeyboardInterrupt):
                writer.remove(["d1"])
            patched.setattr(resolutions, "insert_resolutions", stop)
            with pytest.raises(KeyboardInterrupt):
                writer.replace(["b1"], Resolution())
        assert store.view().counts().documents == 1
        assert ids_of(store.view().events()) == ["e1"]
        assert writer.dirty_blocks() == ()
        writer.add([keep("d2", "b1")])
        assert store.view().counts().documents == 2


KILLED = """
import os, signal, sys
from tests.factories import keep
from dragoman.store import blocks
from dragoman.store.sql import open_store

writer = open_store(sys.argv[1], create=True).writer()
writer.add([keep("d1", "b1")])
blocks.mark = lambda *_, **__: os.kill(os.getpid(), signal.SIGKILL)
writer.add([keep(f"n{number}", "b2", text="word " * 2000) for number in range(300)])
"""


@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL")
def test_a_killed_build_leaves_whole_documents(path: Path) -> None:
    root = Path(__file__).parents[2]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([str(root), str(root / "src")])}
    command = [sys.executable, "-c", KILLED, str(path)]
    ended = subprocess.run(command, env=environment, check=False, capture_output=True)  # noqa: S603 - our own code
    assert ended.returncode == -9, ended.stderr.decode()
    with open_store(str(path), create=False) as store:
        assert [kept.document.document_id for kept in store.view().documents()] == ["d1"]
        assert store.writer().dirty_blocks() == ("b1",)
        store.writer().add([keep("n0", "b2")])
    connection = sqlite3.connect(path)
    assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    connection.close()


# two at once


def test_a_second_writer_waits_then_says_so(path: Path) -> None:
    fill(path, "d1")
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with open_store(str(path), create=False, busy_seconds=0.05) as store:
        with pytest.raises(StoreError, match=r"record\.db.*another build"):
            store.writer().add([keep("d2")])
        assert store.view().counts().documents == 1
        other.execute("ROLLBACK")
        store.writer().add([keep("d2")])
        assert store.view().counts().documents == 2
    other.close()


def test_two_builds_in_turn_lose_nothing(path: Path) -> None:
    fill(path, "d1")
    with open_store(str(path), create=False) as first, open_store(str(path), create=False) as second:
        as_of = first.writer().revision()
        second.writer().add([keep("d2", "b1")])
        assert not first.writer().replace(["b1"], Resolution(), as_of=as_of)
        assert first.writer().dirty_blocks() == ("b1",)
        assert ids_of(first.view().events()) == ["e1"]


@pytest.mark.parametrize("kind", ["memory", "file"])
def test_threads_may_share_a_store(path: Path, kind: str) -> None:
    failures: list[BaseException] = []
    with open_store(":memory:" if kind == "memory" else str(path), create=True) as store:

        def write(number: int) -> None:
            try:
                for count in range(10):
                    store.writer().add([keep(f"d{number}-{count}", "b1")])
                    list(store.view().documents())
            except StoreError as error:
                failures.append(error)

        threads = [threading.Thread(target=write, args=(number,)) for number in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert failures == []
        assert store.view().counts().documents == 40


# memory, and characters


def test_to_read_many_events_takes_no_more_memory(path: Path) -> None:
    with open_store(str(path), create=True) as store:
        sentence = "Kenya and Peru held talks. " * 40
        for start in range(0, 3000, 500):
            events = tuple(make_event(f"e{start + each:05}", sentence=sentence) for each in range(500))
            store.writer().replace([f"b{start}"], Resolution(events=events))
        del events
        tracemalloc.start()
        assert sum(1 for _ in store.view().events()) == 3000
        _, peak = tracemalloc.get_traced_memory()
        tracemalloc.stop()
    assert peak < 6_000_000  # all 3,000 payloads are more than 10 MB of text, and records are larger still


def test_half_a_character_is_an_error_of_ours(path: Path) -> None:
    with open_store(str(path), create=True) as store:
        with pytest.raises(StoreError, match="half a character"):
            store.writer().add([keep("d1"), keep("d2", text="Talks \ud800 were held.")])
        assert store.view().counts().documents == 0
