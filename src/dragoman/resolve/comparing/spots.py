"""Where an event was, and whether two places are one.

In:  an event mention and its article. Out: a `Spot` or none; yes or no.
Left to `obstacles`: what is kept apart for its place. Left to `extract`: which place an event's own words name.
"""

from __future__ import annotations

import functools
import math
from dataclasses import dataclass

from dragoman.records.entities import Place
from dragoman.records.mentions import EventMention, PlaceMention
from dragoman.records.vocabulary import EventType
from dragoman.resolve.articles import Article

FINE_PLACES = frozenset(("site", "city", "district"))
EARTH_KM = 6371  # mean radius
SAME_PLACE_KM = 60  # a city with its airport and suburbs
# What is done at one spot: of two shellings 40 km apart each has a town of its own.
SCENES: frozenset[EventType] = frozenset(("ASSAULT", "INCIDENT", "COERCE"))
SAME_SCENE_KM = 25  # a town and what lies around it


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """Reads as: the place of an event, with what tells how far it is from another."""

    place_id: str
    name: str
    country: str | None
    latitude: float | None
    longitude: float | None
    precision: str


def read_spots(event: EventMention, article: Article, *, is_item: bool) -> tuple[Spot, ...]:
    """Give the place that an event's own words name, or those for what it hit; of an item of a digest one beside."""
    place = article.places.get(event.place) if event.place else None
    if place is None:
        return _spot_taken(event, article) or (_spots_beside(event, article) if is_item else ())
    return _spot(place)


def _spot(place: PlaceMention) -> tuple[Spot, ...]:
    return _share_spot(place.place_id, place.name, place.country, (place.latitude, place.longitude), place.precision)


def _spot_taken(event: EventMention, article: Article) -> tuple[Spot, ...]:
    """Give the one city in the words for what was hit or taken: "bombed the rebel-held town of Lisk"."""
    if event.event_type not in SCENES:
        return ()
    hit = [article.actors[each].span for each in event.targets if each in article.actors]
    fine = (place for place in article.places.values() if place.precision in FINE_PLACES)
    taken = {place.place_id: place for place in fine if any(span.overlaps(place.span) for span in hit)}
    return _spot(next(iter(taken.values()))) if len(taken) == 1 else ()


def _spots_beside(event: EventMention, article: Article) -> tuple[Spot, ...]:
    """Give the one city of a sentence that tells of nothing but force and mishaps: "hit a restaurant in Lisk"."""
    sentence = event.sentence.span
    # "a crash in Lisk, after which she was arrested": acts of one scene
    if any(each.event_type not in SCENES for each in article.events.values() if each.sentence.span == sentence):
        return ()
    fine = (place for place in article.places.values() if place.precision in FINE_PLACES)
    beside = {place.place_id: place for place in fine if sentence.overlaps(place.span)}
    return _spot(next(iter(beside.values()))) if len(beside) == 1 else ()


@functools.lru_cache(maxsize=8192)
def _share_spot(
    place_id: str, name: str, country: str | None, where: tuple[float | None, float | None], precision: str
) -> tuple[Spot, ...]:
    """Give one object for all who tell of the same place."""
    latitude, longitude = where
    spot = Spot(
        place_id=place_id, name=name, country=country, latitude=latitude, longitude=longitude, precision=precision
    )
    return (spot,)


def is_one_place(one: Spot, other: Spot, *, types: frozenset[EventType] = frozenset()) -> bool:
    """Tell whether two places are one city with its surroundings; for acts of these types, told of either."""
    if one.place_id == other.place_id:
        return True
    distance = kilometres(one, other)
    if distance is None:
        return one.name.casefold() == other.name.casefold()
    return distance <= (SAME_SCENE_KM if types and types <= SCENES else SAME_PLACE_KM)


def kilometres(one: Spot | PlaceMention | Place, other: Spot | PlaceMention | Place) -> float | None:
    """Give the distance on a plane laid through the two, right within a per cent below 1,000 km; None if unknown."""
    if one.latitude is None or one.longitude is None or other.latitude is None or other.longitude is None:
        return None
    north = math.radians(one.latitude - other.latitude)
    east = math.radians(one.longitude - other.longitude) * math.cos(math.radians((one.latitude + other.latitude) / 2))
    return EARTH_KM * math.hypot(north, east)
