"""Make one frame of two that tell of one event.

In:  two `Frame`s. Out: that of the cluster. Left to `frames`: those of mentions. Left to `clustering`: which are one.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeVar

from dragoman.resolve.comparing.frames import MAX_WORDS, STORY_WORDS, Days, Frame, sample
from dragoman.resolve.comparing.parties import NO_WORDS
from dragoman.resolve.comparing.spots import Spot

Word = TypeVar("Word", bound=str)


def join(left: Frame, right: Frame, *, is_one_article: bool = True) -> Frame:
    """Make the frame of both together; the result does not depend on which comes first.

    Where it stands says something within one article only. What one side holds already is not made anew: of a million
    mentions there are a million joins, and nearly all of them bring little.
    """
    is_guessed = bool(left.guessed or right.guessed)
    return Frame(
        group=left.group,
        types=_unite(left.types, right.types),
        modes=_unite(left.modes, right.modes),
        codes=_unite(left.codes, right.codes),
        guessed=_join_guessed(left, right) if is_guessed else NO_WORDS,
        sources=_unite(left.sources, right.sources),
        targets=_unite(left.targets, right.targets),
        persons=_join_persons(left.persons, right.persons),
        stated=_join_stated(left.stated, right.stated),
        published=_join_published(left.published, right.published),
        spots=_join_spots(left.spots, right.spots),
        words=sample(_unite(left.words, right.words), MAX_WORDS),
        figures=_unite(left.figures, right.figures),
        counts=_join_counts(left.counts, right.counts),
        inner=_unite(left.inner, right.inner),
        agreements=_unite(left.agreements, right.agreements),
        triggers=_unite(left.triggers, right.triggers),
        story=sample(_unite(left.story, right.story), STORY_WORDS),
        spans=tuple(sorted({*left.spans, *right.spans})) if is_one_article else (),
        is_item=left.is_item and right.is_item,
        is_doer_hit=left.is_doer_hit and right.is_doer_hit,
        is_another=left.is_another and right.is_another,
        is_named=left.is_named or right.is_named,
        aims=_unite(left.aims, right.aims),
        doers=_unite(left.doers, right.doers),
        things=_unite(left.things, right.things),
        sites=_unite(left.sites, right.sites),
        told_by=_first_day(left.told_by, right.told_by),
        written=_first_day(left.written, right.written),
    )


def _unite(left: frozenset[Word], right: frozenset[Word]) -> frozenset[Word]:
    """Give the union, as one of the two where that holds the other."""
    if left is right or right <= left:
        return left
    return right if left <= right else left | right


def _join_guessed(left: Frame, right: Frame) -> frozenset[str]:
    return left.guessed - (right.codes - right.guessed) | right.guessed - (left.codes - left.guessed)


def _join_persons(
    left: Mapping[str, frozenset[str]], right: Mapping[str, frozenset[str]]
) -> Mapping[str, frozenset[str]]:
    if not left or not right or left == right:
        return left or right
    return {code: left.get(code, NO_WORDS) | right.get(code, NO_WORDS) for code in sorted({*left, *right})}


def _join_spots(left: tuple[Spot, ...], right: tuple[Spot, ...]) -> tuple[Spot, ...]:
    if not left or not right or left == right:
        return left or right
    spots = {spot.place_id: spot for spot in (*left, *right)}
    return tuple(spots[each] for each in sorted(spots))


def _join_counts(
    left: Mapping[str, frozenset[float]], right: Mapping[str, frozenset[float]]
) -> Mapping[str, frozenset[float]]:
    if not left or not right:
        return left or right
    nothing: frozenset[float] = frozenset()
    return {each: left.get(each, nothing) | right.get(each, nothing) for each in sorted({*left, *right})}


def _first_day(left: int | None, right: int | None) -> int | None:
    return min((day for day in (left, right) if day is not None), default=None)


def _join_stated(left: Days | None, right: Days | None) -> Days | None:
    """Keep what both allow ("in July" and "on 8 July": the 8th); of two days a day apart, both."""
    if left is None or right is None:
        return left or right
    if left.gap(right):
        return Days(first=min(left.first, right.first), last=max(left.last, right.last))
    return Days(first=max(left.first, right.first), last=min(left.last, right.last))


def _join_published(left: Days | None, right: Days | None) -> Days | None:
    if left is None or right is None:
        return left or right
    # the news was out with the first report
    return min(left, right, key=lambda days: (days.first, days.last))
