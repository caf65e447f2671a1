"""Actors in short forms that no table has: acronyms told in brackets, "the two Koreas", a bare "12 were killed".

In:  a `Page` and the sightings found so far. Out: more sightings.
"""

from __future__ import annotations

from spacy.tokens import Token

from dragoman.extract.actors.identities import Identity, state_identity
from dragoman.extract.actors.recall import Recall, make_recall
from dragoman.extract.actors.sightings import Page, Sighting, sight
from dragoman.lexicons.load.actor_words import load_actor_words
from dragoman.lexicons.load.tables import states_by_code

_LONGEST_ACRONYM = 8


def sight_short_forms(page: Page, sightings: list[Sighting]) -> list[Sighting]:
    """Sight acronyms that the text explains, plural names of states, "the pair", and bare numbers of people."""
    recall = make_recall(page, sightings)
    taken = {index for each in sightings for index in range(each.first, each.last + 1)}
    acronyms = _told_acronyms(page, sightings, taken)
    found: list[Sighting] = []
    words = load_actor_words()
    wanted = {*words.plural_states, *words.halves, *words.together, *(short.lower() for short in acronyms)}
    for index, (token, lower) in enumerate(zip(page.tokens, page.lower, strict=True)):
        if index in taken or not (lower in wanted or token.like_num):
            continue
        identities = acronyms.get(token.text, ())
        if not identities and token.text[:1].isupper():
            codes = words.plural_states.get(lower, ()) or _half(page, token)
            identities = tuple(state_identity(states_by_code()[code]) for code in codes)
        if identities:
            found.append(sight(page.doc, (token.i, token.i + 1), "NAM", identities))
            continue
        together = _counted_together(recall, token)
        if together:
            found.append(sight(page.doc, (token.i, token.i + 1), "NOM", together))
        elif token.like_num and token.pos_ == "NUM" and _is_people(page, token.i):
            found.append(sight(page.doc, (token.i, token.i + 1), "NOM", (_some_people(token.text),)))
    return found


def _half(page: Page, token: Token) -> tuple[str, ...]:
    """Read "the North" in a text that names North Korea."""
    code = load_actor_words().halves.get(token.lower_)
    after = token.nbor(1) if token.i + 1 < len(page.doc) else token
    if code is None or token.dep_ not in ("nsubj", "nsubjpass", "poss", "dobj", "pobj", "conj", "agent"):
        return ()
    if after.pos_ == "PROPN" or (token.i > 0 and token.nbor(-1).lower_ == "in"):
        return ()
    told = any(
        reading.state is not None and reading.state.code == code for hit in page.hits for reading in hit.readings
    )
    return (code,) if told else ()


def _counted_together(recall: Recall, token: Token) -> tuple[Identity, ...]:
    """Read "the pair", "both agreed", "neither would": those named together last."""
    number = load_actor_words().together.get(token.lower_)
    if number is None or token.dep_ not in ("nsubj", "nsubjpass", "dobj", "agent", "poss"):
        return ()
    if any(child.dep_ == "prep" for child in token.children):
        return ()  # "both of the plans"
    before = token.nbor(-1).lower_ if token.i > 0 else ""
    if token.lower_ not in ("both", "neither") and before != "the":
        return ()
    return recall.last_persons(token.i, number, surely=True) or recall.last_parties(token.i, number, surely=True)


def _told_acronyms(page: Page, sightings: list[Sighting], taken: set[int]) -> dict[str, tuple[Identity, ...]]:
    """Read "the National Security Council (NSC)"."""
    doc = page.doc
    found: dict[str, tuple[Identity, ...]] = {}
    for each in sightings:
        after = each.last + 1
        if after + 2 >= len(doc) or doc[after].text != "(" or doc[after + 2].text != ")" or after + 1 in taken:
            continue
        short = doc[after + 1].text
        is_body = each.identities[0].kind in ("organisation", "group")
        if is_body and short.isupper() and 1 < len(short) <= _LONGEST_ACRONYM and short.isalpha():
            found.setdefault(short, each.identities)
    return found


def _is_people(page: Page, index: int) -> bool:
    """Tell a number that stands for people: "12 were killed", "the blast killed 12"."""
    token = page.doc[index]
    if token.dep_ not in ("nsubj", "nsubjpass", "dobj") or token.ent_type_ in ("DATE", "TIME", "MONEY", "PERCENT"):
        return False
    return token.head.lemma_ in load_actor_words().harm


def _some_people(words: str) -> Identity:
    return Identity(kind="group", key=f"{words.lower()} people|", name=words, sectors=("UNK",))
