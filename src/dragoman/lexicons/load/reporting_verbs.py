"""The words that report what others say or think: verbs with their frames, particles, nouns, adjectives.

In:  `reporting_verbs.toml`. Out: one frozen `ReportingTable`; ConfigError says what is wrong.
Left to `extract.quotations`: reading them in a parse.
"""

from __future__ import annotations

import functools
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, Literal, get_args

from dragoman.errors import ConfigError
from dragoman.lexicons.load.files import read_toml

FILE_NAME = "reporting_verbs.toml"
ReportClass = Literal["speech", "text", "belief", "attitude", "intention", "request", "perception"]
Frame = Literal["quote", "clause", "someone", "to", "someone-to", "object", "as", "gerund", "someone-of", "noun"]
REPORT_CLASSES: tuple[ReportClass, ...] = get_args(ReportClass)
FRAMES: tuple[Frame, ...] = get_args(Frame)


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """Reads as: this verb, noun or adjective reports, and brings its content in these frames.

    `frames` gives the class by frame: "tell" is speech with a clause, a request with an infinitive;
    `after` the class by the preposition that brings the content.
    """

    frames: Mapping[Frame, ReportClass]
    after: Mapping[str, ReportClass]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportingTable:
    """Reads as: all words that report, by lemma; particle verbs by (lemma, particle)."""

    verbs: Mapping[str, Report]
    particles: Mapping[tuple[str, str], Report]
    phrases: Mapping[tuple[str, str], Report]
    nouns: Mapping[str, Report]
    adjectives: Mapping[str, Report]
    source_words: tuple[str, ...]
    labels: frozenset[str]
    documents: frozenset[str]
    bodies: frozenset[str]
    empty: frozenset[str]
    speechless: frozenset[str]
    telling: frozenset[str]
    carriers: frozenset[str]
    answers: frozenset[str]
    issuing: frozenset[str]
    abstract_endings: tuple[str, ...]
    lemmas: Mapping[str, str]
    examples: tuple[tuple[str, str], ...]


@functools.cache
def load_reporting_verbs() -> ReportingTable:
    """Load and check the table; ConfigError where it is not as it must be."""
    return build_reporting_verbs(read_toml(FILE_NAME))


def build_reporting_verbs(data: Mapping[str, Any]) -> ReportingTable:
    """Check what the file holds and freeze it; ConfigError says which part is missing or has another form."""
    try:
        return _build_table(data)
    except (KeyError, TypeError, AttributeError) as error:
        raise ConfigError(f"lexicon {FILE_NAME}: a section is missing or has another form: {error!r}") from error


def _build_table(data: Mapping[str, Any]) -> ReportingTable:
    verbs = _gather((row["verbs"], row) for row in data["group"])
    nouns = _gather((row["nouns"], row) for row in data["noun"])
    adjectives = _gather((row["adjectives"], {"frames": ["clause", "to"], **row}) for row in data["adjective"])
    particles: dict[tuple[str, str], Report] = {}
    for row in data["particle"]:
        for particle in row["particles"]:
            particles[row["verb"], particle] = _gather([([row["verb"]], row)])[row["verb"]]
    examples = [
        (str(row.get("name") or row.get("verb") or row["class"]), row["example"])
        for part in ("group", "particle", "phrase", "noun", "adjective")
        for row in data[part]
    ]
    return ReportingTable(
        verbs=verbs,
        particles=MappingProxyType(particles),
        phrases=MappingProxyType(
            {
                (row["verb"], thing): _gather([([row["verb"]], row)])[row["verb"]]
                for row in data["phrase"]
                for thing in row["objects"]
            }
        ),
        nouns=nouns,
        adjectives=adjectives,
        source_words=tuple(word for row in data["source"] for word in row["words"]),
        labels=frozenset(data["labels"]["words"]),
        documents=frozenset(data["speakers"]["documents"]),
        empty=frozenset(data["empty"]["contents"]),
        bodies=frozenset(data["speakers"]["bodies"]),
        speechless=frozenset(data["speakers"]["speechless"]),
        telling=frozenset(data["speakers"]["telling"]),
        carriers=frozenset(data["carriers"]["verbs"]),
        answers=frozenset(data["answers"]["nouns"]),
        issuing=frozenset(data["speakers"]["issuing"]),
        abstract_endings=tuple(data["speakers"]["abstract_endings"]),
        lemmas=MappingProxyType(dict(data["lemmas"])),
        examples=tuple(examples),
    )


def _gather(rows: Iterable[tuple[list[str], Mapping[str, Any]]]) -> Mapping[str, Report]:
    """Join what several groups say of one word; of one frame told twice the first class holds."""
    frames: dict[str, dict[Frame, ReportClass]] = {}
    after: dict[str, dict[str, ReportClass]] = {}
    for words, row in rows:
        report_class = _checked_class(row)
        for word in words:
            for frame in row["frames"]:
                frames.setdefault(word, {}).setdefault(_checked_frame(frame), report_class)
            for preposition in row.get("after", ()):
                after.setdefault(word, {}).setdefault(preposition, report_class)
    return MappingProxyType(
        {
            word: Report(frames=MappingProxyType(frames.get(word, {})), after=MappingProxyType(after.get(word, {})))
            for word in sorted({*frames, *after})
        }
    )


def _checked_class(row: Mapping[str, Any]) -> ReportClass:
    told = next((each for each in REPORT_CLASSES if each == row["class"]), None)
    if told is None:
        raise ConfigError(f"lexicon {FILE_NAME}: class {row['class']!r} is none of {', '.join(REPORT_CLASSES)}")
    if not row["example"].strip():
        raise ConfigError(f"lexicon {FILE_NAME}: {row!r} has no example")
    return told


def _checked_frame(frame: str) -> Frame:
    told = next((each for each in FRAMES if each == frame), None)
    if told is None:
        raise ConfigError(f"lexicon {FILE_NAME}: frame {frame!r} is none of {', '.join(FRAMES)}")
    return told
