"""Whether a noun stands for an actor here: always, or only with what stands beside it.

In:  a `Description` and the parse. Out: yes or no.
"""

from __future__ import annotations

from spacy.tokens import Doc, Token

from dragoman.extract.actors.descriptions import Description
from dragoman.extract.actors.sightings import first_conjunct

_DOING = frozenset(("nsubj", "agent"))
_ACTING = frozenset(("nsubj", "nsubjpass", "agent", "dobj", "dative", "poss"))


def is_actor(doc: Doc, description: Description) -> bool:
    """Tell whether the noun names an actor by itself or by what stands beside it."""
    role = description.role
    if role.use in ("", "plural", "state"):
        return True
    told = bool(description.affiliations) or description.sectors != role.sectors
    if role.use == "vehicle":
        return bool(description.affiliations) or _is_agent(doc[description.head])
    if role.use == "quantity":
        return description.plural and _is_agent(doc[description.head]) and not _is_measured(doc, description)
    if told or description.possessor is not None:
        return True
    if role.kind == "person":
        return bool(role.sectors) or _is_agent(doc[description.head])
    head = doc[description.head]
    return _is_agent(head) and (description.definite or (bool(role.sectors) and first_conjunct(head).dep_ in _DOING))


def _is_agent(token: Token) -> bool:
    """Tell whether the noun does or undergoes something."""
    top = first_conjunct(token)
    return top.dep_ in _ACTING or (top.dep_ == "pobj" and top.head.lower_ == "by")


def _is_measured(doc: Doc, description: Description) -> bool:
    """Tell "thousands of tonnes" from "thousands marched"."""
    end = description.end
    return end < len(doc) and doc[end].lower_ == "of"
