"""Between whom somebody mediates, where the clause that says what for names them.

In:  a `Scene` and a word of mediation. Out: ids of the sides.
Left to `arguments`: "mediated between Ardania and Belmark", which its frame reads.
"""

from __future__ import annotations

from collections.abc import Iterable

from dragoman.extract.events.scene import Scene
from dragoman.nlp.lemmas import lemma_of
from dragoman.nlp.nominals import prepositional

MEDIATING = frozenset(("mediate", "mediation", "mediating", "mediator", "brokerage"))
BETWEEN = frozenset(("between", "among"))
SIDES = 2


def mediated_sides(scene: Scene, head: int, words: Iterable[int]) -> tuple[str, ...]:
    """Find the sides below: "an effort of mediation to end the war between Drosk and Corvia", "to help both agree"."""
    if not any(lemma_of(scene.doc[index]) in MEDIATING for index in words):
        return ()
    below = [token for token in scene.doc[head].subtree if token.i > head]
    for token in below:
        if token.lower_ in BETWEEN and token.dep_ == "prep":
            found = scene.parties_at(noun for _, noun in prepositional(token))
            if len(found) >= SIDES:
                return found
    for token in below:
        clause = scene.clauses.get(token.i)
        if clause is not None and clause.has_own_subject and clause.relation in ("ccomp", "xcomp"):
            found = scene.parties_at(clause.doers)
            if len(found) >= SIDES:
                return found
    return ()
