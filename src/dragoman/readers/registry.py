"""The table of readers: which one reads a file, by the end of its name.

In:  a file's name, or its first bytes. Out: the `Reader`, or None where there is none.
A format more is a function `read_<format>` in its own module and a line here.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import PurePath

from dragoman.readers.archives.compression import GZIP_MARK, gunzip
from dragoman.readers.archives.warc import read_warc
from dragoman.readers.feed import read_feed
from dragoman.readers.jsonl import read_jsonl
from dragoman.readers.line_parts import cut_lines, read_line_part
from dragoman.readers.mail import read_mail, read_mailbox
from dragoman.readers.newswire.roots import read_xml
from dragoman.readers.parts import Parts
from dragoman.readers.pdf import read_pdf
from dragoman.readers.sniffing import sniff
from dragoman.readers.streams import PIECE_BYTES, ByteStream
from dragoman.readers.tables.delimited import read_table
from dragoman.readers.tables.parquet import read_parquet
from dragoman.readers.text import read_text
from dragoman.readers.webpage import read_webpage
from dragoman.records.documents import RawDocument, Rejection

Read = Callable[[Iterator[bytes], str], Iterator[RawDocument | Rejection]]

PACKED = ".gz"  # may stand behind any ending of the table


@dataclass(frozen=True, slots=True, kw_only=True)
class Reader:
    """Reads as: files with these endings (lower case, with the dot) are read by this function.

    `unpacks`: it undoes gzip by itself, since damage to one part should not hide the next. `parts` says how a large
    file is read by several workers; None where it can only be read from its start.
    """

    name: str
    suffixes: tuple[str, ...]
    read: Read
    unpacks: bool = False
    parts: Parts | None = None


READERS: tuple[Reader, ...] = (
    Reader(name="text", suffixes=(".txt", ".md"), read=read_text),
    Reader(name="webpage", suffixes=(".html", ".htm", ".xhtml"), read=read_webpage),
    Reader(name="pdf", suffixes=(".pdf",), read=read_pdf),
    Reader(
        name="jsonl",
        suffixes=(".jsonl", ".ndjson"),
        read=read_jsonl,
        parts=Parts(cut=cut_lines, read=read_line_part),
    ),
    Reader(name="table", suffixes=(".csv", ".tsv"), read=read_table),
    Reader(name="parquet", suffixes=(".parquet",), read=read_parquet),
    Reader(name="feed", suffixes=(".rss", ".atom"), read=read_feed),
    Reader(name="xml", suffixes=(".xml", ".nitf"), read=read_xml),
    Reader(name="mail", suffixes=(".eml",), read=read_mail),
    Reader(name="mailbox", suffixes=(".mbox",), read=read_mailbox),
    Reader(name="warc", suffixes=(".warc", ".wet"), read=read_warc, unpacks=True),
)


def reader_for(name: str) -> Reader | None:
    """Find the reader of a file by the end of its name, whatever its case; ".gz" may stand behind it."""
    path = PurePath(name)
    suffix = path.suffix.lower()
    if suffix == PACKED:
        suffix = PurePath(path.stem).suffix.lower()
    reader = next((reader for reader in READERS if suffix in reader.suffixes), None)
    if reader is None or reader.unpacks or path.suffix.lower() != PACKED:
        return reader
    return replace(reader, read=functools.partial(read_packed, reader.read), parts=None)


def reader_of_stream(first: bytes) -> Reader:
    """Choose for what comes without a name, by its first bytes; what is not surely something else is plain text."""
    if first.startswith(GZIP_MARK):
        return Reader(name="packed", suffixes=(), read=read_packed_stream)
    return _named(sniff(first))


def read_packed(read: Read, chunks: Iterator[bytes], name: str) -> Iterator[RawDocument | Rejection]:
    """Undo gzip, then read."""
    yield from read(gunzip(chunks), name)


def read_packed_stream(chunks: Iterator[bytes], name: str) -> Iterator[RawDocument | Rejection]:
    """Undo gzip, and choose the reader by what is within. Once only: there are files that unpack to themselves."""
    stream = ByteStream(gunzip(chunks))
    reader = _named(sniff(stream.peek(PIECE_BYTES)))
    yield from reader.read(stream.pieces(), name)


def known_suffixes() -> tuple[str, ...]:
    """Give the endings that are read, in the order of the table; each may have ".gz" behind it."""
    return tuple(suffix for reader in READERS for suffix in reader.suffixes)


def _named(name: str) -> Reader:
    return next(reader for reader in READERS if reader.name == name)
