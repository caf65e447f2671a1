"""Read the words of time expressions: what kind of word each is, and what it stands for.

In:  `time_words.toml`. Out: `TimeWords`, frozen; ConfigError where an entry is wrong.
Left to `extract.times`: the grammar that puts the words together.
"""

from __future__ import annotations

import functools
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from dragoman.errors import ConfigError
from dragoman.lexicons.load.files import read_toml
from dragoman.records.days import feast_days, read_days

FILE = "time_words.toml"
Data = int | str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeWord:
    """Reads as: this word is of this kind and stands for this.

    `kind` is one letter, the alphabet in which the grammar's patterns are written (see `KINDS`).
    """

    kind: str
    data: Data


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitOfTime:
    """Reads as: one of it is `count` times the ISO letter (a decade ten `Y`, an hour one `TH`)."""

    name: str
    letter: str
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownDay:
    """Reads as: this day of the year, before one of these nouns, is of this year ("the October 7 attack")."""

    month: int
    day: int
    year: int
    nouns: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """Reads as: the words by which a sentence tells that a time lies ahead or behind."""

    future_participles: frozenset[str]
    future_governors: frozenset[str]
    future_nouns: frozenset[str]
    promising_verbs: frozenset[str]
    behind_prepositions: frozenset[str]
    starting_verbs: frozenset[str]
    lasting_verbs: frozenset[str]
    unchanging_verbs: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeWords:
    """Reads as: all words of time, as data.

    `words` holds single words, `long_words` phrases, `phrases` these by their first word, longest first; `feasts` the
    rules of movable feasts; `bounds` the prepositions that open a side.
    """

    words: Mapping[str, TimeWord]
    long_words: Mapping[str, TimeWord]
    phrases: Mapping[str, tuple[str, ...]]
    units: Mapping[str, UnitOfTime]
    numbers: Mapping[str, int]
    ordinals: Mapping[str, int]
    feasts: Mapping[str, str]
    known_days: tuple[KnownDay, ...]
    bounds: Mapping[str, str]
    approximators: Mapping[str, str]
    naming_words: frozenset[str]
    counted_words: frozenset[str]
    name_words: frozenset[str]
    day_bodies: frozenset[str]
    address_words: frozenset[str]
    duration_cues: frozenset[str]
    reference_prepositions: tuple[str, ...]
    stamp_labels: tuple[str, ...]
    inline_labels: frozenset[str]
    telling: Telling


# The letters of the grammar. Tables of the file whose entries are words with a number or a value:
_TABLES = {
    "months": "M",
    "iranian_months": "J",
    "weekdays": "W",
    "short_weekdays": "x",
    "numbers": "N",
    "ordinals": "o",
    "decades": "#",
    "dayparts": "d",
    "seasons": "S",
    "deictics": "R",
    "zones": "Z",
    "fixed_days": "H",
    "spelled_days": "0",
    "eras": "s",
    "era_calendars": "@",
}
# and tables whose entries are lists of words under what they stand for:
_LISTS = {
    "approximators": "q",
    "parts": "p",
    "part_nouns": "<",
    "frequencies": "f",
    "references": "v",
}
_DIRECTIONS = {"last": "L", "next": "X", "this": "C", "previous": "B", "following": "F", "same": "K"}
_SHIFTS = {
    "ago": ("G", -1),
    "later": ("E", 1),
    "earlier": ("E", -1),
    "after": ("b", 1),
    "before": ("b", -1),
    "now": ("n", 1),
}
_PLAIN = (
    ("names", "words", "?"),
    ("calendars", "iranian", "j"),
    ("calendars", "calendar", "c"),
    ("vague_numbers", "words", "V"),
    ("fillers", "words", "z"),
    ("times_of_a_period", "words", "r"),
    ("times_of_a_period", "every", "e"),
    ("clock_words", "hours", "l"),
    ("clock_words", "local", "l"),
)
_GRAMMAR_WORDS = {
    "the": "T",
    "a": "A",
    "an": "A",
    "another": "A",
    "of": "O",
    "half": "h",
    "year": "y",
    "fiscal": "g",
    "financial": "g",
    "per": "i",
    "in": "i",
    "on": "i",
    "at": "i",
    "during": "i",
    "for": "i",
    "since": "i",
    "by": "i",
    "from": "i",
    "between": "i",
    "within": "i",
    "throughout": "i",
    "late": "p",
    "to": "t",
    "through": "t",
    "until": "t",
    "till": "t",
    "and": "&",
    "or": "&",
    "bc": "u",
    "bce": "u",
}


@functools.cache
def load_time_words() -> TimeWords:
    """Load the words of time; ConfigError where a table or an entry is wrong."""
    raw = read_toml(FILE)
    words: dict[str, TimeWord] = {}
    try:
        for text, word in _entries(raw):
            words.setdefault(text.lower(), word)
        loaded = _build(raw, words)
    except (KeyError, TypeError, AttributeError) as error:
        raise ConfigError(f"lexicon {FILE}: {error!r}") from error
    _check_feasts(loaded)
    return loaded


def _entries(raw: Mapping[str, Any]) -> Iterator[tuple[str, TimeWord]]:
    """Give each word with its kind; where a word stands in two tables the first counts."""
    for text, kind in _GRAMMAR_WORDS.items():
        yield text, TimeWord(kind=kind, data="END" if kind == "p" else text)
    yield from _unit_entries(raw["units"])
    for direction, kind in _DIRECTIONS.items():
        yield from _same(raw["directions"][direction], kind)
    for shift, (kind, sign) in _SHIFTS.items():
        yield from _same(raw["shifts"][shift], kind, sign)
    for table, kind in _TABLES.items():
        for text, value in raw[table].items():
            yield text, TimeWord(kind=kind, data=value)
    yield from ((f"{text}s", TimeWord(kind="w", data=value)) for text, value in raw["weekdays"].items())
    for table, kind in _LISTS.items():
        for value, texts in raw[table].items():
            yield from _same(texts, kind, value)
    for name, feast in raw["feasts"].items():
        yield from _same(feast["names"], "H", name)
    for table, key, kind in _PLAIN:
        yield from _same(raw[table][key], kind)


def _unit_entries(units: Mapping[str, Any]) -> Iterator[tuple[str, TimeWord]]:
    for text, entry in units.items():
        if entry.get("singular", True):
            yield text, TimeWord(kind="U", data=text)
        yield from _same(entry["plural"], "P", text)


def _same(texts: Iterable[str], kind: str, data: Data = None) -> Iterator[tuple[str, TimeWord]]:
    """Give words that stand for the same; for themselves where nothing is said."""
    for text in texts:
        yield text, TimeWord(kind=kind, data=text if data is None else data)


def _build(raw: Mapping[str, Any], words: Mapping[str, TimeWord]) -> TimeWords:
    phrases: dict[str, list[str]] = {}
    for text in words:
        first = text.replace("-", " ").replace("/", " ").split(" ")[0].replace("’", "'").split("'")[0]
        if first != text:
            phrases.setdefault(first, []).append(text)
    units = {
        name: UnitOfTime(name=name, letter=entry["letter"], count=entry["count"])
        for name, entry in raw["units"].items()
    }
    units["year"] = UnitOfTime(name="year", letter="Y", count=1)
    return TimeWords(
        words=MappingProxyType({text: word for text, word in words.items() if text.isalpha()}),
        long_words=MappingProxyType({text: word for text, word in words.items() if not text.isalpha()}),
        phrases=MappingProxyType(
            {first: tuple(sorted(texts, key=lambda t: (-len(t), t))) for first, texts in phrases.items()}
        ),
        units=MappingProxyType(units),
        numbers=MappingProxyType(dict(raw["numbers"])),
        ordinals=MappingProxyType(dict(raw["ordinals"])),
        feasts=MappingProxyType({name: feast["rule"] for name, feast in raw["feasts"].items()}),
        known_days=tuple(
            KnownDay(month=e["month"], day=e["day"], year=e["year"], nouns=frozenset(e["nouns"]))
            for e in raw["known_days"]
        ),
        bounds=MappingProxyType({text: side for side, texts in raw["bounds"].items() for text in texts}),
        approximators=MappingProxyType({text: mod for mod, texts in raw["approximators"].items() for text in texts}),
        naming_words=frozenset(raw["naming_words"]["words"]),
        counted_words=frozenset(raw["counted_words"]["words"]),
        name_words=frozenset(raw["name_words"]["words"]),
        day_bodies=frozenset(raw["day_bodies"]["words"]),
        address_words=frozenset(raw["address_words"]["words"]),
        duration_cues=frozenset(raw["duration_cues"]["words"]),
        reference_prepositions=tuple(raw["reference_prepositions"]["words"]),
        stamp_labels=tuple(raw["stamps"]["labels"]),
        inline_labels=frozenset(raw["stamps"]["inline_labels"]),
        telling=Telling(**{name: frozenset(texts) for name, texts in raw["telling"].items()}),
    )


def _check_feasts(loaded: TimeWords) -> None:
    for name, rule in loaded.feasts.items():
        entries = rule.split()[1:] if rule.startswith("list") else []
        wrong = [entry for entry in entries if read_days(entry) is None]
        try:
            feast_days(rule, 2024)
        except (ValueError, IndexError) as error:
            raise ConfigError(f"lexicon {FILE}, feast {name}: the rule {rule!r} says nothing") from error
        if wrong:
            raise ConfigError(f"lexicon {FILE}, feast {name}: no such days: {', '.join(wrong)}")
