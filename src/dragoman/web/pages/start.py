"""The start page: what the record holds, what changed, who deals with whom, and where to go."""

from __future__ import annotations

from collections import Counter

from fastapi import APIRouter, Request, Response

from dragoman.records.vocabulary import STATUSES
from dragoman.store.base import EventFilter, View
from dragoman.store.overview import Tally
from dragoman.views.charts.relation import lay_out_spark
from dragoman.web.contexts import PairLine, StartPage
from dragoman.web.imprints import read_imprints
from dragoman.web.rendering import render
from dragoman.web.serving import ServedHere

LATEST_EVENTS = 6  # with their sentences a screen; the timeline has the others
BIGGEST_PAIRS = 8
SHOWN_CONTRADICTIONS = 3
SHOWN_ADDITIONS = 5
SHOWN_DECISIONS = 5

router = APIRouter(include_in_schema=False)


@router.get("/")
def show_start(request: Request, served: ServedHere) -> Response:
    """Show the start page."""
    view = served.record.view
    # only what is told as done: of plans for next year, the latest is no news
    events = tuple(view.events(EventFilter(status="occurred", newest_first=True, limit=LATEST_EVENTS)))
    contradictions = tuple(view.contradictions(EventFilter(limit=SHOWN_CONTRADICTIONS)))
    page = StartPage(
        title=served.name,
        counts=view.counts(),
        days=view.days(),
        events=events,
        imprints=read_imprints(view, events, contradictions),
        pairs=tuple(pair_line(view, tally) for tally in view.tallies("pair", limit=BIGGEST_PAIRS)),
        contradictions=contradictions,
        additions=view.additions(limit=SHOWN_ADDITIONS),
        decisions=view.kept_decisions()[-SHOWN_DECISIONS:][::-1],
        statuses=_statuses(view),
    )
    return render(request, page)


def pair_line(view: View, tally: Tally) -> PairLine:
    """Give a pair with the picture of its last months."""
    return PairLine(tally=tally, spark=lay_out_spark(view.pair_months(tally.one, tally.other)))


def _statuses(view: View) -> tuple[tuple[str, int], ...]:
    counts: Counter[str] = Counter()
    for tally in view.tallies("type"):
        counts[tally.other] += tally.events
    return tuple((status, counts[status]) for status in STATUSES if counts[status])
