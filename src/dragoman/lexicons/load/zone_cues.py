"""Load the cues that tell what on a page is not the article: banners, bylines, captions, other stories.

In:  `zone_cues.toml` beside this module. Out: `ZoneCues`, read and checked once, frozen.
Left to `readers.zones`: where a cue counts. Raises ConfigError, with the entry, where the file is wrong.
"""

from __future__ import annotations

import functools
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Any, Literal, get_args

from dragoman.errors import ConfigError
from dragoman.records.vocabulary import ZONE_KINDS, ZoneKind

CUE_FILE = Path(__file__).resolve().parent.parent / "zone_cues.toml"
MOST_CHARACTERS = 300  # of a line that a cue may take, where the cue names no other number
WORD_LISTS = (
    *("story_headings", "section_labels", "not_places", "author_trades", "not_names", "name_particles"),
    *("abbreviations", "meaning_words", "own_lists", "mastheads", "months", "weekdays", "stamp_labels"),
)

CueWhere = Literal["any", "head", "tail"]


@dataclass(frozen=True, slots=True, kw_only=True)
class PatternCue:
    """Reads as: a line that fits this pattern, there, and no longer than that, is of this kind."""

    kind: ZoneKind
    pattern: re.Pattern[str]
    where: CueWhere
    most_characters: int
    example: str
    counterexample: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ZoneCues:
    """Reads as: the words by which a page tells what is not its article.

    `lines` maps a whole line (casefolded, without punctuation at its ends) to its kind; `patterns` stand in
    the file's order, the first that fits counts; `words` are the lists that rules ask for by name.
    """

    lines: Mapping[str, ZoneKind]
    patterns: tuple[PatternCue, ...]
    words: Mapping[str, frozenset[str]]


@functools.cache
def load_zone_cues(path: Path = CUE_FILE) -> ZoneCues:
    """Read the cues; ConfigError names the file and the entry that is wrong."""
    try:
        content = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, tomllib.TOMLDecodeError) as error:
        raise ConfigError(f"{path}: {error}") from error
    return ZoneCues(
        lines=_lines(content, path),
        patterns=tuple(_pattern(entry, path) for entry in content.get("pattern", [])),
        words=_words(content, path),
    )


def _lines(content: Mapping[str, Any], path: Path) -> Mapping[str, ZoneKind]:
    lines: dict[str, ZoneKind] = {}
    for entry in content.get("line", []):
        for words in entry["words"]:
            if words in lines or words != words.casefold():
                raise ConfigError(f"{path}: [[line]] {words!r} stands twice or is not in lower case")
            lines[words] = _kind(entry, path)
    return MappingProxyType(lines)


def _words(content: Mapping[str, Any], path: Path) -> Mapping[str, frozenset[str]]:
    given = content.get("words", {})
    if sorted(given) != sorted(WORD_LISTS):
        raise ConfigError(f"{path}: [words] has {sorted(given)}, expected {sorted(WORD_LISTS)}")
    for name, words in given.items():
        if len(set(words)) != len(words):
            raise ConfigError(f"{path}: [words] {name} holds a word twice")
    return MappingProxyType({name: frozenset(w.casefold() for w in words) for name, words in given.items()})


def _pattern(entry: Mapping[str, Any], path: Path) -> PatternCue:
    try:
        where = entry.get("where", "any")
        pattern = re.compile(entry["pattern"], re.NOFLAG if entry.get("exact_case") else re.IGNORECASE)
        example, counterexample = str(entry["example"]), str(entry["not"])
    except (KeyError, re.error) as error:
        raise ConfigError(f"{path}: [[pattern]] {entry.get('pattern')!r}: {error!r}") from error
    if where not in get_args(CueWhere):
        raise ConfigError(f"{path}: [[pattern]] where = {where!r}, expected one of {get_args(CueWhere)}")
    return PatternCue(
        kind=_kind(entry, path),
        pattern=pattern,
        where=where,
        most_characters=int(entry.get("most_characters", MOST_CHARACTERS)),
        example=example,
        counterexample=counterexample,
    )


def _kind(entry: Mapping[str, Any], path: Path) -> ZoneKind:
    kind = entry.get("kind")
    if kind not in ZONE_KINDS:
        raise ConfigError(f"{path}: kind = {kind!r}, expected one of {ZONE_KINDS}")
    found: ZoneKind = kind
    return found
