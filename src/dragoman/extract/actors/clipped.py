"""Names of the tables that are only a part of a longer name: "Democratic Party" in "Social Democratic Party".

In:  the names found, by token. Out: those that stand whole.
"""

from __future__ import annotations

from collections.abc import Mapping

from spacy.tokens import Doc

from dragoman.extract.actors.sightings import is_hyphen
from dragoman.lexicons.load.roles import load_role_index, split_words
from dragoman.lexicons.load.word_rarity import load_common_words, stem
from dragoman.nlp.gazetteer import NameHit
from dragoman.nlp.longer_names import find_longer_name

_ACROSS = ("inter", "intra", "pan", "trans")
_WORDLIKE_KINDS = ("company", "media", "party", "other", "ngo")


def without_clipped(
    doc: Doc, hits: tuple[NameHit, ...], hit_at: dict[int, NameHit], ranges: Mapping[int, tuple[int, int]]
) -> tuple[NameHit, ...]:
    """Leave out bodies whose name goes on to the left, words that only look like a body, places in names of others."""
    kept = []
    told = frozenset(reading.state.code for hit in hits for reading in hit.readings if reading.state is not None)
    for hit in hits:
        first, end = ranges[hit.start]
        if _is_body(hit) and (
            _goes_on_left(doc, hit, first, hit_at)
            or _is_plain_word(doc, hit, first, end)
            or _is_anothers(doc, hit, first, hit_at, told)
        ):
            _let_go(hit_at, first, end)
            continue
        if _is_of_a_continent(doc, first):
            _let_go(hit_at, first, end)
            continue
        if not _has_body(hit) and find_longer_name(doc, first, end) == "thing":
            _let_go(hit_at, first, end)
            continue
        kept.append(hit)
    return tuple(kept)


def _let_go(hit_at: dict[int, NameHit], first: int, end: int) -> None:
    for index in range(first, end):
        hit_at.pop(index, None)


def _is_of_a_continent(doc: Doc, first: int) -> bool:
    """Tell "the Pan-American highway" from what is American."""
    return first > 1 and is_hyphen(doc[first - 1]) and doc[first - 2].lower_ in _ACROSS


def _has_body(hit: NameHit) -> bool:
    return any(reading.sense == "organisation" for reading in hit.readings)


def _is_body(hit: NameHit) -> bool:
    return all(reading.sense == "organisation" for reading in hit.readings)


def _goes_on_left(doc: Doc, hit: NameHit, first: int, hit_at: dict[int, NameHit]) -> bool:
    if first == 0 or doc[first].is_sent_start:
        return False
    before = doc[first - 1]
    if (
        before.is_space
        or is_hyphen(before)
        or not before.text[0].isupper()
        or before.pos_ not in ("PROPN", "ADJ", "NOUN")
    ):
        return False
    if not first <= before.head.i or before.dep_ not in ("compound", "amod", "nmod"):
        return False
    other = hit_at.get(first - 1)
    if other is not None:
        return _is_of_another_country(hit, other)
    titled = before.lower_.strip(".") in load_role_index().honorifics
    return not titled and not before.is_sent_start and before.ent_type_ not in ("DATE", "TIME", "PERSON", "CARDINAL")


def _is_anothers(doc: Doc, hit: NameHit, first: int, hit_at: dict[int, NameHit], told: frozenset[str]) -> bool:
    """Tell "Congress" in "Peru's Congress", or in a text on Peru, from that of the United States."""
    if first > 1 and doc[first - 1].tag_ == "POS" and first - 2 in hit_at:
        return _is_of_another_country(hit, hit_at[first - 2])
    own = {reading.organisation.country for reading in hit.readings if reading.organisation is not None}
    single = hit.end == doc[first].idx + len(doc[first])
    is_generic = single and split_words(doc[first].text) in load_role_index().nouns
    return is_generic and None not in own and bool(told) and not own & told


def _is_of_another_country(hit: NameHit, other: NameHit) -> bool:
    """Tell "Santa Marta Self Defense Forces" from Japan's, "Lebanese Hezbollah" being Lebanon's."""
    own = {reading.organisation.country for reading in hit.readings if reading.organisation is not None}
    told = {reading.state.code for reading in other.readings if reading.state is not None}
    told |= {r.place.country for r in other.readings if r.place is not None and r.place.country is not None}
    if None in own or not told or any(reading.organisation is not None for reading in other.readings):
        return False
    return not own & told


def _is_plain_word(doc: Doc, hit: NameHit, first: int, end: int) -> bool:
    """Tell "Visa rules" from the company Visa: a common word at the start of a sentence."""
    token = doc[first]
    kinds = {reading.organisation.kind for reading in hit.readings if reading.organisation is not None}
    if end - first > 1 or not token.is_sent_start or not kinds & set(_WORDLIKE_KINDS) or token.text.isupper():
        return False
    return stem(token.lower_) in load_common_words() and token.ent_type_ != "ORG"
