"""The words for agreements and their stages.

In:  `agreement_words.toml`. Out: kinds by noun, proper names, stages in order of precedence, and the words of
agreements that are told without such a noun: deeds, talks, memberships.
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
    """Reads as: these verbs (lemma first, then its other words), nouns or literal words put it in this stage.

    `kinds` are the kinds of agreement that the entry is for, empty for all; `prepositions` are those by which a
    verb reaches the agreement that is not its object ("withdraw from").
    """

    stage: Stage
    verbs: tuple[tuple[str, ...], ...]
    nouns: frozenset[str]
    words: tuple[str, ...]
    kinds: frozenset[str]
    prepositions: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownAgreement:
    """Reads as: an agreement known by this name, of this kind, between these (country codes, main ones first)."""

    name: str
    kind: AgreementKind
    parties: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class QualifiedNoun:
    """Reads as: this noun names an agreement of this kind where one of these words goes with it."""

    kind: AgreementKind
    words: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class AgreementWords:
    """Reads as: nouns that name an agreement with its kind, proper names with theirs, the stages, and word sets.

    `topics` holds for a word of a name the commoner one for the same thing.

    `sets` are named sets of lemmas, each said in the file to be of what.
    """

    kinds: Mapping[str, AgreementKind]
    qualified: Mapping[str, QualifiedNoun]
    names: Mapping[str, KnownAgreement]
    stages: tuple[StageWords, ...]
    sets: Mapping[str, frozenset[str]]
    numbers: Mapping[str, int]
    topics: Mapping[str, str]


@functools.cache
def load_agreement_words() -> AgreementWords:
    """Load the table; ConfigError where a kind or stage is unknown."""
    table = read_toml("agreement_words.toml")
    kinds = set(table["kinds"]) | {entry["kind"] for entry in table["qualified"].values()}
    unknown = kinds - set(AGREEMENT_KINDS) | {s["stage"] for s in table["stages"]} - set(STAGES)
    if unknown:
        raise ConfigError(f"lexicon agreement_words.toml: no kind or stage {sorted(unknown)}")
    names: dict[str, KnownAgreement] = {}
    for name, entry in table["names"].items():
        known = KnownAgreement(
            name=name, kind=cast("AgreementKind", entry["kind"]), parties=tuple(entry.get("parties", ()))
        )
        names |= dict.fromkeys((name, *entry["also"]), known)
    return AgreementWords(
        kinds=MappingProxyType(
            {noun: cast("AgreementKind", kind) for kind, nouns in table["kinds"].items() for noun in nouns}
        ),
        qualified=MappingProxyType(
            {
                noun: QualifiedNoun(kind=cast("AgreementKind", entry["kind"]), words=frozenset(entry["with"]))
                for noun, entry in table["qualified"].items()
            }
        ),
        names=MappingProxyType(names),
        stages=tuple(
            StageWords(
                stage=cast("Stage", entry["stage"]),
                verbs=tuple(tuple(verb.split()) for verb in entry["verbs"]),
                nouns=frozenset(entry["nouns"]),
                words=tuple(entry["words"]),
                kinds=frozenset(entry.get("kinds", ())),
                prepositions=frozenset(entry["prepositions"]),
            )
            for entry in table["stages"]
        ),
        sets=MappingProxyType({name: frozenset(words) for name, words in table["sets"].items()}),
        numbers=MappingProxyType(dict(table["numbers"])),
        topics=MappingProxyType(dict(table["topics"])),
    )
