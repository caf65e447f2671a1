"""What lengths of time count: "two days ago", "a week later", "the past two years", "every two years".

In:  a `Lexed`. Out: `Reading`s: durations, sets, and dates so many units from another.
Left to `lengths`: reading a length. Left to `coder`: what "later" counts from.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from dragoman.extract.times.lengths import Length, read_length
from dragoman.extract.times.readings import CountsFrom, Reading
from dragoman.extract.times.tokens import Lexed
from dragoman.lexicons.load.time_words import load_time_words
from dragoman.records.symbols import LATER, SYMBOL_UNITS, TimeSymbol

AGES = frozenset(("old", "olds"))  # "a 34-year-old reporter", "is 34 years old": lengths
COMPARED_AGES = frozenset(("older", "young", "younger", "aged"))
NOT_BEFORE_LENGTH_AHEAD = frozenset(("when", "which", "where", "-"))
LONG = frozenset(("long", "lengthy"))
LONG_LETTERS = ("W", "M", "Y")  # "years of talks" is a length, "hours of operation" seldom one
MONTHS_A_YEAR = 12
RATE_LETTERS = "NDY?P"  # what stands before "a year" in "$4 billion a year", "300 barrels a day"
AMOUNTS = frozenset(("million", "billion", "trillion", "thousand", "percent", "%"))


def read_lengths(lexed: Lexed) -> Iterator[Reading]:
    """Give every reading that a length of time takes part in."""
    index = 0
    letters = lexed.letters
    while index < len(letters):
        length = read_length(lexed, index) if letters[index] in "qNDYVAhPT" else None
        if length is None:
            index += 1
            continue
        yield from _read_with_context(lexed, length)
        index = max(length.end, index + 1)


def _read_with_context(lexed: Lexed, length: Length) -> Iterator[Reading]:
    letters = lexed.letters
    following = letters[length.end : length.end + 1]
    if following in tuple("GnEb") and lexed.lowers[length.start] == "another" and not length.article:
        length = replace(length, start=length.start + 1)  # "one fell in 2005 and another five years later"
    aged = length.end + (following == "-")
    word = lexed.lowers[aged] if aged < len(lexed.lowers) else ""
    if word in AGES and not length.bare:
        yield _age(length, aged)
        return
    if word in COMPARED_AGES:
        yield Reading(start=length.start, end=length.end, symbol=None, rule="age")
        return
    if following == "O" and length.unit.name == "quarter":
        return  # "three quarters of the voters"
    if following == "G":
        yield _ago(length)
    elif following == "n":
        yield _shifted(length, 1, "publication", "from-now")
    elif following == "E" or (following == "b" and _is_adverb(lexed, length.end)):
        yield _later_or_earlier(length, _sign(lexed, length.end))
    elif following == "b" and _is_after_that(lexed, length.end):
        yield replace(_later_or_earlier(length, _sign(lexed, length.end)), end=length.end + 2)
    else:
        plain = _plain(lexed, length)
        if plain is not None:
            yield plain


def _age(length: Length, index: int) -> Reading:
    """Read "34-year-old", "34 years old"; in "a year-old pact" the article is the noun's."""
    start = length.start + (length.article and index > length.end)
    return replace(_duration(length, 0, "age"), start=start, end=index + 1)


def _is_adverb(lexed: Lexed, index: int) -> bool:
    """Tell "two days before." and "the year after" from "two days before the vote"."""
    return lexed.letters[index + 1 : index + 2] in ("", *";.,|&it") and lexed.lowers[index] != "prior to"


def _is_after_that(lexed: Lexed, index: int) -> bool:
    """Tell "two days after that." and "... the army fired" from "two days after that vote"."""
    return lexed.lowers[index + 1 : index + 2] == ("that",) and lexed.letters[index + 2 : index + 3] in (
        "",
        *";.,|&TA",
    )


def _ago(length: Length) -> Reading:
    if length.amount is None or length.high is not None:
        symbol = TimeSymbol(kind="vague", literal="PAST_REF")
        return Reading(
            start=length.start, end=length.end + 1, symbol=symbol, counts_from="publication", rule="vague-ago"
        )
    return replace(_shifted(length, -1, "publication", "ago"), mod=_point_mod(length.mod))


def _sign(lexed: Lexed, index: int) -> int:
    value = lexed.data[index]
    return value if isinstance(value, int) else 0


def _point_mod(mod: str | None) -> str | None:
    """Turn the modifier of a length into that of a point: more than a year ago lies before a year ago."""
    turned = {
        "MORE_THAN": "BEFORE",
        "LESS_THAN": "AFTER",
        "EQUAL_OR_MORE": "ON_OR_BEFORE",
        "EQUAL_OR_LESS": "ON_OR_AFTER",
    }
    return turned.get(mod or "", mod)


def _later_or_earlier(length: Length, sign: int) -> Reading:
    counts_from: CountsFrom = "narrative" if sign > 0 else "narrative-or-publication"
    if length.unit.letter.startswith("T") and (length.amount is None or length.high is not None):
        symbol = TimeSymbol(kind="relative")  # "hours later": on the same day, as far as we know
        return Reading(
            start=length.start, end=length.end + 1, symbol=symbol, counts_from=counts_from, rule="hours-later"
        )
    if length.amount is None or length.high is not None:
        literal = "PAST_REF" if sign < 0 else LATER
        symbol = TimeSymbol(kind="vague", literal=literal)
        return Reading(
            start=length.start, end=length.end + 1, symbol=symbol, counts_from=counts_from, rule="vague-shift"
        )
    return _shifted(length, sign, counts_from, "later" if sign > 0 else "earlier")


def _shifted(length: Length, sign: int, counts_from: CountsFrom, rule: str) -> Reading:
    unit, amount = length.unit.name, length.amount or 0.0
    if unit == "fortnight":
        unit, amount = "week", amount * 2
    if unit in ("hour", "minute", "second"):
        hours = {"hour": 1, "minute": 60, "second": 3600}[unit]
        unit, amount = "day", float(int(amount / hours / 24))
    if amount != int(amount):
        unit, amount = ("month", amount * MONTHS_A_YEAR) if unit == "year" else (unit, amount)
    symbol = TimeSymbol(kind="relative", unit=SYMBOL_UNITS[unit], offset=sign * int(amount))
    return Reading(
        start=length.start, end=length.end + 1, symbol=symbol, counts_from=counts_from, mod=length.mod, rule=rule
    )


def _plain(lexed: Lexed, length: Length) -> Reading | None:
    """Read a length that is not counted from a point: a duration, a rate, "the past two years", "every two years"."""
    letters, start = lexed.letters, length.start
    before = letters[start - 1] if start else "|"
    if before == "e" and not length.bare:
        return Reading(
            start=start - 1,
            end=length.end,
            symbol=TimeSymbol(kind="set", literal=length.literal),
            type="SET",
            rule="every-length",
        )
    if before in "LXBF":
        return _directed(lexed, length)
    if before == "o" and letters[length.end : length.end + 1] == "O":
        of_period = _of_period(lexed, length, 1)
        if of_period is not None:
            return of_period
    if before == "C" and not length.article:
        return None if length.bare else _duration(length, 0, "this-length")
    return _undirected(lexed, length)


def _directed(lexed: Lexed, length: Length) -> Reading | None:
    """Read "the past two years", "the next six months", "the last few days"; "the coming weeks" as a reference."""
    letters, start = lexed.letters, length.start - 1
    direction = letters[start]
    sign = -1 if direction in "LB" else 1
    if direction == "L" and letters[length.end : length.end + 1] == "O":
        of_period = _of_period(lexed, length, -1)
        if of_period is not None:
            return of_period
    first = start - 1 if start and letters[start - 1] == "T" else start
    if length.article:
        return None
    if length.mod is not None and first == start and lexed.lowers[start] == "last":
        return _undirected(lexed, length)  # "is to last at least three weeks"
    if length.bare:
        if direction not in "LX":
            return None
        literal = "PAST_REF" if sign < 0 else "FUTURE_REF"
        symbol = TimeSymbol(kind="vague", literal=literal)
        return Reading(start=first, end=length.end, symbol=symbol, counts_from="publication", rule="vague-period")
    found = _duration(length, sign, "directed-length")
    counts_from: CountsFrom = "publication" if direction in "LX" else "narrative"
    return replace(found, start=first, counts_from=counts_from)


def _of_period(lexed: Lexed, length: Length, sign: int) -> Reading | None:
    """Read "the first six months of 2024", "the last two weeks of March", "the first half hour of ..."."""
    letters, index = lexed.letters, length.end + 1
    number = int(length.amount) if length.amount is not None and length.amount == int(length.amount) else 0
    first = length.start - 1
    ordinal = lexed.data[first] if letters[first] == "o" else -1
    if number == 0 or (sign == 1 and ordinal not in (1, -1)):
        return None
    sign = -1 if ordinal == -1 else sign
    period, end = _read_period(lexed, index)
    if period is None:
        return None
    start = first - 1 if first and letters[first - 1] == "T" else first
    symbol = TimeSymbol(
        kind="duration",
        unit=SYMBOL_UNITS[length.unit.name],
        offset=sign * number,
        literal=length.literal,
        first=period,
    )
    counts_from: CountsFrom = "none" if period.kind == "calendar" else "publication"
    return Reading(
        start=start, end=end, symbol=symbol, type="DURATION", counts_from=counts_from, rule="length-of-period"
    )


def _read_period(lexed: Lexed, index: int) -> tuple[TimeSymbol | None, int]:
    letters = lexed.letters
    index += letters[index : index + 1] == "T"
    if letters[index : index + 1] == "Y":
        return TimeSymbol(kind="calendar", unit="year", year=_sign(lexed, index)), index + 1
    if letters[index : index + 1] == "M":
        month = _sign(lexed, index)
        if letters[index + 1 : index + 2] == "Y":
            year = _sign(lexed, index + 1)
            return TimeSymbol(kind="calendar", unit="month", year=year, month=month), index + 2
        return TimeSymbol(kind="partial", unit="month", month=month), index + 1
    if letters[index : index + 1] == "y":
        return TimeSymbol(kind="relative", unit="year"), index + 1
    if letters[index : index + 1] in ("L", "X", "C") and letters[index + 1 : index + 2] in ("y", "U"):
        unit = "year" if letters[index + 1] == "y" else str(lexed.data[index + 1])
        offset = {"L": -1, "X": 1, "C": 0}[letters[index]]
        return TimeSymbol(kind="relative", unit=SYMBOL_UNITS[unit], offset=offset), index + 2
    return None, index


def _undirected(lexed: Lexed, length: Length) -> Reading | None:
    letters = lexed.letters
    end = length.end
    hyphen = letters[end : end + 1] == "-"
    long_at = end + hyphen
    if long_at < len(lexed.lowers) and lexed.lowers[long_at] in LONG and (hyphen or not length.bare):
        # "decades-long", "a year long"; in "a year-long boycott" the article is the noun's
        return replace(_duration(length, 0, "long"), start=length.start + (length.article and hyphen), end=long_at + 1)
    if length.article:
        return _article_length(lexed, length)
    if length.unit.name == "quarter" and not _is_cued(lexed, length.start):
        return None  # "three quarters agreed"
    if length.bare:
        opens = letters[end : end + 1] == "O" and letters[length.start - 1 : length.start] not in tuple("TpoLXF'")
        cued = _is_cued(lexed, length.start) or (opens and length.unit.letter in LONG_LETTERS)
        return _duration(length, 0, "bare-length") if cued and not _is_generic(lexed, length) else None
    following = lexed.lowers[end] if end < len(lexed.lowers) else ""
    if following == "-" and lexed.starts[end] == lexed.ends[end - 1] and length.unit.name in ("second", "quarter"):
        return None
    return _with_ahead(lexed, length, _duration(length, 0, "length"))


def _article_length(lexed: Lexed, length: Length) -> Reading | None:
    """Read "a year" after "for", "in", before "of", or after an amount ("$4 billion a year"); else it is none."""
    letters, start = lexed.letters, length.start
    before = letters[start - 1] if start else "|"
    near = lexed.lowers[max(0, start - 3) : start]
    rate = before in RATE_LETTERS and any(word in AMOUNTS or word[-1:].isdigit() for word in near)
    if lexed.letters[length.end : length.end + 1] in ("-", "?") and lexed.text[lexed.ends[length.end - 1]] == "-":
        return None  # "a day-care centre"
    if rate and not _is_cued(lexed, start):
        return replace(_duration(length, 0, "rate"), type="SET")
    if length.mod is not None or _is_cued(lexed, start) or letters[length.end : length.end + 1] in ("O", "b"):
        return _with_ahead(lexed, length, _duration(length, 0, "article-length"))
    return None


def _with_ahead(lexed: Lexed, length: Length, reading: Reading) -> Reading:
    """Add what "in three weeks" is where the clause tells what comes: a date so far ahead."""
    before = lexed.lowers[length.start - 1] if length.start else ""
    following = lexed.lowers[length.end] if length.end < len(lexed.lowers) else ""
    if before != "in" or length.amount is None or length.high is not None or length.unit.letter.startswith("T"):
        return reading
    if following in NOT_BEFORE_LENGTH_AHEAD or (length.article and lexed.letters[length.end : length.end + 1] == "O"):
        return reading
    return replace(reading, ahead=_shifted(length, 1, "publication", "in-length").symbol)


def _is_cued(lexed: Lexed, start: int) -> bool:
    return start > 0 and lexed.lowers[start - 1] in load_time_words().duration_cues


def _is_generic(lexed: Lexed, length: Length) -> bool:
    """Tell "the days of", "hours of operation" and such from "for years"."""
    before = lexed.lowers[length.start - 1] if length.start else ""
    return before in ("the", "of", "and", "to", "by", "his", "her", "their", "its", "our")


def _duration(length: Length, sign: int, rule: str) -> Reading:
    unit, amount = length.unit.name, length.amount
    offset = 0
    if sign and amount is not None and length.high is None:
        count = amount * length.unit.count
        if unit in ("decade", "century"):
            unit = "year"
        elif unit == "fortnight":
            unit = "week"
        elif unit == "hour":
            unit, count = "day", max(1.0, count / 24)
        elif unit in ("minute", "second"):
            unit, count = "day", 1.0
        elif unit == "weekend":
            unit = "week"
        if count != int(count) and unit == "year":
            unit, count = "month", count * MONTHS_A_YEAR
        offset = sign * int(count)
    symbol = TimeSymbol(kind="duration", unit=SYMBOL_UNITS[unit], offset=offset, literal=length.literal)
    return Reading(start=length.start, end=length.end, symbol=symbol, type="DURATION", mod=length.mod, rule=rule)
