"""One body for all stores: whatever is said here holds in memory, in a file and on a server."""

from __future__ import annotations

import dataclasses

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.factories import (
    build_any,
    ids_of,
    keep,
    make_event,
    rename_document,
)

from dragoman.errors import UsageError
from dragoman.records.entities import (
    Resolution,
)
from dragoman.records.mentions import Annotations
from dragoman.store import blocks as block_book
from dragoman.store.base import EventFilter, StoredDocument, View, Writer
from dragoman.store.sql import open_store

ODD = settings(max_examples=8, deadline=None, suppress_health_check=list(HealthCheck))


# documents


def test_a_fresh_record_is_empty(view: View, writer: Writer) -> None:
    assert set(dataclasses.astuple(view.counts())) == {0}
    assert list(view.documents()) == []
    assert list(view.events()) == []
    assert view.event("none") is None
    assert view.find("none") is None
    assert view.document("none") is None
    assert view.annotations("none") is None
    assert writer.dirty_blocks() == ()


def test_a_document_comes_back_whole(view: View, writer: Writer) -> None:
    stored = keep("d1", "b1", day="2024-10-11")
    writer.add([stored])
    assert view.annotations("d1") == stored.annotations
    assert list(writer.load_annotations(["d1"])) == [stored.annotations]
    (kept,) = view.documents(with_text=True)
    assert kept == view.document("d1")
    assert kept.document == stored.annotations.document
    assert kept.published == kept.published_alone == stored.annotations.published
    assert kept.versions == stored.annotations.versions


def test_text_is_left_out_unless_asked_for(view: View, writer: Writer) -> None:
    writer.add([keep("d1")])
    assert [kept.document.text for kept in view.documents()] == [""]
    assert [each.document.text for each in writer.load_annotations(["d1"], with_text=False)] == [""]


def test_documents_come_by_day_then_id_undated_last(view: View, writer: Writer) -> None:
    writer.add([keep("c"), keep("b", day="2024-10-11"), keep("a", day="2024-10-11"), keep("z", day="2023")])
    assert [kept.document.document_id for kept in view.documents()] == ["z", "a", "b", "c"]


def test_known_says_which_are_there_and_as_made_by_what(writer: Writer) -> None:
    writer.add([keep("d1"), keep("d2")])
    assert writer.known(["d2", "d3", "d1"]) == {"d1", "d2"}
    assert writer.known(["d1"], versions=(("lexicons", "1"),)) == {"d1"}
    assert writer.known(["d1"], versions=(("lexicons", "2"),)) == set()
    assert writer.known(f"n{number}" for number in range(40_000)) == set()


def test_a_known_document_is_kept_as_now_annotated(view: View, writer: Writer) -> None:
    writer.add([keep("d1", "old")])
    writer.replace(["old"], Resolution())
    again = dataclasses.replace(keep("d1", "new").annotations, events=())
    writer.add([StoredDocument(annotations=again, block_keys={"d1-talks": ("new",)})])
    assert view.annotations("d1") == again
    assert view.counts().event_mentions == 0
    assert writer.dirty_blocks() == ("new", "old")


def test_one_batch_may_hold_a_document_twice(view: View, writer: Writer) -> None:
    writer.add([keep("d1"), keep("d1")])
    assert view.counts().documents == 1


def test_no_documents_are_no_work(writer: Writer) -> None:
    writer.add([])
    assert writer.remove([]) == ()
    assert writer.revision() == 0


@ODD
@given(build_any(Annotations), st.lists(st.text(), max_size=3))
def test_any_annotations_survive(annotations: Annotations, blocks: list[str]) -> None:
    annotations = rename_document(annotations, "d1")
    members = {"m": tuple(blocks)}
    with open_store(":memory:", create=True) as store:
        store.writer().add([StoredDocument(annotations=annotations, block_keys=members)])
        assert store.view().annotations("d1") == annotations
        assert list(store.writer().load_annotations(["d1"])) == [annotations]
        assert store.writer().dirty_blocks() == tuple(sorted(set(blocks)))


# superseding and removing


def test_the_same_key_with_another_text_supersedes(view: View, writer: Writer) -> None:
    writer.add([keep("old", "b1", key="id:7")])
    writer.replace(["b1"], Resolution())
    writer.add([keep("new", "b2", key="id:7")])
    assert [kept.document.document_id for kept in view.documents()] == ["new"]
    assert writer.dirty_blocks() == ("b1", "b2")
    assert writer.documents_in(["b1"]) == set()
    assert list(writer.blocks_of(["old"])) == []
    assert writer.count_documents() == 1
    assert list(writer.load_annotations(["old"])) == []
    old, new = view.document("old"), view.document("new")
    assert old is not None
    assert new is not None
    assert (old.superseded_by, new.supersedes) == ("new", "old")
    assert old.document.text == "Talks, as old tells."
    assert writer.known(["old"]) == {"old"}
    assert len(list(view.documents(superseded=True))) == 2
    assert (view.counts().documents, view.counts().superseded) == (1, 1)


def test_superseding_within_a_batch_goes_by_its_order(view: View, writer: Writer) -> None:
    writer.add([keep("z", key="id:7"), keep("m", key="id:7"), keep("a", key="id:7")])
    assert [kept.document.document_id for kept in view.documents()] == ["a"]


def test_any_shared_key_supersedes(view: View, writer: Writer) -> None:
    both = dataclasses.replace(keep("d3"), keys=("id:7", "url:x"))
    writer.add([keep("d1", key="id:7"), keep("d2", key="url:x"), keep("other", key="id:8"), both])
    assert {kept.document.document_id for kept in view.documents()} == {"d3", "other"}


def test_no_key_supersedes_nothing(view: View, writer: Writer) -> None:
    writer.add([keep("d1"), keep("d2")])
    assert view.counts().documents == 2


def test_what_was_superseded_stays_so_when_it_is_added_again(view: View, writer: Writer) -> None:
    writer.add([keep("old", key="id:7"), keep("new", key="id:7")])
    writer.add([keep("old", key="id:7")])
    assert [kept.document.document_id for kept in view.documents()] == ["new"]


def test_to_remove_the_newest_brings_back_the_one_before(view: View, writer: Writer) -> None:
    writer.add([keep("a", "b1", key="id:7"), keep("b", key="id:7"), keep("c", key="id:7")])
    writer.replace(["b1"], Resolution())
    assert writer.remove(["b"]) == ("b",)
    assert [kept.document.document_id for kept in view.documents()] == ["c"]
    assert writer.dirty_blocks() == ("b1",)
    writer.remove(["c"])
    assert [kept.document.document_id for kept in view.documents()] == ["a"]


def test_to_remove_takes_everything_of_the_document(view: View, writer: Writer) -> None:
    writer.add([keep("d1", "b1", "b2"), keep("d2", "b2")])
    writer.replace(["b1", "b2"], Resolution())
    assert writer.remove(["d1", "never"]) == ("d1",)
    assert writer.dirty_blocks() == ("b1", "b2")
    assert view.annotations("d1") is None
    assert view.counts().event_mentions == 1
    assert writer.known(["d1"]) == set()
    assert list(view.documents(EventFilter(text="d1"))) == []
    assert writer.documents_in(["b1", "b2"]) == {"d2"}


def test_to_add_and_remove_leaves_no_trace(view: View, writer: Writer) -> None:
    writer.add([keep("d1", "b1", key="id:7", day="2024")])
    before = (list(view.documents(with_text=True)), writer.documents_in(["b1"]), view.counts())
    writer.add([keep("d2", "b1", key="id:7")])
    writer.remove(["d2"])
    assert (list(view.documents(with_text=True)), writer.documents_in(["b1"]), view.counts()) == before


# blocks


def test_members_of_blocks_and_blocks_of_documents(writer: Writer) -> None:
    writer.add([keep("d2", "b2", "b1"), keep("d1", "b1"), keep("d3", "b3")])
    assert writer.documents_in(["b2", "b1", "b1"]) == {"d1", "d2"}
    found = {each: sorted(keys) for each, keys in writer.blocks_of(["d2", "d1", "d1"])}
    assert found == {"d1": ["b1"], "d2": ["b1", "b2"]}
    assert writer.homes_of(["d1-talks", "d3-talks", "unknown"]) == {"d1-talks": "d1", "d3-talks": "d3"}
    assert writer.count_documents() == 3


def test_to_mark_all_blocks_at_once_comes_to_the_same(writer: Writer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(block_book, "MANY_BLOCKS", 2)
    writer.add([keep("d1", "a", "b"), keep("d2", "b", "ü", "Z")])
    before = writer.revision()
    writer.replace(["Z", "a", "b"], Resolution())  # not all, though many
    assert writer.dirty_blocks() == ("ü",)
    writer.replace(["Z", "a", "b", "c"], Resolution())  # as many as there are, but others
    assert writer.dirty_blocks() == ("ü",)
    writer.replace(["Z", "a", "b", "c", "ü"], Resolution(), as_of=writer.revision())
    assert writer.dirty_blocks() == ()
    assert writer.revision() > before + 2


def test_dirty_blocks_come_sorted_and_a_few_at_a_time(writer: Writer) -> None:
    writer.add([keep("d1", "c", "a", "b")])
    assert writer.dirty_blocks(limit=2) == ("a", "b")
    writer.replace(["a", "b"], Resolution())
    assert writer.dirty_blocks(limit=2) == ("c",)
    writer.mark_dirty(["b"])
    assert writer.dirty_blocks() == ("b", "c")
    writer.mark_dirty()
    assert writer.dirty_blocks() == ("a", "b", "c")


def test_annotations_are_loaded_by_id_whatever_their_number(writer: Writer) -> None:
    writer.add([keep(f"d{number:03}") for number in range(150)])
    wanted = [f"d{number:03}" for number in range(149, -1, -1)]
    loaded = [each.document.document_id for each in writer.load_annotations([*wanted, "never", "d000"])]
    assert loaded == sorted(wanted)


# reading while writing


def test_a_reader_sees_the_record_as_it_was_when_it_began(view: View, writer: Writer) -> None:
    writer.replace(["b1"], Resolution(events=tuple(make_event(f"e{number:03}") for number in range(500))))
    reading = view.events()
    first = next(reading)
    writer.replace(["b1"], Resolution())
    assert len([first, *reading]) == 500
    assert ids_of(view.events()) == []


def test_a_reader_that_is_given_up_does_not_undo_a_writer(view: View, writer: Writer) -> None:
    writer.add([keep("d1"), keep("d2")])
    reading = view.documents()
    next(reading)
    writer.add([keep("d3")])
    del reading
    assert view.counts().documents == 3


def test_a_wrong_filter_is_refused(view: View) -> None:
    with pytest.raises(UsageError):
        list(view.events(EventFilter(since="last week")))
