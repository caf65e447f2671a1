"""Forces that somebody sends or withdraws are his own: neither do they act for themselves, nor is it done to them.

In:  a `Scene` and the parties of a move. Out: the parties without such forces; whence they were withdrawn.
Left to `arguments` and `stand_ins`: the frames. Left to `sides`: the wording.
"""

from __future__ import annotations

from collections.abc import Iterable

from dragoman.extract.events.scene import Scene, covered_tokens
from dragoman.lexicons.load.triggers import load_triggers
from dragoman.nlp.lemmas import lemma_of

WITHDRAWING = frozenset(
    ("withdraw", "withdrawal", "pull", "pullout", "pull-out", "pullback", "drawdown", "recall", "bring", "evacuation",
     "send", "fly", "airlift", "redeploy", "redeployment", "retreat", "departure")
)  # fmt: skip
MOVING_TYPES = ("RETREAT", "SANCTION", "MOBILIZE", "CONCEDE")
FORCES = ("soldiery", "force", "monitor")
NAMING_TAGS = ("NNP", "NNPS", "POS", "PRP$")


def without_own_forces(scene: Scene, event_type: str, words: tuple[int, ...], targets: list[str]) -> list[str]:
    """Leave out of a withdrawal's targets whom it withdraws: "withdrew a group of paratroopers from Drosk"."""
    if event_type not in MOVING_TYPES or not targets:
        return targets
    if not any(lemma_of(scene.doc[index]) in WITHDRAWING for index in words):
        return targets
    forces = [party for party in targets if is_nameless_force(scene, party)]
    if not forces:
        return targets
    others = [party for party in targets if party not in forces]
    return others or _whence(scene, words, forces) or targets


def moved_by_themselves(scene: Scene, head: int, words: tuple[int, ...], targets: list[str]) -> tuple[str, ...]:
    """Give the forces whose own move it was where nobody else is told to have moved them.

    "The redeployment of Drosk units is over", "Drosk's police were pulled back from the ridge".
    """
    clause = scene.clauses.get(head)
    undergone = clause.undergoers if clause is not None else ()
    if not any(lemma_of(scene.doc[index]) in WITHDRAWING for index in (head, *words, *undergone)):
        return ()
    moved = scene.parties_at(undergone) if clause is not None and clause.voice == "passive" else ()
    forces = [party for party in (*targets, *moved) if party in scene.mentions and _is_force(scene, party)]
    return tuple(dict.fromkeys(forces))


def _is_force(scene: Scene, party: str) -> bool:
    covered = covered_tokens(scene.doc, scene.mentions[party].span)
    if not len(covered):
        return False
    classes = load_triggers().classes
    head = scene.doc[covered[0].i : covered[-1].i + 1].root
    return any(lemma_of(head) in classes[name] for name in FORCES[:2])


def is_nameless_force(scene: Scene, party: str) -> bool:
    """Tell "230 troops", "its peacekeepers" from "Drosk's troops": nothing but a name says that they are another's."""
    mention = scene.mentions.get(party)
    if mention is None or mention.mention_type != "NOM":
        return False
    covered = covered_tokens(scene.doc, mention.span)
    if not len(covered) or any(t.tag_ in NAMING_TAGS or t.ent_type_ in ("NORP", "GPE", "ORG") for t in covered):
        return False
    classes = load_triggers().classes
    head = scene.doc[covered[0].i : covered[-1].i + 1].root
    owned = any(child.dep_ == "poss" and child.tag_ != "PRP$" for child in head.lefts)
    return not owned and any(lemma_of(head) in classes[name] for name in FORCES)


def _whence(scene: Scene, words: tuple[int, ...], forces: Iterable[str]) -> list[str]:
    """Find whence they were withdrawn: the phrase hangs on the verb, on the forces, or on "home"."""
    heads = [*words]
    for party in forces:
        covered = covered_tokens(scene.doc, scene.mentions[party].span)
        heads += [token.i for token in covered]
    hung = [
        noun
        for index in heads
        for child in (scene.doc[index], *scene.doc[index].rights)
        for prep in child.rights
        if prep.lower_ == "from"
        for noun in (t.i for t in prep.rights if t.dep_ == "pobj")
    ]
    found = scene.parties_at(hung) or scene.parties_within(hung) or scene.places_at(hung)
    return list(found)
