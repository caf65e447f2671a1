"""Tell a place's name from the same word in a longer name: Lake Geneva, the Mali Empire, Pretoria Khumalo.

In:  the tokens of a name that the tables know as a place. Out: what the longer name is of, None where it stands alone.
Left to `lexicons/place_words.toml`: the words beside it. What has its seat there keeps the place: "Moscow City Court",
"Kazan Federal University"; so do what the tables know whole ("Lake Geneva" where it is one of them), and lines in
capitals, where a capital says nothing.
"""

from __future__ import annotations

from typing import Literal

from spacy.tokens import Doc, Token

from dragoman.lexicons.load.place_words import load_place_words
from dragoman.lexicons.load.roles import load_role_index, split_words
from dragoman.lexicons.load.word_rarity import load_common_words, stem

LongerName = Literal["thing", "press", "person"]


def find_longer_name(doc: Doc, first: int, end: int) -> LongerName | None:
    """Say of what the longer name is in which the tokens from `first` up to `end` stand."""
    words = load_place_words()
    after = doc[end] if end < len(doc) and _touches(doc[end - 1], doc[end]) else None
    before = doc[first - 1] if first > 0 and _touches(doc[first - 1], doc[first]) else None
    if before is not None and before.lower_.strip(".") in words.things_before:
        return "thing"
    if after is None:
        return None
    if after.lower_ in words.things_after:
        return "thing"
    if after.lower_ in words.press_after:
        return "press"
    return "person" if before is None and _is_surname(doc, first, after) else None


def _touches(left: Token, right: Token) -> bool:
    """Tell two capitalised words with one blank between them, in a line that is not all capitals."""
    both = left.text[0].isupper() and right.text[0].isupper()
    shouted = left.text.isupper() and right.text.isupper() and len(right.text) > 1
    return both and not shouted and right.idx == left.idx + len(left.text) + 1 and left.whitespace_ == " "


def _is_surname(doc: Doc, first: int, word: Token) -> bool:
    """Tell "Pretoria Khumalo" from "the Sydney Harbour", "Texas Republicans", "Kherson Oblast"."""
    if word.ent_type_ != "PERSON" or doc[first].dep_ != "compound" or doc[first].head != word:
        return False
    if any(child.dep_ in ("det", "nummod") for child in word.children):
        return False
    known = split_words(word.text) in load_role_index().nouns
    return not known and stem(word.lower_) not in load_common_words()
