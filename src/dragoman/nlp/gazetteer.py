"""Find the names of the tables in a text, leftmost and longest, by the rules of capital letters.

In:  a text. Out: `NameHit`s in text order, not overlapping, each with all that it may mean.
Left to `extract`: which of these it means here.
"""

from __future__ import annotations

import functools
from dataclasses import dataclass
from itertools import pairwise

from dragoman.lexicons.load.ambiguous_names import AmbiguousName, load_ambiguous_names, load_words_in_capitals
from dragoman.lexicons.load.name_index import WORD, Alias, NameIndex, Reading, gap_class, load_name_index
from dragoman.lexicons.load.person_names import fold_word

_LONG_ACRONYM = 4  # "Nato", "Opec" are written so; "Who", "Un" are not


@dataclass(frozen=True, slots=True, kw_only=True)
class NameHit:
    """Reads as: the characters from `start` to `end` are this name."""

    start: int
    end: int
    readings: tuple[Reading, ...]


@functools.lru_cache(maxsize=8)  # actors and places ask one after the other for the same text
def find_names(text: str) -> tuple[NameHit, ...]:
    """Find all known names in a text."""
    index, small = load_name_index(), _small_openers()
    words = [(match.start(), match.end(), match.group()) for match in WORD.finditer(text)]
    folded = [fold_word(word) for _, _, word in words]
    told = frozenset(folded)
    found: list[NameHit] = []
    position = 0
    while position < len(words):
        first = folded[position]
        begins = first in index.aliases and (first in small or not words[position][2][0].islower())
        hit = _longest(text, words, folded, position, index) if begins else None
        if hit is None:
            position += 1
            continue
        count, alias, readings = hit
        start, end = words[position][0], words[position + count - 1][1]
        if alias.dotted and text[end : end + 1] == ".":
            end += 1
        beside = (_at(folded, position - 1), _at(folded, position + count))
        readings = _without_namesakes(" ".join(folded[position : position + count]), readings, beside, told)
        if readings:
            found.append(NameHit(start=start, end=end, readings=readings))
        position += count
    return tuple(found)


@functools.cache
def _small_openers() -> frozenset[str]:
    """Give the first words that some name writes small: at any other a small letter begins no name."""
    return frozenset(
        word
        for word, by_length in load_name_index().aliases.items()
        if any(not alias.words[0][0].isupper() for _, names in by_length for told in names.values() for alias in told)
    )


def _at(folded: list[str], position: int) -> str:
    return folded[position] if 0 <= position < len(folded) else ""


def _without_namesakes(
    name: str, readings: tuple[Reading, ...], beside: tuple[str, str], told: frozenset[str]
) -> tuple[Reading, ...]:
    """Leave out the state or capital where the text means its namesake: Georgia beside Atlanta."""
    rule = load_ambiguous_names().get(name)
    if rule is None:
        return readings
    here, elsewhere = len(told & rule.here), len(told & rule.elsewhere)
    other = elsewhere >= here if rule.other_first else elsewhere > here
    if other or beside[0] in rule.never_before or beside[1] in rule.never_after:
        named_so = {reading.state.code for reading in readings if reading.state is not None}
        return tuple(
            reading
            for reading in readings
            if reading.state is None
            and (reading.place is None or (reading.place.country not in named_so and not _is_beside(rule, beside)))
        )
    # Georgia the state is no place of another country
    if any(reading.sense == "state" for reading in readings):
        return tuple(reading for reading in readings if reading.place is None)
    return readings


def _is_beside(rule: AmbiguousName, beside: tuple[str, str]) -> bool:
    # "Michael Jordan", "Paris Hilton": no place either
    return beside[0] in rule.never_before or beside[1] in rule.never_after


def _longest(
    text: str, words: list[tuple[int, int, str]], folded: list[str], position: int, index: NameIndex
) -> tuple[int, Alias, tuple[Reading, ...]] | None:
    for count, names in index.aliases[folded[position]]:
        aliases = names.get(tuple(folded[position : position + count]))
        if aliases is None:
            continue
        here = words[position : position + count]
        gaps = tuple(gap_class(text[a[1] : b[0]]) for a, b in pairwise(here))
        if any("\n\n" in text[a[1] : b[0]] for a, b in pairwise(here)):
            continue
        told = [word for _, _, word in here]
        after_the = position > 0 and folded[position - 1] == "the"
        fitting = [
            alias
            for alias in aliases
            if alias.gaps == gaps and (after_the or not alias.needs_the) and _is_cased_so(alias, told, text, here[0][0])
        ]
        if (
            fitting
            and told[0] == "The"
            and position + count < len(words)
            and _goes_on(text, here[-1], words[position + count])
        ):
            continue
        if fitting:
            readings = tuple(dict.fromkeys(reading for alias in fitting for reading in alias.readings))
            # "U.S." and "US": the dot belongs to the name where any spelling has it
            alias = next((a for a in fitting if a.dotted), fitting[0])
            return _before_comma(alias, readings), alias, readings
    return None


def _is_cased_so(alias: Alias, told: list[str], text: str, start: int) -> bool:
    """Tell whether the words wear the capitals of the name: "US" is not "us", "China" not "china"."""
    for name, word in zip(alias.words, told, strict=True):
        if name.isupper() and len(name) > 1:
            nato = len(name) >= _LONG_ACRONYM and word.istitle()
            if word != name and not nato:
                return False
            if word.lower() in load_words_in_capitals() and _in_capitals(text, start):
                return False
        elif (name[0].isupper() and not word[0].isupper()) or (
            name[0].isupper() and not name.isupper() and word != name and _is_odd_case(name, word)
        ):
            return False
    return True


def _is_odd_case(name: str, word: str) -> bool:
    # "Let us be honest" does not open with the name LeT
    if len(name) < _LONG_ACRONYM and not name[1:].islower() and word.istitle():
        return True
    # "CHAD", "IRAN" stand for the name in capitals; "MALi" does not; short ones in capitals are acronyms
    return not (word.isupper() and len(word) > 3) and word.lower() == name.lower() and word.isupper()


def _before_comma(alias: Alias, readings: tuple[Reading, ...]) -> int:
    """Give how many words are the name: of "Tripoli, Lebanon" one, the rest only told which Tripoli."""
    if "," in alias.gaps and all(reading.sense == "place" for reading in readings):
        return alias.gaps.index(",") + 1
    return len(alias.words)


def _goes_on(text: str, last: tuple[int, int, str], after: tuple[int, int, str]) -> bool:
    # "The National Security Council" is no newspaper's name
    return text[last[1] : after[0]] == " " and after[2][0].isupper()


def _in_capitals(text: str, start: int) -> bool:
    line_start = text.rfind("\n", 0, start) + 1
    line_end = text.find("\n", start)
    line = text[line_start : line_end if line_end >= 0 else len(text)]
    letters = [sign for sign in line if sign.isalpha()]
    return len(letters) > 12 and sum(sign.isupper() for sign in letters) > 0.8 * len(letters)
