"""Whom a description means that names nobody: "the Iranian president", "the two leaders", "the kingdom".

In:  descriptions, the cast, and what has been seen so far, in text order. Out: identities for each
     description; none for one that means nothing without the others ("the two countries") and stays unclear.
Left to `pronouns`: "he", "their".
"""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Doc

from dragoman.extract.actors.affiliations import Affiliation
from dragoman.extract.actors.cast import Cast, Member, member_identity
from dragoman.extract.actors.described import describe_actors
from dragoman.extract.actors.descriptions import Description
from dragoman.extract.actors.domestic import Setting, domestic_country
from dragoman.extract.actors.identities import Identity, office_on, person_identity, state_identity
from dragoman.extract.actors.international import (
    HEAD_OFFICE,
    body_before,
    has_headed,
    head_of_body,
    is_head,
    owner_before,
)
from dragoman.extract.actors.offices import has_held, holder_of, is_leader
from dragoman.extract.actors.premodifiers import WEAK_SECTORS
from dragoman.extract.actors.recall import Recall
from dragoman.extract.actors.sightings import Page
from dragoman.lexicons.load.actor_words import load_actor_words
from dragoman.lexicons.load.roles import Role
from dragoman.lexicons.load.tables import State, load_states
from dragoman.nlp.lemmas import lemma_of

# Persons of whose sectors none leads: "the two leaders" are not the editor and the analyst who are quoted on them.
_NO_LEADERS = frozenset(("EDU", "JRN", "BUS", "CVL", "MED", "AGR", "ELI", "LAB"))
# of whose bodies each state has one of its own: "both navies" are those of the two states told of
_OF_A_STATE = (("GOV",), ("MIL",), ("COP",), ("LEG",))
_UPON = frozenset(("against", "on", "to", "upon", "with"))
_NUMBERS = {"both": 2, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6}


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """What a description is read against: the page, its persons, and what was seen before it."""

    page: Page
    cast: Cast
    recall: Recall
    setting: Setting


def read_definite(context: Context, description: Description) -> tuple[Identity, ...]:
    """Find whom a description means; its own identity where it means nobody named."""
    number = group_size(context.page.doc, description)
    if number is not None:
        found = _expand(context, description, number)
        if found or (number and description.role.use == "state") or _is_side(description):
            return found
    if description.role.use == "state" and description.plural:
        return ()
    if description.role.use == "state":
        state = _state_meant(context, description)
        return (state,) if state is not None else ()
    if description.role.kind == "person" and not description.plural:
        person = _person_meant(context, description)
        if person is not None:
            return (person,)
    body = _body_meant(context, description)
    if body is not None:
        return (body,)
    told = description.affiliations or set(description.sectors) - set(description.role.sectors)
    vague = description.role.use == "vague" and not told and description.noun_first == description.first
    owner = owner_before(context.recall, description)
    if vague and owner is None:
        return ()
    if owner is None:
        country = _country_from_before(context, description)
        owner = Affiliation(key=country, name="", country=country) if country is not None else None
    return describe_actors(context.page, description, owner)


def read_recalled(context: Context, description: Description) -> tuple[Identity, ...]:
    """Find the body that a bare noun means that by itself is no actor: "the head of the group"."""
    bare = description.noun_first == description.first and description.determiner in ("the", "this")
    if not bare or description.plural or description.affiliations or description.role.use == "none":
        return ()
    doc = context.page.doc
    if doc[description.head].dep_ not in ("pobj", "dobj", "conj", "nsubj", "nsubjpass", "poss", "appos"):
        return ()
    called = body_before(context.recall, description)
    kinds = load_actor_words().kinds.get(description.role.noun)
    if called is None and kinds is not None and description.role.noun in load_actor_words().plain_bodies:
        called = context.recall.last_body(description.first, kinds, sentences=2)
    if called is None and description.role.noun in load_actor_words().organs:
        owner = owner_before(context.recall, description)
        return describe_actors(context.page, description, owner) if owner is not None else ()
    return (called,) if called is not None else ()


def group_size(doc: Doc, description: Description) -> int | None:
    """Give how many a plural description counts: "both leaders" 2; None where it tells no number."""
    if not description.plural:
        return None
    if description.determiner == "both":
        return 2
    for index in range(description.first, description.noun_first):
        if doc[index].lower_ in _NUMBERS:
            return _NUMBERS[doc[index].lower_] if description.definite or description.determiner is None else None
    # "the leaders", "the warring parties": two, if only two were told of
    bare = all(
        doc[i].lower_ in load_actor_words().side_adjectives for i in range(description.first, description.noun_first)
    )
    return 0 if description.determiner in ("the", "these") and bare else None


def _is_side(description: Description) -> bool:
    return description.role.noun in load_actor_words().sides and not description.affiliations


def _expand(context: Context, description: Description, number: int) -> tuple[Identity, ...]:
    """Spread "the two leaders", "both countries", "the three sides" over those meant."""
    if description.affiliations:
        return ()
    recall, at, surely = context.recall, description.first, number == 0
    is_counted, number = number > 0, number or 2
    if description.role.use == "state" or description.role.noun in ("government", "army", "military"):
        return recall.last_states(at, number, surely=surely)
    if is_counted and description.role.kind != "person" and description.role.sectors[:1] in _OF_A_STATE:
        # "both navies", "the two coast guards"
        return recall.last_states(at, number, surely=True)
    if _is_side(description):
        return recall.last_parties(at, number, surely=surely)
    if (
        description.role.kind == "person"
        and description.role.sectors[:1] == ("GOV",)
        and description.role.noun != "official"
    ):
        persons = recall.last_persons(at, number, lambda each: _suits(description.role, each), surely=surely)
        # "Drosk and Belmark agreed on a truce after the two foreign ministers met": they act for the states told of
        return persons or (recall.last_states(at, number, surely=True) if is_counted else ())
    return ()


def _suits(role: Role, person: Identity) -> bool:
    """Tell whether a person can be one of those that a noun in the plural calls: "three ministers" are no analysts.

    Of whom nothing is told it is left open.
    """
    if not person.sectors:
        return True
    if role.noun in load_actor_words().leaders:
        return not set(person.sectors) <= _NO_LEADERS
    return "GOV" in person.sectors


def _state_meant(context: Context, description: Description) -> Identity | None:
    """Find the state that "the country", "the kingdom" is."""
    if description.plural or not description.definite or description.possessor is not None:
        return None
    before = {token.lower_ for token in context.page.doc[description.first : description.noun_first]}
    if (
        description.affiliations
        or before & (load_actor_words().not_the_holder - {"new"})
        or context.page.doc[description.head].dep_ == "attr"
    ):
        return None
    wanted = None if description.role.noun in ("country", "nation", "state") else description.role.noun
    doers = _states_acting(context, description)
    code = context.recall.last_state(description.first, lambda code: _is_called(code, wanted) and code not in doers)
    if code is None and wanted is not None:
        told = context.recall.states_told(lambda code: _is_called(code, wanted))
        code = told[0] if len(told) == 1 else None  # "The kingdom ... Riyadh said"
    state = next((each for each in load_states() if each.code == code), None)
    return state_identity(state) if state is not None else None


def _states_acting(context: Context, description: Description) -> frozenset[str]:
    """Give the states that do to "the country" what is told: "France halted its aid to the country" is not to France.

    A place may well be the doer's own: "Drosk closed the schools in the country", "let nobody into the country".
    """
    token = context.page.doc[description.head]
    while token.dep_ in ("pobj", "prep", "dobj") and not (token.dep_ == "prep" and token.lower_ not in _UPON):
        token = token.head
    while token.dep_ in ("xcomp", "conj") and token.pos_ == "VERB" and token.head.pos_ == "VERB":
        if any(child.dep_ in ("nsubj", "nsubjpass") for child in token.children):
            break
        token = token.head
    if token.pos_ not in ("VERB", "AUX") or lemma_of(token) in load_actor_words().lets_in:
        return frozenset()
    doers = {child.i for child in token.children if child.dep_ == "nsubj"}
    return context.recall.states_at(doers, description.first)


def _is_called(code: str, wanted: str | None) -> bool:
    if wanted is None:
        return True
    return any(each.code == code and _names(each, wanted) for each in load_states())


def _names(state: State, wanted: str) -> bool:
    return wanted in state.official_name.lower()


def _person_meant(context: Context, description: Description) -> Identity | None:
    """Find the person who holds the office or plays the part: "the Iranian president", "the general"."""
    role = description.role
    if not (description.definite or description.affiliations or role.office is not None):
        return None
    if description.determiner in ("a", "an", "another", "one", "any", "no", "every", "each", "some"):
        return None
    if len(description.affiliations) > 1:
        return None
    day = context.page.day
    head = _head_meant(context, description)
    if head is not None:
        return head
    member = _member_meant(context, description)
    if member is not None:
        return member_identity(member, day)
    country = description.country
    if country is None and not description.affiliations and description.possessor is None and description.definite:
        # "the president said": of the country the sentence is set in
        country = domestic_country(context.setting, context.page, description)
    if (
        role.office is None
        or country is None
        or day is None
        or description.former
        or not _is_current(context, description)
    ):
        return None
    known = holder_of(role, country, day)
    return person_identity(known, day) if known is not None else None


def _head_meant(context: Context, description: Description) -> Identity | None:
    """Find who heads a body, told beside the noun ("the NATO chief") or before it ("the secretary general")."""
    if not is_head(description) or description.former or not _is_current(context, description):
        return None
    owner = description.affiliations[0] if description.affiliations else owner_before(context.recall, description)
    if owner is None or not owner.is_body:
        return None
    known = head_of_body(owner.key, context.page.day)
    return person_identity(known, context.page.day) if known is not None else None


def _is_current(context: Context, description: Description) -> bool:
    """Tell "the president" from "the next president", "the then president", "the late president"."""
    doc = context.page.doc
    words = {doc[index].lower_ for index in range(description.first, description.noun_first)}
    return not words & load_actor_words().not_the_holder


def _member_meant(context: Context, description: Description) -> Member | None:
    role, country = description.role, description.country
    key = description.affiliations[0].key if description.affiliations else None
    fitting = [
        member for member in context.cast.members if member.seen_at and _plays(member, description, key, country)
    ]
    if role.noun.endswith(("-elect", "-designate")):
        fitting = [member for member in fitting if not member.gone and not member.former]
    if description.former:
        fitting = [member for member in fitting if member.former or _held_before(member, role, context.page.day)]
    elif len(fitting) > 1:
        fitting = [member for member in fitting if not member.former and not member.gone] or fitting
        fitting = [member for member in fitting if any(each.noun == role.noun for each, _ in member.roles)] or fitting
        if context.page.day is not None and role.office is not None and country is not None:
            holder = holder_of(role, country, context.page.day)
            fitting = [member for member in fitting if member.known is holder and holder is not None] or fitting
    if not fitting:
        return None
    return max(fitting, key=lambda member: (member.last_before(description.first), -min(member.seen_at)))


def _held_before(member: Member, role: Role, day: str | None) -> bool:
    """Tell whether the tables say that the person held the office and no longer does: "the former president"."""
    return (
        member.known is not None
        and has_held(member.known, role, None)
        and day is not None
        and office_on(member.known, day) is None
    )


def _plays(member: Member, description: Description, key: str | None, country: str | None) -> bool:
    role = description.role
    told = [(each, owner) for each, owner in member.roles if _is_same_part(each, role)]
    if any(key is None or owner in (key, None) for _, owner in told):
        return key is None or _country(member) in (country, None) or any(owner == key for _, owner in told)
    if member.known is None or (key is None and not description.definite):
        return False
    if description.affiliations and description.affiliations[0].is_body and role.office == HEAD_OFFICE:
        return has_headed(member.known, description.affiliations[0].key)
    if role.office is not None:
        return (country is not None or description.definite) and has_held(member.known, role, country)
    leads = role.noun in load_actor_words().leaders
    return (
        leads and country is not None and not description.affiliations[0].is_body and is_leader(member.known, country)
    )


def _is_same_part(told: Role, asked: Role) -> bool:
    """Tell whether two nouns name one part: "Hezbollah chief", "the Hezbollah leader"."""
    if told.noun == asked.noun or (asked.office is not None and told.office == asked.office):
        return True
    heads = load_actor_words().heads
    return told.noun in heads and asked.noun in heads


def _country(member: Member) -> str | None:
    return member.known.country if member.known is not None else member.country


def _body_meant(context: Context, description: Description) -> Identity | None:
    """Find the body that "the alliance", "the agency", "the group", "the Kurdish militia" is."""
    if not description.definite or description.plural or description.possessor is not None:
        return None
    kinds = load_actor_words().kinds.get(description.role.noun)
    if description.affiliations or description.noun_first > description.first:
        return _told_anew(context, description, kinds) if kinds is not None else None
    called = body_before(context.recall, description)
    if called is not None:
        return called
    return context.recall.last_body(description.first, kinds) if kinds is not None else None


def _told_anew(context: Context, description: Description, kinds: frozenset[str]) -> Identity | None:
    """Find the body that a fuller description calls again: "the YPG ... the Kurdish militia"."""
    if description.determiner != "the" or any(each.is_body for each in description.affiliations):
        return None
    doc = context.page.doc
    before = {doc[index].lower_ for index in range(description.first, description.noun_first)}
    if before & (load_actor_words().not_the_holder | load_actor_words().from_abroad) or before & _NUMBERS.keys():
        return None
    body = context.recall.last_body(description.first, kinds, sentences=2)
    if body is None or (body.country is not None and description.country not in (None, body.country)):
        return None
    if body.country is None and body.code != "MNC":
        return None
    told = set(description.sectors) - WEAK_SECTORS - {"PRM", "MIL"}
    return body if told <= set(body.sectors) or not told else None


def _country_from_before(context: Context, description: Description) -> str | None:
    """Take "the soldiers" for those of whom the text spoke ("Turkish soldiers"), else of the country it is set in."""
    if description.possessor is not None:
        return None
    told = context.recall.country_of_role(description.first, description.role.noun) if description.definite else None
    if told is None and description.definite and description.role.noun == "ministry":
        told = context.recall.country_of_ministry(description.first)
    if told is None and description.definite and description.plural and description.sectors[:1] in (("REB",), ("UAF",)):
        # "The Houthis shelled Riyadh. The rebels ..."
        group = context.recall.last_body(description.first, frozenset(("armed-group",)), sentences=2)
        told = group.country if group is not None else None
    return told or domestic_country(context.setting, context.page, description)
