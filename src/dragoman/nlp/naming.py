"""Whom a clause on a noun tells of, where that is not the noun itself: "labelled the Guards as a force that ...".

In:  a noun of a spaCy `Doc`, and the word that points at it. Out: the nouns that are meant.
Left to `grammar`: whose relative clause it is.
"""

from __future__ import annotations

from spacy.tokens import Token

from dragoman.lexicons.load.triggers import load_triggers
from dragoman.nlp.lemmas import lemma_of
from dragoman.nlp.nominals import NOMINAL, conjuncts

NAMING = frozenset(
    ("label", "describe", "call", "brand", "regard", "treat", "designate", "portray", "depict", "characterise",
     "characterize", "see", "view", "cast", "present", "recognise", "recognize", "denounce", "condemn", "dismiss",
     "define", "list", "classify", "consider", "praise", "hail", "know", "perceive", "paint", "identify")
)  # fmt: skip

PERSONAL = frozenset(("who", "whom"))
PLACES = frozenset(("GPE", "LOC", "FAC"))


def pointed_at(noun: Token, pronoun: Token) -> tuple[int, ...]:
    """Give whom a relative pronoun tells of: "an inmate of the jail in Senna, who had been held"."""
    while pronoun.lower_ in PERSONAL and noun.dep_ == "pobj" and _is_place(noun):
        above = noun.head.head
        if above.pos_ not in NOMINAL:
            break
        noun = above
    return meant_by(noun)


def _is_place(noun: Token) -> bool:
    classes = load_triggers().classes
    return noun.ent_type_ in PLACES or any(lemma_of(noun) in classes[name] for name in ("premises", "structure"))


def meant_by(noun: Token) -> tuple[int, ...]:
    """Give what a noun after "as" is said to be, its own tokens where no such verb stands above it."""
    if noun.dep_ != "pobj" or noun.head.lower_ != "as":
        return conjuncts(noun)
    above = noun.head.head
    # the parser hangs the phrase on the verb or on its object: "label the Guards as a force"
    verb = above.head if above.dep_ in ("dobj", "nsubjpass", "pobj") else above
    if verb.lemma_ not in NAMING or verb.pos_ != "VERB":
        return conjuncts(noun)
    passive = any(child.dep_ in ("auxpass", "nsubjpass") for child in verb.children)
    wanted = ("nsubjpass",) if passive else ("dobj",)
    named = next((child for child in verb.children if child.dep_ in wanted), None)
    if named is None and verb.tag_ == "VBN" and verb.dep_ == "acl":
        # "a militia described as a force that shelled the town"
        named = verb.head
    return conjuncts(named) if named is not None else conjuncts(noun)
