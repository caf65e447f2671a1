"""Names of places that no table knows, and of what was taken or hit: "the hamlet of Ain Zahra", "near Phnom Srol".

In:  an event mention and its article, of which only the sentences of events are read. Out: the names as keys that
survive another spelling ("Kherbet Zayd", "Khirbet Zeid").
Left to `spots`: places that a table knows. Left to `obstacles` and `features`: what the names say of two acts.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from dataclasses import dataclass

from dragoman.lexicons.load.person_names import fold_word
from dragoman.lexicons.load.place_words import load_place_words
from dragoman.records.mentions import EventMention
from dragoman.records.spans import CharSpan
from dragoman.resolve.articles import Article
from dragoman.resolve.comparing.parties import share, words_of_war
from dragoman.resolve.comparing.rarity import rare_words

MIN_KEY = 3  # consonants that a key has at least: of "Aoua" all letters are kept
_CAPITAL = r"[A-Z][^\W\d_]+(?:[-’'][^\W\d_]+)*"
_NAME = rf"{_CAPITAL}(?: (?:{_CAPITAL}|(?:al|el|de|du|la|le|i|e)\b[ -]?{_CAPITAL})){{0,3}}"
_NAMES = re.compile(_NAME)
_VOWELS = frozenset("aeiouywh")


@dataclass(frozen=True, slots=True, kw_only=True)
class Sites:
    """Reads as: these names are of villages and the like, these of some place, perhaps of a region."""

    sure: frozenset[str]
    told: frozenset[str]


def sites_of(article: Article) -> Sites:
    """Give the keys of all names that the sentences of an article tell as places, without those that a table knows."""
    sentences = {each.sentence.span: each.sentence.exact for each in article.events.values()}
    sure = {key for span, text in sentences.items() for key in _told_as_places(_site_pattern(), span, text, article)}
    told = {key for span, text in sentences.items() for key in _told_as_places(_place_pattern(), span, text, article)}
    return Sites(sure=frozenset(sure), told=frozenset(sure | told))


def read_sites(event: EventMention, article: Article, known: Sites) -> Sites:
    """Give the keys of the unknown places that stand nearest to the words for an act, and of what was taken or hit.

    `known` are the `sites_of` the article.
    """
    near = _near(event, article, known.told) if known.told else frozenset()
    sure = _taken(event, article) | near & known.sure
    return Sites(sure=share(sorted(sure)), told=share(sorted(sure | near)))


def _near(event: EventMention, article: Article, known: frozenset[str]) -> frozenset[str]:
    """Give the known names between the trigger and that of the next act; else between it and that of the last."""
    sentence = event.sentence
    named = ((match.start() + sentence.span.start, _key(match.group())) for match in _NAMES.finditer(sentence.exact))
    places = [(start, key) for start, key in named if key in known]
    others = [
        each.span.start
        for each in article.events.values()
        if each.sentence.span == sentence.span and not each.span.overlaps(event.span)
    ]
    until = min((start for start in others if start > event.span.start), default=sentence.span.end)
    since = max((start for start in others if start < event.span.start), default=sentence.span.start)
    after = [key for start, key in places if event.span.start <= start < until]
    before = [key for start, key in places if since <= start < event.span.start]
    return frozenset(after or before)


def _taken(event: EventMention, article: Article) -> frozenset[str]:
    """Give the names in what was taken or hit, where that is no actor: "captured the towns of Lisk and Tull"."""
    told = [article.actors[each] for each in event.targets if each in article.actors]
    found: set[str] = set()
    for each in told:
        if each.kind == "group" and not each.sectors:
            found.update(_told_as_places(_NAMES, each.span, each.exact, article))
    return frozenset(found)


def _told_as_places(pattern: re.Pattern[str], span: CharSpan, text: str, article: Article) -> Iterator[str]:
    for match in pattern.finditer(text):
        first = match.lastindex or 0  # one group of each pattern holds the name
        name = match.group(first)
        where = CharSpan(start=span.start + match.start(first), end=span.start + match.end(first))
        after = text[match.end(first) :].split(maxsplit=1)[:1]
        is_region = bool(after) and after[0].strip(".,;") in load_place_words().regions
        if not is_region and _is_name(name) and not _is_known(where, article):
            yield _key(name)


@functools.cache
def _site_pattern() -> re.Pattern[str]:
    """Find "the village of Lisk", "a camp called Lisk", "Lisk hamlet", "Lisk refugee camp"."""
    words = "|".join(sorted(load_place_words().sites, key=lambda word: (-len(word), word)))
    before = rf"\b(?:{words})s? (?:of |at |called |named |in )?({_NAME})"
    return re.compile(rf"{before}|({_NAME})(?: [a-z]+)?[ -](?:{words})\b")


@functools.cache
def _place_pattern() -> re.Pattern[str]:
    return re.compile(rf"\b(?:in|at|near|outside|around|on|against|towards?)(?: nearby)? ({_NAME})(?!['’]s?\b)")


def _is_known(where: CharSpan, article: Article) -> bool:
    """Tell whether the name is of an actor, of a day or of a place that a table knows."""
    if any(each.span.overlaps(where) for each in article.places.values()):
        return True
    if any(each.span.overlaps(where) for each in article.times.values()):
        return True
    actors = (each for each in article.actors.values() if each.mention_type == "NAM" and each.country is not None)
    length = where.end - where.start
    return any(each.span.overlaps(where) and each.span.end - each.span.start <= length for each in actors)


def _is_name(name: str) -> bool:
    """Tell whether a capitalised word may be a place's own: no state, no weapon."""
    words = rare_words(name)
    return name != "The" and not (words and words <= words_of_war())


@functools.lru_cache(maxsize=8192)
def _key(name: str) -> str:
    """Give the consonants of a name, by which it is known however its vowels are spelt.

    >>> _key("Kherbet Zayd") == _key("Khirbet Zeid")
    True
    """
    words = (fold_word(word) for word in re.split(r"[ -]", name))
    short = " ".join(
        word[0] + "".join(letter for letter in word[1:] if letter not in _VOWELS) for word in words if word
    )
    return short if len(short.replace(" ", "")) >= MIN_KEY else fold_word(name)
