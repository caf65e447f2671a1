from __future__ import annotations

import gzip
import io
import zlib
from collections.abc import Iterator
from contextlib import suppress

import brotli
import pytest
from fastwarc.stream_io import GzipWriter
from fastwarc.warc import WarcRecord, WarcRecordType
from hypothesis import given, settings
from hypothesis import strategies as st
from reportlab.pdfgen.canvas import Canvas

from dragoman.errors import ReadError
from dragoman.readers.archives.warc import read_warc
from dragoman.records.documents import RawDocument, Rejection

PAGE = (
    b"<html><head><title>Norland signs</title><meta property='article:published_time' content='2024-10-11T08:00:00Z'>"
    b"</head><body><article><p>The envoys of Norland met in Westhaven on Friday and signed an accord on fishing.</p>"
    b"<p>The ministers of Belmark said that the accord will hold for five years and more.</p></article></body></html>"
)
URL = "https://www.port-herald.example/2024/10/11/accord"
WORDS = "The envoys of Norland met in Westhaven on Friday and signed an accord on fishing."


def record(
    block: bytes, *, type_: str = "response", url: str = URL, length: str | None = None, **headers: str
) -> bytes:
    lines = {
        "WARC-Type": type_,
        "WARC-Target-URI": url,
        "WARC-Date": "2024-10-12T10:00:00Z",
        "Content-Type": "application/http; msgtype=response",
        **{name.replace("_", "-"): value for name, value in headers.items()},
        "Content-Length": length if length is not None else str(len(block)),
    }
    head = "".join(f"{name}: {value}\r\n" for name, value in lines.items())
    return f"WARC/1.0\r\n{head}\r\n".encode() + block + b"\r\n\r\n"


def answer(
    body: bytes = PAGE, *, status: str = "200 OK", type_: str = "text/html; charset=utf-8", **more: str
) -> bytes:
    extra = "".join(f"{name.replace('_', '-')}: {value}\r\n" for name, value in more.items())
    return f"HTTP/1.1 {status}\r\nContent-Type: {type_}\r\n{extra}\r\n".encode() + body


def chunked(body: bytes) -> bytes:
    parts = [body[:7], body[7:90], body[90:]]
    return b"".join(b"%x;x=y\r\n%s\r\n" % (len(part), part) for part in parts) + b"0\r\n\r\n"


def pieces(data: bytes, size: int = 700) -> Iterator[bytes]:
    return (data[at : at + size] for at in range(0, len(data), size))


def read(data: bytes) -> list[RawDocument | Rejection]:
    return list(read_warc(pieces(data), "a.warc"))


def documents(data: bytes) -> list[RawDocument]:
    return [each for each in read(data) if isinstance(each, RawDocument)]


def rejections(data: bytes) -> list[tuple[str, str]]:
    return [(each.source_id, each.reason) for each in read(data) if isinstance(each, Rejection)]


def test_page_is_read_with_what_the_archive_knows() -> None:
    (found,) = documents(record(answer()))
    assert (found.source_id, found.origin) == ("a.warc:1", "a.warc:1")
    assert (found.url, found.publisher) == (URL, "port-herald.example")
    assert (found.title, found.published) == ("Norland signs", "2024-10-11")
    assert WORDS in found.text


def test_day_of_capture_is_no_date_of_publication() -> None:
    (found,) = documents(record(answer(PAGE.replace(b"2024-10-11T08:00:00Z", b"soon")), url="https://a.example/1"))
    assert found.published is None


def test_no_page_is_published_after_it_was_fetched() -> None:
    (found,) = documents(record(answer(PAGE.replace(b"2024-10-11", b"2031-01-01")), url="https://a.example/1"))
    assert found.published is None


@pytest.mark.parametrize(
    "block",
    [
        pytest.param(answer(chunked(PAGE), Transfer_Encoding="chunked"), id="chunked"),
        pytest.param(answer(gzip.compress(PAGE), Content_Encoding="gzip"), id="gzip"),
        pytest.param(answer(zlib.compress(PAGE), Content_Encoding="deflate"), id="deflate"),
        pytest.param(answer(zlib.compress(PAGE)[2:-4], Content_Encoding="deflate"), id="bare-deflate"),
        pytest.param(answer(brotli.compress(PAGE), Content_Encoding="br"), id="brotli"),
        pytest.param(
            answer(chunked(gzip.compress(PAGE)), Content_Encoding="gzip", Transfer_Encoding="chunked"),
            id="chunked-gzip",
        ),
        pytest.param(answer(PAGE, Content_Encoding="gzip"), id="unpacked-by-the-crawler"),
        pytest.param(answer(PAGE, Content_Encoding="br"), id="unpacked-by-the-crawler-brotli"),
        pytest.param(answer(PAGE, Transfer_Encoding="chunked"), id="joined-by-the-crawler"),
        pytest.param(answer(gzip.compress(PAGE)[:-9], Content_Encoding="gzip"), id="broken-off-at-its-end"),
        pytest.param(answer(type_="TEXT/HTML"), id="no-charset"),
        pytest.param(b"HTTP/1.1 200 OK\n\n" + b"<!DOCTYPE html>" + PAGE, id="no-type-and-bare-line-ends"),
        pytest.param(b"HTTP/2 200\r\nX: " + b"y\r\n z\r\n\r\n<html>" + PAGE, id="header-that-goes-on"),
    ],
)
def test_ways_of_sending_are_undone_and_the_next_record_is_read(block: bytes) -> None:
    found = documents(record(block) + record(answer(), url="https://a.example/2"))
    assert [each.url for each in found] == [URL, "https://a.example/2"]
    assert all(WORDS in each.text for each in found)


@pytest.mark.parametrize(
    ("header", "page"),
    [
        pytest.param("text/html; charset=windows-1251", PAGE.replace(b"Norland met", b"\xcd\xee\xf0 met"), id="header"),
        pytest.param(
            "text/html",
            PAGE.replace(b"<head>", b"<head><meta charset=windows-1251>").replace(b"Norland met", b"\xcd\xee\xf0 met"),
            id="page",
        ),
    ],
)
def test_letters_are_read_as_the_server_or_the_page_says(header: str, page: bytes) -> None:
    (found,) = documents(record(answer(page, type_=header)))
    assert "Нор met" in found.text


def test_text_records_and_plain_pages_are_read() -> None:
    wet = record(WORDS.encode(), type_="conversion", Content_Type="text/plain")
    plain = record(answer(WORDS.encode(), type_="text/plain"), url="https://a.example/2")
    resource = record(PAGE, type_="resource", url="https://a.example/3", Content_Type="text/html")
    found = documents(wet + plain + resource)
    assert [each.url for each in found] == [URL, "https://a.example/2", "https://a.example/3"]
    assert found[0].text == found[1].text == WORDS


def test_pdf_in_an_archive_is_read() -> None:
    file = io.BytesIO()
    canvas = Canvas(file)
    canvas.drawString(72, 700, WORDS)
    canvas.save()
    (found,) = documents(record(answer(file.getvalue(), type_="application/pdf")))
    assert (found.text, found.url, found.publisher) == (WORDS, URL, "port-herald.example")


def test_what_is_no_page_is_counted_once_a_file() -> None:
    *_, last = read(
        record(answer())
        + record(b"software: x\r\n", type_="warcinfo", Content_Type="application/warc-fields")
        + record(b"GET / HTTP/1.1\r\n\r\n", type_="request")
        + record(answer(b"", status="301 Moved")) * 2
        + record(answer(PAGE, status="404 Not Found"))
        + record(answer(b"\xff\xd8\xff", type_="image/jpeg"))
        + record(answer(b"p {}", type_="text/css"))
        + record(b"", type_="revisit")
        + record(b"x", type_="resource", url="metadata://crawler/notes", Content_Type="text/plain")
        + record(b"x", type_="response", url="dns:a.example", Content_Type="text/dns")
        + record(answer(b"  "))
        + record(b"x", type_="novelty")
    )
    assert isinstance(last, Rejection)
    assert (last.source_id, last.reason) == ("a.warc", "passed-over")
    assert last.detail == (
        "no articles: 1 empty answers, 1 image files, 1 other files, 1 pages that were not found or not given, "
        "1 records of unknown type, 2 redirects, 2 the crawler's own notes, 1 unchanged since an earlier capture"
    )


@pytest.mark.parametrize(
    "broken",
    [
        pytest.param(b"garbage\r\nmore: garbage\r\n\r\n", id="garbage-between"),
        pytest.param(record(answer(), length="50"), id="length-too-short"),
        pytest.param(record(answer(), length="900"), id="length-too-long"),
        pytest.param(record(answer(), length="9000000"), id="length-beyond-the-file"),
        pytest.param(record(answer(), length="ten"), id="length-is-no-number"),
        pytest.param(record(answer(), length="-7"), id="length-is-negative"),
        pytest.param(record(answer(), length="9" * 40), id="length-is-endless"),
        pytest.param(b"WARC/1.0\r\nWARC-Type: response\r\n", id="header-without-an-end"),
        pytest.param(record(PAGE), id="no-http-header"),
        pytest.param(record(answer(b"\x00\x01" * 9, Content_Encoding="gzip")), id="not-gzip"),
        pytest.param(record(answer(b"\x00\x01" * 9, Content_Encoding="br")), id="not-brotli"),
        pytest.param(record(answer(PAGE, Content_Encoding="zstd")), id="unknown-encoding"),
        pytest.param(record(answer(PAGE, Content_Encoding="gzip, gzip, gzip, gzip")), id="encoded-over-and-over"),
        pytest.param(record(answer(b"<html><body></body></html>")), id="page-without-words"),
    ],
)
def test_broken_record_is_rejected_and_the_next_is_read(broken: bytes) -> None:
    after = record(answer(), url="https://a.example/2") + record(answer(), url="https://a.example/3")
    outcomes = read(record(answer()) + broken + after)
    found = [each.url for each in outcomes if isinstance(each, RawDocument)]
    assert found[0] == URL
    assert found[-2:] == ["https://a.example/2", "https://a.example/3"]
    assert next(each.reason for each in outcomes if isinstance(each, Rejection)) in ("unreadable", "empty")


def test_archive_that_is_broken_off() -> None:
    data = record(answer()) + record(answer(), url="https://a.example/2")
    assert rejections(data[:-200]) == [("a.warc:2", "unreadable")]
    assert rejections(data[: len(record(answer())) + 40]) == [("a.warc:2", "unreadable")]


def test_long_page_is_rejected_and_a_long_picture_passed_over() -> None:
    page = record(answer(b"<p>" + b"x" * 25_000_000))
    picture = record(answer(b"x" * 25_000_000, type_="image/png"))
    assert rejections(page + picture + record(answer())) == [("a.warc:1", "too-long"), ("a.warc", "passed-over")]


@pytest.mark.parametrize("name", ["gzip", "br"])
def test_page_that_grows_without_end_is_rejected(name: str) -> None:
    bomb = gzip.compress(b"a" * 30_000_000) if name == "gzip" else brotli.compress(b"a" * 30_000_000, quality=5)
    assert rejections(record(answer(bomb, Content_Encoding=name))) == [("a.warc:1", "too-long")]


def test_archive_that_grows_without_end_is_stopped() -> None:
    with pytest.raises(ReadError) as error:
        read(gzip.compress(record(answer(b"a" * 90_000_000, type_="image/png"))))
    assert error.value.reason == "too-long"


def test_damage_to_one_packed_record_hides_no_other() -> None:
    packed = [gzip.compress(record(answer(), url=f"https://a.example/{n}")) for n in range(4)]
    damaged = bytearray(packed[1])
    damaged[60:70] = b"0123456789"
    found = read(packed[0] + bytes(damaged) + packed[2] + packed[3])
    assert [each.url for each in found if isinstance(each, RawDocument)] == [
        f"https://a.example/{n}" for n in (0, 2, 3)
    ]
    assert any("damaged gzip" in each.detail for each in found if isinstance(each, Rejection))


def test_packed_archive_that_is_broken_off() -> None:
    packed = gzip.compress(record(answer())) + gzip.compress(record(answer(), url="https://a.example/2"))
    found = read(packed[:-30])
    assert [each.url for each in found if isinstance(each, RawDocument)] == [URL]
    assert {each.reason for each in found if isinstance(each, Rejection)} == {"unreadable"}


def test_archive_that_another_program_wrote() -> None:
    file = io.BytesIO()
    with GzipWriter(file) as writer:
        made = WarcRecord()
        made.init_headers(record_type=WarcRecordType.response)
        made.headers["WARC-Target-URI"] = URL
        made.set_bytes_content(answer())
        made.is_http = True
        made.write(writer)
    (found,) = documents(file.getvalue())
    assert found.url == URL


def test_empty_archive() -> None:
    with pytest.raises(ReadError, match="no record"):
        read(b"\r\n\r\n")


PARTS = st.sampled_from(
    [
        b"WARC/1.0\r\n",
        b"\r\n",
        b"\r\n\r\n",
        b"WARC-Type: response\r\n",
        b"Content-Length: 12\r\n",
        b"Content-Length: 0\r\n",
        b"WARC-Target-URI: http://a.example/\r\n",
        b"Content-Type: text/html\r\n",
        b"HTTP/1.1 200 OK\r\n\r\n",
        b"<p>Envoys met.</p>",
        b"Transfer-Encoding: chunked\r\n",
        b"5\r\n",
        b"\x1f\x8b\x08",
        record(answer()),
        gzip.compress(record(answer())),
    ],
)


@given(st.lists(st.one_of(PARTS, st.binary(max_size=20)), max_size=12), st.integers(1, 4000))
@settings(deadline=None)
def test_any_bytes_end_in_documents_or_rejections(parts: list[bytes], size: int) -> None:
    with suppress(ReadError):
        outcomes = list(read_warc(pieces(b"".join(parts), size), "a.warc"))
        assert outcomes
        assert all(isinstance(each, RawDocument | Rejection) for each in outcomes)


@given(st.integers(1, 3000))
@settings(max_examples=15, deadline=None)
def test_result_does_not_depend_on_how_the_bytes_come(size: int) -> None:
    data = gzip.compress(record(answer())) + gzip.compress(record(answer(chunked(PAGE), Transfer_Encoding="chunked")))
    assert list(read_warc(pieces(data, size), "a.warc")) == list(read_warc(iter([data]), "a.warc"))
