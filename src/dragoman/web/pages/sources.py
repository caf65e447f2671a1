"""The sources: who printed what the record rests on."""

from __future__ import annotations

from fastapi import APIRouter, Request, Response

from dragoman.web.contexts import SourcesPage
from dragoman.web.rendering import render
from dragoman.web.serving import ViewHere

SHOWN_PUBLISHERS = 200

router = APIRouter(include_in_schema=False)


@router.get("/sources")
def show_sources(request: Request, view: ViewHere) -> Response:
    """Show the publishers, those with most articles first."""
    publishers = view.publishers()
    page = SourcesPage(
        title="Sources",
        publishers=publishers[:SHOWN_PUBLISHERS],
        more=max(0, len(publishers) - SHOWN_PUBLISHERS),
        counts=view.counts(),
    )
    return render(request, page)
