"""Events, statements, agreements and articles as a notebook shows them: HTML without script, every word escaped.

In:  records. Out: HTML for a cell's output; lists are bounded, and say how many more there are.
Status is told by its word, its sign and its line, not by colour alone.
"""

from __future__ import annotations

import functools
import sys
from collections.abc import Callable, Iterable, Sequence
from html import escape
from itertools import islice, pairwise
from pathlib import Path
from typing import Any

from dragoman.records.documents import Document
from dragoman.records.entities import Agreement, Contradiction, Event, Statement
from dragoman.records.mentions import Annotations
from dragoman.records.spans import CharSpan
from dragoman.store.base import KeptDocument
from dragoman.views.exports.tables import TABLES
from dragoman.views.sentences import tell_event
from dragoman.views.wording import (
    STATUS_SIGNS,
    STATUS_WORDS,
    name_speaker,
    safe_url,
    say_circumstances,
    write_interval,
)

SHOWN = 50  # rows of a list in a cell; a loop goes through all
STYLE = Path(__file__).resolve().parent / "notebook.css"
# What lies uppermost where mentions overlap: the narrower kinds over the wider ones.
LAYERS = ("event", "time", "place", "figure", "actor", "quotation")


def _wrap(inner: str) -> str:
    return f'<style>{_style()}</style><div class="dragoman">{inner}</div>'


@functools.cache
def _style() -> str:
    return STYLE.read_text(encoding="utf-8")


def _badge(status: str) -> str:
    return f'<span class="status {status}">{STATUS_SIGNS[status]} {STATUS_WORDS[status]}</span>'


def event_html(event: Event) -> str:
    """Show an event: a sentence, its status, and the sentences that tell it."""
    return _wrap(_event(event))


def _event(event: Event) -> str:
    told = [claim.sentence.exact for claim in event.claims if claim.field == "event_type"]
    quotes = "".join(f"<blockquote>“{_plain(words)}”</blockquote>" for words in list(dict.fromkeys(told))[:3])
    facts = f"{event.event_type} · {event.documents} articles, {event.voices} independent · {event.confidence:g}"
    return (
        f"<div>{_badge(event.status)} <b><bdi>{escape(tell_event(event))}</bdi></b>"
        f'<div class="soft">{facts} · {escape(event.event_id)}</div>{quotes}</div>'
    )


def events_html(events: Iterable[Event]) -> str:
    """Show events by date in a table, at most fifty."""
    found = list(islice(events, SHOWN + 1))
    rows = "".join(
        f"<tr><td>{escape(write_interval(event.date.interval))}</td><td>{_badge(event.status)}</td>"
        f"<td>{event.event_type}</td><td><bdi>{escape(tell_event(event, dated=False))}</bdi>{_first_words(event)}</td>"
        f"<td>{escape(event.event_id)}</td></tr>"
        for event in found[:SHOWN]
    )
    return _wrap(_table(("date", "status", "type", "what", "event_id"), rows, more=len(found) > SHOWN))


def _first_words(event: Event) -> str:
    words = next((claim.sentence.exact for claim in event.claims if claim.field == "event_type"), "")
    return f'<div class="soft">“{_plain(words)}”</div>' if words else ""


def list_html(kind: str, records: Iterable[object]) -> str:
    """Show records of a kind in the columns that the command line shows, at most fifty."""
    columns = TABLES[kind].brief
    found = list(islice(records, SHOWN + 1))
    rows = "".join(
        f"<tr>{''.join(f'<td><bdi>{_plain(column.cell(record))}</bdi></td>' for column in columns)}</tr>"
        for record in found[:SHOWN]
    )
    return _wrap(_table([column.title for column in columns], rows, more=len(found) > SHOWN))


def _table(titles: Sequence[str], rows: str, *, more: bool) -> str:
    head = "".join(f"<th>{escape(title)}</th>" for title in titles)
    rest = f'<p class="soft">The first {SHOWN}; a loop goes through all.</p>' if more else ""
    empty = '<p class="soft">Nothing was found.</p>' if not rows else ""
    return f"<table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>{rest}{empty}"


def article_html(annotations: Annotations) -> str:
    """Show an article with every mention marked; what is not its own voice is paler."""
    document = annotations.document
    marks = _marks(annotations)
    own = document.coded_spans()
    cuts = sorted({0, len(document.text), *(edge for _, span in marks for edge in (span.start, span.end))})
    cuts = sorted({*cuts, *(edge for span in own for edge in (span.start, span.end))})
    pieces = []
    for start, end in pairwise(cuts):
        words = _plain(document.text[start:end], fold=False)
        kinds = [kind for kind, span in marks if span.start <= start and end <= span.end]
        top = next((kind for kind in LAYERS if kind in kinds), None)
        shown = f'<mark class="{top}" title="{", ".join(dict.fromkeys(kinds))}">{words}</mark>' if top else words
        is_own = any(span.start <= start and end <= span.end for span in own)
        pieces.append(shown if is_own else f'<span class="away">{shown}</span>')
    key = " ".join(f'<mark class="{kind}">{kind}</mark>' for kind in LAYERS)
    head = _article_head(document, write_interval(annotations.published.interval))
    return _wrap(f'{head}<p class="soft">{key}</p><div class="text">{"".join(pieces)}</div>')


def _marks(annotations: Annotations) -> list[tuple[str, CharSpan]]:
    found: list[tuple[str, CharSpan]] = []
    for kind, mentions in (
        ("event", annotations.events),
        ("time", annotations.times),
        ("place", annotations.places),
        ("figure", annotations.figures),
        ("actor", annotations.actors),
    ):
        found.extend((kind, mention.span) for mention in mentions)
    found.extend(("quotation", quotation.content.span) for quotation in annotations.quotations)
    return found


def document_html(kept: KeptDocument) -> str:
    """Show what is known of an article, without its text."""
    basis = f"{kept.published.basis}{f': {kept.published.why}' if kept.published.why else ''}"
    head = _article_head(kept.document, write_interval(kept.published.interval))
    return _wrap(f'{head}<p class="soft">date {escape(basis)} · {kept.genre} · {escape(kept.document.document_id)}</p>')


def _article_head(document: Document, published: str) -> str:
    url = safe_url(document.url)
    link = f' · <a href="{escape(url)}" rel="noreferrer noopener">{escape(url)}</a>' if url else ""
    by = _plain(document.publisher or "publisher not named")
    title = _plain(document.title or document.source_id)
    return f'<h3><bdi>{title}</bdi></h3><p class="soft"><bdi>{by}</bdi> · {escape(published)}{link}</p>'


def statement_html(statement: Statement) -> str:
    """Show a statement with its speaker and date."""
    told = say_circumstances(statement)
    how = f", <bdi>{_plain(told)}</bdi>" if told else ""
    day = escape(write_interval(statement.date))
    who = f"<b><bdi>{_plain(name_speaker(statement))}</bdi></b>"
    return _wrap(f"{who}, {day}{how}<blockquote>“{_plain(statement.content)}”</blockquote>")


def agreement_html(agreement: Agreement) -> str:
    """Show an agreement through its life."""
    rows = "".join(
        f"<tr><td>{escape(write_interval(stage.date.interval))}</td><td>{stage.stage}</td>"
        f"<td><bdi>{_plain(stage.place or '')}</bdi></td>"
        f"<td>“{_plain((stage.sentences or stage.printed)[0].exact) if stage.printed else ''}”</td></tr>"
        for stage in agreement.stages
    )
    names = " · ".join(_plain(name) for name in agreement.names)
    return _wrap(f"<b><bdi>{names}</bdi></b>{_table(('date', 'stage', 'place', 'words'), rows, more=False)}")


def contradiction_html(contradiction: Contradiction) -> str:
    """Show the sides of a contradiction beside one another."""
    cells = "".join(
        f"<td><bdi>{_plain(side.value)}</bdi>"
        f"{''.join(f'<blockquote>“{_plain(each.exact)}”</blockquote>' for each in side.printed[:3])}</td>"
        for side in contradiction.sides
    )
    return _wrap(f"<b><bdi>{_plain(contradiction.about)}</bdi></b><table><tr>{cells}</tr></table>")


def _plain(text: str, *, fold: bool = True) -> str:
    return escape(" ".join(text.split()) if fold else text)


DISPLAYS: tuple[tuple[type, Callable[[Any], str]], ...] = (
    (Event, event_html),
    (Statement, statement_html),
    (Agreement, agreement_html),
    (Contradiction, contradiction_html),
    (KeptDocument, document_html),
    (Annotations, article_html),
)


def show_in_notebook() -> None:
    """Tell a running notebook how to show records, once more does no harm; outside a notebook nothing happens."""
    module = sys.modules.get("IPython")
    shell = module.get_ipython() if module is not None else None
    if shell is None:
        return
    formatter = shell.display_formatter.formatters["text/html"]
    for kind, render in DISPLAYS:
        formatter.for_type(kind, render)
