"""Tell the passive that no auxiliary shows: "troops sent by Ankara", "Two soldiers killed in Drosk".

In:  a token of a spaCy `Doc`. Out: yes or no; the doers and objects that the parser hangs on what stands below it.
Left to `grammar`: the passive with its auxiliary, and the clauses.
"""

from __future__ import annotations

from spacy.tokens import Token

from dragoman.lexicons.load.past_forms import load_suffered
from dragoman.nlp.control import DOES_TO
from dragoman.nlp.nominals import NOMINAL, conjuncts

AIMING = frozenset(("at", "into", "toward", "towards", "back", "from"))  # who shoots, not who is shot
LEADING = frozenset(("lead", "head", "chair", "guide"))
GOALS = frozenset(("to", "for", "into"))
# what a verb may hold instead of an object, or as one
HELD = frozenset(("dobj", "obj", "attr", "oprd", "ccomp", "xcomp", "nummod", "dative", "prt"))


def is_bare_passive(token: Token) -> bool:
    """Tell "troops sent by Ankara" (a participle after its noun) from an active form."""
    if token.tag_ != "VBN" or token.dep_ not in ("acl", "advcl", "relcl"):
        return (any(child.dep_ == "agent" for child in token.children) and not _does(token)) or _is_suffered(token)
    if token.lemma_ in DOES_TO and any(child.dep_ == "xcomp" for child in token.children):
        # "Its armed wing threatened to kill": the parser takes the verb for a participle after its noun
        return False
    has_object = any(child.dep_ == "dobj" for child in token.children)
    perfect = any(child.dep_ == "aux" and child.lemma_ == "have" for child in token.children)
    return not has_object and not perfect


def _does(token: Token) -> bool:
    """Tell a verb with subject and object: in "condemned the overthrow of the king by guards" the guards overthrew."""
    held = {child.dep_ for child in token.children}
    return token.tag_ in ("VBD", "VBZ", "VBP") and "nsubj" in held and "dobj" in held and "auxpass" not in held


def _is_suffered(token: Token) -> bool:
    """Tell "Two soldiers killed in Drosk", a headline's passive: without an object nobody kills."""
    if token.tag_ not in ("VBN", "VBD") or token.dep_ == "relcl" or token.lemma_ not in load_suffered():
        return False
    # "killed and wounded many" shares its object
    verbs = [token, *(child for child in token.children if child.dep_ == "conj")]
    # "have killed", "shot at the guards"; "shot dead at home" is suffered
    dead = any(child.lower_ == "dead" and not held_by(child) for child in token.rights)
    is_active = not dead and any(
        child.dep_ == "aux" or (child.dep_ == "prep" and child.lower_ in AIMING) for child in token.children
    )
    return not is_active and not any(_is_held(child) for verb in verbs for child in verb.rights)


def _is_held(child: Token) -> bool:
    """Tell an object, or what stands for one; of "shot dead at home" the adjective is none."""
    if child.pos_ == "ADJ" and child.dep_ in ("oprd", "acomp", "advcl"):
        return bool(held_by(child))
    return child.dep_ in HELD


def held_by(child: Token) -> tuple[Token, ...]:
    """Give the objects that the parser hangs on what a verb makes of them: "shot dead four guards".

    In "declared the consul persona non grata" it makes the consul the subject of what he is declared.
    Or on whom it is done with: "signed with Drosk a pact on fishing".
    """
    if child.dep_ == "ccomp" and child.pos_ in ("NOUN", "PROPN"):
        return tuple(each for each in child.lefts if each.dep_ == "nsubj")
    if child.dep_ == "prep" and child.lower_ == "with":
        partners = (each for each in child.rights if each.dep_ == "pobj")
        return tuple(each for partner in partners for each in partner.rights if each.dep_ == "dobj")
    if child.dep_ == "prep" and child.i == child.head.i + 1:
        return _after_a_day(child)
    if child.pos_ != "ADJ" or child.i != child.head.i + 1:
        return ()
    return tuple(each for each in child.rights if each.dep_ == "dobj")


def _after_a_day(preposition: Token) -> tuple[Token, ...]:
    """Give the object after a day: "received on 4 May the envoy of Drosk", for the parser another name of the day."""
    days = (each for each in preposition.rights if each.dep_ == "pobj" and each.ent_type_ == "DATE")
    return tuple(
        each
        for day in days
        for each in day.rights
        if each.dep_ in ("appos", "dobj", "npadvmod") and each.ent_type_ != "DATE" and each.pos_ in NOMINAL
    )


def prepositions_of(verb: Token) -> tuple[Token, ...]:
    """Give a verb's prepositions, and those of "sent a mission led by its minister to Senna", parsed below "led"."""
    led = (
        each
        for child in verb.rights
        if child.dep_ == "dobj"
        for each in child.rights
        if each.dep_ == "acl" and each.tag_ == "VBN" and each.lemma_ in LEADING
    )
    goals = (prep for each in led for prep in each.rights if prep.lower_ in GOALS)
    return tuple(each for each in (*verb.children, *goals) if each.dep_ == "prep")


def agents_below(token: Token) -> tuple[int, ...]:
    """Find who does it where the parser hangs them on an infinitive or gerund: "was told to leave by the court"."""
    for child in token.rights:
        below = child if child.dep_ == "xcomp" else next((each for each in child.rights if each.dep_ == "pcomp"), None)
        if below is None or below.tag_ not in ("VB", "VBG"):
            continue
        if any(each.dep_ == "auxpass" for each in below.children):
            continue
        for prep in below.rights:
            nouns = [each for each in prep.rights if each.dep_ == "pobj"] if prep.lower_ == "by" else []
            if nouns and _is_doer(nouns[0]):
                return conjuncts(nouns[0])
    return ()


def _is_doer(noun: Token) -> bool:
    """Tell who may have done it from "by train", "by Friday", "by five per cent"."""
    if noun.ent_type_ in ("DATE", "TIME", "PERCENT", "MONEY", "CARDINAL") or noun.pos_ not in NOMINAL:
        return False
    return noun.pos_ == "PROPN" or noun.tag_ == "NNS" or any(each.dep_ in ("det", "poss") for each in noun.lefts)
