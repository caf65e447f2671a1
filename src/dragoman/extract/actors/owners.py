"""Whose a described agent is, by the words of possession before it: "his foreign minister", "Trump's government".

In:  a description with a possessor and all sightings. Out: its identities, with country and sectors of the owner.
"""

from __future__ import annotations

from dataclasses import replace

from dragoman.extract.actors.descriptions import Description
from dragoman.extract.actors.identities import Identity, join_sectors
from dragoman.extract.actors.offices import holder_of
from dragoman.extract.actors.identities import person_identity
from dragoman.extract.actors.premodifiers import WEAK_SECTORS
from dragoman.extract.actors.sightings import Page, Sighting

_KIN = frozenset(("wife", "husband", "son", "daughter", "brother", "sister", "father", "mother", "family", "relative",
                  "widow", "spouse", "family member", "nephew", "cousin", "uncle", "niece", "grandson"))  # fmt: skip
_OPPOSED = frozenset(("foe", "enemy", "rival", "adversary", "opponent", "critic", "counterpart", "ally", "partner", "friend",
                      "neighbour", "neighbor", "guest", "host", "interlocutor", "victim", "supporter", "attacker", "killer"))  # fmt: skip


def owned_identities(page: Page, description: Description, sightings: list[Sighting]) -> tuple[Identity, ...]:
    """Give the description the country of its owner; nothing where the owner is unclear or says nothing."""
    if description.possessor is None or description.role.noun in _OPPOSED:
        return ()
    owner = _owner(description.possessor, sightings)
    own = _own(description, sightings)
    if owner is None or own is None or own.country is not None or own.code is not None:
        return ()
    if description.role.office is not None and owner.country is not None and page.day is not None and not description.plural:
        known = holder_of(description.role, owner.country, page.day)
        if known is not None:
            return (person_identity(known, page.day),)
    sectors = own.sectors
    if set(sectors) <= WEAK_SECTORS or description.role.use == "weak":
        sectors = join_sectors(sectors, () if description.role.noun in _KIN else owner.sectors)
    return (replace(own, country=owner.country, code=owner.code, sectors=sectors, key=f"{own.key}{owner.country or owner.code or ''}"),)


def _owner(index: int, sightings: list[Sighting]) -> Identity | None:
    for sighting in sightings:
        if sighting.first <= index <= sighting.last and sighting.head == index and len(sighting.identities) == 1:
            return sighting.identities[0]
    return None


def _own(description: Description, sightings: list[Sighting]) -> Identity | None:
    for sighting in sightings:
        if sighting.mention_type == "NOM" and (sighting.first, sighting.last) == (description.first, description.end - 1):
            return sighting.identities[0] if len(sighting.identities) == 1 else None
    return None
