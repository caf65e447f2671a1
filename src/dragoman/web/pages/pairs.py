"""Pages about pairs: those with most events, and one with its relation over time and the events behind each bar."""

from __future__ import annotations

import re
from collections.abc import Iterator

from fastapi import APIRouter, Request, Response
from fastapi.responses import RedirectResponse

from dragoman.errors import UsageError
from dragoman.lexicons.load.tables import load_states
from dragoman.records.entities import Statement
from dragoman.store.base import EventFilter, View
from dragoman.store.overview import Tally
from dragoman.views.charts.relation import lay_out_relation
from dragoman.views.wording import BODY_WORDS, name_code
from dragoman.web.addresses import address
from dragoman.web.contexts import Paging, PairPage, PairsPage
from dragoman.web.failures import NotFound
from dragoman.web.imprints import read_imprints
from dragoman.web.pages.start import pair_line
from dragoman.web.rendering import render
from dragoman.web.serving import ViewHere

LISTED_PAIRS = 30
SHOWN_EVENTS = 30
SHOWN_STATEMENTS, SHOWN_AGREEMENTS, SHOWN_CONTRADICTIONS = 8, 8, 4
PERIOD = re.compile(r"\d{4}(-(0[1-9]|1[0-2]))?", re.ASCII)
YEAR = len("2024")

router = APIRouter(include_in_schema=False)


@router.get("/pairs")
def show_pairs(request: Request, view: ViewHere, code: str = "", other: str = "") -> Response:
    """Show the pairs with most events, of one code if asked; with a second one, go to that pair."""
    code, other = read_code(code), read_code(other)
    if code and other:
        return RedirectResponse(address(f"/pairs/{code}/{other}"), status_code=303)
    tallies = view.tallies("pair", one=code or other or None, limit=LISTED_PAIRS)
    title = f"Pairs with {name_code(code or other)}" if code or other else "Pairs"
    pairs = tuple(pair_line(view, tally) for tally in tallies)
    return render(request, PairsPage(title=title, code=code or other, pairs=pairs))


def read_code(name: str) -> str:
    """Give the code that a user means by a code or by the name of a state; UsageError where it is neither."""
    name = name.strip()
    known = {state.code for state in load_states()} | set(BODY_WORDS)
    if not name or name.upper() in known:
        return name.upper()
    folded = name.casefold()
    for state in load_states():
        if folded in (state.name.casefold(), *(alias.casefold() for alias in state.aliases)):
            return state.code
    raise UsageError(f"'{name}' is no country or international code; the timeline finds any actor by name")


@router.get("/pairs/{one}/{other}")
def show_pair(request: Request, view: ViewHere, one: str, other: str, period: str = "") -> Response:
    """Show a pair; `period` is a month or a year, by default the latest month with an event that counts."""
    one, other = one.upper(), other.upper()
    months = view.pair_months(one, other)
    total = _total(view, one, other)
    if total is None and not months:
        raise NotFound(f"event between {name_code(one)} and {name_code(other)}")
    if period and not PERIOD.fullmatch(period):
        raise UsageError(f"'{period}' is no month or year: give one like 2024-10 or 2024")
    chart = lay_out_relation(months)
    if chart.unit == "year" and period:
        chart = lay_out_relation(months, year=period[:YEAR])
    period = period or _latest(months)
    both = EventFilter(actor=one, with_actor=other)
    within = EventFilter(actor=one, with_actor=other, since=period or None, until=period or None, limit=SHOWN_EVENTS)
    events = tuple(view.events(within))
    agreements = tuple(view.agreements(EventFilter(actor=one, with_actor=other, limit=SHOWN_AGREEMENTS)))
    statements = tuple(_statements(view, one, other))
    contradictions = tuple(view.contradictions(EventFilter(actor=one, with_actor=other, limit=SHOWN_CONTRADICTIONS)))
    page = PairPage(
        title=f"{name_code(one)} and {name_code(other)}",
        one=one,
        other=other,
        chart=chart,
        total=total,
        period=period,
        periods=_beside(one, other, months, period),
        events=events,
        timeline=address("/events", actor=both.actor, with_=both.with_actor, since=period, until=period),
        agreements=agreements,
        statements=statements,
        contradictions=contradictions,
        imprints=read_imprints(view, events, agreements, statements, contradictions),
    )
    return render(request, page)


def _total(view: View, one: str, other: str) -> Tally | None:
    pair = tuple(sorted((one, other)))
    return next((each for each in view.tallies("pair", one=one) if (each.one, each.other) == pair), None)


def _latest(months: tuple[Tally, ...]) -> str:
    counted = [tally.period for tally in months if tally.counted]
    return max(counted or [tally.period for tally in months], default="")


def _beside(one: str, other: str, months: tuple[Tally, ...], period: str) -> Paging:
    """Give the addresses of the periods before and after with events of the pair, of the same length."""
    known = sorted({tally.period[: len(period)] for tally in months})
    before = max((each for each in known if each < period), default=None)
    after = min((each for each in known if each > period), default=None)
    page = f"/pairs/{one}/{other}"
    return Paging(
        previous=address(page, period=before) + "#events" if before else None,
        next=address(page, period=after) + "#events" if after else None,
    )


def _statements(view: View, one: str, other: str) -> Iterator[Statement]:
    """Give what each side said in which the other is named, the latest first, no more than half of each."""
    for speaker, named in ((one, other), (other, one)):
        asked = EventFilter(actor=speaker, text=f'"{name_code(named)}"', newest_first=True, limit=SHOWN_STATEMENTS // 2)
        yield from view.statements(asked)
