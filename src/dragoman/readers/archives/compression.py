"""Undo gzip, and the encodings in which web servers send: in pieces, and never beyond a limit.

In:  compressed bytes. Out: what was compressed; ReadError where it is damaged or grows without end.
Left to the other readers: what is in it.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import chain

import brotli

from dragoman.errors import ReadError
from dragoman.readers.streams import PIECE_BYTES

GZIP_MARK = b"\x1f\x8b\x08"
GZIP_BITS = 31  # zlib's word for "with the header and check sum of gzip"
# Text shrinks to a third or a tenth, a log of like lines to a fiftieth. Deflate can shrink zeros to a thousandth.
MOST_GROWTH = 200
FREE_BYTES = 64 << 20  # below so many nothing is suspected
MOST_DAMAGES = 1_000  # stretches of one file that cannot be read: beyond, it is no archive with a fault


@dataclass(slots=True, kw_only=True)
class Damage:
    """Where compressed data could not be read, by bytes of the compressed file: filled while it is read."""

    places: list[int] = field(default_factory=list)


def gunzip(chunks: Iterator[bytes], damage: Damage | None = None) -> Iterator[bytes]:
    """Undo gzip of one part or of many joined; bytes that are not gzip are given as they are.

    ReadError `unreadable` where the data is broken off or damaged. With `damage`, the places are noted there instead,
    and reading goes on at the next part that opens: archives compress each record by itself.
    """
    first = next(chunks, b"")
    while len(first) < len(GZIP_MARK) and (more := next(chunks, None)) is not None:
        first += more
    if not first.startswith(GZIP_MARK):
        # Many programs undo the compression of what they fetch and keep the name.
        yield from chain([first] if first else [], chunks)
        return
    yield from _Parts(damage).read(chain([first], chunks))


class _Parts:
    """The parts of one gzip file: where reading stands, and how much was read and given."""

    def __init__(self, damage: Damage | None) -> None:
        self._damage = damage
        self._open: zlib._Decompress | None = None
        self._taken = self._given = 0

    def read(self, chunks: Iterator[bytes]) -> Iterator[bytes]:
        carried = b""  # the first bytes of a mark that is cut by the end of a piece
        for chunk in chunks:
            data = carried + chunk
            carried = b""
            self._taken += len(chunk)
            while data:
                if self._open is None:
                    data = data.lstrip(b"\x00")  # tapes and block devices pad with zeros
                    at = data.find(GZIP_MARK)
                    if at < 0:
                        carried = data[-len(GZIP_MARK) + 1 :]
                        break
                    data = data[at:]
                    self._open = zlib.decompressobj(GZIP_BITS)
                given, data = self._inflate(data)
                if given:
                    yield given
        if self._open is not None:
            self._note("it is broken off")

    def _inflate(self, data: bytes) -> tuple[bytes, bytes]:
        """Undo one step; give what came out and what is left to be undone."""
        part = self._open
        if part is None:
            return b"", data
        try:
            given = part.decompress(data, PIECE_BYTES)
        except zlib.error as error:
            self._note(str(error))
            self._open = None
            return b"", data[1:]  # a part may open in what is left
        self._given += len(given)
        if self._given > FREE_BYTES + MOST_GROWTH * self._taken:
            raise ReadError("too-long", f"it grows to more than {MOST_GROWTH} times its size when it is unpacked")
        if part.eof:
            self._open = None
            return given, part.unused_data
        return given, part.unconsumed_tail

    def _note(self, fault: str) -> None:
        if self._damage is None:
            raise ReadError("unreadable", f"damaged gzip, at about byte {self._taken:,}: {fault}")
        self._damage.places.append(self._taken)
        if len(self._damage.places) > MOST_DAMAGES:
            raise ReadError("unreadable", f"damaged gzip in more than {MOST_DAMAGES:,} places")


def undo_encoding(data: bytes, encoding: str, most_bytes: int) -> bytes:
    """Undo a `Content-Encoding` of HTTP; what is broken off is given as far as it goes.

    ReadError `too-long` beyond `most_bytes`, `unreadable` where it is not so encoded and is no plain text either.
    """
    if encoding in ("gzip", "x-gzip", "deflate"):
        return _undo_deflate(data, most_bytes)
    if encoding == "br":
        return _undo_brotli(data, most_bytes)
    if encoding in ("", "identity", "none", "utf-8"):  # the last is no encoding, but some servers say so
        return data
    raise ReadError("unreadable", f"sent in an encoding that is not read: {encoding!r:.40}")


def _undo_deflate(data: bytes, most_bytes: int) -> bytes:
    # "deflate" should have zlib's header; some servers send it bare. Crawlers that undo it keep the server's word.
    windows = (GZIP_BITS,) if data.startswith(GZIP_MARK) else (zlib.MAX_WBITS, -zlib.MAX_WBITS)
    for window in windows:
        part = zlib.decompressobj(window)
        try:
            found = part.decompress(data, most_bytes + 1)
        except zlib.error:
            continue
        return _bounded(found, most_bytes)
    return _plain(data, "deflate")


def _undo_brotli(data: bytes, most_bytes: int) -> bytes:
    part, pieces, size = brotli.Decompressor(), [], 0
    given = data
    try:
        while size <= most_bytes:
            piece = part.process(given, output_buffer_limit=most_bytes + 1 - size)
            given = b""
            if not piece:
                break
            pieces.append(piece)
            size += len(piece)
    except brotli.error:
        return _plain(data, "brotli")
    return _bounded(b"".join(pieces), most_bytes)


def _bounded(found: bytes, most_bytes: int) -> bytes:
    if len(found) > most_bytes:
        raise ReadError("too-long", f"more than {most_bytes:,} bytes when it is unpacked")
    return found


def _plain(data: bytes, encoding: str) -> bytes:
    """Give data that was unpacked before it was kept: it opens as markup or a text does."""
    if b"\x00" in data[:PIECE_BYTES] or data[:512].lstrip()[:1] not in (b"<", b"{", b"["):
        raise ReadError("unreadable", f"it is said to be {encoding}, and is not")
    return data
