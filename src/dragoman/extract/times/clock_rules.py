"""Rules for times of day, and joining them to the day they stand beside: "3:30 p.m. on Friday", "the night of 5 May".

In:  the letters of a `Lexed`, and the readings chosen. Out: `Reading`s with a clock.
Left to `coder`: the day of a clock that stands alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from dragoman.extract.times.readings import Match, Reading, Rule, rule
from dragoman.extract.times.tokens import Lexed
from dragoman.records.symbols import TimeSymbol

NOON = 12 * 60
CLOCK_PREPOSITIONS = frozenset(
    ("at", "by", "until", "till", "from", "since", "around", "about", "before", "after", "to", ",", "and", "between")
)
LATE_PARTS = ("TAF", "TEV", "TNI")
JOINED = ("", ",", "O")  # between a day and its clock where both are one expression: "3 p.m. Friday"
APART = ("i", ",i", "iT", ",", ",T")  # where they are two: "at 3 p.m. on Friday"
PLACE_TIME_REACH = 3  # "18:50 Tbilisi time", "7 p.m. New York time"


def build_clock(match: Match) -> Reading | None:
    """Read "3:30 p.m.", "15:30 GMT", "10:15 local time"."""
    minutes = match.number("k")
    half = str(match.data("a")) if match.has("a") else ""
    if half and not 60 <= minutes < 13 * 60:
        return None
    beside_day = match.lexed.letters[match.end : match.end + 1] in tuple("WRM0")
    if not (half or match.has("z") or beside_day) and match.before() not in CLOCK_PREPOSITIONS:
        return None  # "3:16" may be a verse, a score, a length
    return _clock(match, _of_half(minutes, half))


def build_hour(match: Match) -> Reading | None:
    """Read "3 p.m.", "10 o'clock", "seven a.m."."""
    hour = match.number("h")
    half = str(match.data("a")) if match.has("a") else ""
    if not 1 <= hour <= (12 if half else 24) or (not half and match.word("l")[:1] != "o"):
        return None
    return _clock(match, _of_half(hour * 60, half))


def build_zoned(match: Match) -> Reading | None:
    """Read "1430 GMT", "0900 UTC"."""
    digits = match.word("h")
    if len(digits) != 4 or not digits.isdecimal() or int(digits[:2]) > 24 or int(digits[2:]) > 59:
        return None
    return _clock(match, int(digits[:2]) * 60 + int(digits[2:]))


def build_noon(match: Match) -> Reading | None:
    """Read "noon", "midnight", "midday"."""
    if match.word("d") not in ("noon", "midnight", "midday"):
        return None
    return _reading(match, str(match.data("d")))


def build_hour_of_part(match: Match) -> Reading | None:
    """Read "10 in the morning", "eight in the evening"."""
    hour = match.number("h")
    if not 1 <= hour <= 12 or match.word("d") not in ("morning", "afternoon", "evening", "night"):
        return None
    late = match.word("d") != "morning" and not (match.word("d") == "night" and hour < 6)
    return _clock(match, _of_half(hour * 60, "p" if late else "a"))


def _of_half(minutes: int, half: str) -> int:
    if half == "p" and minutes < NOON:
        return minutes + NOON
    return minutes - NOON if half == "a" and minutes >= NOON else minutes


def _clock(match: Match, minutes: int) -> Reading:
    zone = ""
    if match.has("z"):
        offset = match.number("z")
        zone = f"{'-' if offset < 0 else '+'}{abs(offset) // 60:02d}:{abs(offset) % 60:02d}" if offset else "Z"
    reading = _reading(match, f"T{minutes // 60:02d}:{minutes % 60:02d}{zone}")
    return reading if zone else replace(reading, end=_end_of_place_time(match.lexed, match.end))


def _end_of_place_time(lexed: Lexed, end: int) -> int:
    """Read on in "18:50 Tbilisi time": the place tells whose clock it is, not how far from ours."""
    for index in range(end, min(end + PLACE_TIME_REACH, len(lexed.lowers))):
        if lexed.lowers[index] == "time" and index > end:
            return index + 1
        if lexed.letters[index] != "?" or not lexed.text[lexed.starts[index]].isupper():
            break
    return end


def _reading(match: Match, clock: str) -> Reading:
    return Reading(
        start=match.start,
        end=match.end,
        symbol=TimeSymbol(kind="relative", clock=clock),
        type="TIME",
        counts_from="narrative-or-publication",
        rule="clock",
    )


def join_clocks(lexed: Lexed, readings: Sequence[Reading]) -> list[Reading]:
    """Join a clock or part of the day and the day beside it into one reading, in text order."""
    joined: list[Reading] = []
    for reading in readings:
        last = joined[-1] if joined else None
        both = _join(lexed, last, reading) if last is not None else None
        if both is not None:
            joined[-1] = both
        else:
            joined.append(reading)
    return joined


def _join(lexed: Lexed, left: Reading, right: Reading) -> Reading | None:
    if left.symbol is None or right.symbol is None or lexed.letters[left.end : right.start] not in JOINED:
        return None
    clock, day = (left, right) if left.rule in ("clock", "part-of") else (right, left)
    if clock.rule not in ("clock", "part-of") or day.rule == clock.rule or not _is_day(day.symbol):
        return None
    symbol = _on_day(clock, day)
    return replace(day, start=left.start, end=right.end, symbol=symbol, type="TIME", rule=f"{day.rule}+clock")


def _on_day(clock: Reading, day: Reading) -> TimeSymbol | None:
    """Give the clock's time on that day."""
    if clock.symbol is None or day.symbol is None:
        return None
    told = clock.symbol.clock or ""
    if day.symbol.clock in LATE_PARTS and told < "T12:00":
        told = f"T{int(told[1:3]) + 12:02d}{told[3:]}"  # "10:30 Thursday night"
    symbol = replace(day.symbol, clock=told)
    if symbol.literal is not None and symbol.kind == "calendar":
        symbol = replace(symbol, literal=f"{symbol.literal}{told}")
    return symbol


def share_days(lexed: Lexed, readings: Sequence[Reading]) -> list[Reading]:
    """Give a clock the day told beside it in an expression of its own: "at 9:30 a.m. on Friday"."""
    shared = list(readings)
    for index in range(len(shared) - 1, 0, -1):
        left, right = shared[index - 1], shared[index]
        between = lexed.letters[left.end : right.start]
        if left.rule == "clock" and right.rule == "clock+day" and between in ("&", "t", "-"):
            # both are of Tuesday: "between 2 a.m. and 4:30 a.m. on Tuesday"
            shared[index - 1] = _share(left, right)
        elif between in APART and left.rule == "clock" and _is_day(right.symbol):
            shared[index - 1] = _share(left, right)
        elif between in APART and right.rule == "clock" and _is_day(left.symbol):
            shared[index] = _share(right, left)
    return shared


def _share(clock: Reading, day: Reading) -> Reading:
    symbol = day.symbol
    if symbol is not None and day.rule == "clock+day":
        literal = symbol.literal.partition("T")[0] if symbol.literal is not None else None
        day = replace(day, symbol=replace(symbol, clock=None, literal=literal))
    return replace(clock, symbol=_on_day(clock, day), counts_from=day.counts_from, direct=day.direct, rule="clock+day")


def _is_day(symbol: TimeSymbol | None) -> bool:
    if symbol is None or (symbol.clock is not None and symbol.clock[1].isdigit()):
        return False
    if symbol.kind == "weekday":
        return symbol.unit == "day"
    if symbol.kind == "relative":
        return symbol.unit == "day" or symbol.weekday is not None
    if symbol.kind == "calendar" and symbol.literal is not None:
        return len(symbol.literal) == len("2024-10-11")
    return symbol.kind in ("calendar", "partial") and symbol.day is not None


def build_part_of(match: Match) -> Reading | None:
    """Read "the night of" and "the morning of" before a day; alone it is no time."""
    return replace(_reading(match, str(match.data("d"))), rule="part-of")


CLOCK_RULES: tuple[Rule, ...] = (
    rule("clock", r"(?P<k>k)(?P<a>a)?(?P<l>l)?(?P<z>Z)?", build_clock, "at 3:30 p.m."),
    rule("hour", r"(?P<h>[DN])(?P<a>a)(?P<l>l)?(?P<z>Z)?", build_hour, "at 3 p.m."),
    rule("o-clock", r"(?P<h>[DN])(?P<l>l)", build_hour, "at five o'clock"),
    rule("zoned", r"(?P<h>[YN?])(?P<z>Z)", build_zoned, "at 1430 GMT"),
    rule("noon", r"(?P<d>d)", build_noon, "at noon"),
    rule("hour-of-part", r"(?P<h>[DN])iT(?P<d>d)", build_hour_of_part, "at 10 in the morning"),
    rule("part-of", r"T?(?P<d>d)(?=O)", build_part_of, "on the night of 5 May"),
)  # fmt: skip
