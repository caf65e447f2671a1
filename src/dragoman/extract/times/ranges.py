"""Join what is told as one period in two expressions: "from Monday to Thursday", "between 2015 and 2018".

In:  readings in text order. Out: the same readings; the ends of a range know each other, and share their year.
Left to `calendar_rules`: reading ranges told in one expression ("October 22-24").
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from dragoman.extract.times.readings import Reading
from dragoman.extract.times.tokens import Lexed
from dragoman.records.symbols import TimeSymbol

POINTS = ("calendar", "partial", "weekday", "relative")


def link_ranges(lexed: Lexed, readings: Sequence[Reading]) -> list[Reading]:
    """Link neighbouring readings that are the two ends of a range, or share a year told once."""
    linked = list(readings)
    for index in range(len(linked) - 1):
        left, right = linked[index], linked[index + 1]
        if not (_is_point(left) and _is_point(right)) or left.end >= len(lexed.letters):
            continue
        link = lexed.letters[left.end : right.start]
        if link not in ("t", "&", "-", ",", ",&"):
            continue
        left = _share_year(left, right)
        if link in ("t", "&", "-") and _is_range(lexed, left, right, link):
            left, right = _link(left, right)
        linked[index], linked[index + 1] = left, right
    return linked


def split_ranges(lexed: Lexed, readings: Sequence[Reading]) -> list[Reading]:
    """Tell "October 22-24" as two times, as TIMEX3 does: each knows the other end, both cover the days between."""
    split: list[Reading] = []
    for reading in readings:
        symbol = reading.symbol
        at = _separator(lexed, reading)
        if symbol is None or symbol.kind != "range" or symbol.first is None or symbol.last is None or at is None:
            split.append(reading)
            continue
        first, last = symbol.first, symbol.last
        split.append(replace(reading, end=at, symbol=replace(first, last=last)))
        split.append(replace(reading, start=at + 1, symbol=replace(last, first=first)))
    return split


def _separator(lexed: Lexed, reading: Reading) -> int | None:
    return next((i for i in range(reading.start + 1, reading.end - 1) if lexed.letters[i] in "-t&/"), None)


def _is_point(reading: Reading) -> bool:
    symbol = reading.symbol
    return (
        symbol is not None
        and reading.type == "DATE"
        and symbol.kind in POINTS
        and symbol.first is None
        and symbol.last is None
    )


def _share_year(left: Reading, right: Reading) -> Reading:
    """Give "between July and September 2022", "from 6 March to 10 March 2023" one year."""
    one, two = left.symbol, right.symbol
    if one is None or two is None or one.kind != "partial" or two.kind != "calendar":
        return left
    if one.month is None or two.month is None or two.year is None or two.literal is not None:
        return left
    if (one.day is None) != (two.day is None):
        return left
    year = two.year if (one.month, one.day or 0) <= (two.month, two.day or 0) else two.year - 1
    return replace(left, symbol=replace(one, kind="calendar", year=year), counts_from="none", tensed=False)


def _is_range(lexed: Lexed, left: Reading, right: Reading, link: str) -> bool:
    """Tell a range from a list: "from March to May", "between 2015 and 2018", "Monday through Thursday"."""
    if left.symbol is None or right.symbol is None or _grain(left.symbol) != _grain(right.symbol):
        return False
    before = lexed.lowers[left.start - 1] if left.start else ""
    before = lexed.lowers[left.start - 2] if before == "the" and left.start > 1 else before
    word = lexed.lowers[left.end]
    if link == "&":
        return before == "between" and word == "and"
    if link == "-":
        return True
    return (
        before == "from" or word in ("through", "until", "till") or left.symbol.kind == right.symbol.kind == "weekday"
    )


def _grain(symbol: TimeSymbol) -> str:
    if symbol.kind == "weekday" or symbol.day is not None or symbol.weekday is not None:
        return "day"
    return symbol.unit


def _link(left: Reading, right: Reading) -> tuple[Reading, Reading]:
    one, two = left.symbol, right.symbol
    if one is None or two is None:
        return left, right
    if one.kind == two.kind == "weekday":
        # "was open from Monday to Thursday": the first day lies before the last one
        if two.direction == "past":
            one = replace(one, direction="past")
        ahead = two.direction == "future"
        one = replace(one, direction="future" if ahead else one.direction)
    return (
        replace(left, symbol=replace(one, last=two, bound="none")),
        replace(right, symbol=replace(two, first=one, bound="none")),
    )
