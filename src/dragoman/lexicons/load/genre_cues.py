"""What tells the genre of an article.

In:  `genre_cues.toml`. Out: compiled cues with weights; ConfigError where one is wrong.
Left to `extract.genre`: the measures that a cue may name instead of a pattern, and the weighing.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, Literal, cast, get_args

from dragoman.errors import ConfigError
from dragoman.lexicons.load.files import read_toml
from dragoman.records.vocabulary import GENRES, Genre

FILE = "genre_cues.toml"
MAX_HITS = 2  # the same cue again and again says no more than twice, where the cue names no other number

CueScope = Literal["own", "any", "title", "head", "tail"]


@dataclass(frozen=True, slots=True, kw_only=True)
class GenreCue:
    """Reads as: each time the pattern (or the measure of that name) is found, up to `most`, adds its weight.

    `scope`: `own` is the article's own voice outside quotation marks, `any` all but other stories, `title`,
    `head` and `tail` the title and the first and last lines. `dense`: in a long article it counts by its length.
    """

    genre: Genre
    pattern: re.Pattern[str] | None
    measure: str | None
    weight: float
    most: int
    scope: CueScope
    dense: bool
    example: str


@functools.cache
def load_genre_cues() -> tuple[GenreCue, ...]:
    """Load the cues; ConfigError where a genre is unknown or an example does not match its own pattern."""
    return tuple(_read_cue(entry) for entry in read_toml(FILE)["cues"])


@functools.cache
def load_enough() -> Mapping[Genre, float]:
    """Load the score that each genre needs; ConfigError where a genre that cues name has none."""
    found = {cast("Genre", genre): float(score) for genre, score in read_toml(FILE)["enough"].items()}
    missing = {cue.genre for cue in load_genre_cues()} - {"news"} - set(found)
    if missing or not set(found) <= set(GENRES):
        raise ConfigError(f"lexicon {FILE}: [enough] {sorted(missing or found)}")
    return MappingProxyType(found)


@functools.cache
def load_genre_words() -> Mapping[str, frozenset[str]]:
    """Load the lemmas that the measures ask for, by the name of the list."""
    return MappingProxyType({name: frozenset(words) for name, words in read_toml(FILE)["words"].items()})


def _read_cue(entry: dict[str, Any]) -> GenreCue:
    pattern = re.compile(entry["pattern"]) if "pattern" in entry else None
    cue = GenreCue(
        genre=cast("Genre", entry["genre"]),
        pattern=pattern,
        measure=entry.get("measure"),
        weight=float(entry["weight"]),
        most=int(entry.get("most", MAX_HITS)),
        scope=entry.get("scope", "own"),
        dense=bool(entry.get("dense", False)),
        example=entry["example"],
    )
    fits = pattern is None or pattern.search(cue.example) is not None
    if cue.genre not in GENRES or cue.scope not in get_args(CueScope) or (pattern is None) == (cue.measure is None):
        raise ConfigError(f"lexicon {FILE}: {cue.genre} {cue.example!r}")
    if not fits:
        raise ConfigError(f"lexicon {FILE}: {cue.genre} {cue.example!r} does not fit its own pattern")
    return cue
