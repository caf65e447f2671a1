"""Read a web archive: the pages in it as articles, the rest passed over and counted.

In:  the bytes of a .warc, .warc.gz or .wet file in pieces, and its name. Out: a `RawDocument` or a `Rejection` for
each page, and one `Rejection` that counts what is no page: pictures, redirects, what did not change since.
Left to `webpage` and `pdf`: the article on a page. The date of a capture is not the date of publication.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from dragoman.errors import DocumentError, ReadError
from dragoman.readers.archives.captures import READ_TYPES, Capture, read_capture, sniff_type
from dragoman.readers.archives.compression import Damage, gunzip
from dragoman.readers.archives.http_response import HttpResponse, charset_of, media_type_of, read_response, undo_sending
from dragoman.readers.archives.warc_records import BrokenRecord, WarcRecord, read_records
from dragoman.readers.decode import MOST_BYTES
from dragoman.readers.webpage import Fetched
from dragoman.records.documents import RawDocument, Rejection

MOST_FAULTS = 2_000  # broken records of one file; each may cost as much as the largest whole one
KEPT_TYPES = ("response", "resource", "conversion")
CRAWL_TYPES = ("warcinfo", "request", "metadata", "continuation")  # about the crawl: nobody looks for articles there
MEDIA = ("image", "audio", "video", "font")


def read_warc(chunks: Iterator[bytes], name: str) -> Iterator[RawDocument | Rejection]:
    """Read the pages, texts and PDF files of an archive; `source_id` is the file with the record's number."""
    damage = Damage()
    passed: Counter[str] = Counter()
    found = faults = 0
    for record in read_records(gunzip(chunks, damage)):
        found += 1
        if isinstance(record, BrokenRecord):
            faults += 1
            if faults > MOST_FAULTS:
                raise ReadError("unreadable", f"more than {MOST_FAULTS:,} broken records")
            yield _reject(f"{name}:{record.number}", ReadError("unreadable", record.fault), record.url)
            continue
        kind = _kind_passed_over(record)
        if kind is None:
            outcome = _read_record(record, f"{name}:{record.number}")
            if not isinstance(outcome, str):
                yield outcome
                continue
            kind = outcome
        if kind:
            passed[kind] += 1
    for place in damage.places:
        yield _reject(name, ReadError("unreadable", f"damaged gzip at about byte {place:,}: skipped to the next part"))
    if passed:
        told = ", ".join(f"{count:,} {kind}" for kind, count in sorted(passed.items()))
        yield Rejection(source_id=name, reason="passed-over", detail=f"no articles: {told}")
    if not found and not damage.places:
        raise ReadError("empty", "no record in it")


def _kind_passed_over(record: WarcRecord) -> str | None:
    """Say what a record is by its header where it is no page; "" where nobody counts it, None where it may be one."""
    if record.type in CRAWL_TYPES:
        return ""
    if record.type == "revisit":
        return "unchanged since an earlier capture"
    if record.type not in KEPT_TYPES:
        return "records of unknown type"
    return None if _address(record) is not None else "the crawler's own notes"


def _read_record(record: WarcRecord, place: str) -> RawDocument | Rejection | str:
    """Read what was captured; a word for what it is where it is no page."""
    url = _address(record)
    try:
        capture = _open_record(record, place)
        if isinstance(capture, str):
            return capture
        return read_capture(capture)
    except DocumentError as error:
        return _reject(place, error, url)


def _open_record(record: WarcRecord, place: str) -> Capture | str:
    header = record.headers.get("content-type", "")
    fetched = Fetched(url=_address(record), charset=charset_of(header), retrieved=_day(record))
    if record.type == "response":
        response = read_response(record.block)
        if refusal := _refuse_status(response):
            return refusal
        media_type = sniff_type(response.media_type, response.body)
        fetched = replace(fetched, charset=response.charset)
    else:
        response = None
        media_type = sniff_type(media_type_of(header), record.block)
    if media_type not in READ_TYPES:
        return f"{media_type.partition('/')[0]} files" if media_type.startswith(MEDIA) else "other files"
    if record.is_cut:
        raise ReadError("too-long", f"{record.headers.get('content-length')} bytes, at most {MOST_BYTES:,}")
    body = undo_sending(response, MOST_BYTES) if response is not None else record.block
    return Capture(place=place, fetched=fetched, media_type=media_type, body=body)


def _refuse_status(response: HttpResponse) -> str | None:
    if 300 <= response.status < 400:
        return "redirects"
    if not 200 <= response.status < 300:
        return "pages that were not found or not given"
    return "empty answers" if not response.body.strip() else None


def _address(record: WarcRecord) -> str | None:
    """Give the page's address; None where it is none of the web ("dns:", "metadata://")."""
    url = record.headers.get("warc-target-uri", "").strip().removeprefix("<").removesuffix(">")
    return url if url.lower().startswith(("http://", "https://")) else None


def _day(record: WarcRecord) -> date | None:
    try:
        return date.fromisoformat(record.headers.get("warc-date", "")[:10])
    except ValueError:
        return None


def _reject(place: str, error: DocumentError, url: str | None = None) -> Rejection:
    at = f" ({url:.200})" if url else ""
    return Rejection(source_id=place, reason=error.reason, detail=f"{error.detail}{at}")
