"""Pages about agreements: the list, and one through its life."""

from __future__ import annotations

from fastapi import APIRouter, Request, Response

from dragoman.records.entities import Agreement
from dragoman.store.base import EventFilter
from dragoman.web.addresses import address
from dragoman.web.contexts import AgreementPage, AgreementsPage, Paging
from dragoman.web.failures import NotFound
from dragoman.web.imprints import read_imprints
from dragoman.web.paging import read_page
from dragoman.web.rendering import render
from dragoman.web.serving import ViewHere

PAGE_SIZE = 30
SHOWN_SUCCESSORS = 5

router = APIRouter(include_in_schema=False)


@router.get("/agreements")
def show_agreements(request: Request, view: ViewHere, actor: str = "", after: str = "", before: str = "") -> Response:
    """Show agreements, the oldest first: those without a date come last."""
    with_ = request.query_params.get("with", "").strip()
    chosen = EventFilter(actor=actor.strip() or None, with_actor=with_ or None)
    found, first, last = read_page(view.agreements, chosen, size=PAGE_SIZE, after=after, before=before)
    asked = {"actor": actor.strip(), "with_": with_}
    page = AgreementsPage(
        title="Agreements",
        actor=asked["actor"],
        with_=with_,
        agreements=found,
        paging=Paging(
            previous=address("/agreements", **asked, before=first) if first else None,
            next=address("/agreements", **asked, after=last) if last else None,
        ),
    )
    return render(request, page)


@router.get("/agreements/{agreement_id}")
def show_agreement(request: Request, view: ViewHere, agreement_id: str) -> Response:
    """Show an agreement through its life."""
    agreement = view.find(agreement_id)
    if not isinstance(agreement, Agreement):
        raise NotFound(f"agreement with the id {agreement_id}")
    page = AgreementPage(
        title=agreement.names[0] if agreement.names else "Agreement without a name",
        agreement=agreement,
        replaced=_as_agreement(view.find(agreement.replaces_id) if agreement.replaces_id else None),
        imprints=read_imprints(view, (agreement,)),
    )
    return render(request, page)


def _as_agreement(found: object) -> tuple[Agreement, ...]:
    return (found,) if isinstance(found, Agreement) else ()
