"""Names of states and capitals that are also something else, and the words that decide.

In:  `ambiguous_names.toml`. Out: frozen rows by folded name.
"""

from __future__ import annotations

import functools
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from dragoman.lexicons.load.files import read_toml


@dataclass(frozen=True, slots=True, kw_only=True)
class AmbiguousName:
    """Reads as: this name is a state's or its capital's, but may be something else.

    `here` are words of the document that speak for the state, `elsewhere` for the other thing; words in
    `never_before` and `never_after`, beside the name, decide against the state.
    """

    here: frozenset[str]
    elsewhere: frozenset[str]
    never_before: frozenset[str]
    never_after: frozenset[str]
    other_first: bool


@functools.cache
def load_ambiguous_names() -> Mapping[str, AmbiguousName]:
    """Load the names, folded."""
    rows = read_toml("ambiguous_names.toml")["name"]
    return MappingProxyType(
        {
            row["words"]: AmbiguousName(
                here=frozenset(row.get("here", ())),
                elsewhere=frozenset(row.get("elsewhere", ())),
                never_before=frozenset(row.get("never_before", ())),
                never_after=frozenset(row.get("never_after", ())),
                other_first=bool(row.get("other_first", False)),
            )
            for row in rows
        }
    )


@functools.cache
def load_word_surnames() -> frozenset[str]:
    """Load the surnames that are words, too; folded."""
    return frozenset(read_toml("ambiguous_names.toml")["surnames_that_are_words"])


@functools.cache
def load_thing_words() -> frozenset[str]:
    """Load the words that no person's name has."""
    return frozenset(read_toml("ambiguous_names.toml")["thing_words"])


@functools.cache
def load_words_in_capitals() -> frozenset[str]:
    """Load the words that a line of capitals makes look like acronyms."""
    return frozenset(read_toml("ambiguous_names.toml")["words_in_capitals"])
