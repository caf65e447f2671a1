from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from contextlib import suppress

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from dragoman.errors import ReadError
from dragoman.readers.tables.delimited import read_table
from dragoman.records.documents import RawDocument, Rejection

WORDS = "The envoys of Norland met."


def read(data: str | bytes, encoding: str = "utf-8") -> list[RawDocument | Rejection]:
    given_bytes = data.encode(encoding) if isinstance(data, str) else data
    return list(read_table((given_bytes[at : at + 99] for at in range(0, len(given_bytes), 99)), "a.csv"))


def texts(data: str | bytes, encoding: str = "utf-8") -> list[str]:
    return [
        each.text if isinstance(each, RawDocument) else f"{each.source_id} {each.reason}"
        for each in read(data, encoding)
    ]


def test_every_column_is_read() -> None:
    (found,) = read(
        "id,Headline,Body,URL,Source,Byline,Date Published,Language,extra\n"
        f'story-7,Accord,"{WORDS}\nThey said ""yes"", and signed.",'
        "https://a.example/1,Port Herald,M Roe,2024-10-11,en,x\n"
    )
    assert found == RawDocument(
        source_id="story-7",
        origin="a.csv:2",
        text=f'{WORDS}\nThey said "yes", and signed.',
        title="Accord",
        url="https://a.example/1",
        publisher="Port Herald",
        author="M Roe",
        published="2024-10-11",
        language="en",
    )


def test_row_is_named_by_the_line_it_begins_on() -> None:
    found = read('text,id\n"one\ntwo",\n\nthree,17\nfour,x\n')
    assert [each.source_id for each in found] == ["a.csv:2", "a.csv:5", "x"]


@pytest.mark.parametrize(
    ("header", "field", "value"),
    [
        pytest.param("text,content", "text", "one", id="text-before-content"),
        pytest.param("content,text", "text", "two", id="whatever-stands-first"),
        pytest.param("Full_Text,snippet", "text", "one", id="underscore-and-case"),
        pytest.param("title,article", "text", "two", id="article-is-the-text"),
        pytest.param("outlet,text", "publisher", "one", id="outlet"),
        pytest.param("pub.date,text", "published", "one", id="dot"),
    ],
)
def test_names_of_columns(header: str, field: str, value: str) -> None:
    (found,) = read(f"{header}\none,two\n")
    assert getattr(found, field) == value


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        pytest.param("title;text\nx;Café, à Westhaven\n", "utf-8", id="semicolon"),
        pytest.param("title\ttext\nx\tCafé, à Westhaven\n", "utf-8", id="tab"),
        pytest.param("title|text\nx|Café, à Westhaven\n", "utf-8-sig", id="bar-and-mark"),
        pytest.param("sep=;\ntitle;text\nx;Café, à Westhaven\n", "utf-8", id="declared"),
        pytest.param('"title","text"\r\n"x","Café, à Westhaven"\r\n', "utf-16", id="quoted-utf-16"),
        pytest.param("title;text\rx;Café, à Westhaven\r", "utf-8", id="carriage-returns"),
        pytest.param("title;text\nx;Café, à Westhaven\n", "cp1252", id="windows"),
        pytest.param("\n\ntitle;text\nx;Café, à Westhaven", "utf-8", id="empty-lines-no-last-end"),
        pytest.param("text\nCafé; à Westhaven\n", "utf-8", id="one-column"),
    ],
)
def test_dialects_and_encodings(data: str, encoding: str) -> None:
    (found,) = texts(data, encoding)
    assert found.replace(",", "").replace(";", "") == "Café à Westhaven"


def test_backslash_before_a_quotation_mark() -> None:
    assert texts('title,text\nx,"He said \\"no\\", and left."\n') == ['He said "no", and left.']


def test_tabs_without_quotes() -> None:
    data = 'title\ttext\nx\t"No," he said.\ny\tThey signed.\n'
    assert texts(data) == ['"No," he said.', "They signed."]


@pytest.mark.parametrize(
    ("broken", "told"),
    [
        pytest.param('x,"He said "no" to them"\n', "quotation marks are broken", id="mark-not-doubled"),
        pytest.param("x,He came, and left\n", "3 cells under 2 columns", id="delimiter-not-quoted"),
        pytest.param('x,"one\ntwo "x" three\nfour"\n', "quotation marks", id="over-many-lines"),
    ],
)
def test_broken_row_is_rejected_once_and_the_next_is_read(broken: str, told: str) -> None:
    first, bad, *others = read(f"title,text\na,{WORDS}\n{broken}b,{WORDS}\nc,{WORDS}\n")
    assert isinstance(first, RawDocument)
    assert isinstance(bad, Rejection)
    assert (bad.source_id, bad.reason) == ("a.csv:3", "unreadable")
    assert told in bad.detail
    assert [each.title for each in others if isinstance(each, RawDocument)] == ["b", "c"]
    assert len(others) == 2


def test_mark_that_is_never_closed_costs_one_row() -> None:
    rows = "".join(f"{n},{WORDS}\n" for n in range(500))
    found = read(f'title,text\nx,"never closed\n{rows}')
    assert isinstance(found[0], Rejection)
    assert [each.title for each in found[1:] if isinstance(each, RawDocument)] == [str(n) for n in range(500)]


def test_row_without_an_end_is_rejected_and_the_next_is_read() -> None:
    def chunks() -> Iterator[bytes]:
        yield b'title,text\nx,"'
        for _ in range(20):
            yield b"a" * 1_000_000
        yield b'"\ny,Envoys met.\n'

    bad, good = read_table(chunks(), "a.csv")
    assert isinstance(bad, Rejection)
    assert isinstance(good, RawDocument)
    assert good.text == "Envoys met."


def test_article_of_half_a_million_characters() -> None:
    (found,) = texts(f'title,text\nx,"{"word, " * 100_000}"\n')
    assert len(found) == 600_000


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        pytest.param("x,\n", "empty", id="no-text"),
        pytest.param("x\n", "empty", id="short-row"),
        pytest.param("x,,,\n", "empty", id="trailing"),
    ],
)
def test_row_without_a_text(row: str, reason: str) -> None:
    (found,) = read(f"title,text\n{row}")
    assert isinstance(found, Rejection)
    assert (found.source_id, found.reason) == ("a.csv:2", reason)


@pytest.mark.parametrize(
    ("data", "reason", "told"),
    [
        pytest.param(
            "date,headline\n1,2\n",
            "unknown-format",
            "name one `text`; found are 'date', 'headline'",
            id="no-text-column",
        ),
        pytest.param("text,title\n", "empty", "no row", id="header-alone"),
        pytest.param("", "empty", "nothing", id="nothing"),
        pytest.param("\n \n", "empty", "nothing", id="empty-lines"),
        pytest.param(b"\x89PNG\0", "binary", "marks", id="binary"),
        pytest.param(",".join("x" * 3000), "unknown-format", "columns", id="endless-header"),
        pytest.param('"title,text\n1,2\n', "unreadable", "no header", id="broken-header"),
    ],
)
def test_file_that_is_no_table(data: str | bytes, reason: str, told: str) -> None:
    with pytest.raises(ReadError, match=told) as error:
        read(data)
    assert error.value.reason == reason


CELL = st.text(st.characters(codec="utf-8", exclude_characters="\r\0"), max_size=30)


@example(rows=[("\\", "")], delimiter=",", quoted=True)
@given(st.lists(st.tuples(CELL, CELL), min_size=1, max_size=8), st.sampled_from([",", ";", "\t", "|"]), st.booleans())
@settings(deadline=None)
def test_what_a_spreadsheet_writes_is_read_back(rows: list[tuple[str, str]], delimiter: str, quoted: bool) -> None:  # noqa: FBT001
    file = io.StringIO()
    writer = csv.writer(file, delimiter=delimiter, quoting=csv.QUOTE_ALL if quoted else csv.QUOTE_MINIMAL)
    writer.writerow(["title", "text"])
    writer.writerows((f"t{title}", f"x{text}x") for title, text in rows)
    found = read(file.getvalue())
    assert [(each.title, each.text) for each in found if isinstance(each, RawDocument)] == [
        (f"t{title}", f"x{text}x") for title, text in rows
    ]


@given(
    st.lists(
        st.one_of(st.sampled_from(['"', ",", "\n", '""', "x", "\\", "\t", "\r"]), st.text(max_size=5)), max_size=40
    )
)
@settings(deadline=None)
def test_any_rows_end_in_documents_or_rejections(parts: list[str]) -> None:
    with suppress(ReadError):
        assert read(("title,text\n" + "".join(parts)).encode("utf-8", "surrogatepass"))
