"""Whose a described agent is, by the words of possession before it: "his foreign minister", "Trump's government".

In:  a description with a possessor and all sightings. Out: its identities, with country and sectors of the owner.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from dragoman.extract.actors.descriptions import Description
from dragoman.extract.actors.identities import Identity, join_sectors, person_identity
from dragoman.extract.actors.offices import holder_of, holder_of_office, next_in_office, offices_on
from dragoman.extract.actors.premodifiers import WEAK_SECTORS
from dragoman.extract.actors.sightings import Page, Sighting
from dragoman.lexicons.load.actor_words import load_actor_words

Owned = dict[tuple[int, int], tuple[Identity, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Seen:
    """What is looked up by token: sightings by head, persons by first token, descriptions by their ends.

    `ordered` holds the named persons in text order.
    """

    by_head: dict[int, Sighting]
    names: dict[int, Sighting]
    own: dict[tuple[int, int], Identity]
    ordered: tuple[Sighting, ...]


def find_owned(page: Page, descriptions: list[Description], sightings: list[Sighting]) -> Owned:
    """Give by first and last token the identities of those described who gain a country from their owner."""
    seen = _index(sightings)
    found: Owned = {}
    for description in descriptions:
        key = (description.first, description.end - 1)
        identity = _reread(page, description, seen)
        if identity is not None:
            found[key] = (identity,)
    return found


def _index(sightings: list[Sighting]) -> _Seen:
    persons = (each for each in sightings if [identity.kind for identity in each.identities] == ["person"])
    ordered = tuple(sorted((each for each in persons if " " in each.identities[0].name), key=lambda each: each.first))
    seen = _Seen(by_head={}, names={}, own={}, ordered=ordered)
    for sighting in sightings:
        if len(sighting.identities) != 1:
            continue
        if sighting.mention_type == "NOM":
            seen.own[sighting.first, sighting.last] = sighting.identities[0]
        seen.by_head.setdefault(sighting.head, sighting)
        if sighting.identities[0].kind == "person":
            seen.names[sighting.first] = sighting
    return seen


def _reread(page: Page, description: Description, seen: _Seen) -> Identity | None:
    if description.possessor is not None and not description.plural:
        held = seen.by_head.get(description.possessor)
        if held is not None and _speaks_for(page, description, held.identities[0]):
            return held.identities[0]
        found = _other_person(page, description, held.identities[0], seen) if held is not None else None
        if found is not None or description.role.noun == "counterpart":
            return found
    if description.affiliations or description.role.noun in load_actor_words().not_owned:
        return None
    owner = _owner(description, seen.by_head, seen.names)
    own = seen.own.get((description.first, description.end - 1))
    return _owned(page, description, own, owner) if owner is not None and own is not None else None


def _speaks_for(page: Page, description: Description, owner: Identity) -> bool:
    """Tell "his office said", "her office announced": who speaks there is the person."""
    bare = description.noun_first == description.first and page.doc[description.possessor or 0].tag_ == "PRP$"
    return bare and owner.kind == "person" and description.role.noun in load_actor_words().mouthpieces


def _other_person(page: Page, description: Description, one: Identity, seen: _Seen) -> Identity | None:
    """Find whom "his successor", "his predecessor", "his host", "his Turkish counterpart" mean."""
    noun = description.role.noun
    if noun in ("successor", "predecessor"):
        known = next_in_office(one.name, page.day, later=noun == "successor") if page.day is not None else None
        return person_identity(known, page.day) if known is not None else None
    found = _counterpart(page, description, one) if noun == "counterpart" else None
    if found is None and noun == "counterpart" and description.country is not None:
        # "his Chinese counterpart" where the text names one Chinese only
        named = {each.actor_ids[0]: each.identities[0] for each in seen.ordered}
        there = [each for each in named.values() if each.country == description.country]
        return there[0] if len(there) == 1 else None
    if found is not None or noun not in load_actor_words().others or one.kind not in ("person", "state"):
        return found
    fits = [
        each.identities[0]
        for each in seen.ordered
        if each.first < description.first
        and page.doc[each.first].sent.start >= page.doc[max(page.doc[description.first].sent.start - 1, 0)].sent.start
        and each.identities[0].actor_id != one.actor_id
        and description.country in (None, each.identities[0].country)
    ]
    # with a third person about, who is meant stays unclear
    return fits[-1] if len({each.actor_id for each in fits}) == 1 else None


def _counterpart(page: Page, description: Description, other: Identity) -> Identity | None:
    """Find who holds in his country the office that the other holds in hers: "his Turkish counterpart"."""
    country = description.country
    if page.day is None or country is None or other.kind != "person":
        return None
    for office in offices_on(other.name, page.day):
        known = holder_of_office(office, country, page.day)
        if known is not None:
            return person_identity(known, page.day)
    return None


def _owner(description: Description, by_head: dict[int, Sighting], names: dict[int, Sighting]) -> Identity | None:
    """Find the owner: the possessor, else the person named before the noun ("the Pezeshkian government")."""
    if description.possessor is not None:
        held = by_head.get(description.possessor)
        return held.identities[0] if held is not None else None
    for index in range(description.first, description.noun_first):
        named = names.get(index)
        if named is not None and named.last < description.noun_first:
            return named.identities[0]
    return None


def _owned(page: Page, description: Description, own: Identity, owner: Identity) -> Identity | None:
    if own.country is not None or own.code is not None or (owner.country is None and owner.code is None):
        return None
    if owner.country is not None and page.day is not None and not description.plural:
        known = holder_of(description.role, owner.country, page.day)
        if known is not None:
            return person_identity(known, page.day)
    sectors = own.sectors
    if (set(sectors) <= WEAK_SECTORS or description.role.use == "weak") and "GOV" not in sectors:
        # "Putin's spokesman" GOV; "Putin's daughter" not
        sectors = join_sectors(sectors, () if description.role.noun in load_actor_words().kin else owner.sectors)
    key = f"{own.key}{owner.country or owner.code or ''}"
    return replace(own, country=owner.country, code=owner.code, sectors=sectors, key=key)
