"""Find events that are told in two ways: two days, two places.

In:  a dossier. Out: contradictions of kind `conflict`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations

from dragoman.records.entities import Contradiction, Event, Side
from dragoman.records.mentions import PlaceMention
from dragoman.records.spans import Evidence
from dragoman.records.vocabulary import HAPPENED
from dragoman.resolve.comparing.frames import read_interval
from dragoman.resolve.comparing.rarity import rare_words, trigger_stems
from dragoman.resolve.comparing.spots import FINE_PLACES, SAME_SCENE_KM, SCENES, kilometres
from dragoman.resolve.contradicting.evidence import Dossier, contradict, describe, is_sure
from dragoman.resolve.fusing.ballots import Telling

APART_KM = 15  # two names of places nearer to each other than this are one place at two precisions


def find_conflicts(dossier: Dossier) -> Iterator[Contradiction]:
    """Find all events told in two ways."""
    for event in dossier.events.values():
        if dossier.hint(event).is_mixed:
            told = [each for each in dossier.told(event) if each.mention.status in HAPPENED]
            yield from _two_days(event, told)
            yield from _two_places(event, told)


def _two_days(event: Event, told: Sequence[Telling]) -> Iterator[Contradiction]:
    days: defaultdict[str, list[Telling]] = defaultdict(list)
    for telling in told:
        date = telling.mention.date
        span = read_interval(date.interval)
        if date.basis == "stated" and span is not None and span.length == 1 and is_sure(telling):
            days[date.interval.value or ""].append(telling)
    for one, other in combinations(sorted(days), 2):
        if _documents(days[one]) & _documents(days[other]) or not _words(days[one]) & _words(days[other]):
            continue
        if all(_is_by_night(each) for value in (one, other) for each in days[value]):
            continue
        sides = [Side(value=value, printed=_date_words(days[value])) for value in (one, other)]
        yield contradict("conflict", describe(event), "date", event.event_id, sides, "one event on two days")


def _is_by_night(telling: Telling) -> bool:
    """Tell "overnight", which one morning's paper counts to the day before and another to its own."""
    time = telling.article.times.get(telling.mention.time) if telling.mention.time else None
    return time is not None and "night" in time.exact.casefold()


def _documents(told: Sequence[Telling]) -> set[str]:
    return {telling.article.document_id for telling in told}


def _words(told: Sequence[Telling]) -> set[str]:
    """Give the words that name the act, and the rare ones of its sentences: one act is told in some of the same."""
    found: set[str] = set()
    for telling in told:
        found.update(trigger_stems(telling.mention.exact), rare_words(telling.mention.sentence.exact))
    return found


def _date_words(told: Sequence[Telling]) -> tuple[Evidence, ...]:
    words = {telling.mention.sentence for telling in told}
    for telling in told:
        time = telling.article.times.get(telling.mention.time) if telling.mention.time else None
        if time is not None:
            words.add(Evidence(document_id=telling.article.document_id, span=time.span, exact=time.exact))
    return tuple(sorted(words))


def _two_places(event: Event, told: Sequence[Telling]) -> Iterator[Contradiction]:
    spots: defaultdict[str, list[Telling]] = defaultdict(list)
    for telling in told:
        place = telling.article.places.get(telling.mention.place) if telling.mention.place else None
        if place is not None and place.precision in FINE_PLACES:
            spots[place.place_id].append(telling)
    for one, other in combinations(sorted(spots), 2):
        left, right = (_place(spots[each][0]) for each in (one, other))
        distance = kilometres(left, right)
        if distance is None or distance < (SAME_SCENE_KM if event.event_type in SCENES else APART_KM):
            continue
        sides = [
            Side(value=place.name, printed=_place_words(spots[each])) for each, place in ((one, left), (other, right))
        ]
        why = f"one event at two places, {distance:.0f} km apart"
        yield contradict("conflict", describe(event), "place", event.event_id, sides, why)


def _place(telling: Telling) -> PlaceMention:
    return telling.article.places[telling.mention.place or ""]


def _place_words(told: Sequence[Telling]) -> tuple[Evidence, ...]:
    words = {telling.mention.sentence for telling in told}
    for telling in told:
        place = _place(telling)
        words.add(Evidence(document_id=telling.article.document_id, span=place.span, exact=place.exact))
    return tuple(sorted(words))
