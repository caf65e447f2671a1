"""Pages about what cannot all hold: the sides beside each other, each with its words."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request, Response

from dragoman.records.entities import Contradiction
from dragoman.store.base import EventFilter
from dragoman.web.addresses import address
from dragoman.web.contexts import ContradictionsPage, Paging
from dragoman.web.failures import NotFound
from dragoman.web.imprints import read_imprints
from dragoman.web.paging import MOST_PAGES, read_numbered
from dragoman.web.rendering import render
from dragoman.web.serving import ViewHere

PAGE_SIZE = 20

router = APIRouter(include_in_schema=False)
PageNumber = Annotated[int, Query(ge=1, le=MOST_PAGES)]


@router.get("/contradictions")
def show_contradictions(request: Request, view: ViewHere, actor: str = "", page: PageNumber = 1) -> Response:
    """Show contradictions, by id."""
    actor = actor.strip()
    found, numbers = read_numbered(view.contradictions, EventFilter(actor=actor or None), size=PAGE_SIZE, number=page)
    shown = ContradictionsPage(
        title="Contradictions",
        actor=actor,
        contradictions=found,
        imprints=read_imprints(view, found),
        paging=Paging(
            previous=address("/contradictions", actor=actor, page=numbers.previous) if numbers.previous else None,
            next=address("/contradictions", actor=actor, page=numbers.next) if numbers.next else None,
        ),
    )
    return render(request, shown)


@router.get("/contradictions/{contradiction_id}")
def show_contradiction(request: Request, view: ViewHere, contradiction_id: str) -> Response:
    """Show one contradiction."""
    found = view.find(contradiction_id)
    if not isinstance(found, Contradiction):
        raise NotFound(f"contradiction with the id {contradiction_id}")
    page = ContradictionsPage(
        title="Contradiction",
        actor="",
        contradictions=(found,),
        imprints=read_imprints(view, (found,)),
        paging=Paging(),
    )
    return render(request, page)
