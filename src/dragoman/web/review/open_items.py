"""The queue of what is open for review, and the list of what was decided."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Depends, Query, Request, Response

from dragoman.errors import UsageError
from dragoman.store.base import View
from dragoman.store.reviewing import Doubts
from dragoman.web.addresses import address
from dragoman.web.contexts import Paging
from dragoman.web.imprints import read_imprints
from dragoman.web.paging import AT, MOST_PAGES
from dragoman.web.rendering import render
from dragoman.web.review.contexts import DecisionsPage, QueuePage
from dragoman.web.serving import ServedHere, ViewHere

BELOW = 0.6  # what the coder reads with less confidence is wrong about every other time
PAGE_SIZE = 20
SHOWN_CONTRADICTIONS = 8
MOST_COUNTED = 1_000
DECISIONS_AT_ONCE = 50

router = APIRouter(include_in_schema=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Chosen:
    """Reads as: the review is about what this actor takes part in, and what is read with less confidence than this."""

    actor: str = ""
    below: float = BELOW

    def doubts(self, *, limit: int, after: tuple[float, str] | None = None) -> Doubts:
        """Give the question to the store."""
        return Doubts(actor=self.actor or None, below=self.below, limit=limit, after=after)

    def address(self, path: str, **more: object) -> str:
        """Give an address that asks for the same."""
        return address(path, actor=self.actor, below=self.below if self.below != BELOW else "", **more)


def read_chosen(actor: str = "", below: Annotated[float, Query(ge=0, le=1)] = BELOW) -> Chosen:
    """Read out of the address what the review is about."""
    return Chosen(actor=actor.strip(), below=below)


ChosenHere = Annotated[Chosen, Depends(read_chosen)]


def read_place(written: str) -> tuple[float, str] | None:
    """Read where in the queue a page begins; None at its beginning, UsageError where it is no place."""
    confidence, _, event_id = written.partition(AT)
    if not written:
        return None
    try:
        return float(confidence), event_id
    except ValueError as error:
        raise UsageError(f"'{written}' is no place in the queue: start from its first page") from error


@router.get("/review")
def show_queue(
    request: Request, view: ViewHere, served: ServedHere, chosen: ChosenHere, after: str = "", changed: str = ""
) -> Response:
    """Show what is open."""
    place = read_place(after)
    found = view.doubtful_events(chosen.doubts(limit=PAGE_SIZE + 1, after=place))
    events = found[:PAGE_SIZE]
    contradictions = () if place else view.open_contradictions(chosen.doubts(limit=SHOWN_CONTRADICTIONS))
    counts = view.count_doubts(chosen.doubts(limit=MOST_COUNTED + 1))
    last = f"{events[-1].confidence}{AT}{events[-1].event_id}" if events else ""
    page = QueuePage(
        title="Review",
        actor=chosen.actor,
        below=chosen.below,
        contradictions=contradictions,
        events=events,
        imprints=read_imprints(view, events, contradictions),
        open_contradictions=counts[0],
        open_events=counts[1],
        most=MOST_COUNTED,
        paging=Paging(
            previous=chosen.address("/review") if place else None,
            next=chosen.address("/review", after=last) if len(found) > PAGE_SIZE else None,
        ),
        change=served.changes.find(changed),
    )
    return render(request, page)


@router.get("/review/decisions")
def show_decisions(
    request: Request,
    view: ViewHere,
    served: ServedHere,
    changed: str = "",
    page: Annotated[int, Query(ge=1, le=MOST_PAGES)] = 1,
) -> Response:
    """Show what was decided, the latest first."""
    kept = view.kept_decisions()[::-1]
    start = (page - 1) * DECISIONS_AT_ONCE
    has_more = len(kept) > start + DECISIONS_AT_ONCE
    shown = DecisionsPage(
        title="Decisions",
        decisions=kept[start : start + DECISIONS_AT_ONCE],
        paging=Paging(
            previous=address("/review/decisions", page=page - 1) if page > 1 else None,
            next=address("/review/decisions", page=page + 1) if has_more else None,
        ),
        change=served.changes.find(changed),
    )
    return render(request, shown)


def find_further(view: View, chosen: Chosen, item: str, place: str) -> str:
    """Give the address of what is open next after an item; the queue itself where nothing is."""
    kind, _, object_id = item.partition("/")
    here = read_place(place) if kind == "events" else None
    if kind == "contradictions":
        quarrels = view.open_contradictions(chosen.doubts(limit=1, after=(0.0, object_id)))
        if quarrels:
            return chosen.address(f"/review/contradictions/{quarrels[0].contradiction_id}")
    for event in view.doubtful_events(chosen.doubts(limit=1, after=here)):
        return chosen.address(f"/review/events/{event.event_id}")
    return chosen.address("/review")
