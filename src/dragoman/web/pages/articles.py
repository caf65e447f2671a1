"""Pages about articles: the list, and one with every zone shown and every mention marked."""

from __future__ import annotations

import re
from collections.abc import Iterator

from fastapi import APIRouter, Request, Response

from dragoman.errors import UsageError
from dragoman.records.documents import Document
from dragoman.records.mentions import Annotations, EventMention
from dragoman.records.spans import CharSpan
from dragoman.records.vocabulary import CODED_ZONES
from dragoman.store.base import EventFilter, View
from dragoman.views.wording import MARK_WORDS, STATUS_WORDS, TYPE_WORDS
from dragoman.web.addresses import address
from dragoman.web.contexts import ArticlePage, ArticlesPage, Paging, ZoneBlock
from dragoman.web.failures import NotFound
from dragoman.web.paging import read_page
from dragoman.web.passages import Mark, cut, part_bounds
from dragoman.web.rendering import render
from dragoman.web.serving import ViewHere

PAGE_SIZE = 40
SHOWN_EVENTS = 20
TARGET = re.compile(r"(\d{1,9})-(\d{1,9})", re.ASCII)

router = APIRouter(include_in_schema=False)


@router.get("/articles")
def show_articles(
    request: Request, view: ViewHere, publisher: str = "", text: str = "", after: str = "", before: str = ""
) -> Response:
    """Show articles by their day, the oldest first: those without a date come last."""
    asked = {"publisher": publisher.strip(), "text": text.strip()}
    chosen = EventFilter(publisher=asked["publisher"] or None, text=asked["text"] or None)
    found, first, last = read_page(view.documents, chosen, size=PAGE_SIZE, after=after, before=before)
    page = ArticlesPage(
        title="Articles",
        publisher=asked["publisher"],
        text=asked["text"],
        articles=found,
        paging=Paging(
            previous=address("/articles", **asked, before=first) if first else None,
            next=address("/articles", **asked, after=last) if last else None,
        ),
    )
    return render(request, page)


@router.get("/articles/{document_id}")
def show_article(request: Request, view: ViewHere, document_id: str, at: str = "", part: int = 0) -> Response:
    """Show an article, or the part of a long one: that with the words `at` ("12-34"), else that of the number."""
    kept, annotations = view.document(document_id), view.annotations(document_id)
    if kept is None or annotations is None:
        raise NotFound(f"article with the id {document_id}")
    target = _target(at)
    bounds = part_bounds(kept.document.text)
    number = _choose_part(bounds, target, part)
    shown = bounds[number - 1]
    marks = tuple(_marks(view, annotations, shown))
    place = f"/articles/{document_id}"
    page = ArticlePage(
        title=kept.document.title or kept.document.source_id,
        kept=kept,
        zones=tuple(_zones(kept.document, shown, marks, target)),
        counts=tuple((kind, count) for kind in MARK_WORDS if (count := sum(mark.kind == kind for mark in marks))),
        events=tuple(view.events(EventFilter(document_id=document_id, limit=SHOWN_EVENTS))),
        part=number,
        parts=len(bounds),
        paging=Paging(
            previous=address(place, part=number - 1) if number > 1 else None,
            next=address(place, part=number + 1) if number < len(bounds) else None,
        ),
    )
    return render(request, page)


def _target(at: str) -> CharSpan | None:
    if not at:
        return None
    found = TARGET.fullmatch(at)
    if found is None or int(found[1]) > int(found[2]):
        raise UsageError(f"'{at}' is no stretch of an article: it is written 12-34")
    return CharSpan(start=int(found[1]), end=int(found[2]))


def _choose_part(bounds: tuple[CharSpan, ...], target: CharSpan | None, part: int) -> int:
    if target is not None and not part:
        part = next((index for index, span in enumerate(bounds, 1) if target.start < span.end), len(bounds))
    return min(max(part, 1), len(bounds))


def _zones(
    document: Document, shown: CharSpan, marks: tuple[Mark, ...], target: CharSpan | None
) -> Iterator[ZoneBlock]:
    """Cut what is shown along the zones; what no zone covers counts as body."""
    at = shown.start
    stretches: list[tuple[str, CharSpan]] = []
    for zone in document.zones:
        start, end = max(zone.span.start, shown.start), min(zone.span.end, shown.end)
        if start >= end:
            continue
        if at < start:
            stretches.append(("body", CharSpan(start=at, end=start)))
        stretches.append((zone.kind, CharSpan(start=start, end=end)))
        at = end
    if at < shown.end:
        stretches.append(("body", CharSpan(start=at, end=shown.end)))
    for kind, stretch in stretches:
        yield ZoneBlock(kind=kind, is_own=kind in CODED_ZONES, pieces=cut(document.text, stretch, marks, target))


def _marks(view: View, annotations: Annotations, shown: CharSpan) -> Iterator[Mark]:
    """Mark all that the article says: each kind with its own label, and an address where there is a page."""
    for actor in annotations.actors:
        named = f"{actor.name}, {actor.country}" if actor.country else actor.name
        yield Mark(span=actor.span, kind="actor", label=named, href=f"/actors/{actor.actor_id}")
    for time in annotations.times:
        yield Mark(span=time.span, kind="time", label=time.value)
    for place in annotations.places:
        label = f"{place.name}, {place.country}" if place.country else place.name
        yield Mark(span=place.span, kind="place", label=label, href=address("/events", place=place.place_id))
    for figure in annotations.figures:
        yield Mark(span=figure.span, kind="figure", label=f"figure: {figure.counted or figure.figure_class}")
    for agreement in annotations.agreements:
        yield Mark(span=agreement.span, kind="agreement", label=f"agreement: {agreement.stage}")
    speakers = {mention.mention_id: mention.name for mention in annotations.actors}
    for quotation in annotations.quotations:
        said = f"said by {speakers.get(quotation.speaker_id or '', 'somebody')}"
        yield Mark(span=quotation.content.span, kind="quotation", label=said)
    yield from _event_marks(view, [event for event in annotations.events if event.span.overlaps(shown)])


def _event_marks(view: View, mentions: list[EventMention]) -> Iterator[Mark]:
    homes = view.homes(mention.mention_id for mention in mentions)
    for mention in mentions:
        home = homes.get(mention.mention_id)
        label = f"{TYPE_WORDS[mention.event_type]}: {STATUS_WORDS[mention.status]}"
        yield Mark(span=mention.span, kind="event", label=label, href=f"/events/{home}" if home else None)
