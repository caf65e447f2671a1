"""Read a sitemap: the addresses of a site's pages, and what a news sitemap says of each.

In:  the bytes of a sitemap, of an index of sitemaps, or of a text file with an address a line. Out: a `Sitemap`.
Left to the fetcher: to fetch them. A sitemap holds no article, so that no file of it becomes a document.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from dragoman.errors import ReadError
from dragoman.readers.archives.compression import gunzip
from dragoman.readers.decode import is_binary, mark_of
from dragoman.readers.newswire.roots import root_of
from dragoman.readers.newswire.trees import find, told, wanted_elements
from dragoman.readers.streams import ByteStream, bounded_lines

MOST_ENTRIES = 50_000  # by the sitemaps' own rules
MOST_URL_CHARACTERS = 2_048  # by the same rules
SNIFFED_BYTES = 4_096


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedPage:
    """Reads as: the site lists a page here; the dates are as given, None is what is not told.

    `published` is the day that a news sitemap gives; `modified` any change of the page, a new advertisement too.
    """

    url: str
    published: str | None = None
    modified: str | None = None
    title: str | None = None
    publisher: str | None = None
    language: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Sitemap:
    """Reads as: the site lists these pages, and these further sitemaps (`pages` of their own), in the file's order.

    `fault` says why reading ended before the file did; None where it did not.
    """

    pages: tuple[ListedPage, ...] = ()
    sitemaps: tuple[ListedPage, ...] = ()
    fault: str | None = None


def read_sitemap(chunks: Iterator[bytes]) -> Sitemap:
    """Read a sitemap, gzip or not; addresses that are not http or https are left out.

    ReadError where it is no sitemap. One that is broken, or longer than its rules allow, is given as far as it goes.
    """
    stream = ByteStream(gunzip(chunks))
    opening = stream.peek(SNIFFED_BYTES)
    if is_binary(opening):
        raise ReadError("binary", "not a sitemap: it has the marks of a picture, an archive or a program")
    if not opening.decode(mark_of(opening) or "utf-8", errors="replace").lstrip("\ufeff \t\r\n").startswith("<"):
        return _read_lines(stream)
    root = root_of(opening)
    if root not in ("urlset", "sitemapindex"):
        raise ReadError("unknown-format", f"not a sitemap: its root element is {root!r}")
    pages: dict[str, list[ListedPage]] = {"url": [], "sitemap": []}
    fault = None
    try:
        for element in wanted_elements(stream, frozenset(pages)):
            page = _read_entry(element)
            if page is not None:
                pages[element.tag].append(page)
            if len(pages["url"]) + len(pages["sitemap"]) >= MOST_ENTRIES:
                fault = f"more than {MOST_ENTRIES:,} entries"
                break
    except ReadError as error:
        fault = error.detail
    return Sitemap(pages=tuple(pages["url"]), sitemaps=tuple(pages["sitemap"]), fault=fault)


def _read_entry(element: Element) -> ListedPage | None:
    url = _address(told(find(element, "loc")))
    if url is None:
        return None
    news = find(element, "news")
    return ListedPage(
        url=url,
        published=told(find(news, "publication_date")),
        modified=told(find(element, "lastmod")),
        title=told(find(news, "title")),
        publisher=told(find(news, "publication", "name")),
        language=told(find(news, "publication", "language")),
    )


def _read_lines(stream: ByteStream) -> Sitemap:
    pages: list[ListedPage] = []
    for line in bounded_lines(stream.pieces(), MOST_URL_CHARACTERS):
        url = _address(line.decode("utf-8", errors="replace").strip("\ufeff \t\r")) if line else None
        if url is not None:
            pages.append(ListedPage(url=url))
        if len(pages) >= MOST_ENTRIES:
            return Sitemap(pages=tuple(pages), fault=f"more than {MOST_ENTRIES:,} entries")
    return Sitemap(pages=tuple(pages))


def _address(given: str | None) -> str | None:
    if given is None or len(given) > MOST_URL_CHARACTERS or " " in given:
        return None
    return given if given.casefold().startswith(("http://", "https://")) else None
