"""Names of places that no table knows, and of what was taken or hit: "the hamlet of Ain Zahra", "near Phnom Srol".

In:  an event mention and its article, of which only the sentences of events are read. Out: the names as keys that
survive another spelling ("Kherbet Zayd", "Khirbet Zeid").
Left to `spots`: places that a table knows. Left to `obstacles` and `features`: what the names say of two acts.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from dragoman.lexicons.load.person_names import fold_word
from dragoman.lexicons.load.place_words import load_place_words
from dragoman.records.mentions import EventMention
from dragoman.records.spans import CharSpan
from dragoman.resolve.articles import Article
from dragoman.resolve.comparing.parties import share, words_of_war
from dragoman.resolve.comparing.rarity import rare_words

Stretches = tuple[tuple[int, int], ...]

MIN_KEY = 3  # consonants that a key has at least: of "Aoua" all letters are kept
_CAPITAL = r"[A-Z][^\W\d_]+(?:[-’'][^\W\d_]+)*"
_NAME = rf"{_CAPITAL}(?: (?:{_CAPITAL}|(?:al|el|de|du|la|le|i|e)\b[ -]?{_CAPITAL})){{0,3}}"
_NAMES = re.compile(_NAME)
_VOWELS = frozenset("aeiouywh")


@dataclass(frozen=True, slots=True, kw_only=True)
class Sites:
    """Reads as: these names are of villages and the like, these of some place, perhaps of a region.

    `known` are the spans (start, end) of what is known to be something else: of places that a table knows and of
    times, then of actors, whose names may hold a place's.
    """

    sure: frozenset[str]
    told: frozenset[str]
    known: Stretches = ()
    actors: Stretches = ()


_NO_SITES = Sites(sure=frozenset(), told=frozenset())


def sites_of(article: Article) -> Sites:
    """Give the keys of all names that the sentences of an article tell as places, without those that a table knows."""
    named = (each for each in article.actors.values() if each.mention_type == "NAM" and each.country is not None)
    none = Sites(
        sure=frozenset(),
        told=frozenset(),
        known=_stretches(
            [*(each.span for each in article.places.values()), *(each.span for each in article.times.values())]
        ),
        actors=_stretches(each.span for each in named),
    )
    sentences = {each.sentence.span: each.sentence.exact for each in article.events.values()}
    # most sentences hold none of the words, and to look for names before them takes five times as long
    with_words = {span: text for span, text in sentences.items() if _site_words().search(text)}
    sure = {key for span, text in with_words.items() for key in _told_as_places(_site_pattern(), span, text, none)}
    told = {key for span, text in sentences.items() for key in _told_as_places(_place_pattern(), span, text, none)}
    return replace(none, sure=frozenset(sure), told=frozenset(sure | told))


def _stretches(spans: Iterable[CharSpan]) -> Stretches:
    return tuple((span.start, span.end) for span in spans)


def read_sites(event: EventMention, article: Article, known: Sites) -> Sites:
    """Give the keys of the unknown places that stand nearest to the words for an act, and of what was taken or hit.

    `known` are the `sites_of` the article.
    """
    near = _near(event, article, known.told) if known.told else frozenset()
    sure = _taken(event, article, known) | near & known.sure
    if not sure and not near:
        return _NO_SITES
    return Sites(sure=share(sorted(sure)), told=share(sorted(sure | near)))


def _near(event: EventMention, article: Article, known: frozenset[str]) -> frozenset[str]:
    """Give the known names between the trigger and that of the next act; else between it and that of the last."""
    sentence = event.sentence
    named = ((match.start() + sentence.span.start, _key(match.group())) for match in _NAMES.finditer(sentence.exact))
    places = [(start, key) for start, key in named if key in known]
    if not places:
        return frozenset()
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


def _taken(event: EventMention, article: Article, known: Sites) -> frozenset[str]:
    """Give the names in what was taken or hit, where that is no actor: "captured the towns of Lisk and Tull"."""
    told = [article.actors[each] for each in event.targets if each in article.actors]
    found: set[str] = set()
    for each in told:
        if each.kind == "group" and not each.sectors:
            found.update(_told_as_places(_NAMES, each.span, each.exact, known))
    return frozenset(found)


def _told_as_places(pattern: re.Pattern[str], span: CharSpan, text: str, known: Sites) -> Iterator[str]:
    for match in pattern.finditer(text):
        first = match.lastindex or 0  # one group of each pattern holds the name
        name = match.group(first)
        start, end = match.span(first)
        if not _is_known(span.start + start, span.start + end, known) and _is_name(name):
            after = text[end:].split(maxsplit=1)[:1]
            is_region = bool(after) and after[0].strip(".,;") in load_place_words().regions
            if not is_region:
                yield _key(name)


@functools.cache
def _site_words() -> re.Pattern[str]:
    words = "|".join(sorted(load_place_words().sites, key=lambda word: (-len(word), word)))
    return re.compile(rf"\b(?:{words})")


@functools.cache
def _site_pattern() -> re.Pattern[str]:
    """Find "the village of Lisk", "a camp called Lisk", "Lisk hamlet", "Lisk refugee camp"."""
    words = "|".join(sorted(load_place_words().sites, key=lambda word: (-len(word), word)))
    before = rf"\b(?:{words})s? (?:of |at |called |named |in )?({_NAME})"
    return re.compile(rf"{before}|({_NAME})(?: [a-z]+)?[ -](?:{words})\b")


@functools.cache
def _place_pattern() -> re.Pattern[str]:
    return re.compile(rf"\b(?:in|at|near|outside|around|on|against|towards?)(?: nearby)? ({_NAME})(?!['’]s?\b)")


def _is_known(start: int, end: int, known: Sites) -> bool:
    """Tell whether the name is of a place that a table knows, of a day or of an actor."""
    # written out: asked of every capital after "in", "at" and "near"
    for other, until in known.known:
        if other < end and start < until:
            return True
    length = end - start
    return any(other < end and start < until and until - other <= length for other, until in known.actors)


@functools.lru_cache(maxsize=8192)
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
