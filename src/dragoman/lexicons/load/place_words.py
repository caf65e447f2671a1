"""Words that tell a place from a government.

In:  `place_words.toml`. Out: a frozen record, loaded once.
"""

from __future__ import annotations

import functools
from dataclasses import dataclass

from dragoman.lexicons.load.files import read_toml


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceWords:
    """Reads as: sets of lemmas by what they decide; what each means stands in the file, above it."""

    motion: frozenset[str]
    visited: frozenset[str]
    place_nouns: frozenset[str]
    deeds: frozenset[str]
    parts: frozenset[str]
    towns: frozenset[str]
    sites: frozenset[str]
    regions: frozenset[str]
    things_after: frozenset[str]
    things_before: frozenset[str]
    press_after: frozenset[str]


@functools.cache
def load_place_words() -> PlaceWords:
    """Load the words."""
    return PlaceWords(**{name: frozenset(words) for name, words in read_toml("place_words.toml").items()})
