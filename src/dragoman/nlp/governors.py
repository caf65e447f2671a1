"""Which verb a clause hangs on, where the parser has it right and where it has not.

In:  a token of a parse. Out: whether it heads a clause; the verb that governs it, and how.
Left to `grammar`: what the clause itself says.
"""

from __future__ import annotations

from spacy.tokens import Token

from dragoman.nlp.control import CHARGING, is_complement
from dragoman.nlp.mending import participle_beside

SUBJECTS = frozenset(("nsubj", "nsubjpass", "csubj", "csubjpass"))


def is_verbal(token: Token) -> bool:
    """Tell whether the token heads a clause: a verb that is no auxiliary, or a copula."""
    if token.dep_ in ("aux", "auxpass"):
        return False
    if token.pos_ == "VERB":
        # "the bombed city": a participle before its noun heads no clause
        return token.dep_ not in ("amod", "compound") or token.tag_ in ("VBD", "VBZ", "VBP")
    return token.pos_ == "AUX" and any(child.dep_ in SUBJECTS | {"attr", "acomp"} for child in token.children)


def governing_clause(token: Token) -> Token | None:
    """Climb to the verb whose clause the token stands in; None where there is none."""
    for ancestor in token.ancestors:
        if is_verbal(ancestor):
            return ancestor
    return None


def clause_governor(token: Token) -> tuple[int | None, str]:
    """Give the verb that governs a verb's clause, None of one that stands alone, and how it hangs on it."""
    head, relation = token.head, token.dep_
    if head.i == token.i:
        return None, "ROOT"
    if relation == "ccomp" and any(between.text == ";" for between in token.doc[token.i : head.i]):
        # "Drosk accused Corvia of the raid; by noon Corvia had denied it": told side by side
        return None, "ROOT"
    if relation == "conj" and (beside := _told_beside(token)) is not None:
        return beside.i, relation
    if relation == "advcl" and is_complement(token, head):
        return head.i, "xcomp"
    if (goes_on := participle_beside(token)) is not None:
        return goes_on.i, "advcl"
    if relation in ("acl", "relcl") and token.tag_ == "VB" and (counted := _voting(head)) is not None:
        return counted.i, "xcomp"
    if relation == "pcomp":
        outer = head.head
        while outer.pos_ in ("ADV", "ADP") and outer.dep_ in ("advmod", "prep", "prt") and outer.head.i != outer.i:
            # "stopped short of attacking": the gerund hangs on the verb, not on the adverb
            outer = outer.head
        if outer.dep_ == "dobj" and outer.head.lemma_ in CHARGING.get(head.lower_, ()):
            outer = outer.head  # "accused the junta of burning huts": the parser hangs the charge on the junta
        return outer.i, f"pcomp:{head.lower_}"
    return head.i, relation


def _told_beside(token: Token) -> Token | None:
    """Give the verb that another goes on from where the parser hangs it on what stands between.

    "Drosk told the consul to leave and recalled its envoy": no finite verb goes on from an infinitive. "Drosk declared
    the consul persona non grata and recalled its envoy": nor from what he is declared. "Drosk said it would levy a duty
    and suspended talks": nor one in the past from what would be.
    """
    head = token.head
    is_finite = token.tag_ in ("VBD", "VBZ", "VBP") and not any(child.dep_ in SUBJECTS for child in token.children)
    is_declared = head.dep_ == "ccomp" and head.pos_ in ("NOUN", "PROPN")
    auxiliaries = {child.tag_ for child in head.children if child.dep_ == "aux"} if head.tag_ == "VB" else set()
    is_to_be_done = "TO" in auxiliaries or ("MD" in auxiliaries and token.tag_ == "VBD")
    if not is_finite or not (is_declared or is_to_be_done):
        return None
    return next((each for each in head.ancestors if is_verbal(each) and each.tag_ != "VB"), None)


def _voting(noun: Token) -> Token | None:
    """Give the verb that an infinitive belongs to where it hangs on a count: "votes 9-2 with 3 abstentions to"."""
    above = next((each for each in noun.ancestors if is_verbal(each)), None)
    votes = above is not None and above.lemma_ == "vote" and noun.lemma_ in ("abstention", "vote", "absence")
    return above if votes else None
