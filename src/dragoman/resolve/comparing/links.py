"""Which units are worth comparing, and how strongly each two are linked: the greater part of merging.

In:  units, none of which has grown yet. Out: links, the best first. Each unit's own are found and weighed without
those of others, so that the units may be shared out.
Left to `clustering`: which links are followed.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from dragoman.resolve.comparing.candidates import LIKELY, NEIGHBOURS, CandidateIndex, pair_keys
from dragoman.resolve.comparing.clusters import Unit, are_told_apart, weigh_pair
from dragoman.resolve.comparing.frames import Frame
from dragoman.resolve.comparing.obstacles import is_late_news
from dragoman.resolve.spread import Spread

UNDATED_EXTRA = 0.4  # points more for two mentions that nothing dates: parties and type alone make no event
SHARES = 8  # of the units, worked through side by side: so many that all end at about one time
RANK_BITS = 32  # in a link, of the place of a unit
MOST_UNITS = (1 << RANK_BITS) - 1
EXCESS_STEPS = 10_000  # points have four places
MOST_EXCESS = 100 * EXCESS_STEPS  # more than all features together can give

Buckets = list[list[tuple[list[int], int]]]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Ground:
    """Reads as: these units, each with its rank by key, stand at these places of these buckets."""

    units: Sequence[Unit]
    ranks: Sequence[int]
    buckets: Buckets
    index: CandidateIndex


def find_links(units: Sequence[Unit], ranks: Sequence[int], spread: Spread) -> list[int]:
    """Give the links between units, packed and sorted, the best first; a link may be there twice.

    `ranks` are the places of the units in the order of their keys, by which equal links are sorted.
    """
    frames = [unit.frame for unit in units]
    index = CandidateIndex(frames, filter(_is_vague, frames))
    ground = _Ground(units=units, ranks=ranks, buckets=_fill_buckets(units), index=index)
    shares = (range(first, len(units), SHARES) for first in range(SHARES))
    links = [link for found in spread(partial(_link_share, ground), shares) for link in found]
    links.sort()
    return links


def open_link(link: int) -> tuple[int, int]:
    """Give the ranks of the two units that are linked."""
    return link >> RANK_BITS & MOST_UNITS, link & MOST_UNITS


def _pack_link(excess: float, one: int, other: int) -> int:
    """Give a link between units of these places in the order of keys as one number, the best the smallest.

    Of a million mentions there are seven million links: as tuples they would outweigh all that they link.
    """
    first, second = (one, other) if one < other else (other, one)
    return MOST_EXCESS - round(excess * EXCESS_STEPS) << 2 * RANK_BITS | first << RANK_BITS | second


def _link_share(ground: _Ground, share: Sequence[int]) -> list[int]:
    """Give the links of these units, as far as those of others do not give them."""
    links = []
    for left, right in _find_pairs(ground, share):
        one, other = ground.units[left], ground.units[right]
        if are_told_apart(one, other):
            continue
        excess = weigh_pair(one, other)
        if excess is None or excess < 0.0:
            continue
        if excess >= UNDATED_EXTRA or (one.frame.days is not None and other.frame.days is not None):
            links.append(_pack_link(excess, ground.ranks[left], ground.ranks[right]))
    return links


def _find_pairs(ground: _Ground, share: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Give the pairs worth comparing of each of these units: those that share a pair of parties, near in time.

    Found for one unit after the other, so that of a great set millions of pairs are never held.
    """
    for unit in share:
        frame = ground.units[unit].frame
        near: set[int] = set()
        for members, position in ground.buckets[unit]:
            near.update(members[max(position - NEIGHBOURS, 0) : position + 1 + NEIGHBOURS])
        # to be near is mutual: the earlier of two asks
        others = {other for other in near if other > unit}
        others.update(other for other in _find_likely(ground.index, frame) if other != unit and other not in near)
        for other in others:  # in no order: the links are sorted
            if _may_be_of_one_time(frame, ground.units[other].frame):
                yield min(unit, other), max(unit, other)


def _find_likely(index: CandidateIndex, frame: Frame) -> Sequence[int]:
    """Give those that share words, places, persons: for what no pair of parties or no day brings together."""
    return index.find(frame, LIKELY) if _is_vague(frame) else ()


def _is_vague(frame: Frame) -> bool:
    return len(frame.codes) < 2 or not frame.is_fine


def _fill_buckets(units: Sequence[Unit]) -> Buckets:
    """Sort the units into buckets by pairs of parties; give the buckets of each, with its place in them."""
    buckets: defaultdict[tuple[str, ...], list[int]] = defaultdict(list)
    for index in sorted(range(len(units)), key=lambda index: _sort_key(units[index])):
        for key in pair_keys(units[index].frame):
            buckets[units[index].frame.group, *key].append(index)
    places: Buckets = [[] for _ in units]
    for members in buckets.values():
        for position, index in enumerate(members):
            places[index].append((members, position))
    return places


def _may_be_of_one_time(left: Frame, right: Frame) -> bool:
    """Tell whether no date keeps the two apart: `obstacles` allows a day between, and news that comes late."""
    one, other = left.days, right.days
    if one is None or other is None or (one.first - other.last <= 1 and other.first - one.last <= 1):
        return True
    return is_late_news(left, right)


def _sort_key(unit: Unit) -> tuple[object, ...]:
    """Sort by day; within a day alike ones together, so that in a busy bucket neighbours are the likeliest."""
    frame = unit.frame
    days = frame.days
    persons = sorted(person for some in frame.persons.values() for person in some)
    spots = [spot.place_id for spot in frame.spots]
    when = (days.last, days.first) if days is not None else (0, 0)
    return (*when, sorted(frame.types), sorted(frame.modes), persons, spots, unit.key)
