"""Read what a noun carries with it: its possessors, modifiers, prepositional phrases and coordination.

In:  a token of a spaCy `Doc`. Out: `Nominal`s and token indexes.
Left to `grammar`: verbs and their clauses.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Token

REASONS = frozenset(("for", "over", "after", "following"))  # "in revenge for", "anger over"
POSTED = frozenset(("ambassador", "envoy", "consul", "representative", "delegate", "emissary"))
SENDING = frozenset(("send", "dispatch", "appoint", "name", "nominate", "designate", "return", "fly", "assign"))
NOMINAL = frozenset(("NOUN", "PROPN", "PRON", "NUM", "ADJ", "DET", "X", "SYM"))


def is_nominal(token: Token) -> bool:
    """Tell a noun, or a name that the tagger took for an adverb: "begged Windhoek to reopen the gate"."""
    return token.pos_ in NOMINAL or (token.pos_ == "ADV" and token.text[0].isupper() and not token.is_sent_start)


@dataclass(frozen=True, slots=True, kw_only=True)
class Nominal:
    """Reads as: the noun at `head`, with its possessors, its compounds and its prepositional phrases.

    `premodifiers` are compounds and adjectives before it, in order ("Saudi-led" counts as one);
    `obliques` pairs of (preposition, noun); `governor` the clause or noun that holds it, by `relation`
    (`dobj`, `nsubj`, `pobj:of` ...).
    """

    head: int
    possessors: tuple[int, ...]
    premodifiers: tuple[int, ...]
    obliques: tuple[tuple[str, int], ...]
    negated: bool
    governor: int | None
    relation: str


def conjuncts(token: Token) -> tuple[int, ...]:
    """Give the noun and those coordinated with it, in text order: "Iran, Russia and China" gives three."""
    found, waiting = {token.i}, [token]
    while waiting:
        for child in waiting.pop().rights:
            if child.dep_ == "conj" and is_nominal(child) and child.i not in found:
                found.add(child.i)
                waiting.append(child)
    return tuple(sorted(found))


def read_nominal(token: Token) -> Nominal:
    """Read what a noun carries with it."""
    possessors: list[int] = []
    premodifiers: list[int] = []
    obliques: list[tuple[str, int]] = []
    negated = False
    for child in token.children:
        if child.dep_ == "poss":
            possessors.extend((*_owner_before(token), *conjuncts(child)))
        elif child.dep_ in ("compound", "amod", "nmod") and child.i < token.i:
            premodifiers.extend(conjuncts(child))
        elif child.dep_ in ("prep", "agent"):
            obliques.extend(prepositional(child))
        elif child.dep_ in ("neg", "det") and child.lower_ == "no":
            negated = True
    after = token.nbor(1) if token.i + 1 < len(token.doc) else None
    if after is not None and after.head != token and is_post(after):
        obliques.extend(prepositional(after))
    governor, relation = _nominal_governor(token)
    return Nominal(
        head=token.i,
        possessors=tuple(possessors),
        premodifiers=tuple(premodifiers),
        obliques=tuple(obliques),
        negated=negated,
        governor=governor,
        relation=relation,
    )


def _owner_before(noun: Token) -> tuple[int, ...]:
    """Give the first owner of "Kenya's and Ghana's expulsion of": the parser joins the noun to him."""
    owner = noun.head if noun.dep_ == "conj" else None
    return (owner.i,) if owner is not None and any(child.tag_ == "POS" for child in owner.rights) else ()


def noun_phrase(token: Token) -> tuple[int, int]:
    """Give the token range [start, end) of a noun with what stands before it, without determiner.

    Relative clauses, appositions and prepositional phrases after the noun are left out.
    """
    start = token.i
    for child in token.lefts:
        if child.dep_ in ("compound", "amod", "nmod", "nummod", "quantmod", "poss", "advmod") and child.i < start:
            start = child.left_edge.i
    return start, token.i + 1


def prepositional(prep: Token) -> Iterator[tuple[str, int]]:
    """Give (preposition, noun) pairs; "on behalf of X" gives of, "according to X" gives according-to."""
    name = prep.lower_
    for child in prep.children:
        if child.dep_ in ("pobj", "pcomp") and is_nominal(child):
            for index in conjuncts(child):
                yield name, index
        elif child.dep_ == "pcomp" and name == "to":
            # "in response to Drosk joining the league"
            yield from ((name, inner.i) for inner in child.lefts if inner.dep_ == "nsubj" and inner.pos_ in NOMINAL)
        elif child.dep_ == "prep" and child.i == prep.i + 1:
            compound = f"{name}-{child.lower_}"
            for inner, index in prepositional(child):
                yield (compound if inner == child.lower_ else inner), index
        elif child.dep_ == "conj" and child.pos_ == "ADP":
            yield from prepositional(child)


def _nominal_governor(token: Token) -> tuple[int | None, str]:
    head, relation = token.head, token.dep_
    nearer = _nearer_conjunct(token, head) if relation in ("conj", "dobj") else None
    if nearer is not None:
        return _nominal_governor(nearer)
    while relation == "conj" and head.head.i != head.i:
        head, relation = head.head, head.dep_
    if head.i == token.i or relation == "ROOT":
        return None, "ROOT"
    if relation in ("pobj", "pcomp") and head.pos_ in ("ADP", "SCONJ", "PART"):
        outer = head.head
        while outer.dep_ == "prep" and outer.pos_ == "ADP" and outer.head.i != outer.i:
            outer = outer.head
        return outer.i, f"pobj:{head.lower_}"
    return head.i, relation


def _nearer_conjunct(token: Token, first: Token) -> Token | None:
    """Give the reason that a further reason is added to, where the parser added it to the deed.

    "launched strikes on Drosk in revenge for raids in Senna, as well as the killing of an envoy" did not launch the
    killing.
    """
    before = token.left_edge.i
    if before < 4 or token.doc[before - 3 : before].text.lower() != "as well as":
        return None
    for child in token.doc[first.i + 1 : before - 3]:
        if child.dep_ == "pobj" and child.head.lower_ in REASONS and child.pos_ == "NOUN" and first in child.ancestors:
            return child
    return None


def is_post(preposition: Token) -> bool:
    """Tell where an envoy is posted from where one goes: "received Drosk's ambassador to Corvia"."""
    if preposition.lower_ != "to" or preposition.i == 0 or preposition.head.lemma_ in SENDING:
        return False
    before = preposition.nbor(-1)
    return before.pos_ in ("NOUN", "PROPN") and before.lower_ in POSTED and before.head.i == preposition.head.i
