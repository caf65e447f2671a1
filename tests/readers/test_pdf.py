from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from contextlib import suppress

import pypdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas

from dragoman.errors import ReadError
from dragoman.readers.pdf import read_pdf
from dragoman.readers.pdf_layout import PrintedLine, join_lines
from dragoman.readers.zones import zone
from dragoman.records.documents import Document, RawDocument

# A paragraph as a narrow column breaks it.
LINES = (
    "The envoys of Norland and Belmark met in Westhaven on",
    "Friday and signed an accord on fishing in the inter-",
    "national waters of the well-",
    "known strait after many months of talks that nobody had",
    "thought would ever end.",
)
TEXT = (
    "The envoys of Norland and Belmark met in Westhaven on Friday and signed an accord on fishing in the international "
    "waters of the well-known strait after many months of talks that nobody had thought would ever end."
)


def draw(*pages: Callable[[Canvas], object], **about: str) -> bytes:
    file = io.BytesIO()
    canvas = Canvas(file, invariant=1)
    canvas.setTitle(about.get("title", ""))
    canvas.setAuthor(about.get("author", ""))
    for page in pages:
        page(canvas)
        canvas.showPage()
    canvas.save()
    return file.getvalue()


def column(canvas: Canvas, lines: Sequence[str], *, left: float = 72, top: float = 700, size: float = 10) -> float:
    canvas.setFont("Times-Roman", size)
    for line in lines:
        canvas.drawString(left, top, line)
        top -= 1.2 * size
    return top


def read(data: bytes) -> RawDocument:
    (found,) = read_pdf((data[at : at + 999] for at in range(0, len(data), 999)), "a.pdf")
    assert isinstance(found, RawDocument)
    return found


def test_lines_are_joined_and_hyphens_mended_where_it_is_sure() -> None:
    found = read(draw(lambda canvas: column(canvas, LINES)))
    assert found == RawDocument(source_id="a.pdf", origin="a.pdf", text=TEXT)


def test_columns_are_read_one_after_the_other() -> None:
    def page(canvas: Canvas) -> None:
        column(canvas, LINES[:3])
        column(canvas, LINES[3:], left=330)

    assert read(draw(page)).text == TEXT


def test_letters_that_are_drawn_one_by_one_without_spaces() -> None:
    def page(canvas: Canvas) -> None:
        for number, line in enumerate(LINES):
            for at, letter in enumerate(line):
                if letter != " ":
                    left = 72 + stringWidth(line[:at], "Times-Roman", 10)
                    column(canvas, [letter], left=left, top=700 - 12 * number)

    assert read(draw(page)).text == TEXT


@pytest.mark.parametrize("turns", [1, 2, 3])
def test_page_that_is_printed_sideways(turns: int) -> None:
    def page(canvas: Canvas) -> None:
        canvas.translate(400, 400)
        canvas.rotate(90 * turns)
        column(canvas, LINES, left=-100, top=100)

    assert read(draw(page)).text == TEXT


@pytest.mark.parametrize(
    ("gap", "indent"),
    [pytest.param(6, 0, id="gap"), pytest.param(0, 14, id="indent"), pytest.param(0, 0, id="short-line")],
)
def test_paragraphs_stay_apart(gap: float, indent: float) -> None:
    def page(canvas: Canvas) -> None:
        top = 700.0
        for _ in range(3):
            top = column(canvas, LINES[:1], left=72 + indent, top=top)
            top = column(canvas, LINES[1:], top=top) - gap

    assert read(draw(page)).text == "\n".join([TEXT] * 3)


def test_headline_of_two_lines_is_one_line_apart_from_the_text() -> None:
    def page(canvas: Canvas) -> None:
        column(canvas, ["Norland and Belmark sign"], top=740, size=18, left=100)
        column(canvas, ["a fishing accord"], top=718.4, size=18, left=130)
        column(canvas, LINES)

    found = read(draw(page))
    assert found.text == f"Norland and Belmark sign a fishing accord\n{TEXT}"
    document = zone(found)
    assert isinstance(document, Document)
    assert document.title == "Norland and Belmark sign a fishing accord"


def test_running_heads_stand_once_at_the_end_and_are_no_part_of_the_article() -> None:
    def page(canvas: Canvas) -> None:
        column(canvas, ["Ministry of Norland: daily notes"], top=800, size=8)
        column(canvas, LINES[:3] if canvas.getPageNumber() % 2 else LINES[3:], top=780)
        column(canvas, [f"Page {canvas.getPageNumber()} of 4"], top=40, size=8)
        column(canvas, [f"- {canvas.getPageNumber()} -"], top=30, size=8)

    found = read(draw(page, page, page, page))
    assert found.text == f"{TEXT}\n{TEXT}\nMinistry of Norland: daily notes\nPage 1 of 4"
    assert found.furniture == ("Ministry of Norland: daily notes", "Page 1 of 4")
    document = zone(found)
    assert isinstance(document, Document)
    assert document.zone_at(document.text.index("Ministry")) == "boilerplate"
    assert document.zone_at(0) == "body"


def test_title_that_is_printed_over_later_pages_too() -> None:
    def page(canvas: Canvas) -> None:
        first = canvas.getPageNumber() == 1
        column(canvas, ["Norland signs a fishing accord"], top=700 if first else 800, size=18 if first else 8)
        column(canvas, LINES, top=660 - 15 * canvas.getPageNumber())

    found = read(draw(page, page, page, page, title="Norland signs a fishing accord"))
    assert found.title == "Norland signs a fishing accord"
    assert found.text.count("Norland signs a fishing accord") == 2
    document = zone(found)
    assert isinstance(document, Document)
    assert (document.zone_at(0), document.zone_at(len(document.text) - 1)) == ("title", "boilerplate")


def test_what_the_file_says_of_itself_is_not_what_the_article_says() -> None:
    found = read(draw(lambda canvas: column(canvas, LINES), title="Microsoft Word - draft3.doc", author="mroe"))
    assert (found.title, found.author, found.published) == (None, None, None)


@pytest.mark.parametrize(
    ("before", "after", "joined"),
    [
        pytest.param("an inter", "national body", "an international body", id="common-word"),
        pytest.param("the well", "known strait", "the well-known strait", id="two-words"),
        pytest.param("the Anglo", "Belmarkian pact", "the Anglo-Belmarkian pact", id="capital"),
        pytest.param("the nego", "tiators met", "the negotiators met", id="halves-are-no-words"),
        pytest.param("the Norland", "backed plan", "the Norland-backed plan", id="name"),
        pytest.param("an F", "16 fell", "an F-16 fell", id="number"),
        pytest.param("the seabed", "the re", "the seabed the re", id="no-hyphen"),
    ],
)
def test_hyphens_at_line_ends(before: str, after: str, joined: str) -> None:
    lines = [
        PrintedLine(
            page=0, text=before, left=72, right=300, bottom=700, height=10, is_hyphenated=before != "the seabed"
        ),
        PrintedLine(page=0, text=after, left=72, right=300, bottom=688, height=10),
    ]
    assert join_lines(lines, None).text == joined


def test_word_that_the_file_has_elsewhere_is_one_word() -> None:
    lines = [
        PrintedLine(
            page=0, text="the Seabed treaty and the sea", left=72, right=300, bottom=700, height=10, is_hyphenated=True
        ),
        PrintedLine(page=0, text="bed treaty", left=72, right=300, bottom=688, height=10),
    ]
    assert join_lines(lines, None).text == "the Seabed treaty and the seabed treaty"


def locked(password: str) -> bytes:
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(draw(lambda canvas: column(canvas, LINES))))
    writer.encrypt(password, owner_password="owner", algorithm="RC4-128")  # noqa: S106
    file = io.BytesIO()
    writer.write(file)
    return file.getvalue()


def test_file_that_anybody_may_open_but_not_change_is_read() -> None:
    assert read(locked("")).text == TEXT


@pytest.mark.parametrize(
    ("data", "reason", "told"),
    [
        pytest.param(locked("secret"), "encrypted", "password", id="locked"),
        pytest.param(draw(lambda canvas: canvas.rect(0, 0, 99, 99)), "empty", "its 1 pages are pictures", id="scan"),
        pytest.param(b"%PDF-1.7\nnothing", "unreadable", "not a PDF file", id="broken"),
        pytest.param(b"Envoys met.", "unreadable", "not a PDF file", id="text"),
        pytest.param(b" \n", "empty", "nothing", id="nothing"),
        pytest.param(b"%PDF-" + b"0" * 65_000_000, "too-long", "bytes", id="endless"),
    ],
)
def test_file_that_cannot_be_read(data: bytes, reason: str, told: str) -> None:
    with pytest.raises(ReadError, match=told) as error:
        read(data)
    assert error.value.reason == reason


WHOLE = draw(lambda canvas: column(canvas, LINES))


@given(
    st.lists(st.tuples(st.integers(0, len(WHOLE) - 1), st.integers(0, 255)), max_size=20), st.integers(0, len(WHOLE))
)
@settings(max_examples=60, deadline=None)
def test_damaged_file_is_read_or_rejected(changes: list[tuple[int, int]], cut: int) -> None:
    data = bytearray(WHOLE)
    for at, value in changes:
        data[at] = value
    with suppress(ReadError):
        read(bytes(data[:cut] if cut > 20 else data))


LINE = st.builds(
    PrintedLine,
    page=st.integers(0, 4),
    text=st.text(st.characters(exclude_categories=["Cc", "Cs", "Zs", "Zl", "Zp"]), min_size=1, max_size=12),
    left=st.floats(0, 500),
    right=st.floats(0, 500),
    bottom=st.floats(-10, 800),
    height=st.floats(0, 40),
    is_hyphenated=st.booleans(),
)


@given(st.lists(LINE, max_size=20))
@settings(deadline=None)
def test_no_word_is_lost_wherever_lines_stand(lines: list[PrintedLine]) -> None:
    joined = join_lines(lines, None)
    letters = "".join(joined.text.split())
    for line in lines:
        if line.text.isalpha() and not joined.running_heads:
            assert line.text in letters
