"""Words that the parser hangs in the wrong place: participles set off by a comma, acronyms before their verb.

In:  a token of a spaCy `Doc`. Out: the verb that a participle goes on from; the subject that was taken for an adverb.
Left to `grammar`: the clauses.
"""

from __future__ import annotations

from spacy.tokens import Token

from dragoman.lexicons.load.reporting_verbs import load_reporting_verbs
from dragoman.nlp.nominals import conjuncts

OBJECTS = frozenset(("dobj", "pobj", "conj", "appos", "dative"))
MIN_ACRONYM = 3  # letters: "US", "UN" are names that the tagger knows


def participle_beside(token: Token) -> Token | None:
    """Give the verb whose deed a participle goes on to tell; None where the parser hung it right."""
    if token.tag_ != "VBG" or token.left_edge.i == 0 or token.doc[token.left_edge.i - 1].text != ",":
        return None
    if any(child.dep_ in ("nsubj", "mark", "aux", "auxpass") for child in token.children):
        return None
    if token.dep_ == "acl" and token.head.dep_ in OBJECTS:
        return _verb_above(token.head)
    return _told(token) if token.dep_ == "advcl" else None


def _verb_above(noun: Token) -> Token | None:
    """Climb from an object to its verb: "outlawed the Farmers' Front, forcing it to go underground"."""
    for above in noun.ancestors:
        if above.pos_ == "VERB" and above.dep_ not in ("amod", "compound", "acl", "pcomp"):
            return above
    return None


def _told(token: Token) -> Token | None:
    """Give the deed that was told where who tells of it stands between: "overran a base, officials said, killing"."""
    teller = token.head
    sayings = load_reporting_verbs().verbs
    if teller.lemma_ not in sayings or token.lemma_ in sayings or token.i < teller.i:
        return None
    told = [child for child in teller.lefts if child.dep_ == "ccomp" and child.pos_ == "VERB"]
    return told[-1] if told else None


def acronym_before(token: Token) -> tuple[int, ...]:
    """Give the subject of "BARDA had suspended its aid": a name in capitals that was taken for an adverb."""
    found = [child for child in token.lefts if child.dep_ in ("advmod", "npadvmod") and _is_acronym(child)]
    return (found[-1].i,) if found and token.tag_ in ("VBD", "VBZ", "VBP", "VBN", "VBG", "VB") else ()


def _is_acronym(token: Token) -> bool:
    return token.text.isalpha() and token.text.isupper() and len(token.text) >= MIN_ACRONYM


def listed_with_object(verb: Token) -> tuple[int, ...]:
    """Give the nouns of a list of objects that were hung on the verb: "banned the Front and the newly made League"."""
    return tuple(
        index
        for child in verb.rights
        if child.dep_ == "conj" and child.pos_ in ("NOUN", "PROPN") and not _heads_a_clause(child)
        for index in conjuncts(child)
    )


def _heads_a_clause(noun: Token) -> bool:
    return any(child.dep_ in ("nsubj", "nsubjpass", "aux", "cop", "dobj") for child in noun.children)


def named_beside(subject: Token) -> Token:
    """Give the name that stands right after what its owner is called: "The rebel Red Front" may be two subjects."""
    after = [child for child in subject.head.lefts if child.dep_ == "nsubj" and child.i > subject.i]
    adjacent = after and after[0].left_edge.i == subject.i + 1 and after[0].pos_ == "PROPN"
    return after[0] if adjacent and subject.pos_ == "NOUN" else subject
