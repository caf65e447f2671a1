"""Of which genres somebody answers for what the article asserts, and the words that say who.

In:  `[asserted_by]` and `[issuers]` of `genre_cues.toml`. Out: one frozen `AssertingTable`; ConfigError says what is
wrong.
Left to `extract.asserters`: finding them.
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
By = Literal["author", "issuer"]


@dataclass(frozen=True, slots=True, kw_only=True)
class AssertingGenre:
    """Reads as: for what such an article asserts its author, or issuer, answers; `unnamed` is what it is called."""

    by: By
    unnamed: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AssertingTable:
    """Reads as: the genres, the lines that name an issuer, desks that are no authors, publishers that only hand on."""

    genres: Mapping[Genre, AssertingGenre]
    lines: tuple[re.Pattern[str], ...]
    desks: frozenset[str]
    distributors: tuple[str, ...]


@functools.cache
def load_asserting_genres() -> AssertingTable:
    """Load and check the table."""
    return build_asserting_genres(read_toml(FILE))


def build_asserting_genres(data: Mapping[str, Any]) -> AssertingTable:
    """Check what the file holds and freeze it; ConfigError says which part is missing or has another form."""
    try:
        issuers = data["issuers"]
        genres = {
            genre: AssertingGenre(by=row["by"], unnamed=row["unnamed"]) for genre, row in data["asserted_by"].items()
        }
        lines = tuple(re.compile(line) for line in issuers["lines"])
        desks, distributors = frozenset(issuers["desks"]), tuple(issuers["distributors"])
    except (KeyError, TypeError, AttributeError, re.error) as error:
        raise ConfigError(f"lexicon {FILE}: a section is missing or has another form: {error!r}") from error
    for genre, row in genres.items():
        if genre not in GENRES or row.by not in get_args(By) or not row.unnamed.strip():
            raise ConfigError(f"lexicon {FILE}: [asserted_by] {genre} {row}")
    if any("who" not in line.groupindex for line in lines):
        raise ConfigError(f"lexicon {FILE}: [issuers] a line says nobody: it has no group `who`")
    return AssertingTable(
        genres=MappingProxyType(cast("dict[Genre, AssertingGenre]", genres)),
        lines=lines,
        desks=desks,
        distributors=distributors,
    )
