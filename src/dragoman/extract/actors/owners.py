"""Whose a described agent is, by the words of possession before it: "his foreign minister", "Trump's government".

In:  a description with a possessor and all sightings. Out: its identities, with country and sectors of the owner.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from dragoman.extract.actors.descriptions import Description
from dragoman.extract.actors.identities import Identity, join_sectors, person_identity
from dragoman.extract.actors.offices import holder_of, holder_of_office, offices_on
from dragoman.extract.actors.premodifiers import WEAK_SECTORS
from dragoman.extract.actors.sightings import Page, Sighting
from dragoman.lexicons.load.actor_words import load_actor_words

Owned = dict[tuple[int, int], tuple[Identity, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Seen:
    """What is looked up by token: sightings by head, persons by first token, descriptions by their ends."""

    by_head: dict[int, Sighting]
    names: dict[int, Sighting]
    own: dict[tuple[int, int], Identity]


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
    seen = _Seen(by_head={}, names={}, own={})
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
    if description.role.noun == "counterpart" and description.possessor is not None:
        held = seen.by_head.get(description.possessor)
        return _counterpart(page, description, held.identities[0]) if held is not None else None
    if description.affiliations or description.role.noun in load_actor_words().not_owned:
        return None
    owner = _owner(description, seen.by_head, seen.names)
    own = seen.own.get((description.first, description.end - 1))
    return _owned(page, description, own, owner) if owner is not None and own is not None else None


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
