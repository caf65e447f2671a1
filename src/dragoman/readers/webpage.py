"""Read a web page: the article's paragraphs as lines, and what the page says of it.

In:  the bytes of an HTML file, its name, and how it was fetched where that is known. Out: one `RawDocument`; ReadError
where there is no text.
Left to `zones`: the stray lines that extraction lets through, and the language: pages name theirs wrongly too often.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import htmldate
import lxml.etree
import trafilatura

from dragoman.errors import ReadError
from dragoman.readers.decode import decode, read_whole
from dragoman.readers.fragments import NO_XML, XML_OPENING, visible_text
from dragoman.readers.metadata import choose_published, host_of
from dragoman.records.documents import RawDocument, Rejection

MOST_PAGE_CHARACTERS = 5_000_000  # of markup without pictures: an article has some 100,000
DECLARED_BYTES = 2048  # within which HTML must name its encoding
LAST_DAY = "2100-12-31"  # both libraries else ask the clock which dates are too late
ZONES_APART = timedelta(days=1)  # the page and the crawler may stand in two time zones

DECLARED = re.compile(rb"charset\s*=\s*[\"']?\s*([\w.:-]{2,40})", re.IGNORECASE)
EMBEDDED = re.compile(r"data:[\w/+.-]{1,60};base64,[A-Za-z0-9+/=\s%]*+")

# What a malformed page makes the libraries raise; each becomes `unreadable`.
PAGE_FAULTS = (ValueError, TypeError, AttributeError, KeyError, IndexError, RecursionError, lxml.etree.LxmlError)


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetched:
    """Reads as: the page was fetched from this address, on this day, and was said to be in this encoding.

    `retrieved` is no date of publication, but no page is published after it.
    """

    url: str | None = None
    charset: str | None = None
    retrieved: date | None = None


FROM_FILE = Fetched()


def read_webpage(chunks: Iterator[bytes], name: str) -> Iterator[RawDocument | Rejection]:
    """Read a saved page; its `source_id` is `name`, its address the one that the page itself gives."""
    yield read_page(read_whole(chunks), name, FROM_FILE)


def read_page(data: bytes, name: str, fetched: Fetched) -> RawDocument:
    """Read a page that was saved or fetched; the address that it was fetched from goes before its own word for it."""
    declared = DECLARED.search(data[:DECLARED_BYTES])
    charset = fetched.charset or (declared[1].decode("ascii") if declared else None)
    page = EMBEDDED.sub("", decode(data, declared=charset))
    page = NO_XML.sub(" ", XML_OPENING.sub("", page))
    if not page.strip():
        raise ReadError("empty", "nothing in the file")
    if len(page) > MOST_PAGE_CHARACTERS:
        raise ReadError("too-long", f"{len(page):,} characters of markup, at most {MOST_PAGE_CHARACTERS:,}")
    try:
        return _read_page(page, name, fetched)
    except PAGE_FAULTS as error:
        raise ReadError("unreadable", f"the page cannot be taken apart: {error!r:.200}") from error


def _read_page(page: str, name: str, fetched: Fetched) -> RawDocument:
    tree = trafilatura.load_html(page)
    if tree is None:
        raise ReadError("unreadable", "not a web page: no element of HTML in it")
    last_day = (fetched.retrieved + ZONES_APART).isoformat() if fetched.retrieved is not None else LAST_DAY
    found = _extract(page, last_day)
    text = found.text if found is not None and found.text else ""
    if not text.strip():
        text = visible_text(tree)
    if not text.strip():
        raise ReadError("empty", "no text on the page")
    url = fetched.url or (found.url if found is not None else None)
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
        published=_published(page, found.date if found is not None else None, url, last_day),
    )


def _extract(page: str, last_day: str) -> Any:
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
            "max_date": last_day,
        },
    )


def _published(page: str, marked: str | None, url: str | None, last_day: str) -> str | None:
    """Give the day of publication; a year that does not stand on the page was made up from today's."""
    searched = htmldate.find_date(page, extensive_search=True, original_date=True, url=url, max_date=last_day)
    days = [day if day is not None and day[:4] in page else None for day in (marked, searched)]
    return choose_published(days[0], days[1], url)


def _without_publisher(title: str | None, publisher: str | None) -> str | None:
    """Take " | The Port Herald" off a title."""
    if title is None or publisher is None:
        return title
    short = re.sub(rf"\s+[|–—·»-]\s+{re.escape(publisher)}\s*$", "", title, flags=re.IGNORECASE)
    return short or title


def _names(author: str) -> str:
    return ", ".join(part.strip() for part in author.split(";") if part.strip())
