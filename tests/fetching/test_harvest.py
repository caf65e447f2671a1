"""What a page, a feed and a sitemap bring in, and what is remembered of them."""

from __future__ import annotations

from datetime import date

import pytest
from tests.fetching.conftest import Site

from dragoman.errors import DocumentError
from dragoman.fetching.fetcher import Fetcher
from dragoman.fetching.harvest import Look, Memory, Source, harvest
from dragoman.records.documents import RawDocument, Rejection

BODY = (
    "Ardania and Belmark signed a treaty on fisheries in the port of Orsk on Friday. "
    "The foreign ministers of both countries had negotiated it for two years, officials said. "
    "It enters into force when both parliaments have approved it, which is expected in spring."
)


def article(title: str, body: str = BODY) -> str:
    """Write a page as newspapers do."""
    return (
        f"<!doctype html><html><head><title>{title} | The Port Herald</title>"
        f'<meta property="og:site_name" content="The Port Herald"></head>'
        f"<body><article><h1>{title}</h1><p>{body}</p></article></body></html>"
    )


def feed(*items: str) -> str:
    """Write a feed of these items."""
    return (
        '<?xml version="1.0"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>'
        f"<title>The Port Herald</title>{''.join(items)}</channel></rss>"
    )


def item(url: str, title: str, *, more: str = "") -> str:
    """Write an item that announces a page."""
    return (
        f"<item><title>{title}</title><link>{url}</link><pubDate>Fri, 11 Oct 2024 09:30:00 GMT</pubDate>{more}</item>"
    )


def bring(fetcher: Fetcher, source: Source, look: Look | None = None) -> list[RawDocument | Rejection]:
    """Harvest a source whole."""
    return list(harvest(fetcher, source, look or Look(), today=date(2024, 10, 12)))


def test_a_page_is_one_article(site: Site, fetcher: Fetcher) -> None:
    url = site.page("/a", article("Treaty signed"))
    (found,) = bring(fetcher, Source(url=url))
    assert isinstance(found, RawDocument)
    assert (found.source_id, found.url, found.publisher) == (url, url, "The Port Herald")
    assert "signed a treaty on fisheries" in found.text
    (named,) = bring(fetcher, Source(url=url, publisher="Herald"))
    assert isinstance(named, RawDocument)
    assert named.publisher == "Herald"


def test_a_feed_brings_the_pages_that_it_announces_once(site: Site, fetcher: Fetcher) -> None:
    pages = [site.page(f"/{name}", article(f"Treaty {name}")) for name in "ab"]
    source = Source(url=site.page("/feed", feed(*(item(url, "Treaty") for url in pages)), "application/rss+xml"))
    look = Look()
    found = bring(fetcher, source, look)
    assert [each.source_id for each in found] == pages
    assert isinstance(found[0], RawDocument)
    assert found[0].published is not None
    assert found[0].published.startswith(("2024-10-11", "Fri, 11 Oct 2024"))
    assert (look.announced, look.brought, look.left_over) == (2, 2, 0)
    again = Look(memory=look.memory)
    assert bring(fetcher, source, again) == []
    assert site.paths().count("/a") == 1
    new = site.page("/c", article("Treaty c"))
    site.page("/feed", feed(item(new, "c"), item(pages[0], "a")), "application/rss+xml")
    last = Look(memory=again.memory)
    assert [each.source_id for each in bring(fetcher, source, last)] == [new]
    assert len(last.memory.seen) == 2  # what the feed no longer announces is forgotten


def test_a_feed_that_did_not_change_is_not_read(site: Site, fetcher: Fetcher) -> None:
    page = site.page("/a", article("Treaty"))
    site.page("/feed", feed(item(page, "a")), "application/rss+xml", ETag='"1"')
    look = Look()
    bring(fetcher, Source(url=site.url("/feed")), look)
    assert look.memory.etag == '"1"'
    site.answers["/feed"] = lambda sent: (304 if sent.get("if-none-match") == '"1"' else 500, {}, b"")
    again = Look(memory=look.memory)
    assert bring(fetcher, Source(url=site.url("/feed")), again) == []
    assert again.memory == look.memory


def test_an_article_in_the_feed_itself_needs_no_page(site: Site, fetcher: Fetcher) -> None:
    whole = f"<content:encoded><![CDATA[<p>{BODY}</p>]]></content:encoded>"
    site.page("/feed", feed(item(site.url("/a"), "Treaty", more=whole)), "application/rss+xml")
    (found,) = bring(fetcher, Source(url=site.url("/feed")))
    assert isinstance(found, RawDocument)
    assert site.paths() == ["/feed"]
    site.page("/a", article("Treaty", BODY + " The page says more than the feed."))
    (page,) = bring(fetcher, Source(url=site.url("/feed"), whole_pages=True))
    assert isinstance(page, RawDocument)
    assert "more than the feed" in page.text


def test_a_page_that_cannot_be_had_now_is_asked_for_again(site: Site, fetcher: Fetcher) -> None:
    url = site.url("/a")
    site.answers["/a"] = (500, {}, b"")
    site.page("/feed", feed(item(url, "Treaty")), "application/rss+xml", ETag='"1"')
    look = Look()
    (outcome,) = bring(fetcher, Source(url=site.url("/feed")), look)
    assert isinstance(outcome, Rejection)
    assert (outcome.source_id, outcome.reason) == (url, "not-fetched")
    assert look.memory.etag is None  # else the feed would say that nothing changed
    site.page("/a", article("Treaty"))
    (found,) = bring(fetcher, Source(url=site.url("/feed")), Look(memory=look.memory))
    assert isinstance(found, RawDocument)


def test_where_robots_are_kept_out_the_feed_s_own_words_stand(site: Site, fetcher: Fetcher) -> None:
    site.page("/robots.txt", "User-agent: *\nDisallow: /a", "text/plain")
    words = f"<description>{BODY}</description>"
    site.page("/feed", feed(item(site.url("/a"), "Treaty", more=words)), "application/rss+xml")
    (found,) = bring(fetcher, Source(url=site.url("/feed")))
    assert isinstance(found, RawDocument)
    assert found.url == site.url("/a")
    assert site.paths() == ["/feed"]


def test_one_look_is_bounded_and_the_next_goes_on(site: Site, fetcher: Fetcher) -> None:
    pages = [site.page(f"/{number}", article(f"Treaty {number}")) for number in range(5)]
    site.page("/feed", feed(*(item(url, "Treaty") for url in pages)), "application/rss+xml", ETag='"1"')
    source = Source(url=site.url("/feed"), most_pages=2)
    look, brought = Look(), []
    for _ in range(3):
        look = Look(memory=look.memory)
        brought += [each.source_id for each in bring(fetcher, source, look)]
    assert brought == pages
    assert look.memory.etag == '"1"'


def test_a_sitemap_brings_its_pages_and_those_of_its_parts(site: Site, fetcher: Fetcher) -> None:
    pages = {name: site.page(f"/{name}", article(f"Treaty {name}")) for name in "abc"}
    old = f"<url><loc>{pages['a']}</loc><lastmod>2019-01-01</lastmod></url>"
    new = f"<url><loc>{pages['b']}</loc><lastmod>2024-10-11</lastmod></url>"
    urlset = '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{}</urlset>'
    part = site.page("/part.xml", urlset.format(old + new + f"<url><loc>{pages['c']}</loc></url>"), "application/xml")
    other = "<sitemap><loc>http://other.test/x.xml</loc></sitemap>"
    index = f"<sitemapindex><sitemap><loc>{part}</loc></sitemap>{other}</sitemapindex>"
    site.page("/sitemap.xml", index, "application/xml")
    found = bring(fetcher, Source(url=site.url("/sitemap.xml"), since="2024-01-01"))
    assert [each.source_id for each in found] == [pages["b"], pages["c"]]


def test_a_broken_part_of_a_sitemap_is_left_for_the_next_look(site: Site, fetcher: Fetcher) -> None:
    site.page(
        "/sitemap.xml", f"<sitemapindex><sitemap><loc>{site.url('/p')}</loc></sitemap></sitemapindex>", "text/xml"
    )
    look = Look()
    assert bring(fetcher, Source(url=site.url("/sitemap.xml")), look) == []
    assert look.left_over == 1


@pytest.mark.parametrize("kind", ["image/png", "application/zip", "video/mp4"])
def test_what_is_no_article_is_told(site: Site, fetcher: Fetcher, kind: str) -> None:
    url = site.page("/a", b"\x89PNG....", kind)
    with pytest.raises(DocumentError, match="is not read"):
        bring(fetcher, Source(url=url))


def test_a_feed_may_lead_behind_no_wall(site: Site, fetcher: Fetcher) -> None:
    items = [item(url, "x") for url in ("http://inner.test/secrets", "file:///etc/passwd", "http://[::1]/")]
    site.page("/feed", feed(*items), "application/rss+xml")
    found = bring(fetcher, Source(url=site.url("/feed")))
    assert [each.reason for each in found if isinstance(each, Rejection)] == ["refused-address"] * len(found)
    assert site.paths() == ["/feed"]


def test_memory_starts_empty() -> None:
    assert Look().memory == Memory()
