"""Nouns that mean a body named before, and words that tell an office's holder from another.

In:  `anaphors.toml`. Out: a frozen record, loaded once.
"""

from __future__ import annotations

import functools
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from dragoman.lexicons.load.files import read_toml


@dataclass(frozen=True, slots=True, kw_only=True)
class Anaphors:
    """Reads as: for a noun the kinds of bodies it may mean; beside `not_the_holder` an office is another's."""

    kinds: Mapping[str, frozenset[str]]
    not_the_holder: frozenset[str]


@functools.cache
def load_anaphors() -> Anaphors:
    """Load the nouns."""
    table = read_toml("anaphors.toml")
    return Anaphors(
        kinds=MappingProxyType({noun: frozenset(kinds) for noun, kinds in table["kinds"].items()}),
        not_the_holder=frozenset(table["not_the_holder"]),
    )
