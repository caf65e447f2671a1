"""What a rule of the grammar gives: a reading of some words as a time, or the remark that they are none.

In:  a rule's match over the letters of a `Lexed`. Out: `Reading`s.
Left to `grammar`, `calendar_rules`, `relative_rules`, `lengths`: the rules. Left to `coder`: choosing.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

from dragoman.extract.times.tokens import Data, Lexed
from dragoman.records.symbols import SymbolKind, TimeSymbol
from dragoman.records.vocabulary import TimexType

CountsFrom = Literal["none", "event", "publication", "narrative", "narrative-or-publication"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """Reads as: the words from `start` to `end` (indexes of a `Lexed`) mean this time.

    `symbol` is None where the words are read and are no time ("31 February", "in his 30s"): they are used
    up. `tensed`: its direction is to be settled by the verb. `ahead` is what a length means where the verb
    tells what comes ("in three weeks"). `counts_from` says what it is counted from.
    """

    start: int
    end: int
    symbol: TimeSymbol | None
    type: TimexType = "DATE"
    mod: str | None = None
    counts_from: CountsFrom = "none"
    tensed: bool = False
    ahead: TimeSymbol | None = None
    direct: bool = False
    rule: str = ""


class Match:
    """A regular expression's match over the letters, with the data and words of its groups."""

    __slots__ = ("found", "lexed")

    def __init__(self, lexed: Lexed, found: re.Match[str]) -> None:
        self.lexed = lexed
        self.found = found

    @property
    def start(self) -> int:
        """Give the index of the first word."""
        return self.found.start()

    @property
    def end(self) -> int:
        """Give the index after the last word."""
        return self.found.end()

    def has(self, group: str) -> bool:
        """Tell whether the rule has this group and the match filled it."""
        return group in self.found.re.groupindex and self.found.start(group) >= 0

    def index(self, group: str) -> int:
        """Give the index of a group's first word."""
        return self.found.start(group)

    def data(self, group: str) -> Data:
        """Give what a group's first word stands for."""
        return self.lexed.data[self.found.start(group)]

    def number(self, group: str) -> int:
        """Give the whole number that a group's first word stands for, 0 where it is none."""
        value = self.data(group)
        return value if isinstance(value, int) else 0

    def word(self, group: str) -> str:
        """Give a group's first word in lower case, an empty one where the group is not filled."""
        return self.lexed.lowers[self.found.start(group)] if self.has(group) else ""

    def letter(self, group: str) -> str:
        """Give the letter of a group's first word, an empty one where the group is not filled."""
        return self.lexed.letters[self.found.start(group)] if self.has(group) else ""

    def before(self, count: int = 1) -> str:
        """Give the word that stands so many before the match, in lower case."""
        index = self.start - count
        return self.lexed.lowers[index] if index >= 0 else ""

    def after(self) -> str:
        """Give the word that follows the match, in lower case."""
        return self.lexed.lowers[self.end] if self.end < len(self.lexed.lowers) else ""

    def nothing(self, rule: str = "no-time") -> Reading:
        """Use the words up: they are no time, nor is any of them."""
        return Reading(start=self.start, end=self.end, symbol=None, rule=rule)


Build = Callable[[Match], Reading | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """Reads as: words whose letters fit the pattern may be read so; `example` shows it."""

    name: str
    pattern: re.Pattern[str]
    build: Build
    example: str


def rule(name: str, pattern: str, build: Build, example: str) -> Rule:
    """Make a rule of a pattern over letters."""
    return Rule(name=name, pattern=re.compile(pattern), build=build, example=example)


# Words that stand for a period's place: last week -1, this week 0, next week +1.
OFFSETS: Mapping[str, int] = MappingProxyType({"L": -1, "B": -1, "X": 1, "F": 1, "C": 0, "K": 0})
# "the previous day", "the following week", "that month": counted from what was told before.
NARRATIVE: Mapping[str, CountsFrom] = MappingProxyType(
    {"B": "narrative-or-publication", "F": "narrative", "K": "narrative"}
)

# A part in front of a period: "early", "mid-", "end-", "the end of (the)".
PART = r"(?:T?(?P<p>p(?=[^O])|<(?=[O-]))(?:OT|O|-|T)?)?"


def part_of(match: Match, group: str = "p") -> str | None:
    """Give the part that a period is narrowed to, which is also its TIMEX3 `mod`."""
    value = match.data(group) if match.has(group) else None
    return value if isinstance(value, str) else None


def counted_from(letter: str) -> CountsFrom:
    """Say what "last", "this", "the previous" count from."""
    return NARRATIVE.get(letter, "publication")


def told_kind(year: int | None) -> SymbolKind:
    """Give the kind of a date of the calendar: whole, or without its year."""
    return "calendar" if year is not None else "partial"
