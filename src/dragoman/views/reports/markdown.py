"""A report as Markdown: the same sections, with footnotes that any Markdown reader knows.

In:  a `Report`. Out: text; what an article says is escaped, so that it cannot become a heading, a link or HTML.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from dragoman.views.reports.model import Block, Chart, Entry, EntryList, Prose, Quote, Report, Row, Sentence, Table
from dragoman.views.wording import STATUS_SIGNS, STATUS_WORDS, write_number, write_period

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~^$])")
_LINE_START = re.compile(r"^(\s*)([-+=]|\d+[.)])(?=\s|$|[-=])")
_CONTROLS = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069\x00-\x08\x0b-\x1f\x7f]")


def render_markdown(report: Report) -> bytes:
    """Render the report; the same report gives the same bytes."""
    return "\n".join(_lines(report)).encode() + b"\n"


def escape(text: str) -> str:
    """Keep text from being read as Markdown or HTML."""
    flat = " ".join(_CONTROLS.sub("", text).split())
    return _LINE_START.sub(r"\1\\\2", _SPECIAL.sub(r"\\\1", flat)).replace("&", "&amp;").replace("://", ":\\//")


def _lines(report: Report) -> Iterator[str]:
    yield from (f"# {escape(report.title)}", "", f"*{report.kicker}.* {escape(report.standfirst)}")
    for section in report.sections:
        yield from ("", f"## {section.title}")
        if section.lead:
            yield from ("", escape(section.lead))
        for block in section.blocks:
            yield ""
            yield from _block(block)
    yield from ("", "## Sources", "")
    for source in report.sources:
        link = f" <{source.url}>" if source.url and not re.search(r"[\s<>]", source.url) else ""
        yield f"{source.number}. **{escape(source.title)}.** {escape(source.byline)}. {escape(source.dated)}.{link} "
        yield f"   Terms: {escape(source.terms)}. Document `{source.document_id}`."
    yield ""
    for terms in report.terms:
        yield from (terms, "")
    yield from (f"*{report.colophon}*", "")
    for note in report.footnotes:
        where = f"{escape(note.reference.label)} {_number_source(note.reference.source)}"
        yield f"[^{note.number}]: “{escape(note.words)}” {where}."


def _block(block: Block) -> Iterator[str]:
    if isinstance(block, Prose):
        yield " ".join(_sentence(sentence) for sentence in block.sentences)
    elif isinstance(block, Chart):
        yield from _chart(block)
    elif isinstance(block, Table):
        yield from _table(block)
    else:
        yield from _entries(block)


def _sentence(sentence: Sentence) -> str:
    told = []
    for phrase in sentence:
        before = " " if phrase.text.startswith(" ") else ""
        after = " " if phrase.text.endswith(" ") else ""
        told.append(f"{before}{escape(phrase.text)}{after}" + "".join(f"[^{number}]" for number in phrase.notes))
    return "".join(told)


def _chart(chart: Chart) -> Iterator[str]:
    yield from (f"**{escape(chart.title)}.** {chart.caption}", "")
    yield f"| period | {chart.up} | {chart.down} | {'sum' if chart.net else 'all'} | events behind it |"
    yield "|---|---:|---:|---:|---|"
    for bar in chart.bars:
        if bar.events or bar.up or bar.down:
            behind = "; ".join(escape(event.text) for event in bar.events)
            numbers = (
                _number(value, whole=chart.whole)
                for value in (bar.up, abs(bar.down) if chart.whole else bar.down, bar.net)
            )
            yield f"| {write_period(bar.period)} | {' | '.join(numbers)} | {behind} |"


def _number(value: float, *, whole: bool) -> str:
    return f"{value:.0f}" if whole else write_number(value)


def _table(table: Table) -> Iterator[str]:
    yield f"| {' | '.join(table.columns)} |"
    yield f"|{'---|' * len(table.columns)}"
    for row in table.rows:
        yield _row(row)


def _row(row: Row) -> str:
    return f"| {' | '.join(escape(cell) for cell in row.cells)} | {_quote(row.quote)} |"


def _entries(block: EntryList) -> Iterator[str]:
    for entry in block.entries:
        yield from _entry(entry, 0 if block.style in ("timeline", "statements") else None)


def _entry(entry: Entry, depth: int | None) -> Iterator[str]:
    """Print an entry as an item, or under a heading of its own (`depth` None)."""
    if depth is None:
        yield from (f"### {escape(entry.heading)}", "", escape(entry.note), "")
        for part in entry.parts:
            yield from _entry(part, 0)
        yield ""
        return
    lead = f"**{escape(entry.lead)}**" + (f" ({entry.lead_note})" if entry.lead_note else "") if entry.lead else ""
    status = f"{STATUS_SIGNS[entry.status]} *{STATUS_WORDS[entry.status]}*" if entry.status else ""
    head = " · ".join(part for part in (lead, status, escape(entry.heading)) if part)
    note = f" ({escape(entry.note)})" if entry.note else ""
    yield f"- {head}{note}"
    for quote in entry.quotes:
        yield f"  - {_quote(quote)}"
    for aside in entry.asides:
        yield f"  - {escape(aside.text)}"


def _quote(quote: Quote) -> str:
    printed = "; ".join(f"{escape(each.label)} {_number_source(each.source)}".strip() for each in quote.printed)
    return f"“{escape(quote.words)}” {printed}"


def _number_source(number: int) -> str:
    return f"(source {number})" if number else "(no source here)"
