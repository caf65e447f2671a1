"""Persons that the tables know: every name, the offices they held, and the surnames that mean them.

In:  the rows of `office_holders.csv` and `persons.csv`. Out: one `KnownPerson` a person.
"""

from __future__ import annotations

import functools
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from dragoman.lexicons.load.person_names import fold_name, name_sounds, sound_key, surname
from dragoman.lexicons.load.tables import OfficeHolder, Person, load_office_holders, load_persons
from dragoman.records.vocabulary import INTERNATIONAL_CODES

# Whose surname alone says who is meant.
PROMINENT_OFFICES = frozenset(
    ("head-of-state", "head-of-government", "supreme-leader", "head-of-organisation", "foreign-minister",
     "crown-prince", "vice-president", "defence-minister", "security-adviser")
)  # fmt: skip

_BY_OFFICE = "French co-prince"  # of Andorra is who is president of France
_PARTY_LEADER = ("opposition leader", "Party leader")


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownPerson:
    """Reads as: this person, under these names, held these offices.

    `country` is the state whose person it is, None where no table says; `sectors` and `role` are those of a
    person without listed office.
    """

    name: str
    aliases: tuple[str, ...]
    country: str | None
    offices: tuple[OfficeHolder, ...]
    sectors: tuple[str, ...]
    role: str | None
    died: str | None

    @property
    def is_prominent(self) -> bool:
        """Tell whether the surname alone may mean this person."""
        return any(
            office.office in PROMINENT_OFFICES or office.title.endswith(_PARTY_LEADER) for office in self.offices
        )


@functools.cache
def load_known_persons() -> tuple[KnownPerson, ...]:
    """Join the rows of both tables, one person a name, sorted by name."""
    offices: dict[str, list[OfficeHolder]] = {}
    for row in load_office_holders():
        offices.setdefault(fold_name(row.person), []).append(row)
    others: dict[str, Person] = {fold_name(person.name): person for person in load_persons()}
    found = [_join(offices.get(key, []), others.get(key)) for key in sorted({*offices, *others})]
    return tuple(sorted(found, key=lambda person: person.name))


def _join(rows: list[OfficeHolder], person: Person | None) -> KnownPerson:
    names = [*(row.person for row in rows), *([person.name] if person else [])]
    aliases = [alias for row in rows for alias in row.aliases] + list(person.aliases if person else ())
    own = [row for row in rows if row.title != _BY_OFFICE]
    states = Counter(row.country for row in own or rows if row.country not in INTERNATIONAL_CODES)
    country = states.most_common(1)[0][0] if states else None
    return KnownPerson(
        name=names[0],
        aliases=tuple(dict.fromkeys(name for name in [*names[1:], *aliases] if name != names[0])),
        country=country or (person.country if person else None),
        offices=tuple(sorted(rows, key=lambda row: (row.start, row.country, row.title))),
        sectors=person.sectors if person else (),
        role=person.role if person else None,
        died=person.died if person else None,
    )


@functools.cache
def load_surnames() -> Mapping[str, tuple[KnownPerson, ...]]:
    """Give for each folded surname the prominent persons who bear it, sorted by name."""
    found: dict[str, list[KnownPerson]] = {}
    for person in load_known_persons():
        if person.is_prominent:
            for key in sorted(_surname_spellings(person)):
                found.setdefault(key, []).append(person)
    return MappingProxyType({key: tuple(persons) for key, persons in found.items()})


def _surname_spellings(person: KnownPerson) -> set[str]:
    """Give the surname as each name of the person spells it: "Gaddafi", "Kadhafi", "Qaddafi"."""
    own = fold_name(surname(person.name, person.country))
    others = {fold_name(surname(name, person.country)) for name in person.aliases if " " in name}
    return {own} | {each for each in others if sound_key(each) == sound_key(own)}


@functools.cache
def load_rare_surnames() -> Mapping[str, KnownPerson]:
    """Give for each folded surname that only one person of the tables bears that person, prominent or not."""
    found: dict[str, set[str]] = {}
    by_name = {person.name: person for person in load_known_persons()}
    for person in by_name.values():
        for key in _surname_spellings(person) if " " in person.name else ():
            found.setdefault(key, set()).add(person.name)
    return MappingProxyType({key: by_name[min(names)] for key, names in found.items() if len(names) == 1})


@functools.cache
def load_full_names() -> Mapping[str, tuple[KnownPerson, ...]]:
    """Give the persons by each folded name of theirs."""
    found: dict[str, list[KnownPerson]] = {}
    for person in load_known_persons():
        for name in dict.fromkeys(fold_name(name) for name in (person.name, *person.aliases)):
            found.setdefault(name, []).append(person)
    return MappingProxyType({name: tuple(persons) for name, persons in found.items()})


@functools.cache
def load_sounds() -> Mapping[str, tuple[KnownPerson, ...]]:
    """Give the persons by the sound of each full name of theirs; names of one word are left out."""
    found: dict[str, list[KnownPerson]] = {}
    for person in load_known_persons():
        for name in (person.name, *person.aliases):
            words = tuple(fold_name(name).split())
            bearers = found.setdefault(name_sounds(words), []) if len(words) > 1 else []
            if person not in bearers:
                bearers.append(person)
    return MappingProxyType({key: tuple(persons) for key, persons in found.items()})
