"""What the words of a time expression mean, before any date is known, and how that is read on a given day.

In:  a `TimeSymbol` and a day (or none). Out: a TIMEX3 value and the days that it covers.
Left to `records.times`: which day to count from, and what to say where only an interval of days is known.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from types import MappingProxyType
from typing import Literal, get_args

from dragoman.records.days import (
    FIRST_YEAR,
    LAST_YEAR,
    WEEKDAYS,
    Days,
    add_days,
    feast_days,
    narrow,
    read_day,
    read_days,
    shift_day,
    unit_value,
)

SymbolKind = Literal[
    "calendar", "partial", "weekday", "relative", "feast", "duration", "set", "vague", "range", "numeric"
]
SymbolUnit = Literal[
    "second",
    "minute",
    "hour",
    "day",
    "week",
    "weekend",
    "fortnight",
    "month",
    "quarter",
    "season",
    "half",
    "year",
    "decade",
    "century",
]
SYMBOL_UNITS: Mapping[str, SymbolUnit] = MappingProxyType({unit: unit for unit in get_args(SymbolUnit)})
Direction = Literal["past", "future", "this", "nearest", "likely-past", "likely-future"]
Bound = Literal["after", "before", "none"]


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeSymbol:
    """Reads as: what the words of a time expression mean, whatever the date they are read on.

    `kind` says how to evaluate it: `calendar` (the fields or `literal` say all), `partial` (fields without a
    year, sought in `direction`: "in October", "22 October"), `weekday` (`weekday` 0 Monday..6, `unit` day or
    weekend, sought in `direction`), `relative` (`offset` of `unit` from the anchor, refined by the fields:
    "October last year" is -1 year and month 10), `feast` (`literal` is a rule of `records.days.feast_days`),
    `numeric` ("03/04/2024": month and day may be the other way round), `range` (`first` to `last`),
    `duration` (`literal`; `offset` and `unit` its signed length where it ends or begins at the anchor, `first`
    a period that it opens), `set` and `vague` (`literal`: `P1D`, `PAST_REF`).
    An `offset` of -1 or +1 on a partial date, weekday or feast keeps it strictly before or after the anchor
    ("last Friday"); +2 is a week after the next one ("Monday week"). `unit` week on a partial date is the week
    of that day. `clock` is appended to a day (`TMO`, `T15:30`). `part` narrows the result: START, MID,
    END, WEEK1..WEEK5, LASTWEEK, EARLIER and LATER than the anchor. `bound` opens a side: `after` ("since
    May"), `before` ("until May"). `first` and `last` on other kinds: the other end of a range told in two.
    """

    kind: SymbolKind
    unit: SymbolUnit = "day"
    offset: int = 0
    direction: Direction = "nearest"
    year: int | None = None
    month: int | None = None
    day: int | None = None
    quarter: int | None = None
    half: int | None = None
    season: str | None = None
    weekday: int | None = None
    clock: str | None = None
    part: str | None = None
    literal: str | None = None
    bound: Bound = "none"
    first: TimeSymbol | None = None
    last: TimeSymbol | None = None


# A day and month without a year: the other year is meant where the tense leads further off than the first number
# of days, and the other lies within the second; less is needed where the verb does not tell the date itself.
TOLD_DAYS, LIKELY_DAYS = (300, 45), (120, 60)
LATER = "XXXX-XX-XX"  # the value of "days later": after the anchor, nobody knows how long
Reading = tuple[str, Days | None]  # a TIMEX3 value and the days it covers


def read_symbol(symbol: TimeSymbol, day: date) -> Reading:
    """Read a symbol on a known day."""
    if symbol.kind == "range" and symbol.first is not None and symbol.last is not None:
        return _read_range(symbol.first, symbol.last, day)
    value, days = _READERS[symbol.kind](symbol, day)
    if days is not None:
        days = _narrow(days, symbol.part, day)
        days = _with_other_end(symbol, days, day)
    return value, days


def _narrow(days: Days, part: str | None, day: date) -> Days:
    if part == "LATER":
        return min(max(days[0], day), days[1]), days[1]
    if part == "EARLIER":
        return days[0], max(min(days[1], day), days[0])
    return narrow(days, part)


def _with_other_end(symbol: TimeSymbol, days: Days, day: date) -> Days:
    """Let "from Monday to Thursday", told in two expressions, cover the days between in both."""
    if symbol.last is not None:
        other = read_symbol(replace(symbol.last, first=None), day)[1]
        return (days[0], other[1]) if other is not None and other[1] >= days[1] else days
    if symbol.first is not None and symbol.kind != "duration":
        other = read_symbol(replace(symbol.first, last=None), day)[1]
        return (other[0], days[1]) if other is not None and other[0] <= days[0] else days
    return days


def _read_range(first: TimeSymbol, last: TimeSymbol, day: date) -> Reading:
    one, two = read_symbol(first, day), read_symbol(last, day)
    if one[1] is not None and two[1] is not None and two[1][1] < one[1][0]:
        # "December 30-January 2": the second end follows the first
        two = read_symbol(replace(last, direction="future", offset=0), one[1][0])
    if one[1] is None or two[1] is None or two[1][1] < one[1][0]:
        return f"{one[0]}/{two[0]}", None
    return f"{one[0]}/{two[0]}", (one[1][0], two[1][1])


def _read_calendar(symbol: TimeSymbol, day: date) -> Reading:
    del day
    value = symbol.literal or _fields_value(symbol, f"{symbol.year or 0:04d}")
    days = read_days(value)
    if days is not None and symbol.season == "WI" and not symbol.literal:
        # "the winter of 2024" may be the one that ends in it or the one that begins in it
        days = date(days[0].year, 1, 1), days[1]
    return value, days


def _fields_value(symbol: TimeSymbol, year: str) -> str:
    """Put a year and the fields of a symbol together: month and day, quarter, half, season."""
    if symbol.month is not None:
        day = f"-{symbol.day:02d}{symbol.clock or ''}" if symbol.day is not None else ""
        return f"{year}-{symbol.month:02d}{day}"
    if symbol.quarter is not None:
        return f"{year}-Q{symbol.quarter or 'X'}"
    if symbol.half is not None:
        return f"{year}-H{symbol.half}"
    return f"{year}-{symbol.season}" if symbol.season is not None else year


def _read_partial(symbol: TimeSymbol, day: date) -> Reading:
    if symbol.month is None and symbol.day is not None:
        return _read_day_of_month(symbol, day)
    found = []
    for year in range(max(day.year - 1, FIRST_YEAR), min(day.year + 1, LAST_YEAR) + 1):
        value = _fields_value(symbol, f"{year:04d}")
        days = read_days(value)
        if days is not None and symbol.unit in ("week", "weekend"):
            value = unit_value(days[0], symbol.unit)
            days = read_days(value)
        if days is not None:
            found.append((value, days))
    return _choose(symbol, _on_weekday(symbol, found), day)


def _on_weekday(symbol: TimeSymbol, found: list[tuple[str, Days]]) -> list[tuple[str, Days]]:
    """Keep the years in which the day falls on the weekday told ("Sunday, March 5"), if there is any."""
    if symbol.weekday is None:
        return found
    return [each for each in found if each[1][0].weekday() == symbol.weekday] or found


def _read_day_of_month(symbol: TimeSymbol, day: date) -> Reading:
    found = []
    for offset in (-1, 0, 1):
        month = shift_day(day.replace(day=1), "month", offset)
        there = read_day(month.year, month.month, symbol.day or 0)
        if there is not None:
            found.append((f"{there.isoformat()}{symbol.clock or ''}", (there, there)))
    return _choose(symbol, found, day)


def _read_feast(symbol: TimeSymbol, day: date) -> Reading:
    rule = symbol.literal or ""
    years = (symbol.year,) if symbol.year else range(max(day.year - 1, FIRST_YEAR), day.year + 2)
    found = []
    for year in years:
        days = feast_days(rule, year)
        if days is not None:
            value = days[0].isoformat() if days[0] == days[1] else "/".join(map(date.isoformat, days))
            found.append((f"{value}{symbol.clock or ''}", days))
    return _choose(symbol, found, day) if found else (f"{symbol.year or 'XXXX'}-XX-XX", None)


def _choose(symbol: TimeSymbol, found: list[tuple[str, Days]], day: date) -> Reading:
    """Take the candidate that lies in the symbol's direction from the day; candidates are in order of time."""
    if not found:
        return read_undated(symbol)
    if symbol.direction in ("past", "likely-past"):
        strict = symbol.offset < 0
        behind = [each for each in found if (each[1][1] < day if strict else each[1][0] <= day)]
        chosen = behind[-1] if behind else found[0]
        return _rather(symbol, chosen, found[found.index(chosen) + 1 :][:1], day)
    if symbol.direction in ("future", "likely-future"):
        strict = symbol.offset > 0
        ahead = [each for each in found if (each[1][0] > day if strict else each[1][1] >= day)]
        chosen = ahead[0] if ahead else found[-1]
        return _rather(symbol, chosen, found[: found.index(chosen)][-1:], day)
    if symbol.direction == "this":
        return next((each for each in found if each[1][0].year == day.year), found[-1])
    return min(found, key=lambda each: (_distance(each, day), each[0]))


def _rather(symbol: TimeSymbol, chosen: tuple[str, Days], other: list[tuple[str, Days]], day: date) -> Reading:
    """Take the other year of a day told without one, where the tense leads far off and the other is near.

    "told reporters that the summit on October 22 was off": nobody leaves out a year that is almost over.
    """
    likely = symbol.direction.startswith("likely")
    if symbol.offset or not other or (symbol.day is None and symbol.kind != "feast" and not likely):
        return chosen
    far, near = LIKELY_DAYS if likely else TOLD_DAYS
    return other[0] if _distance(chosen, day) > far and _distance(other[0], day) <= near else chosen


def _distance(candidate: tuple[str, Days], day: date) -> int:
    first, last = candidate[1]
    return max((first - day).days, (day - last).days, 0)


def _read_weekday(symbol: TimeSymbol, day: date) -> Reading:
    ahead = ((symbol.weekday or 0) - day.weekday()) % WEEKDAYS
    if symbol.direction == "past":
        move = ahead - WEEKDAYS if ahead or symbol.offset < 0 else 0
    elif symbol.direction == "future":
        move = ahead or (WEEKDAYS if symbol.offset > 0 else 0)
        move += WEEKDAYS * max(symbol.offset - 1, 0)
    elif symbol.direction == "this":
        move = (symbol.weekday or 0) - day.weekday()
    else:
        move = ahead if ahead < WEEKDAYS / 2 else ahead - WEEKDAYS
    there = add_days(day, move)
    if symbol.unit == "weekend":
        value = unit_value(there, "weekend")
        return value, read_days(value)
    return f"{there.isoformat()}{symbol.clock or ''}", (there, there)


def _read_relative(symbol: TimeSymbol, day: date) -> Reading:
    there = shift_day(day, symbol.unit, symbol.offset)
    if symbol.unit == "week" and symbol.weekday is not None:
        there = add_days(there, symbol.weekday - there.weekday())
        return f"{there.isoformat()}{symbol.clock or ''}", (there, there)
    if symbol.unit == "year":
        # fiscal years begin when each country and firm says: their days are not known
        value = _fields_value(symbol, f"{symbol.literal or ''}{there.year:04d}")
    elif symbol.unit == "month" and symbol.day is not None:
        value = f"{there.year:04d}-{there.month:02d}-{symbol.day:02d}{symbol.clock or ''}"
    elif symbol.unit in ("day", "hour", "minute", "second"):
        value = f"{there.isoformat()}{symbol.clock or ''}"
    else:
        value = unit_value(there, symbol.unit)
    return value, read_days(value)


def _read_duration(symbol: TimeSymbol, day: date) -> Reading:
    value = symbol.literal or "PXD"
    if symbol.first is not None:
        # "the first six months of 2024": the period is opened or closed by the duration
        whole = read_symbol(symbol.first, day)[1]
        if whole is None or symbol.offset == 0:
            return value, whole
        if symbol.offset > 0:
            return value, (whole[0], add_days(shift_day(whole[0], symbol.unit, symbol.offset), -1))
        return value, (add_days(shift_day(add_days(whole[1], 1), symbol.unit, symbol.offset), 0), whole[1])
    if symbol.offset == 0:
        return value, None
    there = shift_day(day, symbol.unit, symbol.offset)
    return value, (min(day, there), max(day, there))


def _read_set(symbol: TimeSymbol, day: date) -> Reading:
    del day
    return symbol.literal or "P1D", None


def _read_numeric(symbol: TimeSymbol, day: date) -> Reading:
    """Read "03/04/2024", month first or day first, as the one that lies nearer to the day."""
    months = dict.fromkeys(((symbol.month, symbol.day), (symbol.day, symbol.month)))
    days = [read_day(symbol.year or 0, month or 0, there or 0) for month, there in months]
    near = min((each for each in days if each is not None), key=lambda each: (abs((each - day).days), each))
    return near.isoformat(), (near, near)


_READERS: Mapping[str, Callable[[TimeSymbol, date], Reading]] = {
    "calendar": _read_calendar,
    "partial": _read_partial,
    "weekday": _read_weekday,
    "relative": _read_relative,
    "feast": _read_feast,
    "duration": _read_duration,
    "set": _read_set,
    "numeric": _read_numeric,
}


def read_undated(symbol: TimeSymbol) -> Reading:
    """Read a symbol where no date is known to count from: what is not known is X."""
    if symbol.kind in ("calendar", "set", "duration") or (symbol.kind == "feast" and symbol.year):
        known = symbol.kind != "duration" or symbol.first is not None
        value, days = read_symbol(symbol, date(2000, 1, 1)) if known else (symbol.literal or "PXD", None)
        return value, days if symbol.first is None or symbol.first.kind == "calendar" else None
    if symbol.kind == "numeric":
        return _read_numeric_undated(symbol)
    if symbol.kind == "range" and symbol.first is not None and symbol.last is not None:
        if symbol.first.kind == symbol.last.kind == "calendar":
            return _read_range(symbol.first, symbol.last, date(2000, 1, 1))
        return f"{read_undated(symbol.first)[0]}/{read_undated(symbol.last)[0]}", None
    return _mask_of(symbol), None


def _read_numeric_undated(symbol: TimeSymbol) -> Reading:
    pairs = ((symbol.month, symbol.day), (symbol.day, symbol.month))
    days = [read_day(symbol.year or 0, month or 0, day or 0) for month, day in pairs]
    known = sorted(day for day in days if day is not None)
    return f"{symbol.year:04d}-XX-XX", (known[0], known[-1])


_UNIT_MASKS = {
    "week": "XXXX-WXX",
    "fortnight": "XXXX-WXX",
    "weekend": "XXXX-WXX-WE",
    "month": "XXXX-XX",
    "quarter": "XXXX-QX",
    "season": "XXXX-SX",
    "half": "XXXX-HX",
    "year": "XXXX",
    "decade": "XXX",
    "century": "XX",
}


def _mask_of(symbol: TimeSymbol) -> str:
    clock = symbol.clock or ""
    if symbol.kind == "weekday" or (symbol.unit == "week" and symbol.weekday is not None):
        return "XXXX-WXX-WE" if symbol.unit == "weekend" else f"XXXX-WXX-{(symbol.weekday or 0) + 1}{clock}"
    if symbol.kind == "partial" and symbol.month is None and symbol.day is not None:
        return f"XXXX-XX-{symbol.day:02d}{clock}"
    if symbol.kind == "partial" and symbol.unit in ("week", "weekend"):
        return _UNIT_MASKS[symbol.unit]
    if symbol.kind == "partial" or (symbol.kind == "relative" and symbol.unit == "year"):
        return _fields_value(symbol, f"{symbol.literal or ''}XXXX")
    if symbol.kind == "relative" and symbol.unit == "month" and symbol.day is not None:
        return f"XXXX-XX-{symbol.day:02d}{clock}"
    return _UNIT_MASKS.get(symbol.unit, f"XXXX-XX-XX{clock}")


def mask(one: str, other: str, undated: str = "") -> str:
    """Keep what two TIMEX3 values of one expression share, down to where they part, and put X for the rest.

    What the words themselves say is kept from the `undated` value ("October 1" is `XXXX-10-01`).

    >>> mask("2024-10-11", "2024-10-18")
    '2024-10-XX'
    """
    left, right, said = (re.split(r"(?=[-T/])", value) for value in (one, other, undated))
    if len(left) != len(right):
        return undated or "XXXX"
    kept: list[str] = []
    parted = False
    for index, (a, b) in enumerate(zip(left, right, strict=True)):
        parted = parted or a != b
        told = said[index] if index < len(said) and len(said[index]) == len(a) else re.sub(r"\d", "X", a)
        kept.append(told if parted else a)
    return "".join(kept)
