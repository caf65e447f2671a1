"""Who held which office of which country when, by the table.

In:  an office, a country or body, a day. Out: the person, None where the table doesn't know.
"""

from __future__ import annotations

import functools
from collections.abc import Container, Mapping
from types import MappingProxyType

from dragoman.lexicons.load.known_persons import KnownPerson, load_full_names, load_known_persons
from dragoman.lexicons.load.person_names import PARTICLES, fold_name, surname
from dragoman.lexicons.load.roles import Role
from dragoman.lexicons.load.tables import OfficeHolder, covers_day, states_by_code

# Titles that name the office as such; others must stand in the row's title ("king", "president").
_PLAIN_TITLES = frozenset(
    ("head of state", "head of government", "state leader", "prime minister", "premier", "pm", "taoiseach",
     "sovereign", "monarch", "ruler", "top diplomat", "chief diplomat", "fm")
)  # fmt: skip
# Of these a state has one holder at a time; it has many ambassadors and several army chiefs.
_SINGLE = frozenset(
    ("head-of-state", "head-of-government", "supreme-leader", "foreign-minister", "defence-minister",
     "finance-minister", "interior-minister", "crown-prince", "security-adviser", "vice-president")
)  # fmt: skip
WITH_MIDDLE_NAME = 3  # words of a name with one between; of more it is not known which are the family's
LEADER_OFFICES = ("head-of-state", "head-of-government", "supreme-leader")


@functools.cache
def _by_office() -> Mapping[tuple[str, str], tuple[tuple[OfficeHolder, KnownPerson], ...]]:
    found: dict[tuple[str, str], list[tuple[OfficeHolder, KnownPerson]]] = {}
    for person in load_known_persons():
        for row in person.offices:
            found.setdefault((row.office, row.country), []).append((row, person))
    return MappingProxyType({key: tuple(rows) for key, rows in found.items()})


@functools.cache
def has_president(country: str) -> bool:
    """Tell whether the state may have a president: not where all heads of state of the table bear another title."""
    rows = [row for row, _ in _by_office().get(("head-of-state", country), ())]
    return not rows or any("president" in row.title.lower() for row in rows)


def holder_of(role: Role, country: str, day: str) -> KnownPerson | None:
    """Give who held the role's office on a day (ISO); None where nobody or more than one is known to have."""
    if role.office not in _SINGLE or len(day) < len("2024-07"):
        return None
    held = {
        person.name: person
        for row, person in _held_on(role.office, country, day)
        if fits_title(role, row) or role.noun == "head of government"
    }
    return next(iter(held.values())) if len(held) == 1 else None


def by_ends(words: tuple[str, ...], countries: Container[str | None], day: str | None) -> tuple[KnownPerson, ...]:
    """Find "Faure Essozimna Gnassingbé" where the table leaves out what stands between: who holds an office on a day.

    His country must be one of those told of, since many share a given name and a surname.
    """
    if len(words) != WITH_MIDDLE_NAME or day is None or any(word in PARTICLES for word in words):
        return ()
    found = tuple(
        known
        for known in load_full_names().get(f"{words[0]} {words[-1]}", ())
        if known.country in countries
        and fold_name(surname(known.name, known.country)) == words[-1]
        and any(covers_day(row.start, row.end, day) for row in known.offices)
    )
    return found if len(found) == 1 else ()


def offices_on(name: str, day: str) -> tuple[OfficeHolder, ...]:
    """Give the offices that the person of that name held on a day."""
    return tuple(row for row in _rows_of(name) if covers_day(row.start, row.end, day))


@functools.cache
def _by_name() -> Mapping[str, tuple[OfficeHolder, ...]]:
    return MappingProxyType({person.name: person.offices for person in load_known_persons()})


def _rows_of(name: str) -> tuple[OfficeHolder, ...]:
    return _by_name().get(name, ())


def holder_of_office(office: OfficeHolder, country: str, day: str) -> KnownPerson | None:
    """Give who held the like office of another country on a day."""
    if office.office not in _SINGLE:
        return None
    held = {person.name: person for _, person in _held_on(office.office, country, day)}
    return next(iter(held.values())) if len(held) == 1 else None


def _held_on(office: str, country: str, day: str) -> tuple[tuple[OfficeHolder, KnownPerson], ...]:
    """Give who is known to have held an office on a day; of a state without prime minister its president."""
    held = tuple(pair for pair in _by_office().get((office, country), ()) if _is_certain(pair[0], day))
    state = states_by_code().get(country)
    if held or office != "head-of-government" or state is None or not state.president_governs_on(day):
        return held
    # "Modi received his Brazilian counterpart": Brazil has no prime minister
    return _held_on("head-of-state", country, day)


def next_in_office(name: str, day: str, *, later: bool) -> KnownPerson | None:
    """Give who came after (`later`) or before the person in the last office of one holder begun by that day."""
    rows = [row for row in _rows_of(name) if row.office in _SINGLE and row.start <= day]
    if not rows:
        return None
    own = max(rows, key=lambda row: (row.office in LEADER_OFFICES, row.start))
    others = [
        (row, person)
        for row, person in _by_office().get((own.office, own.country), ())
        if person.name != name and row.title == own.title
    ]
    if later:
        after = [pair for pair in others if pair[0].start > own.start]
        return min(after, key=lambda pair: pair[0].start)[1] if after else None
    before = [pair for pair in others if pair[0].start < own.start]
    return max(before, key=lambda pair: pair[0].start)[1] if before else None


def _is_certain(row: OfficeHolder, day: str) -> bool:
    # A row left open is known up to `known_until`; after it the holder is unknown, not assumed.
    return covers_day(row.start, row.end or row.known_until, day)


def fits_title(role: Role, row: OfficeHolder) -> bool:
    """Tell whether the noun may name the row's office: "king" not a president's."""
    if row.office != role.office:
        return False
    if role.office not in ("head-of-state", "head-of-government") or role.noun in _PLAIN_TITLES:
        return True
    return role.noun.removesuffix("-elect") in row.title.lower()


def has_held(person: KnownPerson, role: Role, country: str | None) -> bool:
    """Tell whether the person ever held the role's office, of that country where one is told."""
    return any(fits_title(role, row) and country in (None, row.country) for row in person.offices)


def is_leader(person: KnownPerson, country: str | None) -> bool:
    """Tell whether the person ever led that state or its government."""
    return any(row.office in LEADER_OFFICES and country in (None, row.country) for row in person.offices)


def namesakes_in_office(surname_key: str, role: Role, country: str | None, day: str | None) -> tuple[KnownPerson, ...]:
    """Give who of that folded surname held the role's office, on the day where one is known."""
    if role.office is None or country is None:
        return ()
    found = []
    for row, person in _by_office().get((role.office, country), ()):
        bears = fold_name(person.name).split()[-1] == surname_key
        if bears and fits_title(role, row) and (day is None or covers_day(row.start, row.end, day)):
            found.append(person)
    return tuple(dict.fromkeys(found))
