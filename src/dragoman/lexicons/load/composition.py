"""What an act makes of the act below it: "denied the attack", "agreed to hold talks", as a total table.

In:  `composition.toml`. Out: `Act`s by their words, one `Cell` for every act and every event type.
Left to `extract.events`: which act governs which event in a sentence.
"""

from __future__ import annotations

import functools
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from dragoman.errors import ConfigError
from dragoman.lexicons.load.files import read_toml
from dragoman.lexicons.load.triggers import PARTICLES, load_scales
from dragoman.records.vocabulary import EVENT_TYPES, STATUSES, EventType

FAMILIES = MappingProxyType(
    {0: "extension", 1: "verbal-coop", 2: "material-coop", 3: "verbal-conflict", 4: "material-conflict"}
)
TARGETS = frozenset(
    ("object", "doer", "patient", "parties", "object-or-doer", "object-or-patient", "object-or-parties", "claimant",
     "none")
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """Reads as: the outer act is this event (or none), and the inner one is kept, changed or dropped.

    `inner` is `same`, `drop` or a status; `target` says whom the outer act is towards; `role` is `mediator`
    where the outer doer stands between the parties.
    """

    outer: EventType | None
    mode: str | None
    inner: str
    target: str
    role: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """Reads as: these verbs and nouns act on another act.

    `alone` is the event (type, mode) that the act is with nothing known below it, where `alone_needs` holds;
    `carries` says that the outer doer does the inner act where that names nobody ("announced sanctions"); `own`
    that the act counts only where its doer's side would do the inner act; `moves_states` names the types of which
    it makes a happening out of a noun that by itself names a state ("extended the sanctions").
    """

    name: str
    on: frozenset[str]
    alone: tuple[EventType, str | None] | None
    alone_needs: str
    carries: bool
    own: bool
    moves_states: frozenset[str]
    cells: Mapping[EventType, Cell]
    example: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """Reads as: an act's word: the head's lemma, its particle or preposition, further words of its phrase."""

    act: Act
    rest: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Composition:
    """Reads as: all acts by the lemma of their words, the longer wording first; light verbs; threat modes.

    Of a light verb that is `suffered` too, the subject is whom it is done to ("faces pressure").
    A vague verb with a vague noun as object tells no event; a transparent noun only counts what its of-phrase
    names; a claim is somebody's word; harming verbs tell what came of a deed. `adjectives` give the status (or
    `drop`) that an adjective lends the event that its noun names.
    """

    verbs: Mapping[str, tuple[Wording, ...]]
    nouns: Mapping[str, tuple[Wording, ...]]
    acts: Mapping[str, Act]
    light: Mapping[str, tuple[tuple[str, ...], ...]]
    suffered: Mapping[str, tuple[tuple[str, ...], ...]]
    adjectives: Mapping[str, str]
    vague_verbs: frozenset[str]
    vague_nouns: frozenset[str]
    transparent: frozenset[str]
    claims: frozenset[str]
    tellings: frozenset[str]
    harming: frozenset[str]
    answers: frozenset[str]
    threat_modes: Mapping[str, str]
    threat_mode_by_inner_mode: Mapping[str, str]


@functools.cache
def load_composition() -> Composition:
    """Load the table; ConfigError where a cell is missing or malformed."""
    table = read_toml("composition.toml")
    cells = table["cells"]
    acts: dict[str, Act] = {}
    verbs: dict[str, list[Wording]] = {}
    nouns: dict[str, list[Wording]] = {}
    for name, entry in table["acts"].items():
        act = _read_act(name, entry, cells.get(name))
        acts[name] = act
        for found, words in ((verbs, entry["verbs"]), (nouns, entry["nouns"])):
            for wording in words:
                head, *rest = str(wording).split()
                found.setdefault(head, []).append(Wording(act=act, rest=tuple(rest)))
    light = _read_light(table["light"]["verbs"] + table["suffered"]["verbs"])
    return Composition(
        verbs=_longest_first(verbs),
        nouns=_longest_first(nouns),
        acts=MappingProxyType(acts),
        light=light,
        suffered=_read_light(table["suffered"]["verbs"]),
        vague_verbs=frozenset(table["vague"]["verbs"]),
        vague_nouns=frozenset(table["vague"]["nouns"]),
        transparent=frozenset(table["transparent"]["nouns"]),
        claims=frozenset(table["claims"]["nouns"]),
        tellings=frozenset(table["tellings"]["nouns"]),
        harming=frozenset(table["harming"]["verbs"]),
        answers=frozenset(table["answers"]["verbs"]),
        adjectives=MappingProxyType({word: status for status, words in table["adjectives"].items() for word in words}),
        threat_modes=MappingProxyType(dict(table["threat_modes"])),
        threat_mode_by_inner_mode=MappingProxyType(dict(table["threat_mode_by_inner_mode"])),
    )


def _read_light(wordings: Iterable[str]) -> Mapping[str, tuple[tuple[str, ...], ...]]:
    found: dict[str, list[tuple[str, ...]]] = {}
    for wording in wordings:
        head, *rest = str(wording).split()
        found.setdefault(head, []).append(tuple(rest))
    return MappingProxyType({head: tuple(sorted(each, key=len, reverse=True)) for head, each in found.items()})


def split_particle(rest: tuple[str, ...]) -> tuple[str | None, tuple[str, ...]]:
    """Part a wording's particle from its further words ("call off" from "stop short of")."""
    if rest and rest[0] in PARTICLES:
        return rest[0], rest[1:]
    return None, rest


def _longest_first(found: Mapping[str, list[Wording]]) -> Mapping[str, tuple[Wording, ...]]:
    return MappingProxyType({head: tuple(sorted(each, key=lambda w: -len(w.rest))) for head, each in found.items()})


def _read_act(name: str, entry: Mapping[str, Any], cells: Mapping[str, Any] | None) -> Act:
    if cells is None or "default" not in cells:
        raise ConfigError(f"lexicon composition.toml: [cells.{name}] has no default")
    alone = str(entry.get("alone", ""))
    event_type, _, mode = alone.partition(":")
    if event_type and event_type not in EVENT_TYPES:
        raise ConfigError(f"lexicon composition.toml: [acts.{name}] alone: no event type {event_type!r}")
    return Act(
        name=name,
        on=frozenset(entry.get("on", ("clause", "object", "prep"))),
        alone=(event_type, mode or None) if event_type else None,
        alone_needs=str(entry.get("alone_needs", "any")),
        carries=bool(entry.get("carries", False)),
        own=bool(entry.get("own", False)),
        moves_states=frozenset(entry.get("moves_states", ())),
        cells=MappingProxyType({event_type: _read_cell(name, cells, event_type) for event_type in EVENT_TYPES}),
        example=str(entry["example"]),
    )


def _read_cell(name: str, cells: Mapping[str, Any], inner: EventType) -> Cell:
    family = FAMILIES[load_scales()[inner].quad]
    cell = cells.get(inner, cells.get(family, cells["default"]))
    outer = cell.get("outer", "")
    where = f"lexicon composition.toml: [cells.{name}] {inner}"
    if outer and outer not in EVENT_TYPES:
        raise ConfigError(f"{where}: no event type {outer!r}")
    if cell.get("inner") not in ("same", "drop", *STATUSES):
        raise ConfigError(f"{where}: inner is {cell.get('inner')!r}")
    target = cell.get("target", "object")
    if target not in TARGETS:
        raise ConfigError(f"{where}: no target {target!r}")
    mode = cell.get("mode")
    if mode not in (None, "by-type") and mode not in load_scales()[outer].modes:
        raise ConfigError(f"{where}: {outer} has no mode {mode!r}")
    return Cell(outer=outer or None, mode=mode, inner=cell["inner"], target=target, role=cell.get("role"))
