"""Label conventions of other codebooks: what a coded event is called there.

In:  `conventions.toml`. Out: `Convention`s by name.
"""

from __future__ import annotations

import functools
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from dragoman.lexicons.load.files import read_toml


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """Reads as: an event of this type, in a sentence with one of these words (and one of `also`), is called `label`."""

    event_type: str
    words: frozenset[str]
    also: frozenset[str]
    label: str

    def holds(self, event_type: str, words: frozenset[str]) -> bool:
        """Tell whether an event of this type, in a sentence of these lemmas, meets the rule's conditions."""
        fits = all(bool(wanted & words) for wanted in (self.words, self.also) if wanted)
        return event_type == self.event_type and fits


@dataclass(frozen=True, slots=True, kw_only=True)
class Convention:
    """Reads as: how a codebook calls events."""

    types: Mapping[str, str]
    rules: tuple[Rule, ...]

    def relabel(self, event_type: str, words: frozenset[str]) -> str:
        """Give the codebook's name for an event of this type in a sentence of these lemmas."""
        for rule in self.rules:
            if rule.holds(event_type, words):
                return rule.label
        return self.types.get(event_type, event_type)


@functools.cache
def load_conventions() -> Mapping[str, Convention]:
    """Load the conventions."""
    conventions = {}
    for name, entry in read_toml("conventions.toml").items():
        conventions[name] = Convention(
            types=MappingProxyType(dict(entry["types"])),
            rules=tuple(
                Rule(
                    event_type=rule["type"],
                    words=frozenset(rule["words"]),
                    also=frozenset(rule.get("also", ())),
                    label=rule["label"],
                )
                for rule in entry["rules"]
            ),
        )
    return MappingProxyType(conventions)
