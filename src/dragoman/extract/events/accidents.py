"""Tell those killed in an accident from those killed by somebody: "was killed when his helicopter crashed".

In:  a `Scene` and readings. Out: readings in which the accident has its victims and nobody assaulted them, and those
     hurt when somebody opened fire have been hurt by him.
"""

from __future__ import annotations

from dataclasses import replace

from dragoman.extract.events.composition import Reading
from dragoman.extract.events.scene import Scene

HURT_TYPES = ("ASSAULT", "OFFICE", "INCIDENT")
TOLD_WEIGHT = 0.7  # "injured" alone tells no deed; with somebody's deed below it does
HARMING_TYPES = ("ASSAULT", "COERCE", "MOBILIZE")


def join_doers(scene: Scene, readings: list[Reading]) -> list[Reading]:
    """Let who did the deed below have hurt the victims above: "were injured when the coast guard rammed them"."""
    by_head = {reading.head: reading for reading in readings if reading.event_type in HARMING_TYPES}
    return [_hurt_by(scene, reading, by_head) for reading in readings]


def _hurt_by(scene: Scene, reading: Reading, by_head: dict[int, Reading]) -> Reading:
    if reading.event_type != "ASSAULT" or reading.parties.sources or not _is_suffered(scene, reading):
        return reading
    below = [c.i for c in scene.doc[reading.head].children if c.dep_ == "advcl" and c.i in by_head]
    doers = [party for index in below for party in by_head[index].parties.sources]
    sources = tuple(party for party in dict.fromkeys(doers) if party not in reading.parties.targets)
    if not sources:
        return reading
    parties = replace(reading.parties, sources=sources)
    return replace(reading, parties=parties, weight=max(reading.weight, TOLD_WEIGHT))


def join_accidents(scene: Scene, readings: list[Reading]) -> list[Reading]:
    """Make victims of nobody's deed those of the accident told below it; the accident is then told once."""
    accidents = {reading.head: reading for reading in readings if reading.event_type == "INCIDENT"}
    joined: dict[int, Reading] = {}
    absorbed: set[int] = set()
    for reading in readings:
        if reading.event_type not in HURT_TYPES or not _is_suffered(scene, reading):
            continue
        below = [t.i for t in scene.doc[reading.head].subtree if t.i in accidents and t.i != reading.head]
        if not below:
            continue
        victims = reading.parties.targets or reading.parties.sources
        accident = accidents[below[0]]
        parties = replace(accident.parties, sources=(), targets=victims)
        joined[reading.head] = replace(accident, parties=parties, why=(*accident.why, "victims-above"))
        absorbed.add(below[0])
    return [
        joined.get(reading.head, reading)
        for reading in readings
        if reading.head not in absorbed or reading.head in joined
    ]


def _is_suffered(scene: Scene, reading: Reading) -> bool:
    """Tell "were killed", "died" from "killed"."""
    clause = scene.clauses.get(reading.head)
    if clause is None or reading.status != "occurred":
        return False
    suffered = clause.voice == "passive" and not clause.doers
    return suffered or scene.doc[reading.head].lemma_ in ("die", "perish")
