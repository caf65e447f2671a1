"""When an event was, as other formats want to be told: days, partial dates, precision.

In:  intervals. Out: days only where they are known; a month is never its first day.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Literal

from dragoman.lexicons.load.exchange import load_headline_words
from dragoman.records.times import Interval, interval_days

DatePrecision = Literal["day", "week", "month", "quarter", "year", "range"]

# Of an event that is told to last (a summit, 22-24 October) the first day stands for it where a row has only one.
DAYS_OF_ONE_ROW = 3
QUARTERS = (1, 4, 7, 10)  # the months they start with


def known_span(interval: Interval) -> tuple[str, str] | None:
    """Give the first and the last day; None where either is not known."""
    days = interval_days(interval)
    return (days[0].isoformat(), days[1].isoformat()) if days is not None else None


def find_row_day(interval: Interval) -> str | None:
    """Give the one day that a row may hold; None where it is not known so well."""
    days = interval_days(interval)
    if days is None or (days[1] - days[0]).days >= DAYS_OF_ONE_ROW:
        return None
    return days[0].isoformat()


def precision_of(interval: Interval) -> DatePrecision | None:
    """Say how precise a date is; None where a side is open."""
    days = interval_days(interval)
    if days is None:
        return None
    first, last = days
    if first == last:
        return "day"
    after = last + timedelta(days=1)
    if first.day == 1 and after.day == 1:
        months = (after.year - first.year) * 12 + after.month - first.month
        if months == 1:
            return "month"
        if months == 3 and first.month in QUARTERS:
            return "quarter"
        if months == 12 and first.month == 1:
            return "year"
    return "week" if first.weekday() == 0 and (last - first).days == 6 else "range"


def partial_dates(interval: Interval) -> tuple[str | None, str | None, str | None]:
    """Give (date, start, end) as ISO 8601, of which the first stands alone where one value says it all."""
    if interval.value is not None and precision_of(interval) in ("day", "month", "year"):
        return interval.value, None, None
    return None, interval.earliest, interval.latest


def display_date(interval: Interval) -> str:
    """Tell a date in words, as precise as it is known.

    >>> display_date(Interval(value="2024-10", earliest="2024-10-01", latest="2024-10-31"))
    'October 2024'
    """
    if precision_of(interval) in ("day", "month", "year") and interval.value is not None:
        return _in_words(interval.value)
    if interval.earliest and interval.latest:
        return f"between {_in_words(interval.earliest)} and {_in_words(interval.latest)}"
    if interval.earliest:
        return f"not before {_in_words(interval.earliest)}"
    return f"not after {_in_words(interval.latest)}" if interval.latest else "date unknown"


def last_day(*days: str | None) -> str | None:
    """Give the latest of the days that are known: a file's own date, since nothing here looks at a clock."""
    known = [day for day in days if day]
    return max(known) if known else None


def is_day(value: str) -> bool:
    """Tell whether a text is an ISO day."""
    try:
        return date.fromisoformat(value).isoformat() == value
    except ValueError:
        return False


def _in_words(value: str) -> str:
    year, *rest = value.split("-")
    months = load_headline_words().months
    if not rest:
        return year
    month = months[int(rest[0]) - 1]
    return f"{int(rest[1])} {month} {year}" if len(rest) > 1 else f"{month} {year}"
