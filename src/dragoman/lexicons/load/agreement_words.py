"""The words for agreements and their stages.

In:  `agreement_words.toml`. Out: kinds by noun, proper names, stages in order of precedence.
"""

from __future__ import annotations

import functools
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import cast

from dragoman.errors import ConfigError
from dragoman.lexicons.load.files import read_toml
from dragoman.records.vocabulary import AGREEMENT_KINDS, STAGES, AgreementKind, Stage


@dataclass(frozen=True, slots=True, kw_only=True)
class StageWords:
    """Reads as: these verbs (lemma first, then its other words), nouns or literal words put it in this stage."""

    stage: Stage
    verbs: tuple[tuple[str, ...], ...]
    nouns: frozenset[str]
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class AgreementWords:
    """Reads as: nouns that name an agreement with its kind, proper names with theirs, and the stages."""

    kinds: Mapping[str, AgreementKind]
    names: Mapping[str, tuple[str, AgreementKind]]
    stages: tuple[StageWords, ...]


@functools.cache
def load_agreement_words() -> AgreementWords:
    """Load the table; ConfigError where a kind or stage is unknown."""
    table = read_toml("agreement_words.toml")
    unknown = set(table["kinds"]) - set(AGREEMENT_KINDS) | {s["stage"] for s in table["stages"]} - set(STAGES)
    if unknown:
        raise ConfigError(f"lexicon agreement_words.toml: no kind or stage {sorted(unknown)}")
    names: dict[str, tuple[str, AgreementKind]] = {}
    for name, entry in table["names"].items():
        for alias in (name, *entry["also"]):
            names[alias] = (name, cast("AgreementKind", entry["kind"]))
    return AgreementWords(
        kinds=MappingProxyType(
            {noun: cast("AgreementKind", kind) for kind, nouns in table["kinds"].items() for noun in nouns}
        ),
        names=MappingProxyType(names),
        stages=tuple(
            StageWords(
                stage=cast("Stage", entry["stage"]),
                verbs=tuple(tuple(verb.split()) for verb in entry["verbs"]),
                nouns=frozenset(entry["nouns"]),
                words=tuple(entry["words"]),
            )
            for entry in table["stages"]
        ),
    )
