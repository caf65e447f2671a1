"""One self-contained page about a pair, an actor or everything: what happened, who said what, how we know.

In:  a view and a filter. Out: an HTML file that opens without a network; every fact links to its words.
An article is shown as far as the facts rest on it: the paragraphs that hold evidence, the sentence marked.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import jinja2
from markupsafe import Markup

from dragoman.lexicons.load.tables import load_states
from dragoman.records.entities import (
    Agreement,
    Contradiction,
    DyadPeriod,
    Event,
    FigureClaim,
    Statement,
)
from dragoman.records.spans import CharSpan, Evidence
from dragoman.records.vocabulary import HAPPENED
from dragoman.store.base import EventFilter, KeptDocument, View
from dragoman.views.exports.tables import interval_text, party_names
from dragoman.views.reports.chart import render_relation

TEMPLATES = Path(__file__).resolve().parent / "templates"
SHOWN_QUOTES = 3  # of an event on the timeline; dragoman show tells them all
STATUS_WORDS = {
    "occurred": "happened",
    "ongoing": "going on",
    "planned": "planned",
    "possible": "possible",
    "alleged": "alleged",
    "denied": "denied",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """Reads as: these words, printed here and there."""

    words: str
    printed: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """Reads as: a stretch of an article, marked as evidence under this anchor, or not (empty anchor)."""

    text: str
    anchor: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """Reads as: a paragraph of an article in pieces; `gap` says that something was left out before it."""

    pieces: tuple[Piece, ...]
    gap: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """Reads as: a source of the report, as far as the report rests on it."""

    kept: KeptDocument
    number: int
    paragraphs: tuple[Paragraph, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PairReport:
    """Reads as: all that the page shows.

    `numbers` gives the number of a document among the sources; `chart` is an SVG element or empty.
    """

    title: str
    events: tuple[Event, ...]
    statements: tuple[Statement, ...]
    figures: tuple[FigureClaim, ...]
    agreements: tuple[Agreement, ...]
    contradictions: tuple[Contradiction, ...]
    articles: tuple[Article, ...]
    numbers: dict[str, int]
    chart: str
    happened: int


def write_report(view: View, chosen: EventFilter, relation: Sequence[DyadPeriod] | None, out: Path) -> None:
    """Write the page; it appears whole or not at all."""
    page = render_report(build_report(view, chosen, relation))
    beside = out.with_name(out.name + ".part")
    beside.write_text(page, encoding="utf-8")
    beside.replace(out)


def build_report(view: View, chosen: EventFilter, relation: Sequence[DyadPeriod] | None) -> PairReport:
    """Gather what the page shows."""
    events = tuple(view.events(chosen))
    statements = tuple(view.statements(chosen)) if not chosen.with_actor else _of_both(view, chosen)
    agreements = tuple(view.agreements(chosen))
    figures = tuple(view.figures(EventFilter(since=chosen.since, until=chosen.until)))
    contradictions = tuple(view.contradictions(chosen))
    evidence: defaultdict[str, list[CharSpan]] = defaultdict(list)
    for each in _all_evidence(events, statements, agreements, contradictions):
        evidence[each.document_id].append(each.span)
    articles = _articles(view, evidence)
    return PairReport(
        title=_title(chosen),
        events=events,
        statements=statements,
        figures=tuple(figure for figure in figures if any(e.document_id in evidence for e in figure.printed)),
        agreements=agreements,
        contradictions=contradictions,
        articles=articles,
        numbers={article.kept.document.document_id: article.number for article in articles},
        chart=render_relation(relation or ()),
        happened=sum(event.status in HAPPENED for event in events),
    )


def _of_both(view: View, chosen: EventFilter) -> tuple[Statement, ...]:
    """Give what either side of the pair said."""
    found = {}
    for actor in (chosen.actor, chosen.with_actor):
        for statement in view.statements(EventFilter(actor=actor, since=chosen.since, until=chosen.until)):
            found[statement.quotation_id] = statement
    return tuple(sorted(found.values(), key=lambda s: (s.date.earliest or "9999", s.quotation_id)))


def _title(chosen: EventFilter) -> str:
    names = {state.code: state.name for state in load_states()}
    actors = [names.get(actor, actor) for actor in (chosen.actor, chosen.with_actor) if actor]
    who = " and ".join(actors) or "The record"
    period = " to ".join(day for day in (chosen.since, chosen.until) if day)
    return f"{who}, {period}" if period else who


def _all_evidence(
    events: Iterable[Event],
    statements: Iterable[Statement],
    agreements: Iterable[Agreement],
    contradictions: Iterable[Contradiction],
) -> Iterable[Evidence]:
    for event in events:
        for claim in event.claims:
            yield claim.sentence
    for statement in statements:
        yield from statement.printed
    for agreement in agreements:
        for stage in agreement.stages:
            yield from stage.printed
            yield from stage.sentences
    for contradiction in contradictions:
        for side in contradiction.sides:
            yield from side.printed


def _articles(view: View, evidence: dict[str, list[CharSpan]]) -> tuple[Article, ...]:
    kept = [document for document_id in sorted(evidence) if (document := view.document(document_id)) is not None]
    kept.sort(key=lambda k: (k.published.interval.earliest or "9999", k.document.document_id))
    return tuple(
        Article(kept=k, number=number, paragraphs=_paragraphs(k.document.text, evidence[k.document.document_id]))
        for number, k in enumerate(kept, 1)
    )


def _paragraphs(text: str, spans: list[CharSpan]) -> tuple[Paragraph, ...]:
    """Cut an article into the paragraphs that hold evidence, the evidence marked."""
    found: list[Paragraph] = []
    start, gap = 0, False
    merged = merge_spans(spans)
    for line in text.splitlines(keepends=True):
        end = start + len(line)
        inside = [s for s in merged if s.start < end and start < s.end]
        if inside:
            found.append(Paragraph(pieces=_pieces(text, start, start + len(line.rstrip()), inside), gap=gap))
            gap = False
        elif line.strip():
            gap = True
        start = end
    return tuple(found)


def merge_spans(spans: Iterable[CharSpan]) -> tuple[CharSpan, ...]:
    """Join spans that overlap, in order."""
    merged: list[CharSpan] = []
    for span in sorted(spans):
        if merged and span.start <= merged[-1].end:
            merged[-1] = CharSpan(start=merged[-1].start, end=max(merged[-1].end, span.end))
        else:
            merged.append(span)
    return tuple(merged)


def _pieces(text: str, start: int, end: int, inside: Sequence[CharSpan]) -> tuple[Piece, ...]:
    pieces: list[Piece] = []
    at = start
    for span in inside:
        first, last = max(span.start, start), min(span.end, end)
        if first >= last:
            continue
        if first > at:
            pieces.append(Piece(text=text[at:first], anchor=""))
        pieces.append(Piece(text=text[first:last], anchor=str(span.start)))
        at = last
    if at < end:
        pieces.append(Piece(text=text[at:end], anchor=""))
    return tuple(pieces)


def render_report(report: PairReport) -> str:
    """Render the page; every word of an article is escaped."""
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    anchors = {
        article.kept.document.document_id: [
            int(piece.anchor) for paragraph in article.paragraphs for piece in paragraph.pieces if piece.anchor
        ]
        for article in report.articles
    }

    def anchor_of(evidence: Evidence) -> str:
        before = [start for start in anchors.get(evidence.document_id, ()) if start <= evidence.span.start]
        number = report.numbers.get(evidence.document_id, 0)
        return f"a{number}-{max(before)}" if before else f"a{number}"

    environment.filters.update(
        interval=interval_text,
        quotes=quotes_of,
        earlier=earlier_steps,
        parties=party_names,
        status=lambda s: STATUS_WORDS[s],
        anchor=anchor_of,
        safe_url=safe_url,
    )
    template = environment.get_template("pair.html")
    return template.render(report=report, chart=Markup(report.chart))  # noqa: S704 - our own SVG, its words escaped


def quotes_of(event: Event) -> tuple[Quote, ...]:
    """Give the sentences that tell an event, each once with all its printings, at most three."""
    printed: defaultdict[str, list[Evidence]] = defaultdict(list)
    for claim in event.claims:
        if claim.field == "event_type" and claim.sentence not in printed[claim.sentence.exact]:
            printed[claim.sentence.exact].append(claim.sentence)
    return tuple(Quote(words=words, printed=tuple(places)) for words, places in list(printed.items())[:SHOWN_QUOTES])


def earlier_steps(event: Event) -> tuple[str, ...]:
    """Tell what an event was before it was what it is, each step once."""
    steps = []
    for step in event.history:
        if step.status != event.status:
            day = interval_text(step.date.interval)
            where = f" in {step.place}" if step.place else ""
            steps.append(f"{STATUS_WORDS[step.status]}{'' if day == 'date unknown' else f' for {day}'}{where}")
    return tuple(dict.fromkeys(steps))


def safe_url(url: str | None) -> str | None:
    """Give a link only where it is one: a `javascript:` address is shown as nothing."""
    return url if url is not None and url.startswith(("https://", "http://")) else None
