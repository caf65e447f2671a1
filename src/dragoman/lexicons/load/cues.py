"""Words that tell an event's mode.

In:  `mode_cues.toml`. Out: frozen sets of lemmas.
"""

from __future__ import annotations

import functools
from collections.abc import Mapping
from types import MappingProxyType

from dragoman.errors import ConfigError
from dragoman.lexicons.load.files import read_toml
from dragoman.lexicons.load.triggers import load_scales
from dragoman.records.vocabulary import EVENT_TYPES


@functools.cache
def load_mode_cues() -> Mapping[str, Mapping[str, frozenset[str]]]:
    """Load, for each type and mode, the lemmas near an event that tell the mode."""
    table = read_toml("mode_cues.toml")
    for event_type, modes in table.items():
        if event_type not in EVENT_TYPES or set(modes) - set(load_scales()[event_type].modes):
            raise ConfigError(f"lexicon mode_cues.toml: [{event_type}] names a type or mode that does not exist")
    return MappingProxyType(
        {
            event_type: MappingProxyType({mode: frozenset(words) for mode, words in modes.items()})
            for event_type, modes in table.items()
        }
    )
