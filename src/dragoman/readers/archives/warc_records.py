"""Read the records of a WARC file (ISO 28500), the form in which web archives keep what they fetched.

In:  the bytes of a file, unpacked. Out: `WarcRecord`s and `BrokenRecord`s in order; a broken one never hides the next.
Left to `warc`: what a record holds, and whether it is an article.

Written here because fastwarc 2.0 stops at the first record that is out of order, and silently after some in order.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from dragoman.readers.archives.http_response import read_headers
from dragoman.readers.streams import ByteStream

MARK = b"WARC/"
MOST_HEADER_BYTES = 1 << 16
MOST_BLOCK_BYTES = 24_000_000  # a page of 20 million bytes with the header that it was sent with
MOST_LINE_ENDS = 64  # between two records stand two; some writers leave more or none
HEADER_END = re.compile(rb"\r?\n\r?\n")
LENGTH = re.compile(r"\d{1,15}")


@dataclass(frozen=True, slots=True, kw_only=True)
class WarcRecord:
    """Reads as: the archive's record number so has these headers (names in lower case) and this block.

    `block` is only the block's beginning where `is_cut`: it is longer than the limit.
    """

    number: int
    headers: Mapping[str, str]
    block: bytes
    is_cut: bool = False

    @property
    def type(self) -> str:
        """Give the record's type in lower case: "response", "conversion"."""
        return self.headers.get("warc-type", "").casefold()


@dataclass(frozen=True, slots=True, kw_only=True)
class BrokenRecord:
    """Reads as: record number so cannot be read, for this reason; `url` is the address that it tells, if it does."""

    number: int
    fault: str
    url: str | None = None


def read_records(chunks: Iterator[bytes]) -> Iterator[WarcRecord | BrokenRecord]:
    """Read record by record; behind a fault reading goes on at the next line that opens a record."""
    stream = ByteStream(chunks)
    number = 0
    while _skip_line_ends(stream):
        number += 1
        if not stream.peek(len(MARK)).startswith(MARK):
            passed = stream.skip_to(MARK)
            yield BrokenRecord(number=number, fault=f"{passed:,} bytes that belong to no record")
            continue
        yield _read_record(stream, number)


def _read_record(stream: ByteStream, number: int) -> WarcRecord | BrokenRecord:
    opening = stream.peek(MOST_HEADER_BYTES)
    end = HEADER_END.search(opening)
    another = opening.find(b"\n" + MARK)
    if end is None or 0 <= another < end.start():
        stream.skip_to(MARK)
        return BrokenRecord(number=number, fault="its header has no end")
    headers = read_headers(stream.read(end.end())[: end.start()])
    url = headers.get("warc-target-uri")
    length = headers.get("content-length", "")
    if not LENGTH.fullmatch(length):
        _find_next(stream)
        return BrokenRecord(number=number, fault=f"its length is told as {length!r:.40}", url=url)
    block = stream.read(min(int(length), MOST_BLOCK_BYTES))
    rest = int(length) - len(block)
    if rest and len(block) == MOST_BLOCK_BYTES:
        if stream.skip(rest) == rest and _is_ended(stream):
            return WarcRecord(number=number, headers=headers, block=block, is_cut=True)
        _find_next(stream)
        return BrokenRecord(number=number, fault="its length is not as told", url=url)
    if rest or not _is_ended(stream):
        # The next record may stand within what was taken for the block, or behind it.
        stream.put_back(block)
        _find_next(stream)
        fault = "it is broken off" if rest else "its length is not as told"
        return BrokenRecord(number=number, fault=fault, url=url)
    return WarcRecord(number=number, headers=headers, block=block)


def _is_ended(stream: ByteStream) -> bool:
    """Tell whether a block ends here: with an empty line, or right before the next record or the end of the file."""
    after = stream.peek(MOST_LINE_ENDS + len(MARK))
    rest = after.lstrip(b"\r\n")
    return not rest or rest.startswith(MARK) or after.startswith((b"\r\n\r\n", b"\n\n"))


def _skip_line_ends(stream: ByteStream) -> bool:
    """Go to the next record; tell whether there is one."""
    while piece := stream.peek(MOST_LINE_ENDS):
        stream.read(len(piece) - len(piece.lstrip(b"\r\n")))
        if piece.strip(b"\r\n"):
            return True
    return False


def _find_next(stream: ByteStream) -> None:
    if not stream.peek(len(MARK)).startswith(MARK):
        stream.skip_to(MARK)
