"""Nouns and names that say on what occasion something was said: a press conference, a call, a post.

In:  `saying_occasions.toml`. Out: one frozen `OccasionTable`; ConfigError says what is wrong.
Left to `extract.quotations.occasions`: finding them beside what is said.
"""

from __future__ import annotations

import functools
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, cast

from dragoman.errors import ConfigError
from dragoman.lexicons.load.files import read_toml
from dragoman.records.vocabulary import OCCASION_KINDS, OccasionKind

FILE_NAME = "saying_occasions.toml"


@dataclass(frozen=True, slots=True, kw_only=True)
class OccasionNoun:
    """Reads as: this noun names an occasion of this kind, after these prepositions; it may be told to where heard."""

    kind: OccasionKind
    prepositions: frozenset[str]
    heard: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class OccasionTable:
    """Reads as: all nouns by their lemmas in lower case, platforms by their names, verbs of speaking by lemma.

    `longest` is the number of words of the longest noun.
    """

    nouns: Mapping[tuple[str, ...], OccasionNoun]
    platforms: Mapping[tuple[str, ...], OccasionNoun]
    speaking: frozenset[str]
    longest: int
    examples: tuple[tuple[OccasionKind, str], ...]


@functools.cache
def load_saying_occasions() -> OccasionTable:
    """Load and check the table; ConfigError where it is not as it must be."""
    return build_saying_occasions(read_toml(FILE_NAME))


def build_saying_occasions(data: Mapping[str, Any]) -> OccasionTable:
    """Check what the file holds and freeze it; ConfigError says which part is missing or has another form."""
    try:
        rows, platforms = data["occasion"], data["platforms"]
        nouns: dict[tuple[str, ...], OccasionNoun] = {}
        for row in rows:
            for noun in row["nouns"]:
                # "op-ed", "e-mail": a parser may give a hyphen a token of its own
                nouns.setdefault(tuple(noun.lower().split()), _read(row))
                nouns.setdefault(tuple(noun.lower().replace("-", " - ").split()), _read(row))
        named = {tuple(name.split()): _read(platforms) for name in platforms["names"]}
        examples = tuple((_kind(row), str(row["example"])) for row in (*rows, platforms))
        speaking = frozenset(data["speaking"]["verbs"])
    except (KeyError, TypeError, AttributeError) as error:
        raise ConfigError(f"lexicon {FILE_NAME}: a section is missing or has another form: {error!r}") from error
    return OccasionTable(
        nouns=MappingProxyType(nouns),
        platforms=MappingProxyType(named),
        speaking=speaking,
        longest=max(map(len, nouns)),
        examples=examples,
    )


def _read(row: Mapping[str, Any]) -> OccasionNoun:
    return OccasionNoun(
        kind=_kind(row), prepositions=frozenset(row["prepositions"]), heard=bool(row.get("heard", False))
    )


def _kind(row: Mapping[str, Any]) -> OccasionKind:
    if row["kind"] not in OCCASION_KINDS:
        raise ConfigError(f"lexicon {FILE_NAME}: kind {row['kind']!r} is none of {', '.join(OCCASION_KINDS)}")
    return cast("OccasionKind", row["kind"])
