"""What is made elsewhere and kept in parts: rows of events, then what follows from them; keys by the million."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import inspect
from tests.factories import keep, make_event, make_statement

from dragoman.records.codec import from_plain
from dragoman.records.entities import Resolution
from dragoman.records.mentions import Annotations
from dragoman.records.spans import PARTS_AT_A_TIME, hash_parts, make_id
from dragoman.store import parts
from dragoman.store.base import Store, View, Writer
from dragoman.store.parts import PackedKeys, Part, pack_keys
from dragoman.store.resolutions import make_event_rows


@given(st.lists(st.text(), unique=True).map(sorted))
def test_packed_keys_are_the_same_keys(keys: list[str]) -> None:
    packed = PackedKeys(key.encode("utf-8", "replace").decode() for key in keys)
    assert list(packed) == list(packed) == [key.encode("utf-8", "replace").decode() for key in keys]
    assert len(packed) == len(keys)


def test_few_keys_are_not_packed(monkeypatch: pytest.MonkeyPatch) -> None:
    keys = ("a", "b")
    assert pack_keys(keys) is keys
    monkeypatch.setattr(parts, "MOST_KEYS_HELD", 1)
    assert "b" in pack_keys(keys)
    assert "c" not in pack_keys(keys)


@pytest.mark.parametrize("count", [0, 1, PARTS_AT_A_TIME, PARTS_AT_A_TIME + 1])
def test_an_id_of_many_parts_is_that_of_few(count: int) -> None:
    keys = [f"key {number}" for number in range(count)]
    assert hash_parts("group", iter(keys)) == make_id("group", *keys)


def test_rows_made_elsewhere_are_the_events(view: View, writer: Writer) -> None:
    writer.add([keep("d1", "b1", "b2")])
    events = [make_event("e1"), make_event("e2")]
    part = Part(
        block_keys=("b1", "b2"),
        resolution=lambda: Resolution(
            statements=(make_statement("s1", "We will meet again.", speaker=None, day=None),)
        ),
        made=lambda: (make_event_rows([event]) for event in events),
    )
    for _ in range(2):  # the second time in the place of the first
        assert writer.replace_parts([part], ("b1", "b2"), as_of=writer.revision())
    assert list(view.events()) == events
    assert [each.quotation_id for each in view.statements()] == ["s1"]
    assert writer.dirty_blocks() == ()
    assert writer.linked_blocks(["b1"]) == ("b1", "b2")


def test_indexes_that_were_left_alone_are_there_afterwards(store: Store, writer: Writer) -> None:
    writer.add([keep("d1", "b1")])
    before = _indexes(store)
    part = Part(block_keys=("b1",), resolution=Resolution, made=lambda: [make_event_rows([make_event("e1")])])
    writer.replace_parts([part], ("b1",))
    assert _indexes(store) == before


def _indexes(store: Any) -> set[str | None]:
    return {each["name"] for each in inspect(store._database.engine).get_indexes("claim")}


def test_texts_are_what_annotations_are_read_from(writer: Writer) -> None:
    writer.add([keep("d2", "b1"), keep("d1", "b1")])
    read = {each.document.document_id: each for each in writer.load_annotations(["d1", "d2"], with_text=False)}
    texts = dict(writer.load_texts(["d2", "d1", "unknown"]))
    assert {each: from_plain(Annotations, json.loads(text)) for each, text in texts.items()} == read
