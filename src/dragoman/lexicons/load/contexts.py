"""The words and hints that tell PLOVER's contexts.

In:  `contexts.toml`, whose head says how its words are written. Out: a frozen `ContextTable`, loaded once;
ConfigError names the context and the entry that is wrong.
Left to `extract.events.contexts`: finding them in a sentence.
"""

from __future__ import annotations

import functools
import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from dragoman.errors import ConfigError
from dragoman.lexicons.load.files import read_toml
from dragoman.lexicons.load.triggers import load_scales
from dragoman.records.vocabulary import EVENT_TYPES, SECTORS, EventType

FILE = "contexts.toml"
PARTS_OF_SPEECH = {"n": frozenset(("NOUN", "PROPN")), "v": frozenset(("VERB", "AUX")), "a": frozenset(("ADJ",))}
TELLING, NEVER = -1, -2  # ranks of words that stand in no group
USUAL_NEEDED = 2  # words of so many groups tell a context, where it does not say otherwise
CONTEXT_KEYS = frozenset(("telling", "usual", "never", "needs", "sentence_only", "yields_to", "eg"))
HINT_KEYS = frozenset(("context", "types", "modes", "sources", "targets", "international"))

# "women's rights" and "anti-corruption" are looked up without the marks that the parser sets apart
_MARKS = re.compile(r"['’]s?(?=\s|$)|(?<=[^\W\d])-(?=[^\W\d])")


@dataclass(frozen=True, slots=True, kw_only=True)
class ContextWord:
    """Reads as: these forms, each of that part of speech (None: of any), speak for or against a context.

    A form with a capital is the very word, another one a lemma or a word in lower case. `group` numbers the
    usual words' groups from 0; TELLING and NEVER stand for the words that need no second and that tell nothing.
    """

    context: str
    forms: tuple[tuple[str, frozenset[str] | None], ...]
    group: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """Reads as: a context needs usual words of so many groups, and gives way to these narrower ones.

    `sentence_only`: the codebook wants it told beside the event, not by the article as a whole.
    """

    name: str
    needs: int
    sentence_only: bool
    yields_to: frozenset[str]
    example: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ContextHint:
    """Reads as: an event of these types, with one of these modes and parties of these sectors, is of this context.

    An empty set asks for nothing. `international` asks for parties of two countries or bodies.
    """

    context: str
    types: frozenset[EventType]
    modes: frozenset[str]
    sources: frozenset[str]
    targets: frozenset[str]
    international: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ContextTable:
    """Reads as: all contexts by name, their words by first form, the longest first, and the hints."""

    contexts: Mapping[str, Context]
    words: Mapping[str, tuple[ContextWord, ...]]
    hints: tuple[ContextHint, ...]


@functools.cache
def load_contexts() -> ContextTable:
    """Load the table; ConfigError where an entry is malformed, told twice, or names what does not exist."""
    table = read_toml(FILE)
    names = frozenset(table["contexts"])
    words: defaultdict[str, list[ContextWord]] = defaultdict(list)
    for name, entry in table["contexts"].items():
        for word in _read_words(name, entry):
            words[word.forms[0][0]].append(word)
    return ContextTable(
        contexts=MappingProxyType(
            {name: _read_context(name, entry, names) for name, entry in table["contexts"].items()}
        ),
        words=MappingProxyType(
            {
                first: tuple(sorted(each, key=lambda w: (-len(w.forms), w.context, w.group)))
                for first, each in sorted(words.items())
            }
        ),
        hints=tuple(_read_hint(entry, names) for entry in table["hints"]),
    )


def _read_context(name: str, entry: Mapping[str, Any], names: frozenset[str]) -> Context:
    unknown = set(entry) - CONTEXT_KEYS
    yields_to = frozenset(entry.get("yields_to", ()))
    needs = int(entry.get("needs", USUAL_NEEDED))
    if unknown or yields_to - names or not entry.get("eg") or not entry.get("telling"):
        raise ConfigError(
            f"lexicon {FILE}, {name}: needs 'telling' and 'eg'; wrong are {sorted(unknown | yields_to - names)}"
        )
    if entry.get("usual") and needs > len(entry["usual"]):
        raise ConfigError(f"lexicon {FILE}, {name}: needs words of {needs} groups, has {len(entry['usual'])}")
    return Context(
        name=name,
        needs=needs,
        sentence_only=bool(entry.get("sentence_only", False)),
        yields_to=yields_to,
        example=str(entry["eg"]),
    )


def _read_words(name: str, entry: Mapping[str, Any]) -> list[ContextWord]:
    listed = [(TELLING, word) for word in entry.get("telling", ())]
    listed += [(group, word) for group, group_words in enumerate(entry.get("usual", ())) for word in group_words]
    listed += [(NEVER, word) for word in entry.get("never", ())]
    found: dict[tuple[tuple[str, frozenset[str] | None], ...], ContextWord] = {}
    for group, written in listed:
        forms = tuple(_read_form(form, name) for form in _MARKS.sub(" ", written).split())
        if not forms or forms in found:
            raise ConfigError(f"lexicon {FILE}, {name}: {written!r} is empty or told twice")
        found[forms] = ContextWord(context=name, forms=forms, group=group)
    return list(found.values())


def _read_form(written: str, name: str) -> tuple[str, frozenset[str] | None]:
    form, _, part = written.partition("/")
    if not form or (part and part not in PARTS_OF_SPEECH):
        raise ConfigError(
            f"lexicon {FILE}, {name}: no part of speech in {written!r}; known are {sorted(PARTS_OF_SPEECH)}"
        )
    return form, PARTS_OF_SPEECH.get(part)


def _read_hint(entry: Mapping[str, Any], names: frozenset[str]) -> ContextHint:
    types, modes = frozenset(entry.get("types", ())), frozenset(entry.get("modes", ()))
    sectors = frozenset((*entry.get("sources", ()), *entry.get("targets", ())))
    known_modes = {mode for event_type in types & set(EVENT_TYPES) for mode in load_scales()[event_type].modes}
    wrong = (set(entry) - HINT_KEYS) | (types - set(EVENT_TYPES)) | (modes - known_modes) | (sectors - set(SECTORS))
    if wrong or not types or entry.get("context") not in names:
        raise ConfigError(f"lexicon {FILE}, hint for {entry.get('context')!r}: wrong are {sorted(wrong)}")
    return ContextHint(
        context=entry["context"],
        types=types,
        modes=modes,
        sources=frozenset(entry.get("sources", ())),
        targets=frozenset(entry.get("targets", ())),
        international=bool(entry.get("international", False)),
    )
