"""Whether a noun stands for an actor here: always, or only with what stands beside it.

In:  a `Description` and the parse. Out: yes or no.
"""

from __future__ import annotations

from spacy.tokens import Doc, Token

from dragoman.extract.actors.descriptions import Description
from dragoman.extract.actors.sightings import first_conjunct

_RULED = frozenset(
    ("border", "control", "customs", "export", "free", "import", "inspection", "inspections", "legal", "licensing",
     "monitoring", "safeguards", "sanctions", "tariff", "tax", "trade", "travel", "treaty", "verification", "visa")
)  # fmt: skip
_DOING = frozenset(("nsubj", "agent"))
_FORCEFUL = frozenset(("MIL", "COP", "REB", "UAF", "PRM", "SPY", "GOV", "OPP", "LEG", "JUD", "CRM", "LAB"))
_ACTING = frozenset(("nsubj", "nsubjpass", "agent", "dobj", "dative", "poss"))


def is_actor(doc: Doc, description: Description) -> bool:
    """Tell whether the noun names an actor by itself or by what stands beside it."""
    role, head = description.role, doc[description.head]
    if (
        role.use == "none"
        or _is_in_name(doc, description)
        or _is_set_of_rules(doc, description)
        or _is_idle_compound(doc, description)
    ):
        return False
    if role.use in ("", "plural", "state"):
        return True
    if role.use == "people":
        return head.dep_ not in ("compound", "amod", "nmod", "npadvmod") and (description.plural or _is_agent(head))
    if role.use == "vehicle":
        return bool(description.affiliations) or _is_agent(head)
    if role.use == "quantity":
        return description.plural and _is_agent(head) and not _is_measured(doc, description)
    if description.affiliations or set(description.sectors) - set(role.sectors) or _is_named(doc, description):
        return True
    if role.use == "vague":
        return description.plural or description.determiner == "the"
    if description.possessor is not None:
        return True
    if role.kind == "person":
        return bool(role.sectors) or _is_agent(head)
    grouped = role.kind == "group" and bool(role.sectors)
    doing = bool(role.sectors) and first_conjunct(head).dep_ in _DOING
    return _is_agent(head) and (description.definite or doing or grouped)


def _is_set_of_rules(doc: Doc, description: Description) -> bool:
    """Tell "the visa regime", "a visa-free regime" from the regime in the capital."""
    before = {doc[index].lower_ for index in range(description.first, description.noun_first)}
    return description.role.noun == "regime" and bool(before & _RULED)


def _is_named(doc: Doc, description: Description) -> bool:
    """Tell "the Free Rivers movement": a name stands right before the noun."""
    before = doc[description.noun_first - 1] if description.noun_first > description.first else None
    return (
        before is not None
        and description.role.kind != "person"
        and before.pos_ == "PROPN"
        and before.text[0].isupper()
        and not before.is_sent_start
        and before.ent_type_ not in ("DATE", "TIME", "GPE", "NORP", "PERSON")
    )


def _is_in_name(doc: Doc, description: Description) -> bool:
    """Tell "Air Defense" in "Air Defense Identification Zone": a capitalised noun inside a longer name."""
    end = description.noun_end
    if description.role.kind == "person" or end >= len(doc) or not doc[end - 1].text[0].isupper():
        return False
    after = doc[end]
    return (
        after.pos_ == "PROPN"
        and after.text[0].isupper()
        and doc[end - 1].head.i >= end
        and doc[end - 1].dep_ == "compound"
    )


def _is_idle_compound(doc: Doc, description: Description) -> bool:
    """Tell "media appearances", "bank holiday" from "police raid": who stands before a thing did not do it."""
    head = doc[description.head]
    if head.dep_ not in ("compound", "nmod") or head.head.i <= head.i:
        return False
    return description.role.kind != "person" and not set(description.sectors) & _FORCEFUL


def _is_agent(token: Token) -> bool:
    """Tell whether the noun does or undergoes something."""
    top = first_conjunct(token)
    return top.dep_ in _ACTING or (top.dep_ == "pobj" and top.head.lower_ == "by")


def _is_measured(doc: Doc, description: Description) -> bool:
    """Tell "thousands of tonnes" from "thousands marched"."""
    end = description.end
    return end < len(doc) and doc[end].lower_ == "of"
