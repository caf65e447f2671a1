"""The persons of one document: each once, under all the names it uses for him or her.

In:  `NamedPerson`s, a day. Out: a `Cast`: the members, and which of them each name is.
Left to `definites`: "the Iranian president". Left to `resolve.linking`: persons across documents.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from dragoman.extract.actors.affiliations import read_affiliation
from dragoman.extract.actors.bodies_by_day import told_countries
from dragoman.extract.actors.descriptions import Description
from dragoman.extract.actors.domestic import Setting, country_of_person
from dragoman.extract.actors.identities import Identity, person_identity, will_lead
from dragoman.extract.actors.offices import by_ends, has_held, namesakes_in_office
from dragoman.extract.actors.persons import NamedPerson
from dragoman.extract.actors.sightings import Page, is_possessive_mark
from dragoman.lexicons.load.actor_words import load_actor_words
from dragoman.lexicons.load.ambiguous_names import load_word_surnames
from dragoman.lexicons.load.known_persons import (
    KnownPerson,
    load_full_names,
    load_rare_surnames,
    load_sounds,
    load_surnames,
)
from dragoman.lexicons.load.person_names import FAMILY_FIRST, fold_name, name_sounds, sound_key, surname
from dragoman.lexicons.load.roles import Role, load_role_index

_OPEN = "9999"
_YEAR = 4
_MIN_SOUNDS = 8  # shorter names sound like too many others
_RECENT_YEARS = 12  # a surname alone means who held office not longer ago, where the day is known


@dataclass(slots=True)
class Member:
    """One person of the document, as learnt while reading it.

    `roles` are the roles told of the person with (country, body key), the place of each first telling.
    """

    name: str
    words: tuple[str, ...]
    known: KnownPerson | None
    gender: str | None = None
    country: str | None = None
    code: str | None = None
    sectors: tuple[str, ...] = ()
    role: str | None = None
    former: bool = False
    gone: bool = False
    roles: list[tuple[Role, str | None]] = field(default_factory=list)
    seen_at: list[int] = field(default_factory=list)

    @property
    def has_office(self) -> bool:
        """Tell whether the text gives the person an office, not only a part ("figure", "ally")."""
        return any(role.use != "weak" and role.noun not in load_actor_words().kin for role, _ in self.roles)

    def last_before(self, index: int) -> int:
        """Give where the person was last named before a token; -1 where not yet."""
        return max((seen for seen in self.seen_at if seen < index), default=-1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Cast:
    """Reads as: the document's persons; `member_of` runs beside the `NamedPerson`s given."""

    members: tuple[Member, ...]
    member_of: tuple[Member, ...]


def read_cast(page: Page, persons: tuple[NamedPerson, ...]) -> Cast:
    """Decide which names mean one person."""
    members: list[Member] = []
    by_word: dict[str, list[Member]] = {}
    chosen: dict[int, Member] = {}
    full = [index for index, person in enumerate(persons) if len(person.words) > 1 or person.known]
    for index in sorted(full, key=lambda i: (-len(persons[i].words), persons[i].first)):
        chosen[index] = _place_full(page, persons[index], members, by_word)
    for index in sorted(chosen):
        _learn(page, chosen[index], persons[index])
    for index, person in enumerate(persons):
        if index in chosen:
            continue
        member = _find_single(person, by_word) or _known_single(page, person, members, by_word)
        if member is None:
            member = _new_member(person, None, members, by_word)
        chosen[index] = member
        _learn(page, member, person)
    return Cast(members=tuple(members), member_of=tuple(chosen[index] for index in range(len(persons))))


def settle(cast: Cast, setting: Setting, page: Page) -> None:
    """Give members with an office but no country that of their title, else of where the text is set."""
    words = load_actor_words()
    for member in cast.members:
        nouns = {role.noun for role, _ in member.roles}
        if member.known is not None or member.country or member.code or not member.has_office or nouns & words.envoys:
            continue
        titled = sorted(words.title_countries[noun] for noun in nouns if noun in words.title_countries)
        member.country = titled[0] if titled else country_of_person(setting, page, member.sectors, min(member.seen_at))


def _place_full(page: Page, person: NamedPerson, members: list[Member], by_word: dict[str, list[Member]]) -> Member:
    known = _choose_known(page, person, page.day)
    near = by_word.get(sound_key(person.words[-1]), [])
    for member in near if known is None else members:
        if known is not None and member.known is known:
            return member
        if known is None and is_same_name(person.words, member.words):
            return member
    if known is None:
        known = _by_office(person, page.day)
        for member in members:
            if known is not None and member.known is known:
                return member
    return _new_member(person, known, members, by_word)


def _new_member(
    person: NamedPerson, known: KnownPerson | None, members: list[Member], by_word: dict[str, list[Member]]
) -> Member:
    member = Member(name=person.name, words=person.words, known=known)
    members.append(member)
    for key in sorted(_keys(member)):
        by_word.setdefault(key, []).append(member)
    return member


def _keys(member: Member) -> set[str]:
    """Give the sounds of the words by which the member may be named alone."""
    words = {member.words[-1], member.words[0]}
    if member.known is not None:
        for name in (member.known.name, *member.known.aliases):
            words.add(fold_name(surname(name, member.known.country)).split()[-1])
            words.add(fold_name(name).split()[-1])
    return {sound_key(word) for word in words}


def _choose_known(page: Page, person: NamedPerson, day: str | None) -> KnownPerson | None:
    """Choose among the persons of the tables of that full name; None where title and table speak of two."""
    candidates = person.known or _by_sound(person.words) or by_ends(person.words, told_countries(page), day)
    told = _told(person)
    fitting = [each for each in candidates if told is None or _fits(each, told)]
    if day is not None and len(fitting) > 1:
        countries = told_countries(page)
        fitting.sort(
            key=lambda each: (
                -any(row.start <= day <= (row.end or _OPEN) for row in each.offices),
                -countries.get(each.country or "", 0),
            )
        )
    return fitting[0] if fitting else None


def _by_sound(words: tuple[str, ...]) -> tuple[KnownPerson, ...]:
    """Find "Mohammed Hussein Roble" where the tables have him as Mohamed."""
    sounds = name_sounds(words)
    found = load_sounds().get(sounds, ()) if len(words) > 1 and len(sounds) >= _MIN_SOUNDS else ()
    return found if len(found) == 1 else ()


def _told(person: NamedPerson) -> Description | None:
    return next((each for each in (person.title, person.aside) if each is not None and each.affiliations), None)


def _fits(known: KnownPerson, told: Description) -> bool:
    owner = told.affiliations[0]
    if owner.is_body or owner.country is None or known.country is None:
        return True
    if owner.country == known.country or any(row.country == owner.country for row in known.offices):
        return True
    # "Kremlin critic Bill Browder": another's critic, ally or envoy is of any country
    return told.role.use == "weak" or told.role.office is None


def _by_office(person: NamedPerson, day: str | None) -> KnownPerson | None:
    """Find "US National Security Adviser Jack Sullivan": one of that surname held that office, under another name."""
    title = person.title or person.aside
    if title is None or title.former or len(person.words) > 3:
        return None
    held = namesakes_in_office(person.words[-1], title.role, title.country, day)
    if len(held) != 1:
        return None
    # another given name of another sound may be another person, so only what sounds alike or starts alike
    own = fold_name(held[0].name).split()[0]
    return held[0] if own[0] == person.words[0][0] else None


def is_same_name(left: tuple[str, ...], right: tuple[str, ...]) -> bool:
    """Tell whether two full names may be one: surnames sound alike, given names do or are initials of each other.

    >>> is_same_name(("qassem", "soleimani"), ("qasem", "soleimani"))
    True
    """
    if sound_key(left[-1]) != sound_key(right[-1]):
        return False
    short, long = sorted((left, right), key=len)
    if len(short[0]) == 1 or len(long[0]) == 1:
        return short[0][0] == long[0][0]
    sounds = {sound_key(word) for word in long}
    return all(sound_key(word) in sounds or len(word) == 1 for word in short)


def _find_single(person: NamedPerson, by_word: dict[str, list[Member]]) -> Member | None:
    """Find whom a single name means: who bears it as surname, else as given name; the one named last before."""
    word = person.words[-1]
    near = [member for member in by_word.get(sound_key(word), []) if len(member.words) > 1 or member.known]
    by_surname = [member for member in near if _is_surname(word, member)]
    bearers = by_surname or [member for member in near if _is_given(word, member) and person.honorific is None]
    told = _told(person)
    if told is not None and told.country is not None:
        bearers = [member for member in bearers if told.country in (_country(member), None) or _country(member) is None]
    if not bearers:
        return None
    # "Fernandez" is Alberto before Cristina Fernandez de Kirchner
    bearers = [member for member in bearers if member.words[-1] == word] or bearers
    return max(bearers, key=lambda member: (member.last_before(person.first), -min(member.seen_at, default=0)))


def _is_given(word: str, member: Member) -> bool:
    given = member.words[0]
    return given == word or (len(word) > 3 and sound_key(given) == sound_key(word))


def _is_surname(word: str, member: Member) -> bool:
    if member.known is not None:
        names = (member.known.name, *member.known.aliases)
        forms = {fold_name(surname(name, member.known.country)).split()[-1] for name in names}
        forms |= {fold_name(name).split()[-1] for name in names if member.known.country not in FAMILY_FIRST}
    elif member.country in FAMILY_FIRST:
        forms = {member.words[0]}
    else:
        forms = {member.words[-1]}
    return word in forms or (len(word) > 3 and sound_key(word) in {sound_key(form) for form in forms})


def _country(member: Member) -> str | None:
    return member.known.country if member.known is not None else member.country


def _known_single(
    page: Page, person: NamedPerson, members: list[Member], by_word: dict[str, list[Member]]
) -> Member | None:
    """Find a prominent person by surname alone: "Putin" in a text that never says Vladimir."""
    known = _of_kin(person, members) or _best(load_surnames().get(person.words[-1], ()), person, page.day)
    rare = load_rare_surnames().get(person.words[-1]) if known is None else None
    if rare is not None and rare.country in told_countries(page) and person.title is None:
        known = rare  # "Gulen" in a text on Turkey
    if known is None or _is_stray_namesake(page, person, known):
        return None
    for member in members:
        if member.known is known:
            return member
    return _new_member(person, known, members, by_word)


def _is_stray_namesake(page: Page, person: NamedPerson, known: KnownPerson) -> bool:
    """Tell "Williams" of a text on football: a surname that many bear means a statesman where his state is told."""
    is_common = person.words[-1] in load_word_surnames() and person.title is None and person.aside is None
    return is_common and known.country not in told_countries(page)


def _of_kin(person: NamedPerson, members: list[Member]) -> KnownPerson | None:
    """Find "his brother Raul" in a text on Fidel Castro: a known person of that given name and his surname."""
    told = person.title or person.aside
    if told is None or told.role.noun not in load_actor_words().kin:
        return None
    surnames = sorted({surname(member.known.name, member.known.country) for member in members if member.known})
    names = {fold_name(f"{person.name} {each}") for each in surnames}
    return next((known for name in sorted(names) for known in load_full_names().get(name, ())), None)


def _best(candidates: tuple[KnownPerson, ...], person: NamedPerson, day: str | None) -> KnownPerson | None:
    told = person.title or person.aside
    if told is not None and told.country is not None:
        candidates = tuple(each for each in candidates if _fits(each, told))
    if told is not None and told.role.office is not None and len(candidates) > 1:
        candidates = tuple(each for each in candidates if has_held(each, told.role, told.country)) or candidates
    if day is not None and len(candidates) > 1:
        candidates = _around_day(candidates, day)
    if len(candidates) == 1:
        return candidates[0]
    if day is None and candidates:
        # of several who bore the name, the one who still holds office, where it is only one
        current = [each for each in candidates if any(row.end is None for row in each.offices)]
        return current[0] if len(current) == 1 else None
    return None


def _around_day(candidates: tuple[KnownPerson, ...], day: str) -> tuple[KnownPerson, ...]:
    held = tuple(each for each in candidates if any(row.start <= day <= (row.end or _OPEN) for row in each.offices))
    if held:
        return held
    year = int(day[:_YEAR])
    return tuple(
        each
        for each in candidates
        if any(
            int(row.start[:_YEAR]) <= year <= int((row.end or _OPEN)[:_YEAR]) + _RECENT_YEARS for row in each.offices
        )
    )


def _learn(page: Page, member: Member, person: NamedPerson) -> None:
    """Take from the words beside a name what they tell of the person."""
    member.seen_at.append(person.first)
    for told in (person.title, person.aside):
        if told is not None:
            _learn_role(member, told, is_owned=_is_owned(page, told))
            words = {token.lower_ for token in page.doc[told.first : told.noun_end]}
            member.gone = member.gone or bool(words & load_actor_words().gone) or told.role.noun == "predecessor"
    honorific = load_role_index().honorifics.get(person.honorific or "")
    if honorific is not None and not member.sectors:
        member.sectors = honorific.sectors
    doc = page.doc
    if person.end + 1 < len(doc) and doc[person.end].lower_ == "of" and member.country is None:
        # "President Pezeshkian of Iran"
        hit = page.hit_at.get(person.end + 1)
        owner = read_affiliation(page, hit) if hit is not None else None
        if owner is not None and not owner.is_body:
            member.country = owner.country


def _is_owned(page: Page, told: Description) -> bool:
    """Tell "Poland's envoy", "the Polish envoy", who is Poland's, from "Ukraine envoy", who is sent there."""
    words = load_actor_words()
    if told.role.noun not in words.not_owned or told.noun_first == 0:
        return told.role.noun not in words.not_owned
    if told.role.noun not in words.envoys:
        return False
    if is_possessive_mark(page.tokens[told.noun_first - 1]):
        return True
    hit = page.hit_at.get(told.noun_first - 1)
    senses = {reading.sense for reading in hit.readings} if hit is not None else set()
    return "nationality" in senses and "state" not in senses


def _learn_role(member: Member, told: Description, *, is_owned: bool) -> None:
    owner = told.affiliations[0] if told.affiliations and is_owned else None
    if owner is not None and (told.role.use != "weak" or not member.country):
        member.country = member.country or owner.country
        member.code = member.code or owner.code
    if (
        told.sectors
        and told.role.noun not in load_actor_words().kin
        and (not member.sectors or told.role.use != "weak")
    ):
        member.sectors = member.sectors if member.sectors and member.role else told.sectors
    if member.role is None or (told.role.office is not None and not told.former):
        member.role = told.role.noun
    member.former = member.former or (told.former and told.sectors == ("ELI",))
    member.roles.append((told.role, owner.key if owner is not None else None))


def member_identity(member: Member, day: str | None, title: Description | None = None) -> Identity:
    """Make a member an actor; the title beside the name says what it is now, where the text gives no day."""
    if member.known is not None:
        found = person_identity(member.known, day)
        former = member.former if title is None else title.sectors == ("ELI",)
        if former:
            return _as(found, ("ELI",), f"former {title.role.noun if title else member.role}")
        if member.sectors and (not found.sectors or (day is None and member.has_office)):
            return _as(found, member.sectors, member.role)
        if not found.sectors and will_lead(member.known, day):
            return _as(found, ("PTY",), "politician")
        return found
    return Identity(
        kind="person",
        key="|".join((" ".join(member.words), member.country or member.code or "")),
        name=member.name,
        country=member.country,
        code=member.code if member.country is None else None,
        sectors=("ELI",) if member.former else member.sectors,
        role=member.role,
    )


def _as(found: Identity, sectors: tuple[str, ...], role: str | None) -> Identity:
    return Identity(
        kind=found.kind,
        key=found.key,
        name=found.name,
        country=found.country,
        code=found.code,
        sectors=sectors,
        role=role,
    )
