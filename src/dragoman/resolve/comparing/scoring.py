"""How like two events are: the points of a list of features, and how many are needed to make one event of two.

In:  two `Frame`s. Out: the points above what is needed, or a `Score` that can say why; None where an obstacle keeps
them apart. Nearly all pairs are only weighed: reasons are made for the few that join.
Left to `features`: what gives points. Left to `obstacles`: what keeps two events apart.
Left to `clustering`: which pairs are compared, and what follows.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

from dragoman.resolve.comparing.discourse import are_two_in_one_article
from dragoman.resolve.comparing.doubts import DIED
from dragoman.resolve.comparing.features import (
    FEATURES,
    FEATURES_HERE,
    FEATURES_OF_SENTENCE,
    Feature,
    are_said,
    is_deadly,
    same_victims,
)
from dragoman.resolve.comparing.frames import Frame
from dragoman.resolve.comparing.obstacles import find_obstacle
from dragoman.resolve.comparing.wording import GOODWILL

POINTS_NEEDED = 5.0  # type, parties and day alike give 6; a day known from the news only gives 5.4
POINTS_NEEDED_SAID = 5.4  # of what is said the same, and no words against it
POINTS_NEEDED_SAID_HERE = 7.0  # of one article's sayings: parties, persons and day are alike in all of them
PLANS_EXTRA = 1.5  # points more for undated plans that are not of one kind: a visit, a meeting some time
POINTS_NEEDED_CLOSE = 7.0  # two types of one act: words must tell that it is one
POINTS_NEEDED_DEATH = 5.5  # "a pedlar died when a lorry hit her", "killed a pedlar": an act and what came of it
Way = Literal["apart", "article", "sentence"]  # two mentions are told: by two articles, by one, in one sentence
WAYS: Mapping[Way, tuple[Feature, ...]] = MappingProxyType(
    {"apart": FEATURES, "article": FEATURES_HERE, "sentence": FEATURES_OF_SENTENCE}
)
COARSE_EXTRA = 0.5  # points more for sayings that no day brings together


@dataclass(frozen=True, slots=True, kw_only=True)
class FeatureScore:
    """Reads as: this feature speaks for one event (above 0) or against it, by so many points, for this reason."""

    feature: str
    points: float
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """Reads as: the two are one event with this many points, of which so many are needed."""

    points: float
    needed: float
    features: tuple[FeatureScore, ...]

    @property
    def excess(self) -> float:
        """Give the points above what is needed; below 0 the two are not one event."""
        return round(self.points - self.needed, 4)

    def explain(self) -> str:
        """Say in one line what led to the score."""
        told = ", ".join(f"{each.why} ({each.points:+.1f})" for each in self.features if each.points)
        return f"{self.points:.1f} of {self.needed:.1f} points: {told}"


def weigh_frames(left: Frame, right: Frame, *, is_one_document: bool = False) -> float | None:
    """Give the points above what is needed, as the `excess` of the score; None where something keeps them apart."""
    way = _way_of(left, right, is_one_document=is_one_document)
    if way is None:
        return None
    weighs = _weighs_of(way, left.traits & right.traits)
    points = round(sum([weigh(left, right) for weigh in weighs]), 4)
    return round(points - _needed(left, right, is_one_document=is_one_document), 4)


def compare_frames(left: Frame, right: Frame, *, is_one_document: bool = False) -> Score | None:
    """Score two frames; None where something keeps them apart."""
    way = _way_of(left, right, is_one_document=is_one_document)
    if way is None:
        return None
    shared = left.traits & right.traits
    weighed = [(each, each.weigh(left, right)) for each in WAYS[way] if each.needs & shared == each.needs]
    told = [
        FeatureScore(feature=each.name, points=points, why=each.tell(left, right)) for each, points in weighed if points
    ]
    points = round(sum([points for _, points in weighed]), 4)
    needed = _needed(left, right, is_one_document=is_one_document)
    return Score(points=points, needed=needed, features=tuple(told))


def _way_of(left: Frame, right: Frame, *, is_one_document: bool) -> Way | None:
    """Say by which features the two are compared; None where something keeps them apart."""
    if find_obstacle(left, right) is not None:
        return None
    if not is_one_document:
        return "apart"
    is_one_act = left.types & right.types or _is_headline(left, right) or _is_death_told_twice(left, right)
    if not is_one_act or are_two_in_one_article(left, right):
        # one author's two words for two acts: "met", "agreed"
        return None
    return "article" if left.sentences.isdisjoint(right.sentences) else "sentence"


@functools.cache
def _weighs_of(way: Way, shared: int) -> tuple[Callable[[Frame, Frame], float], ...]:
    """Give what weighs two mentions told so, of what says something of frames that share these traits."""
    return tuple(each.weigh for each in WAYS[way] if each.needs & shared == each.needs)


def _needed(left: Frame, right: Frame, *, is_one_document: bool) -> float:
    needed = _needed_on_a_day(left, right, is_one_document=is_one_document)
    is_plan = left.group == right.group == "plan"
    if is_plan and left.days is None and right.days is None and not left.modes & right.modes:
        # "invited him to visit Belmark", "agreed to meet": who is to meet some time is to meet more than once
        needed += PLANS_EXTRA
    # two leaders promise many things within a month
    return needed + COARSE_EXTRA if are_said(left, right) and not (left.is_fine and right.is_fine) else needed


def _needed_on_a_day(left: Frame, right: Frame, *, is_one_document: bool) -> float:
    if left.types.isdisjoint(right.types):
        if is_one_document or same_victims(left, right):
            return POINTS_NEEDED
        return POINTS_NEEDED_DEATH if _are_death_and_killing(left, right) else POINTS_NEEDED_CLOSE
    if GOODWILL in left.inner and GOODWILL in right.inner:
        # "expressed his commitment to closer ties", "the pledge to strengthen ties": one vow, however often restated
        return POINTS_NEEDED
    # what two sides agree, sign or conclude together is an occasion, not a saying
    is_mutual = not (left.targets or right.targets) and min(len(left.codes), len(right.codes)) > 1
    is_said = are_said(left, right)
    if is_one_document and is_said:
        # "agreed to reopen their embassies ... pledged to respect the border": of one day one deal
        is_one_deal = is_mutual and left.is_fine and right.is_fine
        is_one_deal = is_one_deal or _is_one_protest(left, right)
        return POINTS_NEEDED_SAID if is_one_deal else POINTS_NEEDED_SAID_HERE
    return POINTS_NEEDED_SAID if is_said and not is_mutual else POINTS_NEEDED


def _is_one_protest(left: Frame, right: Frame) -> bool:
    """Tell "summoned the ambassador and handed him a note of protest": one sentence's two words for one complaint."""
    is_charge = left.types == right.types == {"ACCUSE"} and left.codes == right.codes and len(left.codes) > 1
    return is_charge and not left.sentences.isdisjoint(right.sentences)


def _are_death_and_killing(left: Frame, right: Frame) -> bool:
    return any(DIED in one.modes and is_deadly(other) for one, other in ((left, right), (right, left)))


def _is_death_told_twice(left: Frame, right: Frame) -> bool:
    """Tell "mourned the death of a porter, who was gunned down": one article's two words for what befell one person."""
    return (DIED in left.modes) != (DIED in right.modes) and bool(left.aims & right.aims)


def _is_headline(left: Frame, right: Frame) -> bool:
    """Tell the headline and the lead below it: "Ardania, Belmark agree truce", "agreed to stop the shelling"."""
    return 0 in left.sentences | right.sentences and left.codes == right.codes and bool(left.triggers & right.triggers)
