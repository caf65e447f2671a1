"""Whether the name of a capital stands for its government, or only for where something is.

In:  the tokens of a name. Out: yes or no, by grammar: "Tehran rejected" acts, "in Tehran" does not.
"""

from __future__ import annotations

from spacy.tokens import Doc, Token

from dragoman.extract.actors.sightings import first_conjunct, head_of

PLACE_PREPOSITIONS = frozenset(
    ("in", "at", "near", "outside", "around", "across", "through", "into", "inside", "within", "throughout", "via", "over",
     "beyond", "off", "along", "onto", "above", "amid", "north", "south", "east", "west", "en", "upon", "past")
)  # fmt: skip
# Right before a name these say where, whatever the parser makes of it.
_SURE_PREPOSITIONS = frozenset(("in", "at", "near", "outside", "inside", "downtown", "central", "around", "near"))
# "to", "from", "for", "on", "against", "toward": a place after these verbs and nouns, a government after others
_MOTION = frozenset(
    ("arrive", "fly", "travel", "go", "come", "return", "head", "leave", "depart", "drive", "land", "march", "advance",
     "flee", "sail", "rush", "jet", "transfer", "relocate", "escort", "trip", "visit", "journey", "flight", "tour", "route",
     "road", "move", "bring", "take", "report", "kilometre", "kilometer", "km", "mile", "minute", "convoy", "train", "bus",
     "ferry", "walk", "airlift", "evacuate", "ship", "deport", "drive", "assault", "attack", "strike", "raid", "bombing",
     "bombard", "shell", "fire", "missile", "rocket", "embassy", "way", "en", "stop", "stopover", "close", "near", "outskirt",
     "suburb", "street", "centre", "center", "city", "town", "airport", "district", "neighbourhood", "neighborhood",
     "siege", "battle", "fall", "capture", "liberation", "resident", "people", "mayor", "university", "part", "north",
     "south", "east", "west", "heart", "square", "police", "court", "summit", "meeting", "port", "capital", "visitor")
)  # fmt: skip
_VISITED = frozenset(
    ("visit", "leave", "reach", "enter", "tour", "capture", "seize", "bomb", "shell", "storm", "hit", "strike", "encircle",
     "besiege", "rock", "flee", "depart", "approach", "attack", "raid", "pound", "shake", "liberate", "retake", "recapture",
     "occupy", "defend", "surround", "paralyse", "paralyze", "grip", "engulf", "transit", "rebuild", "bombard", "near")
)  # fmt: skip
_PARTY_PREPOSITIONS = frozenset(("with", "between", "by", "against", "among", "than", "like", "without", "versus", "alongside"))
_EITHER_PREPOSITIONS = frozenset(("to", "from", "for", "on", "of", "toward", "towards", "about", "over", "under"))
_PLACE_NOUNS = frozenset(
    ("airport", "street", "suburb", "university", "hotel", "square", "district", "stadium", "hospital", "school", "mosque",
     "metro", "station", "neighbourhood", "neighborhood", "outskirt", "centre", "center", "port", "court", "police", "mayor",
     "resident", "summit", "conference", "meeting", "talk", "agreement", "treaty", "declaration", "forum", "zoo", "marathon",
     "bureau", "correspondent", "office", "region", "area", "apartment", "home", "house", "palace", "theatre", "church",
     "museum", "bombing", "attack", "attacker", "siege", "accord", "time", "protocol", "stock", "exchange", "market",
     "protest", "rally", "newspaper", "newsroom", "restaurant", "cafe", "prison", "jail", "embassy")
)  # fmt: skip
_COPULA_PLACES = frozenset(("capital", "city", "port", "town", "home", "metropolis"))


def is_location(doc: Doc, first: int, end: int) -> bool:
    """Tell whether a name stands only for where: "in Tehran", "arrived in Moscow", "flew to Cairo"."""
    if first > 0 and doc[first - 1].lower_ in _SURE_PREPOSITIONS:
        return True
    head = first_conjunct(head_of(doc, first, end))
    governor = head.head
    if head.dep_ in ("pobj", "pcomp"):
        if governor.lower_ in PLACE_PREPOSITIONS:
            return True
        return governor.lower_ in _EITHER_PREPOSITIONS and _is_motion(governor.head)
    if head.dep_ == "dobj":
        return governor.lemma_ in _VISITED
    return head.dep_ in ("npadvmod", "dep", "advmod")


def is_acting(doc: Doc, first: int, end: int) -> bool:
    """Tell whether a capital stands for its government: it does something, has something, deals with others."""
    head = head_of(doc, first, end)
    if is_location(doc, first, end) or _is_after_comma(doc, first, end):
        return False
    top = first_conjunct(head)
    governor = top.head
    if top.dep_ in ("nsubj", "csubj", "agent", "dative", "nsubjpass"):
        return not _is_told_as_place(governor) and not (top.dep_ == "nsubjpass" and governor.lemma_ in _VISITED)
    if top.dep_ == "poss":
        return governor.lemma_.lower() not in _PLACE_NOUNS
    if top.dep_ in ("compound", "nmod", "amod"):
        return governor.lemma_.lower() not in _PLACE_NOUNS and governor.pos_ != "PROPN"
    if top.dep_ == "pobj":
        return governor.lower_ in _PARTY_PREPOSITIONS or governor.lower_ in _EITHER_PREPOSITIONS
    return top.dep_ in ("dobj", "oprd", "ROOT", "attr") and head.dep_ != "appos"


def _is_motion(token: Token) -> bool:
    return token.lemma_.lower() in _MOTION or (token.dep_ == "prep" and token.head.lemma_.lower() in _MOTION)


def _is_told_as_place(verb: Token) -> bool:
    """Tell "Nairobi is the capital", "Moscow hosts", where a verb tells of a town."""
    return verb.lemma_ == "be" and any(child.dep_ == "attr" and child.lemma_ in _COPULA_PLACES for child in verb.children)


def _is_after_comma(doc: Doc, first: int, end: int) -> bool:
    """Tell the second part of "Tehran, Iran", and a dateline "MOSCOW (Reuters)", "PARIS, May 3"."""
    if end < len(doc) and doc[end].text in ("(", "—", "–") and doc[first].is_sent_start and first == doc[first].sent.start:
        return doc[first].text.isupper() or doc[end].text != "("
    return head_of(doc, first, end).dep_ == "appos" and first > 0 and doc[first - 1].text == ","
