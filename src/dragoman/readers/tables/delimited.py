"""Read CSV and its kin: a row an article, the columns found by their names.

In:  the bytes of a file in pieces, and its name. Out: a `RawDocument` or a `Rejection` for each row, in order.
A row is held in memory only up to a limit. Where quotation marks are broken, one `Rejection` stands for the rows that
cannot be told apart, and reading goes on at the next line that is a whole row.
"""

from __future__ import annotations

import csv
import re
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain

from dragoman.errors import ReadError
from dragoman.readers.decode import SNIFFED_BYTES, as_utf8, guess_encoding, is_binary
from dragoman.readers.streams import bounded_lines
from dragoman.readers.tables.fields import choose_columns, count_known, read_row, reject, shown
from dragoman.records.documents import RawDocument, Rejection

MOST_LINE_BYTES = 8_000_000
MOST_ROW_CHARACTERS = 8_000_000
MOST_BROKEN = 10_000  # rows of one file: beyond, it is no table
MOST_COLUMNS = 2_000
SAMPLED_LINES = 50
DELIMITERS = (",", "\t", ";", "|")
DECLARATION = "sep="  # the first line by which one spreadsheet program names the delimiter
QUOTE = '"'

# Its own limit is 131,072 characters a field, which is less than a long article has; rows are bounded below.
csv.field_size_limit(MOST_ROW_CHARACTERS)

NumberedLine = tuple[int, str | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Dialect:
    """Reads as: cells are parted by this; a quotation mark within is doubled, or has `escape` before it."""

    delimiter: str
    has_quotes: bool = True
    escape: str | None = None

    def rows(self, lines: Iterator[str]) -> Iterator[list[str]]:
        """Part lines into rows of cells; `csv.Error` where the quotation marks are broken."""
        return csv.reader(
            lines,
            delimiter=self.delimiter,
            quoting=csv.QUOTE_MINIMAL if self.has_quotes else csv.QUOTE_NONE,
            doublequote=self.escape is None,
            escapechar=self.escape,
            strict=True,
        )


def read_table(chunks: Iterator[bytes], name: str) -> Iterator[RawDocument | Rejection]:
    """Read row by row. ReadError, which names the columns, where none holds texts."""
    lines = _Lines(chunks)
    dialect, header = _read_header(lines)
    columns = choose_columns(header)
    rows = _Rows(lines, dialect, width=len(header))
    for number, row in rows.read():
        if isinstance(row, str):
            yield reject(f"{name}:{number}", "unreadable", row)
            continue
        values = {field: row[at] for field, at in columns.items() if at < len(row)}
        yield read_row(values, name, number)
    if not rows.count:
        raise ReadError("empty", "no row under the header")


class _Lines:
    """The lines of a file with their numbers from 1, decoded; those that were taken too many are put back."""

    def __init__(self, chunks: Iterator[bytes]) -> None:
        first = next(chunks, b"")
        if is_binary(first[:SNIFFED_BYTES]):
            raise ReadError("binary", "not a table of texts: it has the marks of a picture, an archive or a program")
        pieces = as_utf8(chain([first], chunks))
        if b"\n" not in first and b"\r" in first:
            pieces = (piece.replace(b"\r", b"\n") for piece in pieces)
        self._lines = enumerate(bounded_lines(pieces, MOST_LINE_BYTES), start=1)
        self._waiting: deque[NumberedLine] = deque()
        self._encoding: str | None = None

    def take(self) -> NumberedLine | None:
        """Give the next line with its end, None in its place where it is too long; None after the last."""
        if self._waiting:
            return self._waiting.popleft()
        number, line = next(self._lines, (0, None))
        if number == 0:
            return None
        return number, None if line is None else self._decode(line) + "\n"

    def put_back(self, lines: list[NumberedLine]) -> None:
        """Make some lines the next ones again."""
        self._waiting.extendleft(reversed(lines))

    def sample(self) -> list[str]:
        """Give the next lines without taking them."""
        taken = [line for _ in range(SAMPLED_LINES) if (line := self.take()) is not None]
        self.put_back(taken)
        return [text for _, text in taken if text is not None]

    def _decode(self, line: bytes) -> str:
        try:
            return line.decode("utf-8")
        except UnicodeDecodeError:
            # The first line that is not UTF-8 tells for all: guessing takes longer than reading.
            self._encoding = self._encoding or guess_encoding(line) or "cp1252"
            return line.decode(self._encoding, errors="replace")


class _Rows:
    """The rows under the header: cells, or a word on what is wrong, with the number of the line each begins on."""

    def __init__(self, lines: _Lines, dialect: Dialect, *, width: int) -> None:
        self._lines = lines
        self._dialect = dialect
        self._width = width
        self.count = 0

    def read(self) -> Iterator[tuple[int, list[str] | str]]:
        broken = 0
        while (first := self._lines.take()) is not None:
            if first[1] is not None and not first[1].strip():
                continue
            self.count += 1
            taken, row = self._take_row(first)
            if isinstance(row, str):
                broken += 1
                if broken > MOST_BROKEN:
                    raise ReadError("unreadable", f"more than {MOST_BROKEN:,} broken rows")
                self._lines.put_back(taken[1:])
                self._skip_to_whole_row()
            yield first[0], row

    def _take_row(self, first: NumberedLine) -> tuple[list[NumberedLine], list[str] | str]:
        """Take the lines of one row, and part it into cells or say what is wrong with it."""
        taken: list[NumberedLine] = []
        try:
            row = next(self._dialect.rows(self._pull(first, taken)), [])
        except csv.Error as error:
            last = taken[-1][1] if taken else None
            return taken, "a line of too many bytes" if last is None else f"quotation marks are broken: {error}"
        if any(row[self._width :]):
            return taken, f"{len(row)} cells under {self._width} columns: a text with {self._dialect.delimiter!r} in it"
        return taken, row

    def _pull(self, first: NumberedLine, taken: list[NumberedLine]) -> Iterator[str]:
        line: NumberedLine | None = first
        size = 0
        while line is not None:
            taken.append(line)
            size += len(line[1] or "")
            if line[1] is None or size > MOST_ROW_CHARACTERS:
                raise csv.Error("a row without an end")
            yield line[1]
            line = self._lines.take()

    def _skip_to_whole_row(self) -> None:
        """Pass lines over until one opens a row with as many cells as the header."""
        while (first := self._lines.take()) is not None:
            taken, row = self._take_row(first)
            if not isinstance(row, str) and len(row) == self._width and any(row):
                self._lines.put_back(taken)
                return
            self._lines.put_back(taken[1:])


def _read_header(lines: _Lines) -> tuple[Dialect, list[str]]:
    while (first := lines.take()) is not None and first[1] is not None and not first[1].strip():
        pass
    if first is None:
        raise ReadError("empty", "nothing in the file")
    delimiters: tuple[str, ...] = DELIMITERS
    if (first[1] or "").casefold().startswith(DECLARATION):
        declared = (first[1] or "")[len(DECLARATION) :].strip("\r\n")
        delimiters = (declared,) if declared in DELIMITERS else DELIMITERS
        first = lines.take() or first
    header = first[1]
    if header is None:
        raise ReadError("too-long", f"its first line has more than {MOST_LINE_BYTES:,} bytes")
    parted = [(Dialect(delimiter=each), _part(header, each)) for each in delimiters]
    dialect, cells = max(parted, key=lambda each: (count_known(each[1]), len(each[1])))  # the first of the best
    if not cells:
        raise ReadError("unreadable", f"its first line is no header, its quotation marks are broken: {shown(header)}")
    if len(cells) > MOST_COLUMNS:
        raise ReadError("unknown-format", f"{len(cells):,} columns, at most {MOST_COLUMNS:,}")
    return _sniff_quotes(dialect.delimiter, len(cells), lines.sample()), cells


def _part(header: str, delimiter: str) -> list[str]:
    try:
        return next(Dialect(delimiter=delimiter).rows(iter([header])), [])
    except csv.Error:
        return []


def _sniff_quotes(delimiter: str, width: int, sample: list[str]) -> Dialect:
    """Tell by some rows how a quotation mark within a cell is written, and whether cells are quoted at all."""
    cells = [line.rstrip("\r\n").split(delimiter) for line in sample if line.strip()]
    plain = all(len(row) == width for row in cells)
    opened = [cell for row in cells for cell in row if cell.startswith(QUOTE)]
    if delimiter == "\t" and plain and any(len(cell) == 1 or not cell.endswith(QUOTE) for cell in opened):
        # '"No," he said' between tabs: nobody quotes there, and the mark is the article's.
        return Dialect(delimiter=delimiter, has_quotes=False)
    text = "".join(sample)
    # at the end of a cell the mark closes it, whatever stands before it: "C:\","a text"
    escaped = re.search(rf'\\"(?!{re.escape(delimiter)}|[\r\n]|\Z)', text) is not None
    escaped = escaped and '""' not in text.replace(f'{delimiter}""', "")
    return Dialect(delimiter=delimiter, escape="\\" if escaped else None)
