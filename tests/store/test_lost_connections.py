"""A connection to the server that is lost: each transaction is kept once and whole, or it is told."""

from __future__ import annotations

import logging
import random
import threading
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event
from tests.factories import keep, make_event
from tests.postgres_server import Server

from dragoman.errors import StoreError
from dragoman.records.entities import Resolution
from dragoman.store import database
from dragoman.store.base import Store, Writer
from dragoman.store.sql import SqlStore, open_store
from dragoman.views.exports.json_lines import export_jsonl

QUICK = (0.05, 0.1, 0.2, 0.5, 1.0, 2.0, 4.0)


def export(store: Store, folder: Path) -> bytes:
    out = folder / "record.jsonl"
    export_jsonl(store.view(), out, with_text=True)
    return out.read_bytes()


def cut_connections(postgres: Server, address: str) -> int:
    """End all connections to a record, as an operator can."""
    name = address.partition("?")[0].rpartition("/")[2]
    cut = postgres.execute(
        f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{name}' AND pid <> pg_backend_pid()"
    )
    return len(cut)


def write_all(writer: Writer) -> None:
    for number in range(30):
        writer.add([keep(f"d{number:02}-{each}", f"b{number}", key=f"id:{number}-{each}") for each in range(3)])
        as_of = writer.revision()
        events = (make_event(f"e{number}", document_ids=(f"d{number:02}-0",), earliest="2024-10-11"),)
        resolution = Resolution(events=events)
        while writer.dirty_blocks(limit=1):
            writer.replace([f"b{number}"], resolution, as_of=as_of)
            as_of = writer.revision()
    assert writer.remove(["d00-0", "never"], removed_at="2031") == ("d00-0",)
    writer.replace(["b0"], Resolution())


def test_cut_connections_lose_nothing(
    postgres: Server, address: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(database, "PAUSES", QUICK)
    caplog.set_level(logging.ERROR, "sqlalchemy.pool")
    is_over = threading.Event()
    chance = random.Random(11)  # noqa: S311 - moments

    def cut() -> None:
        for _ in range(15):
            if is_over.wait(chance.uniform(0.0, 0.6)):
                return
            cut_connections(postgres, address)

    knife = threading.Thread(target=cut)
    with open_store(address, create=False) as store:
        knife.start()
        try:
            write_all(store.writer())
        finally:
            is_over.set()
            knife.join()
    with open_store(address, create=False) as store, open_store(":memory:", create=True) as alone:
        write_all(alone.writer())
        assert export(store, tmp_path) == export(alone, tmp_path)
        assert list(store.view().stored("9")) == list(alone.view().stored("9"))
        assert store.view().removed_since("2030") == 1


@pytest.mark.parametrize("step", range(1, 13))
def test_a_connection_that_is_cut_at_any_step_is_taken_up_again(
    postgres: Server, address: str, monkeypatch: pytest.MonkeyPatch, step: int
) -> None:
    monkeypatch.setattr(database, "PAUSES", QUICK)
    with open_store(address, create=False) as store:
        store.writer().add([keep("old", "b1", key="id:1")])
        cut_before_statement(store, step, lambda: cut_connections(postgres, address))
        store.writer().add([keep("new", "b1", "b2", key="id:1"), keep("other", "b3")])
        view = store.view()
        assert [kept.document.document_id for kept in view.documents()] == ["new", "other"]
        assert view.counts().event_mentions == 3
        assert store.writer().documents_in(["b1", "b2", "b3"]) == {"new", "other"}


def cut_before_statement(store: SqlStore, step: int, cut: Any) -> None:
    """Cut the connections before so many statements have run, once."""
    numbers = count(1)

    def watch(*_: Any) -> None:
        if next(numbers) == step:
            cut()

    event.listen(store._database.engine, "before_cursor_execute", watch)


def test_a_commit_whose_answer_is_lost_is_kept_once(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(database, "PAUSES", QUICK)
    with open_store(address, create=False) as store:
        writer = store.writer()
        writer.add([keep("a", "b1", key="id:1")])
        commit = store._database.engine.dialect.do_commit
        numbers = count()

        def lose(connection: Any) -> None:
            commit(connection)
            if next(numbers) % 2 == 0:
                connection.driver_connection.close()
                connection.driver_connection.execute("SELECT 1")  # raises what a lost connection raises

        monkeypatch.setattr(store._database.engine.dialect, "do_commit", lose)
        writer.add([keep("b", "b1", key="id:1"), keep("c", "b2", key="id:1")])
        assert writer.remove(["b"], removed_at="2031") == ("b",)
        writer.replace(["b1", "b2"], Resolution(events=(make_event("e1"),)), as_of=None)
        writer.set_meta("key", "value")
        writer.mark_dirty(["b1"])
        monkeypatch.undo()
        view = store.view()
        assert [kept.document.document_id for kept in view.documents(superseded=True)] == ["a", "c"]
        assert [kept.document.document_id for kept in view.documents()] == ["c"]
        assert (view.removed_since("2030"), view.counts().events, view.meta()) == (1, 1, {"key": "value"})
        assert [tally.events for tally in view.tallies("pair")] == [1]
        assert writer.dirty_blocks() == ("b1",)


def test_a_server_that_is_restarted_is_waited_for(
    postgres: Server, address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    if postgres.own is None:
        pytest.skip("the server of DATABASE_URL is not ours to restart")
    monkeypatch.setattr(database, "PAUSES", (0.2, 0.5, 1.0, 2.0, 4.0, 8.0))
    with open_store(address, create=False) as store:
        store.writer().add([keep("d1")])
        restart = threading.Thread(target=postgres.restart)
        restart.start()
        for number in range(40):
            store.writer().add([keep(f"n{number:02}", "b1")])
        restart.join()
        store.writer().add([keep("d2")])
        assert store.view().counts().documents == 42  # and a page after the restart is read without an error


def test_a_server_that_stays_away_is_reported(postgres: Server, address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(database, "PAUSES", (0.01, 0.01))
    with open_store(address, create=False) as store:
        event.listen(store._database.engine, "before_cursor_execute", lambda *_: cut_connections(postgres, address))
        with pytest.raises(StoreError, match=r"connection to the server was lost.*run again.*kept"):
            store.writer().add([keep("d1")])
    with open_store(address, create=False) as store:
        assert store.view().counts().documents == 0
