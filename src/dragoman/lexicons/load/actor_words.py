"""Words that decide who is meant: whose an agent is, whether an office is held, which body "the group" is.

In:  `actor_words.toml`. Out: a frozen record, loaded once.
"""

from __future__ import annotations

import functools
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from dragoman.lexicons.load.files import read_toml


@dataclass(frozen=True, slots=True, kw_only=True)
class ActorWords:
    """Reads as: sets of words by what they decide; what each means stands in the file, above it.

    `kinds` gives for a noun the kinds of bodies it may mean.
    """

    not_the_holder: frozenset[str]
    not_owned: frozenset[str]
    gone: frozenset[str]
    foreign_tails: frozenset[str]
    local: frozenset[str]
    embassies: frozenset[str]
    kin: frozenset[str]
    leaders: frozenset[str]
    sides: frozenset[str]
    heads: frozenset[str]
    side_adjectives: frozenset[str]
    harm: frozenset[str]
    plural_states: Mapping[str, tuple[str, ...]]
    kinds: Mapping[str, frozenset[str]]


@functools.cache
def load_actor_words() -> ActorWords:
    """Load the words."""
    table = read_toml("actor_words.toml")
    kinds = {noun: frozenset(found) for noun, found in table.pop("kinds").items()}
    several = {name: tuple(codes) for name, codes in table.pop("plural_states").items()}
    return ActorWords(
        kinds=MappingProxyType(kinds),
        plural_states=MappingProxyType(several),
        **{name: frozenset(words) for name, words in table.items()},
    )
