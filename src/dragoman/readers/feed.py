"""Read a file of RSS or Atom: its items as articles.

In:  the bytes of a feed. Out: a `Feed` with its entries; or a `RawDocument` or a `Rejection` for each of them.
Left to the fetcher: to ask for the feed again, and for the pages that its items announce.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import feedparser

from dragoman.errors import ReadError
from dragoman.readers.decode import as_utf8, is_binary, mark_of, read_whole
from dragoman.readers.fragments import fragment_text
from dragoman.readers.language import names_english
from dragoman.readers.lines import is_prose
from dragoman.readers.metadata import host_of, normalise_line
from dragoman.records.documents import RawDocument, Rejection

SNIFFED_BYTES = 4096
MOST_ENTRIES = 20_000  # of one file; the largest feeds have some hundred
NOT_LETTERS = re.compile(r"[\W_]+")
PARTS = re.compile(r"\s+[|»>:·•–—-]+\s+")
XML_OPENING = re.compile(rb"^\s*(?:\xef\xbb\xbf)?<\?xml[^>]{0,200}\?>")  # names the encoding that it is no longer in
GLOBAL_ID = re.compile(r"(?:https?://|urn:|tag:|[0-9a-f]{8}-[0-9a-f]{4}-)", re.IGNORECASE)
# What a malformed feed may make the library raise; each becomes `unreadable`.
FEED_FAULTS = (ValueError, TypeError, AttributeError, KeyError, IndexError, RecursionError, LookupError, AssertionError)


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedEntry:
    """Reads as: the feed announces this; `text` is what it says of it, `is_whole` where it carries the article.

    `entry_id` names the entry in the world, None where the feed gives no such name.
    """

    entry_id: str | None
    url: str | None
    title: str | None
    text: str
    is_whole: bool
    author: str | None
    publisher: str | None
    published: str | None
    language: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """Reads as: a feed of this name announces these entries, in the order of the file."""

    title: str | None
    url: str | None
    entries: tuple[FeedEntry, ...]


def read_feed(chunks: Iterator[bytes], name: str) -> Iterator[RawDocument | Rejection]:
    """Read item by item. An item with no more than a sentence's piece beside its title is rejected: `empty`."""
    feed = parse_feed(read_whole(chunks))
    if not feed.entries:
        raise ReadError("empty", "no item in the feed")
    for number, entry in enumerate(feed.entries, start=1):
        place = f"{name}:{number}"
        source_id = entry.entry_id or place
        if not entry.is_whole and not has_sentence(entry.text):
            at = f": the article stands at {entry.url}" if entry.url else ""
            yield Rejection(source_id=source_id, reason="empty", detail=f"no sentence beside the title{at:.300}")
            continue
        yield RawDocument(
            source_id=source_id,
            origin=place,
            text=entry.text,
            title=entry.title,
            url=entry.url,
            publisher=entry.publisher,
            author=entry.author,
            published=entry.published,
            language=entry.language,
        )


def parse_feed(data: bytes) -> Feed:
    """Take a feed apart; ReadError where it is none."""
    if is_binary(data[:SNIFFED_BYTES]):
        raise ReadError("binary", "not a feed: it has the marks of a picture, an archive or a program")
    try:
        # A stream, never bytes: the library takes bytes that look like an address for one, and fetches it.
        parsed = feedparser.parse(io.BytesIO(_in_utf8(data)))
        if not parsed.get("version") and not parsed.entries:
            raise ReadError("unreadable", f"not a feed: {parsed.get('bozo_exception', 'no item in it')!s:.200}")
        if len(parsed.entries) > MOST_ENTRIES:
            raise ReadError("too-long", f"{len(parsed.entries):,} items, at most {MOST_ENTRIES:,}")
        title, url = normalise_line(parsed.feed.get("title")), parsed.feed.get("link") or None
        language = _foreign(parsed.feed.get("language"))
        entries = tuple(_read_entry(entry, title, url, language) for entry in parsed.entries)
    except FEED_FAULTS as error:
        raise ReadError("unreadable", f"the feed cannot be taken apart: {error!r:.200}") from error
    return Feed(title=title, url=url, entries=entries)


def has_sentence(text: str) -> bool:
    """Tell whether a text says something: one sentence at least, if it breaks off with an ellipsis."""
    return any(is_prose(line) for line in text.split("\n"))


def _in_utf8(data: bytes) -> bytes:
    """Write UTF-16 anew: the library reads it only where the server says that it is UTF-16."""
    if mark_of(data) in (None, "utf-8-sig"):
        return data
    return XML_OPENING.sub(b"", b"".join(as_utf8(iter([data]))))


def _read_entry(entry: Any, feed_title: str | None, feed_url: str | None, language: str | None) -> FeedEntry:
    url = entry.get("feedburner_origlink") or entry.get("link") or None
    contents = [content.get("value") or "" for content in entry.get("content", [])]
    texts = [fragment_text(each) for each in (*contents, entry.get("summary") or "")]
    text = max(texts, key=len)  # the first of the longest
    source = entry.get("source") or {}
    told = normalise_line(source.get("title") or entry.get("publisher"))
    return FeedEntry(
        entry_id=_entry_id(entry.get("id"), feed_url),
        url=url,
        title=normalise_line(fragment_text(entry.get("title") or "")),
        text=text,
        is_whole=any(contents) and text in texts[: len(contents)],
        author=_author(entry),
        publisher=told or _name_of_paper(feed_title, url or feed_url),
        published=entry.get("published") or entry.get("updated") or entry.get("created") or None,
        language=_foreign(entry.get("language")) or language,
    )


def _entry_id(given: str | None, feed_url: str | None) -> str | None:
    """Give a name that no other feed has: many number their items from 1, which is no name of an article."""
    if not given:
        return None
    if GLOBAL_ID.match(given):
        return given
    return f"{feed_url}#{given}" if feed_url else None


def _author(entry: Any) -> str | None:
    names = [author.get("name") for author in entry.get("authors", []) if author.get("name")]
    return ", ".join(dict.fromkeys(names)) or None


def _name_of_paper(title: str | None, url: str | None) -> str | None:
    """Give the part of "World - The Port Herald" that the address knows too, else the address's host.

    A newspaper's feeds by section have many titles, and are one publisher.
    """
    host = host_of(url)
    if title is None or host is None:
        return host or title
    letters = NOT_LETTERS.sub("", host.casefold())
    for part in PARTS.split(title):
        name = NOT_LETTERS.sub("", part.casefold()).removeprefix("the")
        label = NOT_LETTERS.sub("", host.split(".", maxsplit=1)[0].casefold()).removeprefix("the")
        if name and (name in letters or (len(label) > 2 and label in name)):
            return part.strip()
    return host


def _foreign(language: str | None) -> str | None:
    """Give the language unless it is English, which many feeds in other languages say by default: words tell then."""
    return language if language and not names_english(language) else None
