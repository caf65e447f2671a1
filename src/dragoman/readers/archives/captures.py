"""Read what was found at an address, by its type: a page, a plain text, a PDF file.

In:  the bytes of an answer, and what the server said of them. Out: a `RawDocument` or a `Rejection`.
Left to `warc` and to `fetching.harvest`: where the answer comes from. Left to `webpage` and `pdf`: the article in it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from dragoman.readers.decode import decode
from dragoman.readers.metadata import host_of
from dragoman.readers.pdf import read_pdf
from dragoman.readers.webpage import Fetched, read_page
from dragoman.records.documents import RawDocument, Rejection

PAGE_TYPES = ("text/html", "application/xhtml+xml")
SNIFFED_BYTES = 512


@dataclass(frozen=True, slots=True, kw_only=True)
class Capture:
    """Reads as: this was found at an address: bytes of a type (lower case; "" untold)."""

    place: str
    fetched: Fetched
    media_type: str
    body: bytes


def read_capture(capture: Capture) -> RawDocument | Rejection:
    """Read the article; ReadError where there is none. Only of a type that `READ_TYPES` names."""
    return READ_TYPES[capture.media_type](capture)


def sniff_type(media_type: str, body: bytes) -> str:
    """Give the type as told, or by the first letters where the server told none."""
    if media_type not in ("", "application/octet-stream", "unknown/unknown", "*/*"):
        return media_type
    start = body[:SNIFFED_BYTES].lstrip().lower()
    if start.startswith((b"<!doctype html", b"<html")):
        return "text/html"
    return "application/pdf" if start.startswith(b"%pdf-") else "application/octet-stream"


def _read_html(capture: Capture) -> RawDocument:
    return read_page(capture.body, capture.place, capture.fetched)


def _read_plain(capture: Capture) -> RawDocument:
    text = decode(capture.body, declared=capture.fetched.charset)
    url = capture.fetched.url
    return RawDocument(source_id=capture.place, origin=capture.place, text=text, url=url, publisher=host_of(url))


def _read_pdf(capture: Capture) -> RawDocument | Rejection:
    outcome = next(read_pdf(iter([capture.body]), capture.place))
    if isinstance(outcome, Rejection):
        return outcome
    return replace(outcome, url=capture.fetched.url, publisher=outcome.publisher or host_of(capture.fetched.url))


READ_TYPES: dict[str, Callable[[Capture], RawDocument | Rejection]] = {
    **dict.fromkeys(PAGE_TYPES, _read_html),
    "text/plain": _read_plain,
    "application/pdf": _read_pdf,
}
