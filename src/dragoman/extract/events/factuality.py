"""How far a clause asserts what it tells: happened, planned, possible, not at all.

In:  a clause of the parse. Out: a `Status`, or `NEGATED`, or None where nothing is asserted.
Left to `composition`: what the acts above the clause make of it.
"""

from __future__ import annotations

from typing import Final, Literal

from spacy.tokens import Token

from dragoman.extract.events.scene import Scene
from dragoman.nlp.grammar import CONDITIONAL_MARKS, Clause
from dragoman.nlp.lemmas import lemma_of
from dragoman.records.vocabulary import Status

NEGATED: Final = "negated"
Assertion = Status | Literal["negated"] | None

POSSIBLE_MODALS = frozenset(("may", "might", "could", "would", "'d", "’d"))
# "Iran should attack", "can strike any target": an opinion or an ability asserts nothing
VOID_MODALS = frozenset(("should", "must", "can", "ca", "ought", "need"))
GUESSING = frozenset(("likely", "probably", "possibly", "perhaps", "maybe", "presumably", "conceivably", "potentially"))
VOID_MARKS = frozenset(("until", "till", "lest", "before"))
PAST_FUTURE = frozenset(("would", "'d", "’d"))
SAYING = frozenset(
    ("say", "announce", "tell", "declare", "confirm", "state", "add", "report", "reveal", "signal", "disclose", "write",
     "pledge", "promise", "vow", "agree", "decide")
)  # fmt: skip
# what a meeting, an exercise, a strike is to do: "is to take place", "is to begin", "was to be held"
HAPPENING = frozenset(("take", "hold", "happen", "follow", "begin", "start", "open", "resume", "go", "continue"))
MAX_DEPTH = 5  # participles hang on participles ("sparking protests leaving ...") only so deep


def clause_assertion(scene: Scene, clause: Clause | None, depth: int = 0) -> Assertion:
    """Tell how far the clause asserts itself, acts above it left aside.

    An infinitive asserts nothing by itself and gives `occurred` here only below an act, which then decides.
    """
    if clause is None:
        return "occurred"
    if _asserts_nothing(clause):
        return None
    if clause.negated:
        return NEGATED
    if clause.modal is not None:
        if clause.modal in PAST_FUTURE and not clause.perfect and _is_told_plan(scene, clause):
            return "planned"
        return _modal_assertion(clause)
    if clause.tense == "future":
        return "possible" if _hangs_on_condition(scene, clause) or _is_guessed(scene, clause) else "planned"
    if clause.mood == "participle":
        return _participle_assertion(scene, clause, depth)
    if clause.relation in ("relcl", "acl") and clause.tense == "present" and not (clause.perfect or clause.progressive):
        # "groups that threaten the United States": what somebody does as a rule is no happening
        return None
    if clause.progressive and clause.tense == "present" and not clause.perfect:
        return "ongoing"
    return "occurred"


def is_to_happen(verb: Token) -> bool:
    """Tell the infinitive of "The next meeting is to take place in May", which the parser hangs on "is"."""
    to = any(child.dep_ == "aux" and child.lower_ == "to" for child in verb.children)
    return to and verb.dep_ == "xcomp" and lemma_of(verb.head) == "be" and lemma_of(verb) in HAPPENING


def _asserts_nothing(clause: Clause) -> bool:
    if clause.conditional or clause.question or clause.mood == "imperative" or clause.mark == "whether":
        return True
    # "until it retreats from Senna"
    return clause.mark in VOID_MARKS and clause.tense == "present" and not clause.perfect


def _is_told_plan(scene: Scene, clause: Clause) -> bool:
    """Tell "said it would send tanks", the future of a past, from "it would strike if ..."."""
    if clause.relation != "ccomp" or clause.governor is None or _hangs_on_condition(scene, clause):
        return False
    above = scene.clauses.get(clause.governor)
    return above is not None and above.tense == "past" and lemma_of(scene.doc[above.head]) in SAYING


def _modal_assertion(clause: Clause) -> Assertion:
    if clause.modal in VOID_MODALS:
        return None
    # "could have struck": an unreal past
    return None if clause.perfect and clause.modal in ("would", "could") else "possible"


def _hangs_on_condition(scene: Scene, clause: Clause) -> bool:
    """Tell whether an if-clause hangs on it: "if Iran attacks, Israel will respond"."""
    for child in scene.doc[clause.head].children:
        if child.dep_ == "advcl" and any(c.dep_ == "mark" and c.lower_ in CONDITIONAL_MARKS for c in child.children):
            return True
    return False


def _is_guessed(scene: Scene, clause: Clause) -> bool:
    """Tell "will likely discuss it", a guess, from "will discuss it", a plan."""
    return any(child.dep_ == "advmod" and child.lower_ in GUESSING for child in scene.doc[clause.head].children)


def _participle_assertion(scene: Scene, clause: Clause, depth: int) -> Assertion:
    """Let "sparking protests" share the fate of its main clause; "the deal signed in Moscow" stands alone."""
    if clause.relation == "acl" or depth >= MAX_DEPTH:
        return "occurred"
    above = scene.clauses.get(clause.governor) if clause.governor is not None else None
    if above is None or clause.relation not in ("advcl", "conj", "pcomp:by"):
        return "occurred"
    assertion = clause_assertion(scene, above, depth + 1)
    return "occurred" if assertion in (NEGATED, "ongoing") else assertion


def combine(assertion: Assertion, inner: str) -> Assertion:
    """Join what the clause says with what the act above makes of it; the less certain wins."""
    if inner == "same" or assertion in (None, NEGATED):
        return assertion
    if inner == "ongoing":
        return "ongoing" if assertion == "occurred" else assertion
    if inner == "alleged" and assertion in ("planned", "possible"):
        return assertion
    if inner == "planned" and assertion in ("possible", "alleged", "denied"):
        return assertion
    return inner  # type: ignore[return-value]
