"""Label conventions of other codebooks: what a coded event is called there.

In:  `conventions.toml`. Out: `Convention`s by name.
"""

from __future__ import annotations

import functools
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from dragoman.errors import ConfigError
from dragoman.lexicons.load.files import read_toml
from dragoman.records.mentions import EventMention
from dragoman.records.vocabulary import EXTENSION_TYPES


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """Reads as: an event of this type, with one of these modes, named by one of these words, is called `label`."""

    event_type: str
    modes: frozenset[str]
    triggers: frozenset[str]
    label: str

    def holds(self, event: EventMention) -> bool:
        """Tell whether the event meets the rule's conditions."""
        words = {part.rpartition(":")[2] for part in event.why if part.startswith(("trigger:", "act:"))}
        return (
            event.event_type == self.event_type
            and (not self.modes or bool(self.modes & set(event.modes)))
            and (not self.triggers or bool(self.triggers & words))
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Convention:
    """Reads as: how a codebook calls events."""

    by_plover_type: bool
    types: Mapping[str, str]
    rules: tuple[Rule, ...]

    def label(self, event: EventMention) -> str | None:
        """Give the codebook's name for an event; None where it has none."""
        for rule in self.rules:
            if rule.holds(event):
                return rule.label
        event_type = event.plover_type if self.by_plover_type else event.event_type
        if event_type is None or event_type in EXTENSION_TYPES:
            return None
        return self.types.get(event_type, event_type)


@functools.cache
def load_conventions() -> Mapping[str, Convention]:
    """Load the conventions; ConfigError where `by` is unknown."""
    conventions = {}
    for name, entry in read_toml("conventions.toml").items():
        if entry["by"] not in ("plover_type", "event_type"):
            raise ConfigError(f"lexicon conventions.toml: [{name}] by = {entry['by']!r}")
        conventions[name] = Convention(
            by_plover_type=entry["by"] == "plover_type",
            types=MappingProxyType(dict(entry["types"])),
            rules=tuple(
                Rule(
                    event_type=rule["type"],
                    modes=frozenset(rule.get("modes", ())),
                    triggers=frozenset(rule.get("triggers", ())),
                    label=rule["label"],
                )
                for rule in entry["rules"]
            ),
        )
    return MappingProxyType(conventions)
