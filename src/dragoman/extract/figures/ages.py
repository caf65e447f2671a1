"""Read ages that no unit tells: "Rezaei, 45, said", "aged 45", "the age of 21", "will be 35".

In:  the text, the parse, a `Quantity` without unit. Out: the quantity as an age, None where it is none.
Left to `measures`: "a 50-year-old man".
"""

from __future__ import annotations

import re
from dataclasses import replace

from spacy.tokens import Token

from dragoman.extract.figures.counted import DocIndex
from dragoman.extract.figures.measures import Quantity
from dragoman.lexicons.load.roles import load_role_index

_AGED_BEFORE = re.compile(
    r"\b(?:aged|(?:the )?ages?(?: of)?|turn(?:s|ed|ing)?) (?:about |around |between )?$", re.IGNORECASE
)
_COMMA_BEFORE = re.compile(r"[A-Za-zÀ-ɏ.’”\"]{2,}, (?:now |aged )?$")
_COMMA_AFTER = re.compile(r"(?:,|\.(?:\s|$)|;| and\b| who\b)")
_ENDS = re.compile(r"(?:[,.;)”\"]|$| and\b| when\b)")
_YOUNGEST_TOLD = 5  # years; "he was two" is told with a unit
_LOWEST, _HIGHEST = 1, 115  # years; nobody in the news is older


def read_age(text: str, index: DocIndex, quantity: Quantity) -> Quantity | None:
    """Give the quantity as an age in years, where the words beside it say so."""
    if quantity.measured or quantity.form not in ("digits", "words") or quantity.scale != 1:
        return None
    if not _LOWEST <= quantity.low <= quantity.high <= _HIGHEST or quantity.low != int(quantity.low):
        return None
    before = text[max(0, quantity.start - 40) : quantity.start]
    aged = _AGED_BEFORE.search(before) is not None
    if aged or _stands_after_name(text, index, quantity, before) or _is_told_of(text, index, quantity):
        return replace(quantity, unit="years old", figure_class="age", measured=True)
    return None


def _is_told_of(text: str, index: DocIndex, quantity: Quantity) -> bool:
    """Tell "she is seventy-three," and "the president was 53" from "it is 53", "he was 2 metres tall"."""
    token = index.token_at(quantity.number_end - 1)
    if token.head.lemma_ != "be" or _ENDS.match(text, quantity.end) is None or quantity.low < _YOUNGEST_TOLD:
        return False
    subject = next((child for child in token.head.lefts if child.dep_ == "nsubj"), None)
    if subject is None or subject.i > token.i:
        return False
    return subject.lower_ in ("he", "she") or subject.ent_type_ == "PERSON" or _is_person(subject)


def _is_person(noun: Token) -> bool:
    role, plural = load_role_index().nouns.get((noun.lower_,), (None, True))
    return role is not None and role.kind == "person" and not plural and noun.tag_ in ("NN", "NNP")


def _stands_after_name(text: str, index: DocIndex, quantity: Quantity, before: str) -> bool:
    """Tell "Ali Rezaei, 45, said" from "in Los Angeles, 25, 30 and 45"."""
    if _COMMA_BEFORE.search(before) is None or _COMMA_AFTER.match(text, quantity.end) is None:
        return False
    if quantity.form != "digits" or quantity.low < 5:
        return False
    token = index.token_at(quantity.number_start)
    name = token.nbor(-2) if token.i >= 2 else None
    if name is not None and _is_person(name) and (name.i == 0 or name.is_title):
        return True  # a headline: "Boy, 11, among six shot"
    if name is None or name.pos_ != "PROPN":
        return False
    return name.ent_type_ in ("PERSON", "", "ORG", "NORP") or (
        name.ent_type_ == "GPE" and text.startswith(",", quantity.end)
    )
