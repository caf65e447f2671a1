"""A report as PDF: A4 pages with the same sections, footnotes at the end, and links within.

In:  a `Report`. Out: the file's bytes; the same report gives the same bytes (no clock in it).
Left to `pdf_fonts`: scripts. Left to `pdf_chart`: charts.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from html import escape
from typing import Any

from reportlab.lib.colors import HexColor
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import (
    BaseDocTemplate,
    Flowable,
    Frame,
    KeepTogether,
    PageTemplate,
    Paragraph,
    Spacer,
    TableStyle,
)
from reportlab.platypus import Table as Grid

from dragoman.views.reports.model import (
    Block,
    Chart,
    Entry,
    EntryList,
    Prose,
    Quote,
    Reference,
    Report,
    Section,
    Sentence,
    Source,
    Table,
)
from dragoman.views.reports.pdf_chart import DOWN, INK, LINE, SOFT, UP, draw_chart
from dragoman.views.reports.pdf_fonts import SERIF, load_fonts, mark_up
from dragoman.views.wording import STATUS_WORDS, write_number, write_period

MARGIN = 22 * mm
WIDTH = A4[0] - 2 * MARGIN
DATE_WIDTH = 34 * mm
PLAN = HexColor("#24507a")
# colour, dashes and corner of a status: each tells it alone
STATUS_LOOKS: dict[str, tuple[HexColor, tuple[int, ...], float]] = {
    "occurred": (UP, (), 5.0),
    "ongoing": (UP, (), 5.0),
    "planned": (PLAN, (3, 2), 1.0),
    "possible": (PLAN, (3, 2), 1.0),
    "alleged": (DOWN, (1, 2), 1.0),
    "denied": (DOWN, (1, 2), 1.0),
}


def _style(name: str, **changes: Any) -> ParagraphStyle:
    plain = {"fontName": SERIF, "fontSize": 9.6, "leading": 13.4, "textColor": INK, "splitLongWords": 1}
    return ParagraphStyle(name, **{**plain, **changes})


BODY = _style("body", spaceAfter=5)
KICKER = _style("kicker", fontSize=8.4, textColor=DOWN)
TITLE = _style("title", fontName="Plex-Bold", fontSize=21, leading=25, spaceAfter=5)
STANDFIRST = _style("standfirst", fontSize=10.2, leading=14, textColor=SOFT, spaceAfter=4)
HEAD = _style("head", fontName="Plex-Bold", fontSize=13, leading=17, spaceBefore=4, spaceAfter=4)
SUBHEAD = _style("subhead", fontName="Plex-Bold", spaceBefore=7, spaceAfter=1)
STRONG = _style("strong", fontName="Plex-Bold", leading=12.8)
UNSURE = _style("unsure", fontName="Plex-Italic", leading=12.8)
SMALL = _style("small", fontSize=8.2, leading=11, textColor=SOFT)
DATE = _style("date", fontSize=8.6, leading=11.4)
QUOTE = _style("quote", fontSize=9, leading=12.4, leftIndent=7, spaceBefore=2)
NOTE = _style("note", fontSize=8.4, leading=11.4, leftIndent=16, firstLineIndent=-16, spaceAfter=2)
CELL = _style("cell", fontSize=8.6, leading=11.4)


class StatusTag(Flowable):  # type: ignore[misc]  # reportlab has no types
    """Reads as: a status as a word in a frame, whose colour, line and corners tell it again."""

    def __init__(self, status: str) -> None:
        super().__init__()
        self.status = status
        self.width, self.height = 54.0, 13.0

    def draw(self) -> None:
        """Draw the frame and the word."""
        color, dashes, corner = STATUS_LOOKS[self.status]
        canvas: Any = self.canv
        canvas.setStrokeColor(color)
        canvas.setFillColor(color)
        canvas.setLineWidth(0.9)
        canvas.setDash(*((list(dashes),) if dashes else ()))
        canvas.roundRect(0, 0.5, self.width, 11.5, corner, stroke=1, fill=0)
        canvas.setFont("Plex-Bold", 7.6)
        canvas.drawCentredString(self.width / 2, 3.7, STATUS_WORDS[self.status])


def render_pdf(report: Report) -> bytes:
    """Render the report; the same report gives the same bytes."""
    load_fonts()
    out = io.BytesIO()
    template = BaseDocTemplate(
        out, pagesize=A4, invariant=1, title=report.title, author="dragoman", subject=report.kicker, lang="en"
    )
    frame = Frame(MARGIN, 20 * mm, WIDTH, A4[1] - 38 * mm, leftPadding=0, rightPadding=0, topPadding=0, bottomPadding=0)

    def number_page(canvas: Canvas, _: BaseDocTemplate) -> None:
        canvas.setFont(SERIF, 8)
        canvas.setFillColor(SOFT)
        canvas.drawRightString(A4[0] - MARGIN, 12 * mm, str(canvas.getPageNumber()))
        canvas.drawString(MARGIN, 12 * mm, report.kicker)

    template.addPageTemplates(PageTemplate(frames=[frame], onPage=number_page))
    template.build(list(_flow(report)))
    return out.getvalue()


def _flow(report: Report) -> Iterator[Flowable]:
    yield Paragraph(mark_up(report.kicker), KICKER)
    yield Paragraph(mark_up(report.title), TITLE)
    yield Paragraph(mark_up(report.standfirst), STANDFIRST)
    for section in report.sections:
        yield from _section(section)
    if report.footnotes:
        yield _head("notes", "Footnotes: the very words")
        for note in report.footnotes:
            label = _cite((note.reference,))
            yield Paragraph(f'<a name="n-{note.number}"/>{note.number}. “{mark_up(note.words)}” {label}', NOTE)
    yield _head("sources", "Sources, and what may be copied")
    for terms in report.terms:
        yield Paragraph(mark_up(terms), SMALL)
        yield Spacer(0, 3)
    for source in report.sources:
        yield KeepTogether(list(_source(source)))
    yield Spacer(0, 8)
    yield Paragraph(mark_up(report.colophon), SMALL)


def _head(anchor: str, title: str) -> Flowable:
    ruled = Grid([[Paragraph(f'<a name="{anchor}"/>{mark_up(title)}', HEAD)]], colWidths=[WIDTH])
    ruled.setStyle(
        TableStyle(
            [
                ("LINEABOVE", (0, 0), (-1, 0), 2, INK),
                ("LEFTPADDING", (0, 0), (-1, -1), 0),
                ("TOPPADDING", (0, 0), (-1, -1), 3),
            ]
        )
    )
    ruled.spaceBefore, ruled.keepWithNext = 12, True
    return ruled


def _section(section: Section) -> Iterator[Flowable]:
    yield _head(section.anchor, section.title)
    if section.lead:
        yield Paragraph(mark_up(section.lead), SMALL)
    for block in section.blocks:
        yield from _block(block)


def _block(block: Block) -> Iterator[Flowable]:
    if isinstance(block, Prose):
        yield Paragraph(" ".join(_sentence(each) for each in block.sentences), BODY)
    elif isinstance(block, Chart):
        yield from _chart(block)
    elif isinstance(block, Table):
        yield _table(block)
    elif isinstance(block, EntryList):
        for entry in block.entries:
            yield from _entry(entry, block.style)


def _sentence(sentence: Sentence) -> str:
    told = []
    for phrase in sentence:
        numbers = ",".join(f'<a href="#n-{number}" color="#24507a">{number}</a>' for number in phrase.notes)
        spaced = f"{' ' * phrase.text.startswith(' ')}{mark_up(phrase.text)}{' ' * phrase.text.endswith(' ')}"
        told.append(f'{spaced}<super size="6.4">{numbers}</super>' if numbers else spaced)
    return "".join(told)


def _chart(chart: Chart) -> Iterator[Flowable]:
    key = (
        f'<font color="#2f6f5e">up: {escape(chart.up)}</font>, <font color="#a8432f">down: {escape(chart.down)}</font>'
    )
    line = "; the line is their sum" if chart.net else ""
    yield KeepTogether(
        [
            Paragraph(mark_up(chart.title), STRONG),
            Spacer(0, 4),
            draw_chart(chart, WIDTH),
            Paragraph(f"{key}{line}. {mark_up(chart.caption)}", SMALL),
            Spacer(0, 5),
        ]
    )
    rows = []
    for bar in chart.bars:
        if bar.events or bar.up or bar.down:
            numbers = (
                f"{bar.up:.0f}, {-bar.down:.0f}" if chart.whole else f"{write_number(bar.up)}, {write_number(bar.down)}"
            )
            behind = "; ".join(mark_up(event.text) for event in bar.events)
            rows.append([Paragraph(f"{write_period(bar.period)}<br/>{numbers}", DATE), Paragraph(behind, CELL)])
    if rows:
        yield Paragraph("The events behind each bar", SUBHEAD)
        yield _grid(rows, [DATE_WIDTH, WIDTH - DATE_WIDTH])


def _grid(rows: list[list[Any]], widths: list[float]) -> Flowable:
    grid = Grid(rows, colWidths=widths, splitInRow=1)
    grid.setStyle(
        TableStyle(
            [
                ("VALIGN", (0, 0), (-1, -1), "TOP"),
                ("LINEBELOW", (0, 0), (-1, -1), 0.5, LINE),
                ("LEFTPADDING", (0, 0), (0, -1), 0),
                ("TOPPADDING", (0, 0), (-1, -1), 3),
                ("BOTTOMPADDING", (0, 0), (-1, -1), 4),
            ]
        )
    )
    return grid


def _table(table: Table) -> Flowable:
    rows: list[list[Any]] = [[Paragraph(mark_up(column), STRONG) for column in table.columns]]
    for row in table.rows:
        cells: list[Any] = [Paragraph(mark_up(cell), CELL) for cell in row.cells]
        rows.append([*cells, Paragraph(_quoted(row.quote), CELL)])
    return _grid(rows, [WIDTH * 0.17, WIDTH * 0.24, WIDTH * 0.12, WIDTH * 0.47])


def _entry(entry: Entry, style: str) -> Iterator[Flowable]:
    if style == "timeline":
        yield _timed(entry)
    elif style == "statements":
        note = f", {mark_up(entry.note)}" if entry.note else ""
        head = Paragraph(
            f'{mark_up(entry.heading)} <font color="#625e56" name="{SERIF}">{mark_up(entry.lead)}{note}</font>', STRONG
        )
        yield KeepTogether([head, *(Paragraph(_quoted(quote), QUOTE) for quote in entry.quotes), Spacer(0, 5)])
    else:
        head = [
            Paragraph(f'<a name="{entry.anchor}"/>{mark_up(entry.heading)}', SUBHEAD),
            Paragraph(mark_up(entry.note), SMALL),
        ]
        parts = [_timed(part) for part in entry.parts] if style == "lives" else [_sides(entry.parts)]
        head.append(Spacer(0, 3))
        yield KeepTogether([*head, *parts[:1]])
        yield from parts[1:]


def _sides(parts: tuple[Entry, ...]) -> Flowable:
    columns = []
    for part in parts:
        cell: list[Flowable] = [Paragraph(mark_up(part.heading), STRONG)] if part.heading else []
        cell += [Paragraph(mark_up(part.note), SMALL)] if part.note else []
        columns.append([*cell, *(Paragraph(_quoted(quote), CELL) for quote in part.quotes)])
    grid = Grid([columns], colWidths=[WIDTH / max(1, len(columns))] * len(columns), splitInRow=1)
    grid.setStyle(
        TableStyle(
            [
                ("VALIGN", (0, 0), (-1, -1), "TOP"),
                ("LINEABOVE", (0, 0), (-1, 0), 1.5, DOWN),
                ("BOX", (0, 0), (-1, -1), 0.5, LINE),
                ("INNERGRID", (0, 0), (-1, -1), 0.5, LINE),
            ]
        )
    )
    return grid


def _timed(entry: Entry) -> Flowable:
    left: list[Flowable] = [Paragraph(mark_up(entry.lead), DATE)]
    if entry.lead_note:
        left.append(Paragraph(mark_up(entry.lead_note), SMALL))
    if entry.status:
        left += [Spacer(0, 2), StatusTag(entry.status)]
    sure = entry.status in (None, "occurred", "ongoing")
    anchor = f'<a name="{entry.anchor}"/>' if entry.anchor else ""
    right: list[Flowable] = [Paragraph(f"{anchor}{mark_up(entry.heading)}", STRONG if sure else UNSURE)]
    if entry.note:
        right.append(Paragraph(mark_up(entry.note), SMALL))
    right += [Paragraph(_quoted(quote), QUOTE) for quote in entry.quotes]
    right += [Paragraph(mark_up(aside.text), SMALL) for aside in entry.asides]
    return _grid([[left, right]], [DATE_WIDTH, WIDTH - DATE_WIDTH])


def _quoted(quote: Quote) -> str:
    return f"“{mark_up(quote.words)}” {_cite(quote.printed)}"


def _cite(printed: tuple[Reference, ...]) -> str:
    linked = [(each, f'<a href="#s{each.source}" color="#625e56">' if each.anchor else "") for each in printed]
    named = "; ".join(f"{link}{mark_up(each.label)}{'</a>' if link else ''}" for each, link in linked)
    return f'<font size="7.8" color="#625e56">{named}</font>'


def _source(source: Source) -> Iterator[Flowable]:
    link = f', <a href="{escape(source.url)}" color="#24507a">{mark_up(source.url)}</a>' if source.url else ""
    yield Paragraph(f'<a name="s{source.number}"/>{source.number}. {mark_up(source.title)}', SUBHEAD)
    yield Paragraph(f"{mark_up(source.byline)} · {mark_up(source.dated)}{link}", SMALL)
    yield Paragraph(f"Terms: {mark_up(source.terms)}. Document {source.document_id}.", SMALL)
