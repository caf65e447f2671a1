"""Names of one word: what repeats a name told in full, and surnames that mean somebody known.

In:  a `Page`, the full names found. Out: the tokens of single names.
Left to `cast`: whom they mean.
"""

from __future__ import annotations

import functools
from collections.abc import Sequence

from spacy.tokens import Doc, Token

from dragoman.extract.actors.bodies_by_day import told_countries
from dragoman.extract.actors.identities import office_on
from dragoman.extract.actors.sightings import Page, is_honorific, is_hyphen
from dragoman.lexicons.load.ambiguous_names import load_word_surnames
from dragoman.lexicons.load.known_persons import KnownPerson, load_rare_surnames, load_surnames
from dragoman.lexicons.load.person_names import PARTICLES, fold_name, fold_word, sound_key, surname
from dragoman.lexicons.load.roles import load_role_index
from dragoman.lexicons.load.word_rarity import load_common_words, stem
from dragoman.nlp.gazetteer import NameHit

_Named = tuple[tuple[str, ...], tuple[KnownPerson, ...]]
SHORT_SURNAME = 5  # a longer one is known whatever part of speech the parser takes it for ("Pezeshkian")
_SHORT_CAPITALS = 4
_NAMELIKE = frozenset(("nsubj", "nsubjpass", "poss", "agent", "dobj", "pobj", "conj", "appos"))
CALENDAR = frozenset(
    ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "january", "february",
     "march", "april", "may", "june", "july", "august", "september", "october", "november", "december",
     "christmas", "easter", "ramadan")
)  # fmt: skip


def find_single_names(page: Page, named: Sequence[_Named], taken: frozenset[int]) -> list[tuple[int, int]]:
    """Find the tokens [first, end) of single words that repeat a name told, or are a prominent person's surname."""
    doc = page.doc
    told = {word for words, known in named for word in _short_forms(words, known)}
    sounds = {sound_key(word) for word in told if len(word) >= SHORT_SURNAME}
    surnames = {words[-1] for words, _ in named if len(words) > 1}
    countries = frozenset(told_countries(page))
    found: list[tuple[int, int]] = []
    for index in page.capitals:
        token = page.tokens[index]
        if index in taken or not _may_be_name(token):
            continue
        key = fold_word(token.text)
        if token.i in page.hit_at and not (key in surnames and _is_only_a_surname(page, page.hit_at[token.i])):
            continue
        repeats = key in told or (len(key) >= SHORT_SURNAME and token.pos_ == "PROPN" and sound_key(key) in sounds)
        if (repeats and _is_whole(token)) or _is_known_surname(page, token, key, countries):
            found.append((_with_particle(doc, token.i), token.i + 1))
    return found


def _is_only_a_surname(page: Page, hit: NameHit) -> bool:
    """Tell "Jordan" in a text on Jim Jordan: nothing else in it speaks of the country."""
    states = {reading.state.code for reading in hit.readings if reading.state is not None}
    name = page.text[hit.start : hit.end]
    if not states or " " in name:
        return False
    return not any(
        reading.state is not None and reading.state.code in states and page.text[other.start : other.end] != name
        for other in page.hits
        for reading in other.readings
    )


def _may_be_name(token: Token) -> bool:
    # in a line of capitals the parser takes names for anything: "TUSK SWORN IN"
    if len(token) < 2 or token.lower_ in CALENDAR:
        return False
    return token.pos_ in ("PROPN", "NOUN", "ADJ", "X") or (token.text.isupper() and len(token) >= _SHORT_CAPITALS)


def _is_known_surname(page: Page, token: Token, key: str, countries: frozenset[str]) -> bool:
    if key in load_surnames() and _stands_alone(token, key):
        return True
    rare = load_rare_surnames().get(key)
    if rare is not None and rare.country in countries and len(key) >= SHORT_SURNAME and key not in load_word_surnames():
        # "Gulen" in a text on Turkey
        return stem(key) not in load_common_words() and token.pos_ == "PROPN" and _stands_alone(token, key)
    if key not in load_word_surnames() or token.pos_ != "PROPN" or token.ent_type_ in ("DATE", "TIME"):
        return False
    # "Moon" in a text on Korea of his years, "North Korea's Kim"
    in_office = [
        each
        for each in load_surnames().get(key, ())
        if each.country in countries and page.day is not None and office_on(each, page.day) is not None
    ]
    opens = token.is_sent_start and token.ent_type_ != "PERSON" and token.dep_ not in ("nsubj", "poss")
    return len(in_office) == 1 and token.dep_ in _NAMELIKE and not opens and _is_whole(token)


def _short_forms(words: tuple[str, ...], known: tuple[KnownPerson, ...]) -> set[str]:
    """Give the single words by which the text may name the person again."""
    found = {words[-1], words[0]}
    for each in known:
        found.add(fold_name(surname(each.name, each.country)).split()[-1])
        found.update(fold_name(name).split()[-1] for name in (each.name, *each.aliases) if " " in name)
    return {word for word in found if len(word) > 1 and word not in PARTICLES}


def _with_particle(doc: Doc, index: int) -> int:
    """Begin "al-Assad" at its particle."""
    if index > 1 and is_hyphen(doc[index - 1]) and doc[index - 2].lower_ in PARTICLES:
        return index - 2
    return index - 1 if index > 0 and doc[index - 1].lower_ in PARTICLES and doc[index - 1].text[0].islower() else index


def _is_whole(token: Token) -> bool:
    """Tell a name from a part of a longer one: not "Trump" in "Trump Tower"."""
    after = token.nbor(1) if token.i + 1 < len(token.doc) else None
    return not (
        after is not None
        and after.pos_ == "PROPN"
        and after.text[0].isupper()
        and token.dep_ == "compound"
        and token.head.i == after.i
        and after.ent_type_ in ("FAC", "ORG", "GPE", "LOC", "PRODUCT", "LAW", "EVENT")
    )


def _stands_alone(token: Token, key: str) -> bool:
    """Tell whether a single capitalised word is the surname of somebody known: not "May" in "in May", "Lake Biden"."""
    if (
        token.pos_ != "PROPN"
        and not token.text.isupper()
        and (stem(key) in load_common_words() or len(key) < SHORT_SURNAME)
    ):
        return False
    before = token.nbor(-1) if token.i > 0 else None
    over = token.head
    if token.dep_ == "compound" and over.i > token.i and over.pos_ == "PROPN" and over.text[:1].isupper():
        return False  # "Trump Tower", "Douglas High School"
    if before is not None and before.pos_ == "PROPN" and before.head.i == token.i and not _may_stand_before(before):
        return False
    if key in load_word_surnames():
        return token.i > 0 and (is_honorific(token.nbor(-1)) or fold_word(token.nbor(-1).text) in _title_words())
    return True


def _may_stand_before(token: Token) -> bool:
    return is_honorific(token) or fold_word(token.text) in _title_words() or token.lower_ in CALENDAR


@functools.cache
def _title_words() -> frozenset[str]:
    return frozenset(words[-1] for words, (role, _) in load_role_index().nouns.items() if role.kind == "person")
