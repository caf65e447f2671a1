"""Tell whom a deed or an accident hurt as part of it: "killed when his helicopter crashed", "bombed it, killing 12".

In:  a `Scene` and readings. Out: readings in which the accident has its victims and nobody assaulted them, those hurt
     when somebody opened fire have been hurt by him, and what was done and whom it hurt is one event.
"""

from __future__ import annotations

from dataclasses import replace

from dragoman.extract.events.arguments import noun_parties
from dragoman.extract.events.composition import Reading
from dragoman.extract.events.scene import Scene
from dragoman.extract.events.triggers import match_noun
from dragoman.lexicons.load.composition import load_composition
from dragoman.nlp.grammar import Clause
from dragoman.nlp.lemmas import lemma_of

HURT_TYPES = ("ASSAULT", "OFFICE", "INCIDENT")
TOLD_WEIGHT = 0.7  # "injured" alone tells no deed; with somebody's deed below it does
HARMING_TYPES = ("ASSAULT", "COERCE", "MOBILIZE")
DEADLY_TYPES = ("ASSAULT", "INCIDENT")
MEANWHILE = frozenset(("when", "as"))  # not "after": those killed after a raid were killed by somebody else
THINGS_POINTED_AT = frozenset(("that", "which"))
SETTING = frozenset(("in", "at", "near", "on", "outside", "inside"))
MAX_STEPS = 4  # "shelled the town, killing three, wounding five and maiming two"


def join_doers(scene: Scene, readings: list[Reading]) -> list[Reading]:
    """Let who did the deed told below have hurt the victims: "were injured when the coast guard rammed them"."""
    by_head = {reading.head: reading for reading in readings if reading.event_type in HARMING_TYPES}
    return [_hurt_by(scene, reading, by_head) for reading in readings]


def _hurt_by(scene: Scene, reading: Reading, by_head: dict[int, Reading]) -> Reading:
    if reading.event_type != "ASSAULT" or reading.parties.sources or not _is_suffered(scene, reading):
        return reading
    below = [c.i for c in scene.doc[reading.head].children if c.dep_ == "advcl" and c.i in by_head]
    doers = [party for index in below for party in by_head[index].parties.sources]
    doers += _doers_of_noun(scene, reading)
    sources = tuple(party for party in dict.fromkeys(doers) if party not in reading.parties.targets)
    if not sources:
        return reading
    parties = replace(reading.parties, sources=sources)
    return replace(reading, parties=parties, weight=max(reading.weight, TOLD_WEIGHT))


def _doers_of_noun(scene: Scene, reading: Reading) -> tuple[str, ...]:
    """Find who did the deed that they were hurt in: "were killed in an attack by rebels", "died in Drosk shelling"."""
    for preposition, index in scene.clauses[reading.head].obliques:
        candidate = match_noun(scene, index) if preposition in ("in", "by", "during") else None
        if candidate is not None and candidate.trigger.event_type == "ASSAULT":
            return noun_parties(scene, scene.nominal(index), candidate.trigger, None).sources
    return ()


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


def join_casualties(scene: Scene, readings: list[Reading]) -> list[Reading]:
    """Make those hurt victims of the deed or accident that the sentence tells it of; it is told once.

    "Drosk bombed a market, killing 12", "a strike on Senna killed seven and wounded 20", "opened fire and killed two",
    "four died when Drosk shelled the market".
    """
    deeds = {reading.head: reading for reading in readings if reading.event_type in DEADLY_TYPES}
    above = {head: _deed_of(scene, reading, deeds) for head, reading in deeds.items() if _tells_harm(scene, reading)}
    joined = dict(deeds)
    for head in sorted(above):
        deed = _first_of(head, above)
        if deed != head:
            joined[deed] = _with_victims(scene, joined[deed], deeds[head])
    moved = {head: _first_of(head, above) for head in above}
    kept = (joined.get(each.head, each) for each in readings if moved.get(each.head, each.head) == each.head)
    return [replace(each, about=moved.get(each.about, each.about)) if each.about is not None else each for each in kept]


def _tells_harm(scene: Scene, reading: Reading) -> bool:
    """Tell whether a reading says whom something hurt; of somebody named it is told by itself ("killing Zadran")."""
    if reading.head not in scene.clauses or lemma_of(scene.doc[reading.head]) not in load_composition().harming:
        return False
    hurt = (scene.mentions[each] for each in reading.parties.targets if each in scene.mentions)
    return not any(each.mention_type == "NAM" and each.kind == "person" for each in hurt)


def _first_of(head: int, above: dict[int, int | None]) -> int:
    for _ in range(MAX_STEPS):
        upper = above.get(head)
        if upper is None:
            break
        head = upper
    return head


def _deed_of(scene: Scene, reading: Reading, deeds: dict[int, Reading]) -> int | None:
    """Give the deed by which they were hurt, where the grammar tells it; it has the same status."""
    clause = scene.clauses[reading.head]
    if clause.voice == "passive":
        found = [] if clause.doers else _meanwhile(scene, clause)
    elif clause.relation == "advcl":
        is_outcome = clause.mood == "participle" and clause.mark is None and not clause.has_own_subject
        found = [clause.governor] if is_outcome else []
    elif clause.relation == "conj" and not clause.has_own_subject:
        # "shelled a camp in the north and killed a mayor in the south" is two deeds
        is_elsewhere = any(preposition in SETTING for preposition, _ in clause.obliques)
        found = [] if is_elsewhere else [clause.governor]
    else:
        found = [*clause.doers, *_above_relative(scene, clause)]
    told = (deeds[index] for index in found if index in deeds and index != reading.head)
    return next((deed.head for deed in told if deed.status == reading.status), None)


def _above_relative(scene: Scene, clause: Clause) -> list[int]:
    """Give the nouns that hold the one that "that killed ten" hangs on: "an attack on the shrine of Senna that ..."."""
    if clause.relation != "relcl" or not any(c.lower_ in THINGS_POINTED_AT for c in scene.doc[clause.head].lefts):
        return []
    found: list[int] = []
    for above in scene.doc[clause.head].ancestors:
        if above.pos_ == "VERB":
            break
        found.append(above.i)
    return found


def _meanwhile(scene: Scene, clause: Clause) -> list[int | None]:
    """Give the clauses that tell what went on as it befell them."""
    below = (scene.clauses[child.i] for child in scene.doc[clause.head].children if child.i in scene.clauses)
    return [
        each.head
        for each in below
        if each.relation == "advcl"
        and (each.mark in MEANWHILE or any(word.lower_ in MEANWHILE for word in scene.doc[each.head].lefts))
    ]


def _with_victims(scene: Scene, deed: Reading, harm: Reading) -> Reading:
    targets = tuple(dict.fromkeys((*deed.parties.targets, *harm.parties.targets)))
    sources = deed.parties.sources
    if deed.event_type == "ASSAULT" and not sources:
        sources = tuple(each for each in harm.parties.sources if each not in targets)
    if deed.event_type == "INCIDENT":
        targets = tuple(dict.fromkeys((*deed.parties.sources, *targets)))
        sources = ()
    # "the strike killed seven on Monday": a noun that nobody carries is dated by what it did
    is_bare = deed.predicate == deed.head and deed.head not in scene.clauses
    return replace(
        deed,
        parties=replace(deed.parties, sources=sources, targets=targets),
        predicate=harm.predicate if is_bare and deed.head in scene.clauses[harm.head].doers else deed.predicate,
        weight=max(deed.weight, harm.weight),
        outcomes=(*deed.outcomes, harm.head),
        why=(*deed.why, f"outcome:{lemma_of(scene.doc[harm.head])}"),
    )
