"""Keys of what a document tells was done: who with whom, which kind of act, in which months.

In:  annotations. Out: for each event mention the keys that it shares with any that may tell of the same.
Left to `blocking`: all other keys. Left to `scoring`: whether two that share a key are one.
"""

from __future__ import annotations

import functools
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations

from dragoman.records.mentions import ActorMention, Annotations, EventMention, PlaceMention
from dragoman.resolve.comparing.frames import FINE_DAYS, NEWS_LAG_DAYS, NOT_YET, Days, read_interval, sample
from dragoman.resolve.comparing.obstacles import CLOSE_TYPES
from dragoman.resolve.comparing.parties import party_code, telling_words
from dragoman.resolve.contradicting.disputes import SAID_AGAIN
from dragoman.resolve.fusing.plans import FULFIL_DAYS, SPECIFIC_DAYS, SUPERSEDE_DAYS

MAX_PARTIES = 8  # of a summit from which pairs are made
MAX_MONTHS = 14  # of an interval; what is vaguer counts as told without a date
SLACK_DAYS = 3  # before and after: time zones, and the slip of a day that is a contradiction
GOOD_DAYS = 7  # an article dated to the week needs no other to date it
WORDS_KEPT = 6  # telling words of a mention that names fewer than two parties
NEAR_PLACES = frozenset(("site", "city"))  # that two articles have in common by more than chance
UNKNOWN = "?"


@dataclass(frozen=True, slots=True, kw_only=True)
class EventKeys:
    """Reads as: the events of this document, told then, have these keys.

    `told_pairs` are parties whose finely dated acts may date another document, `asked_pairs` those that may date
    this one.
    """

    actors: Mapping[str, ActorMention]
    places: Mapping[str, PlaceMention]
    named: frozenset[str]
    published: Days | None
    told_pairs: frozenset[str]
    asked_pairs: frozenset[str]

    @classmethod
    def of(cls, annotations: Annotations) -> EventKeys:
        """Read what all events of a document have in common."""
        actors = {each.mention_id: each for each in annotations.actors}
        published = read_interval(annotations.published.interval)
        is_dated = published is not None and published.length <= GOOD_DAYS
        pairs = {pair for event in annotations.events for pair in _pairs(_parties(actors, event))}
        told = {
            pair
            for event in annotations.events
            if (days := read_interval(event.date.interval)) is not None and days.length <= FINE_DAYS
            for pair in _pairs(_parties(actors, event))
        }
        return cls(
            actors=actors,
            places={each.mention_id: each for each in annotations.places},
            named=frozenset(each.actor_id for each in annotations.actors if each.mention_type == "NAM"),
            published=published,
            told_pairs=frozenset(told) if is_dated else frozenset(),
            asked_pairs=frozenset() if is_dated else frozenset(pairs),
        )

    @property
    def months(self) -> Sequence[str]:
        """Give the months in which the document may have been written."""
        return _months(self.published) or (UNKNOWN,)

    def keys(self, event: EventMention) -> Iterator[str]:
        """Give the keys of one event mention."""
        parties = _parties(self.actors, event)
        periods = self._periods(event)
        kinds = _kinds(event.event_type)
        whos = [*_pairs(parties), *parties]
        yield from (f"{who} {kind} {period}" for who in whos for kind in kinds for period in periods)
        if event.status in NOT_YET:
            ahead = self._months_ahead(event)
            yield from (f"{who} {event.event_type} {month}" for who in whos for month in ahead)
        yield from _slip_keys(parties, event)
        if len(parties) < 2:
            yield from (f"{trait} {period}" for trait in self._traits(event) for period in periods)

    def _periods(self, event: EventMention) -> Sequence[str]:
        """Give the months in which it may have been; without a date those of the article."""
        days = read_interval(event.date.interval)
        lag = NEWS_LAG_DAYS if event.date.basis == "publication" else 0
        found = _months(days, before=lag + SLACK_DAYS) or _months(self.published, before=NEWS_LAG_DAYS + SLACK_DAYS)
        return found or (UNKNOWN,)

    def _months_ahead(self, event: EventMention) -> Sequence[str]:
        """Give the months in which a deed may meet a plan, or take its place."""
        days = read_interval(event.date.interval)
        if days is not None and days.length <= SPECIFIC_DAYS:
            first = min(days.first, self.published.first) if self.published is not None else days.first
            return _months(Days(first=first, last=days.last + SUPERSEDE_DAYS))
        if days is None and self.published is not None:
            return _months(Days(first=self.published.first, last=self.published.last + FULFIL_DAYS))
        return _months(days)

    def _traits(self, event: EventMention) -> Iterator[str]:
        place = self.places.get(event.place) if event.place else None
        if place is not None and place.precision in NEAR_PLACES:
            yield f"place:{place.place_id}"
        for word in sorted(sample(telling_words(event, self.actors, self.named), WORDS_KEPT)):
            yield f"word:{word}"


def _slip_keys(parties: Sequence[str], event: EventMention) -> Iterator[str]:
    """Give keys of a day whose month or year another article may have wrong."""
    day = event.date.interval.value or ""
    if event.date.basis != "stated" or day.count("-") != 2 or event.event_type in (*SAID_AGAIN, "CONSULT"):
        return
    who = "+".join(parties)
    yield f"{who} {event.event_type} *{day[4:]}"
    yield f"{who} {event.event_type} {day[:5]}*{day[7:]}"


def _parties(actors: Mapping[str, ActorMention], event: EventMention) -> list[str]:
    mentions = (actors[each] for each in (*event.sources, *event.targets) if each in actors)
    return sorted({party_code(mention) for mention in mentions})[:MAX_PARTIES]


def _pairs(parties: Sequence[str]) -> Iterator[str]:
    for one, other in combinations(parties, 2):
        yield f"{one}+{other}"


@functools.cache
def _kinds(event_type: str) -> tuple[str, ...]:
    """Give the type, and each two types, this one with it, that one act is told as."""
    close = (sorted(pair) for pair in CLOSE_TYPES if event_type in pair)
    return (event_type, *sorted("/".join(pair) for pair in close))


def _months(days: Days | None, *, before: int = 0) -> tuple[str, ...]:
    """Give the months that the days touch, with the slack; none of an interval that is too long."""
    if days is None:
        return ()
    least, most = date.min.toordinal(), date.max.toordinal()
    first = date.fromordinal(max(least, days.first - before))
    last = date.fromordinal(min(most, days.last + SLACK_DAYS))
    start, end = first.year * 12 + first.month - 1, last.year * 12 + last.month - 1
    if end - start >= MAX_MONTHS:
        return ()
    return tuple(f"{month // 12:04d}-{month % 12 + 1:02d}" for month in range(start, end + 1))
