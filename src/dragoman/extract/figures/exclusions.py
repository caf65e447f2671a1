"""Tell numbers that are no figures: dates, years, clock times, names, references, scores, places in a row.

In:  the text, a `Quantity`, the words beside it. Out: a reason, or None for a figure.
Left to `numerals`: ordinals, decades and times of day, which are never read as numbers at all.
"""

from __future__ import annotations

import re

from dragoman.extract.figures.measures import Quantity
from dragoman.lexicons.load.units import load_units

_TABLE = load_units()
_WORD_BEFORE = re.compile(r"([^\s(\[“\"‘]+)[\s(\[“\"‘]+$")
_WORD_AFTER = re.compile(r"[\s]+([^\s,.;:)”\"]+\.?)")
_LETTERS_BEFORE = re.compile(r"(?:[A-Za-z_@#&/\\=]|[A-Za-z]['’]?[-–.]|[-–]\d+[-–])$")
_PREFIX_BEFORE = re.compile(r"\b(?:sub|minus|to|non|mid|under|over|some|about|and|or|plus|and/or)[-–]?$", re.IGNORECASE)
_LETTER_AFTER = re.compile(r"[A-Za-z_@°]|[-–][A-Z0-9]|/[A-Za-z0-9]|\^|=|\.[a-z]")
# "Mirage 2000-5 aircraft", "at 188-6": what is left of two numbers with a hyphen that are no range
_AFTER_HYPHEN = re.compile(r"\d[-–]$")
# "at quarter past six", "it is twenty-five to nine"
_CLOCK_BEFORE = re.compile(r"\b(?:quarter|half|five|ten|twenty|twenty-five|minutes?) (?:past|to) $", re.IGNORECASE)
_CLOCK = re.compile(r"(?:[01]\d|2[0-3])[.][0-5]\d|\d[.][0-5]\d")
_CLOCK_AFTER = re.compile(
    r",? (?:in the (?:morning|afternoon|evening)|at night|hours|hrs|GMT|UTC|CET|local|o.clock)\b"
    r"|,? [A-Z][a-z]+ time\b"
)
_LINE_MARK = re.compile(r"(?:^|\n)[ \t]*[(\[]?$")
_ADDRESS = re.compile(r"\S*(?:://|www\.|@|\.com|\.org|\.net|\.html)\S*", re.IGNORECASE)
_YEAR_BEFORE = frozenset(
    ("in", "since", "by", "until", "till", "of", "from", "to", "during", "before", "after", "early", "late", "mid",
     "and", "or", "between", "the", "for", "through", "circa", "year", "years", "spring", "summer", "autumn", "fall",
     "winter", "its", "his", "their", "her", "this", "around", "a", "as", "late-", "mid-", "–", "-")
)  # fmt: skip
_ALWAYS_NAMES = frozenset(
    ("no", "no.", "number", "article", "resolution", "big", "category", "level", "phase", "stage")
)
_FIRST_YEAR, _MODERN_YEAR, _LAST_YEAR = 1100, 1900, 2199
_SCORE = re.compile(r"\d{1,3} ?[-–] ?\d{1,3}|(?P<to>\d{1,3} to \d{1,3})")
_VOTE_NEAR = re.compile(r"\bvot(?:e|ed|es|ing)\b|\bballot|\bmajority\b|\bpassed\b", re.IGNORECASE)
_GAME_NEAR = re.compile(r"\bmatch|\bgame|\bgoal|\bcup\b|\bleague|\bbeat(?:en)?\b|\btournament", re.IGNORECASE)
_NEAR = 40  # characters in which a word says that "188-6" is a vote
_SENTENCE_END = re.compile(r"[.!?]\s")
_AGO = re.compile(r"\s+ago\b", re.IGNORECASE)
# "one day peace will come", "one time": no durations, unless something says how long
_ONE_DAY = re.compile(r"one (?:day|night|time|year)\b(?! (?:later|earlier|after|before|of|in|old))", re.IGNORECASE)
_SPAN_BEFORE = re.compile(
    r"\b(?:in|for|within|after|over|than|least|about|only|just|every|per|last|lasted|past|next|under) $", re.IGNORECASE
)


def find_reason(text: str, quantity: Quantity, *, counts_noun: bool, named_before: bool) -> str | None:
    """Say why the quantity is no figure; None where it is one.

    `counts_noun` says that the parse hangs the number on a noun it counts; `named_before` that it belongs to
    the name before it ("Boeing 787").
    """
    before = text[max(0, quantity.start - 40) : quantity.start]
    if _in_address(text, quantity):
        return "address"
    if quantity.measured:
        if _ONE_DAY.match(text, quantity.number_start) and not _SPAN_BEFORE.search(before):
            return "idiom"
        return "ago" if quantity.figure_class == "duration" and _AGO.match(text, quantity.end) else None
    if _touches(text, quantity, before):
        return "letters"
    if _is_clock(text, quantity, before):
        return "time of day"
    word_before = _word(_WORD_BEFORE.search(before))
    word_after = _word(_WORD_AFTER.match(text, quantity.end))
    if _is_date(quantity, word_before, word_after):
        return "date"
    if is_year(text, quantity, word_before, counts_noun=counts_noun):
        return "year"
    if named_before or _is_reference(text, quantity, word_before, word_after, counts_noun=counts_noun):
        return "name"
    return "list" if _is_list_mark(text, quantity, before) else None


def _is_clock(text: str, quantity: Quantity, before: str) -> bool:
    """Tell "at 09.03", "at 3.40 in the afternoon", "quarter past six" from "at 3.40 a share"."""
    if quantity.form == "words":
        return quantity.high <= 12 and _CLOCK_BEFORE.search(before) is not None
    said = text[quantity.number_start : quantity.number_end]
    if quantity.scale != 1 or _CLOCK.fullmatch(said) is None or not before.lower().endswith("at "):
        return False
    leading_zero = said[0] == "0" and said[1] != "."
    day_before = re.search(r"\d{1,2} [A-Z][a-z]+ at $", before) is not None
    return leading_zero or day_before or _CLOCK_AFTER.match(text, quantity.end) is not None


def is_year(text: str, quantity: Quantity, word_before: str, *, counts_noun: bool) -> bool:
    """Tell "in 2019", "2014-2017" from "2000 workers", "more than 1500 men"."""
    if quantity.form != "digits" or quantity.scale != 1 or quantity.prefixed:
        return False
    said = text[quantity.number_start : quantity.number_end]
    if not re.fullmatch(r"\d{4}(?:[ ]?[-–—/]|[ ]to[ ]|[ ]and[ ]|[ ]or[ ])?(?:\d{4})?", said):
        return False
    if not _FIRST_YEAR <= quantity.low <= quantity.high <= _LAST_YEAR:
        return False
    if quantity.low >= _MODERN_YEAR:
        return not (counts_noun and (quantity.low % 100 == 0 or word_before in ("than", "least", "about", "nearly")))
    return word_before.lower() in _YEAR_BEFORE and not counts_noun


def is_score(text: str, first: Quantity, second: Quantity) -> bool:
    """Tell "2-0", "lost 89-91": two bare numbers with a hyphen that are no range."""
    if first.measured or second.measured or first.form != "digits" or second.form != "digits":
        return False
    score = _SCORE.fullmatch(text[first.start : second.end])
    return score is not None and (score["to"] is None or is_vote(text, first.start, second.end))


def is_vote(text: str, start: int, end: int) -> bool:
    """Tell whether two numbers with a hyphen or "to" between them are votes for and against."""
    opening = _SENTENCE_END.split(text[max(0, start - _NEAR) : start])[-1]
    closing = _SENTENCE_END.split(text[end : end + _NEAR])[0]
    told = f"{opening} {closing}"
    return _VOTE_NEAR.search(told) is not None and _GAME_NEAR.search(told) is None


def _word(match: re.Match[str] | None) -> str:
    return match[1] if match is not None else ""


def _touches(text: str, quantity: Quantity, before: str) -> bool:
    if quantity.form == "words":
        return before.endswith("-")  # "one-on-one"
    cut_off = not quantity.joined and _AFTER_HYPHEN.search(before) is not None
    return quantity.form == "digits" and (cut_off or _touches_letters(text, quantity, before))


def _touches_letters(text: str, quantity: Quantity, before: str) -> bool:
    """Tell "F-16", "COVID-19", "AB8", "5G" from "sub-7", "to-260,000", "300-member"."""
    after = text[quantity.end : quantity.end + 3]
    if _LETTER_AFTER.match(after) is not None:
        return True
    return _LETTERS_BEFORE.search(before) is not None and _PREFIX_BEFORE.search(before) is None


def _is_date(quantity: Quantity, word_before: str, word_after: str) -> bool:
    """Tell "March 7", "7 March", "22-24 October" by the month beside a day's number."""
    if quantity.high > 31 or quantity.form != "digits":
        return False
    months = _TABLE.months
    before, after = word_before.rstrip(".,"), word_after.rstrip(".,")
    if before.lower() in months and before[:1].isupper():
        return True
    return after.lower() in months and after[:1].isupper()


def _is_reference(text: str, quantity: Quantity, word_before: str, word_after: str, *, counts_noun: bool) -> bool:
    """Tell "Resolution 2231", "No. 10", "Article 5", "16 Station Road", "6 p.m. on day 3"."""
    if word_after.lower() in _TABLE.names_after and (word_after[:1].isupper() or quantity.low <= 24):
        return True
    if word_before.endswith("#") or text[max(0, quantity.start - 1) : quantity.start] in ("#", "№", "§"):
        return True
    told = word_before.lower()
    if told not in _TABLE.names_before:
        return False
    # "Resolution 1701 calls", "in week 3": yes; "the army 300 tanks" hangs on a noun, "top 10 firms" is a rank
    return not counts_noun or told in _ALWAYS_NAMES or text.startswith(" of ", quantity.end)


def _is_list_mark(text: str, quantity: Quantity, before: str) -> bool:
    if quantity.form != "digits" or quantity.high > 200 or _LINE_MARK.search(before) is None:
        return False
    return re.match(r"[.)\]:](?:\s|$)|\s*$", text[quantity.end : quantity.end + 2]) is not None


def _in_address(text: str, quantity: Quantity) -> bool:
    """Tell a number inside a web address, an e-mail address or a handle."""
    start = max(text.rfind(mark, max(0, quantity.start - 80), quantity.start) for mark in (" ", "\n"))
    run = _ADDRESS.match(text, start + 1, start + 200)
    return run is not None and run.end() >= quantity.end
