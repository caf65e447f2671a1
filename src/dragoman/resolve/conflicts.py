"""Find events that are told in two ways: two days, two places, two figures of one thing.

In:  a dossier. Out: contradictions of kind `conflict`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations

from dragoman.records.entities import Contradiction, Event, Side
from dragoman.records.mentions import Figure, PlaceMention
from dragoman.records.spans import Evidence
from dragoman.records.vocabulary import HAPPENED
from dragoman.resolve.ballots import Telling
from dragoman.resolve.evidence import Dossier, contradict, describe
from dragoman.resolve.frames import FINE_PLACES, read_interval
from dragoman.resolve.obstacles import kilometres
from dragoman.resolve.rarity import rare_words

APART_KM = 15  # two names of places nearer to each other than this are one place at two precisions
ROUNDING = 0.06  # share by which two figures may differ and be one rounded: "nearly 100", "97"
# Figures that many sentences hold without telling a thing of the event: not worth a quarrel.
QUIET_CLASSES = frozenset(("duration", "age", "distance", "other"))


def find_conflicts(dossier: Dossier) -> Iterator[Contradiction]:
    """Find all events told in two ways."""
    for event in dossier.events.values():
        told = [each for each in dossier.told(event) if each.mention.status in HAPPENED]
        if len(told) > 1:
            yield from _two_days(event, told)
            yield from _two_places(event, told)
            yield from _two_figures(event, told)


def _two_days(event: Event, told: Sequence[Telling]) -> Iterator[Contradiction]:
    days: defaultdict[str, list[Telling]] = defaultdict(list)
    for telling in told:
        date = telling.mention.date
        span = read_interval(date.interval)
        if date.basis == "stated" and span is not None and span.length == 1 and _is_sure(telling):
            days[date.interval.value or ""].append(telling)
    for one, other in combinations(sorted(days), 2):
        sides = [Side(value=value, printed=_date_words(days[value])) for value in (one, other)]
        yield contradict("conflict", describe(event), "date", event.event_id, sides, "one event on two days")


def _is_sure(telling: Telling) -> bool:
    """Tell whether a day stands in the words, or counts from a date that stands there."""
    time = telling.article.times.get(telling.mention.time) if telling.mention.time else None
    return time is None or time.anchor != "publication" or telling.article.published.basis in ("given", "stated")


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
        if distance is None or distance < APART_KM:
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


def _two_figures(event: Event, told: Sequence[Telling]) -> Iterator[Contradiction]:
    """Compare figures of one kind, unit and thing between articles; within one they count different things."""
    given: defaultdict[tuple[str, str], dict[str, list[tuple[Telling, Figure]]]] = defaultdict(dict)
    for telling in told:
        for figure in (telling.article.figures[f] for f in telling.mention.figures if f in telling.article.figures):
            if figure.figure_class not in QUIET_CLASSES:
                by_article = given[figure.figure_class, figure.unit or ""]
                by_article.setdefault(telling.article.document_id, []).append((telling, figure))
    for by_article in given.values():
        for one, other in combinations(sorted(by_article), 2):
            for left, right in ((a, b) for a in by_article[one] for b in by_article[other]):
                if _is_one_thing(left[1], right[1]) and not can_both_hold(left[1], right[1]):
                    sides = [Side(value=each[1].exact, printed=_figure_words(each)) for each in (left, right)]
                    why = "figures whose bounds cannot both hold"
                    yield contradict("conflict", describe(event), "figures", event.event_id, sides, why)


def _is_one_thing(left: Figure, right: Figure) -> bool:
    one, other = rare_words(left.counted or ""), rare_words(right.counted or "")
    return left.change == right.change and bool(one & other or (not one and not other))


def can_both_hold(left: Figure, right: Figure) -> bool:
    """Tell whether two figures may be of one number: their ranges meet, or one is the other rounded."""
    (low, high), (other_low, other_high) = _range(left), _range(right)
    return low <= other_high and other_low <= high


def _range(figure: Figure) -> tuple[float, float]:
    slack = ROUNDING * max(abs(figure.low), abs(figure.high)) * (2.0 if figure.bound == "~" else 1.0)
    low = float("-inf") if figure.bound == "<" else figure.low - slack / 2
    high = float("inf") if figure.bound == ">" else figure.high + slack / 2
    return low, high


def _figure_words(told: tuple[Telling, Figure]) -> tuple[Evidence, ...]:
    telling, figure = told
    words = Evidence(document_id=telling.article.document_id, span=figure.span, exact=figure.exact)
    return tuple(sorted((words, telling.mention.sentence)))
