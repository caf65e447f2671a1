"""Which words and given names say that a person is a woman or a man.

In:  `genders.toml`. Out: folded words by gender, loaded once.
"""

from __future__ import annotations

import functools
from dataclasses import dataclass
from typing import Literal

from dragoman.lexicons.load.files import read_toml

Gender = Literal["f", "m"]


@dataclass(frozen=True, slots=True, kw_only=True)
class GenderWords:
    """Reads as: these words, and these given names, say woman (`f`) or man (`m`)."""

    words: dict[str, Gender]
    given: dict[str, Gender]


@functools.cache
def load_genders() -> GenderWords:
    """Load the words; a name listed under both says nothing."""
    table = read_toml("genders.toml")
    return GenderWords(words=_by_word(table, "words"), given=_by_word(table, "given"))


def _by_word(table: dict[str, dict[str, list[str]]], key: str) -> dict[str, Gender]:
    women, men = set(table["women"][key]), set(table["men"][key])
    found: dict[str, Gender] = dict.fromkeys(sorted(women - men), "f")
    found.update(dict.fromkeys(sorted(men - women), "m"))
    return found
