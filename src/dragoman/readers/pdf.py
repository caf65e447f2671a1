"""Read a PDF file as one article: its lines where they are printed, joined into paragraphs.

In:  the bytes of a file in pieces, and its name. Out: one `RawDocument`; ReadError where it is locked, broken, or has
no text in it. Left to `pdf_layout`: what the places of the lines mean. Left to `zones`: title, author, date.

The dates inside a PDF file are those of the file, its author is often a machine's user: neither is read.
"""

from __future__ import annotations

from collections.abc import Iterator

import pypdfium2
from pypdfium2 import raw

from dragoman.errors import ReadError
from dragoman.readers.decode import read_whole
from dragoman.readers.pdf_layout import PrintedLine, join_lines
from dragoman.records.documents import RawDocument, Rejection

MOST_FILE_BYTES = 64_000_000  # pictures and fonts and all
MOST_PAGES = 2_000
MOST_CHARACTERS = 1_000_000  # as of any article
LINE_ENDS = frozenset("\r\n")
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
            yield from _split_page(text_page, number)
        finally:
            text_page.close()
    finally:
        page.close()


def _split_page(text_page: pypdfium2.PdfTextPage, number: int) -> Iterator[PrintedLine]:
    """Part a page's letters into lines, each with its place."""
    letters: list[str] = []
    places: list[int] = []
    for at in range(text_page.count_chars()):
        letter = chr(raw.FPDFText_GetUnicode(text_page, at))
        if letter not in LINE_ENDS and letter not in HYPHENS:
            letters.append(letter)
            places.append(at)
            continue
        if line := _line(text_page, letters, places, number, is_hyphenated=letter in HYPHENS):
            yield line
        letters, places = [], []
    if line := _line(text_page, letters, places, number, is_hyphenated=False):
        yield line


def _line(
    text_page: pypdfium2.PdfTextPage, letters: list[str], places: list[int], page: int, *, is_hyphenated: bool
) -> PrintedLine | None:
    inked = [place for letter, place in zip(letters, places, strict=True) if not letter.isspace() and letter != "\x00"]
    if not inked:
        return None
    left, bottom, _, top = text_page.get_charbox(inked[0], loose=True)
    _, _, right, _ = text_page.get_charbox(inked[-1], loose=True)
    # Letters beyond 16 bits come in two halves.
    whole = "".join(letters).replace("\x00", "").encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    text = " ".join(whole.translate(LETTERS).split())
    return PrintedLine(
        page=page, text=text, left=left, right=right, bottom=bottom, height=top - bottom, is_hyphenated=is_hyphenated
    )


def _explain(error: pypdfium2.PdfiumError) -> ReadError:
    if error.err_code == raw.FPDF_ERR_PASSWORD:
        return ReadError("encrypted", "it asks for a password: save it without one")
    if error.err_code == raw.FPDF_ERR_SECURITY:
        return ReadError("encrypted", "it is locked in a way that is not known: save it without a lock")
    return ReadError("unreadable", f"not a PDF file that can be opened: {error!s:.200}")
