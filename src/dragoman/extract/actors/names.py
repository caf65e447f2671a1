"""States, bodies and nationalities named in the text: which of them act, which are only places.

In:  a `Page`. Out: `Sighting`s of type NAM.
Left to `persons`: persons. Left to `descriptions`: adjectives inside a description ("Russian forces").
"""

from __future__ import annotations

from spacy.tokens import Doc, Token

from dragoman.extract.actors.identities import Identity, organisation_identity, state_identity
from dragoman.extract.actors.sightings import Page, Sighting, head_of, token_range
from dragoman.lexicons.load.name_index import Reading
from dragoman.lexicons.load.tables import Organisation
from dragoman.nlp.gazetteer import NameHit

PLACE_PREPOSITIONS = frozenset(
    ("in", "at", "near", "outside", "around", "across", "through", "into", "inside", "within", "toward", "towards",
     "throughout", "via", "over", "beyond", "en", "off", "along", "onto", "on", "above", "amid")
)  # fmt: skip
# "flew to Moscow", "left Tehran", "left for Cairo"
MOTION_VERBS = frozenset(
    ("arrive", "fly", "travel", "go", "come", "return", "head", "visit", "leave", "depart", "drive", "move", "land",
     "tour", "march", "advance", "flee", "reach", "enter", "sail", "rush", "jet", "bring", "take", "transfer", "relocate",
     "escort", "trip", "visit", "journey", "flight", "tour", "route", "road", "capital", "city", "port", "stop", "host",
     "capture", "seize", "bomb", "shell", "storm", "hit", "strike", "encircle", "besiege", "base", "locate", "rock")
)  # fmt: skip


def sight_names(page: Page, claimed: frozenset[int]) -> list[Sighting]:
    """Sight the names of states and bodies, but not on tokens that are claimed by persons."""
    found: list[Sighting] = []
    for hit in page.hits:
        first, end = token_range(page.doc, hit.start, hit.end)
        if end <= first or any(index in claimed for index in range(first, end)):
            continue
        identity = _identify(page, hit, first, end)
        if identity is not None:
            head = head_of(page.doc, first, end).i
            found.append(
                Sighting(
                    start=hit.start, end=hit.end, first=first, last=end - 1, head=head,
                    mention_type="NAM", identities=(identity,),
                )
            )  # fmt: skip
    return found


def _identify(page: Page, hit: NameHit, first: int, end: int) -> Identity | None:
    by_sense = {reading.sense: reading for reading in reversed(hit.readings)}
    if "organisation" in by_sense:
        return organisation_identity(_on_day(hit.readings, page.day))
    if "state" in by_sense:
        return _state(by_sense["state"])
    if "nationality" in by_sense or "people" in by_sense:
        return _nationality(page.doc, by_sense, first, end)
    if "seat" in by_sense and not is_location(page.doc, first, end):
        return _state(by_sense["seat"], ("GOV",))
    if "capital" in by_sense and acts(page.doc, first, end):
        return _state(by_sense["capital"], ("GOV",))
    if "place" in by_sense and "capital" not in by_sense:
        return _city(page.doc, by_sense["place"], first, end)
    return None


def _state(reading: Reading, sectors: tuple[str, ...] = ()) -> Identity | None:
    return state_identity(reading.state, sectors) if reading.state is not None else None


def _nationality(doc: Doc, by_sense: dict[str, Reading], first: int, end: int) -> Identity | None:
    token = doc[end - 1]
    if "people" in by_sense and token.tag_ in ("NNPS", "NNS"):
        state = by_sense["people"].state
        if state is not None:
            # "Russians", "ordinary Kazakhs": the people, not the state
            return Identity(kind="group", key=f"people:{state.code}", name=doc[first:end].text, country=state.code)
    return _state(by_sense.get("nationality") or by_sense["people"])


def _city(doc: Doc, reading: Reading, first: int, end: int) -> Identity | None:
    place = reading.place
    if place is None or place.country is None or place.precision in ("region", "site"):
        return None
    head = head_of(doc, first, end)
    if head.dep_ in ("nsubj", "nsubjpass") and acts(doc, first, end):
        return Identity(kind="group", key=f"place:{place.place_id}", name=place.name, country=place.country, sectors=("CVL",))
    return None


def _on_day(readings: tuple[Reading, ...], day: str | None) -> Organisation:
    bodies = [reading.organisation for reading in readings if reading.organisation is not None]
    if day is not None:
        alive = [b for b in bodies if (b.start or "0") <= day and (b.end is None or b.end[: len(day)] >= day[: len(b.end)])]
        bodies = alive or bodies
    return bodies[0]


def is_location(doc: Doc, first: int, end: int) -> bool:
    """Tell whether a name stands only for where: "in Tehran", "arrived in Moscow", "Tehran, Iran"."""
    head = head_of(doc, first, end)
    governor = head.head
    if head.dep_ == "pobj":
        return governor.lower_ in PLACE_PREPOSITIONS or (governor.lower_ in ("to", "from", "for") and _is_motion(governor.head))
    if head.dep_ == "conj" and governor.i != head.i and governor.pos_ == "PROPN":
        return governor.dep_ == "pobj" and governor.head.lower_ in PLACE_PREPOSITIONS
    if head.dep_ == "dobj":
        return _is_motion(governor)
    return head.dep_ in ("npadvmod", "dep")


def acts(doc: Doc, first: int, end: int) -> bool:
    """Tell whether a capital stands for its government: it does something, has something, deals with others."""
    head = head_of(doc, first, end)
    governor = head.head
    if is_location(doc, first, end):
        return False
    if head.dep_ in ("nsubj", "agent", "poss", "dative", "csubj"):
        return not (head.dep_ == "nsubj" and governor.lemma_ == "be" and _is_described_place(governor))
    if head.dep_ == "nsubjpass":
        return governor.lemma_ not in MOTION_VERBS
    if head.dep_ in ("dobj", "compound", "amod", "nmod", "conj", "appos", "ROOT"):
        return not _follows_comma(doc, first)
    if head.dep_ == "pobj":
        return governor.lower_ in ("with", "between", "by", "against", "of", "to", "from", "for", "on", "toward", "towards", "among", "than", "like")
    return False


def _is_described_place(verb: Token) -> bool:
    return any(child.dep_ == "attr" and child.lemma_ in ("capital", "city", "port", "town") for child in verb.children)


def _is_motion(token: Token) -> bool:
    return token.lemma_.lower() in MOTION_VERBS


def _follows_comma(doc: Doc, first: int) -> bool:
    return first > 1 and doc[first - 1].text == "," and doc[first - 2].pos_ == "PROPN"
