"""Bring in what an address has to give: an article, or the articles that a feed or a sitemap announces.

In:  a `Source` and what is remembered of it. Out: `RawDocument`s and `Rejection`s; what to remember is left in `Look`.
Left to `readers`: what a feed, a sitemap and a page say.
"""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Generator, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from dragoman.errors import DocumentError, FetchError, ReadError
from dragoman.fetching.addresses import read_address
from dragoman.fetching.fetcher import Fetcher, Page
from dragoman.readers.archives.captures import READ_TYPES, Capture, read_capture, sniff_type
from dragoman.readers.archives.http_response import charset_of, media_type_of
from dragoman.readers.feed import FeedEntry, has_sentence, parse_feed
from dragoman.readers.newswire.roots import SITEMAPS, SNIFFED_BYTES, root_of
from dragoman.readers.sitemap import ListedPage, read_sitemap
from dragoman.readers.webpage import Fetched
from dragoman.records.documents import RawDocument, Rejection

log = logging.getLogger(__name__)

FEED_ROOTS = ("rss", "feed", "RDF", "channel")
MOST_SITEMAPS = 500  # of one index: a large newspaper has one a month
MOST_PAGES = 500  # of one source in one look, unless told: at a page a second, some eight minutes
PASSING = ("not-fetched",)  # reasons that may be gone by the next look
MARK_LENGTH = 16  # hexadecimal digits by which an announced page is remembered


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Reads as: look here; `url` is a page, a feed or a sitemap, which its content tells.

    `publisher` stands for what pages say of themselves. `whole_pages`: fetch the page that a feed's entry announces,
    even where the entry carries the article. `since` (ISO day): of a sitemap, only pages dated from then on.
    `most_pages` bounds one look; what is left over is for the next.
    """

    url: str
    publisher: str | None = None
    whole_pages: bool = False
    since: str | None = None
    most_pages: int = MOST_PAGES


@dataclass(frozen=True, slots=True, kw_only=True)
class Memory:
    """Reads as: when we last looked, the server said this of the source, and these of its pages had come in.

    `seen` are marks, not addresses; only of what the source still announces, so that it never grows beyond it.
    """

    etag: str | None = None
    last_modified: str | None = None
    seen: tuple[str, ...] = ()


NOTHING_KNOWN = Memory()


@dataclass(slots=True, kw_only=True)
class Look:
    """One look at a source: `memory` is what is known before it, and, when all was brought in, after it."""

    memory: Memory = NOTHING_KNOWN
    announced: int = 0
    brought: int = 0
    left_over: int = 0


def harvest(
    fetcher: Fetcher, source: Source, look: Look, *, today: date | None = None
) -> Iterator[RawDocument | Rejection]:
    """Bring in what is new at a source, one by one; DocumentError where the source itself cannot be had or read.

    A page that cannot be had now, but may be later, is a Rejection, and asked for again at the next look.
    """
    before = look.memory
    page = fetcher.fetch(source.url, etag=before.etag, last_modified=before.last_modified)
    if not page.is_new:
        return
    root = root_of(page.body[:SNIFFED_BYTES])
    if root in FEED_ROOTS:
        announced: Iterable[FeedEntry | ListedPage] = parse_feed(page.body).entries
    elif root in SITEMAPS:
        announced = _listed(fetcher, page, source, look)
    else:
        look.announced = look.brought = 1
        yield _read(page, source.url, source, today)
        look.memory = Memory(etag=page.etag, last_modified=page.last_modified)
        return
    seen = yield from _bring(fetcher, source, look, announced, today)
    complete = not look.left_over and len(seen) == look.announced
    # With something left to bring, the source is asked for anew: "not changed" would hide it.
    look.memory = Memory(
        etag=page.etag if complete else None, last_modified=page.last_modified if complete else None, seen=tuple(seen)
    )


def harvest_addresses(urls: Iterable[str], contact: str | None, today: date) -> Iterator[RawDocument | Rejection]:
    """Bring in what stands at these addresses, in their order; one that cannot be had or read is a Rejection."""
    with Fetcher(contact=contact) as fetcher:
        for url in urls:
            try:
                yield from harvest(fetcher, Source(url=url), Look(), today=today)
            except DocumentError as error:
                yield Rejection(source_id=url, reason=error.reason, detail=error.detail)


def _bring(
    fetcher: Fetcher, source: Source, look: Look, announced: Iterable[FeedEntry | ListedPage], today: date | None
) -> Generator[RawDocument | Rejection, None, list[str]]:
    """Bring in what was not seen; give the marks of all that has come in and is still announced."""
    known, seen = set(look.memory.seen), dict[str, None]()
    for each in announced:
        mark = _mark(each)
        if mark in seen:
            continue
        look.announced += 1
        if mark in known:
            seen[mark] = None
            continue
        if look.brought >= source.most_pages:
            look.left_over += 1
            continue
        look.brought += 1
        outcome = _fetch_entry(fetcher, each, source, today)
        if not (isinstance(outcome, Rejection) and outcome.reason in PASSING):
            seen[mark] = None
        yield outcome
    return list(seen)


def _fetch_entry(
    fetcher: Fetcher, each: FeedEntry | ListedPage, source: Source, today: date | None
) -> RawDocument | Rejection:
    """Fetch the page that is announced; or take the article from the feed, where it stands in it."""
    if isinstance(each, FeedEntry) and (each.url is None or (each.is_whole and not source.whole_pages)):
        return _from_feed(each, source)
    url = each.url or source.url
    try:
        return _told(_read(fetcher.fetch(url), url, source, today), each)
    except DocumentError as error:
        if isinstance(each, FeedEntry) and has_sentence(each.text) and error.reason not in PASSING:
            return _from_feed(each, source)  # robots may not read the page, but the feed was made for them
        return Rejection(source_id=url, reason=error.reason, detail=error.detail)


def _from_feed(entry: FeedEntry, source: Source) -> RawDocument | Rejection:
    place = entry.url or entry.entry_id or source.url
    if not has_sentence(entry.text):
        return Rejection(source_id=place, reason="empty", detail="no sentence beside the title, and no page announced")
    return RawDocument(
        source_id=place,
        origin=place,
        text=entry.text,
        title=entry.title,
        url=entry.url,
        publisher=source.publisher or entry.publisher,
        author=entry.author,
        published=entry.published,
        language=entry.language,
    )


def _told(outcome: RawDocument | Rejection, each: FeedEntry | ListedPage) -> RawDocument | Rejection:
    """Fill in what the page does not say of itself; the date of who announces it goes before one that was searched."""
    if isinstance(outcome, Rejection):
        return outcome
    return replace(
        outcome,
        published=each.published or outcome.published,
        title=outcome.title or each.title,
        publisher=outcome.publisher or each.publisher,
        author=outcome.author or (each.author if isinstance(each, FeedEntry) else None),
    )


def _read(page: Page, url: str, source: Source, today: date | None) -> RawDocument | Rejection:
    """Read the article on a page that was fetched."""
    media_type = sniff_type(media_type_of(page.content_type), page.body)
    if media_type not in READ_TYPES:
        raise ReadError("unknown-format", f"{url} is of the type {media_type}, which is not read")
    fetched = Fetched(url=page.url, charset=charset_of(page.content_type), retrieved=today)
    # Named by the address that was asked for: where it leads may change.
    outcome = read_capture(Capture(place=url, fetched=fetched, media_type=media_type, body=page.body))
    if isinstance(outcome, Rejection) or source.publisher is None:
        return outcome
    return replace(outcome, publisher=source.publisher)


def _listed(fetcher: Fetcher, page: Page, source: Source, look: Look) -> Iterator[ListedPage]:
    """Give the pages of a sitemap, and of those that it lists, from the day that is asked for on."""
    first = read_sitemap(iter([page.body]))
    yield from _since(first.pages, source.since)
    for listed in _since(first.sitemaps[:MOST_SITEMAPS], source.since):
        if not _is_of(listed.url, page.url, fetcher.ports):
            continue
        try:
            # An index lists sitemaps, never indexes: by their own rules it goes no deeper.
            pages = read_sitemap(iter([fetcher.fetch(listed.url).body])).pages
        except DocumentError as error:
            log.warning("a sitemap of %s is left for the next look: %s", source.url, error.detail)
            look.left_over += 1
            continue
        yield from _since(pages, source.since)


def _since(pages: Iterable[ListedPage], day: str | None) -> Iterator[ListedPage]:
    for page in pages:
        dated = page.published or page.modified
        if day is None or dated is None or dated[: len(day)] >= day:
            yield page


def _is_of(url: str, base: str, ports: tuple[int, ...]) -> bool:
    """Tell whether a sitemap stands on the site of its index: a site speaks for itself only."""
    try:
        return read_address(url, ports=ports).host == read_address(base, ports=ports).host
    except FetchError:
        return False


def _mark(each: FeedEntry | ListedPage) -> str:
    named = each.url or (each.entry_id if isinstance(each, FeedEntry) else None) or each.title or ""
    return hashlib.sha256(named.encode("utf-8", errors="replace")).hexdigest()[:MARK_LENGTH]
