"""What holds of a record on a server alone: who may do what, many at once, and connections that are lost."""

from __future__ import annotations

import logging
import random
import threading
import time
from collections.abc import Iterator, Sequence
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import event
from tests.factories import build_any, keep, make_event, rename_document
from tests.postgres_server import Server
from tests.resolve.corpora import corpora

from dragoman.errors import StoreError
from dragoman.pipeline import BuildSummary, resolve_dirty, store_form
from dragoman.records.entities import Resolution
from dragoman.records.mentions import Annotations
from dragoman.store import database
from dragoman.store.base import EventFilter, Store, StoredDocument, Writer
from dragoman.store.migrations import CURRENT_VERSION, MIGRATIONS, migrate
from dragoman.store.schema import TEXT_INDEXES
from dragoman.store.sql import SqlStore, open_store
from dragoman.views.exports.json_lines import export_jsonl

QUICK = (0.05, 0.1, 0.2, 0.5, 1.0, 2.0, 4.0)


@pytest.fixture
def address(postgres: Server) -> Iterator[str]:
    """Give an empty record on the server, which nobody else uses."""
    with postgres.database() as address:
        yield address


def export(store: Store, folder: Path) -> bytes:
    out = folder / "record.jsonl"
    export_jsonl(store.view(), out, with_text=True)
    return out.read_bytes()


# opening


def test_an_empty_database_becomes_a_record_once(postgres: Server) -> None:
    with postgres.empty_database() as address:
        with pytest.raises(StoreError, match="is empty"):
            open_store(address, create=False)
        for _ in range(2):
            with open_store(address, create=True) as store:
                assert store.view().counts().documents == 0
        with open_store(address, create=False) as store, store._database.writing() as connection:
            assert migrate(connection, store._database.dialect) == CURRENT_VERSION == len(MIGRATIONS)


def test_two_may_make_a_record_at_once(postgres: Server) -> None:
    failures: list[BaseException] = []

    def make(address: str) -> None:
        try:
            open_store(address, create=True).close()
        except StoreError as error:
            failures.append(error)

    with postgres.empty_database() as address:
        run_at_once([lambda: make(address)] * 3)
        assert failures == []
        with open_store(address, create=False) as store:
            assert store.view().counts().documents == 0


def test_a_schema_of_its_own_beside_other_tables(postgres: Server) -> None:
    with postgres.empty_database() as address:
        postgres.execute("CREATE TABLE birds (name TEXT); CREATE SCHEMA news", address)
        with pytest.raises(StoreError, match="not a record"):
            open_store(address, create=True)
        joint = "&" if "?" in address else "?"
        with open_store(f"{address}{joint}options=-csearch_path%3Dnews", create=True) as store:
            store.writer().add([keep("d1")])
            assert store.view().counts().documents == 1
        with pytest.raises(StoreError, match="CREATE SCHEMA"):
            open_store(f"{address}{joint}options=-csearch_path%3Dnowhere", create=True)


def test_another_encoding_is_refused(postgres: Server) -> None:
    options = "TEMPLATE template0 ENCODING 'LATIN1' LC_COLLATE 'C' LC_CTYPE 'C'"
    with postgres.empty_database(options) as address, pytest.raises(StoreError, match="UTF8"):
        open_store(address, create=True)


def test_a_missing_database_is_named_and_no_password_told(postgres: Server) -> None:
    address = postgres.address("nowhere")
    joint = "&" if "?" in address else "?"
    with pytest.raises(StoreError, match=r"nowhere.*createdb") as caught:
        open_store(f"{address}{joint}password=s3cret", create=True)
    assert "s3cret" not in str(caught.value)


def test_a_server_that_is_not_there_is_told_at_once() -> None:
    began = time.monotonic()
    with pytest.raises(StoreError, match="check that it runs"):
        open_store("postgresql://nobody:s3cret@127.0.0.1:9/none", create=False)
    assert time.monotonic() - began < 60


def test_who_may_only_read_reads(postgres: Server, address: str) -> None:
    with open_store(address, create=True) as store:
        store.writer().add([keep("d1", text="Talks were held.")])
        store.writer().replace(["b1"], Resolution(events=(make_event("e1"),)))
    role = f"reader_{abs(hash(address))}"
    postgres.execute(f"CREATE ROLE {role}; GRANT SELECT ON ALL TABLES IN SCHEMA public TO {role}", address)
    joint = "&" if "?" in address else "?"
    try:
        with open_store(f"{address}{joint}options=-crole%3D{role}", create=False) as store:
            assert [event.event_id for event in store.view().events(EventFilter(text="talks"))] == ["e1"]
            with pytest.raises(StoreError, match="rights"):
                store.writer().add([keep("d2")])
    finally:
        postgres.execute(f"DROP OWNED BY {role}; DROP ROLE {role}", address)


def test_words_are_compared_byte_by_byte_in_every_column(postgres: Server, address: str) -> None:
    loose = postgres.execute(
        "SELECT table_name, column_name FROM information_schema.columns WHERE table_schema = 'public' "
        "AND data_type = 'character varying' AND collation_name IS DISTINCT FROM 'C'",
        address,
    )
    assert loose == []


def test_documents_sort_as_in_a_file(address: str) -> None:
    names = ["b", "B", "a", "á", "Z", "z-1", "z 2", "_", "日", "ä", "10", "9"]
    with open_store(address, create=False) as store:
        store.writer().add([keep(name, name) for name in names])
        assert [kept.document.document_id for kept in store.view().documents()] == sorted(names)
        assert store.writer().dirty_blocks() == tuple(sorted(names))


# the same words are found as in a file

WORDS = ("talks", "Talk", "the", "who", "striking", "strike", "U.S.-led", "São", "Sao", "1,250", "e-mail", "km/h", "—")


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.data())
def test_a_search_finds_what_it_finds_in_a_file(shared_stores: tuple[Store, Store], data: st.DataObject) -> None:
    words = st.lists(st.sampled_from([*WORDS, '"talks the"', '"U.S. led"', "?", '"strait of"']), min_size=1, max_size=3)
    asked = EventFilter(text=" ".join(data.draw(words)))
    in_memory, on_server = (
        [kept.document.document_id for kept in store.view().documents(asked)] for store in shared_stores
    )
    assert on_server == in_memory


@pytest.fixture(scope="module")
def shared_stores(postgres: Server) -> Iterator[tuple[Store, Store]]:
    """Fill two records with the same articles of few words."""
    chance = random.Random(7)  # noqa: S311 - invented news
    batch = [keep(f"d{number:02}", text=" ".join(chance.choices(WORDS, k=6))) for number in range(60)]
    with (
        postgres.database() as address,
        open_store(address, create=True) as on_server,
        open_store(":memory:", create=True) as in_memory,
    ):
        for store in (in_memory, on_server):
            store.writer().add(batch)
        yield in_memory, on_server


def test_stems_are_kept_of_all_that_is_searched(postgres: Server, address: str) -> None:
    with open_store(address, create=False) as store:
        store.writer().add([keep("d1", text="Talks in São Paulo.")])
        store.writer().replace(["b1"], Resolution(events=(make_event("e1", sentence="They met."),)))
    assert postgres.execute("SELECT text_stems FROM document", address) == [("talk in sao paulo",)]
    assert postgres.execute("SELECT words_stems FROM event", address) == [("thei met",)]
    indexes = postgres.execute("SELECT indexname FROM pg_indexes WHERE indexdef LIKE '%USING gin%'", address)
    assert sorted(name for (name,) in indexes) == sorted(f"{table.name}_{name}_index" for table, name in TEXT_INDEXES)


# odd characters


def add_or_refuse(store: Store, stored: StoredDocument) -> str:
    try:
        store.writer().add([stored])
    except StoreError as error:
        return str(error)
    return ""


@settings(max_examples=8, deadline=None, suppress_health_check=list(HealthCheck))
@given(build_any(Annotations), st.lists(st.text(st.characters(exclude_characters="\0", codec="utf-8")), max_size=3))
def test_any_annotations_survive_or_are_refused(
    postgres: Server, postgres_address: str, annotations: Annotations, keys: list[str]
) -> None:
    annotations = rename_document(annotations, "d1")
    stored = StoredDocument(annotations=annotations, block_keys={"m": tuple(keys)})
    with open_store(postgres_address, create=True) as store:
        refused = add_or_refuse(store, stored)
        assert store.view().counts().documents == (0 if refused else 1)
        if refused:
            # readers put another sign for NUL, so that no article holds one
            assert "NUL" in refused
        else:
            assert store.view().annotations("d1") == annotations
            assert store.writer().dirty_blocks() == tuple(sorted(set(keys)))
    postgres.clear(postgres_address)


def test_half_a_character_is_refused(address: str) -> None:
    with open_store(address, create=False) as store:
        with pytest.raises(StoreError, match="half a character"):
            store.writer().add([keep("d1"), keep("d2", text="Talks \ud800 were held.")])
        assert store.view().counts().documents == 0


def test_a_question_with_nul_finds_nothing(address: str) -> None:
    with open_store(address, create=False) as store:
        store.writer().add([keep("d1")])
        view = store.view()
        assert view.find("a\x00") is None
        assert view.imprints(["d1\x00"]) == {}
        for chosen in (EventFilter(actor="K\x00N"), EventFilter(document_id="\x00"), EventFilter(after=("2", "\x00"))):
            assert list(view.events(chosen)) == []


# many at once


def run_at_once(actions: Sequence[Any]) -> None:
    threads = [threading.Thread(target=action) for action in actions]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def test_a_second_writer_waits_then_says_so(address: str) -> None:
    with (
        open_store(address, create=False) as first,
        open_store(address, create=False, busy_seconds=0.1) as second,
    ):
        with first._database.writing():
            with pytest.raises(StoreError, match="another build"):
                second.writer().add([keep("d1")])
            assert second.view().counts().documents == 0  # who reads does not wait
        second.writer().add([keep("d1")])
        assert first.view().counts().documents == 1


def build(address: str, articles: Sequence[Annotations]) -> None:
    with open_store(address, create=True) as store:
        writer = store.writer()
        for article in articles:
            writer.add([store_form(article)])
            resolve_dirty(writer, BuildSummary())


@settings(max_examples=3, deadline=None, suppress_health_check=list(HealthCheck))
@given(corpora())
def test_two_builds_at_once_give_what_one_gives(
    postgres: Server, tmp_path_factory: pytest.TempPathFactory, corpus: list[Annotations]
) -> None:
    folder = tmp_path_factory.mktemp("builds")
    failures: list[BaseException] = []

    def part(address: str, articles: Sequence[Annotations]) -> None:
        try:
            build(address, articles)
        except BaseException as error:  # noqa: BLE001 - a thread tells nobody else
            failures.append(error)

    half = len(corpus) // 2
    with postgres.database() as address:
        # each has an article of the other's, too
        run_at_once([lambda: part(address, corpus[: half + 1]), lambda: part(address, corpus[half:])])
        assert failures == []
        with open_store(address, create=False) as store, open_store(":memory:", create=True) as alone:
            alone.writer().add([store_form(each) for each in corpus])
            resolve_dirty(alone.writer(), BuildSummary())
            assert store.writer().dirty_blocks() == ()
            assert export(store, folder) == export(alone, folder)


# connections that are lost


def cut_connections(postgres: Server, address: str) -> int:
    """End all connections to a record, as an operator can."""
    name = address.partition("?")[0].rpartition("/")[2]
    cut = postgres.execute(
        f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{name}' AND pid <> pg_backend_pid()"  # noqa: S608 - our own names
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
