"""The network of who deals with whom, and the map of where it happened: made here, by period."""

from __future__ import annotations

import re

from fastapi import APIRouter, Request, Response

from dragoman.errors import UsageError
from dragoman.store.base import View
from dragoman.store.overview import TallyKind
from dragoman.views.charts.network import lay_out_network
from dragoman.views.charts.world import lay_out_world
from dragoman.web.contexts import MapPage, NetworkPage
from dragoman.web.rendering import render
from dragoman.web.serving import ViewHere

SHOWN_PAIRS = 60
SHOWN_PLACES = 150
MOST_YEARS = 40
YEAR = re.compile(r"\d{4}", re.ASCII)

router = APIRouter(include_in_schema=False)


@router.get("/network")
def show_network(request: Request, view: ViewHere, period: str = "") -> Response:
    """Show who deals with whom, in a year or ever."""
    pairs = view.tallies("pair", period=_read_year(period), limit=SHOWN_PAIRS)
    page = NetworkPage(
        title="Network", period=period, years=_years(view, "pair"), chart=lay_out_network(pairs), pairs=pairs
    )
    return render(request, page)


@router.get("/map")
def show_map(request: Request, view: ViewHere, period: str = "") -> Response:
    """Show where it happened, in a year or ever."""
    tallies = view.tallies("place", period=_read_year(period), limit=SHOWN_PLACES)
    known = view.places(tally.one for tally in tallies)
    places = tuple((known[tally.one], tally) for tally in tallies if tally.one in known)
    page = MapPage(title="Map", period=period, years=_years(view, "place"), chart=lay_out_world(places), places=places)
    return render(request, page)


def _read_year(period: str) -> str:
    if period and not YEAR.fullmatch(period):
        raise UsageError(f"'{period}' is no year: give one like 2024")
    return period


def _years(view: View, kind: TallyKind) -> tuple[str, ...]:
    """Give the years of which there is something to show, the latest first; one look into the index each."""
    days = view.days()
    if days is None:
        return ()
    first, last = int(days[0][:4]), int(days[1][:4])
    years = (f"{year:04d}" for year in range(last, max(first, last - MOST_YEARS) - 1, -1))
    return tuple(year for year in years if view.tallies(kind, period=year, limit=1))
