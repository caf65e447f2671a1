"""Tell by its first bytes what comes in without a name.

In:  the first piece of a stream, unpacked. Out: the name of a reader of the registry.
What is not surely something else is plain text.
"""

from __future__ import annotations

import re

from dragoman.readers.archives.warc_records import MARK as WARC_MARK
from dragoman.readers.decode import mark_of
from dragoman.readers.mail import SEPARATOR
from dragoman.readers.newswire.roots import READERS_BY_ROOT, SITEMAPS, root_of
from dragoman.readers.tables.delimited import DELIMITERS
from dragoman.readers.tables.fields import count_known, names_text
from dragoman.readers.tables.parquet import MARK as PARQUET_MARK

PDF_MARK = b"%PDF-"
COLUMN_CHARACTERS = 40  # of a column's name; a cell of prose is longer
HEADER_LINE = re.compile(r"[A-Za-z][A-Za-z0-9-]{1,60}:")
MAIL_HEADERS = ("message-id", "mime-version", "received")  # one of them stands in every message, none over an article


def sniff(first: bytes) -> str:
    """Give the name of the reader for what begins so."""
    if first.startswith(WARC_MARK):
        return "warc"
    if first.startswith(PDF_MARK):
        return "pdf"
    if first.startswith(PARQUET_MARK):
        return "parquet"
    if SEPARATOR.match(first.split(b"\n", maxsplit=1)[0]):
        return "mailbox"
    opening = first.decode(mark_of(first) or "utf-8", errors="replace").lstrip("\ufeff \t\r\n")
    if opening.startswith("{"):
        return "jsonl"
    if opening.startswith("<"):
        return _sniff_markup(opening, first)
    if _is_mail(opening):
        return "mail"
    return "table" if _is_header(opening.split("\n", maxsplit=1)[0]) else "text"


def _sniff_markup(opening: str, first: bytes) -> str:
    if opening[:16].casefold().startswith(("<!doctype html", "<html")):
        return "webpage"
    root = root_of(first)
    return "xml" if root in READERS_BY_ROOT or root in SITEMAPS else "text"


def _is_mail(opening: str) -> bool:
    """Tell lines of mail headers, one of those that every message has among them."""
    names: set[str] = set()
    for line in opening.splitlines():
        if not line.strip():
            break
        if line[0] in " \t" and names:
            continue
        if not HEADER_LINE.match(line):
            return False
        names.add(line.partition(":")[0].casefold())
    return any(name in names for name in MAIL_HEADERS)


def _is_header(line: str) -> bool:
    """Tell the header of a table: short cells, one of them a name for a column of texts, another known too."""
    for delimiter in DELIMITERS:
        cells = [cell.strip().strip('"') for cell in line.split(delimiter)]
        is_short = all(len(cell) <= COLUMN_CHARACTERS for cell in cells)
        if len(cells) > 1 and is_short and names_text(cells) and count_known(cells) > 1:
            return True
    return False
