"""Search over everything, and the way from any id to its page."""

from __future__ import annotations

from collections.abc import Iterator

from fastapi import APIRouter, Request, Response
from fastapi.responses import RedirectResponse

from dragoman.records.entities import Actor, Agreement, Contradiction, Event, Statement
from dragoman.store.base import EventFilter, View
from dragoman.web.addresses import address
from dragoman.web.contexts import SearchPage, Section
from dragoman.web.failures import NotFound
from dragoman.web.imprints import read_imprints
from dragoman.web.rendering import render
from dragoman.web.serving import ViewHere

SHOWN = 6  # of each kind; the address below them has the others
PAGES: tuple[tuple[type, str, str], ...] = (
    (Event, "events", "event_id"),
    (Statement, "statements", "quotation_id"),
    (Agreement, "agreements", "agreement_id"),
    (Contradiction, "contradictions", "contradiction_id"),
    (Actor, "actors", "actor_id"),
)

router = APIRouter(include_in_schema=False)


@router.get("/search")
def show_search(request: Request, view: ViewHere, q: str = "") -> Response:
    """Show what has these words, of each kind the first few; an id leads to its page."""
    words = q.strip()
    place = find_page(view, words) if words and " " not in words else None
    if place is not None:
        return RedirectResponse(place, status_code=303)
    sections = tuple(_sections(view, words)) if words else ()
    quoted = [section.found for section in sections]
    title = f"Search: {words}" if words else "Search"
    page = SearchPage(title=title, words=words, sections=sections, imprints=read_imprints(view, *quoted))
    return render(request, page)


@router.get("/id/{object_id}")
def resolve_id(view: ViewHere, object_id: str) -> Response:
    """Go to the page of whatever has this id: an event (also an earlier id of one), claim, mention, article ..."""
    place = find_page(view, object_id)
    if place is None:
        raise NotFound(f"thing with the id {object_id}")
    return RedirectResponse(place, status_code=303)


def find_page(view: View, object_id: str) -> str | None:
    """Give the address of the page of whatever has this id; None where there is none."""
    found = view.find(object_id)
    for record_type, path, id_name in PAGES:
        if isinstance(found, record_type):
            return address(f"/{path}/{getattr(found, id_name)}")
    if view.imprints((object_id,)):
        return address(f"/articles/{object_id}")
    named = view.named(object_id)
    return address(f"/events/{named.event_id}") if named and named.event_id else None


def _sections(view: View, words: str) -> Iterator[Section]:
    asked = EventFilter(text=words, limit=SHOWN + 1)
    newest = EventFilter(text=words, limit=SHOWN + 1, newest_first=True)
    lists = (
        ("Actors", "actor", tuple(view.actors(asked)), address("/actors", text=words)),
        ("Events", "event", tuple(view.events(newest)), address("/events", text=words)),
        ("Statements", "statement", tuple(view.statements(newest)), address("/statements", text=words)),
        ("Agreements", "agreement", tuple(view.agreements(asked)), None),
        ("Contradictions", "contradiction", tuple(view.contradictions(asked)), None),
        ("Articles", "article", tuple(view.documents(newest)), address("/articles", text=words)),
    )
    for name, kind, found, more in lists:
        if found:
            yield Section(name=name, kind=kind, found=found[:SHOWN], more=more if len(found) > SHOWN else None)
