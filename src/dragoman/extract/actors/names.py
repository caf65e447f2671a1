"""States, bodies and nationalities named in the text: which of them act, which are only places.

In:  a `Page`. Out: `Sighting`s of type NAM.
Left to `persons`: persons. Left to `descriptions`: adjectives inside a description ("Russian forces").
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from spacy.tokens import Doc, Token

from dragoman.extract.actors.bodies_by_day import choose_body
from dragoman.extract.actors.identities import Identity, organisation_identity, state_identity
from dragoman.extract.actors.metonyms import is_acting, is_location
from dragoman.extract.actors.premodifiers import read_premodifiers
from dragoman.extract.actors.sightings import Page, Sighting, first_conjunct, head_of, sight
from dragoman.lexicons.load.actor_words import load_actor_words
from dragoman.lexicons.load.name_index import Reading, Sense
from dragoman.lexicons.load.person_names import fold_name
from dragoman.lexicons.load.tables import State, covers_day, organisations_by_id
from dragoman.nlp.gazetteer import NameHit
from dragoman.nlp.longer_names import find_longer_name

# What a name with several senses is read as, in this order.
_SENSES: tuple[Sense, ...] = ("state", "nationality", "people", "seat", "capital", "place")


def sight_names(page: Page, claimed: frozenset[int]) -> list[Sighting]:
    """Sight the names of states and bodies, but not on tokens that are claimed by persons."""
    found: list[Sighting] = []
    for hit in page.hits:
        first, end = page.tokens_of(hit)
        if end <= first or any(index in claimed for index in range(first, end)):
            continue
        identity = _identify(page, hit, first, end)
        if identity is None:
            continue
        head = head_of(page.doc, first, end).i
        counted = _counted_from(page, first, head) if identity.key.startswith("people|") else first
        if counted < first:
            found.append(_count_people(page, counted, end, head, identity))
            continue
        found.append(
            Sighting(
                start=hit.start,
                end=hit.end,
                first=first,
                last=end - 1,
                head=head,
                mention_type="NAM",
                identities=(identity,),
            )
        )
    return found


def _is_living(reading: Reading, day: str | None) -> bool:
    """Tell whether the state existed on the day, now where none is known: Belgrade was of four."""
    state = reading.state
    return state is not None and (state.end is None if day is None else covers_day(state.start, state.end, day))


def _counted_from(page: Page, first: int, head: int) -> int:
    return read_premodifiers(page, first, head).start


def _count_people(page: Page, first: int, end: int, head: int, people: Identity) -> Sighting:
    """Read "ordinary Kazakhs", "two Palestinians": some of a people, unarmed."""
    words = page.doc[first:end].text
    some = replace(people, key=f"{fold_name(words)}|{people.country}", name=words, sectors=("CVL",))
    return sight(page.doc, (first, end), "NOM", (some,), head)


def _body_seated(page: Page, reading: Reading, first: int, end: int) -> Identity | None:
    """Read "Brussels" for the EU where it acts and the text does not speak of Belgium."""
    if reading.state is None or page.doc[first].lower_ not in load_actor_words().seated_bodies:
        return None
    body = organisations_by_id()[load_actor_words().seated_bodies[page.doc[first].lower_]]
    others = [each for hit in page.hits for each in hit.readings if each != reading]
    told = any(each.state == reading.state and each.sense != "capital" for each in others)
    return organisation_identity(body, page.day) if is_acting(page.doc, first, end) and not told else None


def _identify(page: Page, hit: NameHit, first: int, end: int) -> Identity | None:
    by_sense = {reading.sense: reading for reading in reversed(hit.readings)}
    if "organisation" not in by_sense and find_longer_name(page.doc, first, end) == "press":
        return None  # "the Jordan Times reported": a newspaper, not the kingdom
    by_sense |= {reading.sense: reading for reading in reversed(hit.readings) if _is_living(reading, page.day)}
    if "organisation" in by_sense:
        return organisation_identity(choose_body(page, hit), page.day)
    seated = _body_seated(page, by_sense["capital"], first, end) if "capital" in by_sense else None
    if seated is not None:
        return seated
    for sense in _SENSES:
        if sense in by_sense:
            found = _as_actor(page.doc, by_sense, sense, first, end)
            if found is not None or sense not in ("seat", "capital"):
                return found
    return None


def _as_actor(doc: Doc, by_sense: Mapping[Sense, Reading], sense: Sense, first: int, end: int) -> Identity | None:
    reading = by_sense[sense]
    state = reading.state
    if state is None:
        return _town(doc, reading, first, end) if "capital" not in by_sense else None
    if sense == "state":
        return state_identity(state)
    if sense in ("nationality", "people"):
        return _nationality(doc, state, first, end, is_people="people" in by_sense)
    if sense == "seat":
        return None if is_location(doc, first, end) else state_identity(state, ("GOV",))
    return state_identity(state, ("GOV",)) if is_acting(doc, first, end) else None


def _nationality(doc: Doc, state: State, first: int, end: int, *, is_people: bool) -> Identity:
    token = doc[end - 1]
    if is_people and (token.tag_ in ("NNPS", "NNS") or _is_plural_form(token, state)):
        # "Russians", "ordinary Kazakhs": the people, not the state
        sectors = ("CVL",) if _does_as_people(token) else ()
        return Identity(
            kind="group", key=f"people|{state.code}", name=doc[first:end].text, country=state.code, sectors=sectors
        )
    stands_for_one = (
        is_people and token.tag_ in ("NN", "NNP") and token.dep_ not in ("compound", "amod", "nmod", "poss")
    )
    if stands_for_one and first > 0 and doc[first - 1].lower_ in ("a", "an", "another", "one"):
        # "a Palestinian", "an American"
        words = doc[first:end].text
        return Identity(
            kind="person", key=f"{fold_name(words)}|{state.code}", name=words, country=state.code, sectors=("CVL",)
        )
    return state_identity(state)


def _is_plural_form(token: Token, state: State) -> bool:
    """Tell "Georgians", "TURKS" for several whatever the parser takes them for."""
    return token.lower_.endswith("s") and token.lower_[:-1] in {name.lower() for name in state.demonyms}


def _does_as_people(token: Token) -> bool:
    """Tell "Russians voted", "Syrians were killed" from "the Russians attacked": there a people, here its state."""
    top = first_conjunct(token)
    words = load_actor_words()
    verb = top.head.lemma_.lower()
    if top.dep_ in ("nsubj", "nsubjpass", "agent"):
        suffers = verb in words.harm and (top.dep_ == "nsubjpass" or verb in ("die", "perish"))
        return verb in words.people_do or suffers
    return top.dep_ == "dobj" and verb in words.harm


def _town(doc: Doc, reading: Reading, first: int, end: int) -> Identity | None:
    """Read a town that does something: "Mariupol refused to surrender"."""
    place = reading.place
    if place is None or place.country is None or place.precision in ("region", "site"):
        return None
    if head_of(doc, first, end).dep_ not in ("nsubj", "nsubjpass") or not is_acting(doc, first, end):
        return None
    return Identity(
        kind="group", key=f"place|{place.place_id}", name=place.name, country=place.country, sectors=("CVL",)
    )
