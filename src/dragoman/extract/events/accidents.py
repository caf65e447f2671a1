"""Tell those killed in an accident from those killed by somebody: "was killed when his helicopter crashed".

In:  a `Scene` and readings. Out: readings in which the accident has its victims and nobody assaulted them.
"""

from __future__ import annotations

from dataclasses import replace

from dragoman.extract.events.composition import Reading
from dragoman.extract.events.scene import Scene

HURT_TYPES = ("ASSAULT", "OFFICE", "INCIDENT")


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
