from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.errors import ReadError
from dragoman.readers.webpage import read_webpage
from dragoman.readers.zones import zone
from dragoman.records.documents import Document, RawDocument

PAGES = Path(__file__).parents[1] / "fixtures" / "pages"
PARAGRAPHS = (
    "<p>The envoys of Norland and Sudria met in the café of the old harbour on Monday and talked for six hours.</p>"
    "<p>They agreed to meet again in June, and to bring the charts of the fishing grounds that both sides claim.</p>"
)


def read(data: bytes) -> RawDocument:
    (found,) = read_webpage(iter([data]), "a.html")
    assert isinstance(found, RawDocument)
    return found


def stretches(raw: RawDocument) -> list[tuple[str, str]]:
    document = zone(raw)
    assert isinstance(document, Document)
    return [(z.kind, document.text[z.span.start : z.span.end].strip()) for z in document.zones]


def test_page_with_banner_and_metadata() -> None:
    raw = read((PAGES / "harbour_accord.html").read_bytes())
    assert (raw.source_id, raw.origin) == ("a.html", "a.html")
    assert raw.title == "Norland and Sudria sign harbour accord after two years of talks"
    assert raw.author == "Mara Ellingsen"
    assert raw.publisher == "The Port Herald"
    assert raw.published == "2023-05-17"  # published, not modified
    assert raw.url == "https://portherald.example/2023/05/17/harbour-accord"
    kinds = dict(reversed(stretches(raw)))
    assert kinds["title"] == raw.title
    assert kinds["dateline"] == "WESTHAVEN, May 16 (Port Wire) -"
    assert kinds["pull-quote"].endswith("— Tove Halvard")
    assert kinds["author-note"].startswith("Mara Ellingsen is a reporter")
    body = [text for kind, text in stretches(raw) if kind == "body"]
    assert not any(word in text for text in body for word in ("cookies", "Related", "seizes", "reserved"))
    assert "duties on grain and timber" in body[-1]


def test_page_without_order() -> None:
    found = stretches(read((PAGES / "sidebar_in_article.html").read_bytes()))
    assert [kind for kind, _ in found] == [
        *("title", "related", "body", "boilerplate", "body", "boilerplate", "body", "boilerplate"),
    ]
    assert found[1][1].splitlines()[1::2] == ["August 2, 2023", "August 4, 2023"]


def test_date_of_another_story_is_not_the_page_s_own() -> None:
    assert read((PAGES / "sidebar_in_article.html").read_bytes()).published is None


@pytest.mark.parametrize(
    ("head", "encoding"),
    [
        pytest.param('<meta charset="utf-8">', "utf-8", id="utf-8"),
        pytest.param('<meta charset="iso-8859-1">', "latin-1", id="declared"),
        pytest.param("", "cp1252", id="undeclared"),
        pytest.param('<meta charset="utf-8">', "cp1252", id="declared-wrongly"),
        pytest.param('<meta charset="iso-8859-1">', "utf-16", id="byte-order-mark"),
    ],
)
def test_encodings(head: str, encoding: str) -> None:
    page = f"<html><head>{head}<title>Talks</title></head><body><article>{PARAGRAPHS}</article></body></html>"
    assert "café" in read(page.encode(encoding)).text


def test_declaration_of_xml_is_no_hindrance() -> None:
    page = f'<?xml version="1.0" encoding="iso-8859-1"?><html><body><article>{PARAGRAPHS}</article></body></html>'
    assert "six hours" in read(page.encode()).text


def test_title_without_the_publisher() -> None:
    head = '<title>Envoys meet | Port Herald</title><meta property="og:site_name" content="Port Herald">'
    page = f"<html><head>{head}</head><body><article>{PARAGRAPHS}</article></body></html>"
    assert read(page.encode()).title == "Envoys meet"


def test_scripts_and_styles_are_never_text() -> None:
    page = f"<html><body><script>var secret = 1;</script><style>p {{}}</style><div>{PARAGRAPHS}</div></body></html>"
    assert "secret" not in read(page.encode()).text


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        pytest.param(b"<html><head><title>x</title></head><body></body></html>", "empty", id="no-text"),
        pytest.param(b"<html><body><script>var a;</script></body></html>", "empty", id="script-only"),
        pytest.param(b"\x89PNG\r\n", "binary", id="picture"),
        pytest.param(b"<p>" + b"a " * 2_600_000, "too-long", id="too-long"),
    ],
)
def test_page_that_is_no_article(data: bytes, reason: str) -> None:
    with pytest.raises(ReadError) as error:
        read(data)
    assert error.value.reason == reason


def outcome(page: bytes) -> str:
    """Give "read", or the reason of the refusal."""
    try:
        read(page)
    except ReadError as error:
        return error.reason
    return "read"


def test_page_nested_deep_is_read_or_refused() -> None:
    page = "<html><body>" + "<div>" * 5000 + PARAGRAPHS + "</div>" * 5000 + "</body></html>"
    assert outcome(page.encode()) in {"read", "unreadable", "empty"}


@given(st.text(max_size=300))
@settings(max_examples=40, deadline=None)
def test_any_markup_is_read_or_refused(text: str) -> None:
    assert outcome(f"<html><body><p>{text}".encode("utf-8", "replace")) in {"read", "unreadable", "empty", "binary"}
