"""Whether the name of a capital stands for its government, or only for where something is.

In:  the tokens of a name. Out: yes or no, by grammar: "Tehran rejected" acts, "in Tehran" does not.
"""

from __future__ import annotations

from spacy.tokens import Doc, Token

from dragoman.extract.actors.sightings import first_conjunct, head_of
from dragoman.lexicons.load.place_words import load_place_words

PLACE_PREPOSITIONS = frozenset(
    ("in", "at", "near", "outside", "around", "across", "through", "into", "inside", "within", "throughout",
     "via", "over", "beyond", "off", "along", "onto", "above", "amid", "north", "south", "east", "west", "en",
     "upon", "past")
)  # fmt: skip
# Right before a name these say where, whatever the parser makes of it.
_SURE_PREPOSITIONS = frozenset(("in", "at", "near", "outside", "inside", "downtown", "central", "around", "near"))
_PARTY_PREPOSITIONS = frozenset(
    ("with", "between", "by", "against", "among", "than", "like", "without", "versus", "alongside")
)
_EITHER_PREPOSITIONS = frozenset(("to", "from", "for", "on", "of", "toward", "towards", "about", "over", "under"))


def is_location(doc: Doc, first: int, end: int) -> bool:
    """Tell whether a name stands only for where: "in Tehran", "arrived in Moscow", "flew to Cairo"."""
    # "in Moscow's attacks": the preposition is of the attacks
    if first > 0 and doc[first - 1].lower_ in _SURE_PREPOSITIONS and head_of(doc, first, end).dep_ != "poss":
        return True
    head = first_conjunct(head_of(doc, first, end))
    governor = head.head
    if head.dep_ in ("pobj", "pcomp"):
        if governor.lower_ in PLACE_PREPOSITIONS:
            return True
        return governor.lower_ in _EITHER_PREPOSITIONS and _is_motion(governor.head)
    if head.dep_ == "dobj":
        return governor.lemma_ in load_place_words().visited
    return head.dep_ in ("npadvmod", "dep", "advmod")


def is_acting(doc: Doc, first: int, end: int) -> bool:
    """Tell whether a capital stands for its government: it does something, has something, deals with others."""
    head = head_of(doc, first, end)
    if is_location(doc, first, end) or _is_after_comma(doc, first, end):
        return False
    top = first_conjunct(head)
    governor = top.head
    if top.dep_ in ("nsubj", "csubj", "agent", "dative", "nsubjpass"):
        return not _is_told_as_place(governor) and not (
            top.dep_ == "nsubjpass" and governor.lemma_ in load_place_words().visited
        )
    if top.dep_ == "poss":
        return governor.lemma_.lower() not in load_place_words().place_nouns - load_place_words().deeds
    if top.dep_ in ("compound", "nmod", "amod"):
        return governor.lemma_.lower() not in load_place_words().place_nouns and governor.pos_ != "PROPN"
    if top.dep_ == "pobj":
        return governor.lower_ in _PARTY_PREPOSITIONS or governor.lower_ in _EITHER_PREPOSITIONS
    return top.dep_ in ("dobj", "oprd", "ROOT", "attr") and head.dep_ != "appos"


def _is_motion(token: Token) -> bool:
    motion = load_place_words().motion
    if token.lemma_ == "stop" and any(child.dep_ == "dobj" for child in token.children):
        return False  # "stopped its payments to Minsk" goes nowhere
    return token.lemma_.lower() in motion or (token.dep_ == "prep" and token.head.lemma_.lower() in motion)


def _is_told_as_place(verb: Token) -> bool:
    """Tell "Nairobi is the capital", "Moscow hosts", where a verb tells of a town."""
    return verb.lemma_ == "be" and any(
        child.dep_ == "attr" and child.lemma_ in load_place_words().towns for child in verb.children
    )


def _is_after_comma(doc: Doc, first: int, end: int) -> bool:
    """Tell the second part of "Tehran, Iran", and a dateline: "MOSCOW (Reuters)", "PARIS, May 3"."""
    opens = first == doc[first].sent.start and end < len(doc)
    if opens and (doc[end].text in ("—", "–") or (doc[first].text.isupper() and doc[end].is_punct)):
        return True
    return head_of(doc, first, end).dep_ == "appos" and first > 0 and doc[first - 1].text == ","
