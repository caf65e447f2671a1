"""The words that name events, their frames and modes, as frozen tables.

In:  `triggers/*.toml`, `frames.toml`, `modes.toml`, `plover_types.toml`.
Out: `Trigger`s by the lemma of their head, `Frame`s, scores; ConfigError names file and entry that is wrong.
Left to `extract.events`: finding them in a parse.
"""

from __future__ import annotations

import functools
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from dragoman.errors import ConfigError
from dragoman.lexicons.load.files import LEXICONS, read_toml
from dragoman.records.vocabulary import EVENT_TYPES, STATUSES, EventType, Status

PARTICLES = frozenset(
    ("off", "out", "up", "down", "over", "away", "back", "in", "on", "through", "apart", "around", "ahead",
     "along", "aside", "forward", "together", "under", "by")
)  # fmt: skip
DEFAULT_WEIGHT = 0.9  # how surely a trigger's words alone name its type, where the entry says nothing


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """Reads as: the sources stand in the first of these places that holds an actor, the targets likewise."""

    name: str
    sources: tuple[str, ...]
    targets: tuple[str, ...]
    mutual: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Trigger:
    """Reads as: these words, in this frame, name an event of this type and mode.

    `head` is the lemma that is looked up, `words` the other lemmas that must stand in the phrase,
    `particle` a verb's particle. `objects`, `not_objects`, `subjects` are lemmas or `@classes`. `ahead` says that it
    threatens with what will come, and counts only so.
    """

    part_of_speech: str
    head: str
    particle: str | None
    words: tuple[str, ...]
    event_type: EventType
    mode: str | None
    frame: Frame
    prepositions: tuple[str, ...]
    needs_preposition: bool
    objects: frozenset[str]
    not_objects: frozenset[str]
    subjects: frozenset[str]
    bare: bool
    ahead: bool
    weight: float
    example: str

    @property
    def specificity(self) -> int:
        """Count the conditions: of two triggers that fit, the one with more of them decides."""
        told = (self.particle, self.words, self.objects, self.subjects, self.needs_preposition)
        return len(self.words) + sum(bool(each) for each in told)


@dataclass(frozen=True, slots=True, kw_only=True)
class TriggerTable:
    """Reads as: all triggers, by the lemma of their head, the most specific first."""

    verbs: Mapping[str, tuple[Trigger, ...]]
    nouns: Mapping[str, tuple[Trigger, ...]]
    classes: Mapping[str, frozenset[str]]
    sectors: Mapping[str, frozenset[str]]  # whom a class holds by what the actor is, whatever its name

    def holds(self, wanted: frozenset[str], sector: str) -> bool:
        """Tell whether one of the wanted classes holds every actor of the sector."""
        return any(each.startswith("@") and sector in self.sectors.get(each[1:], frozenset()) for each in wanted)

    def fits(self, wanted: frozenset[str], lemma: str) -> bool:
        """Tell whether a lemma is one of the wanted, or of one of the wanted classes."""
        if lemma in wanted:
            return True
        return any(each.startswith("@") and lemma in self.classes.get(each[1:], frozenset()) for each in wanted)


@dataclass(frozen=True, slots=True, kw_only=True)
class TypeScale:
    """Reads as: the type's quad class (0: not PLOVER's), default score, and its modes with scores."""

    quad: int
    score: float
    recipient_required: bool
    modes: Mapping[str, float]


@functools.cache
def load_scales() -> Mapping[EventType, TypeScale]:
    """Load the types with quad classes and scores; ConfigError where a type is missing or unknown."""
    table = read_toml("modes.toml")
    if set(table) != set(EVENT_TYPES):
        raise ConfigError(f"lexicon modes.toml: types differ: {sorted(set(table) ^ set(EVENT_TYPES))}")
    return MappingProxyType(
        {
            event_type: TypeScale(
                quad=int(table[event_type]["quad"]),
                score=float(table[event_type]["score"]),
                recipient_required=table[event_type]["recipient"] == "required",
                modes=MappingProxyType(dict(table[event_type]["modes"])),
            )
            for event_type in EVENT_TYPES
        }
    )


@functools.cache
def load_plover_types() -> Mapping[tuple[EventType, Status], EventType | None]:
    """Load what PLOVER makes of a type and a status; ConfigError where a cell is missing."""
    table = read_toml("plover_types.toml")
    cells: dict[tuple[EventType, Status], EventType | None] = {}
    for event_type in EVENT_TYPES:
        for status in STATUSES:
            cell = table.get(event_type, {}).get(status)
            if cell is None or (cell and cell not in EVENT_TYPES):
                raise ConfigError(f"lexicon plover_types.toml: [{event_type}] {status} is {cell!r}")
            cells[event_type, status] = cell or None
    return MappingProxyType(cells)


def intensity(event_type: EventType, modes: tuple[str, ...]) -> float:
    """Score an event on PLOVER's -10..+10: of several modes the one farthest from zero (codebook, section 1)."""
    scale = load_scales()[event_type]
    scores = [scale.modes[mode] for mode in modes if mode in scale.modes]
    return max(scores, key=lambda score: (abs(score), score)) if scores else scale.score


@functools.cache
def load_frames() -> Mapping[str, Frame]:
    """Load the frames, named `verb.NAME` and `noun.NAME`."""
    table = read_toml("frames.toml")
    return MappingProxyType(
        {
            f"{kind}.{name}": Frame(
                name=name,
                sources=tuple(entry["sources"]),
                targets=tuple(entry["targets"]),
                mutual=bool(entry.get("mutual", False)),
            )
            for kind, entries in table.items()
            for name, entry in entries.items()
        }
    )


@functools.cache
def load_triggers() -> TriggerTable:
    """Load all triggers; ConfigError names the file and the entry that is wrong."""
    table = read_toml("triggers/classes.toml")
    classes = table["classes"]
    verbs: defaultdict[str, list[Trigger]] = defaultdict(list)
    nouns: defaultdict[str, list[Trigger]] = defaultdict(list)
    for path in sorted((LEXICONS / "triggers").glob("*.toml")):
        if path.stem == "classes":
            continue
        event_type = path.stem.upper()
        if event_type not in EVENT_TYPES:
            raise ConfigError(f"lexicon triggers/{path.name}: no event type {event_type}")
        for trigger in read_trigger_file(f"triggers/{path.name}", event_type, set(classes)):
            (verbs if trigger.part_of_speech == "verb" else nouns)[trigger.head].append(trigger)
    return TriggerTable(
        verbs=_by_specificity(verbs),
        nouns=_by_specificity(nouns),
        classes=MappingProxyType({name: frozenset(words) for name, words in classes.items()}),
        sectors=MappingProxyType({name: frozenset(sectors) for name, sectors in table["sectors"].items()}),
    )


def read_trigger_file(name: str, event_type: EventType, classes: set[str]) -> list[Trigger]:
    """Read one type's file; ConfigError at the first entry that is malformed."""
    table = read_toml(name)
    known = {
        "v",
        "n",
        "object",
        "not_object",
        "subject",
        "prep",
        "needs_prep",
        "frame",
        "mode",
        "bare",
        "ahead",
        "weight",
        "eg",
    }
    triggers = []
    for kind, key in (("verbs", "v"), ("nouns", "n")):
        for entry in table.get(kind, ()):
            unknown = set(entry) - known
            where = f"lexicon {name}: {entry.get(key, entry)!r}"
            if unknown or key not in entry or not entry.get("eg"):
                raise ConfigError(f"{where}: needs {key!r} and 'eg'; does not know {sorted(unknown)}")
            triggers.append(_read_entry(entry, kind[:-1], event_type, where, classes))
    return triggers


def _read_entry(
    entry: Mapping[str, Any], part_of_speech: str, event_type: EventType, where: str, classes: set[str]
) -> Trigger:
    words = str(entry["v" if part_of_speech == "verb" else "n"]).split()
    default_frame = "onto-object" if part_of_speech == "verb" else "onto"
    frame = load_frames().get(f"{part_of_speech}.{entry.get('frame', default_frame)}")
    mode = entry.get("mode")
    if frame is None:
        raise ConfigError(f"{where}: no frame {entry.get('frame')!r} for a {part_of_speech}")
    if mode is not None and mode not in load_scales()[event_type].modes:
        raise ConfigError(f"{where}: {event_type} has no mode {mode!r}")
    for wanted in (*entry.get("object", ()), *entry.get("not_object", ()), *entry.get("subject", ())):
        if wanted.startswith("@") and wanted[1:] not in classes | {"actor", "person"}:
            raise ConfigError(f"{where}: no class {wanted} in classes.toml")
    particle = None
    if part_of_speech == "verb":
        head, rest = words[0], words[1:]
        if rest and rest[0] in PARTICLES:
            particle, rest = rest[0], rest[1:]
    else:
        head, rest = words[-1], words[:-1]
    return Trigger(
        part_of_speech=part_of_speech,
        head=head,
        particle=particle,
        words=tuple(rest),
        event_type=event_type,
        mode=mode,
        frame=frame,
        prepositions=tuple(entry.get("prep", ())),
        needs_preposition=bool(entry.get("needs_prep", False)),
        objects=frozenset(entry.get("object", ())),
        not_objects=frozenset(entry.get("not_object", ())),
        subjects=frozenset(entry.get("subject", ())),
        bare=bool(entry.get("bare", True)),
        ahead=bool(entry.get("ahead", False)),
        weight=float(entry.get("weight", DEFAULT_WEIGHT)),
        example=str(entry["eg"]),
    )


def _by_specificity(found: Mapping[str, list[Trigger]]) -> Mapping[str, tuple[Trigger, ...]]:
    order = {event_type: rank for rank, event_type in enumerate(EVENT_TYPES)}
    return MappingProxyType(
        {
            head: tuple(sorted(each, key=lambda t: (-t.specificity, -t.weight, order[t.event_type], t.example)))
            for head, each in sorted(found.items())
        }
    )
