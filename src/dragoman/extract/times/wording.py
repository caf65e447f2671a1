"""Tell names of months, seasons and the like from other words of the same spelling: "may", "march", "fall", "June".

In:  a reading and the parse. Out: whether it is a time.
Left to `grammar` rules: what can be told from neighbouring words alone.
"""

from __future__ import annotations

from spacy.tokens import Doc, Token

from dragoman.extract.times.readings import Reading
from dragoman.extract.times.tokens import Lexed
from dragoman.lexicons.load.time_words import load_time_words

MONTH_PREPOSITIONS = frozenset(
    ("in", "since", "until", "till", "by", "of", "from", "to", "between", "and", "through", "before", "after",
     "during", "for", "or", "throughout", "every", "each", "mid", "-", "early", "late", "last", "next", "this")
)  # fmt: skip
DOUBTFUL_MONTHS = frozenset(("may", "march"))
PERSONAL_MONTHS = frozenset(("april", "june", "august", "may"))
SHORT_MONTHS = frozenset(("jan", "feb", "mar", "apr", "jun", "jul", "aug", "sept", "sep", "oct", "nov", "dec"))


def is_time_word(doc: Doc, lexed: Lexed, reading: Reading) -> bool:
    """Tell whether the words of a reading stand for a time here."""
    if reading.rule == "month" and reading.mod is None:
        return _is_month(doc, lexed, reading)
    if reading.rule in ("month-day", "day-month") and _names_body(doc, lexed, reading):
        return False
    if reading.rule == "month-day":
        return not _counts_something(doc, lexed, reading)
    if reading.rule in ("season", "named-period") and _is_verb(doc, lexed, reading):
        return False
    return reading.rule != "year" or reading.mod is not None or not _counts_heads(doc, lexed, reading)


def _names_body(doc: Doc, lexed: Lexed, reading: Reading) -> bool:
    """Tell "the November 17 group" from "the November 17 talks"."""
    bodies = load_time_words().day_bodies
    for index in (reading.start, reading.end - 1):
        token = token_at(doc, lexed.starts[index])
        while token is not None and token.head.i > token.i and token.dep_ in ("compound", "nummod", "nmod", "amod"):
            token = token.head
        if token is not None and token.lower_ in bodies:
            return True
    return False


def _is_verb(doc: Doc, lexed: Lexed, reading: Reading) -> bool:
    """Tell "prices that fall" from "that fall"."""
    token = token_at(doc, lexed.starts[reading.end - 1])
    return token is not None and token.pos_ == "VERB"


def _is_month(doc: Doc, lexed: Lexed, reading: Reading) -> bool:
    index = reading.start
    name = lexed.lowers[index]
    before = lexed.lowers[index - 1] if index else "|"
    if before in load_time_words().name_words:
        return False
    if name in SHORT_MONTHS:
        return before in MONTH_PREPOSITIONS
    if before in MONTH_PREPOSITIONS:
        return not _is_person(doc, lexed, index) or before in ("in", "since", "until", "by", "during")
    if name in DOUBTFUL_MONTHS:
        token = token_at(doc, lexed.starts[index])
        if token is None or token.tag_ not in ("NNP", "NNPS"):
            return False
    return not (name in PERSONAL_MONTHS and _is_person(doc, lexed, index))


def _is_person(doc: Doc, lexed: Lexed, index: int) -> bool:
    """Tell "Theresa May" and "June Carter" by the capitalised words beside them or the parser's label."""
    token = token_at(doc, lexed.starts[index])
    if token is None or lexed.lowers[index] not in PERSONAL_MONTHS:
        return False
    following = index + 1
    named = (
        following < len(lexed.starts)
        and lexed.letters[following] == "?"
        and lexed.text[lexed.starts[following]].isupper()
        and lexed.starts[following] == lexed.ends[index] + 1
        and (index == 0 or lexed.letters[index - 1] not in "TpLXCBFK'")
    )
    return named or token.ent_type_ == "PERSON"


def _counts_something(doc: Doc, lexed: Lexed, reading: Reading) -> bool:
    """Tell "in March 20 people died" from "on March 20"."""
    words = load_time_words().counted_words
    following = lexed.lowers[reading.end] if reading.end < len(lexed.lowers) else ""
    if following in words:
        return True
    token = token_at(doc, lexed.starts[reading.end - 1])
    return token is not None and token.dep_ == "nummod" and token.head.tag_ == "NNS" and token.head.i > token.i


def _counts_heads(doc: Doc, lexed: Lexed, reading: Reading) -> bool:
    """Tell "2024 elected delegates" from "the 2024 elections"."""
    token = token_at(doc, lexed.starts[reading.end - 1])
    if token is None or token.dep_ != "nummod" or token.head.i <= token.i:
        return False
    return token.head.lower_ in load_time_words().counted_words and not any(
        child.dep_ == "det" for child in token.head.children
    )


def token_at(doc: Doc, offset: int) -> Token | None:
    """Give the parsed token that covers a character; None in an empty parse."""
    span = doc.char_span(offset, offset + 1, alignment_mode="expand")
    return span[0] if span is not None and len(span) else None
