"""The record beside somebody else's rows: merged before they are counted, matched by day, never mixed."""

from __future__ import annotations

from typing import Any

import pytest
from tests.factories import make_event, make_party

from dragoman.records.coded import CodedEvent, CodedParty, ComparisonRow, Unread
from dragoman.records.times import Interval
from dragoman.views.comparison import Wanted, compare

TALKS = make_event("e1", earliest="2024-10-11")
KEN, PER, FJI = (CodedParty(name=code, code=code) for code in ("KEN", "PER", "FJI"))


def row(row_id: str, day: str = "2024-10-11", **fields: Any) -> CodedEvent:
    plain: dict[str, Any] = {"event_type": "CONSULT", "sources": (KEN,), "targets": (PER,), "line": 2, **fields}
    return CodedEvent(row_id=row_id, interval=Interval(value=day, earliest=day, latest=day), **plain)


def only(*rows: CodedEvent | Unread, **wanted: Any) -> ComparisonRow:
    (found,) = compare([TALKS], rows, Wanted(**wanted)).table
    return found


def counts(found: ComparisonRow) -> tuple[int, int, int, int]:
    return found.here, found.there, found.rows, found.matched


def test_reports_of_one_meeting_are_one() -> None:
    mirrored = row("b", sources=(PER,), targets=(KEN,))
    together = row("c", sources=(KEN, PER), targets=())
    found = only(row("a"), mirrored, together, row("d", "2024-10-20"))
    assert counts(found) == (1, 2, 4, 1)
    assert (found.source, found.target, found.month) == ("KEN", "PER", "2024-10")
    assert found.event_ids == ("e1",)
    assert found.row_ids == ("a", "d")


@pytest.mark.parametrize(
    ("day", "matched"), [("2024-10-10", 1), ("2024-10-12", 1), ("2024-10-13", 0)], ids=["before", "after", "two-days"]
)
def test_a_day_apart_is_near(day: str, matched: int) -> None:
    assert only(row("a", day)).matched == matched


def test_each_row_matches_once() -> None:
    events = [TALKS, make_event("e2", earliest="2024-10-12")]
    (found,) = compare(events, [row("a", "2024-10-12")], Wanted()).table
    assert counts(found) == (2, 1, 1, 1)


def test_only_what_the_record_tells_of_unless_all_is_asked_for() -> None:
    rows = [row("a", targets=(FJI,)), row("b", "2031-01-01")]
    assert counts(only(*rows)) == (1, 0, 0, 0)
    assert compare([TALKS], rows, Wanted()).outside == 2
    everything = compare([TALKS], rows, Wanted(everything=True)).table
    assert [(each.source, each.target, each.month) for each in everything] == [
        ("FJI", "KEN", "2024-10"),
        ("KEN", "PER", "2024-10"),
        ("KEN", "PER", "2031-01"),
    ]
    fiji = compare([], rows, Wanted(everything=True, actors=("FJI",))).table
    assert [each.target for each in fiji] == ["KEN"]


def test_direction_counts_when_asked_for() -> None:
    blamed = make_event("e1", earliest="2024-10-11", event_type="ACCUSE", plover_type="ACCUSE",
                        sources=(make_party("PER"),), targets=(make_party("KEN"),))  # fmt: skip
    rows = [row("a", event_type="ACCUSE"), row("b", event_type="ACCUSE", sources=(PER,), targets=(KEN,))]
    (both,) = compare([blamed], rows, Wanted()).table
    assert counts(both) == (1, 2, 2, 1)
    apart = compare([blamed], rows, Wanted(directed=True, everything=True)).table
    assert [(each.source, each.target, each.here, each.there) for each in apart] == [
        ("KEN", "PER", 0, 1),
        ("PER", "KEN", 1, 1),
    ]


def test_what_is_no_plover_event_and_what_is_too_coarse_is_left_out() -> None:
    alleged = make_event("e2", earliest="2024-10-11", status="alleged", plover_type=None)
    coarse = make_event("e3", earliest="2024-10-11", latest="2024-12-01")
    assert compare([alleged, coarse, make_event("e4")], [], Wanted()).table == ()
    year = Interval(value="2024", earliest="2024-01-01", latest="2024-12-31")
    told = compare([TALKS], [Unread(line=2, why="no event date"), _dated(row("a"), year)], Wanted())
    assert told.unread == (("no event date", 1), ("not known to the month", 1))
    assert told.read == 2


def _dated(found: CodedEvent, interval: Interval) -> CodedEvent:
    fields = {name: getattr(found, name) for name in found.__slots__}
    return CodedEvent(**{**fields, "interval": interval})


def test_the_order_of_rows_does_not_matter() -> None:
    rows = [row("a"), row("b", "2024-10-10"), row("c", "2024-10-11", sources=(PER,), targets=(KEN,))]
    assert [counts(only(*rows)), counts(only(*rows[::-1]))] == [(1, 2, 3, 1)] * 2
    assert only(*rows) == only(*rows[::-1])
