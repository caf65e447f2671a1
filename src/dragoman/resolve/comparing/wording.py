"""What the words around a trigger say of an act: told before, one of several, of somebody named, a vow of ties.

In:  an event mention and its article. Out: what its sentence says, by no more than a few words.
Left to `frames`: all else that is compared.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping

from dragoman.lexicons.load.agreement_words import load_agreement_words
from dragoman.lexicons.load.person_names import fold_word
from dragoman.lexicons.load.word_rarity import stem
from dragoman.records.mentions import EventMention
from dragoman.resolve.articles import Article
from dragoman.resolve.comparing.parties import NO_WORDS, share
from dragoman.resolve.comparing.rarity import trigger_stems

GOODWILL = "ties"  # what a vow of closer ties is about: no act that could be told from another
GOODWILL_REACH = 9  # words after the vow in which its object stands
_WRITTEN = re.compile(r"\S+")
_WORD = re.compile(r"[^\W\d_]+")
FURTHER = frozenset(("another", "further", "additional", "second", "third", "fourth", "fifth"))
TAKING_UP = frozenset(("the", "this", "that", "these", "those", "their", "his", "her", "its", "both"))


def is_another(event: EventMention, article: Article) -> bool:
    """Tell whether the words say that there was one like it before: "pardoned a further 6,000", "another raid"."""
    before = event.sentence.exact[: max(0, event.span.start - event.sentence.span.start)]
    near = [*before.split()[-2:], *event.exact.split()[:3]]
    for each in (article.actors[each] for each in event.targets if each in article.actors):
        near += each.exact.split()[:2]
    return not FURTHER.isdisjoint(word.casefold().strip("“\"'(") for word in near)


def is_anaphoric(event: EventMention, article: Article) -> bool:
    """Tell whether the words take up an event told before: "This meeting", "their talks"; not "The army hit"."""
    start = event.sentence.span.start
    near = list(_WRITTEN.finditer(event.sentence.exact, 0, max(0, event.span.start - start)))[-2:]
    marks = [each.start() + start for each in near if _takes_up(each.group())]
    doers = [article.actors[each] for each in (*event.sources, *event.targets) if each in article.actors]
    named = [each.span for each in doers if each.mention_type != "PRO"]
    told = [mark for mark in marks if not any(span.start <= mark < span.end for span in named)]
    return bool(told) or _takes_up(event.exact.split(" ")[0])


def _takes_up(word: str) -> bool:
    return word.casefold().strip("“\"'(") in TAKING_UP


def is_named(event: EventMention) -> bool:
    """Tell "the killing of a bishop": the words after "of" say whom, so that nothing told before is needed."""
    start = event.sentence.span.start
    before = event.sentence.exact[: max(0, event.span.start - start)].split()[-2:]
    after = event.sentence.exact[event.span.end - start :].split(" ", 2)
    return bool(event.targets) and "the" in (word.casefold() for word in before) and after[1:2] == ["of"]


def vowed(event: EventMention) -> frozenset[str]:
    """Tell vows of closer ties, which name no act: "reaffirmed its commitment to stronger cooperation"."""
    sets = _vow_stems()
    if event.event_type != "AGREE" or event.about is not None or not sets["vows"] & set(trigger_stems(event.exact)):
        return NO_WORDS
    after = event.sentence.exact[event.span.end - event.sentence.span.start :].split(",")[0]
    near = {stem(fold_word(word)) for word in _WORD.findall(after)[:GOODWILL_REACH]}
    return share((GOODWILL,)) if near & sets["goodwill"] else NO_WORDS


@functools.cache
def _vow_stems() -> Mapping[str, frozenset[str]]:
    sets = load_agreement_words().sets
    return {name: frozenset(stem(word) for word in sets[name]) for name in ("vows", "goodwill")}
