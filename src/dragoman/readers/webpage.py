"""Read a saved web page: the article's paragraphs as lines, and what the page says of it.

In:  the bytes of an HTML file in pieces, and its name. Out: one `RawDocument`; ReadError where there is no text.
Left to `zones`: the stray lines that extraction lets through, and the language: pages name theirs wrongly too often.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import htmldate
import lxml.etree
import lxml.html
import trafilatura

from dragoman.errors import ReadError
from dragoman.readers.decode import decode, read_whole
from dragoman.readers.metadata import choose_published, host_of
from dragoman.records.documents import RawDocument, Rejection

MOST_PAGE_CHARACTERS = 5_000_000  # of markup without pictures: an article has some 100,000
DECLARED_BYTES = 2048  # within which HTML must name its encoding
LAST_DAY = "2100-12-31"  # both libraries else ask the clock which dates are too late

DECLARED = re.compile(rb"charset\s*=\s*[\"']?\s*([\w.:-]{2,40})", re.IGNORECASE)
EMBEDDED = re.compile(r"data:[\w/+.-]{1,60};base64,[A-Za-z0-9+/=\s%]*+")
XML_OPENING = re.compile(r"^\s*<\?xml[^>]{0,200}\?>")  # lxml refuses a text that names its encoding
NO_XML = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
BLOCKS = ("address", "article", "blockquote", "br", "dd", "div", "dt", "figcaption", "footer", "h1", "h2", "h3", "h4",
          "h5", "h6", "header", "hr", "li", "p", "pre", "section", "table", "td", "th", "tr", "ul", "ol")  # fmt: skip
UNSEEN = ("script", "style", "noscript", "template", "iframe", "svg", "head", "nav", "button", "select")

# What a malformed page makes the libraries raise; each becomes `unreadable`.
PAGE_FAULTS = (ValueError, TypeError, AttributeError, KeyError, IndexError, RecursionError, lxml.etree.LxmlError)


def read_webpage(chunks: Iterator[bytes], name: str) -> Iterator[RawDocument | Rejection]:
    """Read a page; its `source_id` is `name`, its address the one that the page itself gives."""
    data = read_whole(chunks)
    declared = DECLARED.search(data[:DECLARED_BYTES])
    page = EMBEDDED.sub("", decode(data, declared=declared[1].decode("ascii") if declared else None))
    page = NO_XML.sub(" ", XML_OPENING.sub("", page))
    if not page.strip():
        raise ReadError("empty", "nothing in the file")
    if len(page) > MOST_PAGE_CHARACTERS:
        raise ReadError("too-long", f"{len(page):,} characters of markup, at most {MOST_PAGE_CHARACTERS:,}")
    try:
        yield _read_page(page, name)
    except PAGE_FAULTS as error:
        raise ReadError("unreadable", f"the page cannot be taken apart: {error!r:.200}") from error


def _read_page(page: str, name: str) -> RawDocument:
    tree = trafilatura.load_html(page)
    if tree is None:
        raise ReadError("unreadable", "not a web page: no element of HTML in it")
    found = _extract(page)
    text = found.text if found is not None and found.text else ""
    if not text.strip():
        text = _visible_text(tree)
    if not text.strip():
        raise ReadError("empty", "no text on the page")
    url = found.url if found is not None else None
    title = found.title if found is not None else None
    publisher = (found.sitename if found is not None else None) or host_of(url)
    return RawDocument(
        source_id=name,
        origin=name,
        text=text,
        title=_without_publisher(title, publisher),
        url=url,
        publisher=publisher,
        author=_names(found.author) if found is not None and found.author else None,
        published=_published(page, found.date if found is not None else None, url),
    )


def _extract(page: str) -> Any:
    """Ask trafilatura for text and metadata: comments left out, tables kept, no search of the text for a date."""
    return trafilatura.bare_extraction(
        page,
        with_metadata=True,
        include_comments=False,
        include_tables=True,
        date_extraction_params={
            "extensive_search": False,
            "original_date": True,
            "outputformat": "%Y-%m-%d",
            "max_date": LAST_DAY,
        },
    )


def _published(page: str, marked: str | None, url: str | None) -> str | None:
    """Give the day of publication; a year that does not stand on the page was made up from today's."""
    searched = htmldate.find_date(page, extensive_search=True, original_date=True, url=url, max_date=LAST_DAY)
    days = [day if day is not None and day[:4] in page else None for day in (marked, searched)]
    return choose_published(days[0], days[1], url)


def _visible_text(tree: Any) -> str:
    """Give the page's text with a line for each block: for pages in which no article is found."""
    for element in list(tree.iter(*UNSEEN, lxml.etree.Comment)):
        if element.getparent() is not None:
            element.drop_tree()
    for element in tree.iter(*BLOCKS):
        element.tail = "\n" + (element.tail or "")
        element.text = "\n" + (element.text or "") if element.tag != "br" else element.text
    lines = (" ".join(line.split()) for line in tree.text_content().split("\n"))
    return "\n".join(line for line in lines if line)


def _without_publisher(title: str | None, publisher: str | None) -> str | None:
    """Take " | The Port Herald" off a title."""
    if title is None or publisher is None:
        return title
    short = re.sub(rf"\s+[|–—·»-]\s+{re.escape(publisher)}\s*$", "", title, flags=re.IGNORECASE)
    return short or title


def _names(author: str) -> str:
    return ", ".join(part.strip() for part in author.split(";") if part.strip())
