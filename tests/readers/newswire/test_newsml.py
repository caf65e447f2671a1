from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.errors import ReadError
from dragoman.readers.newswire.newsml import read_newsml
from dragoman.readers.newswire.roots import read_xml
from dragoman.records.documents import RawDocument, Rejection

ABOUT = '<itemClass qcode="ninat:text"/><provider qcode="nprov:PW"><name>Port Wire</name></provider>'
VERSION = "<versionCreated>2024-10-11T10:00:00Z</versionCreated>"
XHTML = (
    '<inlineXML contenttype="application/xhtml+xml"><html xmlns="http://www.w3.org/1999/xhtml"><head><title>x</title></head>'
    "<body><p>The envoys of <b>Norland</b>\n met.</p><p>They signed it &amp; left.</p></body></html></inlineXML>"
)
TEXT = "The envoys of Norland met.\nThey signed it & left."
NITF = (
    '<nitf><head><title>File</title><docdata><doc-id id-string="pw-7"/><date.issue norm="20241011T100000+0200"/>'
    '<doc.copyright holder="Port Wire"/></docdata><pubdata name="Port Herald" date.publication="20241012"/></head>'
    "<body><body.head><hedline><hl1>Norland signs</hl1><hl2>And Belmark</hl2></hedline>"
    "<byline>By <person>Mara Roe</person></byline>"
    "<dateline><location>WESTHAVEN</location>, Oct 11</dateline></body.head>"
    "<body.content><p>The envoys met.</p><block><p>They signed.</p></block></body.content>"
    "<body.end><tagline>(Editing by A. Roe)</tagline></body.end></body></nitf>"
)


def item(about: str = ABOUT + VERSION, content: str = "", contents: str = XHTML, more: str = "") -> str:
    return (
        f'<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid="urn:newsml:a.example:1" version="2" {more}>'
        f"<itemMeta>{about}</itemMeta><contentMeta>{content}</contentMeta><contentSet>{contents}</contentSet></newsItem>"
    )


def read(text: str) -> list[RawDocument | Rejection]:
    data = text.encode()
    return list(read_newsml((data[at : at + 99] for at in range(0, len(data), 99)), "a.xml"))


def only(text: str) -> RawDocument:
    (found,) = read(text)
    assert isinstance(found, RawDocument)
    return found


def test_item_in_xhtml() -> None:
    content = (
        '<headline role="hld:sub">Sub</headline><headline role="hld:main">Norland signs</headline><by>By Mara Roe</by>'
        '<language tag="en-GB"/><creator qcode="x:1"><name>M. Roe</name></creator>'
    )
    assert only(item(content=content)) == RawDocument(
        source_id="urn:newsml:a.example:1",
        origin="a.xml:1",
        text=TEXT,
        title="Norland signs",
        publisher="Port Wire",
        author="By Mara Roe",
        published="2024-10-11T10:00:00Z",
        language="en-GB",
    )


@pytest.mark.parametrize(
    ("contents", "text"),
    [
        pytest.param(
            f"<inlineXML>{NITF}</inlineXML>",
            "WESTHAVEN, Oct 11\nThe envoys met.\nThey signed.\n(Editing by A. Roe)",
            id="nitf",
        ),
        pytest.param(
            '<inlineData contenttype="text/plain">Envoys met.\n They signed.</inlineData>',
            "Envoys met.\nThey signed.",
            id="plain",
        ),
        pytest.param(f'<inlineData contenttype="text/plain">Short.</inlineData>{XHTML}', TEXT, id="longest-of-two"),
        pytest.param(f'<inlineData contenttype="text/rtf">{"rtf" * 99}</inlineData>{XHTML}', TEXT, id="other-forms"),
    ],
)
def test_forms_of_the_body(contents: str, text: str) -> None:
    assert only(item(contents=contents)).text == text


def test_what_the_item_does_not_tell_its_nitf_does() -> None:
    found = only(item(about="", contents=f"<inlineXML>{NITF}</inlineXML>"))
    assert (found.title, found.author, found.publisher) == ("Norland signs", "Mara Roe", "Port Herald")
    assert found.published == "20241011T100000+0200"


@pytest.mark.parametrize(
    ("dates", "content", "published"),
    [
        pytest.param(VERSION, "", "2024-10-11T10:00:00Z", id="version"),
        pytest.param("<firstCreated>2024-10-01</firstCreated>", "", "2024-10-01", id="first"),
        pytest.param(
            VERSION, "<contentCreated>2024-10-10</contentCreated>", "2024-10-11T10:00:00Z", id="updated-next-day"
        ),
        pytest.param(VERSION, "<contentCreated>2014-03-01</contentCreated>", "2014-03-01", id="archive-filled-anew"),
        pytest.param(VERSION + "<embargoed>2024-10-12T06:00:00Z</embargoed>", "", "2024-10-12T06:00:00Z", id="embargo"),
        pytest.param(
            VERSION + "<embargoed>2024-10-01T06:00:00Z</embargoed>", "", "2024-10-11T10:00:00Z", id="embargo-over"
        ),
        pytest.param("", "", None, id="none"),
    ],
)
def test_day_of_publication(dates: str, content: str, published: str | None) -> None:
    assert only(item(about=ABOUT + dates, content=content)).published == published


@pytest.mark.parametrize(
    ("about", "contents", "reason", "told"),
    [
        pytest.param('<pubStatus qcode="stat:canceled"/>', XHTML, "withdrawn", "takes it back", id="canceled"),
        pytest.param('<pubStatus qcode="stat:withheld"/>', XHTML, "withdrawn", "holds it back", id="withheld"),
        pytest.param("<embargoed/>", XHTML, "withdrawn", "until further notice", id="embargo-without-an-end"),
        pytest.param("", '<remoteContent href="b.txt"/>', "empty", "b.txt", id="text-elsewhere"),
        pytest.param("", "", "empty", "no words", id="no-content"),
    ],
)
def test_item_that_is_rejected(about: str, contents: str, reason: str, told: str) -> None:
    (found,) = read(item(about=ABOUT + about, contents=contents))
    assert isinstance(found, Rejection)
    assert (found.reason, found.source_id) == (reason, "urn:newsml:a.example:1")
    assert told in found.detail


def test_message_of_many_items() -> None:
    picture = item(about='<itemClass qcode="ninat:picture"/>')
    message = f"<newsMessage><header/><itemSet>{item()}{picture}<packageItem/>{item()}</itemSet></newsMessage>"
    *found, last = read(message)
    assert [each.origin for each in found if isinstance(each, RawDocument)] == ["a.xml:1", "a.xml:4"]
    assert isinstance(last, Rejection)
    assert (last.reason, last.detail) == ("passed-over", "no articles: 1 packageItems, 1 picture items")


def test_broken_message_gives_the_items_before_the_fault() -> None:
    outcomes = read_newsml(iter([f"<newsMessage>{item()}{item()[:300]}</x>".encode()]), "a.xml")
    assert isinstance(next(outcomes), RawDocument)
    with pytest.raises(ReadError, match="not well-formed"):
        next(outcomes)


def test_nitf_alone() -> None:
    (found,) = read_xml(iter([b'<!DOCTYPE nitf SYSTEM "nitf.dtd">' + NITF.encode()]), "a.xml")
    assert isinstance(found, RawDocument)
    assert (found.source_id, found.origin, found.title) == ("pw-7", "a.xml:1", "Norland signs")
    spaced = NITF.replace("They signed", "They&nbsp;signed&mdash;late")
    (found,) = read_xml(iter([b'<!DOCTYPE nitf SYSTEM "nitf.dtd">' + spaced.encode()]), "a.xml")
    assert isinstance(found, RawDocument)
    assert "They signed—late" in found.text
    killed = NITF.replace("<docdata>", '<docdata management-status="canceled">')
    (rejected,) = read_xml(iter([killed.encode()]), "a.xml")
    assert isinstance(rejected, Rejection)
    assert rejected.reason == "withdrawn"


@pytest.mark.parametrize(
    ("text", "reason", "told"),
    [
        pytest.param(
            '<!DOCTYPE n [<!ENTITY a "aa"><!ENTITY b "&a;&a;">]><nitf>&b;</nitf>', "unreadable", "entities", id="bomb"
        ),
        pytest.param(
            '<!DOCTYPE n [<!ENTITY a SYSTEM "file:///etc/passwd">]><nitf>&a;</nitf>',
            "unreadable",
            "entities",
            id="file-from-outside",
        ),
        pytest.param(
            '<!DOCTYPE n [<!ENTITY % a SYSTEM "http://a.example/x"> %a;]><nitf/>',
            "unreadable",
            "entities",
            id="parameter-entity",
        ),
        pytest.param("<nitf>" + "<p>" * 5000, "unreadable", "nested", id="deep"),
        pytest.param("<nitf>" + "<p/>" * 60_000 + "</nitf>", "too-long", "elements", id="many-elements"),
        pytest.param("<nitf>" + "x" * 26_000_000 + "</nitf>", "too-long", "bytes", id="endless-words"),
        pytest.param(
            '<?xml version="1.0" encoding="klingon"?><nitf/>', "unreadable", "klingon|encoding", id="unknown-encoding"
        ),
        pytest.param("<nitf><p></nitf>", "unreadable", "mismatched", id="not-well-formed"),
        pytest.param("<newsMessage/>", "empty", "no news item", id="no-item"),
        pytest.param("<urlset/>", "unknown-format", "a sitemap lists addresses", id="sitemap"),
        pytest.param("<project/>", "unknown-format", "'project'", id="other-root"),
        pytest.param("Envoys met.", "unknown-format", "no element", id="no-xml"),
        pytest.param("  ", "empty", "nothing", id="nothing"),
        pytest.param("\0\0", "binary", "not XML", id="binary"),
    ],
)
def test_file_that_is_refused(text: str, reason: str, told: str) -> None:
    data = text.encode()
    with pytest.raises(ReadError, match=told) as error:
        list(read_xml((data[at : at + 65_536] for at in range(0, len(data), 65_536)), "a.xml"))
    assert error.value.reason == reason


@pytest.mark.parametrize(
    ("opening", "count"),
    [
        pytest.param(
            '<?xml version="1.0"?><!-- <html> -->\n<rss><channel><item><description>The envoys met there.'
            "</description></item></channel></rss>",
            1,
            id="feed-under-a-comment",
        ),
        pytest.param(
            "<x:newsItem xmlns:x='u'><x:contentSet><x:inlineData>Envoys met.</x:inlineData></x:contentSet>"
            "</x:newsItem>",
            1,
            id="prefix",
        ),
        pytest.param(
            "<html xmlns='http://www.w3.org/1999/xhtml'><body><p>The envoys of Norland met.</p></body></html>",
            1,
            id="page",
        ),
    ],
)
def test_kind_is_chosen_by_the_root(opening: str, count: int) -> None:
    for encoding in ("utf-8", "utf-8-sig", "utf-16"):
        found = list(read_xml(iter([opening.encode(encoding)]), "a.xml"))
        assert len(found) == count
        assert all(isinstance(each, RawDocument) for each in found)


PARTS = st.sampled_from(
    [
        "<newsItem>",
        "</newsItem>",
        "<itemMeta>",
        "</itemMeta>",
        "<contentSet>",
        "</contentSet>",
        XHTML,
        NITF,
        ABOUT,
        VERSION,
        "<embargoed>",
        "</embargoed>",
        "<packageItem/>",
        "&amp;",
        "&nbsp;",
        "&x;",
        "<!--",
        "-->",
        "<p>",
        item(),
    ],
)


@given(
    st.lists(st.one_of(PARTS, st.text(max_size=6)), max_size=10), st.sampled_from(["newsMessage", "nitf", "newsItem"])
)
@settings(deadline=None)
def test_any_elements_end_in_documents_or_rejections(parts: list[str], root: str) -> None:
    data = f"<{root}>{''.join(parts)}</{root}>".encode("utf-8", "replace")
    with suppress(ReadError):
        assert list(read_xml(iter([data]), "a.xml"))
