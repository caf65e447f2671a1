"""The table of readers: which one reads a file, by the end of its name.

In:  a file's name, or its first bytes. Out: the `Reader`, or None where there is none.
A format more is a function `read_<format>` in its own module and a line here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import PurePath

from dragoman.readers.decode import mark_of
from dragoman.readers.jsonl import read_jsonl
from dragoman.readers.line_parts import cut_lines, read_line_part
from dragoman.readers.parts import Parts
from dragoman.readers.text import read_text
from dragoman.readers.webpage import read_webpage
from dragoman.records.documents import RawDocument, Rejection

Read = Callable[[Iterator[bytes], str], Iterator[RawDocument | Rejection]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reader:
    """Reads as: files with these endings (lower case, with the dot) are read by this function.

    `parts` says how a large one is read by several workers; None where it can only be read from its start.
    """

    name: str
    suffixes: tuple[str, ...]
    read: Read
    parts: Parts | None = None


READERS: tuple[Reader, ...] = (
    Reader(name="text", suffixes=(".txt", ".md"), read=read_text),
    Reader(name="webpage", suffixes=(".html", ".htm"), read=read_webpage),
    Reader(name="jsonl", suffixes=(".jsonl",), read=read_jsonl, parts=Parts(cut=cut_lines, read=read_line_part)),
)


def reader_for(name: str) -> Reader | None:
    """Find the reader of a file by the end of its name, whatever its case."""
    suffix = PurePath(name).suffix.lower()
    return next((reader for reader in READERS if suffix in reader.suffixes), None)


def reader_of_stream(first: bytes) -> Reader:
    """Choose for text without a name: JSON Lines where it opens with a brace, else plain text."""
    encoding = mark_of(first)
    opening = first.decode(encoding, errors="replace") if encoding else first.decode("ascii", errors="replace")
    name = "jsonl" if opening.lstrip().startswith("{") else "text"
    return next(reader for reader in READERS if reader.name == name)


def known_suffixes() -> tuple[str, ...]:
    """Give the endings that are read, in the order of the table."""
    return tuple(suffix for reader in READERS for suffix in reader.suffixes)
