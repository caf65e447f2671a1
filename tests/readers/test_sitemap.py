from __future__ import annotations

import gzip

import pytest

from dragoman.errors import ReadError
from dragoman.readers import sitemap
from dragoman.readers.sitemap import ListedPage, Sitemap, read_sitemap

NAMES = (
    'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"'
    ' xmlns:image="http://www.google.com/schemas/sitemap-image/1.1"'
)
NEWS = f"""<?xml version="1.0" encoding="UTF-8"?>
<!-- made by a program --><urlset {NAMES}><url><loc> https://a.example/1 </loc><lastmod>2024-10-12</lastmod>
<image:image><image:loc>https://a.example/1.jpg</image:loc></image:image>
<news:news><news:publication><news:name>Port Herald</news:name><news:language>en</news:language></news:publication>
<news:publication_date>2024-10-11T08:00:00+02:00</news:publication_date>
<news:title>Norland &amp; Belmark sign</news:title>
</news:news></url><url><loc>https://a.example/2</loc></url><url><loc>ftp://a.example/3</loc></url><url/></urlset>"""
PAGE = ListedPage(
    url="https://a.example/1",
    published="2024-10-11T08:00:00+02:00",
    modified="2024-10-12",
    title="Norland & Belmark sign",
    publisher="Port Herald",
    language="en",
)


def read(data: bytes) -> Sitemap:
    return read_sitemap(data[at : at + 100] for at in range(0, len(data), 100))


@pytest.mark.parametrize("pack", [bytes, gzip.compress])
def test_news_sitemap(pack: type[bytes]) -> None:
    assert read(pack(NEWS.encode())) == Sitemap(pages=(PAGE, ListedPage(url="https://a.example/2")))


def test_index() -> None:
    data = f"<sitemapindex {NAMES}><sitemap><loc>https://a.example/s1.xml</loc><lastmod>2024</lastmod></sitemap></sitemapindex>"
    assert read(data.encode()) == Sitemap(sitemaps=(ListedPage(url="https://a.example/s1.xml", modified="2024"),))


def test_list_of_addresses() -> None:
    data = b"\xef\xbb\xbfhttps://a.example/1\r\nnot an address\n\nhttps://a.example/2"
    assert [page.url for page in read(data).pages] == ["https://a.example/1", "https://a.example/2"]


def test_broken_sitemap_is_given_as_far_as_it_goes() -> None:
    found = read(NEWS.encode()[:-60])
    assert found.pages[0] == PAGE
    assert "not well-formed" in (found.fault or "")


def test_endless_sitemap_is_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sitemap, "MOST_ENTRIES", 50)
    entries = "".join(f"<url><loc>https://a.example/{n}</loc></url>" for n in range(60))
    found = read(f"<urlset>{entries}</urlset>".encode())
    assert len(found.pages) == 50
    assert found.fault is not None


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"<rss/>", "unknown-format"),
        (b"<html>", "unknown-format"),
        (b"\x89PNG\0", "binary"),
        (b"<!-- -->", "unknown-format"),
    ],
)
def test_no_sitemap(data: bytes, reason: str) -> None:
    with pytest.raises(ReadError) as error:
        read(data)
    assert error.value.reason == reason


def test_entities_are_refused() -> None:
    found = read(
        b'<!DOCTYPE u [<!ENTITY a "aa"><!ENTITY b "&a;&a;">]><urlset><url><loc>https://a.example/&b;</loc></url></urlset>'
    )
    assert found.pages == ()
    assert "entities" in (found.fault or "")
