"""The timeline: events in order, filtered by what stands in the address."""

from __future__ import annotations

from dataclasses import asdict, fields
from typing import Annotated

from fastapi import APIRouter, Depends, Request, Response

from dragoman.errors import UsageError
from dragoman.store.base import EventFilter, View
from dragoman.store.forms import NO_DAY
from dragoman.views.wording import STATUS_WORDS, TYPE_WORDS, name_code, write_day
from dragoman.web.addresses import address
from dragoman.web.contexts import Asked, Chip, Paging, TimelinePage
from dragoman.web.imprints import read_imprints
from dragoman.web.paging import read_page
from dragoman.web.rendering import render
from dragoman.web.serving import ViewHere

PAGE_SIZE = 40  # with a sentence each some 60 kB
MOST_COUNTED = 1_000  # beyond it the page says "more than"
ORDERS = ("newest", "oldest")
BEFORE_UNDATED = f"{NO_DAY}~"  # the place before the first event without a date, in the oldest-first order

router = APIRouter(include_in_schema=False)


def read_asked(request: Request) -> Asked:
    """Read the filter out of the address; a word that is not known is passed over, a blank is nothing."""
    given = {name: value.strip() for name, value in request.query_params.items()}
    known = {field.name: given.get(field.name.rstrip("_"), "") for field in fields(Asked)}
    known["order"] = known["order"] or ORDERS[0]
    if known["order"] not in ORDERS:
        raise UsageError(f"there is no order '{known['order']}'; it is one of {', '.join(ORDERS)}")
    return Asked(**known)


AskedHere = Annotated[Asked, Depends(read_asked)]


def as_filter(asked: Asked) -> EventFilter:
    """Give the filter that the store understands."""
    return EventFilter(
        actor=asked.actor or None,
        with_actor=asked.with_ or None,
        since=asked.since or None,
        until=asked.until or None,
        event_type=asked.type or None,
        status=asked.status or None,
        text=asked.text or None,
        publisher=asked.publisher or None,
        place_id=asked.place or None,
        newest_first=asked.order == "newest",
    )


@router.get("/events")
def show_timeline(request: Request, view: ViewHere, asked: AskedHere) -> Response:
    """Show a page of the timeline."""
    chosen = as_filter(asked)
    events, first, last = read_page(view.events, chosen, size=PAGE_SIZE, after=asked.after, before=asked.before)
    page = TimelinePage(
        title="Timeline",
        asked=asked,
        chips=_chips(view, asked),
        place=view.places((asked.place,)).get(asked.place) if asked.place else None,
        events=events,
        imprints=read_imprints(view, events),
        count=view.count_events(chosen, at_most=MOST_COUNTED + 1),
        most=MOST_COUNTED,
        undated=_address(asked, order="oldest", after=BEFORE_UNDATED, before="") if _hides_undated(asked) else None,
        paging=Paging(
            previous=_address(asked, before=first, after="") if first else None,
            next=_address(asked, after=last, before="") if last else None,
        ),
    )
    return render(request, page)


def _hides_undated(asked: Asked) -> bool:
    """Tell whether events without a date are left out only because the newest come first."""
    return asked.order == "newest" and not asked.since and not asked.until


def _address(asked: Asked, **changed: str) -> str:
    given = {**asdict(asked), **changed}
    if given["order"] == ORDERS[0]:
        given["order"] = ""
    return address("/events", **given)


def _chips(view: View, asked: Asked) -> tuple[Chip, ...]:
    """Name what is asked for, each with the address that no longer asks for it."""
    places = view.places((asked.place,)) if asked.place else {}
    worded = {
        "actor": name_code(asked.actor),
        "with_": f"with {name_code(asked.with_)}",
        "type": TYPE_WORDS.get(asked.type.upper(), asked.type),
        "status": STATUS_WORDS.get(asked.status.lower(), asked.status),
        "since": f"since {write_day(asked.since)}",
        "until": f"until {write_day(asked.until)}",
        "publisher": f"told by {asked.publisher}",
        "place": f"in {places[asked.place].name if asked.place in places else asked.place}",
        "text": f"“{asked.text}”",
    }
    start = {"after": "", "before": ""}
    return tuple(
        Chip(label=label, without=_address(asked, **{name: "", **start}))
        for name, label in worded.items()
        if getattr(asked, name)
    )
