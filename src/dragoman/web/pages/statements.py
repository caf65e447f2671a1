"""Pages about statements: who said what, each once, with every place where it is printed."""

from __future__ import annotations

from fastapi import APIRouter, Request, Response

from dragoman.records.entities import Statement
from dragoman.store.base import EventFilter
from dragoman.views.wording import shorten
from dragoman.web.addresses import address
from dragoman.web.contexts import Paging, StatementPage, StatementsPage
from dragoman.web.failures import NotFound
from dragoman.web.imprints import read_imprints
from dragoman.web.paging import read_page
from dragoman.web.rendering import render
from dragoman.web.serving import ViewHere

PAGE_SIZE = 30

router = APIRouter(include_in_schema=False)


@router.get("/statements")
def show_statements(
    request: Request, view: ViewHere, actor: str = "", text: str = "", after: str = "", before: str = ""
) -> Response:
    """Show statements, the latest first."""
    asked = {"actor": actor.strip(), "text": text.strip()}
    chosen = EventFilter(actor=asked["actor"] or None, text=asked["text"] or None, newest_first=True)
    found, first, last = read_page(view.statements, chosen, size=PAGE_SIZE, after=after, before=before)
    page = StatementsPage(
        title="Statements",
        actor=asked["actor"],
        text=asked["text"],
        statements=found,
        imprints=read_imprints(view, found),
        paging=Paging(
            previous=address("/statements", **asked, before=first) if first else None,
            next=address("/statements", **asked, after=last) if last else None,
        ),
    )
    return render(request, page)


@router.get("/statements/{statement_id}")
def show_statement(request: Request, view: ViewHere, statement_id: str) -> Response:
    """Show one statement."""
    found = view.find(statement_id)
    if not isinstance(found, Statement):
        raise NotFound(f"statement with the id {statement_id}")
    speaker = found.speaker.name if found.speaker else found.speaker_words or "Somebody"
    title = f"{speaker}: “{shorten(found.content, 60)}”"
    return render(request, StatementPage(title=title, statement=found, imprints=read_imprints(view, (found,))))
