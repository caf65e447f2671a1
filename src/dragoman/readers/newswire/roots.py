"""Read an XML file by what its outermost element says that it is.

In:  the bytes of a file. Out: what the reader of that kind of XML gives; ReadError where there is none.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from dragoman.errors import ReadError
from dragoman.readers.decode import is_binary, mark_of
from dragoman.readers.feed import read_feed
from dragoman.readers.newswire.newsml import ARTICLES, OTHERS, read_newsml
from dragoman.readers.streams import ByteStream
from dragoman.readers.webpage import read_webpage
from dragoman.records.documents import RawDocument, Rejection

SNIFFED_BYTES = 1 << 16  # a long comment or list of declarations may stand before the first element
ROOT = re.compile(r"<(?:[A-Za-z_][\w.-]{0,40}:)?([A-Za-z_][\w.-]{0,60})")
BEFORE_ROOT = re.compile(r"<!--.*?-->|<\?.*?\?>|<!DOCTYPE[^\[>]*(?:\[.*?\]\s*)?>", re.DOTALL | re.IGNORECASE)

READERS_BY_ROOT: dict[str, Callable[[Iterator[bytes], str], Iterator[RawDocument | Rejection]]] = {
    **dict.fromkeys(("rss", "feed", "RDF", "channel"), read_feed),
    **dict.fromkeys(("newsMessage", "NewsML", *ARTICLES, *OTHERS), read_newsml),
    "html": read_webpage,
}
SITEMAPS = ("urlset", "sitemapindex")
A_SITEMAP = "a sitemap lists addresses and holds no article: give its address to `dragoman watch` or `build`"
READ_ARE = "read are RSS, Atom, NewsML-G2, NITF and XHTML"


def read_xml(chunks: Iterator[bytes], name: str) -> Iterator[RawDocument | Rejection]:
    """Read a file of any kind of XML that carries articles."""
    stream = ByteStream(chunks)
    opening = stream.peek(SNIFFED_BYTES)
    if is_binary(opening):
        raise ReadError("binary", "not XML: it has the marks of a picture, an archive or a program")
    if not opening.strip():
        raise ReadError("empty", "nothing in the file")
    root = root_of(opening)
    if root in SITEMAPS:
        raise ReadError("unknown-format", A_SITEMAP)
    reader = READERS_BY_ROOT.get(root or "")
    if reader is None:
        raise ReadError("unknown-format", f"its root element is {root!r}: {READ_ARE}" if root else "no element in it")
    yield from reader(stream.pieces(), name)


def root_of(opening: bytes) -> str | None:
    """Give the name of the first element, without its prefix; None where there is none."""
    text = opening.decode(mark_of(opening) or "utf-8", errors="replace")
    found = ROOT.search(BEFORE_ROOT.sub("", text))
    return found[1] if found is not None else None
