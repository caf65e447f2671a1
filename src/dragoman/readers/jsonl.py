"""Read JSON Lines: an article a line, with what is known of it beside the text.

In:  the bytes of a file in pieces, and its name. Out: a `RawDocument` or a `Rejection` for each line, in order.
A line is held in memory only up to a limit, so that a file of any size, or of one endless line, can be read.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import chain

from dragoman.errors import ReadError
from dragoman.readers.decode import SNIFFED_BYTES, as_utf8, is_binary
from dragoman.readers.streams import bounded_lines
from dragoman.readers.tables.fields import read_fields, reject, shown
from dragoman.records.documents import RawDocument, Rejection

# A million characters, each written \uXXXX, are six million bytes; the rest is for the other fields.
MOST_LINE_BYTES = 8_000_000


def read_jsonl(chunks: Iterator[bytes], name: str) -> Iterator[RawDocument | Rejection]:
    """Read line by line; empty lines are passed over. An article without `id` is named by file and line."""
    first = next(chunks, b"")
    if is_binary(first[:SNIFFED_BYTES]):
        raise ReadError("binary", "not JSON Lines: it has the marks of a picture, an archive or a program")
    found = False
    for read in read_lines(as_utf8(chain([first], chunks)), name):
        found = True
        yield read
    if not found:
        raise ReadError("empty", "no line in it")


def read_lines(chunks: Iterator[bytes], name: str, first: int = 1) -> Iterator[RawDocument | Rejection]:
    """Read lines of UTF-8, of which the first has this number in its file; empty ones are passed over."""
    for number, line in enumerate(bounded_lines(chunks, MOST_LINE_BYTES), start=first):
        if line is None or line.strip():
            yield _read_line(line, f"{name}:{number}")


def _read_line(line: bytes | None, place: str) -> RawDocument | Rejection:
    if line is None:
        return reject(place, "too-long", f"a line of more than {MOST_LINE_BYTES:,} bytes")
    try:
        value = json.loads(line.decode("utf-8"))
    except UnicodeDecodeError as error:
        return reject(place, "unreadable", f"not UTF-8: {error.reason} at byte {error.start}")
    except RecursionError:
        return reject(place, "unreadable", "nested too deep")
    except ValueError as error:
        return reject(place, "unreadable", f"not JSON: {error}")
    if not isinstance(value, dict):
        return reject(place, "not-an-object", f"expected an object with `text`, found {shown(value)}")
    return read_fields(value, place)
