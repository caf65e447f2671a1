"""Days, weeks, quarters, feasts and the Iranian calendar."""

from datetime import date

import pytest

from dragoman.records.days import (
    add_days,
    add_months,
    easter,
    feast_days,
    iranian_day,
    iso_value,
    narrow,
    nth_weekday,
    read_days,
    shift_day,
    unit_value,
)


@pytest.mark.parametrize(
    ("value", "first", "last"),
    [
        ("2008", "2008-01-01", "2008-12-31"),
        ("2008-02", "2008-02-01", "2008-02-29"),
        ("2008-03-07TMO", "2008-03-07", "2008-03-07"),
        ("2008-W23", "2008-06-02", "2008-06-08"),
        ("2008-W23-WE", "2008-06-07", "2008-06-08"),
        ("2008-Q1", "2008-01-01", "2008-03-31"),
        ("2008-H2", "2008-07-01", "2008-12-31"),
        ("2008-WI", "2008-12-01", "2009-02-28"),
        ("199", "1990-01-01", "1999-12-31"),
        ("19", "1900-01-01", "1999-12-31"),
        ("2015/2018", "2015-01-01", "2018-12-31"),
    ],
)
def test_days_of_a_value(value: str, first: str, last: str) -> None:
    assert read_days(value) == (date.fromisoformat(first), date.fromisoformat(last))


@pytest.mark.parametrize(
    "value", ["", "PAST_REF", "P5Y", "XXXX-10-11", "2024-02-31", "2024-W60", "0000", "2024-10-XX", "FY2007"]
)
def test_what_is_no_date_covers_no_days(value: str) -> None:
    assert read_days(value) is None


def test_the_end_of_a_month_stays_in_the_month() -> None:
    assert add_months(date(2024, 1, 31), 1) == date(2024, 2, 29)
    assert add_months(date(2024, 3, 31), -1) == date(2024, 2, 29)


def test_no_reckoning_leaves_the_calendar() -> None:
    assert add_days(date(1, 1, 2), -10) == date(1, 1, 1)
    assert add_months(date(2024, 1, 1), -40_000) == date(1, 1, 1)
    assert shift_day(date(2024, 1, 1), "century", 500).year == 9000


def test_january_belongs_to_the_winter_before() -> None:
    assert unit_value(date(2024, 1, 15), "season") == "2023-WI"


@pytest.mark.parametrize(("year", "day"), [(2000, "04-23"), (2024, "03-31"), (2025, "04-20"), (2038, "04-25")])
def test_easter(year: int, day: str) -> None:
    assert easter(year).isoformat() == f"{year}-{day}"


def test_feasts_by_rule() -> None:
    assert feast_days("nth 11 3 4", 2024) == (date(2024, 11, 28), date(2024, 11, 28))
    assert feast_days("nth 5 0 -1", 2024) == (date(2024, 5, 27), date(2024, 5, 27))
    assert feast_days("list 2024-03-11/2024-04-09", 2024) == (date(2024, 3, 11), date(2024, 4, 9))
    assert feast_days("list 2024-03-11/2024-04-09", 2031) is None
    assert nth_weekday(2024, 9, 0, 1) == date(2024, 9, 2)


@pytest.mark.parametrize(
    ("year", "month", "day", "ours"),
    [
        (1357, 11, 22, "1979-02-11"),
        (1399, 12, 30, "2021-03-20"),
        (1403, 1, 1, "2024-03-20"),
        (1403, 12, 30, "2025-03-20"),
        (1404, 1, 1, "2025-03-21"),
    ],
)
def test_the_iranian_calendar(year: int, month: int, day: int, ours: str) -> None:
    assert iranian_day(year, month, day) == date.fromisoformat(ours)


def test_the_iranian_calendar_has_no_such_day() -> None:
    assert iranian_day(1404, 12, 30) is None
    assert iranian_day(2024) is None


def test_thirds_of_periods() -> None:
    year = (date(2024, 1, 1), date(2024, 12, 31))
    assert narrow(year, "START") == (date(2024, 1, 1), date(2024, 4, 30))
    assert narrow(year, "END") == (date(2024, 9, 1), date(2024, 12, 31))
    assert narrow((date(2024, 10, 1), date(2024, 10, 31)), "WEEK1") == (date(2024, 10, 1), date(2024, 10, 7))


def test_the_finest_value_of_two_days() -> None:
    assert iso_value(date(2024, 10, 11), date(2024, 10, 17)) == "2024-10"
    assert iso_value(date(2024, 9, 30), date(2024, 10, 1)) == "2024"
    assert iso_value(date(2023, 12, 31), date(2024, 1, 1)) is None
