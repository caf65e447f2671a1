"""How like two events are: a list of features that each say why.

In:  two `Frame`s. Out: a `Score` in points, with the reasons; None where an obstacle keeps them apart.
Points are added; `needed` says how many make one event of two mentions of these types.
Left to `obstacles`: what keeps two events apart. Left to `clustering`: which pairs are compared, and what follows.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from dragoman.lexicons.load.word_rarity import stem
from dragoman.records.vocabulary import EventType
from dragoman.resolve.discourse import are_two_in_one_article
from dragoman.resolve.doubts import find_doubts
from dragoman.resolve.frames import FINE_DAYS, GOODWILL, NEWS_LAG_DAYS, Days, Frame
from dragoman.resolve.obstacles import find_obstacle
from dragoman.resolve.spots import is_one_place
from dragoman.resolve.stories import STORY_CHANCE, STORY_SURE, story_share

# What is said is told apart by its content: two demands of one day are two events, two meetings hardly ever.
SAID: frozenset[EventType] = frozenset(("AGREE", "CONCEDE", "SUPPORT", "REQUEST", "ACCUSE", "REJECT", "THREATEN"))
POINTS_NEEDED = 5.0  # type, parties and day alike give 6; a day known from the news only gives 5.4
POINTS_NEEDED_SAID = 5.4  # of what is said the same, and no words against it
POINTS_NEEDED_SAID_HERE = 7.0  # of one article's sayings: parties, persons and day are alike in all of them
NESTED = 5.0  # the words of one mention hold those of the other: one act, whatever the parser made of its parties
PLANS_EXTRA = 1.5  # points more for undated plans that are not of one kind: a visit, a meeting some time
POINTS_NEEDED_CLOSE = 7.0  # two types of one act: words must tell that it is one
POINTS_NEEDED_DEATH = 5.5  # "a pedlar died when a lorry hit her", "killed a pedlar": an act and what came of it
COARSE_EXTRA = 0.5  # points more for sayings that no day brings together
LONG_DAYS = 366  # by which what is told without a date is likelier near the telling than so far from it
KILLING = "targeted"  # mode of the killing of a chosen person
DIED = "died"
DEADLY = frozenset(map(stem, ("kill", "killed", "killing", "murder", "slain", "assassinate")))
NOBODY: frozenset[str] = frozenset()
FEW_WORDS = 3  # telling words below which a sentence says nothing by sharing none


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


Compare = Callable[[Frame, Frame], FeatureScore | None]


def compare_frames(left: Frame, right: Frame, *, is_one_document: bool = False) -> Score | None:
    """Score two frames; None where something keeps them apart."""
    if find_obstacle(left, right) is not None:
        return None
    features = [found for compare in FEATURES if (found := compare(left, right)) is not None]
    if is_one_document:
        is_one_act = left.types & right.types or _is_headline(left, right) or _is_death_told_twice(left, right)
        if not is_one_act or are_two_in_one_article(left, right):
            # one author's two words for two acts: "met", "agreed"
            return None
        features = [*_without_sentence(features, left, right), compare_discourse(left, right)]
    points = round(sum(each.points for each in features), 4)
    needed = _needed(left, right, is_one_document=is_one_document)
    return Score(points=points, needed=needed, features=tuple(features))


def _needed(left: Frame, right: Frame, *, is_one_document: bool) -> float:
    needed = _needed_on_a_day(left, right, is_one_document=is_one_document)
    is_said = (left.types | right.types) <= SAID
    is_plan = left.group == right.group == "plan"
    if is_plan and left.days is None and right.days is None and not left.modes & right.modes:
        # "invited him to visit Belmark", "agreed to meet": who is to meet some time is to meet more than once
        needed += PLANS_EXTRA
    # two leaders promise many things within a month
    return needed + COARSE_EXTRA if is_said and not (left.is_fine and right.is_fine) else needed


def _needed_on_a_day(left: Frame, right: Frame, *, is_one_document: bool) -> float:
    if not left.types & right.types:
        if is_one_document or _same_victims(left, right):
            return POINTS_NEEDED
        return POINTS_NEEDED_DEATH if _are_death_and_killing(left, right) else POINTS_NEEDED_CLOSE
    if GOODWILL in left.inner & right.inner:
        # "expressed his commitment to closer ties", "the pledge to strengthen ties": one vow, however often restated
        return POINTS_NEEDED
    # what two sides agree, sign or conclude together is an occasion, not a saying
    is_mutual = not (left.targets or right.targets) and min(len(left.codes), len(right.codes)) > 1
    if is_one_document and (left.types | right.types) <= SAID:
        # "agreed to reopen their embassies ... pledged to respect the border": of one day one deal
        is_one_deal = is_mutual and left.is_fine and right.is_fine
        return POINTS_NEEDED_SAID if is_one_deal else POINTS_NEEDED_SAID_HERE
    return POINTS_NEEDED_SAID if (left.types | right.types) <= SAID and not is_mutual else POINTS_NEEDED


def _without_sentence(features: list[FeatureScore], left: Frame, right: Frame) -> list[FeatureScore]:
    """Leave out what two mentions of an article share whatever they tell: its story, and of one sentence its words."""
    features = [each for each in features if each.feature not in ("story", "doubts")]
    if left.sentences.isdisjoint(right.sentences):
        return features
    return [each for each in features if each.feature != "words"]


def _is_headline(left: Frame, right: Frame) -> bool:
    """Tell the headline and the lead below it: "Ardania, Belmark agree truce", "agreed to stop the shelling"."""
    return 0 in left.sentences | right.sentences and left.codes == right.codes and bool(left.triggers & right.triggers)


def compare_discourse(left: Frame, right: Frame) -> FeatureScore:
    """Score what one article's telling adds: "This meeting ..." takes up the one before, nested words are one."""
    takes_up = left.is_anaphoric or right.is_anaphoric
    # "Delegations met once, in Lisk" takes nothing up: an article on talks tells of many
    points = (1.2 if takes_up else 0.4) if left.days is None or right.days is None else 0.0
    if left.stated is not None and left.stated == right.stated and not left.is_fine and not takes_up:
        # "spoke in April ... visited in April": a month is not what makes two of one article's events one
        points -= 0.5
    if any(
        start < end_too and start_too < end for _, start, end in left.spans for _, start_too, end_too in right.spans
    ):
        # "issued a stark warning", "warning"; "reiterated their commitment", "commitment"
        points += NESTED
    if not left.codes or not right.codes:
        points += 1.8 if takes_up else 1.0
    elif takes_up and (left.codes < right.codes or right.codes < left.codes):
        points += 0.7
    return FeatureScore(feature="discourse", points=round(points, 4), why="in one article")


# -- features --------------------------------------------------------------------------------------------------


def compare_types(left: Frame, right: Frame) -> FeatureScore:
    """Give 2 points for equal types, 1 for close ones; a half more for equal modes, a half less for others."""
    shared = left.types & right.types
    points, why = (2.0, f"both {'/'.join(sorted(shared))}") if shared else (1.0, "close types")
    if left.modes & right.modes:
        points += 0.5
    elif left.modes and right.modes:
        points -= 0.5
    return FeatureScore(feature="type", points=points, why=why)


def compare_parties(left: Frame, right: Frame) -> FeatureScore | None:
    """Give 2 points for equal pairs, fewer for a lone party or where one report leaves some out."""
    if not left.codes or not right.codes:
        return None
    shared = left.codes & right.codes
    if not shared:
        return None
    if left.codes == right.codes:
        points = 2.0 if len(shared) > 1 else 1.2
        return FeatureScore(feature="parties", points=points, why=f"between {', '.join(sorted(shared))}")
    share = len(shared) / len(left.codes | right.codes)
    is_part = left.codes <= right.codes or right.codes <= left.codes
    points = (0.7 if len(shared) == 1 else 1.0 + share) if is_part else 0.5 + share
    return FeatureScore(feature="parties", points=points, why=f"both name {', '.join(sorted(shared))}")


def compare_persons(left: Frame, right: Frame) -> FeatureScore | None:
    """Give a point for the same named persons."""
    shared = [code for code, persons in left.persons.items() if persons & right.persons.get(code, frozenset())]
    if not shared:
        return None
    points = min(1.0, 0.6 * len(shared))
    if len(left.codes) == 1 and _count_shared_persons(left, right) > 1:
        # "the president named Holt": two persons of one state are as good as a pair of states
        points += 0.8
    return FeatureScore(feature="persons", points=points, why=f"the same persons of {', '.join(shared)}")


def _count_shared_persons(left: Frame, right: Frame) -> int:
    return sum(len(persons & right.persons.get(code, NOBODY)) for code, persons in left.persons.items())


def compare_victims(left: Frame, right: Frame) -> FeatureScore | None:
    """Give a point and a half for the death of the same named person: nobody dies twice."""
    if not _same_victims(left, right):
        return None
    return FeatureScore(feature="victims", points=1.5, why="the same person was killed")


def _same_victims(left: Frame, right: Frame) -> bool:
    one, other = _deceased(left), _deceased(right)
    return bool(one and other) and not {*one}.isdisjoint(other)


def _are_death_and_killing(left: Frame, right: Frame) -> bool:
    return any(DIED in one.modes and _is_deadly(other) for one, other in ((left, right), (right, left)))


def _is_deadly(frame: Frame) -> bool:
    return KILLING in frame.modes or bool(frame.triggers & DEADLY)


def _is_death_told_twice(left: Frame, right: Frame) -> bool:
    """Tell "mourned the death of a porter, who was gunned down": one article's two words for what befell one person."""
    return (DIED in left.modes) != (DIED in right.modes) and bool(left.aims & right.aims)


def _deceased(frame: Frame) -> frozenset[str]:
    """Give the named persons who died of it: "Holt was killed", "the death of Holt"."""
    if DIED in frame.modes:
        codes = frame.sources | frame.targets or frame.codes
    elif _is_deadly(frame):
        codes = frame.targets - frame.sources
    else:
        return NOBODY
    return NOBODY.union(*(frame.persons.get(code, NOBODY) for code in codes))


def compare_days(left: Frame, right: Frame) -> FeatureScore | None:
    """Give 2 points for the same day, fewer where it is known from the news only, about 1 for a month that fits."""
    one, other = left.days, right.days
    if one is None or other is None:
        return None
    share = _share_days(left, right, one, other)
    return FeatureScore(feature="days", points=round(2.0 * share, 4), why="the days agree")


def compare_telling(left: Frame, right: Frame) -> FeatureScore | None:
    """Take a point of what nobody dates where it was told more than a year from the other: it is news, not history."""
    undated = [frame for frame in (left, right) if frame.days is None]
    if _same_victims(left, right) or any(frame.is_anaphoric for frame in undated):
        # "its invasion" is the one that was told, whenever that was
        return None
    # two deeds that nobody dates may be told years after; two plans are of what was ahead
    if not undated or (len(undated) > 1 and left.group != "plan"):
        return None
    when, when_too = _about_when(left), _about_when(right)
    if when is None or when_too is None or abs(when - when_too) <= LONG_DAYS:
        return None
    return FeatureScore(feature="telling", points=-1.0, why="told more than a year apart")


def _about_when(frame: Frame) -> int | None:
    return frame.days.last if frame.days is not None else frame.written


def _share_days(left: Frame, right: Frame, one: Days, other: Days) -> float:
    if left.stated is not None and right.stated is not None:
        if one.gap(other):
            return 0.2
        lengths = sorted((one.length, other.length))
        if lengths[1] <= FINE_DAYS:
            return 1.0
        if one == other:
            return 0.7
        return 0.5 if lengths[1] <= 31 else 0.15
    if left.stated is None and right.stated is None:
        longest = max(one.length, other.length) - NEWS_LAG_DAYS
        if longest > FINE_DAYS:
            # news of two articles that are themselves dated to the month
            return 0.3 if longest <= 31 else 0.1
        return (0.7, 0.55, 0.3)[min(abs(one.last - other.last), 2)]
    stated = one if left.stated is not None else other
    if stated.length > FINE_DAYS:
        return 0.3 if stated.length <= 31 else 0.1
    return 0.3 if one.gap(other) else 0.8


def compare_places(left: Frame, right: Frame) -> FeatureScore | None:
    """Give a point for the same city, a bit for the same country."""
    if not left.spots or not right.spots:
        return None
    types = left.types | right.types
    if any(is_one_place(one, other, types=types) for one in left.cities for other in right.cities):
        return FeatureScore(feature="place", points=1.0, why=f"in {left.cities[0].name}")
    countries = {spot.country for spot in left.spots} & {spot.country for spot in right.spots} - {None}
    return FeatureScore(feature="place", points=0.3, why="in one country") if countries else None


def compare_words(left: Frame, right: Frame) -> FeatureScore | None:
    """Give up to 3.5 points for rare words that both sentences have; take a half where they share none."""
    fewest = min(len(left.words), len(right.words))
    if not fewest:
        return None
    shared = left.words & right.words
    if not shared and GOODWILL in left.inner & right.inner:
        return None
    if not shared:
        points = -1.0 if (left.types | right.types) <= SAID else -0.5
        return FeatureScore(feature="words", points=points, why="no telling word") if fewest >= FEW_WORDS else None
    # one word of two is chance, three of six are not
    share = len(shared) / max(fewest, 4)
    why = f"both say {', '.join(sorted(shared)[:4])}"
    return FeatureScore(feature="words", points=round(min(3.5, 4.0 * share), 4), why=why)


def compare_triggers(left: Frame, right: Frame) -> FeatureScore | None:
    """Give a half for the same word for an act; every charge is an accusation."""
    if (left.types | right.types) <= SAID:
        return None
    shared = left.triggers & right.triggers
    return FeatureScore(feature="trigger", points=0.5, why="in the same word") if shared else None


def compare_stories(left: Frame, right: Frame) -> FeatureScore | None:
    """Give up to 3 points where two articles tell one story, half where days or a pair tell more.

    Of sayings none, unless both name the same two persons: "asked the surgeon Holm to serve".
    """
    if (left.types | right.types) <= SAID and _count_shared_persons(left, right) < 2:
        return None
    share = story_share(left.story, right.story)
    points = 3.0 * min(1.0, max(0.0, share - STORY_CHANCE) / (STORY_SURE - STORY_CHANCE))
    is_pair = min(len(left.codes), len(right.codes)) > 1 or (left.types | right.types) <= SAID
    if (left.days is not None and right.days is not None) or is_pair:
        # two states that quarrel are one story for years, of many clashes
        points /= 2
    return FeatureScore(feature="story", points=round(points, 4), why="articles of one story") if points else None


def compare_figures(left: Frame, right: Frame) -> FeatureScore | None:
    """Give a half for the same figure."""
    shared = left.figures & right.figures
    if not shared:
        return None
    return FeatureScore(feature="figures", points=0.5, why=f"both give {', '.join(sorted(shared)[:2])}")


def compare_doubts(left: Frame, right: Frame) -> FeatureScore | None:
    """Take points where two articles share little more than a country and a kind of act."""
    found = list(find_doubts(left, right))
    if not found:
        return None
    points = -round(sum(points for points, _ in found), 4)
    return FeatureScore(feature="doubts", points=points, why="; ".join(why for _, why in found))


def compare_inner(left: Frame, right: Frame) -> FeatureScore | None:
    """Give a point for a promise, charge or denial about the same kind of act; take more for different kinds."""
    if not left.inner or not right.inner:
        return None
    if left.inner & right.inner:
        return FeatureScore(feature="about", points=1.0, why=f"about {'/'.join(sorted(left.inner & right.inner))}")
    return FeatureScore(feature="about", points=-1.5, why="about different acts")


def compare_agreements(left: Frame, right: Frame) -> FeatureScore | None:
    """Give a point and a half for steps of the same agreement; take as much for steps of two."""
    if not left.agreements or not right.agreements:
        return None
    if left.agreements & right.agreements:
        return FeatureScore(feature="agreement", points=1.5, why="the same agreement")
    return FeatureScore(feature="agreement", points=-1.5, why="two agreements")


FEATURES: tuple[Compare, ...] = (
    compare_types,
    compare_parties,
    compare_persons,
    compare_victims,
    compare_days,
    compare_telling,
    compare_places,
    compare_words,
    compare_triggers,
    compare_stories,
    compare_figures,
    compare_inner,
    compare_agreements,
    compare_doubts,
)
