from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.readers.metadata import (
    choose_published,
    host_of,
    normalise_author,
    normalise_line,
    normalise_published,
    normalise_text,
)


@pytest.mark.parametrize(
    ("given_date", "expected"),
    [
        ("2024", "2024"),
        ("2024-10", "2024-10"),
        ("2024-10-11", "2024-10-11"),
        ("2024-10-11T23:30:00-05:00", "2024-10-11"),
        ("2024/10/11", "2024-10-11"),
        ("20241011", "2024-10-11"),
        ("20241011T101500Z", "2024-10-11"),
        ("1728604800", "2024-10-11"),
        ("1728604800000", "2024-10-11"),
        ("October 11, 2024", "2024-10-11"),
        ("11 October 2024", "2024-10-11"),
        ("Friday, Oct. 11, 2024 10:00 am", "2024-10-11"),
        ("Fri, 11 Oct 2024 10:00:00 GMT", "2024-10-11"),
        ("October 2024", "2024-10"),
        ("11.10.2024", "2024-10-11"),
        ("13/4/2024", "2024-04-13"),
        ("4/13/2024", "2024-04-13"),
        ("4/4/2024", "2024-04-04"),
        ("3/4/2024", None),
        ("2024-13-45", None),
        ("0001-01-01", None),
        ("yesterday", None),
        ("", None),
        (None, None),
    ],
)
def test_published(given_date: str | None, expected: str | None) -> None:
    assert normalise_published(given_date) == expected


@given(st.text(max_size=40))
def test_any_date_is_read_or_not(text: str) -> None:
    found = normalise_published(text)
    assert found is None or normalise_published(found) == found


@pytest.mark.parametrize(
    ("marked", "searched", "url", "expected"),
    [
        pytest.param("2024-10-11", "2024-10-11", None, "2024-10-11", id="agree"),
        pytest.param("2024-10-11", "2024-10-12", None, "2024-10-11", id="a-time-zone-apart"),
        pytest.param("2024-10-11", "2024-08-02", None, "2024-10-11", id="markup-is-believed"),
        pytest.param("2024-10-11", None, None, "2024-10-11", id="markup-alone"),
        pytest.param(None, "2024-08-02", None, None, id="search-alone-is-not"),
        pytest.param(None, "2024-08-02", "https://a.example/2024/08/02/x", "2024-08-02", id="address-confirms"),
        pytest.param("2024-10-11", "2024-08-02", "https://a.example/2024/8/2/x", "2024-08-02", id="address-decides"),
        pytest.param(None, None, None, None, id="none"),
    ],
)
def test_two_witnesses(marked: str | None, searched: str | None, url: str | None, expected: str | None) -> None:
    assert choose_published(marked, searched, url) == expected


@given(st.text())
def test_text_is_normalised_once(text: str) -> None:
    assert normalise_text(normalise_text(text)) == normalise_text(text)


def test_lines_and_names() -> None:
    assert normalise_line("  Port \n Herald ") == "Port Herald"
    assert normalise_line("  ") is None
    assert normalise_author("BY Mara Ellingsen") == "Mara Ellingsen"
    assert normalise_author("Byron Roe") == "Byron Roe"
    assert host_of("https://www.portherald.example/a") == "portherald.example"
    assert host_of("http://[broken") is None
    assert host_of(None) is None
