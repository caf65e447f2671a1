"""Pages about events: one event whole."""

from __future__ import annotations

from fastapi import APIRouter, Request, Response

from dragoman.records.entities import Event
from dragoman.store.base import KeptDocument, View
from dragoman.web.contexts import EventPage
from dragoman.web.failures import NotFound
from dragoman.web.rendering import render
from dragoman.web.serving import ViewHere
from dragoman.web.wording import TYPE_WORDS, name_parties

router = APIRouter(include_in_schema=False)


@router.get("/events/{event_id}")
def show_event(request: Request, view: ViewHere, event_id: str) -> Response:
    """Show an event: each field with its claims, by publisher, and why."""
    event = view.event(event_id)
    if event is None:
        raise NotFound(f"event with the id {event_id}")
    return render(request, EventPage(title=_title(event), event=event, documents=_documents(view, event)))


def _title(event: Event) -> str:
    sides = " → ".join(filter(None, (name_parties(event.sources), name_parties(event.targets))))
    return f"{sides or 'Nobody named'}: {TYPE_WORDS[event.event_type]}"


def _documents(view: View, event: Event) -> dict[str, KeptDocument]:
    ids = sorted({claim.evidence.document_id for claim in event.claims})
    return {each: kept for each in ids if (kept := view.document(each)) is not None}
