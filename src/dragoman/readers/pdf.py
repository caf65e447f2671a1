"""Read a PDF file as one article: its lines where they are printed, joined into paragraphs.

In:  the bytes of a file in pieces, and its name. Out: one `RawDocument`; ReadError where it is locked, broken, or has
no text in it. Left to `pdf_layout`: what the places of the lines mean. Left to `zones`: title, author, date.

The dates inside a PDF file are those of the file, its author is often a machine's user: neither is read.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator

import pypdfium2
from pypdfium2 import raw

from dragoman.errors import ReadError
from dragoman.readers.decode import read_whole
from dragoman.readers.pdf_layout import Letter, PrintedLine, join_lines, part_lines
from dragoman.records.documents import RawDocument, Rejection

MOST_FILE_BYTES = 64_000_000  # pictures and fonts and all
MOST_PAGES = 2_000
MOST_CHARACTERS = 1_000_000  # as of any article
LINE_ENDS = frozenset("\r\n")
TURN_LETTERS = 200
HYPHEN = "-"
Box = tuple[float, float, float, float]
# What PDFium gives for a hyphen at the end of a line; a soft hyphen is one too.
HYPHENS = frozenset("\x02\ufffe\u00ad")
LETTERS = str.maketrans({"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"})  # noqa: RUF100
NO_TEXT = "pages are pictures without text: have the letters recognised (OCR) and save it again"


def read_pdf(chunks: Iterator[bytes], name: str) -> Iterator[RawDocument | Rejection]:
    """Read all pages of a file as one article; its `source_id` is `name`."""
    data = read_whole(chunks, MOST_FILE_BYTES)
    if not data.strip():
        raise ReadError("empty", "nothing in the file")
    try:
        lines, pages, title = _read_lines(data)
    except pypdfium2.PdfiumError as error:
        raise _explain(error) from error
    joined = join_lines(lines, title)
    if not any(letter.isalnum() for letter in joined.text):
        raise ReadError("empty", f"its {pages} {NO_TEXT}" if pages else "no page in it")
    yield RawDocument(source_id=name, origin=name, text=joined.text, title=joined.title, furniture=joined.running_heads)


def _read_lines(data: bytes) -> tuple[list[PrintedLine], int, str | None]:
    """Give the lines of all pages in the order in which they are drawn, the number of pages, the title given."""
    lines: list[PrintedLine] = []
    size = 0
    file = pypdfium2.PdfDocument(data)
    try:
        pages = len(file)
        if pages > MOST_PAGES:
            raise ReadError("too-long", f"{pages:,} pages, at most {MOST_PAGES:,}")
        for number in range(pages):
            for line in _read_page(file, number):
                lines.append(line)
                size += len(line.text)
                if size > MOST_CHARACTERS:
                    raise ReadError("too-long", f"more than {MOST_CHARACTERS:,} characters, on page {number + 1}")
        return lines, pages, file.get_metadata_value("Title") or None
    finally:
        file.close()


def _read_page(file: pypdfium2.PdfDocument, number: int) -> Iterator[PrintedLine]:
    try:
        page = file[number]
    except pypdfium2.PdfiumError:
        return  # a page that is broken hides no other
    try:
        text_page = page.get_textpage()
        try:
            yield from part_lines(_letters(text_page), number)
        finally:
            text_page.close()
    finally:
        page.close()


def _letters(text_page: pypdfium2.PdfTextPage) -> Iterator[Letter]:
    """Give a page's letters in the order in which they are drawn, each with its place, upright.

    The line ends that the library puts in are not believed: pages of many a browser it takes for vertical writing.
    """
    count = text_page.count_chars()
    turns = _quarter_turns(text_page, count)
    box = raw.FS_RECTF()
    is_spaced = False
    for at in range(count):
        code = raw.FPDFText_GetUnicode(text_page, at)
        text = chr(code)
        if code == 0 or text.isspace():
            is_spaced = is_spaced or text not in LINE_ENDS
            continue
        raw.FPDFText_GetLooseCharBox(text_page, at, box)
        left, bottom, right, top = _turn((box.left, box.bottom, box.right, box.top), turns)
        text = HYPHEN if text in HYPHENS else text.translate(LETTERS)
        yield Letter(text=text, left=left, bottom=bottom, right=right, top=top, is_spaced=is_spaced)
        is_spaced = False


def _quarter_turns(text_page: pypdfium2.PdfTextPage, count: int) -> int:
    """Tell by how many quarter turns most of the first letters are turned: pages are printed sideways too."""
    angles = (raw.FPDFText_GetCharAngle(text_page, at) for at in range(min(count, TURN_LETTERS)))
    turns = Counter(round(angle / (math.pi / 2)) % 4 for angle in angles if angle >= 0)
    return max(turns, key=lambda turn: (turns[turn], -turn), default=0)


def _turn(box: Box, turns: int) -> Box:
    """Turn a letter's place back."""
    left, bottom, right, top = box
    for _ in range(turns):
        left, bottom, right, top = -top, left, -bottom, right
    return left, bottom, right, top


def _explain(error: pypdfium2.PdfiumError) -> ReadError:
    if error.err_code == raw.FPDF_ERR_PASSWORD:
        return ReadError("encrypted", "it asks for a password: save it without one")
    if error.err_code == raw.FPDF_ERR_SECURITY:
        return ReadError("encrypted", "it is locked in a way that is not known: save it without a lock")
    return ReadError("unreadable", f"not a PDF file that can be opened: {error!s:.200}")
