"""Of which state or body an agent is, by a name beside it: "Iranian", "Kyiv", "Hamas", "the Kremlin".

In:  a name found by the gazetteer. Out: an `Affiliation`, None where the name gives none.
"""

from __future__ import annotations

from dataclasses import dataclass

from dragoman.extract.actors.bodies_by_day import choose_body
from dragoman.extract.actors.sightings import Page
from dragoman.lexicons.load.name_index import Reading
from dragoman.nlp.gazetteer import NameHit

# A word that is both ("American", "Taiwan") is read as the first of these that it can be.
_ORDER = ("organisation", "nationality", "state", "people", "seat", "capital", "place", "person")


@dataclass(frozen=True, slots=True, kw_only=True)
class Affiliation:
    """Reads as: of this state (ISO code), or of this body with its codes.

    `key` tells it from others; `sectors` come from the body ("Hamas commander" REB); `name` is the body's.
    """

    key: str
    name: str
    country: str | None
    code: str | None = None
    sectors: tuple[str, ...] = ()
    is_body: bool = False


def read_affiliation(page: Page, hit: NameHit) -> Affiliation | None:
    """Read the name beside a noun."""
    for reading in sorted(hit.readings, key=lambda each: _ORDER.index(each.sense)):
        found = _body(page, hit) if reading.sense == "organisation" else _read(reading)
        if found is not None:
            return found
    return None


def _body(page: Page, hit: NameHit) -> Affiliation:
    body = choose_body(page, hit)
    return Affiliation(
        key=body.organisation_id,
        name=body.name,
        country=body.country,
        code=body.international_code,
        sectors=body.sectors_on(page.day),
        is_body=True,
    )


def _read(reading: Reading) -> Affiliation | None:
    if reading.state is not None:
        # "Kremlin spokesman", "White House aide": of the government
        sectors = ("GOV",) if reading.sense == "seat" else ()
        return Affiliation(key=reading.state.code, name=reading.state.name, country=reading.state.code, sectors=sectors)
    if reading.place is not None and reading.place.country is not None and reading.place.precision != "region":
        return Affiliation(key=reading.place.country, name=reading.place.name, country=reading.place.country)
    if reading.person is not None and reading.person.country is not None:
        # "a Putin ally", "Netanyahu's government"
        return Affiliation(key=reading.person.country, name=reading.person.name, country=reading.person.country)
    return None
