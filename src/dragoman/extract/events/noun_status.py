"""How far a noun asserts the event that it names, by what stands before it and what is said of it.

In:  a `Scene` and the noun. Out: a `Status`, or `NEGATED`, or None where nothing is asserted.
Left to `factuality`: clauses. Left to `composition`: what the acts above the noun make of it.
"""

from __future__ import annotations

from dragoman.extract.events.chains import Chain
from dragoman.extract.events.factuality import HAPPENING, NEGATED, Assertion, combine, is_to_happen
from dragoman.extract.events.scene import DEFINITE, Scene
from dragoman.extract.events.triggers import Candidate
from dragoman.lexicons.load.composition import load_composition
from dragoman.nlp.lemmas import lemma_of
from dragoman.records.vocabulary import EventType

# deeds that are over when they are talked about
DONE_TYPES = ("ASSAULT", "INCIDENT", "PROTEST")
TALKING_OVER = frozenset(("discuss", "debate", "examine", "study"))
FORCE_TYPES = ("ASSAULT", "COERCE", "INCIDENT")
ANY = frozenset(("a", "an", "any", "another", "no"))  # before a noun that tells of no deed that was done
SUPPOSING = frozenset(("would", "could", "may", "might", "can", "should", "'d", "’d"))


def is_talked_over(scene: Scene, candidate: Candidate, chain: Chain) -> bool:
    """Tell "discussed the attack", done by somebody else before, from "discussed an attack on Drosk"."""
    trigger, noun = candidate.trigger, candidate.head
    if trigger.part_of_speech == "verb" or trigger.event_type not in DONE_TYPES:
        return False
    if not chain.links or chain.links[0].act.name != "consider" or chain.links[0].noun:
        return False
    return lemma_of(scene.doc[chain.links[0].head]) in TALKING_OVER and any(
        child.lower_ in DEFINITE or child.tag_ == "POS" for child in scene.doc[noun].lefts
    )


def adjective_status(scene: Scene, head: int, status: Assertion) -> Assertion:
    """Let an adjective lower the status: "an alleged plot", "the upcoming summit", "a foiled attack"."""
    adjectives = load_composition().adjectives
    nominal = scene.nominal(head)
    if status == "occurred" and nominal.negated:
        return NEGATED  # "made no new apology"
    if nominal.governor is not None and nominal.relation == "nsubj" and _is_ahead(scene, nominal.governor):
        status = combine(status, "planned")
    for child in scene.doc[head].lefts:
        lent = adjectives.get(child.lower_)
        if child.dep_ in ("amod", "det", "compound") and lent is not None:
            return None if lent == "drop" else combine(status, lent)
    return status


def _is_ahead(scene: Scene, verb: int) -> bool:
    """Tell "The summit is to take place", "will open in Lisk"."""
    clause = scene.clauses.get(verb)
    will_be = clause is not None and clause.tense == "future" and lemma_of(scene.doc[verb]) in HAPPENING
    return will_be or any(is_to_happen(child) for child in scene.doc[verb].children)


def is_supposed(scene: Scene, head: int, event_type: EventType) -> bool:
    """Tell "An attack on its ships would bring the pact into play": what any such deed would do, and none was done."""
    nominal = scene.nominal(head)
    clause = scene.clauses.get(nominal.governor) if nominal.governor is not None else None
    if clause is None or event_type not in FORCE_TYPES or nominal.relation not in ("nsubj", "nsubjpass"):
        return False
    if lemma_of(scene.doc[clause.head]) in HAPPENING:
        return False  # "a strike will begin on Monday"
    marks = {child.lower_ for child in scene.doc[head].lefts if child.dep_ in ("det", "poss", "nummod")}
    is_any = not nominal.possessors and marks <= ANY
    return is_any and (clause.tense == "future" or clause.modal in SUPPOSING) and not clause.perfect
