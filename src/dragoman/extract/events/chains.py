"""Climb from an event to the acts above it: "denied that", "agreed to", "the decision to", and read them.

In:  a `Scene` and the token of an event. Out: the `Link`s of its chain from the inside out, with the clause
     whose tense, modality and negation say whether it happened.
Left to `composition`: what each act makes of the event.
"""

from __future__ import annotations

from dataclasses import dataclass

from dragoman.extract.events.scene import Scene
from dragoman.lexicons.load.composition import Act, Wording, load_composition, split_particle
from dragoman.nlp.grammar import Clause, governing_clause

MAX_LINKS = 6  # "said it believed that X planned to ask Y to stop ...": nobody writes deeper, a broken parse may


# "engaged in talks", "came under attack", "went on strike": but not "spoke after the attack"
HOLDING = frozenset(("in", "under", "into", "on", "to", "for", "with"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """Reads as: above the event stands this act, at this token, holding it by `relation`.

    `clause` is the act's own clause where it is a verb, or that of the light verb that carries its noun.
    """

    act: Act
    head: int
    clause: Clause | None
    relation: str
    noun: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Chain:
    """Reads as: the event is asserted by `predicate`, carried by `holder`, under these acts, inside out.

    `predicate` is the clause whose tense, modality and negation hold for the event (its own where it is a
    verb, its light verb's where it is a noun, None for a noun that stands by itself); `enclosing` is the clause
    around the top of the chain where that is a noun. `loose` says that the
    event hangs in an infinitive below a verb that is no act we know ("used drones to attack").
    """

    predicate: Clause | None
    holder: Clause | None
    links: tuple[Link, ...]
    loose: str | None
    enclosing: Clause | None


def climb(scene: Scene, head: int, *, verb: bool) -> Chain:
    """Read the chain above an event."""
    predicate = scene.clauses.get(head) if verb else None
    holder: Clause | None = None
    links: list[Link] = []
    loose: str | None = None
    index, as_verb = head, verb
    for _ in range(MAX_LINKS):
        step = _next_step(scene, index, as_verb=as_verb)
        if step is None:
            break
        upper, relation = step
        clause = scene.clauses.get(upper)
        link = _read_act(scene, upper, relation, index)
        if link is not None:
            links.append(link)
            if holder is None and clause is not None and link.act.carries:
                holder = clause
            index, as_verb = upper, clause is not None
            continue
        if clause is not None and not as_verb and not links and is_light(scene, clause, index):
            predicate = holder = clause
            index, as_verb = upper, True
            continue
        if clause is not None and not as_verb and links and is_light(scene, clause, index):
            # "issued a threat to attack": the light verb belongs to the act's noun
            links[-1] = Link(
                act=links[-1].act, head=links[-1].head, clause=clause, relation=links[-1].relation, noun=True
            )
            index, as_verb = upper, True
            continue
        if as_verb and relation in ("xcomp", "ccomp") and scene.clauses[index].mood == "infinitive":
            loose = scene.doc[upper].lemma_.lower()
        break
    enclosing = None
    if not as_verb and (above := governing_clause(scene.doc[index])) is not None:
        enclosing = scene.clauses.get(above.i)
    return Chain(predicate=predicate, holder=holder, links=tuple(links), loose=loose, enclosing=enclosing)


def _next_step(scene: Scene, index: int, *, as_verb: bool) -> tuple[int, str] | None:
    """Give the token above and how it holds this one: clause, object, subject, prep or compound; None at the top."""
    if as_verb:
        clause = scene.clauses[index]
        seen = {index}
        while clause.relation == "conj" and clause.governor in scene.clauses and clause.governor not in seen:
            seen.add(clause.governor)
            clause = scene.clauses[clause.governor]
        governor, relation = clause.governor, clause.relation
        if governor is None:
            return None
        if relation in ("ccomp", "xcomp", "csubj", "csubjpass") or relation.startswith("pcomp"):
            return governor, "clause"
        if relation == "acl" and clause.mood == "infinitive":
            return governor, "clause"
        if relation == "acl" and clause.mark == "that":
            return governor, "clause"
        if relation == "parataxis":
            return governor, "clause"
        return None
    nominal = scene.nominal(index)
    if nominal.governor is None:
        return None
    relation = nominal.relation
    if relation in ("dobj", "nsubjpass", "attr", "oprd"):
        return nominal.governor, "object"
    if relation == "nsubj":
        return nominal.governor, "subject"
    if relation.startswith("pobj:"):
        return nominal.governor, "prep"
    if relation in ("compound", "nmod", "poss"):
        return nominal.governor, "prep"
    return None


def _read_act(scene: Scene, index: int, relation: str, below: int) -> Link | None:
    """Find the act that a token is, where it may hold an event by this relation."""
    composition = load_composition()
    token = scene.doc[index]
    clause = scene.clauses.get(index)
    wordings = (composition.verbs if clause is not None else composition.nouns).get(token.lemma_.lower(), ())
    if clause is not None and clause.voice == "passive" and relation == "subject":
        relation = "object"
    for wording in wordings:
        if relation not in wording.act.on:
            continue
        if _fits(scene, index, wording):
            act = wording.act
            if act.name == "report" and relation == "clause" and _is_subjunctive(scene, below):
                # "insisted that Iran abandon its relations": a bare form after "that" is a demand
                act = composition.acts["request"]
            return Link(act=act, head=index, clause=clause, relation=relation, noun=clause is None)
    return None


def _is_subjunctive(scene: Scene, index: int) -> bool:
    token = scene.doc[index]
    bare = token.tag_ == "VB" and not any(child.dep_ in ("aux", "auxpass") for child in token.children)
    return bare and any(child.dep_ in ("nsubj", "nsubjpass") for child in token.children)


def _fits(scene: Scene, index: int, wording: Wording) -> bool:
    """Tell whether the rest of a wording stands with its head: particle, preposition or fixed word."""
    token = scene.doc[index]
    particle, rest = split_particle(wording.rest)
    near = {child.lower_ for child in token.children}
    if particle is not None and particle not in near:
        return False
    near |= {child.lemma_.lower() for child in token.children}
    near |= {inner.lower_ for child in token.children if child.dep_ == "prep" for inner in child.children}
    return all(word in near for word in rest)


def alone_act(scene: Scene, index: int) -> Link | None:
    """Give the act that a verb or noun is by itself, where the table counts it alone."""
    composition = load_composition()
    token = scene.doc[index]
    clause = scene.clauses.get(index)
    wordings = (composition.verbs if clause is not None else composition.nouns).get(token.lemma_.lower(), ())
    for wording in wordings:
        if wording.act.alone is not None and _fits(scene, index, wording):
            return Link(act=wording.act, head=index, clause=clause, relation="alone", noun=clause is None)
    return None


def is_light(scene: Scene, clause: Clause, noun: int) -> bool:
    """Tell whether a verb only carries the event that the noun names ("hold talks", "came under attack")."""
    composition = load_composition()
    token = scene.doc[clause.head]
    held = noun in clause.undergoers or any(i == noun and prep in HOLDING for prep, i in clause.obliques)
    if not held:
        return False
    near = {child.lower_ for child in token.children}
    return any(all(word in near for word in rest) for rest in composition.light.get(token.lemma_.lower(), ()))
