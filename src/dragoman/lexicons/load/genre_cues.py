"""What tells the genre of an article.

In:  `genre_cues.toml`. Out: compiled cues with weights.
"""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass
from typing import cast

from dragoman.errors import ConfigError
from dragoman.lexicons.load.files import read_toml
from dragoman.records.vocabulary import GENRES, Genre


@dataclass(frozen=True, slots=True, kw_only=True)
class GenreCue:
    """Reads as: where the pattern is found, the article is of this genre, with this weight."""

    genre: Genre
    pattern: re.Pattern[str]
    weight: float
    example: str


@functools.cache
def load_genre_cues() -> tuple[GenreCue, ...]:
    """Load the cues; ConfigError where a genre is unknown or an example does not match its own pattern."""
    cues = []
    for entry in read_toml("genre_cues.toml")["cues"]:
        cue = GenreCue(
            genre=cast("Genre", entry["genre"]),
            pattern=re.compile(entry["pattern"]),
            weight=float(entry["weight"]),
            example=entry["example"],
        )
        if cue.genre not in GENRES or not cue.pattern.search(cue.example):
            raise ConfigError(f"lexicon genre_cues.toml: {cue.genre} {cue.example!r}")
        cues.append(cue)
    return tuple(cues)
