"""The start page: what the record holds, what changed, where to go."""

from __future__ import annotations

from fastapi import APIRouter, Request, Response

from dragoman.store.base import EventFilter
from dragoman.web.contexts import StartPage
from dragoman.web.rendering import render
from dragoman.web.serving import ServedHere

LATEST_EVENTS = 12  # a screen of them; the timeline has the others

router = APIRouter(include_in_schema=False)


@router.get("/")
def show_start(request: Request, served: ServedHere) -> Response:
    """Show the start page."""
    view = served.record.view
    events = tuple(view.events(EventFilter(limit=LATEST_EVENTS)))
    return render(request, StartPage(title=served.name, counts=view.counts(), events=events))
