"""One request and its answer, within bounds of time and size.

In:  an address and headers. Out: a `Reply`; FetchError where nothing came, or too much, or too slowly.
Left to `fetcher`: redirects, robots.txt, politeness.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import httpcore

from dragoman.errors import FetchError, ReadError
from dragoman.fetching.addresses import Address
from dragoman.readers.archives.compression import undo_encoding

MOST_BODY_BYTES = 20_000_000  # as sent; an article has some 200 kB, a year's sitemap some megabytes
MOST_UNPACKED_BYTES = 60_000_000  # sitemaps may have 50 MB by their own rules
SECONDS_TO_CONNECT = 15.0
SECONDS_BETWEEN_PIECES = 20.0
SECONDS_IN_ALL = 90.0  # a server that sends a byte now and then would else hold a watch for ever

Seconds = Callable[[], float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """Reads as: the server answered this; the names of `headers` are small, `body` is unpacked."""

    url: str
    status: int
    headers: Mapping[str, str]
    body: bytes


def request(pool: httpcore.ConnectionPool, address: Address, headers: Mapping[str, str], seconds: Seconds) -> Reply:
    """Ask for an address once. `seconds` is a clock that never goes back."""
    deadline = seconds() + SECONDS_IN_ALL
    timeout = {"connect": SECONDS_TO_CONNECT, "read": SECONDS_BETWEEN_PIECES, "write": SECONDS_BETWEEN_PIECES}
    sent = [(name.encode("ascii"), value.encode("ascii", errors="replace")) for name, value in headers.items()]
    try:
        with pool.stream("GET", address.url, headers=sent, extensions={"timeout": timeout}) as response:
            told = {name.decode("latin-1").lower(): value.decode("latin-1") for name, value in response.headers}
            body = b"" if response.status in (204, 304) else _body(response, address, told, deadline, seconds)
            return Reply(url=address.url, status=response.status, headers=told, body=body)
    except httpcore.TimeoutException as error:
        raise FetchError("not-fetched", f"{address.url}: no answer in time") from error
    except (httpcore.NetworkError, httpcore.ProtocolError, httpcore.UnsupportedProtocol, OSError) as error:
        raise FetchError("not-fetched", f"{address.url}: {error or type(error).__name__}") from error


def _body(
    response: httpcore.Response, address: Address, headers: Mapping[str, str], deadline: float, seconds: Seconds
) -> bytes:
    told = headers.get("content-length", "")
    if told.isdecimal() and int(told) > MOST_BODY_BYTES:
        raise FetchError("too-long", f"{address.url}: {int(told):,} bytes, at most {MOST_BODY_BYTES:,} are read")
    pieces: list[bytes] = []
    size = 0
    for piece in response.iter_stream():
        size += len(piece)
        if size > MOST_BODY_BYTES:
            raise FetchError("too-long", f"{address.url}: more than {MOST_BODY_BYTES:,} bytes")
        if seconds() > deadline:
            raise FetchError("not-fetched", f"{address.url}: it takes longer than {SECONDS_IN_ALL:g} seconds")
        pieces.append(piece)
    body = b"".join(pieces)
    encodings = [each.strip().lower() for each in headers.get("content-encoding", "").split(",")]
    if len(encodings) > 2:
        raise FetchError("not-fetched", f"{address.url}: packed {len(encodings)} times over")
    try:
        for encoding in reversed(encodings):
            body = undo_encoding(body, encoding, MOST_UNPACKED_BYTES)
    except ReadError as error:
        raise FetchError(error.reason, f"{address.url}: {error.detail}") from error
    return body
