"""Turn a time around: the days of writing on which "next week" means 16 May 2008.

In:  what an expression means (`TimeSymbol`) and the days that it is known to mean here. Out: days of writing.
Left to `records.symbols`: the other way round. Left to `counted` and `happenings`: finding such pairs.
"""

from __future__ import annotations

from datetime import date, timedelta

from dragoman.records.days import WEEKDAYS, Days, read_days, shift_day, unit_value
from dragoman.records.symbols import TimeSymbol

DAY = timedelta(days=1)
NEWS_WEEK = timedelta(days=WEEKDAYS - 1)  # "on Saturday" is the last Saturday, or the next
LONG_WEEK = timedelta(days=2 * WEEKDAYS - 1)  # "last Tuesday" may be that of the week before
ROUNDED = {"week": timedelta(days=3), "month": timedelta(days=15), "year": timedelta(days=180)}
LONGEST = timedelta(days=400)  # days that are meant; a longer period dates nothing
# "twenty years ago" is a round number; so many units are still counted
COUNTED_UNITS = {"day": 7, "week": 3, "fortnight": 1, "month": 3, "quarter": 1, "season": 1, "half": 1, "year": 1}


def days_when(symbol: TimeSymbol, meant: Days) -> Days | None:
    """Give the days on which an expression means these days, or some of them; None where that is not clear.

    >>> from datetime import date
    >>> [str(d) for d in days_when(TimeSymbol(kind="relative", offset=-1), (date(2024, 5, 3), date(2024, 5, 3)))]
    ['2024-05-04', '2024-05-04']
    """
    if meant[1] - meant[0] > LONGEST or symbol.bound != "none":
        return None
    if symbol.kind == "weekday" and symbol.unit == "day" and symbol.weekday is not None:
        return _weekday(symbol, meant)
    if symbol.kind == "relative" and symbol.unit in COUNTED_UNITS:
        return _relative(symbol, meant)
    return None


def _weekday(symbol: TimeSymbol, meant: Days) -> Days | None:
    on = [day for day in _each(meant) if day.weekday() == symbol.weekday]
    if len(on) != 1:
        return None
    if symbol.direction in ("past", "likely-past"):
        return (on[0] + DAY, on[0] + LONG_WEEK) if symbol.offset else (on[0], on[0] + NEWS_WEEK)
    if symbol.direction in ("future", "likely-future"):
        return (on[0] - LONG_WEEK, on[0] - DAY) if symbol.offset else (on[0] - NEWS_WEEK, on[0])
    return None


def _relative(symbol: TimeSymbol, meant: Days) -> Days | None:
    if abs(symbol.offset) > COUNTED_UNITS[symbol.unit]:
        return None
    if symbol.unit == "day":
        return meant[0] - symbol.offset * DAY, meant[1] - symbol.offset * DAY
    if symbol.unit == "week" and symbol.weekday is not None:
        meant_week = [day for day in _each(meant) if day.weekday() == symbol.weekday]
        if len(meant_week) != 1:
            return None
        meant = meant_week[0], meant_week[0]
    ends = [read_days(unit_value(shift_day(day, symbol.unit, -symbol.offset), symbol.unit)) for day in meant]
    if ends[0] is None or ends[1] is None:
        return None
    # "two weeks ago" is rounded, "last week" is not
    slack = ROUNDED.get(symbol.unit, timedelta(0)) if abs(symbol.offset) > 1 else timedelta(0)
    if symbol.unit == "week" and symbol.offset == -1:
        # on a Sunday "last week" is the one that ends
        return ends[0][0] - DAY, ends[1][1]
    return ends[0][0] - slack, ends[1][1] + slack


def _each(days: Days) -> list[date]:
    return [days[0] + n * DAY for n in range((days[1] - days[0]).days + 1)]
