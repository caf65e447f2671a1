"""Who an actor is: its kind, its key, its codes, by the tables and the date.

In:  rows of the tables, roles, a date. Out: `Identity`s; equal keys are one actor.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from dragoman.lexicons.load.known_persons import KnownPerson
from dragoman.lexicons.load.person_names import fold_name
from dragoman.lexicons.load.roles import load_role_index, split_words
from dragoman.lexicons.load.tables import OfficeHolder, Organisation, State
from dragoman.records.spans import make_id
from dragoman.records.vocabulary import INTERNATIONAL_CODES, SECTORS, ActorKind

_OFFICE_SECTORS: dict[str, tuple[str, ...]] = {
    "defence-minister": ("GOV", "MIL"),
    "army-chief": ("MIL",),
    "intelligence-chief": ("SPY",),
    "head-of-organisation": (),
}
_OPEN_START = "0000"
_OPEN_END = "9999"


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
        return make_id("actor", self.kind, self.key)


def state_identity(state: State, sectors: tuple[str, ...] = ()) -> Identity:
    """Make a state an actor; its government where it is named by its seat."""
    return Identity(kind="state", key=state.code, name=state.name, country=state.code, sectors=sectors)


def organisation_identity(organisation: Organisation) -> Identity:
    """Make an organisation of the table an actor."""
    return Identity(
        kind="organisation",
        key=organisation.organisation_id,
        name=organisation.name,
        country=organisation.country,
        code=organisation.international_code,
        sectors=organisation.sectors,
    )


def person_identity(person: KnownPerson, day: str | None, role: str | None = None) -> Identity:
    """Make a person of the tables an actor, with the sectors of the office held on a day (ISO, may be coarse)."""
    sectors, title, office_country = person_sectors(person, day)
    code = None
    if person.country is None and office_country in INTERNATIONAL_CODES:
        code = office_country
    return Identity(
        kind="person",
        key=fold_name(person.name),
        name=person.name,
        country=person.country,
        code=code,
        sectors=sectors,
        role=role or title,
    )


def person_sectors(person: KnownPerson, day: str | None) -> tuple[tuple[str, ...], str | None, str | None]:
    """Give sectors, title and country of the office held on a day; of the last one where no day is known.

    Who has held an office and holds none on the day is of the elite (`ELI`).
    """
    if not person.offices:
        return person.sectors, person.role, person.country
    if day is None:
        last = max(person.offices, key=_weight)
        return office_sectors(last), last.title, last.country
    held = [office for office in person.offices if holds(office, day)]
    if held:
        best = max(held, key=_weight)
        return office_sectors(best), best.title, best.country
    if all(office.start > day for office in person.offices):
        return person.sectors, person.role, person.country
    if person.sectors:
        return person.sectors, person.role, person.country
    return ("ELI",), f"former {max(person.offices, key=_weight).title}", person.country


def holds(office: OfficeHolder, day: str) -> bool:
    """Tell whether the office was held on a day, as far as the precision of both goes.

    An open row counts beyond its `known_until`: what the person was is not forgotten by not having been
    checked; who holds the office then is another question (`holder_of`).
    """
    end = office.end or _OPEN_END
    length = min(len(day), len(office.start))
    if day[:length] < office.start[:length]:
        return False
    length = min(len(day), len(end))
    return day[:length] <= end[:length]


def office_sectors(office: OfficeHolder) -> tuple[str, ...]:
    """Give the sectors of an office: by its kind, else by the words of its title."""
    if office.office in _OFFICE_SECTORS:
        return _OFFICE_SECTORS[office.office] or title_sectors(office.title) or ("GOV",)
    if office.office in ("other", "spokesperson"):
        return title_sectors(office.title) or ("GOV",)
    return ("GOV",)


def title_sectors(title: str) -> tuple[str, ...]:
    """Give the sectors of a title's longest known phrase: "parliament speaker" LEG."""
    index = load_role_index()
    words = split_words(title)
    for length in range(len(words), 0, -1):
        for start in range(len(words) - length, -1, -1):
            known = index.nouns.get(words[start : start + length])
            if known is not None and known[0].sectors:
                return known[0].sectors
    return ()


def join_sectors(*groups: Iterable[str]) -> tuple[str, ...]:
    """Join sectors, in the coder's tie order: the first is the primary one."""
    known = {sector for group in groups for sector in group}
    return tuple(sector for sector in SECTORS if sector in known)


def _weight(office: OfficeHolder) -> tuple[int, str]:
    rank = ("other", "spokesperson", "ambassador", "head-of-organisation").count(office.office)
    return 1 - rank, office.end or _OPEN_END
