"""Scores of time expressions: spans, values, types."""

import dataclasses

from tests.factories import make_annotations

from dragoman.evaluate.gold import GoldText, locate
from dragoman.evaluate.times import GoldTime, score_times
from dragoman.records.mentions import Annotations
from dragoman.records.symbols import TimeSymbol
from dragoman.records.times import UNKNOWN_INTERVAL, TimeExpression
from dragoman.records.vocabulary import TimexType

TEXT = "On Monday the two-day talks resumed, two weeks after the fire of May 2021."


def wanted(exact: str, value: str, kind: str = "DATE") -> GoldTime:
    return GoldTime(span=locate(TEXT, exact), exact=exact, type=kind, value=value)


def answer(exact: str, value: str, kind: TimexType = "DATE") -> TimeExpression:
    return TimeExpression(
        time_id=exact,
        span=locate(TEXT, exact),
        exact=exact,
        type=kind,
        symbol=TimeSymbol(kind="calendar"),
        value=value,
        mod=None,
        interval=UNKNOWN_INTERVAL,
        anchor="none",
        rule="test",
    )


def annotate(*times: TimeExpression) -> Annotations:
    return dataclasses.replace(make_annotations(text=TEXT), times=times)


GOLD = GoldText(
    item_id="t",
    text=TEXT,
    wanted=(wanted("Monday", "2021-05-24"), wanted("two-day", "P2D", "DURATION"), wanted("May 2021", "2021-05")),
)


def test_spans_values_and_types_are_told_apart() -> None:
    found = annotate(
        answer("On Monday", "2021-05-24"),
        answer("two-day", "P2D", "SET"),
        answer("two weeks", "P2W", "DURATION"),
        answer("May 2021", "2021"),
    )
    rows, errors = score_times([(GOLD, found)])
    assert rows == {
        "span F1": round(6 / 7, 4),
        "span F1 strict": round(4 / 7, 4),
        "value right": round(2 / 3, 4),
        "value F1": round(4 / 7, 4),
        "type right": round(2 / 3, 4),
    }
    assert "extra DURATION[two weeks] P2W" in errors[0][1]
    assert "value of DATE[May 2021] 2021-05: got DATE[May 2021] 2021" in errors[0][1]


def test_all_right_has_no_errors() -> None:
    found = annotate(
        answer("Monday", "2021-05-24"), answer("two-day", "P2D", "DURATION"), answer("May 2021", "2021-05")
    )
    rows, errors = score_times([(GOLD, found)])
    assert set(rows.values()) == {1.0}
    assert not errors


def test_a_rejected_text_misses_all() -> None:
    rows, errors = score_times([(GOLD, None)])
    assert set(rows.values()) == {0.0}
    assert errors[0][1].count("missed") == 3


def test_a_text_that_tells_no_time_counts_what_is_found_there() -> None:
    rows, _ = score_times([(GOLD, None), (GoldText(item_id="n", text=TEXT, wanted=()), annotate(answer("two", "P2D")))])
    assert rows["span F1"] == 0.0
