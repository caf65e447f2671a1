"""Whose "the government", "police", "the army" are where nothing says it: of the country the sentence is set in.

In:  the names found on a page. Out: the one country that a sentence, or those before it, names; None where several are.
Left to `definites`: which descriptions ask for it.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass

from dragoman.extract.actors.bodies import NamedBody
from dragoman.extract.actors.descriptions import Description, is_foreign
from dragoman.extract.actors.offices import has_president
from dragoman.extract.actors.sightings import Page
from dragoman.lexicons.load.actor_words import load_actor_words
from dragoman.nlp.gazetteer import NameHit
from dragoman.nlp.lemmas import lemma_of

# Institutions and people that every country has its own of; a body of several states or a firm has its own rules.
DOMESTIC_SECTORS = frozenset(
    ("GOV", "MIL", "COP", "JUD", "LEG", "SPY", "OPP", "PTY", "LAB", "EDU", "MED", "CVL", "JRN", "REB", "CRM", "UAF",
     "REL", "AGR", "ELI", "PRM")
)  # fmt: skip
LOOK_BACK = 3  # sentences: farther away another country may have come in between
# Of these a person with no country told is of the country the text is set in: "finance minister Ana Duro".
SERVING_SECTORS = frozenset(("GOV", "MIL", "COP", "JUD", "LEG", "SPY", "OPP", "PTY", "REB"))
UNSETTLED_USES = frozenset(("vague", "weak", "state"))
OTHER_SIDE = frozenset(("with", "against", "towards", "toward", "versus"))
_PRESIDENT = "president"  # "president", "presidential", "president's"
CLEARLY_MORE = 2  # a text is about the country it names so many times as often as the next


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """Reads as: sentence by sentence, the countries of the places told, of all names of states told, of all actors.

    `starts` holds the first character of each sentence; `main` is the country the whole text is about, where clear;
    `first` is the one it names first, `home` the one whose ministry or office issued it.
    """

    starts: tuple[int, ...]
    places: tuple[frozenset[str], ...]
    names: tuple[frozenset[str], ...]
    actors: tuple[frozenset[str], ...]
    main: str | None
    first: str | None
    home: str | None

    def country_at(self, start: int, fits: Callable[[str], bool] | None = None) -> str | None:
        """Give the only country of the sentence at a character, of the sentences before it, of the whole text.

        With `fits`, only countries that pass it count.
        """
        index = max(bisect_right(self.starts, start) - 1, 0)
        main = self.main if fits is None or (self.main is not None and fits(self.main)) else None
        for near in range(index, max(index - LOOK_BACK, 0) - 1, -1):
            for each in (self.places[near], self.names[near], self.actors[near]):
                told = each if fits is None else frozenset(filter(fits, each))
                if len(told) == 1:
                    return next(iter(told))
                if len(told) > 1 and main in told:
                    return main
                if len(told) > 1 and main is None and self.home in told:
                    return self.home
            if any(fits is None or fits(code) for code in self.names[near]):
                return None
        return main


def read_setting(page: Page) -> Setting:
    """Read which countries each sentence names."""
    starts = [page.tokens[start].idx for start in page.starts]
    places: list[set[str]] = [set() for _ in starts]
    names: list[set[str]] = [set() for _ in starts]
    actors: list[set[str]] = [set() for _ in starts]
    counts: Counter[str] = Counter()
    told = [(max(bisect_right(starts, hit.start) - 1, 0), hit) for hit in page.hits] if starts else []
    away = {(index, _country_of(hit)[0]) for index, hit in told if _is_of_strangers(page, hit)}
    for index, hit in told:
        if is_foreign(page.doc, page.tokens_of(hit)[0]) or _is_other_side(page, hit):
            continue  # "Russian-backed separatists" are not in Russia
        country, is_place = _country_of(hit)
        if country is not None and (index, country) in away:
            # "Soldiers held three Danish nationals, according to the Danish foreign ministry": no Danish soldiers
            counts[country] += 1
            continue
        if country is None:
            of_actor = _country_of_actor(hit)
            actors[index] |= of_actor
            counts.update(of_actor)
            continue
        counts[country] += 1
        names[index].add(country)
        if is_place or _stands_after_in(page, hit):
            places[index].add(country)
    return Setting(
        starts=tuple(starts),
        places=tuple(frozenset(told) for told in places),
        names=tuple(frozenset(told) for told in names),
        actors=tuple(frozenset(told) for told in actors),
        main=_main_country(counts),
        first=next(iter(counts), None),
        home=_home(page, counts),
    )


def _main_country(counts: Counter[str]) -> str | None:
    ranked = sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
    if not ranked:
        return None
    return ranked[0][0] if len(ranked) == 1 or ranked[0][1] >= CLEARLY_MORE * ranked[1][1] else None


def _home(page: Page, counts: Counter[str]) -> str | None:
    """Give the country of the ministry or office that issued the text, where the text names it again."""
    for hit in page.issued_by:
        country, _ = _country_of(hit)
        if country is not None and counts[country] > 0:
            return country
    return None


def domestic_country(setting: Setting, page: Page, description: Description) -> str | None:
    """Give the country of an institution or people that nothing else tells the country of."""
    words = load_actor_words()
    role = description.role
    if role.use in UNSETTLED_USES or not DOMESTIC_SECTORS.intersection(description.sectors[:1]):
        return None
    if role.noun in words.title_countries:
        return words.title_countries[role.noun]
    if role.noun in words.envoys or (description.plural and role.office is not None):
        return None  # "foreign ministers met": of many countries
    before = {page.doc[index].lower_ for index in range(description.first, description.noun_first)}
    if before & words.from_abroad:
        return None
    if role.noun in words.one_of_a_text and description.definite and setting.first is not None:
        return setting.first
    if role.noun in words.issuers and description.definite and setting.home is not None:
        return setting.home  # "The Ministry condemns": the one that issued the text
    # "The presidential office rejected the charge", in a text on a kingdom and a republic: of the republic
    presidential = any(word.startswith(_PRESIDENT) for word in (*before, *role.noun.split()))
    return setting.country_at(page.doc[description.first].idx, has_president if presidential else None)


def country_of_person(setting: Setting, page: Page, sectors: tuple[str, ...], first: int) -> str | None:
    """Give the country of a person of whose office nothing else tells the country."""
    return setting.country_at(page.doc[first].idx) if SERVING_SECTORS.intersection(sectors[:1]) else None


def country_of_body(setting: Setting, page: Page, body: NamedBody) -> str | None:
    """Give the country of "the Ministry of Justice", "the Constitutional Council" where its name tells none."""
    own = body.identity
    if own.country is not None or own.code is not None or not DOMESTIC_SECTORS.intersection(own.sectors[:1]):
        return None
    presidential = any(word.startswith(_PRESIDENT) for word in own.name.lower().split())
    return setting.country_at(page.doc[body.first].idx, has_president if presidential else None)


def _country_of(hit: NameHit) -> tuple[str | None, bool]:
    """Give the country that a name tells, and whether it is a place's."""
    for reading in hit.readings:
        if reading.state is not None:
            return reading.state.code, reading.sense == "capital"
    rows = {reading.place.country for reading in hit.readings if reading.place is not None}
    return (rows.pop(), True) if len(rows) == 1 else (None, False)


def _is_of_strangers(page: Page, hit: NameHit) -> bool:
    """Tell whether a nationality says to whom it was done away from home: "held three Danish nationals"."""
    head = page.doc[page.tokens_of(hit)[0]].head
    return head.dep_ in ("dobj", "nsubjpass") and lemma_of(head) in load_actor_words().strangers


def _is_other_side(page: Page, hit: NameHit) -> bool:
    """Tell whom it is with: in "Parliament approved the pact with Peru" the parliament is not Peru's."""
    token = page.doc[page.tokens_of(hit)[0]]
    return any(above.dep_ == "prep" and above.lower_ in OTHER_SIDE for above in token.ancestors)


def _country_of_actor(hit: NameHit) -> set[str]:
    """Give the country of the person or body that the name means, where it is one."""
    rows = {reading.person.country for reading in hit.readings if reading.person is not None}
    rows |= {reading.organisation.country for reading in hit.readings if reading.organisation is not None}
    return {country for country in rows if country is not None} if len(rows) == 1 else set()


def _stands_after_in(page: Page, hit: NameHit) -> bool:
    first, _ = page.tokens_of(hit)
    return first > 0 and page.doc[first - 1].lower_ in ("in", "across", "throughout", "inside")
