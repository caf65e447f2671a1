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
DYING = frozenset(("die", "perish"))
LIFE = "life"
TAKING = frozenset(("claim", "take", "cost"))  # "the blast claimed nine lives"
DEATH_TOLD = frozenset(("pobj:in", "pobj:during", "pobj:by", "pobj:from", "pobj:following", "pobj:after"))
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


def join_dead(scene: Scene, readings: list[Reading]) -> list[Reading]:
    """Let those who died be the victims of the deed told of it: "nine died in an ambush", "six lost their lives when".

    What the frame took for a victim because it happened there ("an attack in Drosk") is none beside them.
    """
    return [_with_dead(scene, reading) for reading in readings]


def _with_dead(scene: Scene, reading: Reading) -> Reading:
    if reading.event_type != "ASSAULT" or reading.status != "occurred" or "frame:mutual" in reading.why:
        return reading
    clause = scene.clauses.get(reading.head)
    dead = _dead_of_clause(scene, clause) if clause is not None else _dead_of_noun(scene, reading.head)
    victims = tuple(party for index in dead for party in scene.parties_at([index]) or scene.thing_at([index]))
    if not victims:
        return reading
    known = reading.parties.targets
    if clause is None:
        known = tuple(each for each in known if each in scene.mentions or each in scene.things)
    targets = tuple(each for each in dict.fromkeys((*known, *victims)) if each not in reading.parties.sources)
    # "died on Monday following an attack": a noun that nobody carries is dated by what came of it
    above = next((each.i for each in scene.doc[reading.head].ancestors if each.i in scene.clauses), reading.head)
    told = (
        scene.clauses[above].governor if above in scene.clauses and scene.clauses[above].relation == "prep" else above
    )
    is_bare = clause is None and reading.predicate == reading.head and told is not None
    return replace(
        reading,
        parties=replace(reading.parties, targets=targets),
        predicate=told if is_bare and told is not None else reading.predicate,
        weight=max(reading.weight, TOLD_WEIGHT),
    )


def _dead_of_clause(scene: Scene, clause: Clause) -> list[int]:
    """Find them above "when rebels shelled the town", and before "and nine were injured"."""
    above = scene.clauses.get(clause.governor) if clause.governor is not None else None
    if above is None or not _is_dying(scene, above):
        return []
    is_beside = clause.relation == "conj" and clause.voice == "passive" and not clause.doers
    is_harm = is_beside and lemma_of(scene.doc[clause.head]) in load_composition().harming
    return list(above.doers) if is_harm or _is_meanwhile(scene, clause) else []


def _dead_of_noun(scene: Scene, noun: int) -> list[int]:
    """Find them in the clause that the noun stands in: "died in an attack", "the bombing claimed nine lives"."""
    for inner in scene.doc[noun].subtree:
        told = scene.clauses.get(inner.i) if inner.dep_ == "relcl" and inner.i > noun else None
        if told is not None and _is_dying(scene, told) and any(prep == "in" for prep, _ in told.obliques):
            return list(told.doers)  # "the raid in which nine officers lost their lives"
    nominal = scene.nominal(noun)
    above = scene.clauses.get(nominal.governor) if nominal.governor is not None else None
    if above is None:
        return []
    if noun in above.doers and lemma_of(scene.doc[above.head]) in TAKING:
        return [index for index in above.undergoers if lemma_of(scene.doc[index]) == LIFE]
    relation, above = _past_following(scene, nominal.relation, above)
    fell = _fallen(scene, above) if relation in DEATH_TOLD else []
    return [index for each in fell for index in (*each.doers, *each.undergoers) if lemma_of(scene.doc[index]) != LIFE]


def _past_following(scene: Scene, relation: str, clause: Clause) -> tuple[str, Clause]:
    """Take "following" for the preposition that it is in "died on Monday following an attack"."""
    upper = scene.clauses.get(clause.governor) if clause.governor is not None else None
    if relation == "pobj" and clause.relation == "prep" and upper is not None:
        return f"pobj:{scene.doc[clause.head].lower_}", upper
    return relation, clause


def _fallen(scene: Scene, clause: Clause) -> list[Clause]:
    """Give the clauses that say who died or was hurt, where one says that they died: "five died and nine were hurt"."""
    found = [clause]
    upper = scene.clauses.get(clause.governor) if clause.relation == "conj" and clause.governor is not None else None
    if upper is not None:
        found.insert(0, upper)
    hurt = load_composition().harming
    suffered = all(
        _is_dying(scene, each) or (lemma_of(scene.doc[each.head]) in hurt and not each.doers) for each in found
    )
    return found if suffered and any(_is_dying(scene, each) for each in found) else []


def _is_dying(scene: Scene, clause: Clause) -> bool:
    lemma = lemma_of(scene.doc[clause.head])
    lost = lemma == "lose" and any(lemma_of(scene.doc[index]) == LIFE for index in clause.undergoers)
    return (lost or lemma in DYING) and clause.mood == "indicative" and not clause.negated


def _is_meanwhile(scene: Scene, clause: Clause) -> bool:
    told = clause.mark in MEANWHILE or any(word.lower_ in MEANWHILE for word in scene.doc[clause.head].lefts)
    return clause.relation == "advcl" and told


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
    return suffered or scene.doc[reading.head].lemma_ in DYING


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
    harming = load_composition().harming | ({"leave"} if reading.event_type == "ASSAULT" else frozenset())
    if reading.head not in scene.clauses or lemma_of(scene.doc[reading.head]) not in harming:
        return False  # "leave" is one where the trigger is: "leaving nine soldiers dead"
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
    return [each.head for each in below if _is_meanwhile(scene, each)]


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
