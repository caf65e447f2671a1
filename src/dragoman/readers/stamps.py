"""Find stamped dates and places: "October 14, 2024" on a line, "TEHRAN, Jan 17 (Agency) -" before a paragraph.

In:  a line's text. Out: whether it is nothing but a stamp, or how many of its first characters are one.
Left to `extract.times`: what day the words mean.
"""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass

from dragoman.lexicons.load.zone_cues import load_zone_cues

STAMP_CHARACTERS = 90  # a line of nothing but place, date and time is no longer
PREFIX_CHARACTERS = 130  # "ST. PETERSBURG, Russia, September 30, 2024 (Agency) - " is 54


@dataclass(frozen=True, slots=True, kw_only=True)
class StampGrammar:
    """Reads as: the patterns of dates and datelines, made from the months and labels of the lexicon."""

    date: re.Pattern[str]
    filler: re.Pattern[str]
    ago: re.Pattern[str]
    place: re.Pattern[str]
    numeric_stamp: re.Pattern[str]
    prefixes: tuple[re.Pattern[str], ...]
    bare_prefix: re.Pattern[str]


@functools.cache
def _grammar() -> StampGrammar:
    words = load_zone_cues().words
    month = rf"(?:{_either(words['months'])})\b\.?"
    weekday = rf"(?:{_either(words['weekdays'])})\b\.?"
    year = r"(?:1[89]|20)\d\d"
    day = r"\d{1,2}(?:st|nd|rd|th)?"
    date = (
        rf"(?:{month}\s?{day}(?:\s?,?\s{year}|\s?,\s?{year})?(?!\d)|{day}(?:\s|-|/)(?:of\s)?{month}(?:(?:,?\s|-|/){year})?"
        rf"|{month},?\s{year}|{year}\s?[-/.]\s?\d{{1,2}}\s?[-/.]\s?\d{{1,2}}"
        rf"|\d{{1,2}}\s?[-/.]\s?\d{{1,2}}\s?[-/.]\s?(?:{year}|\d\d)(?!\d))"
    )
    clock = r"(?:T?\d{1,2}[:.]\d\d(?::\d\d(?:\.\d+)?)?(?:\s?[ap]\.?\s?m\b\.?)?|\d{1,2}\s?[ap]\.?m\b\.?)"
    zone = r"(?:[A-Z]{2,5}\b(?:[+-]\d{1,2})?|Z\b|[+-]\d\d:?\d\d|hours\b|hrs\b|local time)"
    label = rf"(?:{_either(words['stamp_labels'])})\b\s?:?"
    caps = r"[A-Z][A-Z.'’-]++(?:[ /][A-Z][A-Z.'’-]*+){0,2}"
    mixed = r"[A-Z][\w.'’-]{1,20}(?: [A-Z][\w.'’-]{1,20}){0,3}"
    part = r"(?:, [A-Z][\w.]{1,15}(?: [A-Z][\w.]{1,15})?){0,2}"
    agency = r"\((?![RDI]-)[A-Z][^()]{1,40}\)"  # "(Port Wire)", not "(R-Texas)"
    told = rf"(?i:(?:{weekday},?\s)?{date})"
    dash = r"\s{0,2}(?:--|[-–—])\s{0,2}(?=\S)"
    stop = r"(?:\.\s+(?=\S)|\s{0,2}(?:--|[-–—:|])\s+(?=\S))"
    return StampGrammar(
        date=re.compile(rf"(?:{weekday},?\s)?{date}", re.IGNORECASE),
        filler=re.compile(rf"(?i:{label}|{weekday}|{clock})|{zone}|[\s,|/•·.()–—-]"),
        ago=re.compile(
            r"\W*(?:\d{1,3}|an?)\s(?:second|minute|min|hour|hr|day|week|month|year)s?\sago\W*", re.IGNORECASE
        ),
        place=re.compile(rf"(?:{caps}|{mixed}){part}\s?(?:{agency}|[,:|–—-])?\s"),
        # " date 2024-03-20 The president ...": the stamp has no end of its own but the numbers.
        numeric_stamp=re.compile(
            rf"\W{{0,3}}(?:(?i:{label})\s{{0,2}})?{year}-\d\d-\d\d(?:[T ]{clock})?{zone}?\W{{0,3}}\s(?=\W?[A-Z])"
        ),
        prefixes=(
            re.compile(rf"{caps}{part}(?:,? {told})?{part} ?{agency}{dash}"),
            re.compile(rf"{mixed}{part}(?:,? {told})?{part} ?{agency}{dash}"),
            re.compile(rf"(?:{caps}|{mixed}), [A-Z]{{3,10}}{dash}"),
            re.compile(rf"{caps}(?:,|\.) ?{told}\.? ?(?:{agency}{dash}|/[A-Z][^/]{{1,30}}/[.,]?\s+(?=\S))"),
            re.compile(rf"{mixed}, [A-Z]\w{{2,15}}\s(?:--|[–—])\s(?=\W?[A-Z])"),
            re.compile(rf"(?:{caps}|{mixed}){part}[,/] {told}{part}(?: ?{agency})?{stop}"),
            re.compile(rf"(?:{label} )?{told}(?: ?{agency})?{dash}(?=\W?[A-Z\d])"),
            re.compile(rf"(?i:(?:{weekday},? )?(?:{day} {month}|{month} {day},?) {year})\.\s(?=\W?[A-Z\d])"),
            re.compile(rf"{agency}{dash}(?=\W?[A-Z\d])"),
            re.compile(rf"(?i:{label}):? ?{told}(?:,? {clock})?\s(?=\W?[A-Z])"),
        ),
        bare_prefix=re.compile(rf"(?P<place>{caps}){part}\s{{0,2}}(?:--|[–—]|(?<=\s)-(?=\s))\s{{0,2}}(?=\W?[A-Z\d])"),
    )


def _either(words: frozenset[str]) -> str:
    """Join words for a pattern, the longest first, so that "Sept" is not read as "Sep"."""
    return "|".join(re.escape(word) for word in sorted(words, key=lambda word: (-len(word), word)))


def is_date_line(text: str) -> bool:
    """Tell a line that holds nothing but a date, its labels and its time: "Posted: May 3, 2023 at 11:10 am"."""
    if len(text) > STAMP_CHARACTERS:
        return False
    return _is_stamp(text) or _grammar().ago.fullmatch(text) is not None


def is_place_and_date(text: str) -> bool:
    """Tell a line of a place or an agency with the date: "TEHRAN, 17 June 2023"."""
    if len(text) > STAMP_CHARACTERS:
        return False
    place = _grammar().place.match(text)
    return place is not None and _is_stamp(text[place.end() :])


def _is_stamp(text: str) -> bool:
    grammar = _grammar()
    offset = dates = 0
    while offset < len(text):
        found = grammar.date.match(text, offset)
        if found is not None:
            dates += 1
        else:
            found = grammar.filler.match(text, offset)
        if found is None:
            return False
        offset = found.end()
    return dates > 0


def trailing_date(text: str) -> int | None:
    """Give the offset at which a short line turns into a date: "By our staff, April 6, 2023" at "April"."""
    for found in _grammar().date.finditer(text[:STAMP_CHARACTERS]):
        if found.start() > 0 and _is_stamp(text[found.start() :]):
            return found.start()
    return None


def numeric_stamp_length(text: str) -> int:
    """Count the characters of " date 2024-03-20 " before other words of a line; 0 where there is none."""
    found = _grammar().numeric_stamp.match(text[:PREFIX_CHARACTERS])
    return found.end() if found is not None and found.end() < len(text) else 0


def stamp_length(text: str) -> int:
    """Count the characters of the dateline that a paragraph opens with, the white space behind it included; else 0."""
    head = text[:PREFIX_CHARACTERS]
    grammar = _grammar()
    found = next(
        (match for match in (p.match(head) for p in (grammar.numeric_stamp, *grammar.prefixes)) if match), None
    )
    if found is None:
        found = grammar.bare_prefix.match(head)
        # "NATO - The alliance ..." and "US - Iran talks" open with no place of writing.
        if found is None or len(found["place"]) < 4 or _is_no_place(found["place"]):
            return 0
    return found.end() if found.end() < len(text) else 0


def _is_no_place(capitals: str) -> bool:
    not_places = load_zone_cues().words["not_places"]
    place = capitals.casefold()
    return place in not_places or any(word in not_places for word in place.replace("-", " ").split())
