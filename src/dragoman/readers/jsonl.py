"""Read JSON Lines: an article a line, with what is known of it beside the text.

In:  the bytes of a file in pieces, and its name. Out: a `RawDocument` or a `Rejection` for each line, in order.
A line is held in memory only up to a limit, so that a file of any size, or of one endless line, can be read.
"""

from __future__ import annotations

import codecs
import json
from collections.abc import Iterator
from itertools import chain

from dragoman.errors import ReadError, RejectionReason
from dragoman.readers.decode import SNIFFED_BYTES, is_binary, mark_of
from dragoman.records.documents import RawDocument, Rejection

# A million characters, each written \uXXXX, are six million bytes; the rest is for the other fields.
MOST_LINE_BYTES = 8_000_000
SHOWN_CHARACTERS = 80  # of a faulty value in a Rejection


def read_jsonl(chunks: Iterator[bytes], name: str) -> Iterator[RawDocument | Rejection]:
    """Read line by line; empty lines are passed over. An article without `id` is named by file and line."""
    first = next(chunks, b"")
    if is_binary(first[:SNIFFED_BYTES]):
        raise ReadError("binary", "not JSON Lines: it has the marks of a picture, an archive or a program")
    found = False
    for read in read_lines(_as_utf8(chain([first], chunks)), name):
        found = True
        yield read
    if not found:
        raise ReadError("empty", "no line in it")


def read_lines(chunks: Iterator[bytes], name: str, first: int = 1) -> Iterator[RawDocument | Rejection]:
    """Read lines of UTF-8, of which the first has this number in its file; empty ones are passed over."""
    for number, line in enumerate(bounded_lines(chunks), start=first):
        if line is None or line.strip():
            yield _read_line(line, f"{name}:{number}")


def bounded_lines(chunks: Iterator[bytes], most_bytes: int = MOST_LINE_BYTES) -> Iterator[bytes | None]:
    """Give the lines without their ends; None for one of more than `most_bytes`, which is never held whole."""
    pieces: list[bytes] = []
    size = 0
    for chunk in chunks:
        *ended, rest = chunk.split(b"\n")
        for piece in ended:
            fits = size + len(piece) <= most_bytes
            yield b"".join([*pieces, piece]) if fits else None
            pieces, size = [], 0
        size += len(rest)
        if size <= most_bytes:
            pieces.append(rest)
        else:
            pieces = []
    if size:
        yield b"".join(pieces) if size <= most_bytes else None


def _as_utf8(chunks: Iterator[bytes]) -> Iterator[bytes]:
    """Take a byte order mark off, and write UTF-16 and UTF-32 anew, so that a line ends with one byte."""
    first = next(chunks, b"")
    encoding = mark_of(first)
    if encoding is None or encoding == "utf-8-sig":
        yield first.removeprefix(codecs.BOM_UTF8)
        yield from chunks
        return
    for text in codecs.iterdecode(chain([first], chunks), encoding, errors="replace"):
        yield text.encode("utf-8")


def _read_line(line: bytes | None, place: str) -> RawDocument | Rejection:
    if line is None:
        return _reject(place, "too-long", f"a line of more than {MOST_LINE_BYTES:,} bytes")
    try:
        value = json.loads(line.decode("utf-8"))
    except UnicodeDecodeError as error:
        return _reject(place, "unreadable", f"not UTF-8: {error.reason} at byte {error.start}")
    except RecursionError:
        return _reject(place, "unreadable", "nested too deep")
    except ValueError as error:
        return _reject(place, "unreadable", f"not JSON: {error}")
    if not isinstance(value, dict):
        return _reject(place, "not-an-object", f"expected an object with `text`, found {_shown(value)}")
    return _read_object(value, place)


def _read_object(value: dict[str, object], place: str) -> RawDocument | Rejection:
    fields: dict[str, str | None] = {}
    for name in ("id", "title", "url", "publisher", "author", "published", "language"):
        field = value.get(name)
        if isinstance(field, list) and all(isinstance(item, str) for item in field):
            field = ", ".join(str(item) for item in field)  # "author": ["A", "B"]
        if field is not None and (isinstance(field, bool) or not isinstance(field, str | int | float)):
            return _reject(place, "unreadable", f"`{name}` should be a text, found {_shown(field)}")
        fields[name] = str(field) if field is not None else None
    text = value.get("text")
    source_id = fields["id"] or place
    if text is None:
        return _reject(source_id, "empty", "no `text`")
    if not isinstance(text, str):
        return _reject(source_id, "unreadable", f"`text` should be a text, found {_shown(text)}")
    return RawDocument(
        source_id=source_id,
        origin=place,
        text=text,
        title=fields["title"],
        url=fields["url"],
        publisher=fields["publisher"],
        author=fields["author"],
        published=fields["published"],
        language=fields["language"],
    )


def _shown(value: object) -> str:
    return ascii(value)[:SHOWN_CHARACTERS]


def _reject(source_id: str, reason: RejectionReason, detail: str) -> Rejection:
    return Rejection(source_id=source_id, reason=reason, detail=detail)
