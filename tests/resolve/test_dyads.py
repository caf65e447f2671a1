from __future__ import annotations

from typing import Any

import pytest
from tests.factories import make_event, make_party

from dragoman.errors import UsageError
from dragoman.records.entities import Event
from dragoman.resolve.dyads import find_turning_points, relation, smooth

KEN, PER, FJI = (make_party(code) for code in ("KEN", "PER", "FJI"))


def attack(event_id: str, day: str | None, **fields: object) -> Event:
    plain: dict[str, Any] = {"sources": (KEN,), "targets": (PER,), "intensity": -9.0, "event_type": "ASSAULT"}
    return make_event(event_id, earliest=day, **{**plain, **fields})


EVENTS = (
    make_event("e1", earliest="2031-01-10", intensity=2.5),
    attack("e2", "2031-01-12"),
    attack("e3", "2031-03-01", sources=(PER,), targets=(KEN,)),
    attack("e4", "2031-03-02", status="alleged"),
    attack("e5", "2031-03-03", targets=(FJI,)),
    attack("e6", None),
)


def test_undirected_counts_reciprocal_acts_once() -> None:
    periods = relation(EVENTS, "KEN", "PER")
    assert [(each.period, each.events, each.cooperation, each.conflict, each.net) for each in periods] == [
        ("2031-01", 2, 2.5, -9.0, -6.5),
        ("2031-02", 0, 0.0, 0.0, 0.0),
        ("2031-03", 1, 0.0, -9.0, -9.0),
    ]
    assert periods[0].event_ids == ("e1", "e2")


def test_directed_counts_what_one_did_to_the_other() -> None:
    assert [each.event_ids for each in relation(EVENTS, "KEN", "PER", directed=True)] == [("e2",)]
    assert [each.event_ids for each in relation(EVENTS, "PER", "KEN", directed=True)] == [("e3",)]


@pytest.mark.parametrize(("period", "labels"), [("quarter", ["2031-Q1"]), ("year", ["2031"])])
def test_longer_periods(period: str, labels: list[str]) -> None:
    assert [each.period for each in relation(EVENTS, "Kenya", "Peru", period=period)] == labels  # type: ignore[arg-type]


def test_an_unknown_period_is_refused() -> None:
    with pytest.raises(UsageError, match="week"):
        relation(EVENTS, "KEN", "PER", period="week")  # type: ignore[arg-type]


def test_actors_without_a_relation() -> None:
    assert relation(EVENTS, "PER", "FJI") == ()


def test_groups_and_anybody() -> None:
    assert [each.events for each in relation(EVENTS, "KEN+FJI", "PER")] == [2, 0, 1]
    assert [each.events for each in relation(EVENTS, "KEN", "*")] == [2, 0, 2]


def test_smoothing_keeps_a_level_and_softens_a_peak() -> None:
    level = relation(level_events(), "KEN", "PER")
    assert smooth(level) == (2.0,) * 7
    peak = relation([*level_events(), attack("x", "2031-04-05")], "KEN", "PER")
    assert min(smooth(peak)) > min(period.net for period in peak)


def test_each_period_is_given_smoothed() -> None:
    periods = relation([make_event("e1", earliest="2031-03-10", intensity=9.0), *level_events()], "KEN", "PER")
    assert [each.smoothed for each in periods] == list(smooth(periods))
    assert periods[2].net == 11.0
    assert periods[2].smoothed == 5.0  # (2 + 2*2 + 3*11 + 2*2 + 2) / 9


def level_events() -> list[Event]:
    return [make_event(f"e{month}", earliest=f"2031-{month:02d}-10", intensity=2.0) for month in range(1, 8)]


def test_a_turning_point_names_its_events() -> None:
    events = [make_event(f"c{month}", earliest=f"2031-{month:02d}-10", intensity=2.5) for month in range(1, 7)]
    events += [attack(f"a{month}", f"2031-{month:02d}-10") for month in range(7, 13)]
    events.append(make_event("also", earliest="2031-07-20", intensity=1.0))
    (turn,) = find_turning_points(relation(events, "KEN", "PER"), events)
    assert turn.period == "2031-07"
    assert turn.before > 0 > turn.after
    assert turn.event_ids == ("a7", "also")


def test_a_steady_relation_has_no_turning_point() -> None:
    assert find_turning_points(relation(level_events(), "KEN", "PER"), level_events()) == ()
