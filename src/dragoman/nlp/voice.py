"""Tell the passive that no auxiliary shows: "troops sent by Ankara", "Two soldiers killed in Drosk".

In:  a token of a spaCy `Doc`. Out: yes or no.
Left to `grammar`: the passive with its auxiliary, and the clauses.
"""

from __future__ import annotations

from spacy.tokens import Token

from dragoman.lexicons.load.past_forms import load_suffered
from dragoman.nlp.control import DOES_TO

AIMING = frozenset(("at", "into", "toward", "towards", "back", "from"))  # who shoots, not who is shot
# what a verb may hold instead of an object, or as one
HELD = frozenset(("dobj", "obj", "attr", "oprd", "ccomp", "xcomp", "nummod", "dative", "prt"))


def is_bare_passive(token: Token) -> bool:
    """Tell "troops sent by Ankara" (a participle after its noun) from an active form."""
    if token.tag_ != "VBN" or token.dep_ not in ("acl", "advcl", "relcl"):
        return any(child.dep_ == "agent" for child in token.children) or _is_suffered(token)
    if token.lemma_ in DOES_TO and any(child.dep_ == "xcomp" for child in token.children):
        # "Its armed wing threatened to kill": the parser takes the verb for a participle after its noun
        return False
    has_object = any(child.dep_ == "dobj" for child in token.children)
    perfect = any(child.dep_ == "aux" and child.lemma_ == "have" for child in token.children)
    return not has_object and not perfect


def _is_suffered(token: Token) -> bool:
    """Tell "Two soldiers killed in Drosk", a headline's passive: without an object nobody kills."""
    if token.tag_ not in ("VBN", "VBD") or token.dep_ == "relcl" or token.lemma_ not in load_suffered():
        return False
    # "killed and wounded many" shares its object
    verbs = [token, *(child for child in token.children if child.dep_ == "conj")]
    # "have killed", "shot at the guards"
    is_active = any(
        child.dep_ == "aux" or (child.dep_ == "prep" and child.lower_ in AIMING) for child in token.children
    )
    return not is_active and not any(child.dep_ in HELD or held_by(child) for verb in verbs for child in verb.rights)


def held_by(child: Token) -> tuple[Token, ...]:
    """Give the objects that the parser hangs on what a verb makes of them: "shot dead four guards"."""
    if child.pos_ != "ADJ" or child.i != child.head.i + 1:
        return ()
    return tuple(each for each in child.rights if each.dep_ == "dobj")
