"""The words for agents: soldiers, ministers, protesters, courts, with the sectors they stand for.

In:  `roles.csv`. Out: frozen rows and an index of their words; ConfigError names the row that is wrong.
"""

from __future__ import annotations

import functools
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal, cast, get_args

from dragoman.errors import ConfigError
from dragoman.lexicons.load.files import read_csv, split_cell
from dragoman.records.vocabulary import SECTORS, ActorKind

RoleUse = Literal[
    "",
    "weak",
    "vague",
    "none",
    "quantity",
    "state",
    "vehicle",
    "plural",
    "people",
    "modifier",
    "weak-modifier",
    "former",
    "honorific",
]
ROLE_USES: tuple[RoleUse, ...] = get_args(RoleUse)
MODIFIER_USES: tuple[RoleUse, ...] = ("modifier", "weak-modifier", "former")


@dataclass(frozen=True, slots=True, kw_only=True)
class Role:
    """Reads as: this noun names such an agent, of these sectors; `office` where it is an office with holders.

    `use` says how far the noun alone makes an actor: `weak` only beside a word that tells whose or which
    ("head", "group"), `vague` only where it is a name or means a body named before, `none` where it only looks
    like an agent ("social media"), `quantity` counts others ("dozens of"), `state` stands for a state ("the
    kingdom"), `vehicle` for those aboard, `plural` only in the plural ("authorities"), `people` for one of a
    people or faith, only as a noun ("Kurds"). Modifiers stand before a
    noun: their sectors join its own (`modifier`), fill in where it has none (`weak-modifier`), or end them
    (`former`). An `honorific` stands before a name ("Gen.").
    """

    noun: str
    plural: str
    kind: ActorKind
    sectors: tuple[str, ...]
    office: str | None
    use: RoleUse


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleIndex:
    """Reads as: the nouns by their words, lower-case, singular and plural; the modifiers; the honorifics.

    `nouns` gives for the words of a phrase (role, is it plural); `lengths` gives for a first word how many
    words the phrases have that begin with it, longest first.
    """

    nouns: Mapping[tuple[str, ...], tuple[Role, bool]]
    lengths: Mapping[str, tuple[int, ...]]
    modifiers: Mapping[str, Role]
    honorifics: Mapping[str, Role]


@functools.cache
def load_roles() -> tuple[Role, ...]:
    """Load the rows, in the file's order."""
    columns = ("noun", "plural", "kind", "sectors", "office", "use")
    return tuple(_read_role(row) for row in read_csv("roles.csv", columns))


def _read_role(row: dict[str, str]) -> Role:
    sectors = split_cell(row["sectors"])
    unknown = set(sectors) - set(SECTORS)
    if unknown or row["use"] not in ROLE_USES:
        raise ConfigError(f"lexicon roles.csv, {row['noun']}: sectors {sorted(unknown)}, use {row['use']!r}")
    kind = "group" if row["kind"] == "modifier" else row["kind"]
    if kind not in ("person", "group", "organisation"):
        raise ConfigError(f"lexicon roles.csv, {row['noun']}: kind {row['kind']!r}")
    return Role(
        noun=row["noun"],
        plural=row["plural"],
        kind=cast("ActorKind", kind),
        sectors=sectors,
        office=row["office"] or None,
        use=row["use"],
    )


@functools.cache
def load_role_index() -> RoleIndex:
    """Index the roles by their words."""
    nouns: dict[tuple[str, ...], tuple[Role, bool]] = {}
    modifiers: dict[str, Role] = {}
    honorifics: dict[str, Role] = {}
    for role in load_roles():
        if role.use == "honorific":
            honorifics[role.noun] = role
        elif role.use in MODIFIER_USES:
            # the strong reading of a word before the weak one: rows are sorted so
            modifiers.setdefault(role.noun, role)
        else:
            nouns[split_words(role.noun)] = (role, not role.plural and role.noun.endswith("s"))
            if role.plural and role.plural != role.noun:
                nouns[split_words(role.plural)] = (role, True)
    lengths: dict[str, set[int]] = {}
    for words in nouns:
        lengths.setdefault(words[0], set()).add(len(words))
    return RoleIndex(
        nouns=MappingProxyType(nouns),
        lengths=MappingProxyType({word: tuple(sorted(found, reverse=True)) for word, found in lengths.items()}),
        modifiers=MappingProxyType(modifiers),
        honorifics=MappingProxyType(honorifics),
    )


def split_words(phrase: str) -> tuple[str, ...]:
    """Split a phrase into the words it is looked up by: lower-case, hyphens and apostrophes apart.

    >>> split_words("Secretary-General")
    ('secretary', 'general')
    """
    return tuple(phrase.lower().replace("-", " ").replace("’", "'").replace("'", " '").split())
