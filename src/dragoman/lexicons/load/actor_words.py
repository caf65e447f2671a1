"""Words that decide who is meant: whose an agent is, whether an office is held, which body "the group" is.

In:  `actor_words.toml`. Out: a frozen record, loaded once.
"""

from __future__ import annotations

import functools
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from dragoman.lexicons.load.files import read_toml

_SINGLE = ("halves", "title_countries", "title_bodies", "seated_bodies")  # tables of one value a word


@dataclass(frozen=True, slots=True, kw_only=True)
class ActorWords:
    """Reads as: sets of words by what they decide; what each means stands in the file, above it.

    `kinds` gives for a noun the kinds of bodies it may mean, `title_countries` for a title the only country
    that has it, `title_bodies` the body meant where none is told, `seated_bodies` for a capital the body whose
    seat it is (ids of organisations.csv).
    """

    not_the_holder: frozenset[str]
    not_owned: frozenset[str]
    gone: frozenset[str]
    foreign_tails: frozenset[str]
    local: frozenset[str]
    embassies: frozenset[str]
    strangers: frozenset[str]
    issuers: frozenset[str]
    lets_in: frozenset[str]
    one_of_a_text: frozenset[str]
    kin: frozenset[str]
    leaders: frozenset[str]
    sides: frozenset[str]
    heads: frozenset[str]
    side_adjectives: frozenset[str]
    harm: frozenset[str]
    envoys: frozenset[str]
    from_abroad: frozenset[str]
    organs: frozenset[str]
    plain_bodies: frozenset[str]
    body_heads: frozenset[str]
    others: frozenset[str]
    mouthpieces: frozenset[str]
    people_do: frozenset[str]
    together: Mapping[str, int]
    halves: Mapping[str, str]
    title_countries: Mapping[str, str]
    title_bodies: Mapping[str, str]
    seated_bodies: Mapping[str, str]
    plural_states: Mapping[str, tuple[str, ...]]
    kinds: Mapping[str, frozenset[str]]


@functools.cache
def load_actor_words() -> ActorWords:
    """Load the words."""
    table = read_toml("actor_words.toml")
    kinds = {noun: frozenset(found) for noun, found in table.pop("kinds").items()}
    several = {name: tuple(codes) for name, codes in table.pop("plural_states").items()}
    together: Mapping[str, int] = MappingProxyType(table.pop("together"))
    single: dict[str, Mapping[str, str]] = {name: MappingProxyType(table.pop(name)) for name in _SINGLE}
    sets: dict[str, frozenset[str]] = {name: frozenset(words) for name, words in table.items()}
    fields: dict[str, Any] = {**single, **sets}
    return ActorWords(
        kinds=MappingProxyType(kinds), plural_states=MappingProxyType(several), together=together, **fields
    )
