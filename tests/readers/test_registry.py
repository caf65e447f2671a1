from __future__ import annotations

import pytest

from dragoman.readers.registry import READERS, known_suffixes, reader_for, reader_of_stream


@pytest.mark.parametrize(
    ("name", "reader"),
    [("a.txt", "text"), ("A.MD", "text"), ("a.b.html", "webpage"), ("a.HTM", "webpage"), ("a.jsonl", "jsonl"),
     ("a.png", None), ("txt", None), (".txt", None)],
)  # fmt: skip
def test_reader_by_ending(name: str, reader: str | None) -> None:
    found = reader_for(name)
    assert (found.name if found else None) == reader


@pytest.mark.parametrize(
    ("first", "reader"),
    [
        pytest.param(b'{"text": 1}', "jsonl", id="brace"),
        pytest.param(b"\xef\xbb\xbf {", "jsonl", id="mark-and-brace"),
        pytest.param('{"text": 1}'.encode("utf-16"), "jsonl", id="utf-16"),
        pytest.param(b"Envoys {", "text", id="words"),
        pytest.param(b"", "text", id="nothing"),
        pytest.param(b"\xff\xfe\x00", "text", id="half-a-letter"),
    ],
)
def test_reader_of_a_stream(first: bytes, reader: str) -> None:
    assert reader_of_stream(first).name == reader


def test_table_is_in_order_and_names_each_ending_once() -> None:
    assert len(set(known_suffixes())) == len(known_suffixes())
    assert all(suffix == suffix.lower() and suffix.startswith(".") for suffix in known_suffixes())
    assert len({reader.name for reader in READERS}) == len(READERS)
