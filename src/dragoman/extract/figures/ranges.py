"""Join two numbers that are one figure: "between 5 and 7", "5-7 million", "from $600,000 to $2 million".

In:  the text and its `Quantity`s in order. Out: the same with pairs joined, and units shared along a list.
Left to `exclusions`: scores ("2-0"), years ("2014-2017").
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from dragoman.extract.figures.measures import Quantity
from dragoman.lexicons.load.units import load_units

_TABLE = load_units()

_CONNECTOR_LENGTH = 12  # characters; "percent-to-" is the longest that stands between the ends of a range
_HYPHEN_ONLY = re.compile(r"(?: ?[-–—‒] ?)")
_TO = re.compile(r"-?[  ]?(?:to|through|til|until)[  -]", re.IGNORECASE)
_ALL_THE_WAY = re.compile(r" (?:up|down|all the way) to ", re.IGNORECASE)  # "from 3% up to 9%"
_OR = re.compile(r"-? or(?: even)? ", re.IGNORECASE)
_AND = re.compile(r" and (?:between )?", re.IGNORECASE)
_LIST = re.compile(r"-?, (?:and |or |but )?|-? (?:and|or|but) |-?/", re.IGNORECASE)
_OF_WHOLE = re.compile(r" of (?:the|its|their|his|her|some|all|about|around)? ?")
_FROM_BEFORE = re.compile(
    r"\b(?P<word>from|between)(?: (?:up to|about|around|as little as|in between))? $", re.IGNORECASE
)
_FROM = re.compile(r"\bfrom\b[^\d]*$", re.IGNORECASE)
_NOUN_TO = re.compile(r" [a-z]{2,}s to ")
_ENDS = re.compile(r"\s*(?:[.,;:)”\"]|$)|\s+(?:in|on|by|at|since|last|this|over|within|after|and|as|when|while)\b")
_BETWEEN_BEFORE = re.compile(r"\bbetween(?: (?:about|around))? $", re.IGNORECASE)
_CHANGE_BEFORE = re.compile(r"(?P<word>[A-Za-z]+)(?: by| another| a further| around| about)? $")
_VOTED_BEFORE = re.compile(r"\bvot(?:e|ed|es)(?: [a-z]+){0,2} $", re.IGNORECASE)  # "voted 188 to 6"
_YEAR = re.compile(r"(?:19|20)\d{2}")
_OPENING = 24  # characters before the first number in which "from" or "between" may stand
SMALL_SCALE_LIMIT = 1000  # "$600,000 to $2 million": a first number of four digits brings its own scale
FALL_FACTOR = 10.0  # "from 24 to 20 million" shares the million, "from $300 to $7 million" does not
OR_FACTOR = 2.5  # "three or four years" is a range, "one or ten" is a choice


def join_ranges(text: str, quantities: Sequence[Quantity]) -> list[Quantity]:
    """Join hyphened pairs first ("33-35 billion"), then those with a word between ("24 to 33-35 billion")."""
    hyphened = _join(text, quantities, by_word=False)
    return share_units(text, _join(text, hyphened, by_word=True))


def share_units(text: str, quantities: Sequence[Quantity]) -> list[Quantity]:
    """Give "two and three tonnes", "20 million of the 90 million euros" the unit told last."""
    shared = list(quantities)
    for index in range(len(shared) - 2, -1, -1):
        first, second = shared[index], shared[index + 1]
        if first.measured or not second.measured or second.prefixed:
            continue
        if second.start - first.end > _CONNECTOR_LENGTH:
            continue
        between = text[first.end : second.start]
        listed = _LIST.fullmatch(between) is not None and second.figure_class != "age"
        if listed or _OF_WHOLE.fullmatch(between) is not None:
            shared[index] = replace(first, unit=second.unit, figure_class=second.figure_class, measured=True)
    return shared


def _join(text: str, quantities: Sequence[Quantity], *, by_word: bool) -> list[Quantity]:
    joined: list[Quantity] = []
    for quantity in quantities:
        first = joined[-1] if joined else None
        if first is not None and quantity.start - first.end <= _CONNECTOR_LENGTH:
            between = text[first.end : quantity.start]
            pair = _join_pair(text, first, quantity, between, by_word=by_word)
            if pair is not None:
                joined[-1] = pair
                continue
        joined.append(quantity)
    return joined


def _join_pair(text: str, first: Quantity, second: Quantity, between: str, *, by_word: bool) -> Quantity | None:
    """Join two quantities when the words between them, their units and their order allow it."""
    if first.joined or (second.joined and not by_word):
        return None
    opening = text[max(0, first.start - _OPENING) : first.start]
    opened = _FROM_BEFORE.search(opening) is not None
    if _is_year(text, first) and second.measured:
        return None  # "from $610 million in 2019 to $745 million"
    if not first.measured and not second.measured and _VOTED_BEFORE.search(opening):
        return None
    if not _units_meet(first, second, opened=opened):
        return None
    first = _scale_like(first, second, opened=opened)
    rising = first.low < second.high
    if not by_word:
        return _pair(first, second) if _HYPHEN_ONLY.fullmatch(between) and rising else None
    if opened and _NOUN_TO.fullmatch(between) is not None and _ENDS.match(text, second.end) is not None:
        return _share_noun(text, first, second)
    is_from = opened and _FROM.search(opening) is not None
    if _TO.fullmatch(between) is not None or (opened and _ALL_THE_WAY.fullmatch(between) is not None):
        holds = opened or (rising and not _is_change(first, opening))
    elif _AND.fullmatch(between) is not None:
        holds = _BETWEEN_BEFORE.search(opening) is not None
    elif _OR.fullmatch(between) is not None:
        holds = rising and second.low <= first.low * OR_FACTOR and first.form != "fraction"
    else:
        holds = False
    return replace(_pair(first, second), from_to=is_from) if holds else None


def _share_noun(text: str, first: Quantity, second: Quantity) -> Quantity | None:
    """Join "from 12 ships to 20": the noun told with the first is what both count."""
    if first.measured or second.measured:
        return None
    noun = text[first.end + 1 : second.start].split(" ", 1)[0]
    pair = replace(_pair(first, second), from_to=True, noun_at=first.end + 1)
    return replace(pair, unit=noun, figure_class="count", measured=True)


def _is_year(text: str, quantity: Quantity) -> bool:
    said = text[quantity.number_start : quantity.number_end]
    told = not quantity.measured and quantity.scale == 1 and _YEAR.fullmatch(said) is not None
    return told and text[max(0, quantity.start - 3) : quantity.start] in ("in ", "of ", "or ")


def _units_meet(first: Quantity, second: Quantity, *, opened: bool) -> bool:
    """Tell whether the units are one, or one side leaves it out; "rose 8% to 3.65" is no range."""
    if "plural" in (first.form, second.form):
        return first.form == second.form
    if first.measured and second.measured:
        one, other = first.unit or "", second.unit or ""
        return one == other or other.startswith(f"{one} per ") or (opened and one.startswith(f"{other} per "))
    if first.measured and opened and not first.prefixed:
        return first.figure_class != "duration"  # "from 80 knots to 65"; not "from 3 years to 2020"
    # "$3 to 5 billion": the sign before the first holds for both; "5% to 7" would not be written
    return not first.measured or (first.prefixed and second.scale > 1) or (first.prefixed and second.low > first.low)


def _scale_like(first: Quantity, second: Quantity, *, opened: bool) -> Quantity:
    """Give "3" in "$3 to $5 billion" the billion; "from 24 to 33 billion" too."""
    if first.scale != 1 or second.scale == 1 or abs(first.said) >= SMALL_SCALE_LIMIT:
        return first
    if abs(first.said) >= abs(second.said) * (FALL_FACTOR if opened else 1.0):
        return first
    sign = -1.0 if first.low < 0 else 1.0
    value = sign * abs(first.said) * second.scale
    return replace(first, low=value, high=value, scale=second.scale)


def _is_change(first: Quantity, opening: str) -> bool:
    """Tell "rose 12 points to 880 points" (a change, then a level) from "10 to 20 percent"."""
    if not first.measured or first.unit == "percent":
        return False
    word = _CHANGE_BEFORE.search(opening)
    if word is None:
        return False
    told = word["word"].lower()
    stems = (told, told.removesuffix("d"), told.removesuffix("ed"), told.removesuffix("s"))
    return any(stem in _TABLE.up or stem in _TABLE.down for stem in stems) or told in ("rose", "fell", "lost")


def _pair(first: Quantity, second: Quantity) -> Quantity:
    unit = second if second.measured else first
    low, high = sorted((first.low, second.low if not second.joined else second.high))
    return replace(
        second,
        start=first.start,
        number_start=first.number_start,
        low=low,
        high=high,
        unit=unit.unit,
        figure_class=unit.figure_class,
        measured=unit.measured,
        prefixed=unit.prefixed,
        joined=True,
        falling=second.low < first.low,
    )
