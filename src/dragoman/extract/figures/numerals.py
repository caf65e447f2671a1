"""Read the numbers of a text: digits, words, multipliers, fractions; not yet of what.

In:  a text. Out: `Number`s in text order that do not overlap. One pass, linear in the text's length.
Left to `measures`: units and currencies. Left to `exclusions`: what is a date, a name, a place in a row.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from dragoman.lexicons.load.units import load_units

NumberForm = Literal["digits", "words", "plural", "fraction"]

_TABLE = load_units()


def alternation(words: tuple[str, ...]) -> str:
    """Give a regular expression that matches one of the words, the longer wording first."""
    return "|".join(re.escape(word) for word in sorted(words, key=lambda word: (-len(word), word)))


_NUMBERS = alternation(tuple(_TABLE.numbers))
_SCALES = alternation(tuple(_TABLE.multipliers))
_PLURALS = alternation(tuple(_TABLE.plurals))
_VAGUE = alternation(_TABLE.vague)
_FRACTION_WORDS = alternation(tuple(word for word in _TABLE.fractions if word.isalpha()))
_FRACTION_SIGNS = "".join(sign for sign in _TABLE.fractions if not sign.isalpha())

# Where a number may begin: a digit, or one of the words. "." only before a digit (".001 per cent").
_START = re.compile(
    rf"(?:(?<![\w.])\.(?=\d)|\d|[{_FRACTION_SIGNS}]"
    rf"|\b(?:{_NUMBERS}|{_PLURALS}|tens|half|(?:an?|{_VAGUE})(?=[ -](?:{_SCALES}|{_FRACTION_WORDS})\b)"
    rf"|hundred(?= (?:thousand|million)\b))\b)",  # "some hundred thousand men"
    re.IGNORECASE,
)
# Digits that are no number: ordinals, decades, clock times, dates, versions, addresses, scores with a colon.
_NO_NUMBER = re.compile(
    r"\d{1,9}(?:,\d{3}){0,3}(?:st|nd|rd|th)\b"
    r"|\d{2,4}['’]?s\b"
    r"|\d{1,2}(?:[:.]\d{2})?(?:[  ]?[-–][  ]?\d{1,2}(?:[:.]\d{2})?)?[  ]?(?:[ap]\.m\.?|[ap]m)(?![\w])"
    r"|\d+(?::\d+)+(?:[ap]m\b)?"
    r"|\d{1,4}([/.-])\d{1,2}\1\d{1,4}(?![\d])"
    r"|\d+(?:\.\d+){2,}"
    r"|\d{4}[-–/]\d{2}(?!\d|[,.]\d)(?=[\s.,;:)]|$)"
    r"|24/7|9/11|50[-/]50",
    re.IGNORECASE,
)
_DIGITS = re.compile(
    # groups are bounded: "10,10,10,..." ten thousand times must not be tried to its end from each ten
    r"\d{1,3}(?:,\d{2,3}){0,5},\d{3}(?!\d)(?:\.\d+)?"
    r"|\d{1,3}(?:[   ]\d{3}){1,5}(?!\d)(?:\.\d+)?"
    r"|\d{1,3}(?: 000){1,4}(?!\d)"
    r"|\d+(?:\.\d+)?|\.\d+"
)
_RATIO = re.compile(r"(\d+) ?[/⁄] ?(\d+)(?![\d/⁄])")
_MIXED = re.compile(rf"[ -]?(?:(?P<top>\d+)[/⁄](?P<low>\d+)(?![\d/⁄])|(?P<sign>[{_FRACTION_SIGNS}]))")
_POWER = re.compile(r" ?[×x] ?10(?:\^|\*\*)?([−-]?\d+)")
_AND_PART = re.compile(rf"[ -]and[ -](?:a[ -]|one[ -])?({_FRACTION_WORDS})\b", re.IGNORECASE)
_SCALE = re.compile(rf"[  -]?({_SCALES})\b(?! ?[-–]dollar sign)", re.IGNORECASE)
# "640 millions dollars", "3 billions of roubles": the plural is a multiplier where something is told of it
_SCALE_PLURAL = re.compile(r" (million|billion|trillion)s(?= (?:of )?(?:US )?[a-z]+s\b)", re.IGNORECASE)
_LARGEST_BEFORE_PLURAL = 1000  # "in 2014 millions of people": the year counts no millions
_ATTACHED = re.compile(rf" ?({alternation(tuple(_TABLE.attached))})(?![A-Za-z0-9])")
_WORD = re.compile(rf"({_NUMBERS}|{_SCALES})\b", re.IGNORECASE)
_LINK = re.compile(rf"[ -](?=(?:{_NUMBERS}|{_SCALES})\b)| and (?=(?:{_NUMBERS})\b)", re.IGNORECASE)
_DIGIT_WORDS = "zero|one|two|three|four|five|six|seven|eight|nine"
_POINT = re.compile(rf" point ((?:{_DIGIT_WORDS})(?:[ -](?:{_DIGIT_WORDS}))*)\b", re.IGNORECASE)  # "one point six"
_LEADING = re.compile(rf"({_NUMBERS})(?:[ -](?:{_SCALES}))+", re.IGNORECASE)  # "three hundred million": three of them
_PART = re.compile(rf"[ -]({_FRACTION_WORDS})\b", re.IGNORECASE)
_PLURAL = re.compile(
    rf"(?:(tens|hundreds|thousands) of )?({_PLURALS})\b(?=[ ,.;]|$)(?: of (?={_PLURALS}))?", re.IGNORECASE
)
_OUT_OF = re.compile(r" (?:out of(?: every)?|in(?: every)?) (\d{1,3}\b|[a-z]+)\b")
_MONEY_BEFORE = re.compile(r"(?:[$€£¥₹₪₩₺₽₴₦₱฿₫]|\b(?:[A-Z]{3}|PS|Rs\.?|RM|NIS)) ?[-−]?$|Y=[-−]?$")
# "5m people", "3m euros": the letter is a multiplier; "37m tall", "a 10m wall": it is a unit.
_COUNTED_AFTER = re.compile(r" (?:people|[A-Za-z][a-z]+s)\b(?! (?:tall|long|wide|high|deep))|[€£]")
_METRIC_AFTER = re.compile(r"[ -](?:tall|long|wide|high|deep|thick|below|above|away|from|across)\b")
_RUN = re.compile(r"[\d,.]*")
LARGEST = 1e18  # a quintillion: beyond stand account numbers and noise, no figures of news
PLURAL_SPREAD = 10  # "dozens" may be anything up to ten dozen: beyond, the next word would have been used


@dataclass(frozen=True, slots=True, kw_only=True)
class Number:
    """Reads as: these characters are a number from `low` to `high`.

    `said` is the number before its multiplier (2.5 in "2.5 million"), `scale` the multiplier; a range that
    leaves it out once ("$3 to $5 billion") needs both.
    """

    start: int
    end: int
    low: float
    high: float
    form: NumberForm
    said: float
    scale: float


def read_numbers(text: str) -> tuple[Number, ...]:
    """Read every number of the text, in order."""
    found: list[Number] = []
    position = 0
    while (start := _START.search(text, position)) is not None:
        skip = _NO_NUMBER.match(text, start.start())
        if skip is not None:
            position = skip.end()
            continue
        number = _read_number(text, start.start())
        if number is None or number.high > LARGEST:
            position = _RUN.match(text, start.end()).end()  # type: ignore[union-attr]  # matches the empty string too
            continue
        found.append(number)
        position = number.end
    return tuple(found)


def _read_number(text: str, position: int) -> Number | None:
    first = text[position]
    if first.isdigit() or first == ".":
        return _read_digits(text, position)
    if first in _FRACTION_SIGNS:
        return _fraction(text, position, position + 1, _TABLE.fractions[first])
    plural = _PLURAL.match(text, position)
    if plural is not None:
        return _read_plural(plural)
    vague = _read_vague(text, position)
    return vague or _read_words(text, position)


def _read_digits(text: str, position: int) -> Number | None:
    ratio = _RATIO.match(text, position)
    if ratio is not None and 0 < float(ratio[1]) < float(ratio[2]):
        return _fraction(text, position, ratio.end(), float(ratio[1]) / float(ratio[2]))
    digits = _DIGITS.match(text, position)
    if digits is None:
        return None
    said = float(re.sub(r"[,    ]", "", digits[0]))
    end = digits.end()
    mixed = _MIXED.match(text, end)
    if mixed is not None and said == int(said):
        part = _mixed_part(mixed)
        said, end = (said + part, mixed.end()) if part < 1 else (said, end)
    power = _POWER.match(text, end)
    if power is not None:
        said *= 10.0 ** int(power[1].replace("−", "-"))
        end = power.end()
    return _scaled(text, position, end, said, "digits")


def _mixed_part(mixed: re.Match[str]) -> float:
    if mixed["sign"]:
        return _TABLE.fractions[mixed["sign"]]
    return float(mixed["top"]) / max(float(mixed["low"]), 1e-9)


def _scaled(text: str, start: int, end: int, said: float, form: NumberForm) -> Number:
    """Read "and a half" and the multipliers that follow: "2.5 million", "4bn", "1.3 lakh crore"."""
    part = _AND_PART.match(text, end)
    if part is not None:
        said, end = said + _TABLE.fractions[part[1].lower()], part.end()
    scale = 1.0
    attached = _ATTACHED.match(text, end) if form == "digits" else None
    if attached is not None and _is_multiplier(text, start, attached):
        scale, end = _TABLE.attached[attached[1]], attached.end()
    while (word := _SCALE.match(text, end)) is not None:
        scale, end = scale * _TABLE.multipliers[word[1].lower()], word.end()
    plural = _SCALE_PLURAL.match(text, end) if scale == 1 and said < _LARGEST_BEFORE_PLURAL else None
    if plural is not None:
        scale, end = _TABLE.multipliers[plural[1].lower()], plural.end()
    value = said * scale
    if form == "digits" and scale == 1:
        share = _share(text, end, said)
        if share is not None:
            return _fraction(text, start, share[1], share[0])
    return Number(start=start, end=end, low=value, high=value, form=form, said=said, scale=scale)


def _is_multiplier(text: str, start: int, attached: re.Match[str]) -> bool:
    """Tell "$2.5m" from "a wall of 10m", "4B" from "4 b"."""
    letters = attached[1]
    touching = not attached[0].startswith(" ")
    if len(letters) > 1 and letters not in ("mm", "MM", "cr"):
        return True
    money = _MONEY_BEFORE.search(text, max(0, start - 5), start) is not None
    if money:
        return True
    if not touching or letters in ("mm", "MM", "cr", "t", "T"):
        return False
    if letters == "m":
        return (
            _COUNTED_AFTER.match(text, attached.end()) is not None and _METRIC_AFTER.match(text, attached.end()) is None
        )
    return True


def _share(text: str, end: int, said: float) -> tuple[float, int] | None:
    """Read "one in three", "9 out of 10": a part of the whole that follows."""
    whole = _OUT_OF.match(text, end)
    if whole is None:
        return None
    told = whole[1].lower()
    value = float(told) if told.isdigit() else _TABLE.numbers.get(told, _TABLE.multipliers.get(told, 0.0))
    # "two in 2019" is no share, nor is "45 in ten provinces"
    if not 0 < said < value <= 1000 or (value > 100 and value not in (100.0, 1000.0)):
        return None
    if " in " in whole[0] and not re.match(r" (?:of |[a-z]+(?:s|n)\b|people\b)", text[whole.end() : whole.end() + 24]):
        return None
    return said / value, whole.end()


def _fraction(text: str, start: int, end: int, value: float) -> Number:
    scaled = _SCALE.match(text, end)
    if scaled is not None:
        value, end = value * _TABLE.multipliers[scaled[1].lower()], scaled.end()
        return Number(start=start, end=end, low=value, high=value, form="words", said=value, scale=1.0)
    return Number(start=start, end=end, low=value, high=value, form="fraction", said=value, scale=1.0)


def _read_plural(plural: re.Match[str]) -> Number | None:
    """Read "dozens", "tens of thousands", "hundreds of millions" as from one of it to ten of it."""
    unit = _TABLE.plurals[plural[2].lower()]
    outer = {"tens": 10.0, "hundreds": 100.0, "thousands": 1000.0}.get((plural[1] or "").lower(), 1.0)
    end = plural.end(2)
    low = unit * outer
    return Number(start=plural.start(), end=end, low=low, high=low * PLURAL_SPREAD, form="plural", said=low, scale=1.0)


def _read_vague(text: str, position: int) -> Number | None:
    """Read "several hundred", "a few thousand" like the plural of the multiplier."""
    vague = re.compile(rf"(?:{_VAGUE})[ -]({_SCALES})\b", re.IGNORECASE).match(text, position)
    if vague is None:
        return None
    low, end = _TABLE.multipliers[vague[1].lower()], vague.end()
    while (word := _SCALE.match(text, end)) is not None:
        low, end = low * _TABLE.multipliers[word[1].lower()], word.end()
    return Number(start=position, end=end, low=low, high=low * PLURAL_SPREAD, form="plural", said=low, scale=1.0)


def _read_words(text: str, position: int) -> Number | None:
    """Read a number in words: "two hundred and fifty thousand", "half a million", "two-thirds"."""
    half = re.compile(r"half (?:an? )?", re.IGNORECASE).match(text, position)
    if half is not None:
        return _read_half(text, position, half.end())
    article = re.compile(r"an?[ -]", re.IGNORECASE).match(text, position)
    at = article.end() if article is not None else position
    value, end, scale = _compose(text, at)
    if end == at and article is None:
        return None
    part = _PART.match(text, end) if end > at else _PART.match(text, at - 1)
    if part is not None and _is_part(text, part, value if end > at else 1.0):
        return _fraction(text, position, part.end(), (value if end > at else 1.0) * _TABLE.fractions[part[1].lower()])
    if end == at:
        return None
    share = _share(text, end, value)
    if share is not None:
        return _fraction(text, position, share[1], share[0])
    decimals = _POINT.match(text, end)
    if decimals is not None:
        digits = "".join(str(int(_TABLE.numbers[word])) for word in re.split(r"[ -]", decimals[1].lower()))
        return _scaled(text, position, decimals.end(), value + float(f"0.{digits}"), "words")
    more = _AND_PART.match(text, end)
    if more is not None:
        return _scaled(text, position, end, value, "words")
    leading = _LEADING.fullmatch(text, at, end)
    said = _TABLE.numbers[leading[1].lower()] if leading is not None else value / scale
    scale = value / said if leading is not None and said else scale
    return Number(start=position, end=end, low=value, high=value, form="words", said=said, scale=scale)


def _read_half(text: str, position: int, end: int) -> Number | None:
    """Read "half a million" as a number, "half of the", "half an hour" as a part; "the first half" is none."""
    if re.search(r"\b(?:first|second|other|last|latter|former|better|next|this|one|top|bottom|final)[ -]$",
                 text[max(0, position - 9) : position], re.IGNORECASE):  # fmt: skip
        return None
    scale = re.compile(rf"({_SCALES})\b", re.IGNORECASE).match(text, end)
    if scale is not None:
        value = 0.5 * _TABLE.multipliers[scale[1].lower()]
        return Number(start=position, end=scale.end(), low=value, high=value, form="words", said=value, scale=1.0)
    if re.match(r"half(?:-|$)", text[position : position + 5], re.IGNORECASE):
        return None
    stop = position + len("half")
    return Number(start=position, end=stop, low=0.5, high=0.5, form="fraction", said=0.5, scale=1.0)


def _is_part(text: str, part: re.Match[str], count: float) -> bool:
    """Tell "a third of the seats", "two-thirds" from "a third term", "a quarter".

    A part is told by a number above one ("two thirds"), by "of" after it, or by what moved "by a third".
    """
    if count > 1 and part[1].lower().endswith("s"):
        return True
    after = text[part.end() : part.end() + 4]
    before = text[max(0, part.start() - 22) : part.start()].lower()
    hyphened = part[0].startswith("-")
    return (
        after.startswith(" of ")
        or hyphened
        or re.search(r"\b(?:by|about|nearly|almost|around|over|than|least|roughly|only|just)(?: an?| one)?$", before)
        is not None
    )


def _compose(text: str, position: int) -> tuple[float, int, float]:
    """Add up number words from here: value, end, and the last multiplier when all is scaled by it."""
    total, current, end = 0.0, 0.0, position
    largest_left, scale = 1e18, 1.0
    while (word := _WORD.match(text, end if end == position else _after_link(text, end))) is not None:
        name = word[1].lower()
        if name in _TABLE.numbers:
            value = _TABLE.numbers[name]
            if current and not _fits(current, value):
                break
            current, scale = current + value, 1.0
        else:
            factor = _TABLE.multipliers[name]
            if factor <= 100:  # hundred, dozen: they stand within the group
                current = max(current, 1.0) * factor
            elif factor >= largest_left:
                break
            else:
                total, current, largest_left = total + max(current, 1.0) * factor, 0.0, factor
            scale = factor if total + current == max(current, 1.0) or not current else 1.0
        end = word.end()
    value = total + current
    return value, end, scale if value and scale > 1 and value % scale == 0 else 1.0


def _after_link(text: str, end: int) -> int:
    link = _LINK.match(text, end)
    return link.end() if link is not None else len(text)


def _fits(current: float, value: float) -> bool:
    """Tell whether "twenty" takes "five" ("twenty-five") and "hundred" takes "fifty"; "six" takes nothing."""
    if current % 100 == 0:
        return 0 < value < 100
    return current % 10 == 0 and current % 100 >= 20 and 0 < value < 10
