"""Whose "the government", "police", "the army" are where nothing says it: of the country the sentence is set in.

In:  the names found on a page. Out: the one country that a sentence, or those before it, names; None where several are.
Left to `definites`: which descriptions ask for it.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass

from dragoman.extract.actors.descriptions import Description
from dragoman.extract.actors.sightings import Page
from dragoman.nlp.gazetteer import NameHit

# Institutions and people that every country has its own of; a body of several states or a firm has its own rules.
DOMESTIC_SECTORS = frozenset(
    ("GOV", "MIL", "COP", "JUD", "LEG", "SPY", "OPP", "PTY", "LAB", "EDU", "MED", "CVL", "JRN", "REB", "CRM", "UAF",
     "REL", "AGR", "ELI", "PRM")
)  # fmt: skip
LOOK_BACK = 3  # sentences: farther away another country may have come in between
UNSETTLED_USES = frozenset(("vague", "weak", "state"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """Reads as: sentence by sentence, the countries of the places told, and of all names told.

    `starts` holds the first character of each sentence; `whole` the countries of the whole text.
    """

    starts: tuple[int, ...]
    places: tuple[frozenset[str], ...]
    names: tuple[frozenset[str], ...]
    whole: frozenset[str]

    def country_at(self, start: int) -> str | None:
        """Give the only country of the sentence at a character, of the sentences before it, of the whole text."""
        index = max(bisect_right(self.starts, start) - 1, 0)
        for back in range(LOOK_BACK + 1):
            if index - back < 0:
                break
            for told in (self.places[index - back], self.names[index - back]):
                if len(told) == 1:
                    return next(iter(told))
            if self.names[index - back]:
                return None
        return next(iter(self.whole)) if len(self.whole) == 1 else None


def read_setting(page: Page) -> Setting:
    """Read which countries each sentence names."""
    starts = [sent.start_char for sent in page.doc.sents]
    places: list[set[str]] = [set() for _ in starts]
    names: list[set[str]] = [set() for _ in starts]
    for hit in page.hits:
        index = max(bisect_right(starts, hit.start) - 1, 0)
        country, is_place = _country_of(hit)
        if country is None or not starts:
            continue
        names[index].add(country)
        if is_place or _stands_after_in(page, hit):
            places[index].add(country)
    whole = frozenset(country for told in names for country in told)
    return Setting(
        starts=tuple(starts),
        places=tuple(frozenset(told) for told in places),
        names=tuple(frozenset(told) for told in names),
        whole=whole,
    )


def domestic_country(setting: Setting, page: Page, description: Description) -> str | None:
    """Give the country of an institution or people that nothing else tells the country of."""
    if description.role.use in UNSETTLED_USES or not DOMESTIC_SECTORS.intersection(description.sectors[:1]):
        return None
    return setting.country_at(page.doc[description.first].idx)


def _country_of(hit: NameHit) -> tuple[str | None, bool]:
    """Give the country that a name tells, and whether it is a place's."""
    for reading in hit.readings:
        if reading.state is not None:
            return reading.state.code, reading.sense == "capital"
    rows = {reading.place.country for reading in hit.readings if reading.place is not None}
    return (rows.pop(), True) if len(rows) == 1 else (None, False)


def _stands_after_in(page: Page, hit: NameHit) -> bool:
    first, _ = page.tokens_of(hit)
    return first > 0 and page.doc[first - 1].lower_ in ("in", "across", "throughout", "inside")
