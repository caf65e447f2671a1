"""What templates call: how precisely a date is known, addresses, odd characters made visible."""

from __future__ import annotations

import doctest

import pytest

from dragoman.records.times import Interval
from dragoman.web import addresses
from dragoman.web.filters import precision_of
from dragoman.web.rendering import neutralise


@pytest.mark.parametrize(
    ("interval", "precision"),
    [
        (("2024-10-11", "2024-10-11", "2024-10-11"), "day"),
        (("2024-02", "2024-02-01", "2024-02-29"), "month"),
        (("2024-10", "2024-10-11", "2024-10-17"), "range"),
        (("2024", "2024-01-01", "2024-12-31"), "year"),
        ((None, "2023-12-30", "2024-01-02"), "range"),
        ((None, "2024-01-02", None), "open"),
        ((None, None, None), "unknown"),
    ],
    ids=["day", "month", "week", "year", "days", "open", "unknown"],
)
def test_a_date_says_how_precisely_it_is_known(interval: tuple[str | None, ...], precision: str) -> None:
    value, earliest, latest = interval
    assert precision_of(Interval(value=value, earliest=earliest, latest=latest)) == precision


def test_the_examples_of_addresses_hold() -> None:
    assert doctest.testmod(addresses).failed == 0


def test_controls_that_turn_text_around_are_seen() -> None:
    assert neutralise("safe\u202ecod.exe\u2069") == "safe\ufffdcod.exe\ufffd"
    assert neutralise("naïve שלום\n") == "naïve שלום\n"
