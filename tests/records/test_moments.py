from __future__ import annotations

from datetime import UTC, datetime

import pytest

from dragoman.records.moments import make_later, read_moment, write_moment


@pytest.mark.parametrize(
    ("given", "read"),
    [
        pytest.param("2024", "2024-12-31T23:59:59.999999Z", id="year"),
        pytest.param("2024-02", "2024-02-29T23:59:59.999999Z", id="month"),
        pytest.param(" 2024-10-11 ", "2024-10-11T23:59:59.999999Z", id="day"),
        pytest.param("2024-10-11T09:30", "2024-10-11T09:30:00.000000Z", id="time-is-utc"),
        pytest.param("2024-10-11T09:30:01.5+02:00", "2024-10-11T07:30:01.500000Z", id="zone"),
        pytest.param("2024-10-11T09:30:00Z", "2024-10-11T09:30:00.000000Z", id="zulu"),
        pytest.param("0001-01-01T00:00:00+05:00", None, id="before-all-years"),
        pytest.param("2024-02-30", None, id="no-day"),
        pytest.param("soon", None, id="no-date"),
        pytest.param("", None, id="empty"),
    ],
)
def test_read(given: str, read: str | None) -> None:
    assert read_moment(given) == read


def test_moments_sort_as_text() -> None:
    days = [datetime(year, 3, 1, 12, tzinfo=UTC) for year in (45, 999, 1999, 2031)]
    written = [write_moment(day) for day in days]
    assert written == sorted(written)
    assert [read_moment(each) for each in written] == written


def test_a_clock_that_was_set_back_is_overtaken() -> None:
    now, later = "2024-10-11T09:30:00.000000Z", "2024-10-11T10:30:00.999999Z"
    assert make_later(later, now) == later
    assert make_later(now, None) == now
    assert make_later(now, later) == "2024-10-11T10:30:01.000000Z"
    assert make_later(now, "2031-06-01T00:00:00Z") > "2031-06-01T00:00:00"
