"""Dating what an expression means: on a known day, between two, and where nothing is known."""

import pytest

from dragoman.records.codec import from_plain, to_plain
from dragoman.records.spans import CharSpan
from dragoman.records.symbols import TimeSymbol
from dragoman.records.times import UNKNOWN_INTERVAL, Interval, TimeExpression, evaluate_time, read_published

FRIDAY = read_published("2024-10-11")


@pytest.mark.parametrize(
    ("symbol", "value"),
    [
        pytest.param(TimeSymbol(kind="weekday", weekday=4, direction="past"), "2024-10-11", id="same-weekday"),
        pytest.param(TimeSymbol(kind="weekday", weekday=4, direction="past", offset=-1), "2024-10-04", id="last"),
        pytest.param(TimeSymbol(kind="weekday", weekday=4, direction="future", offset=1), "2024-10-18", id="next"),
        pytest.param(TimeSymbol(kind="weekday", weekday=0, direction="future"), "2024-10-14", id="ahead"),
        pytest.param(TimeSymbol(kind="weekday", weekday=0, direction="nearest"), "2024-10-14", id="nearest"),
        pytest.param(
            TimeSymbol(kind="weekday", weekday=5, unit="weekend", direction="past"), "2024-W40-WE", id="weekend"
        ),
        pytest.param(TimeSymbol(kind="relative", unit="week", offset=-1), "2024-W40", id="last-week"),
        pytest.param(TimeSymbol(kind="relative", unit="month", offset=-10), "2023-12", id="ten-months-ago"),
        pytest.param(TimeSymbol(kind="relative", unit="quarter", offset=-1), "2024-Q3", id="last-quarter"),
        pytest.param(TimeSymbol(kind="relative", unit="decade", offset=-2), "200", id="two-decades-ago"),
        pytest.param(TimeSymbol(kind="relative", unit="year", offset=-1, month=10), "2023-10", id="month-of-year"),
        pytest.param(TimeSymbol(kind="relative", unit="week", offset=1, weekday=0), "2024-10-14", id="day-of-week"),
        pytest.param(TimeSymbol(kind="relative", offset=-1, clock="TNI"), "2024-10-10TNI", id="last-night"),
        pytest.param(TimeSymbol(kind="partial", month=12, direction="past"), "2023-12", id="month-past"),
        pytest.param(TimeSymbol(kind="partial", month=12, direction="future"), "2024-12", id="month-future"),
        pytest.param(TimeSymbol(kind="partial", month=10, day=22, direction="past"), "2024-10-22", id="far-past"),
        pytest.param(
            TimeSymbol(kind="partial", month=3, day=5, weekday=6, direction="past"), "2023-03-05", id="by-weekday"
        ),
        pytest.param(TimeSymbol(kind="partial", day=22, direction="future"), "2024-10-22", id="day-only"),
        pytest.param(TimeSymbol(kind="numeric", year=2024, month=9, day=10), "2024-10-09", id="numeric-nearest"),
        pytest.param(TimeSymbol(kind="feast", literal="easter", direction="past"), "2024-03-31", id="feast"),
        pytest.param(TimeSymbol(kind="vague", literal="PAST_REF"), "PAST_REF", id="vague"),
        pytest.param(TimeSymbol(kind="duration", literal="P5Y"), "P5Y", id="duration"),
    ],
)
def test_a_symbol_on_a_friday(symbol: TimeSymbol, value: str) -> None:
    assert evaluate_time(symbol, FRIDAY)[0] == value


@pytest.mark.parametrize(
    ("symbol", "value"),
    [
        pytest.param(TimeSymbol(kind="partial", month=10, day=11), "XXXX-10-11", id="day-and-month"),
        pytest.param(TimeSymbol(kind="weekday", weekday=4), "XXXX-WXX-5", id="weekday"),
        pytest.param(TimeSymbol(kind="weekday", weekday=4, clock="TMO"), "XXXX-WXX-5TMO", id="weekday-morning"),
        pytest.param(TimeSymbol(kind="relative", unit="year", offset=-1), "XXXX", id="year"),
        pytest.param(TimeSymbol(kind="relative", unit="year", offset=-1, month=5), "XXXX-05", id="month-of-year"),
        pytest.param(TimeSymbol(kind="relative", unit="month"), "XXXX-XX", id="month"),
        pytest.param(TimeSymbol(kind="relative", offset=-1), "XXXX-XX-XX", id="day"),
        pytest.param(TimeSymbol(kind="numeric", year=2024, month=3, day=4), "2024-XX-XX", id="numeric"),
        pytest.param(TimeSymbol(kind="calendar", year=2024, month=3), "2024-03", id="whole"),
    ],
)
def test_a_symbol_where_nothing_is_known(symbol: TimeSymbol, value: str) -> None:
    assert evaluate_time(symbol, UNKNOWN_INTERVAL)[0] == value


def test_an_ambiguous_date_covers_both_readings() -> None:
    _, interval = evaluate_time(TimeSymbol(kind="numeric", year=2024, month=3, day=4), UNKNOWN_INTERVAL)
    assert (interval.earliest, interval.latest) == ("2024-03-04", "2024-04-03")


def test_two_possible_days_give_one_value_or_a_masked_one() -> None:
    week = Interval(value="2024-10", earliest="2024-10-11", latest="2024-10-17")
    friday = TimeSymbol(kind="weekday", weekday=4, direction="past")
    assert evaluate_time(friday, week) == ("2024-10-11", read_published("2024-10-11"))
    value, interval = evaluate_time(TimeSymbol(kind="relative", offset=-1), week)
    assert (value, interval.earliest, interval.latest) == ("2024-10-XX", "2024-10-10", "2024-10-16")


def test_an_anchor_comes_before_the_documents_date() -> None:
    symbol = TimeSymbol(kind="relative", offset=2)
    assert evaluate_time(symbol, FRIDAY, read_published("2023-05-05"))[0] == "2023-05-07"
    assert evaluate_time(symbol, FRIDAY, UNKNOWN_INTERVAL)[0] == "XXXX-XX-XX"


@pytest.mark.parametrize(
    ("given", "earliest", "latest"),
    [
        pytest.param("2024-10-11T15:00:00Z", "2024-10-11", "2024-10-11", id="with-time"),
        pytest.param("2024-02", "2024-02-01", "2024-02-29", id="month"),
        pytest.param("2024", "2024-01-01", "2024-12-31", id="year"),
        pytest.param("2024-13-45", None, None, id="no-such-day"),
        pytest.param("0001-01-01", None, None, id="default-of-a-program"),
        pytest.param("next week", None, None, id="words"),
        pytest.param(None, None, None, id="none"),
    ],
)
def test_a_given_date(given: str | None, earliest: str | None, latest: str | None) -> None:
    interval = read_published(given)
    assert (interval.earliest, interval.latest) == (earliest, latest)


def test_an_expression_survives_the_store() -> None:
    symbol = TimeSymbol(
        kind="range",
        first=TimeSymbol(kind="calendar", year=2024, month=10, day=22),
        last=TimeSymbol(kind="calendar", year=2024, month=10, day=24),
    )
    value, interval = evaluate_time(symbol, UNKNOWN_INTERVAL)
    assert value == "2024-10-22/2024-10-24"
    assert interval.value == "2024-10"
    time = TimeExpression(
        time_id="t",
        span=CharSpan(start=0, end=13),
        exact="October 22-24",
        type="DATE",
        symbol=symbol,
        value=value,
        mod=None,
        interval=interval,
        anchor="none",
        rule="month-days",
    )
    assert from_plain(TimeExpression, to_plain(time)) == time
