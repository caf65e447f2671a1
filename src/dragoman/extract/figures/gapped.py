"""Read numbers whose noun was told with the figure before: "34 people in Sudan, 21 in Chad and nine elsewhere".

In:  the figure before in the text, and a `Quantity` without unit or noun. Out: the quantity with the other's unit.
Left to `ranges`: units told after the numbers ("two and three tonnes"). Left to `counted`: nouns of its own.
"""

from __future__ import annotations

import re
from dataclasses import replace

from dragoman.extract.figures.counted import DocIndex, counts_people
from dragoman.extract.figures.measures import Quantity

_FARTHEST = 90  # characters between the two figures; beyond, the reader would have been told the noun again
_SENTENCE_END = re.compile(r"[.!?:][\s”\"]|\n")
# what makes the second number an item of a list: ", 21 in Chad", "and five over Tula", ", Bangladesh 1,382"
_LISTED = re.compile(
    r"(?:,|;| and| or| but| while)(?: [\w’'-]+){0,4}?(?: (?:over|about|around|some|nearly|almost|barely|only|just))? $|"
    r"(?:,|;| and| but| while)(?: [\w’'-]+){1,4} (?:no more than|more than|less than|at least|up to) $"
)
_ENDS = re.compile(r"[,.;)”\"]|\s*$| (?:and|or|but|while)\b")
_PLACED = re.compile(r" (?:in|over|to|from|on|at|near|against|inside|across|around|by|through|with|later|elsewhere)\b")
_OF_NAME = re.compile(r" (?:of|for) (?:the )?[A-Z]")
_MORE = re.compile(r" more\b(?! than\b)")
_MORE_ENDS = re.compile(
    r" more(?:[,.;)”\"]|\s*$| (?:and|or|but|in|on|off|at|to|from|with|over|near|were|was|are|had|have)\b)"
)
_SHARED = frozenset(("count", "distance", "mass", "rate", "other"))


def read_gapped(text: str, index: DocIndex, quantity: Quantity, before: Quantity | None) -> Quantity | None:
    """Give the quantity the unit of the figure before it, None where the words do not carry it over."""
    if quantity.measured or quantity.form not in ("digits", "words") or quantity.signed or quantity.low <= 1:
        return None
    if _MORE.match(text, quantity.end) is not None:
        return _read_more(text, index, quantity, before)
    if before is None or not _carries(text, before, quantity):
        return None
    if all(words.match(text, quantity.end) is None for words in (_ENDS, _PLACED, _OF_NAME)):
        return None
    between = text[before.end : quantity.start]
    return _like(quantity, before) if _LISTED.search(between) is not None else None


def _read_more(text: str, index: DocIndex, quantity: Quantity, before: Quantity | None) -> Quantity | None:
    """Read "killed 12 soldiers and wounded 30 more"; with nothing before it, people where somebody suffers."""
    if _MORE_ENDS.match(text, quantity.end) is None or quantity.low != int(quantity.low):
        return None
    if before is not None and before.figure_class == "count" and _carries(text, before, quantity):
        return _like(quantity, before)
    hurt = counts_people(index, quantity) is not None
    return replace(quantity, unit="people", figure_class="count") if hurt else None


def _carries(text: str, before: Quantity, quantity: Quantity) -> bool:
    """Tell whether the figure before has a noun or unit that the sentence may leave out here."""
    if before.unit is None or before.figure_class not in _SHARED or before.prefixed:
        return False
    if before.figure_class == "count" and quantity.low != int(quantity.low):
        return False
    between = text[before.end : quantity.start]
    return len(between) <= _FARTHEST and _SENTENCE_END.search(between) is None


def _like(quantity: Quantity, before: Quantity) -> Quantity:
    return replace(quantity, unit=before.unit, figure_class=before.figure_class, measured=True, noun_at=before.noun_at)
