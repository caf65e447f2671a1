"""Lengths of time: "five years", "20-year", "two and a half years", "several months", "half an hour", "a week".

In:  the words of a `Lexed`. Out: a `Length`, what it stands for and its TIMEX3 value.
Left to `counted`: what is counted with it ("two days ago").
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from dragoman.extract.times.tokens import Lexed
from dragoman.lexicons.load.time_words import UnitOfTime, load_time_words

ROUND_NUMBERS = ("hundred", "dozen")
WHOLE = frozenset(("whole", "full", "entire", "solid"))
OVER_REACH = 8  # words looked at for the "ago" of "over two and a half years ago"
LONGEST = 100_000  # no news tells of more units than that; a longer number is not reckoned with


@dataclass(frozen=True, slots=True, kw_only=True)
class Length:
    """Reads as: from word `start` to `end`, so many of this unit.

    `amount` is None for an unknown number ("several"); `bare` has no number word at all ("years"),
    `article` only "a". `high` is the other end of "three to five". `literal` is the TIMEX3 value.
    """

    start: int
    end: int
    unit: UnitOfTime
    amount: float | None
    literal: str
    mod: str | None
    bare: bool = False
    article: bool = False
    high: float | None = None


def read_length(lexed: Lexed, start: int) -> Length | None:
    """Read a length that begins at a word: an approximation, a number, a unit."""
    letters = lexed.letters
    mod, index = None, start
    if letters[index] == "q":
        if lexed.lowers[index] == "over" and not _is_more_than(lexed, index):
            return None  # "phased in over ten years"
        mod = load_time_words().approximators.get(lexed.lowers[index])
        index += 1
        if index == len(letters):
            return None  # "Up to", "Around": a headline may end so
    if letters[index : index + 2] == "TN" or letters[index : index + 2] == "TD":
        return None  # "the two years": read from the number on
    if letters[index : index + 2] == "AN" and lexed.lowers[index + 1].startswith(ROUND_NUMBERS):
        index += 1  # "a hundred days", "a dozen years"
    elif lexed.lowers[index] == "another" and letters[index + 1 : index + 2] in tuple("NDV"):
        index += 1  # "another four months"; in "another two-year term" it is the noun's
        if "-" in letters[index + 1 : index + 3]:
            return None
    found = _read_counted(lexed, index) or _read_half(lexed, index) or _read_article(lexed, index)
    if found is None and index > start and letters[index] == "P" and lexed.lowers[start] == "some":
        found = _length(lexed, index, index + 1, None)  # "some years"
    if found is None and index == start and letters[index] == "P":
        found = replace(_length(lexed, index, index + 1, None), bare=True)
    return replace(found, start=start, mod=mod) if found is not None else None


def _is_more_than(lexed: Lexed, index: int) -> bool:
    """Tell "for over ten years", "over a week ago" from "spread over ten years"."""
    before = lexed.lowers[index - 1] if index else ""
    counted = re.match(r"q[ANDYVh&-]+[zc]*[UPy][GE]", lexed.letters[index : index + OVER_REACH])
    return before in load_time_words().duration_cues or counted is not None


def _read_counted(lexed: Lexed, start: int) -> Length | None:
    """Read "five years", "20-year", "two and a half years", "several months", "three to five years"."""
    letters = lexed.letters
    if letters[start : start + 1] not in ("N", "D", "Y", "V"):
        return None
    amount = _number(lexed, start)
    if amount is not None and not 0 <= amount <= LONGEST:
        return None
    index, high = start + 1, None
    for half in ("&Ah", "&-A-h", "-&-A-h"):
        if letters.startswith(half, index) and amount is not None:
            amount, index = amount + 0.5, index + len(half)
            break
    else:
        if letters[index : index + 1] in ("t", "&", "-") and letters[index + 1 : index + 2] in ("N", "D"):
            high = _number(lexed, index + 1)
            if high is not None and amount is not None and high > amount:
                index += 2
            else:
                high = None
    while letters[index : index + 1] in ("z", "c") and index < start + 5:
        index += 1
    hyphen = letters[index : index + 1] == "-"
    index += hyphen
    unit = letters[index : index + 1]
    if not unit or unit not in "UyP" or (hyphen and not _is_even(lexed, index - 1)):
        return None
    if not hyphen and unit != "P" and (high or amount) not in (1, 1.5):
        return None  # "two year": not English, or a name
    found = _length(lexed, start, index + 1, amount, high=high)
    return _with_smaller_unit(lexed, found)


def _is_even(lexed: Lexed, index: int) -> bool:
    """Tell a hyphen ("20-year", "20 - year" of a split text) from a dash ("5 -year")."""
    left = lexed.starts[index] - lexed.ends[index - 1]
    return left == lexed.starts[index + 1] - lexed.ends[index]


def _with_smaller_unit(lexed: Lexed, found: Length) -> Length:
    """Read on in "two years and three months", "an hour, 20 minutes"."""
    letters, index = lexed.letters, found.end
    index += letters[index : index + 1] in ("&", ",")
    if letters[index : index + 1] not in ("N", "D") or letters[index + 1 : index + 2] not in ("P", "U"):
        return found
    smaller = _length(lexed, index, index + 2, _number(lexed, index))
    order = ("century", "decade", "year", "quarter", "month", "fortnight", "week", "day", "hour", "minute", "second")
    if smaller.unit.name not in order or order.index(smaller.unit.name) <= order.index(found.unit.name):
        return found
    time_of_day = smaller.unit.letter.startswith("T") and not found.unit.letter.startswith("T")
    tail = smaller.literal.removeprefix("P") if time_of_day else smaller.literal.lstrip("PT")
    return replace(found, end=smaller.end, literal=found.literal + tail)


def _read_half(lexed: Lexed, start: int) -> Length | None:
    """Read "half a century", "half an hour", "a half-hour"."""
    letters = lexed.letters
    index = start + (letters[start : start + 2] == "Ah")
    if letters[index : index + 1] != "h":
        return None
    index += 1
    index += letters[index : index + 1] in ("A", "-")
    if letters[index : index + 1] not in ("U", "y"):
        return None
    return _length(lexed, start, index + 1, 0.5)


def _read_article(lexed: Lexed, start: int) -> Length | None:
    """Read "a year", "a full week", "a year and a half"."""
    letters = lexed.letters
    if letters[start : start + 1] != "A":
        return None
    index = start + 1
    while letters[index : index + 1] in ("z", "c") and index < start + 3:
        index += 1
    if letters[index : index + 1] not in ("U", "y") or lexed.lowers[index] == "quarter":
        return None  # "a quarter" is a share more often than three months
    if letters.startswith("&Ah", index + 1):
        return _length(lexed, start, index + 4, 1.5, unit_at=index)
    whole = lexed.lowers[start + 1] in WHOLE  # "Moscow took a whole week"
    return replace(_length(lexed, start, index + 1, 1), article=not whole)


def _number(lexed: Lexed, index: int) -> float | None:
    value = lexed.data[index]
    return float(value) if isinstance(value, int | float) else None


def _length(
    lexed: Lexed, start: int, end: int, amount: float | None, *, high: float | None = None, unit_at: int | None = None
) -> Length:
    unit = load_time_words().units[
        "year" if lexed.letters[unit_at or end - 1] == "y" else str(lexed.data[unit_at or end - 1])
    ]
    literal = _literal(unit, amount)
    if high is not None:
        literal = f"{literal}/{_literal(unit, high)}"
    return Length(start=start, end=end, unit=unit, amount=amount, literal=literal, mod=None, high=high)


def _literal(unit: UnitOfTime, amount: float | None) -> str:
    letter, halves = unit.letter, {"YY": "P6M", "THTH": "PT30M"}
    if amount == 0.5 and letter == "Y" and unit.count == 1:
        return halves["YY"]
    if amount == 0.5 and letter == "TH":
        return halves["THTH"]
    count = "X" if amount is None else f"{amount * unit.count:g}"
    if amount is not None and amount * unit.count >= 1_000_000:
        count = str(int(amount * unit.count))
    return f"PT{count}{letter[1]}" if letter.startswith("T") and len(letter) == 2 else f"P{count}{letter}"
