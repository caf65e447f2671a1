"""Words by which a sentence shows that its "attack" or "siege" is a figure of speech.

In:  `figurative.toml`. Out: sets of lemmas, and of sectors.
"""

from __future__ import annotations

import functools
from dataclasses import dataclass

from dragoman.lexicons.load.files import read_toml


@dataclass(frozen=True, slots=True, kw_only=True)
class Figurative:
    """Reads as: sport words, words that make it politics after all, armed sectors, things that really hit."""

    sport: frozenset[str]
    exempt: frozenset[str]
    armed: frozenset[str]
    hitters: frozenset[str]


@functools.cache
def load_figurative() -> Figurative:
    """Load the words; ConfigError where the file is malformed."""
    table = read_toml("figurative.toml")
    return Figurative(**{name: frozenset(table[name]) for name in ("sport", "exempt", "armed", "hitters")})
