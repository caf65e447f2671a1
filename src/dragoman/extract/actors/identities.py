"""Who an actor is: its kind, its key, its codes, by the tables and the date.

In:  rows of the tables, roles, a date. Out: `Identity`s; equal keys are one actor.
"""

from __future__ import annotations

import functools
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from dragoman.lexicons.load.known_persons import KnownPerson
from dragoman.lexicons.load.person_names import fold_name
from dragoman.lexicons.load.roles import load_role_index, split_words
from dragoman.lexicons.load.tables import OfficeHolder, Organisation, State, covers_day, states_by_code
from dragoman.nlp.gazetteer import find_names
from dragoman.records.spans import make_id
from dragoman.records.vocabulary import INTERNATIONAL_CODES, SECTORS, ActorKind

_OFFICE_SECTORS: dict[str, tuple[str, ...]] = {
    "defence-minister": ("GOV", "MIL"),
    "army-chief": ("MIL",),
    "intelligence-chief": ("SPY",),
    "head-of-organisation": (),
}
_LESSER_OFFICES = frozenset(("other", "spokesperson", "ambassador"))
_OPEN = "9999"
_FULL_DATE = len("2024-07-01")
_YEAR = 4
_RISE_YEARS = 2
_ELECTED = frozenset(("president", "minister", "chancellor", "premier"))
_FALL_DAYS = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Identity:
    """Reads as: this is the actor, with the codes it has here.

    `key` tells it from all others of its kind: a state's code, an organisation's id, a person's name.
    """

    kind: ActorKind
    key: str
    name: str
    country: str | None = None
    code: str | None = None
    sectors: tuple[str, ...] = ()
    role: str | None = None

    @property
    def actor_id(self) -> str:
        """Hash of kind and key: the same actor in every document."""
        return _actor_id(self.kind, self.key)


@functools.lru_cache(maxsize=16384)
def _actor_id(kind: ActorKind, key: str) -> str:
    return make_id("actor", kind, key)


def state_identity(state: State, sectors: tuple[str, ...] = ()) -> Identity:
    """Make a state an actor; its government where it is named by its seat."""
    return Identity(kind="state", key=state.code, name=state.name, country=state.code, sectors=sectors)


def organisation_identity(organisation: Organisation, day: str | None) -> Identity:
    """Make an organisation of the table an actor, with its sectors on a day (ISO, may be coarse)."""
    return Identity(
        kind="organisation",
        key=organisation.organisation_id,
        name=organisation.name,
        country=organisation.country,
        code=organisation.international_code,
        sectors=organisation.sectors_on(day),
    )


def person_identity(person: KnownPerson, day: str | None) -> Identity:
    """Make a person of the tables an actor, with the sectors of the office held on a day.

    Who then heads an international body acts for it: code EUR, UNO, IGO instead of a country.
    """
    office = office_on(person, day)
    sectors, role, country = person.sectors, person.role, _living_state(person.country, day)
    if office is not None:
        sectors, role = office_sectors(office), office.title
        country = office.country
    elif person.offices and day is not None and _has_begun(person, day) and not person.sectors:
        # who has held an office and holds none is of the elite
        sectors, role = ("ELI",), f"former {max(person.offices, key=_weight).title}"
    code = country if country in INTERNATIONAL_CODES else None
    return Identity(
        kind="person",
        key=fold_name(person.name),
        name=person.name,
        country=country if code is None else None,
        code=code,
        sectors=sectors,
        role=role,
    )


def office_on(person: KnownPerson, day: str | None) -> OfficeHolder | None:
    """Give the weightiest office held on a day, the last one where no day is known; None where none was held.

    An open row counts beyond its `known_until`: what the person was is not forgotten for not having been
    checked since; who holds the office then is another question (`offices.holder_of`).
    """
    if day is None:
        return max(person.offices, key=_weight, default=None)
    held = [row for row in person.offices if covers_day(row.start, row.end, day)]
    # "soldiers arrested President Keita": the news of a fall speaks of whom it befell in the office
    held = held or [row for row in person.offices if row.end is not None and _has_just_ended(row.end, day)]
    return max(held, key=_weight_at_once, default=None)


def _has_just_ended(end: str, day: str) -> bool:
    if len(end) < _FULL_DATE or len(day) < _FULL_DATE:
        return False
    return 0 <= (date.fromisoformat(day[:_FULL_DATE]) - date.fromisoformat(end)).days <= _FALL_DAYS


def will_lead(person: KnownPerson, day: str | None) -> bool:
    """Tell whether the person is to be elected to lead the state within two years: now a politician, a candidate."""
    if day is None or len(day) < _FULL_DATE:
        return False
    until = f"{int(day[:_YEAR]) + _RISE_YEARS}{day[_YEAR:]}"
    return any(
        row.office in ("head-of-state", "head-of-government")
        and row.title.split()[-1] in _ELECTED
        and day < row.start <= until
        for row in person.offices
    )


def _living_state(country: str | None, day: str | None) -> str | None:
    """Give the state a person is of after the own has ended: of Gorbachev in 1998 Russia."""
    state = states_by_code().get(country or "")
    while state is not None and day is not None and state.end is not None and state.end < day[: len(state.end)]:
        if state.successor is None or state.successor not in states_by_code():
            break
        state = states_by_code()[state.successor]
    return state.code if state is not None else country


def _has_begun(person: KnownPerson, day: str) -> bool:
    return any(row.start[: len(day)] <= day[: len(row.start)] for row in person.offices)


def office_sectors(office: OfficeHolder) -> tuple[str, ...]:
    """Give the sectors of an office: by its kind, else by the words of its title."""
    if office.office in _OFFICE_SECTORS:
        return _OFFICE_SECTORS[office.office] or ("GOV",)
    told = title_sectors(office.title)
    if office.office in ("other", "spokesperson"):
        return told or ("GOV",)
    # "pope": a head of state, but first what the title says
    return ("GOV",) if not told or "GOV" in told else (*told, "GOV")


@functools.lru_cache(maxsize=4096)
def title_sectors(title: str) -> tuple[str, ...]:
    """Give the sectors of a title: of the body it names, of its longest known phrase, of its adjectives.

    >>> title_sectors("parliament speaker"), title_sectors("Donetsk separatist leader")
    (('LEG',), ('REB',))
    """
    for hit in find_names(title):
        body = hit.readings[0].organisation
        if body is not None and body.sectors:
            return body.sectors  # "Hamas leader", "Gazprom head"
    words = split_words(title)
    index = load_role_index()
    phrases = [words[a:b] for a in range(len(words)) for b in range(len(words), a, -1)]
    known = sorted((phrase for phrase in phrases if phrase in index.nouns), key=lambda phrase: (-len(phrase), phrase))
    named = [index.nouns[phrase][0].sectors for phrase in known if len(phrase) > 1]
    adjectives = [index.modifiers[word].sectors for word in words[:-1] if word in index.modifiers]
    strong = [
        index.modifiers[word].sectors
        for word in words[:-1]
        if word in index.modifiers and index.modifiers[word].use == "modifier"
    ]
    single = [index.nouns[(word,)][0].sectors for word in reversed(words) if (word,) in index.nouns]
    for found in (*named, join_sectors(*strong), *single, join_sectors(*adjectives)):
        if found:
            return found
    return ()


def join_sectors(*groups: Iterable[str]) -> tuple[str, ...]:
    """Join sectors, in the coder's tie order: the first is the primary one."""
    known = {sector for group in groups for sector in group}
    return tuple(sector for sector in SECTORS if sector in known)


def _weight(office: OfficeHolder) -> tuple[bool, bool, str, bool, str]:
    """Weigh an office where no day is known: one still held, a high one, the later, the state's before the body's."""
    high = office.office not in _LESSER_OFFICES
    return office.end is None and high, high, office.end or _OPEN, _is_own_state(office), office.title


def _weight_at_once(office: OfficeHolder) -> tuple[bool, bool, str, str]:
    """Weigh offices held on one day: a high one, the state's before the body's, the later."""
    return office.office not in _LESSER_OFFICES, _is_own_state(office), office.start, office.title


def _is_own_state(office: OfficeHolder) -> bool:
    return office.country not in INTERNATIONAL_CODES and not office.title.endswith("co-prince")
