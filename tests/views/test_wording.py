"""Dates no more precise than they are known, and other words."""

from __future__ import annotations

import doctest

import pytest

from dragoman.records.times import Interval
from dragoman.views import wording


@pytest.mark.parametrize(
    ("interval", "written"),
    [
        (("2024-10-11", "2024-10-11", "2024-10-11"), "11 October 2024"),
        (("2024-10", "2024-10-01", "2024-10-31"), "October 2024"),
        (("2024-02", "2024-02-01", "2024-02-29"), "February 2024"),
        (("2024-10", "2024-10-11", "2024-10-17"), "11 to 17 October 2024"),
        (("2024", "2024-01-01", "2024-12-31"), "2024"),
        (("2024", "2024-09-30", "2024-10-02"), "30 September to 2 October 2024"),
        ((None, "2023-12-30", "2024-01-02"), "30 December 2023 to 2 January 2024"),
        ((None, "2024-01-02", None), "not before 2 January 2024"),
        ((None, None, "2024-01-02"), "not after 2 January 2024"),
        ((None, None, None), "date unknown"),
    ],
)
def test_dates_keep_their_precision(interval: tuple[str | None, ...], written: str) -> None:
    value, earliest, latest = interval
    given = Interval(value=value, earliest=earliest, latest=latest)
    assert wording.write_interval(given) == written


def test_the_examples_hold() -> None:
    assert doctest.testmod(wording).failed == 0


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "data:text/html,x", "//example.org", "ftp://example.org", "", None]
)
def test_what_is_no_web_address_is_no_link(url: str | None) -> None:
    assert wording.safe_url(url) is None
