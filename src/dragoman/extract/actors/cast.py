"""The persons of one document: each once, under all the names it uses for him or her.

In:  `NamedPerson`s, a day. Out: an `Identity` for each name; who holds which office here.
Left to `resolve.linking`: persons across documents.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from dragoman.extract.actors.descriptions import Description
from dragoman.extract.actors.identities import Identity, person_identity
from dragoman.extract.actors.persons import NamedPerson
from dragoman.lexicons.load.known_persons import KnownPerson, load_surnames
from dragoman.lexicons.load.person_names import fold_name, sound_key, surname


@dataclass(slots=True)
class Member:
    """One person of the document: the fullest name, the person of the tables if any, what the text tells."""

    name: str
    words: tuple[str, ...]
    known: KnownPerson | None
    country: str | None = None
    code: str | None = None
    sectors: tuple[str, ...] = ()
    role: str | None = None
    offices: set[tuple[str, str | None]] = field(default_factory=set)


def identify_persons(persons: tuple[NamedPerson, ...], day: str | None) -> tuple[Identity, ...]:
    """Give each name its identity, in the same order."""
    members: list[Member] = []
    order = sorted(range(len(persons)), key=lambda i: (-len(persons[i].words), persons[i].first))
    chosen: dict[int, Member] = {}
    for index in order:
        person = persons[index]
        member = _find(members, person, day)
        if member is None:
            member = Member(name=person.name, words=person.words, known=_known(person, day))
            members.append(member)
        chosen[index] = member
    for index in range(len(persons)):
        _learn(chosen[index], persons[index])
    return tuple(_identity(chosen[index], persons[index], day) for index in range(len(persons)))


def _known(person: NamedPerson, day: str | None) -> KnownPerson | None:
    if person.known:
        return person.known[0]
    if len(person.words) != 1 and len(person.words) > 3:
        return None
    candidates = load_surnames().get(" ".join(person.words), ())
    if len(person.words) == 1 and candidates:
        return _best(candidates, person, day)
    return None


def _best(candidates: tuple[KnownPerson, ...], person: NamedPerson, day: str | None) -> KnownPerson | None:
    told = _told_country(person)
    if told is not None:
        candidates = tuple(each for each in candidates if each.country == told)
    if len(candidates) == 1:
        return candidates[0]
    if not candidates:
        return None
    latest = sorted(candidates, key=lambda each: max((office.end or "9999") for office in each.offices), reverse=True)
    ends = [max((office.end or "9999") for office in each.offices) for each in latest]
    if day is None:
        return latest[0] if ends[0] == "9999" and ends[1] != "9999" else None
    held = [each for each in candidates if any(o.start[:4] <= day[:4] <= (o.end or "9999")[:4] for o in each.offices)]
    return held[0] if len(held) == 1 else None


def _told_country(person: NamedPerson) -> str | None:
    for description in (person.title, person.aside):
        if description is not None and description.affiliations:
            return description.affiliations[0].country
    return None


def _find(members: list[Member], person: NamedPerson, day: str | None) -> Member | None:
    words = person.words
    for member in members:
        if person.known and member.known is not None:
            if member.known in person.known:
                return member
            continue
        if words == member.words:
            return member
        if len(words) == 1 and _bears(member, words[0]):
            return member
        if 1 < len(words) <= len(member.words) and _same_name(words, member.words):
            return member
    return None


def _bears(member: Member, word: str) -> bool:
    names = {member.words[-1], fold_name(surname(member.name))}
    if member.known is not None:
        names |= {fold_name(surname(member.known.name, member.known.country)), fold_name(member.known.name).split()[-1]}
        names |= {fold_name(alias).split()[-1] for alias in member.known.aliases}
    return word in names or (len(word) > 4 and sound_key(word) in {sound_key(name) for name in names})


def _same_name(left: tuple[str, ...], right: tuple[str, ...]) -> bool:
    if sound_key(left[-1]) != sound_key(right[-1]):
        return False
    return sound_key(left[0]) == sound_key(right[0]) or (len(left[0]) == 1 and left[0] == right[0][0])


def _learn(member: Member, person: NamedPerson) -> None:
    for description in (person.title, person.aside):
        if description is None:
            continue
        if description.affiliations:
            first = description.affiliations[0]
            member.country = member.country or first.country
            member.code = member.code or first.code
        member.sectors = member.sectors or description.sectors
        member.role = member.role or description.role.noun
        if description.role.office is not None:
            member.offices.add((description.role.office, member.country))


def _identity(member: Member, person: NamedPerson, day: str | None) -> Identity:
    title = person.title or person.aside
    if member.known is not None:
        found = person_identity(member.known, day)
        if title is not None and title.former:
            return _with(found, ("ELI",), f"former {title.role.noun}")
        if title is not None and day is None and title.sectors:
            return _with(found, title.sectors, title.role.noun)
        return found
    country = member.country
    return Identity(
        kind="person",
        key="|".join((" ".join(member.words), country or "")),
        name=member.name,
        country=country,
        code=member.code if country is None else None,
        sectors=member.sectors,
        role=member.role,
    )


def _with(found: Identity, sectors: tuple[str, ...], role: str) -> Identity:
    return Identity(
        kind=found.kind, key=found.key, name=found.name, country=found.country, code=found.code, sectors=sectors, role=role
    )


def describes(description: Description) -> str | None:
    """Give the office that a description names."""
    return description.role.office
