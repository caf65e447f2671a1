"""Cut a large file of lines into parts that several workers read.

In:  the path of a file of JSON Lines. Out: its parts; the articles of one.
A part knows the number of its first line, which names articles without an id, and the hash of its bytes, so that a
file to which lines were added has the same parts as before, and one more.
"""

from __future__ import annotations

import codecs
import hashlib
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from dragoman.readers.decode import SNIFFED_BYTES, is_binary, mark_of
from dragoman.readers.jsonl import read_lines
from dragoman.readers.parts import Part
from dragoman.records.documents import RawDocument, Rejection

CHUNK_BYTES = 1 << 20


def cut_lines(path: Path, most_bytes: int) -> Iterator[Part]:
    """Give the parts: each ends with the line that reaches `most_bytes`. The file is read through once."""
    with path.open("rb") as stream:
        opening = stream.read(CHUNK_BYTES)
        # UTF-16 has no line ends of one byte; what is no text, or empty, is one rejection for the whole file
        if mark_of(opening) not in (None, "utf-8-sig") or is_binary(opening[:SNIFFED_BYTES]) or not opening.strip():
            return
        stream.seek(0)
        start, first = 0, 1
        while True:
            size, lines, identity = _measure(stream, most_bytes)
            if not size:
                return
            yield Part(start=start, end=start + size, first=first, identity=f"{first} {identity}")
            start, first = start + size, first + lines


def _measure(stream: BinaryIO, most_bytes: int) -> tuple[int, int, str]:
    """Read on to the first line end at or behind `most_bytes`; give bytes, line ends, hash."""
    digest = hashlib.sha256()
    size = lines = 0
    while True:
        # a line is read in pieces, since it may be endless
        chunk = stream.read(min(CHUNK_BYTES, most_bytes - size)) if size < most_bytes else stream.readline(CHUNK_BYTES)
        digest.update(chunk)
        size += len(chunk)
        lines += chunk.count(b"\n")
        if not chunk or (size >= most_bytes and chunk.endswith(b"\n")):
            return size, lines, digest.hexdigest()


def read_line_part(path: Path, name: str, part: Part) -> Iterator[RawDocument | Rejection]:
    """Read the lines of a part."""
    with path.open("rb") as stream:
        stream.seek(part.start)
        yield from read_lines(_chunks(stream, part), name, part.first)


def _chunks(stream: BinaryIO, part: Part) -> Iterator[bytes]:
    left = part.end - part.start
    opens_file = part.start == 0
    while left and (chunk := stream.read(min(CHUNK_BYTES, left))):
        left -= len(chunk)
        yield chunk.removeprefix(codecs.BOM_UTF8) if opens_file else chunk
        opens_file = False
