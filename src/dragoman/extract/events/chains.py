"""Climb from an event to the acts above it: "denied that", "agreed to", "the decision to", and read them.

In:  a `Scene` and the token of an event. Out: the `Link`s of its chain from the inside out, with the clause
     whose tense, modality and negation say whether it happened.
Left to `composition`: what each act makes of the event.
"""

from __future__ import annotations

from dataclasses import dataclass

from dragoman.extract.events.scene import Scene
from dragoman.lexicons.load.composition import Act, Wording, load_composition, split_particle
from dragoman.nlp.governors import governing_clause
from dragoman.nlp.grammar import Clause
from dragoman.nlp.lemmas import lemma_of
from dragoman.nlp.nominals import Nominal
from dragoman.records.vocabulary import EventType

MAX_LINKS = 6  # "said it believed that X planned to ask Y to stop ...": nobody writes deeper, a broken parse may


REPORTING = ("report", "announce", "allege")  # acts that only tell
CARRYING_ACTS = frozenset(("cause", "allege"))
BY_DOING = "pcomp:by"
PHASES = frozenset(("begin", "continue", "end"))  # of a deed: they govern no clause with a doer of its own
CLAUSE_RELATIONS = frozenset(("ccomp", "xcomp", "csubj", "csubjpass", "parataxis"))
NOUN_RELATIONS = {
    "dobj": "object",
    "nsubjpass": "object",
    "attr": "object",
    "oprd": "object",
    "nsubj": "subject",
    "compound": "prep",
    "nmod": "prep",
    "poss": "prep",
}
ARGUMENT_PREPOSITIONS = frozenset(
    ("of", "for", "to", "on", "against", "from", "with", "about", "into", "in", "over", "under", "toward", "towards")
)
# "engaged in talks", "came under attack", "went on strike": but not "spoke after the attack"
HOLDING = frozenset(("in", "under", "into", "on"))


ADVERBS = frozenset(("off", "up", "down", "out", "away"))
# "Drosk must withdraw", said by another, is a demand; "should" advises as often as it asks
DEMANDING_MODALS = frozenset(("must", "should", "ought"))
DEMANDING_WISHES = frozenset(("want", "would like", "need", "wish", "like", "expect"))


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
        if link is not None and link.act.name in CARRYING_ACTS and not as_verb and clause is not None:
            # "led a protest march", "claimed responsibility": with a noun as its object the verb only carries it
            link = None if is_light(scene, clause, index) else link
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
            loose = lemma_of(scene.doc[upper])
        break
    enclosing = None
    if not as_verb and (above := governing_clause(scene.doc[index])) is not None:
        enclosing = scene.clauses.get(above.i)
    return Chain(predicate=predicate, holder=holder, links=tuple(links), loose=loose, enclosing=enclosing)


def is_suffered(scene: Scene, clause: Clause) -> bool:
    """Tell whether the subject of a light verb is whom its noun is done to: "Belmark faces pressure"."""
    token = scene.doc[clause.head]
    near = {child.lower_ for child in token.children}
    wordings = load_composition().suffered.get(lemma_of(token), ())
    return clause.voice == "active" and any(all(word in near for word in rest) for rest in wordings)


def _next_step(scene: Scene, index: int, *, as_verb: bool) -> tuple[int, str] | None:
    """Give the token above and how it holds this one: clause, object, subject or prep; None at the top."""
    if as_verb:
        return _above_clause(scene, scene.clauses[index])
    nominal = outermost(scene, index)
    if nominal.governor is None:
        return None
    held = NOUN_RELATIONS.get(nominal.relation)
    if held is None and nominal.relation.startswith("pobj:"):
        # "In a call with Drosk, Corvia asked": a phrase of time or place is no part of what is asked
        held = "prep" if nominal.relation.removeprefix("pobj:") in ARGUMENT_PREPOSITIONS else None
        if nominal.governor in scene.clauses and nominal.relation == "pobj:in":
            held = "prep" if is_light(scene, scene.clauses[nominal.governor], index) else None
    return (nominal.governor, held) if held is not None else None


def outermost(scene: Scene, index: int) -> Nominal:
    """Give the noun, or the one that only counts it: "a new round of talks", "two days of fighting"."""
    transparent = load_composition().transparent
    nominal = scene.nominal(index)
    while nominal.relation == "pobj:of" and nominal.governor is not None:
        if lemma_of(scene.doc[nominal.governor]) not in transparent:
            break
        nominal = scene.nominal(nominal.governor)
    return nominal


def _above_clause(scene: Scene, clause: Clause) -> tuple[int, str] | None:
    seen = {clause.head}
    # "accused Drosk of breaking the truce by shooting at a truck": the deed and how it was done are one
    while clause.relation in ("conj", BY_DOING) and clause.governor in scene.clauses and clause.governor not in seen:
        seen.add(clause.governor)
        clause = scene.clauses[clause.governor]
    relation = clause.relation
    if clause.governor is None or clause.governor == clause.head:
        return None
    # "a report that it had armed them": with a subject of its own it is no participle that hangs on the noun
    told = clause.mark == "that" or (clause.mood == "indicative" and clause.has_own_subject)
    spelled_out = relation == "acl" and (clause.mood == "infinitive" or told)
    if relation in CLAUSE_RELATIONS or relation.startswith("pcomp") or spelled_out:
        return clause.governor, "clause"
    return None


def _read_act(scene: Scene, index: int, relation: str, below: int) -> Link | None:
    """Find the act that a token is, where it may hold an event by this relation."""
    composition = load_composition()
    token = scene.doc[index]
    clause = scene.clauses.get(index)
    wordings = (composition.verbs if clause is not None else composition.nouns).get(lemma_of(token), ())
    if clause is not None and clause.voice == "passive" and relation == "subject":
        relation = "object"
    for wording in wordings:
        if relation not in wording.act.on or _is_told_beside(scene, wording.act, relation, below):
            continue
        if _fits(scene, index, wording):
            act = wording.act
            if relation == "clause" and _is_demand(scene, act, index, below):
                act = composition.acts["request"]
            if act.name == "refuse" and lemma_of(scene.doc[below]) in composition.tellings:
                # "rejected claims that its planes had bombed Senna": who rejects what is told of him denies it
                act = composition.acts["deny"]
            return Link(act=act, head=index, clause=clause, relation=relation, noun=clause is None)
    return None


def _is_told_beside(scene: Scene, act: Act, relation: str, below: int) -> bool:
    """Tell "Drosk jails a monitor, the bloc freezes its aid": nobody freezes that another jails."""
    clause = scene.clauses.get(below)
    if relation != "clause" or clause is None or act.name not in PHASES:
        return False
    return clause.relation == "ccomp" and clause.has_own_subject


def _is_demand(scene: Scene, act: Act, index: int, below: int) -> bool:
    """Tell whether words that report or wish ask something of another.

    "insisted that Iran abandon its relations", "said Corvia must pull back", "wants Drosk to let them sit".
    """
    inner = scene.clauses.get(below)
    if inner is None or not inner.has_own_subject:
        return False
    if act.name in ("report", "announce"):
        return _is_subjunctive(scene, below) or (inner.modal in DEMANDING_MODALS and not inner.negated)
    return act.name == "wish" and inner.mood == "infinitive" and lemma_of(scene.doc[index]) in DEMANDING_WISHES


def demand_below(scene: Scene, index: int) -> int | None:
    """Give the clause in which a reporting or wishing verb asks something of another actor, if it has one."""
    outer = scene.clauses.get(index)
    if outer is None:
        return None
    wordings = load_composition().verbs.get(lemma_of(scene.doc[index]), ())
    acts = [wording.act for wording in wordings if wording.act.name in ("report", "announce", "wish")]
    for child in scene.doc[index].children:
        if child.dep_ != "ccomp" or child.i not in scene.clauses:
            continue
        if any(_is_demand(scene, act, index, child.i) for act in acts):
            return child.i
    return None


def _is_subjunctive(scene: Scene, index: int) -> bool:
    token = scene.doc[index]
    bare = token.tag_ == "VB" and not any(child.dep_ in ("aux", "auxpass") for child in token.children)
    return bare and any(child.dep_ in ("nsubj", "nsubjpass") for child in token.children)


def _fits(scene: Scene, index: int, wording: Wording) -> bool:
    """Tell whether the rest of a wording stands with its head: particle, preposition or fixed word."""
    token = scene.doc[index]
    particle, rest = split_particle(wording.rest)
    # "held exercises off the cape" holds nothing off
    near = {
        c.lower_ for c in token.children if c.lower_ not in ADVERBS or not any(i.dep_ == "pobj" for i in c.children)
    }
    # "called for Belmark to free the crew"
    near |= {
        mark.lower_ for child in token.children if child.dep_ == "advcl" for mark in child.lefts if mark.dep_ == "mark"
    }
    # "carried out strikes on Senna" has its particle, and carries nothing on
    own = {child.lower_ for child in token.children if child.dep_ == "prt"}
    if particle is not None and (particle not in near or (own and particle not in own)):
        return False
    near |= {lemma_of(child) for child in token.children}
    near |= {t.lower_ for child in token.children if child.dep_ in ("prep", "advmod") for t in child.children}
    return all(word in near for word in rest)


def alone_act(scene: Scene, index: int) -> Link | None:
    """Give the act that a verb or noun is by itself, where the table counts it alone."""
    composition = load_composition()
    token = scene.doc[index]
    clause = scene.clauses.get(index)
    wordings = (composition.verbs if clause is not None else composition.nouns).get(lemma_of(token), ())
    for wording in wordings:
        if wording.act.alone is not None and _fits(scene, index, wording):
            return Link(act=wording.act, head=index, clause=clause, relation="alone", noun=clause is None)
    return None


def is_light(scene: Scene, clause: Clause, noun: int) -> bool:
    """Tell whether a verb only carries the event that the noun names ("hold talks", "came under attack")."""
    composition = load_composition()
    token = scene.doc[clause.head]
    noun = outermost(scene, noun).head
    wordings = composition.light.get(lemma_of(token), ())
    held = noun in clause.undergoers or any(i == noun and prep in HOLDING for prep, i in clause.obliques)
    if not held and any(i == noun and prep == "for" for prep, i in clause.obliques):
        # "sat down in Corvia for talks": only the wordings that name the "for"
        wordings = tuple(rest for rest in wordings if "for" in rest)
        held = bool(wordings)
    if not held:
        return False
    near = {child.lower_ for child in token.children}
    return any(all(word in near for word in rest) for rest in wordings)


def dating_predicate(chain: Chain, head: int) -> int:
    """Give the token whose clause dates the event: "On Friday the league extended its embargo" dates the embargo."""
    if chain.predicate is not None:
        return chain.predicate.head
    if chain.links and chain.links[0].clause is not None and chain.links[0].relation in ("object", "subject"):
        act = chain.links[0].act
        if act.carries or act.name in ("begin", "continue", "extend", "mediate"):
            return chain.links[0].clause.head
    return head


def is_happening(chain: Chain, event_type: EventType) -> bool:
    """Tell whether something happens to a noun that names a state: "imposed sanctions", not "under sanctions"."""
    if chain.predicate is not None:
        return True
    if not chain.links:
        return False
    act = chain.links[0].act
    return event_type in act.moves_states or act.cells[event_type].outer is not None
