"""Sums are what counting all events anew would give, whatever was written, replaced and removed before."""

from __future__ import annotations

from collections import Counter
from typing import Any

import pytest
from tests.factories import make_event, make_party

from dragoman.records.entities import Event, Party, Place, Resolution
from dragoman.resolve.dyads import relation
from dragoman.store.base import Store
from dragoman.store.overview import Tally, TallyKind

KENYA, PERU, FIJI = (make_party(code) for code in ("KEN", "PER", "FJI"))
UNO = make_party("UNO")
LIMA = Place(place_id="p", name="Lima", country="PER", latitude=-12.0, longitude=-77.0, precision="city")


def tell(
    event_id: str, sources: tuple[Party, ...], targets: tuple[Party, ...] = (), day: str | None = None, **fields: Any
) -> Event:
    return make_event(event_id, earliest=day, sources=sources, targets=targets, **fields)


EVENTS = (
    tell("talks", (KENYA, PERU, FIJI), day="2024-10-11", intensity=1.5, place=LIMA),
    tell("raid", (FIJI,), (PERU,), "2024-10-30", event_type="ASSAULT", intensity=-9.5),
    tell("aid", (UNO,), (PERU,), "2024-11-02", intensity=7.0, place=LIMA),
    tell("accord", (PERU,), (KENYA,), "2025-01-02", intensity=6.3),
    tell("plan", (PERU,), (KENYA,), "2025-01-09", status="planned", intensity=6.3),
    tell("crash", (PERU, KENYA), (), "2025-01-11", event_type="INCIDENT", intensity=-1.0),
    tell("some day", (PERU,), (KENYA,), None, intensity=2.0),
    make_event("this year", earliest="2025-01-01", latest="2025-12-31", sources=(PERU,), targets=(KENYA,)),
)


def all_sums(store: Store) -> dict[tuple[str, str, str, str], Tally]:
    kinds: tuple[TallyKind, ...] = ("pair", "actor", "place", "type")
    found = [
        tally
        for kind in kinds
        for period in ("", "2024", "2025", "2024-10", "2024-11", "2025-01")
        for tally in store.view().tallies(kind, period=period)
    ]
    return {(each.kind, each.period, each.one, each.other): each for each in found}


@pytest.fixture
def filled(store: Store) -> Store:
    writer = store.writer()
    writer.replace(["b1"], Resolution(events=EVENTS[:4]))
    writer.replace(["b2"], Resolution(events=EVENTS[4:]))
    return store


def test_pairs_are_counted_with_what_counts_in_a_relation(filled: Store) -> None:
    (pair,) = (each for each in filled.view().tallies("pair") if (each.one, each.other) == ("KEN", "PER"))
    assert (pair.events, pair.counted) == (6, 4)
    assert (pair.cooperation, pair.conflict) == (10.8, 0.0)


@pytest.mark.parametrize(("one", "other"), [("KEN", "PER"), ("FJI", "PER"), ("PER", "UNO"), ("FJI", "KEN")])
def test_the_months_of_a_pair_are_those_of_its_relation(filled: Store, one: str, other: str) -> None:
    told = [each for each in relation(EVENTS, one, other) if each.events]
    months = [each for each in filled.view().pair_months(one, other) if each.counted]
    assert [(each.period, each.counted, each.cooperation, each.conflict) for each in months] == [
        (each.period, each.events, each.cooperation, each.conflict) for each in told
    ]


def test_what_was_replaced_and_removed_no_longer_counts(filled: Store) -> None:
    before = all_sums(filled)
    writer = filled.writer()
    writer.replace(["b2"], Resolution(events=(tell("other", (FIJI,), (UNO,), "2024-10-12"),)))
    assert all_sums(filled) != before
    writer.replace(["b2"], Resolution(events=EVENTS[4:]))
    assert all_sums(filled) == before
    writer.replace(["b1", "b2"], Resolution())
    assert all_sums(filled) == {}


def test_an_event_in_the_place_of_one_with_its_id_counts_once(filled: Store) -> None:
    before = all_sums(filled)
    filled.writer().replace(["b3"], Resolution(events=EVENTS[:2]))
    assert all_sums(filled) == before


def test_actors_places_and_types_are_counted(filled: Store) -> None:
    view = filled.view()
    actors = Counter({each.one: each.events for each in view.tallies("actor")})
    assert actors.most_common(1) == [("state:PER", 8)]
    assert [(each.one, each.events) for each in view.tallies("place")] == [("p", 2)]
    assert view.places(("p", "none")) == {"p": LIMA}
    types = {(each.one, each.other): each.events for each in view.tallies("type", period="2025")}
    assert types == {("CONSULT", "occurred"): 2, ("CONSULT", "planned"): 1, ("INCIDENT", "occurred"): 1}
