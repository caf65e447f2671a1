"""Read ages that no unit tells: "Rezaei, 45, said", "aged 45", "the age of 21", "will be 35".

In:  the text, the parse, a `Quantity` without unit. Out: the quantity as an age, None where it is none.
Left to `measures`: "a 50-year-old man".
"""

from __future__ import annotations

import re
from dataclasses import replace

from dragoman.extract.figures.counted import DocIndex
from dragoman.extract.figures.measures import Quantity

_AGED_BEFORE = re.compile(
    r"\b(?:aged|(?:the )?ages?(?: of)?|turn(?:s|ed|ing)?) (?:about |around |between )?$", re.IGNORECASE
)
_COMMA_BEFORE = re.compile(r"[A-Za-zÀ-ɏ.’”\"]{2,}, (?:now |aged )?$")
_COMMA_AFTER = re.compile(r"(?:,|\.(?:\s|$)|;| and\b| who\b)")
_LOWEST, _HIGHEST = 1, 115  # years; nobody in the news is older


def read_age(text: str, index: DocIndex, quantity: Quantity) -> Quantity | None:
    """Give the quantity as an age in years, where the words beside it say so."""
    if quantity.measured or quantity.form not in ("digits", "words") or quantity.scale != 1:
        return None
    if not _LOWEST <= quantity.low <= quantity.high <= _HIGHEST or quantity.low != int(quantity.low):
        return None
    before = text[max(0, quantity.start - 40) : quantity.start]
    aged = _AGED_BEFORE.search(before) is not None
    if aged or _stands_after_name(text, index, quantity, before):
        return replace(quantity, unit="years old", figure_class="age", measured=True)
    return None


def _stands_after_name(text: str, index: DocIndex, quantity: Quantity, before: str) -> bool:
    """Tell "Ali Rezaei, 45, said" from "in Los Angeles, 25, 30 and 45"."""
    if _COMMA_BEFORE.search(before) is None or _COMMA_AFTER.match(text, quantity.end) is None:
        return False
    if quantity.form != "digits" or quantity.low < 5:
        return False
    token = index.token_at(quantity.number_start)
    name = token.nbor(-2) if token.i >= 2 else None
    if name is None or name.pos_ != "PROPN":
        return False
    return name.ent_type_ in ("PERSON", "", "ORG", "NORP") or (
        name.ent_type_ == "GPE" and text.startswith(",", quantity.end)
    )
