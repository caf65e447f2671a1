from __future__ import annotations

import io
from contextlib import suppress
from datetime import UTC, date, datetime

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.errors import ReadError
from dragoman.readers.tables.parquet import read_parquet
from dragoman.records.documents import RawDocument, Rejection


def write(columns: dict[str, list[object]], **options: object) -> bytes:
    file = io.BytesIO()
    pq.write_table(pa.table(columns), file, **options)
    return file.getvalue()


def read(data: bytes) -> list[RawDocument | Rejection]:
    return list(read_parquet((data[at : at + 999] for at in range(0, len(data), 999)), "a.parquet"))


def test_columns_become_fields() -> None:
    first, second = read(
        write(
            {
                "Body": ["Envoys met.", "They signed."],
                "source_url": ["https://a.example/1", None],
                "date": [date(2024, 10, 11), None],
                "authors": [["A Roe", "B Roe"], []],
                "id": ["story-7", "8"],
                "score": [0.5, 0.7],
            }
        )
    )
    assert first == RawDocument(
        source_id="story-7",
        origin="a.parquet:1",
        text="Envoys met.",
        url="https://a.example/1",
        published="2024-10-11",
        author="A Roe, B Roe",
    )
    assert second.source_id == "a.parquet:2"


def test_moments_and_numbers() -> None:
    moment = datetime(2024, 10, 11, 8, tzinfo=UTC)
    (found,) = read(write({"text": ["Envoys met."], "published": [moment], "title": [float("nan")], "id": [17.0]}))
    assert isinstance(found, RawDocument)
    assert (found.published, found.title, found.source_id) == ("2024-10-11T08:00:00+00:00", None, "a.parquet:1")


@pytest.mark.parametrize("compression", ["none", "snappy", "gzip", "zstd"])
def test_many_rows_in_groups(compression: str) -> None:
    data = write({"text": [f"Envoy {n} met." for n in range(300)]}, row_group_size=70, compression=compression)
    found = read(data)
    assert [each.source_id for each in found] == [f"a.parquet:{n}" for n in range(1, 301)]
    assert [each.text for each in found if isinstance(each, RawDocument)] == [f"Envoy {n} met." for n in range(300)]


@pytest.mark.parametrize(
    ("value", "reason"), [pytest.param(None, "empty", id="null"), pytest.param(7, "unreadable", id="number")]
)
def test_row_without_a_text_is_rejected(value: object, reason: str) -> None:
    (found,) = read(write({"text": [value]}))
    assert isinstance(found, Rejection)
    assert (found.source_id, found.reason) == ("a.parquet:1", reason)


@pytest.mark.parametrize(
    ("data", "reason", "told"),
    [
        pytest.param(write({"score": [1], "date": ["x"]}), "unknown-format", "found are 'score', 'date'", id="no-text"),
        pytest.param(write({"text": pa.array([], pa.string())}), "empty", "no row", id="no-row"),
        pytest.param(b"", "empty", "nothing", id="nothing"),
        pytest.param(b"Envoys met.", "unreadable", "mark", id="text"),
        pytest.param(b"PAR1" + b"x" * 50, "unreadable", "damaged", id="no-end"),
    ],
)
def test_file_that_cannot_be_read(data: bytes, reason: str, told: str) -> None:
    with pytest.raises(ReadError, match=told) as error:
        read(data)
    assert error.value.reason == reason


WHOLE = write({"text": ["Envoys met.", "They signed."] * 20, "title": ["x", "y"] * 20})


@given(st.lists(st.tuples(st.integers(0, len(WHOLE) - 1), st.integers(0, 255)), min_size=1, max_size=12))
@settings(max_examples=80, deadline=None)
def test_damaged_file_is_read_or_rejected(changes: list[tuple[int, int]]) -> None:
    data = bytearray(WHOLE)
    for at, value in changes:
        data[at] = value
    with suppress(ReadError):
        read(bytes(data))
