"""Where an event was: the place in its own clause or noun phrase.

In:  a `Scene` and a reading's head and predicate. Out: the place, `None` where none is told.
Left to `extract.places`: which places there are. Left to `circumstances`: when.
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from dragoman.extract.events.scene import Scene
from dragoman.lexicons.load.triggers import load_triggers
from dragoman.nlp.lemmas import lemma_of
from dragoman.records.mentions import PlaceMention

PLACE_PREPOSITIONS = frozenset(("in", "at", "near", "outside", "inside", "around", "off", "over", "across", "within"))
EQUATING = frozenset(("mark", "be", "represent", "constitute", "become"))
MAX_NESTED_PLACES = 2  # "at a camp near the town of Orsk in the Senna region"


def find_place(scene: Scene, head: int, predicate: int, *, near: int | None = None) -> PlaceMention | None:
    """Find where an event was: a place after a preposition of place in its noun phrase or clause.

    One of several visits was at `near`, a token, or nowhere that is told.
    """
    if near is not None:
        return scene.places.get(near)
    for start in dict.fromkeys((head, predicate)):
        found = [(abs(index - head), scene.places[index]) for index in _located(scene, start) if index in scene.places]
        if found:
            return min(found, key=lambda pair: (pair[0], pair[1].span.start))[1]
    return next((scene.places[token.i] for token in _equated(scene, head) if token.i in scene.places), None)


def _equated(scene: Scene, head: int) -> list[Token]:
    """Give the subject's tokens where it is the same happening: "This meeting in Senna marked the first encounter"."""
    nominal = scene.nominal(head)
    if nominal.relation not in ("dobj", "attr") or nominal.governor not in scene.clauses:
        return []
    clause = scene.clauses[nominal.governor]
    if lemma_of(scene.doc[clause.head]) not in EQUATING:
        return []
    return [inner for index in clause.doers for inner in scene.doc[index].subtree if inner.i < clause.head]


def _located(scene: Scene, start: int) -> Iterator[int]:
    """Give the tokens after prepositions of place that hang on the event or on its object, not deeper.

    "retaliation for attacks in Lebanon" tells where the attacks were, not the retaliation.
    """
    head = scene.doc[start]
    own = [head, *(child for child in head.children if child.dep_ in ("dobj", "attr", "nsubjpass"))]
    hung = [child for each in own for child in each.children if child.dep_ == "prep"]
    # "the raid of 6 January near Senna": for the parser the month is near it
    days = [child for token in hung for child in token.children if child.i in scene.times]
    hung += [child for day in days for child in day.children if child.dep_ == "prep"]
    for token in hung:
        if token.lower_ in PLACE_PREPOSITIONS:
            for child in token.children:
                if child.dep_ == "pobj":
                    yield from _named_place(scene, child, MAX_NESTED_PLACES)


def _named_place(scene: Scene, noun: Token, depth: int) -> Iterator[int]:
    """Give a place and what it lies in, where nobody knows it: "near the village of Orsk in Drosk's Senna region"."""
    yield noun.i
    yield from (inner.i for inner in noun.children if inner.dep_ in ("appos", "compound", "nmod"))
    if depth == 0 or noun.i in scene.times:
        return
    is_place = lemma_of(noun) in load_triggers().classes["territory"] or noun.ent_type_ in ("GPE", "LOC", "FAC")
    for child in noun.children:
        wanted = child.lower_ in PLACE_PREPOSITIONS or (child.lower_ == "of" and is_place)
        if child.dep_ == "prep" and wanted:
            for inner in child.children:
                if inner.dep_ == "pobj":
                    yield from _named_place(scene, inner, depth - 1)
