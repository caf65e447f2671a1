"""Reckon with days: TIMEX3 values to the days they cover and back, months, weeks, feasts, the Iranian calendar.

In:  `datetime.date`s, TIMEX3 values, units. Out: days and values; nothing here knows of documents or words.
Left to `records.times`: what an expression means against a document's date.
"""

from __future__ import annotations

import calendar
import re
from datetime import date, timedelta

FIRST_YEAR, LAST_YEAR = 1, 9000  # days outside are not reckoned with: no overflow, no year 0
QUARTER_MONTHS, HALF_MONTHS = 3, 6
SEASON_FIRST_MONTH = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}  # meteorological, northern
WEEKDAYS = 7
IRANIAN_EPOCH = (1403, date(2024, 3, 20))  # 1 Farvardin 1403
# Leap years of the 33-year cycle, right for 1244 to 1502 (1865 to 2123 of ours).
IRANIAN_LEAP_REMAINDERS = frozenset((1, 5, 9, 13, 17, 22, 26, 30))

_VALUE = re.compile(
    r"(?P<year>\d{4})(?:-(?:"
    r"(?P<month>\d\d)(?:-(?P<day>\d\d))?"
    r"|W(?P<week>\d\d)(?:-(?P<weekday>[1-7]|WE))?"
    r"|Q(?P<quarter>[1-4])|H(?P<half>[12])|(?P<season>SP|SU|FA|WI)))?"
)

Days = tuple[date, date]


def read_days(value: str) -> Days | None:
    """Give the first and last day that a TIMEX3 value covers; None for values that are no date.

    >>> read_days("2008-Q1")
    (datetime.date(2008, 1, 1), datetime.date(2008, 3, 31))
    """
    if "/" in value:
        first, last = (read_days(part) for part in value.split("/", 1))
        return (first[0], last[1]) if first and last and first[0] <= last[1] else None
    bare = value.split("T", 1)[0] if value[:1].isdigit() else value
    if bare.isdigit() and len(bare) in (2, 3):
        return _decades(int(bare), 10 ** (4 - len(bare)))
    found = _VALUE.fullmatch(bare)
    try:
        return _fields_days(found) if found is not None else None
    except (ValueError, OverflowError):
        return None  # "2024-02-31", "2024-W60"


def _decades(number: int, years: int) -> Days | None:
    if number == 0:
        return None
    return date(number * years, 1, 1), date(number * years + years - 1, 12, 31)


def _fields_days(found: re.Match[str]) -> Days:
    year = int(found["year"])
    if found["month"] and found["day"]:
        day = date(year, int(found["month"]), int(found["day"]))
        return day, day
    if found["month"]:
        return _months(year, int(found["month"]), 1)
    if found["week"]:
        return _week_days(year, int(found["week"]), found["weekday"])
    if found["quarter"]:
        return _months(year, 1 + QUARTER_MONTHS * (int(found["quarter"]) - 1), QUARTER_MONTHS)
    if found["half"]:
        return _months(year, 1 + HALF_MONTHS * (int(found["half"]) - 1), HALF_MONTHS)
    if found["season"]:
        return _months(year, SEASON_FIRST_MONTH[found["season"]], QUARTER_MONTHS)
    return date(year, 1, 1), date(year, 12, 31)


def _months(year: int, month: int, count: int) -> Days:
    first = date(year, month, 1)
    return first, add_months(first, count) - timedelta(days=1)


def _week_days(year: int, week: int, weekday: str | None) -> Days:
    monday = date.fromisocalendar(year, week, 1)
    if weekday == "WE":
        return monday + timedelta(days=5), monday + timedelta(days=6)
    if weekday:
        day = monday + timedelta(days=int(weekday) - 1)
        return day, day
    return monday, monday + timedelta(days=6)


def read_day(year: int, month: int, day: int) -> date | None:
    """Give the day, None where the calendar has none ("31 February")."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def add_days(day: date, count: int) -> date:
    """Move by days, stopping at the first and last year reckoned with."""
    ordinal = day.toordinal() + count
    return date.fromordinal(min(max(ordinal, 1), date(LAST_YEAR, 12, 31).toordinal()))


def add_months(day: date, count: int) -> date:
    """Move by months; the 31st becomes the last day of a shorter month."""
    months = day.year * 12 + day.month - 1 + count
    year, month = divmod(months, 12)
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return date(FIRST_YEAR, 1, 1) if year < FIRST_YEAR else date(LAST_YEAR, 12, 31)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


_MONTHS_A_UNIT = {"month": 1, "quarter": 3, "season": 3, "half": 6, "year": 12, "decade": 120, "century": 1200}
_DAYS_A_UNIT = {"day": 1, "week": 7, "weekend": 7, "fortnight": 14}


def shift_day(day: date, unit: str, count: int) -> date:
    """Move a day by so many units; units below a day leave it where it is."""
    if unit in _MONTHS_A_UNIT:
        return add_months(day, _MONTHS_A_UNIT[unit] * count)
    return add_days(day, _DAYS_A_UNIT.get(unit, 0) * count)


def unit_value(day: date, unit: str) -> str:
    """Give the TIMEX3 value of the unit that a day lies in.

    >>> unit_value(date(2008, 6, 9), "week")
    '2008-W24'
    """
    year = f"{day.year:04d}"
    iso_year, iso_week, _ = day.isocalendar()
    week = f"{iso_year:04d}-W{iso_week:02d}"
    values = {
        "week": week,
        "fortnight": week,
        "weekend": f"{week}-WE",
        "month": f"{year}-{day.month:02d}",
        "quarter": f"{year}-Q{(day.month - 1) // QUARTER_MONTHS + 1}",
        "half": f"{year}-H{(day.month - 1) // HALF_MONTHS + 1}",
        "season": _season_value(day),
        "year": year,
        "decade": year[:3],
        "century": year[:2],
    }
    return values.get(unit, day.isoformat())


def _season_value(day: date) -> str:
    season = ("WI", "SP", "SU", "FA")[day.month % 12 // QUARTER_MONTHS]
    # January belongs to the winter that began in December
    return f"{day.year - (day.month < 3):04d}-{season}"


def iso_value(first: date, last: date) -> str | None:
    """Give the finest of day, month and year that covers both days; None where they share no year."""
    if first == last:
        return first.isoformat()
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.year:04d}-{first.month:02d}"
    return f"{first.year:04d}" if first.year == last.year else None


def narrow(days: Days, part: str | None) -> Days:
    """Keep the first, middle or last third of a period ("early 2025", "mid-March", "late October").

    `WEEK1`..`WEEK5` keep a week of a month, `LASTWEEK` its last seven days.
    """
    first, last = days
    length = (last - first).days + 1
    if part is None or length == 1:
        return days
    if part.startswith("WEEK"):
        start = add_days(first, WEEKDAYS * (int(part.removeprefix("WEEK")) - 1))
        return min(start, last), min(add_days(start, WEEKDAYS - 1), last)
    if part == "LASTWEEK":
        return max(first, add_days(last, 1 - WEEKDAYS)), last
    months = (last.year - first.year) * 12 + last.month - first.month + 1
    if months >= 3 and first.day == 1:
        one, two = add_months(first, months // 3), add_months(first, months - months // 3)
    else:
        one, two = add_days(first, length // 3), add_days(first, length - length // 3)
    thirds = {
        "START": (first, add_days(one, -1)),
        "MID": (one, add_days(two, -1)),
        "END": (two, last),
    }
    return thirds.get(part, days)


def easter(year: int) -> date:
    """Give the day of Easter in the Gregorian calendar (the anonymous algorithm of 1876)."""
    a, b, c = year % 19, year // 100, year % 100
    d = (19 * a + b - b // 4 - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    e = (32 + 2 * (b % 4) + 2 * (c // 4) - d - c % 4) % 7
    f = d + e - 7 * ((a + 11 * d + 22 * e) // 451) + 114
    return date(year, f // 31, f % 31 + 1)


def feast_days(rule: str, year: int) -> Days | None:
    """Give the days of a movable feast in a year; None where the rule does not know that year.

    Rules: `easter-2`; `nth 11 3 4` (month, weekday 0..6, which; -1 the last); `list` with ISO days or
    `first/last` pairs of lunar feasts.
    """
    name, *rest = rule.split()
    if name.startswith("easter"):
        day = add_days(easter(year), int(name.removeprefix("easter") or 0))
        return day, day
    if name == "nth":
        day = nth_weekday(year, int(rest[0]), int(rest[1]), int(rest[2]))
        return day, day
    for entry in rest:
        days = read_days(entry)
        if days is not None and days[0].year == year:
            return days
    return None


def nth_weekday(year: int, month: int, weekday: int, which: int) -> date:
    """Give the nth weekday of a month, counted from its end where `which` is negative."""
    if which < 0:
        last = add_days(add_months(date(year, month, 1), 1), -1)
        return add_days(last, -((last.weekday() - weekday) % WEEKDAYS))
    first = date(year, month, 1)
    return add_days(first, (weekday - first.weekday()) % WEEKDAYS + WEEKDAYS * (which - 1))


def iranian_day(year: int, month: int = 1, day: int = 1) -> date | None:
    """Turn a day of the Iranian (Solar Hijri) calendar into ours; None outside 1244..1502 or where there is none.

    >>> iranian_day(1403)
    datetime.date(2024, 3, 20)
    """
    epoch_year, epoch = IRANIAN_EPOCH
    if not 1244 <= year <= 1502 or not 1 <= day <= iranian_month_length(year, month):
        return None
    step = 1 if year >= epoch_year else -1
    passed = range(epoch_year, year) if step == 1 else range(year, epoch_year)
    days = step * sum(366 if _is_iranian_leap(each) else 365 for each in passed)
    before = sum(iranian_month_length(year, each) for each in range(1, month))
    return epoch + timedelta(days=days + before + day - 1)


def iranian_month_length(year: int, month: int) -> int:
    """Give the days of an Iranian month: six of 31, five of 30, the last of 29 or 30."""
    if month <= 6:
        return 31
    return 30 if month < 12 or _is_iranian_leap(year) else 29


def _is_iranian_leap(year: int) -> bool:
    return year % 33 in IRANIAN_LEAP_REMAINDERS
