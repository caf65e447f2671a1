"""One index of every name in the tables, by its words, longest first.

In:  the tables of states, organisations, persons and places. Out: a `NameIndex`, built once.
Left to `nlp.gazetteer`: finding them in a text.
"""

from __future__ import annotations

import functools
import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise
from types import MappingProxyType
from typing import Literal

from dragoman.lexicons.load.known_persons import KnownPerson, load_known_persons
from dragoman.lexicons.load.person_names import fold_name, fold_word
from dragoman.lexicons.load.roles import load_role_index, split_words
from dragoman.lexicons.load.tables import (
    Organisation,
    PlaceRow,
    State,
    load_organisations,
    load_places,
    load_states,
)

# A state's name, its people, an adjective, its capital, a seat of government that means the government.
Sense = Literal["state", "people", "nationality", "capital", "seat", "organisation", "person", "place"]
WORD = re.compile(r"[^\W_][\w\u0300-\u036f\u200c-\u200f]*")
MAX_NAME_CHARS = 120  # a longer "name" is a slip in a table


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """Reads as: these words may mean this row in this sense."""

    sense: Sense
    state: State | None = None
    organisation: Organisation | None = None
    person: KnownPerson | None = None
    place: PlaceRow | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Alias:
    """Reads as: a name as written in a table: its words, the signs between them, and what it may mean.

    `needs_the`: it is a name only after "the" ("the States"). `dotted`: it ends in a dot ("U.S.").
    """

    words: tuple[str, ...]
    gaps: tuple[str, ...]
    dotted: bool
    needs_the: bool
    readings: tuple[Reading, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class NameIndex:
    """Reads as: for a folded first word, the aliases that begin with it: by number of words, longest first, by words.

    `descriptive` holds bodies' names that are built as descriptions ("Russian forces", "UN nuclear
    watchdog"), by folded words: they are read as descriptions first.
    """

    aliases: Mapping[str, tuple[tuple[int, Mapping[tuple[str, ...], tuple[Alias, ...]]], ...]]
    descriptive: Mapping[str, Organisation]


def gap_class(gap: str) -> str:
    """Class the signs between two words of a name: blank and hyphen are one, quotes are one.

    >>> gap_class("-"), gap_class("’"), gap_class(". ")
    (' ', "'", '.')
    """
    bare = gap.strip()
    if bare in ("", "-", "‑", "–") and gap:
        return " "
    if bare in ("'", "’", "‘", "`"):
        return "'"
    return bare


@functools.cache
def load_name_index() -> NameIndex:
    """Build the index of all names."""
    spelled: dict[str, list[Reading]] = {}
    for name, reading in _all_names():
        if name and len(name) <= MAX_NAME_CHARS:
            known = spelled.setdefault(unicodedata.normalize("NFC", name), [])
            if reading not in known:
                known.append(reading)
    by_words: dict[tuple[str, ...], list[Alias]] = {}
    descriptive: dict[str, Organisation] = {}
    for name, readings in spelled.items():
        body = _described_body(name, readings)
        alias = _read_alias(name, tuple(readings)) if body is None else None
        if body is not None:
            descriptive.setdefault(fold_name(name), body)
        if alias is not None:
            by_words.setdefault(tuple(fold_word(word) for word in alias.words), []).append(alias)
    # a look-up a length, so that "national", with which a hundred names begin, costs no more than "zurich"
    grouped: dict[str, dict[int, dict[tuple[str, ...], tuple[Alias, ...]]]] = {}
    for words, aliases in by_words.items():
        grouped.setdefault(words[0], {}).setdefault(len(words), {})[words] = tuple(aliases)
    return NameIndex(
        aliases=MappingProxyType(
            {first: tuple(sorted(found.items(), reverse=True)) for first, found in grouped.items()}
        ),
        descriptive=MappingProxyType(descriptive),
    )


def _described_body(name: str, readings: list[Reading]) -> Organisation | None:
    """Tell "Latvian parliament" (a description) from "al-Qaeda in Iraq" (a name): it ends in a common noun."""
    words = split_words(name)
    body = readings[0].organisation
    if body is None or len(words) < 2 or not name.rsplit(maxsplit=1)[-1][0].islower():
        return None
    nouns = load_role_index().nouns
    return body if any(words[start:] in nouns for start in range(1, len(words))) else None


def _read_alias(name: str, readings: tuple[Reading, ...]) -> Alias | None:
    # "National Liberation Army (Colombia)": the bracket tells rows apart, it is not part of the name
    name = re.sub(r"\s*\([^)]*\)$", "", name)
    found = list(WORD.finditer(name))
    if not found:
        return None
    needs_the = name.startswith("the ") and len(found) > 1
    found = found[1:] if needs_the else found
    gaps = tuple(gap_class(name[a.end() : b.start()]) for a, b in pairwise(found))
    return Alias(
        words=tuple(match.group() for match in found),
        gaps=gaps,
        dotted=name.endswith("."),
        needs_the=needs_the,
        readings=readings,
    )


def _all_names() -> Iterator[tuple[str, Reading]]:
    for state in load_states():
        yield from _state_names(state)
    for organisation in load_organisations():
        for name in (organisation.name, *organisation.aliases):
            yield name, Reading(sense="organisation", organisation=organisation)
    for person in load_known_persons():
        for name in (person.name, *person.aliases):
            yield name, Reading(sense="person", person=person)
    for place in load_places():
        for name in (place.name, *place.aliases):
            yield name, Reading(sense="place", place=place)


def _state_names(state: State) -> Iterator[tuple[str, Reading]]:
    capitals = set(state.capital.split("|"))
    for name in (state.name, state.official_name, *state.aliases):
        yield name, Reading(sense="state", state=state)
    for name in state.demonyms:
        yield name, Reading(sense="people", state=state)
    for name in state.adjectives:
        # "US", "Kosovo": the name does as its own adjective
        if name not in (state.name, *state.aliases):
            yield name, Reading(sense="nationality", state=state)
    for name in sorted({*state.metonyms, *capitals}):
        if name in capitals:
            yield name, Reading(sense="capital", state=state)
        elif name not in (state.name, *state.aliases):
            yield name, Reading(sense="seat", state=state)
