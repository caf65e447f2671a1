"""Read bytes that come in pieces: by lines, by a number of bytes, or looked at before they are read.

In:  an iterator of pieces. Out: lines, or a `ByteStream`. Nothing is held beyond what was asked for and one piece.
Left to `decode`: what the bytes mean.
"""

from __future__ import annotations

from collections.abc import Iterator

PIECE_BYTES = 1 << 16


class ByteStream:
    """Bytes that can be looked at, read and put back; `position` counts those that were read."""

    def __init__(self, chunks: Iterator[bytes]) -> None:
        self._chunks = chunks
        self._held = b""
        self._at = 0  # what is held is read up to here
        self.position = 0

    def peek(self, size: int) -> bytes:
        """Give the next `size` bytes without reading them; fewer only at the end."""
        have = len(self._held) - self._at
        if have < size:
            pieces = [self._held[self._at :]]
            while have < size and (chunk := next(self._chunks, None)) is not None:
                pieces.append(chunk)
                have += len(chunk)
            self._held, self._at = b"".join(pieces), 0
        return self._held[self._at : self._at + size]

    def read(self, size: int = PIECE_BYTES) -> bytes:
        """Give the next `size` bytes; fewer only at the end."""
        found = self.peek(size)
        self._at += len(found)
        self.position += len(found)
        return found

    def put_back(self, data: bytes) -> None:
        """Make `data`, which was read last, the next to be read."""
        self._held, self._at = data + self._held[self._at :], 0
        self.position -= len(data)

    def skip(self, size: int) -> int:
        """Read over `size` bytes; give how many there were."""
        left = size
        while left and (piece := self.read(min(left, PIECE_BYTES))):
            left -= len(piece)
        return size - left

    def pieces(self) -> Iterator[bytes]:
        """Give all that is left."""
        while piece := self.read():
            yield piece

    def skip_to(self, mark: bytes) -> int:
        """Read up to the next line that opens with `mark`, or the end; give how many bytes were passed over.

        The stream is taken to stand within a line: a mark at its very next byte opens none.
        """
        sought = b"\n" + mark
        start = self.position
        while window := self.peek(PIECE_BYTES + len(sought)):
            at = window.find(sought)
            if at >= 0:
                self.read(at + 1)
                break
            self.read(min(len(window), PIECE_BYTES))
        return self.position - start


def bounded_lines(chunks: Iterator[bytes], most_bytes: int) -> Iterator[bytes | None]:
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
