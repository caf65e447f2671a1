"""Rules for times that count from another: weekdays, "last week", "October last year", "this morning", references.

In:  the letters of a `Lexed`. Out: `Reading`s with a relative symbol and what it counts from.
Left to `lengths`: "two days ago", "the past two years". Left to `coder`: directions and anchors.
"""

from __future__ import annotations

from dataclasses import replace

from dragoman.extract.times.readings import (
    OFFSETS,
    PART,
    CountsFrom,
    Match,
    Reading,
    Rule,
    counted_from,
    part_of,
    rule,
)
from dragoman.lexicons.load.time_words import load_time_words
from dragoman.records.days import read_day
from dragoman.records.symbols import SYMBOL_UNITS, Direction, SymbolKind, TimeSymbol

# "in the last year", "over the next week": the length up to now, or from now on
LENGTH_PREPOSITIONS = frozenset(("over", "during", "within", "for", "throughout", "in", "across"))
PLAIN_UNITS = frozenset(("day", "week", "weekend", "fortnight", "month", "quarter", "year", "decade", "century"))
NOT_BEFORE_SOON = frozenset(("as", "how", "so", "too", "very", "all"))
NOT_AFTER_SOON = frozenset(
    ("as", "after", "afterwards", "afterward", "thereafter", "enough", "before", "-", "followed")
)
CLOCK_PARTS = frozenset(("noon", "midnight"))


def build_weekday(match: Match) -> Reading | None:
    """Read "Friday", "last Friday", "early Friday", "Friday night", "this coming Monday"."""
    part = part_of(match) if match.has("p") else None
    if match.has("p") and match.word("p") not in ("early", "late", "mid"):
        return None
    if match.has("on") and match.word("on") != "on":
        return None
    letter = match.letter("l")
    clock = str(match.data("d")) if match.has("d") else None
    if letter in ("C", "K"):
        symbol = TimeSymbol(kind="relative", unit="week", weekday=match.number("w"), clock=clock)
        reading = _reading(match, symbol, counted_from(letter))
    else:
        direction: Direction = "future" if letter in ("X", "F") else "past" if letter else "nearest"
        soon = match.word("l") in ("coming", "upcoming", "this coming")
        offset = OFFSETS[letter] if letter and not soon else 0
        symbol = TimeSymbol(kind="weekday", weekday=match.number("w"), clock=clock, direction=direction, offset=offset)
        reading = _reading(match, symbol, counted_from(letter) if letter else "publication")
    return replace(reading, type="TIME" if clock else "DATE", mod=_early_or_late(match, part), tensed=not letter)


def _early_or_late(match: Match, part: str | None) -> str | None:
    if match.has("e"):
        return "START" if match.data("e") == -1 else "END"
    return part


def build_weekday_of_week(match: Match) -> Reading | None:
    """Read "Friday last week", "Monday of next week"."""
    if match.data("u") != "week":
        return None
    letter = match.letter("l")
    clock = str(match.data("d")) if match.has("d") else None
    symbol = TimeSymbol(kind="relative", unit="week", offset=OFFSETS[letter], weekday=match.number("w"), clock=clock)
    return replace(_reading(match, symbol, counted_from(letter)), type="TIME" if clock else "DATE")


def build_unit(match: Match) -> Reading | None:
    """Read "last week", "this year", "the previous month", "late last year", "that day"."""
    unit, letter = str(match.data("u")), match.letter("l")
    if unit not in PLAIN_UNITS or (letter == "C" and match.word("l") == "current" and unit == "day"):
        return None
    if match.word("l") == "recent":
        return None
    if match.word("l") == "that" and unit not in ("day", "week", "month", "quarter", "year", "weekend", "decade"):
        return None
    part = part_of(match)
    length = _as_length(match, unit, letter)
    if length is not None:
        return length
    counts_from = counted_from(letter)
    if letter == "K" and match.after() in ("in", "as", "that", "when", "of"):
        counts_from = "event"  # "on the same day in May 2022", "the same day as the vote"
    if letter == "X" and unit == "day":
        counts_from = "narrative"  # "the next day"
    if match.has("e"):
        part = "EARLIER" if match.data("e") == -1 else "LATER"
        if letter == "K":
            part = None
    symbol = TimeSymbol(kind="relative", unit=SYMBOL_UNITS[unit], offset=OFFSETS[letter], part=part)
    if unit == "fortnight":
        symbol = replace(symbol, unit="week", offset=2 * OFFSETS[letter])
    mod = {"EARLIER": "START", "LATER": "END"}.get(part or "", part)
    return replace(_reading(match, symbol, counts_from), mod=mod)


def _as_length(match: Match, unit: str, letter: str) -> Reading | None:
    """Read "the past year", "over the last week", "in the coming month" as lengths that end or begin now."""
    if letter not in "LX" or unit == "weekend" or match.has("p") or match.has("e"):
        return None
    determined = match.found.group(0)[0] == "T"
    word = match.word("l")
    within = match.before() in LENGTH_PREPOSITIONS
    if not (determined and within) and not (word == "past" and determined):
        return None
    if word in ("coming", "upcoming") and match.before() == "in":
        return None
    if unit == "quarter" or (word == "last" and unit in ("week", "day") and match.before() == "in"):
        return None
    entry = load_time_words().units[unit]
    literal = f"P{entry.count}{entry.letter}"
    sign = -1 if letter == "L" else 1
    symbol = TimeSymbol(kind="duration", unit=SYMBOL_UNITS[unit], offset=sign, literal=literal)
    return replace(_reading(match, symbol), type="DURATION")


def build_the_unit(match: Match) -> Reading | None:
    """Read "the end of the year", "later in the week", "year-end", "the beginning of the month"."""
    unit = str(match.data("u"))
    if unit not in ("week", "month", "quarter", "year", "decade", "century", "weekend"):
        return None
    part = mod = part_of(match, "q") or part_of(match)
    if match.has("e"):
        earlier = match.data("e") == -1
        part, mod = ("EARLIER", "START") if earlier else ("LATER", "END")
    return replace(_reading(match, TimeSymbol(kind="relative", unit=SYMBOL_UNITS[unit], part=part)), mod=mod)


def build_day_before(match: Match) -> Reading | None:
    """Read "the day before", "the week after" where nothing follows that they stand before."""
    following = match.lexed.letters[match.end : match.end + 1]
    free = ("", *";.,|&TA") if match.has("k") else ("", *";.,|&it")  # "the day after that the army fired"
    if following not in free or match.word("b") == "prior to" or match.data("u") not in PLAIN_UNITS:
        return None
    if match.has("k") and match.word("k") != "that":
        return None
    sign = match.number("b")
    symbol = TimeSymbol(kind="relative", unit=SYMBOL_UNITS[str(match.data("u"))], offset=sign)
    return _reading(match, symbol, "narrative" if sign > 0 else "narrative-or-publication")


def build_fiscal_year(match: Match) -> Reading | None:
    """Read "last fiscal year", "this financial year", "the end of the fiscal year"."""
    letter, part = match.letter("l") or "C", part_of(match)
    if not match.has("l") and part is None:
        return None
    symbol = TimeSymbol(kind="relative", unit="year", offset=OFFSETS[letter], literal="FY", part=part)
    return replace(_reading(match, symbol, counted_from(letter)), mod=part)


def build_year_earlier(match: Match) -> Reading | None:
    """Read "the year-earlier period", "year-ago"."""
    return _reading(match, TimeSymbol(kind="relative", unit="year", offset=-1))


def build_ahead(match: Match) -> Reading | None:
    """Read "the days ahead", "the years to come"."""
    if match.after() not in ("ahead", "to") or (
        match.after() == "to" and match.lexed.lowers[match.end + 1 : match.end + 2] != ("come",)
    ):
        return None
    end = match.end + (1 if match.after() == "ahead" else 2)
    return replace(_reading(match, TimeSymbol(kind="vague", literal="FUTURE_REF")), end=end)


def build_the_weekend(match: Match) -> Reading | None:
    """Read "the weekend", "at the weekend": the nearest in the direction of the telling."""
    if match.data("u") != "weekend":
        return None
    symbol = TimeSymbol(kind="weekday", unit="weekend", weekday=5)
    return replace(_reading(match, symbol), tensed=True)


def build_part_of_day(match: Match) -> Reading | None:
    """Read "this morning", "last night", "that evening", "the next morning"."""
    letter, clock = match.letter("l"), str(match.data("d"))
    if match.word("d") in CLOCK_PARTS or (letter in "LB" and match.word("l") == "past"):
        return None
    counts_from: CountsFrom = counted_from(letter)
    if letter == "X":
        counts_from = "narrative"
    if letter in "LC" and match.word("l") == "current":
        return None
    offset = OFFSETS[letter]
    symbol = TimeSymbol(kind="relative", offset=offset, clock=clock)
    return replace(_reading(match, symbol, counts_from), type="TIME")


def build_deictic(match: Match) -> Reading | None:
    """Read "today", "yesterday morning", "tonight", "later today", "early tomorrow"."""
    clock = str(match.data("d")) if match.has("d") else None
    if match.word("r") == "tonight":
        clock = "TNI"
    part = _early_or_late(match, part_of(match) if match.has("p") else None)
    if match.has("p") and match.word("p") not in ("early", "late"):
        return None
    symbol = TimeSymbol(kind="relative", offset=match.number("r"), clock=clock)
    return replace(_reading(match, symbol), type="TIME" if clock else "DATE", mod=part)


def build_overnight(match: Match) -> Reading | None:
    """Read "overnight" as the night before or after the day that the text counts from, as the verb tells."""
    if match.word("d") != "overnight":
        return None
    return replace(_reading(match, TimeSymbol(kind="relative", clock="TNI")), type="TIME", tensed=True)


def build_weekday_week(match: Match) -> Reading | None:
    """Read "Monday week": a week after the next Monday."""
    if match.data("u") != "week" or match.after() in ("-", "after", "before", "of"):
        return None
    return _reading(match, TimeSymbol(kind="weekday", weekday=match.number("w"), direction="future", offset=2))


def build_part_after(match: Match) -> Reading | None:
    """Read "the morning after" where nothing follows that it stands before."""
    following = match.lexed.letters[match.end : match.end + 1]
    if following not in ("", *";.,|&") or match.word("d") in CLOCK_PARTS or match.word("b") == "prior to":
        return None
    symbol = TimeSymbol(kind="relative", offset=match.number("b"), clock=str(match.data("d")))
    return replace(_reading(match, symbol, "narrative"), type="TIME")


def build_date_of_year(match: Match) -> Reading | None:
    """Read "October last year", "5 May this year", "the summer of last year", "May of that year"."""
    letter = match.letter("l")
    month = match.number("m") if match.has("m") else None
    day = match.number("d") if match.has("d") else None
    season = str(match.data("s")) if match.has("s") else None
    if month is not None and day is not None and read_day(2000, month, day) is None:
        return match.nothing("no-such-day")
    part = part_of(match) if match.has("p") else None
    symbol = TimeSymbol(
        kind="relative", unit="year", offset=OFFSETS[letter], month=month, day=day, season=season, part=part
    )
    return replace(_reading(match, symbol, counted_from(letter)), mod=part)


def build_quarter_of_year(match: Match) -> Reading | None:
    """Read "the third quarter of last year", "last year's first half", "the first half of the year"."""
    unit, number = match.letter("u"), match.number("o")
    quarter = number if match.data("u") == "quarter" and number in (1, 2, 3, 4) else None
    half = number if unit == "h" and number in (1, 2) else None
    if quarter is None and half is None:
        return None
    letter = match.letter("l") or "C"
    symbol = TimeSymbol(kind="relative", unit="year", offset=OFFSETS[letter], quarter=quarter, half=half)
    return _reading(match, symbol, counted_from(letter))


def build_named_period(match: Match) -> Reading | None:
    """Read "last October", "this summer", "next Christmas", "that winter", "late last March"."""
    letter, part = match.letter("l"), part_of(match)
    direction: Direction = "past" if letter in "LB" else "future" if letter in "XF" else "this"
    month = match.number("m") if match.has("m") else None
    day = match.number("d") if match.has("d") else None
    if day is not None and (month is None or read_day(2000, month, day) is None):
        return None
    season = str(match.data("s")) if match.has("s") else None
    literal: str | None = None
    kind: SymbolKind = "partial"
    if match.has("h"):
        name = str(match.data("h"))
        literal = load_time_words().feasts.get(name)
        if literal is None:
            month, day = (int(each) for each in name.split("-"))
        else:
            kind = "feast"
    symbol = TimeSymbol(
        kind=kind,
        unit="month" if month and not day else "season" if season else "day",
        direction=direction,
        offset=OFFSETS[letter],
        month=month,
        day=day,
        season=season,
        literal=literal,
        part=part,
    )
    return replace(_reading(match, symbol, counted_from(letter)), mod=part)


def build_week_of_relative_month(match: Match) -> Reading | None:
    """Read "the first week of next month", "the last week of this month"."""
    which = -1 if match.letter("o") == "L" else match.number("o")
    if match.data("u") != "week" or match.data("v") != "month" or not (which == -1 or 1 <= which <= 5):
        return None
    letter = match.letter("l")
    part = "LASTWEEK" if which == -1 else f"WEEK{which}"
    symbol = TimeSymbol(kind="relative", unit="month", offset=OFFSETS[letter], part=part)
    mod = {1: "START", -1: "END"}.get(which, "MID")
    return replace(_reading(match, symbol, counted_from(letter)), mod=mod)


def build_vague(match: Match) -> Reading | None:
    """Read "now", "recently", "in the future"; the preposition stays outside."""
    start = match.index("v")
    word = match.word("v")
    if word == "now" and match.after() == "that":
        return None
    if word == "soon" and (match.before() in NOT_BEFORE_SOON or match.after() in NOT_AFTER_SOON):
        return None
    literal = str(match.data("v"))
    if literal.startswith("PX"):
        # "for an indefinite period"
        start -= match.before() in ("a", "an")
        symbol = TimeSymbol(kind="duration", literal=literal)
        return Reading(start=start, end=match.end, symbol=symbol, type="DURATION")
    return Reading(
        start=start,
        end=match.end,
        symbol=TimeSymbol(kind="vague", literal=literal),
        counts_from="publication",
        rule="soon" if word == "soon" else "",
    )


def _reading(match: Match, symbol: TimeSymbol, counts_from: CountsFrom = "publication") -> Reading:
    return Reading(start=match.start, end=match.end, symbol=symbol, counts_from=counts_from)


_YEAR = r"(?:O|i)?T?(?P<l>[LXCBK]|(?<=T)F)y"

RELATIVE_RULES: tuple[Rule, ...] = (
    rule(
        "weekday",
        r"(?:(?P<e>E)|(?P<p>p)-?)?(?:(?<=p)(?P<on>i)(?=W))?(?:T?(?P<l>[LXCBK]|(?<=T)F))?(?P<w>W)(?P<d>d)?",
        build_weekday,
        "on Friday",
    ),
    rule(
        "weekday-of-week",
        r"(?P<w>W)(?P<d>d)?O?T?(?P<l>[LXCBK]|(?<=T)F)(?P<u>U)",
        build_weekday_of_week,
        "on Friday last week",
    ),
    rule("weekday-week", r"(?P<w>W)(?P<u>U)", build_weekday_week, "on Monday week"),
    rule("unit", PART + r"T?(?P<l>[LXCBK]|(?<=T)F)(?P<u>[Uy])", build_unit, "last week"),
    rule("later-this-unit", r"(?P<e>E)(?P<l>[CK])(?P<u>[Uy])", build_unit, "later this month"),
    rule("part-of-unit", r"T?(?:(?P<p><)(?:OT|O)|(?P<q>p)iT)(?P<u>[Uy])", build_the_unit, "by the end of the year"),
    rule("later-in-unit", r"(?P<e>E)iT(?P<u>[Uy])", build_the_unit, "later in the week"),
    rule("unit-end", r"(?P<u>[Uy])(?:-|')?(?P<p><)(?!O)", build_the_unit, "by year-end"),
    rule(
        "fiscal-year-of",
        r"(?:T?(?P<p>[p<])(?:OT|O|iT))?T?(?P<l>[LXCBK]|(?<=T)F)?gy(?!Y)",
        build_fiscal_year,
        "by the end of the fiscal year",
    ),
    rule("year-earlier", r"T?y-[EG](?P<u>U)?", build_year_earlier, "from the year-earlier period"),
    rule("ahead", r"TP", build_ahead, "in the years ahead"),
    rule("day-before", r"T(?P<u>[Uy])(?P<b>b)(?P<k>K)?", build_day_before, "he had left the day before"),
    rule("the-weekend", r"T(?P<u>U)", build_the_weekend, "over the weekend"),
    rule("part-of-day", r"T?(?P<l>[LXCBK]|(?<=T)F)(?P<d>d)", build_part_of_day, "this morning"),
    rule("deictic", r"(?:(?P<e>E)|(?P<p>p)-?)?(?P<r>R)(?P<d>d)?", build_deictic, "yesterday"),
    rule("part-after", r"T(?P<d>d)(?P<b>b)", build_part_after, "left the morning after"),
    rule("overnight", r"(?P<d>d)", build_overnight, "overnight"),
    rule(
        "month-of-year", r"(?P<p>p-?)?(?P<m>M)\.?(?:(?P<d>[Do]),?)?" + _YEAR, build_date_of_year, "in October last year"
    ),
    rule("day-month-of-year", r"(?P<d>[Do])O?(?P<m>M)\.?" + _YEAR, build_date_of_year, "on 5 May this year"),
    rule(
        "season-of-year",
        r"(?:T?(?P<p>p)-?|T?(?P<p2><)OT)?T?(?P<s>S)" + _YEAR,
        build_date_of_year,
        "in the summer of last year",
    ),
    rule(
        "quarter-of-year", r"T?(?P<o>o)-?(?P<u>[Uh])" + _YEAR, build_quarter_of_year, "the third quarter of last year"
    ),
    rule("quarter-of-the-year", r"T?(?P<o>o)-?(?P<u>[Uh])OTg?y", build_quarter_of_year, "the first half of the year"),
    rule("year-s-quarter", r"(?P<l>[LXC])y'(?P<o>o)-?(?P<u>[Uh])", build_quarter_of_year, "last year's third quarter"),
    rule(
        "named-period",
        PART + r"T?(?P<l>[LXCBK]|(?<=T)F)(?:(?P<m>M)\.?(?P<d>[Do])?|(?P<s>S)|(?P<h>H))",
        build_named_period,
        "last October",
    ),
    rule(
        "week-of-relative-month",
        r"T?(?P<o>[oL])(?P<u>U)OT?(?P<l>[LXCBK]|(?<=T)F)(?P<v>U)",
        build_week_of_relative_month,
        "the first week of next month",
    ),
    rule("vague", r"(?P<v>v)", build_vague, "recently"),
)
