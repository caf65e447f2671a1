"""Read the words that bound a figure and the year it is told for: "more than", "about", "or so", "in 2023".

In:  the text and a `Quantity`. Out: its bound and the span with these words in it; a year or month as ISO.
Left to `counted`: what is counted, whose, and whether it rose or fell.
"""

from __future__ import annotations

import re

from dragoman.extract.figures.measures import Quantity
from dragoman.extract.figures.numerals import alternation
from dragoman.lexicons.load.units import load_units
from dragoman.records.vocabulary import FigureBound

_TABLE = load_units()


_BOUND_BEFORE = re.compile(
    rf"(?:(?<=[\s(“\"‘'\[,;:–—-])|(?<!.))(?P<bound>{alternation(tuple(_TABLE.bounds_before))})"
    rf"(?:(?<=[-~≈<>≤≥±])|[  ]|-)[  ]?(?:an? |another |US )?$",
    re.IGNORECASE,
)
_BOUND_AFTER = re.compile(
    rf",?[  ]?(?P<bound>{alternation(tuple(_TABLE.bounds_after))})(?![\w])(?! than\b)", re.IGNORECASE
)
_RANGE_BEFORE = re.compile(r"\b(?:between|from)(?: (?:about|around|as little as|in between))? $", re.IGNORECASE)
_LOOK_BACK = 26  # characters: "in the neighbourhood of a " is the longest bound
_OPEN_END = re.compile(r"\+(?![\w])")
_MONTHS = (
    *("january", "february", "march", "april", "may", "june", "july"),
    *("august", "september", "october", "november", "december"),
)
_YEAR_AFTER = re.compile(
    r"(?:[^.;\d\n]|\.(?=\S)){0,60}?\b(?:in|for|during|of|by|through|as of|at the end of)\s"
    r"(?:the (?:first|second) half of |the year |fiscal |financial |early |late |mid-?|all of )?"
    rf"(?:(?P<month>{'|'.join(_MONTHS)}) )?(?P<year>(?:19|20)\d{{2}})\b(?![,.]\d|-\d)",
    re.IGNORECASE,
)
_YEAR_FIRST = re.compile(
    rf"[“\"]?(?:In|By|During|For|As of) (?:early |late |mid-?)?"
    rf"(?:(?P<month>{'|'.join(_MONTHS)}) )?(?P<year>(?:19|20)\d{{2}})\b",
    re.IGNORECASE,
)


def read_bound(text: str, quantity: Quantity) -> tuple[FigureBound, int, int]:
    """Give the bound and where the figure's words begin and end with it; `range` for two numbers."""
    start, end = quantity.start, quantity.end
    window = text[max(0, start - _LOOK_BACK) : start]
    if quantity.high > quantity.low:
        opened = _RANGE_BEFORE.search(window)
        return "range", start - len(opened[0]) if opened is not None else start, end
    after = _BOUND_AFTER.match(text, end)
    if after is not None and after["bound"] != "+":
        return _TABLE.bounds_after[after["bound"].lower()], start, after.end()
    if _OPEN_END.match(text, end) is not None:
        return ">", start, end + 1
    if _OPEN_END.match(text, quantity.number_end) is not None:
        return ">", start, end  # "500+ flights"
    before = _BOUND_BEFORE.search(window)
    if before is None:
        return "=", start, end
    begins = start - len(window) + before.start("bound")
    return _TABLE.bounds_before[before["bound"].lower()], begins, end


def read_year(text: str, quantity: Quantity, sentence_start: int) -> str | None:
    """Give the year, or month, that the figure is told for, ISO; None where none stands near it."""
    after = _YEAR_AFTER.match(text, quantity.end)
    if after is None:
        after = _YEAR_FIRST.match(text, sentence_start)
        if after is None or after.end() > quantity.start:
            return None
    if after["month"]:
        return f"{after['year']}-{_MONTHS.index(after['month'].lower()) + 1:02d}"
    return str(after["year"])
