from __future__ import annotations

import gzip
import io
import pickle
from contextlib import suppress

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reportlab.pdfgen.canvas import Canvas

from dragoman.errors import ReadError
from dragoman.readers.registry import READERS, known_suffixes, reader_for, reader_of_stream
from dragoman.readers.zones import zone
from dragoman.records.documents import Document, RawDocument, Rejection

WORDS = "The envoys of Norland met in Westhaven."


def pdf() -> bytes:
    file = io.BytesIO()
    canvas = Canvas(file)
    canvas.drawString(72, 700, WORDS)
    canvas.save()
    return file.getvalue()


def parquet() -> bytes:
    file = io.BytesIO()
    pq.write_table(pa.table({"text": [WORDS]}), file)
    return file.getvalue()


PAGE = f"<html><body><p>{WORDS}</p></body></html>".encode()
WARC = (
    f"WARC/1.0\r\nWARC-Type: conversion\r\nWARC-Target-URI: https://a.example/1\r\nContent-Type: text/plain\r\n"
    f"Content-Length: {len(WORDS)}\r\n\r\n{WORDS}\r\n\r\n"
).encode()
# One whole file of each kind, with the same words in it.
SAMPLES = {
    "text": WORDS.encode(),
    "webpage": PAGE,
    "pdf": pdf(),
    "jsonl": f'{{"text": "{WORDS}"}}\n'.encode(),
    "table": f"title,text\nx,{WORDS}\n".encode(),
    "parquet": parquet(),
    "feed": f"<rss><channel><item><description>{WORDS}</description></item></channel></rss>".encode(),
    "xml": f"<newsItem><contentSet><inlineData>{WORDS}</inlineData></contentSet></newsItem>".encode(),
    "mail": f"Subject: x\nMIME-Version: 1.0\n\n{WORDS}\n".encode(),
    "mailbox": f"From a@b Fri Oct 11 10:00:00 2024\nSubject: x\n\n{WORDS}\n".encode(),
    "warc": WARC,
}


@pytest.mark.parametrize(
    ("name", "reader"),
    [
        ("a.txt", "text"),
        ("A.MD", "text"),
        ("a.b.html", "webpage"),
        ("a.HTM", "webpage"),
        ("a.jsonl", "jsonl"),
        ("a.jsonl.gz", "jsonl"),
        ("a.HTML.GZ", "webpage"),
        ("CC-NEWS-2024.warc.gz", "warc"),
        ("a.warc.wet.gz", "warc"),
        ("a.csv", "table"),
        ("a.tsv.gz", "table"),
        ("a.parquet", "parquet"),
        ("a.pdf", "pdf"),
        ("a.rss", "feed"),
        ("a.xml", "xml"),
        ("a.eml", "mail"),
        ("a.mbox", "mailbox"),
        ("a.png", None),
        ("txt", None),
        (".txt", None),
        ("a.gz", None),
        ("a.tar.gz", None),
        (".gz", None),
        ("a.txt.gz.gz", None),
    ],
)
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
        pytest.param(b"<!-- x --><rss version='2.0'>", "xml", id="feed-under-a-comment"),
        pytest.param(b"<urlset>", "xml", id="sitemap"),
        pytest.param(b" <!DOCTYPE HTML><p>", "webpage", id="page-in-capitals"),
        pytest.param(b"<b>Envoys</b> met.", "text", id="a-tag-is-no-page"),
        pytest.param(b"Subject: the envoys\n\nThey met.", "text", id="one-header-is-no-mail"),
        pytest.param(b"Received: by a\n b\nFrom: x\n\nThey met.", "mail", id="header-that-goes-on"),
        pytest.param(b"Message-ID: 1\nThey met.\n", "text", id="header-that-breaks-off"),
        pytest.param(b"date;text\n", "table", id="semicolons"),
        pytest.param(b"Text, they said, and title.\n", "text", id="sentence-with-names-of-columns"),
        pytest.param(b"From Westhaven on Friday they left.", "text", id="from"),
    ],
)
def test_reader_of_a_stream(first: bytes, reader: str) -> None:
    assert reader_of_stream(first).name == reader


def test_table_is_in_order_and_names_each_ending_once() -> None:
    assert len(set(known_suffixes())) == len(known_suffixes())
    assert all(suffix == suffix.lower() and suffix.startswith(".") for suffix in known_suffixes())
    assert len({reader.name for reader in READERS}) == len(READERS)
    assert set(SAMPLES) == {reader.name for reader in READERS}


@pytest.mark.parametrize("name", SAMPLES)
@pytest.mark.parametrize("packed", [False, True], ids=["plain", "gzip"])
def test_each_kind_is_read_by_its_ending_and_from_a_pipe(name: str, *, packed: bool) -> None:
    data = gzip.compress(SAMPLES[name]) if packed else SAMPLES[name]
    suffix = next(reader.suffixes[0] for reader in READERS if reader.name == name)
    by_ending = reader_for(f"a{suffix}.gz" if packed else f"a{suffix}")
    assert by_ending is not None
    for reader in (pickle.loads(pickle.dumps(by_ending)), reader_of_stream(data)):  # noqa: S301
        (found,) = reader.read(iter([data]), "a")
        assert isinstance(found, RawDocument)
        assert WORDS in found.text
        document = zone(found)
        assert isinstance(document, Document)
        assert document.document_id


def test_file_that_unpacks_to_a_packed_file_is_unpacked_once() -> None:
    data = gzip.compress(gzip.compress(b"Envoys met."))
    with pytest.raises(ReadError) as error:
        list(reader_of_stream(data).read(iter([data]), "-"))
    assert error.value.reason == "binary"


@given(
    st.sampled_from(sorted(SAMPLES)),
    st.sampled_from(sorted(SAMPLES)),
    st.lists(st.tuples(st.integers(0, 5000), st.binary(max_size=6)), max_size=6),
    st.integers(1, 3000),
)
@settings(max_examples=200, deadline=None)
def test_any_bytes_end_in_documents_or_rejections(
    kind: str, name: str, changes: list[tuple[int, bytes]], size: int
) -> None:
    data = SAMPLES[kind]
    for at, value in changes:
        data = data[: at % len(data)] + value + data[at % len(data) + len(value) // 2 :]
        data = data or b" "
    reader = next(reader for reader in READERS if reader.name == name)
    with suppress(ReadError):
        outcomes = list(reader.read((data[at : at + size] for at in range(0, len(data), size)), "a"))
        assert outcomes
        for each in outcomes:
            assert isinstance(each, Rejection) or isinstance(zone(each), Document | Rejection)
