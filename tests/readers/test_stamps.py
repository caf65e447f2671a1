from __future__ import annotations

import pytest

from dragoman.readers.stamps import is_date_line, is_place_and_date, stamp_length, trailing_date


@pytest.mark.parametrize(
    ("text", "is_date"),
    [
        pytest.param("October 14, 2024", True, id="month-day-year"),
        pytest.param("14 October 2024", True, id="day-month-year"),
        pytest.param("Tuesday, May 24, 2005", True, id="weekday"),
        pytest.param("Posted: 08 / 02 / 2013 11:10 am EDT", True, id="label-numbers-clock"),
        pytest.param("Published 3 May 2023 | Updated 4 May 2023", True, id="two-dates"),
        pytest.param("2024-03-20T08:30:00+02:00", True, id="iso"),
        pytest.param("May 2023", True, id="month"),
        pytest.param("May 3rd, 2023", True, id="ordinal"),
        pytest.param("2 hours ago", True, id="ago"),
        pytest.param("Date of issue: 24 April 2023", True, id="issue"),
        pytest.param("May day in the capital", False, id="may-day"),
        pytest.param("The May 5 accord", False, id="date-in-a-heading"),
        pytest.param("March 2024 talks", False, id="heading-that-opens-with-a-date"),
        pytest.param("2:45 p.m.", False, id="clock-alone"),
        pytest.param("Friday", False, id="weekday-alone"),
        pytest.param("2023", False, id="number-alone"),
        pytest.param("", False, id="empty"),
    ],
)
def test_date_line(text: str, is_date: bool) -> None:  # noqa: FBT001
    assert is_date_line(text) is is_date


@pytest.mark.parametrize(
    ("text", "is_stamp"),
    [
        pytest.param("WESTHAVEN, 17 June 2023", True, id="capitals"),
        pytest.param("Port Wire, 3 May 2023", True, id="agency"),
        pytest.param("WESTHAVEN, Wednesday 14 August 2024", True, id="weekday"),
        pytest.param("Envoys met in Westhaven on 3 May 2023", False, id="sentence"),
        pytest.param("WESTHAVEN", False, id="no-date"),
    ],
)
def test_place_and_date(text: str, is_stamp: bool) -> None:  # noqa: FBT001
    assert is_place_and_date(text) is is_stamp


@pytest.mark.parametrize(
    ("stamp", "rest"),
    [
        ("TEHRAN, Jan 17 (Port Wire) - ", "Envoys met"),
        ("TEHRAN – ", "Under the premier"),
        ("JERUSALEM (AP) -- ", "A court"),
        ("BEIJING/DUBAI, March 10, 2023 (Port Wire) - ", "Envoys met"),
        ("New York (AFP) – ", "Envoys met"),
        ("DECATUR, Ill. — ", "Sen. Roe met"),
        ("NEW YORK, Dec. 14 (UPI) — ", "In the hall"),
        ("BUDAPEST, 26 February 2024. ", "Lawmakers met"),
        ("24 June 2024 - ", "A sailor left"),
        ("September 6, 2023 - ", "New envoys met"),
        ("(Reuters) - ", "Envoys met"),
        ("ST. PETERSBURG, Russia, Jan 3 (TASS) -", "The envoys met"),
        ("Tehran, IRNA – ", "The envoys met"),
        ("Moscow, January 17 - ", "Envoys met"),
        ("Published on March 20, 2024 ", "The envoys met"),
        ("date 2024-03-20 ", "Amid the talks"),
    ],
)
def test_stamp_before_a_paragraph(stamp: str, rest: str) -> None:
    assert stamp_length(stamp + rest) == len(stamp)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("URGENT - Envoys met in the port", id="urgent"),
        pytest.param("NATO - The alliance met in the port", id="alliance"),
        pytest.param("US - Envoys met in the port", id="two-letters"),
        pytest.param("TEHRAN – under the premier", id="goes-on-in-small-letters"),
        pytest.param("On June 5, 2023. The envoys met", id="sentence-that-ends-in-a-date"),
        pytest.param("EVEN THE OLD GUARD THINKS SO — The envoys met", id="sentence-in-capitals"),
        pytest.param("Sen. Jane Roe (R-Texas) — Now the senator", id="senator"),
        pytest.param("PUTIN: We are ready", id="speaker"),
        pytest.param("WESTHAVEN – ", id="nothing-behind"),
    ],
)
def test_no_stamp(text: str) -> None:
    assert stamp_length(text) == 0


@pytest.mark.parametrize(
    ("text", "offset"),
    [
        ("By our port staff, April 6, 2023", 19),
        ("By Jon Reye | Port Wire | Oct 3, 2024", 26),
        ("By Jon Reye", None),
        ("April 6, 2023", None),
    ],
)
def test_trailing_date(text: str, offset: int | None) -> None:
    assert trailing_date(text) == offset
