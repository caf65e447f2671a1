"""Which body of the tables a name means here: the one that existed then, of a country the text is about.

In:  a name with several readings. Out: one `Organisation`.
"""

from __future__ import annotations

from dragoman.extract.actors.sightings import Page
from dragoman.lexicons.load.tables import Organisation, covers_day
from dragoman.nlp.gazetteer import NameHit


def choose_body(page: Page, hit: NameHit) -> Organisation:
    """Choose the body; the table's first where nothing decides."""
    bodies = [reading.organisation for reading in hit.readings if reading.organisation is not None]
    if len(bodies) == 1:
        return bodies[0]
    if page.day is not None:
        alive = [body for body in bodies if covers_day(body.start, body.end, page.day)]
        bodies = alive or bodies
    told = told_countries(page)
    # "PRI" beside "Mexico": of the country that the text names most; min keeps the table's order on a tie
    return min(bodies, key=lambda body: -told.get(body.country or "", 0))


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
