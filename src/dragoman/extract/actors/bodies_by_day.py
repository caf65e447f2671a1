"""Which body of the tables a name means here: the one that existed then, of a country the text is about.

In:  a name with several readings. Out: one `Organisation`.
"""

from __future__ import annotations

import functools
from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType

from dragoman.extract.actors.sightings import Page
from dragoman.lexicons.load.person_names import fold_name
from dragoman.lexicons.load.tables import Organisation, covers_day, load_organisations
from dragoman.nlp.gazetteer import NameHit

_PARTY = "party"


def choose_body(page: Page, hit: NameHit) -> Organisation:
    """Choose the body; the table's first where nothing decides."""
    bodies = [reading.organisation for reading in hit.readings if reading.organisation is not None]
    if len(bodies) == 1:
        return _party_here(page, hit, bodies[0]) if bodies[0].kind == _PARTY else bodies[0]
    if page.day is not None:
        alive = [body for body in bodies if covers_day(body.start, body.end, page.day)]
        bodies = alive or bodies
    told = told_countries(page)
    # "PRI" beside "Mexico": of the country that the text names most; min keeps the table's order on a tie
    return min(bodies, key=lambda body: -told.get(body.country or "", 0))


def _party_here(page: Page, hit: NameHit, party: Organisation) -> Organisation:
    """Choose among parties of one short name: "the Democratic Party", in a text on South Korea, is not the American.

    Where the text tells only of other countries, it is theirs that bears the name, else a party of no known country.
    """
    name = fold_name(page.text[hit.start : hit.end])
    namesakes = _namesakes().get(name, ())
    told = told_countries(page)
    persons = {reading.person.country for each in page.hits for reading in each.readings if reading.person is not None}
    if not namesakes or not told or party.country in told or party.country in persons:
        return party
    alive = [each for each in namesakes if (covers_day(each.start, each.end, page.day) if page.day else not each.end)]
    here = [each for each in alive if each.country in told]
    if len(here) == 1:
        return here[0]
    return replace(party, organisation_id=f"{name}|", name=page.text[hit.start : hit.end], country=None)


@functools.cache
def _namesakes() -> Mapping[str, tuple[Organisation, ...]]:
    """Give by short name the parties that bear it with their country: "Democratic Party of Korea"."""
    parties = [each for each in load_organisations() if each.kind == _PARTY]
    full = {each.organisation_id: {fold_name(name) for name in (each.name, *each.aliases)} for each in parties}
    short = sorted({name for names in full.values() for name in names if name.endswith(" party")})
    found = {
        name: tuple(
            each for each in parties if any(long.startswith(f"{name} of ") for long in full[each.organisation_id])
        )
        for name in short
    }
    return MappingProxyType({name: bearers for name, bearers in found.items() if bearers})


def told_countries(page: Page) -> dict[str, int]:
    """Count how often the text names each country, by state, people or place."""
    found: dict[str, int] = {}
    for hit in page.hits:
        for reading in hit.readings[:1]:
            if reading.state is not None:
                found[reading.state.code] = found.get(reading.state.code, 0) + 1
            elif reading.place is not None and reading.place.country is not None:
                found[reading.place.country] = found.get(reading.place.country, 0) + 1
    return found
