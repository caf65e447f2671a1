"""Past forms of English verbs, and the verbs that the lexicons know at all.

In:  `irregular_pasts.toml`, and the heads of the triggers and of the acts. Out: a past form by lemma.
"""

from __future__ import annotations

import functools
from types import MappingProxyType

from dragoman.lexicons.load.composition import load_composition
from dragoman.lexicons.load.files import read_toml
from dragoman.lexicons.load.triggers import load_triggers

_VOWELS = frozenset("aeiou")


@functools.cache
def load_past_forms() -> MappingProxyType[str, str]:
    """Give the past form of every verb that is a trigger or an act; ConfigError where a file is malformed."""
    table = read_toml("irregular_pasts.toml")
    irregular: dict[str, str] = table["pasts"]
    doubling = frozenset(table["doubling"])
    lemmas = {lemma for lemma in (*load_triggers().verbs, *load_composition().verbs) if lemma.isalpha()}
    return MappingProxyType({lemma: irregular.get(lemma) or _regular(lemma, doubling) for lemma in sorted(lemmas)})


@functools.cache
def load_suffered() -> frozenset[str]:
    """Give the verbs that befell their subject where they have no object; ConfigError where a file is malformed."""
    return frozenset(read_toml("irregular_pasts.toml")["suffered"])


def _regular(lemma: str, doubling: frozenset[str]) -> str:
    if lemma in doubling:
        return lemma + lemma[-1] + "ed"
    if lemma.endswith("e"):
        return lemma + "d"
    if lemma.endswith("y") and lemma[-2:-1] not in _VOWELS:
        return lemma[:-1] + "ied"
    return lemma + "ed"
