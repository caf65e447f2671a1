"""What tells of a figure: what it counts, what became of it, when, in which event, in which words.

In:  a dossier. Out: a `Sighting` for each figure that may quarrel with another; nothing here reads a text, so what
stands around a figure is known from the sentences of events and the names near it.
Left to `quantities`: whether two sightings are of one thing.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from dragoman.lexicons.load.counted_things import load_counted_things
from dragoman.lexicons.load.person_names import fold_word
from dragoman.lexicons.load.tables import load_states
from dragoman.lexicons.load.word_rarity import stem
from dragoman.records.mentions import EventMention, Figure
from dragoman.records.spans import Evidence
from dragoman.resolve.articles import Article
from dragoman.resolve.comparing.frames import FINE_DAYS, STORY_WORDS, Days, read_interval, sample
from dragoman.resolve.comparing.rarity import rare_words
from dragoman.resolve.comparing.stories import story_words
from dragoman.resolve.contradicting.evidence import Dossier

# Figures that many sentences hold without telling a thing of the event: not worth a quarrel.
QUIET_CLASSES = frozenset(("duration", "age", "distance"))
NEAR_CHARACTERS = 120  # on either side, in which a name says what a figure is about
_WORD = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Sighting:
    """Reads as: this article counts this kind of thing, of this fate, on these days, in these words.

    `kind` is None where nothing names the thing; `event_ids` are the events of the record that it is a figure of;
    `nations` are codes of states by whose adjective the counted are called; `order` sorts sightings.
    """

    document_id: str
    voice: str
    order: tuple[str, str, str]
    figure: Figure
    kind: str | None
    unit: str
    fates: frozenset[str]
    nations: frozenset[str]
    days: tuple[Days, ...]
    event_ids: frozenset[str]
    context: frozenset[str]
    story: frozenset[str]
    words: tuple[Evidence, ...]

    @property
    def number(self) -> tuple[float, float]:
        """Give the two ends of the number."""
        return self.figure.low, self.figure.high

    @property
    def keys(self) -> tuple[tuple[str, str], ...]:
        """Give the buckets in which it may meet another: its kind, and what it is measured in."""
        measured = (("unit", self.unit),) if self.unit else ()
        return (*((("kind", f"{self.unit} {self.kind}"),) if self.kind else ()), *measured)


def read_sightings(dossier: Dossier) -> Iterator[Sighting]:
    """Give the sightings of all figures that are worth a quarrel, in the order of the articles."""
    event_of = {mention_id: event.event_id for event in dossier.events.values() for mention_id in event.mention_ids}
    quiet = load_counted_things().quiet
    for article in dossier.library.articles:
        story = sample(story_words(article), STORY_WORDS)
        for figure in article.figures.values():
            if figure.figure_class not in QUIET_CLASSES and (figure.unit or "").casefold() not in quiet:
                yield _sight(article, figure, story, event_of)


def _sight(article: Article, figure: Figure, story: frozenset[str], event_of: Mapping[str, str]) -> Sighting:
    around = [event for event in article.events.values() if _holds(event.sentence, figure)]
    own = [event for event in around if figure.figure_id in event.figures]
    sentence = around[0].sentence if around else None
    days = (read_interval(event.date.interval) for event in own or around if event.date.basis != "unknown")
    printed = Evidence(document_id=article.document_id, span=figure.span, exact=figure.exact)
    return Sighting(
        document_id=article.document_id,
        voice=article.voice,
        order=(*article.order, figure.figure_id),
        figure=figure,
        kind=_kind(figure),
        unit=_unit(figure),
        fates=_fates(article, figure, sentence),
        nations=_nations(figure),
        days=tuple(dict.fromkeys(day for day in days if day is not None and day.length <= FINE_DAYS)),
        event_ids=frozenset(event_of[each.mention_id] for each in own if each.mention_id in event_of),
        context=_context(article, figure, around),
        story=story,
        words=(printed,) if sentence is None else tuple(sorted((printed, sentence))),
    )


def _unit(figure: Figure) -> str:
    """Give what it is measured in; of counts nothing, for what is counted is the kind."""
    unit = (figure.unit or "").casefold()
    if unit in load_counted_things().currencies:
        return load_counted_things().currencies[unit]
    return "" if figure.figure_class in ("count", "other") else figure.unit or ""


def _kind(figure: Figure) -> str | None:
    """Name the kind of thing: by the table, else by the stem of its noun."""
    table = load_counted_things()
    unit = (figure.unit or "").casefold()
    if figure.figure_class == "count" and unit not in table.currencies:
        named = table.kinds.get(unit)
        return named or (stem(fold_word(unit)) if unit and unit != "people" else None)
    words = _WORD.findall((figure.counted or "").casefold())
    return next((table.kinds[word] for word in words if word in table.kinds), None)


def _fates(article: Article, figure: Figure, sentence: Evidence | None) -> frozenset[str]:
    """Read what became of the counted: from its own words, and from the sentence as far as that tells of it."""
    table = load_counted_things().fates
    counted = _fates_in(figure.counted or "", table)
    if sentence is None or (counted and " " not in (figure.counted or "")):
        # "after the killing, 30 arrests": an act that is counted is its own fate
        return counted
    others = sorted(
        each.span.start - sentence.span.start
        for each in article.figures.values()
        if _holds(sentence, each) and each.figure_class == figure.figure_class
    )
    if len(others) == 1:
        # "the nine kidnapped nurses were released": both are told of them
        return counted | _fates_in(sentence.exact, table)
    start = figure.span.start - sentence.span.start
    following = next((other for other in others if other > start), None)
    # "5 were killed and 80 wounded": the fate of the first stands before the second
    return counted or _fates_in(sentence.exact[start:following], table)


def _fates_in(text: str, table: Mapping[str, str]) -> frozenset[str]:
    stems = (stem(fold_word(word)) for word in _WORD.findall(text))
    return frozenset(table[word] for word in stems if word in table)


def _nations(figure: Figure) -> frozenset[str]:
    words = _WORD.findall(f"{figure.exact} {figure.counted or ''}")
    return frozenset(_adjectives()[word] for word in words if word in _adjectives())


@functools.cache
def _adjectives() -> Mapping[str, str]:
    """Give states by the adjectives and names of people that are one word and one state's."""
    found: dict[str, str] = {}
    for state in load_states():
        for word in (*state.adjectives, *state.demonyms):
            for form in (word, f"{word}s"):
                found[form] = state.code if found.get(form, state.code) == state.code else ""
    return {word: code for word, code in found.items() if code}


def _context(article: Article, figure: Figure, around: list[EventMention]) -> frozenset[str]:
    """Give the rare words that stand by the figure: of what is counted, of its sentence, of names near it."""
    told = [figure.counted or "", *(event.sentence.exact for event in around[:1])]
    told += [each.exact for each in article.actors.values() if _is_near(figure, each.span.start)]
    told += [each.exact for each in article.places.values() if _is_near(figure, each.span.start)]
    unit = rare_words(figure.unit or "")
    return frozenset(word for text in told for word in rare_words(text) if not word[0].isdigit()) - unit


def _is_near(figure: Figure, start: int) -> bool:
    return figure.span.start - NEAR_CHARACTERS <= start <= figure.span.end + NEAR_CHARACTERS


def _holds(sentence: Evidence, figure: Figure) -> bool:
    return sentence.span.start <= figure.span.start and figure.span.end <= sentence.span.end
