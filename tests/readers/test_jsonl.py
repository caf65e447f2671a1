from __future__ import annotations

import json
from collections.abc import Iterator

import pytest

from dragoman.errors import ReadError
from dragoman.readers.jsonl import MOST_LINE_BYTES, read_jsonl
from dragoman.records.documents import RawDocument, Rejection


def read(*lines: str, encoding: str = "utf-8") -> list[RawDocument | Rejection]:
    return list(read_jsonl(iter(["\n".join(lines).encode(encoding)]), "in.jsonl"))


def test_every_field_is_read() -> None:
    fields = {
        "id": "a7",
        "text": "Envoys met.",
        "title": "Accord",
        "url": "https://a.example/1",
        "publisher": "Port Herald",
        "author": "Mara Ellingsen",
        "published": "2024-10-11",
        "language": "en",
    }
    (found,) = read(json.dumps(fields))
    assert isinstance(found, RawDocument)
    assert (found.source_id, found.origin) == ("a7", "in.jsonl:1")
    assert all(getattr(found, name) == value for name, value in fields.items() if name != "id")


def test_line_without_id_is_named_by_its_place() -> None:
    first, second = read('{"text": "a"}', "", '{"text": "b", "id": null}')
    assert [first.source_id, second.source_id] == ["in.jsonl:1", "in.jsonl:3"]


def test_numbers_and_lists_of_names_are_texts() -> None:
    (found,) = read('{"text": "a", "id": 7, "published": 2024, "author": ["A Roe", "B Roe"]}')
    assert isinstance(found, RawDocument)
    assert (found.source_id, found.published, found.author) == ("7", "2024", "A Roe, B Roe")


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        pytest.param('["text"]', "not-an-object", id="array"),
        pytest.param('"text"', "not-an-object", id="string"),
        pytest.param("null", "not-an-object", id="null"),
        pytest.param("{text: 1}", "unreadable", id="no-json"),
        pytest.param('{"text": "a"', "unreadable", id="cut-off"),
        pytest.param('{"text": 5}', "unreadable", id="text-is-a-number"),
        pytest.param('{"text": "a", "title": {}}', "unreadable", id="title-is-an-object"),
        pytest.param('{"title": "a"}', "empty", id="no-text"),
        pytest.param("[" * 100_000, "unreadable", id="nested-too-deep"),
        pytest.param('{"text": "a", "id": ' + "9" * 5000 + "}", "unreadable", id="endless-number"),
    ],
)
def test_bad_line_is_rejected_and_the_next_is_read(line: str, reason: str) -> None:
    bad, good = read(line, '{"text": "Envoys met."}')
    assert isinstance(bad, Rejection)
    assert (bad.source_id, bad.reason) == ("in.jsonl:1", reason)
    assert isinstance(good, RawDocument)


def test_line_that_is_not_utf8_is_rejected_alone() -> None:
    bad, good = read_jsonl(iter([b'{"text": "caf\xe9"}\n{"text": "b"}\n']), "in.jsonl")
    assert isinstance(bad, Rejection)
    assert bad.reason == "unreadable"
    assert isinstance(good, RawDocument)


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-32"])
def test_byte_order_marks(encoding: str) -> None:
    (found,) = read('{"text": "Café Ω"}', encoding=encoding)
    assert isinstance(found, RawDocument)
    assert found.text == "Café Ω"


def test_endless_line_is_rejected_and_the_next_is_read() -> None:
    def chunks() -> Iterator[bytes]:
        yield b'{"text": "'
        for _ in range(50):
            yield b"a" * 1_000_000
        yield b'"}\n{"text": "Envoys met."}'

    bad, good = read_jsonl(chunks(), "in.jsonl")
    assert isinstance(bad, Rejection)
    assert (bad.reason, bad.source_id) == ("too-long", "in.jsonl:1")
    assert MOST_LINE_BYTES > 6_000_000  # a million characters, each written \\uXXXX
    assert isinstance(good, RawDocument)
    assert good.source_id == "in.jsonl:2"


@pytest.mark.parametrize(
    ("data", "reason"),
    [(b"", "empty"), (b"\n \n", "empty"), (b"\x89PNG\r\n", "binary"), (b"{\x00}", "binary")],
)
def test_file_that_is_no_jsonl(data: bytes, reason: str) -> None:
    with pytest.raises(ReadError) as error:
        list(read_jsonl(iter([data] if data else []), "in.jsonl"))
    assert error.value.reason == reason
