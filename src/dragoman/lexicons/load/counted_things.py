"""What figures count, under all its names, and what became of those that are counted.

In:  `counted_things.toml`. Out: `CountedThings`, words as stems.
"""

from __future__ import annotations

import functools
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from dragoman.errors import ConfigError
from dragoman.lexicons.load.files import read_toml
from dragoman.lexicons.load.word_rarity import stem

FILE = "counted_things.toml"


@dataclass(frozen=True, slots=True, kw_only=True)
class CountedThings:
    """Reads as: this unit is of that kind, this word tells that fate, this nickname is that currency.

    Units are folded plural nouns; `fates` holds stems; `quiet` are units that count who takes part.
    """

    kinds: Mapping[str, str]
    fates: Mapping[str, str]
    currencies: Mapping[str, str]
    quiet: frozenset[str]


@functools.cache
def load_counted_things() -> CountedThings:
    """Load the table; ConfigError where a word stands in two groups or a part is missing."""
    table = read_toml(FILE)
    try:
        return CountedThings(
            kinds=_invert("kinds", table["kinds"]),
            fates=_invert("fates", {name: _stems(words) for name, words in table["fates"].items()}),
            currencies=_invert("currencies", table["currencies"]),
            quiet=frozenset(table["quiet"]["units"]),
        )
    except (KeyError, TypeError, AttributeError) as error:
        raise ConfigError(f"lexicon {FILE}: {error!r}") from error


def _stems(words: list[str]) -> list[str]:
    return sorted({stem(word) for word in words})


def _invert(part: str, groups: Mapping[str, list[str]]) -> Mapping[str, str]:
    found: dict[str, str] = {}
    for name, words in groups.items():
        for word in words:
            if found.setdefault(word, name) != name:
                raise ConfigError(f"lexicon {FILE}: [{part}] {word!r} is both {found[word]} and {name}")
    return MappingProxyType(found)
