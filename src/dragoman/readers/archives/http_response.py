"""Take apart what a web server answered: status, headers, and the body with its encodings undone.

In:  the bytes of a response as they were sent. Out: an `HttpResponse`; ReadError where it is none.
Left to the readers of pages: what is in the body, and in which letters.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from dragoman.errors import ReadError
from dragoman.readers.archives.compression import undo_encoding

MOST_HEADER_BYTES = 1 << 16
MOST_ENCODINGS = 3  # one on top of the other: more are sent by nobody in earnest
STATUS = re.compile(rb"HTTP/\d(?:\.\d)?\s+(\d{3})\b")
HEADER_END = re.compile(rb"\r?\n\r?\n")
CHUNK_SIZE = re.compile(rb"[ \t]*([0-9A-Fa-f]{1,8})[ \t]*(?:;[^\r\n]*)?\r?\n")
CHARSET = re.compile(r"charset\s*=\s*[\"']?\s*([\w.:-]{2,40})", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class HttpResponse:
    """Reads as: the server answered with this status, these headers (names in lower case) and these bytes."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def media_type(self) -> str:
        """Give the type of the body in lower case; "" where none is told."""
        return media_type_of(self.headers.get("content-type", ""))

    @property
    def charset(self) -> str | None:
        """Give the encoding of letters that the header names."""
        return charset_of(self.headers.get("content-type", ""))


def read_response(data: bytes) -> HttpResponse:
    """Take status and headers off; the body is as it was sent."""
    status = STATUS.match(data)
    end = HEADER_END.search(data, 0, MOST_HEADER_BYTES)
    if status is None or end is None:
        raise ReadError("unreadable", "it is said to be an answer of a web server, and has no HTTP header")
    headers = read_headers(data[: end.start()])
    return HttpResponse(status=int(status[1]), headers=headers, body=data[end.end() :])


def read_headers(data: bytes) -> dict[str, str]:
    """Read the lines under the first one; of a header that stands twice the first counts."""
    headers: dict[str, str] = {}
    name = ""
    for line in data.decode("utf-8", errors="replace").replace("\r\n", "\n").split("\n")[1:]:
        if line[:1] in (" ", "\t") and name:  # a long header that goes on
            headers[name] += " " + line.strip()
            continue
        name, colon, value = line.partition(":")
        name = name.strip().casefold()
        if colon and name and name not in headers:
            headers[name] = value.strip()
        else:
            name = ""
    return headers


def undo_sending(response: HttpResponse, most_bytes: int) -> bytes:
    """Give the body without the chunks and the compression it was sent in."""
    body = response.body
    if "chunked" in response.headers.get("transfer-encoding", "").casefold():
        body = _join_chunks(body)
    encodings = [each.strip() for each in response.headers.get("content-encoding", "").casefold().split(",")]
    if len(encodings) > MOST_ENCODINGS:
        raise ReadError("unreadable", f"encoded {len(encodings)} times over")
    for encoding in reversed(encodings):
        body = undo_encoding(body, encoding, most_bytes)
    return body


def media_type_of(header: str) -> str:
    """Give "text/html" of "Text/HTML; charset=utf-8"."""
    return header.partition(";")[0].strip().casefold()


def charset_of(header: str) -> str | None:
    """Give "utf-8" of "Text/HTML; charset=utf-8"."""
    found = CHARSET.search(header)
    return found[1] if found is not None else None


def _join_chunks(body: bytes) -> bytes:
    """Join the chunks; a body that a crawler joined before it kept it is given as it is."""
    pieces: list[bytes] = []
    at = 0
    while (size := CHUNK_SIZE.match(body, at)) is not None:
        length = int(size[1], 16)
        if length == 0:
            break
        pieces.append(body[size.end() : size.end() + length])
        at = size.end() + length
        at += 2 if body[at : at + 2] == b"\r\n" else int(body[at : at + 1] == b"\n")
    # What follows a broken chunk is kept as it stands: a few odd signs are better than half an article.
    rest = body[at:] if size is None else b""
    return b"".join([*pieces, rest])
