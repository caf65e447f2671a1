from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.errors import ReadError
from dragoman.readers.feed import parse_feed, read_feed
from dragoman.records.documents import RawDocument, Rejection

CONTENT = 'xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/"'
SENTENCE = "The envoys of Norland met in Westhaven on Friday."


def rss(
    *items: str, about: str = "<title>World - The Port Herald</title><link>https://www.port-herald.example/</link>"
) -> bytes:
    inner = "".join(f"<item>{item}</item>" for item in items)
    return f'<?xml version="1.0"?><rss version="2.0" {CONTENT}><channel>{about}{inner}</channel></rss>'.encode()


def read(data: bytes) -> list[RawDocument | Rejection]:
    return list(read_feed(iter([data[:50], data[50:]]), "a.rss"))


def only(*items: str, **more: str) -> RawDocument:
    (found,) = read(rss(*items, **more))
    assert isinstance(found, RawDocument)
    return found


def test_item_with_the_whole_article() -> None:
    found = only(
        "<title>Norland &amp;amp; Belmark sign</title><link>https://www.port-herald.example/1</link>"
        "<guid>https://www.port-herald.example/?p=1</guid><pubDate>Fri, 11 Oct 2024 10:00:00 GMT</pubDate>"
        "<dc:creator>Mara Roe</dc:creator><description>The envoys ...</description>"
        f"<content:encoded><![CDATA[<p>{SENTENCE}</p><script>x()</script><p>They <b>signed</b> it.</p>]]>"
        "</content:encoded>"
    )
    assert found == RawDocument(
        source_id="https://www.port-herald.example/?p=1",
        origin="a.rss:1",
        text=f"{SENTENCE}\nThey signed it.",
        title="Norland & Belmark sign",
        url="https://www.port-herald.example/1",
        publisher="The Port Herald",
        author="Mara Roe",
        published="Fri, 11 Oct 2024 10:00:00 GMT",
    )


def test_atom() -> None:
    (found,) = read(
        b'<feed xmlns="http://www.w3.org/2005/Atom"><title>Herald</title><entry><title>Accord</title>'
        b"<id>tag:a.example,1</id>"
        b'<link href="https://a.example/1"/><updated>2024-10-11T10:00:00Z</updated><author><name>A Roe</name></author>'
        b"<author><name>B Roe</name></author>"
        b"<content type='html'>&lt;p&gt;The envoys of Norland met.&lt;/p&gt;</content>"
        b"</entry></feed>"
    )
    assert isinstance(found, RawDocument)
    assert (found.source_id, found.url, found.author) == ("tag:a.example,1", "https://a.example/1", "A Roe, B Roe")
    assert (found.published, found.text) == ("2024-10-11T10:00:00Z", "The envoys of Norland met.")


@pytest.mark.parametrize(
    ("description", "kept"),
    [
        pytest.param(SENTENCE, True, id="sentence"),
        pytest.param("The envoys of Norland met in ...", True, id="sentence-that-breaks-off"),
        pytest.param("&lt;img src='x'/&gt;", False, id="picture"),
        pytest.param("Read more", False, id="button"),
        pytest.param("", False, id="nothing"),
    ],
)
def test_summary_is_an_article_where_it_says_something(description: str, kept: bool) -> None:  # noqa: FBT001
    item = f"<title>Envoys met</title><link>https://a.example/1</link><description>{description}</description>"
    (found,) = read(rss(item))
    assert isinstance(found, RawDocument) is kept
    if isinstance(found, Rejection):
        assert (found.reason, found.source_id) == ("empty", "a.rss:1")
        assert "https://a.example/1" in found.detail


@pytest.mark.parametrize(
    ("guid", "source_id"),
    [
        pytest.param("17", "https://www.port-herald.example/#17", id="number"),
        pytest.param("urn:uuid:1", "urn:uuid:1", id="urn"),
        pytest.param("9b2c1f04-aaaa-bbbb-cccc-000000000000", "9b2c1f04-aaaa-bbbb-cccc-000000000000", id="uuid"),
        pytest.param("", "a.rss:1", id="none"),
    ],
)
def test_id_names_the_article_in_the_world(guid: str, source_id: str) -> None:
    found = only(f'<guid isPermaLink="false">{guid}</guid><description>{SENTENCE}</description>')
    assert found.source_id == source_id


@pytest.mark.parametrize(
    ("title", "link", "publisher"),
    [
        pytest.param(
            "World - The Port Herald", "https://www.port-herald.example/1", "The Port Herald", id="section-first"
        ),
        pytest.param("The Port Herald » World", "https://port-herald.example/1", "The Port Herald", id="section-last"),
        pytest.param("Latest headlines", "https://port-herald.example/1", "port-herald.example", id="no-name"),
        pytest.param("PHN News | World", "https://phn.example/1", "PHN News", id="letters"),
        pytest.param("", "https://phn.example/1", "phn.example", id="no-title"),
    ],
)
def test_publisher_is_the_paper_and_not_its_section(title: str, link: str, publisher: str) -> None:
    found = only(f"<link>{link}</link><description>{SENTENCE}</description>", about=f"<title>{title}</title>")
    assert found.publisher == publisher


def test_publisher_of_an_item_from_elsewhere() -> None:
    found = only(f'<source url="https://b.example/f">Bel Courier</source><description>{SENTENCE}</description>')
    assert found.publisher == "Bel Courier"


@pytest.mark.parametrize(("told", "language"), [("en-us", None), ("de", "de"), ("", None)])
def test_language_is_believed_unless_it_is_english(told: str, language: str | None) -> None:
    assert only(f"<description>{SENTENCE}</description>", about=f"<language>{told}</language>").language == language


def test_feed_that_is_broken_gives_what_it_can() -> None:
    data = rss(f"<title>A & B</title><description>{SENTENCE}</description>")[:-20]
    (found,) = read(data)
    assert isinstance(found, RawDocument)
    assert found.title == "A & B"


def test_entities_do_not_grow() -> None:
    levels = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 10))
    data = rss(f"<description>&e9; {SENTENCE}</description>")
    bomb = data.replace(b"<rss", f'<!DOCTYPE rss [<!ENTITY e0 "lol">{levels}]><rss'.encode())
    assert all(len(each.text) < 1000 for each in read(bomb) if isinstance(each, RawDocument))


def test_nothing_is_fetched_or_opened() -> None:
    for data in (b"https://a.example/feed", b"/etc/passwd", b"file:///etc/passwd"):
        with pytest.raises(ReadError):
            parse_feed(data)


@pytest.mark.parametrize(
    ("data", "reason"),
    [(b"", "unreadable"), (b"Envoys met.", "unreadable"), (rss(), "empty"), (b"\x89PNG\0", "binary")],
)
def test_no_feed(data: bytes, reason: str) -> None:
    with pytest.raises(ReadError) as error:
        read(data)
    assert error.value.reason == reason


PARTS = st.sampled_from(
    [
        "<item>",
        "</item>",
        "<title>",
        "</title>",
        "<description>",
        "<![CDATA[",
        "]]>",
        "&lt;p&gt;",
        "&amp;",
        "<guid>",
        "x",
        "<link href='http://[",
        "<pubDate>Fri, 99 Oct",
        "<author>",
        "<source>",
        "<content:encoded>",
        SENTENCE,
        "\ud7ff\uffff",
    ],
)


@given(st.lists(st.one_of(PARTS, st.text(max_size=8)), max_size=15))
@settings(deadline=None)
def test_any_items_end_in_documents_or_rejections(parts: list[str]) -> None:
    data = ('<rss version="2.0"><channel><item>' + "".join(parts)).encode("utf-8", "replace")
    with suppress(ReadError):
        assert read(data)
