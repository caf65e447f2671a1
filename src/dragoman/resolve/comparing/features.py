"""What speaks for and against two mentions being one event: a list of features, each with points and a reason.

In:  two `Frame`s. Out: points of each feature, 0 where it says nothing; the reasons are told for the few that join.
Left to `scoring`: how many points are needed. Left to `obstacles`: what keeps two events apart whatever else.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from dragoman.lexicons.load.word_rarity import stem
from dragoman.records.vocabulary import EventType
from dragoman.resolve.comparing.doubts import DIED, find_doubts
from dragoman.resolve.comparing.frames import (
    AGREEMENTS,
    DAYS,
    FIGURES,
    FINE_DAYS,
    INNER,
    NEWS_LAG_DAYS,
    PERSONS,
    Days,
    Frame,
)
from dragoman.resolve.comparing.obstacles import TOLLS
from dragoman.resolve.comparing.spots import is_one_place
from dragoman.resolve.comparing.stories import STORY_CHANCE, STORY_SURE, story_share
from dragoman.resolve.comparing.wording import GOODWILL

# What is said is told apart by its content: two demands of one day are two events, two meetings hardly ever.
SAID: frozenset[EventType] = frozenset(("AGREE", "CONCEDE", "SUPPORT", "REQUEST", "ACCUSE", "REJECT", "THREATEN"))
NESTED = 5.0  # the words of one mention hold those of the other: one act, whatever the parser made of its parties
LONG_DAYS = 366  # by which what is told without a date is likelier near the telling than so far from it
KILLING = "targeted"  # mode of the killing of a chosen person
DEADLY = frozenset(map(stem, ("kill", "killed", "killing", "murder", "slain", "assassinate")))
NOBODY: frozenset[str] = frozenset()
FEW_WORDS = 3  # telling words below which a sentence says nothing by sharing none


@dataclass(frozen=True, slots=True, kw_only=True)
class Feature:
    """Reads as: this trait speaks for one event (above 0) or against it, by so many points, for a reason to be told.

    Both are of two frames; the reason is asked for only where there are points. `needs` are the traits that both must
    have for it to say anything.
    """

    name: str
    needs: int = 0
    weigh: Callable[[Frame, Frame], float]
    tell: Callable[[Frame, Frame], str]


def are_said(left: Frame, right: Frame) -> bool:
    """Tell whether both are told apart by their content."""
    return left.types <= SAID and right.types <= SAID


# -- points ----------------------------------------------------------------------------------------------------


def weigh_types(left: Frame, right: Frame) -> float:
    """Give 2 points for equal types, 1 for close ones; a half more for equal modes, a half less for others."""
    points = 1.0 if left.types is not right.types and left.types.isdisjoint(right.types) else 2.0
    if left.modes and right.modes:
        points += -0.5 if left.modes.isdisjoint(right.modes) else 0.5
    return points


def weigh_parties(left: Frame, right: Frame) -> float:
    """Give 2 points for equal pairs, fewer for a lone party or where one report leaves some out."""
    codes, others = left.codes, right.codes
    if codes is others or codes == others:
        if len(codes) > 1:
            # "the two armies traded fire all day", "Ardania shelled a post of Belmark": one of many of that day
            return 1.0 if left.types & right.types <= TOLLS and bool(left.sources) != bool(right.sources) else 2.0
        return 1.2 if codes else 0.0
    shared = len(codes & others)
    if not shared:
        return 0.0
    share = shared / (len(codes) + len(others) - shared)
    if shared == len(codes) or shared == len(others):
        return 0.7 if shared == 1 else 1.0 + share
    return 0.5 + share


def weigh_persons(left: Frame, right: Frame) -> float:
    """Give a point for the same named persons."""
    shared = len(_codes_of_shared(left, right))
    if not shared:
        return 0.0
    points = min(1.0, 0.6 * shared)
    if len(left.codes) == 1 and count_shared_persons(left, right) > 1:
        # "the president named Holt": two persons of one state are as good as a pair of states
        points += 0.8
    return points


def weigh_victims(left: Frame, right: Frame) -> float:
    """Give a point and a half for the death of the same named person: nobody dies twice."""
    return 1.5 if same_victims(left, right) else 0.0


def weigh_days(left: Frame, right: Frame) -> float:
    """Give 2 points for the same day, fewer where it is known from the news only, about 1 for a month that fits."""
    one, other = left.days, right.days
    if one is None or other is None:
        return 0.0
    return round(2.0 * _share_days(left, right, one, other), 4)


def weigh_telling(left: Frame, right: Frame) -> float:
    """Take a point of what nobody dates where it was told more than a year from the other: it is news, not history."""
    if left.days is not None and right.days is not None:
        return 0.0
    undated = [frame for frame in (left, right) if frame.days is None]
    if same_victims(left, right) or any(frame.is_anaphoric for frame in undated):
        # "its invasion" is the one that was told, whenever that was
        return 0.0
    # two deeds that nobody dates may be told years after; two plans are of what was ahead
    if len(undated) > 1 and left.group != "plan":
        return 0.0
    when, when_too = _about_when(left), _about_when(right)
    return 0.0 if when is None or when_too is None or abs(when - when_too) <= LONG_DAYS else -1.0


def weigh_places(left: Frame, right: Frame) -> float:
    """Give a point for the same city or village, a bit for the same country; take one for a city and a village."""
    if _are_in_one_city(left, right) or not left.sites.isdisjoint(right.sites):
        return 1.0
    if _are_village_and_elsewhere(left, right) or _are_village_and_elsewhere(right, left):
        return -1.0
    countries = {spot.country for spot in left.spots} & {spot.country for spot in right.spots} - {None}
    return 0.3 if countries else 0.0


def weigh_words(left: Frame, right: Frame) -> float:
    """Give up to 3.5 points for rare words that both sentences have; take a half where they share none."""
    fewest = min(len(left.words), len(right.words))
    if not fewest:
        return 0.0
    shared = len(left.words & right.words)
    if shared:
        # one word of two is chance, three of six are not
        return round(min(3.5, 4.0 * (shared / max(fewest, 4))), 4)
    if fewest < FEW_WORDS or GOODWILL in left.inner & right.inner:
        return 0.0
    return -1.0 if are_said(left, right) else -0.5


def weigh_triggers(left: Frame, right: Frame) -> float:
    """Give a half for the same word for an act; every charge is an accusation."""
    return 0.0 if left.triggers.isdisjoint(right.triggers) or are_said(left, right) else 0.5


def weigh_stories(left: Frame, right: Frame) -> float:
    """Give up to 3 points where two articles tell one story, half where days or a pair tell more.

    Of sayings none, unless both name the same two persons: "asked the surgeon Holm to serve".
    """
    is_said = are_said(left, right)
    if is_said and count_shared_persons(left, right) < 2:
        return 0.0
    share = story_share(left.story, right.story)
    points = 3.0 * min(1.0, max(0.0, share - STORY_CHANCE) / (STORY_SURE - STORY_CHANCE))
    is_pair = is_said or min(len(left.codes), len(right.codes)) > 1
    if is_pair or (left.days is not None and right.days is not None):
        # two states that quarrel are one story for years, of many clashes
        points /= 2
    return round(points, 4)


def weigh_figures(left: Frame, right: Frame) -> float:
    """Give a half for the same figure."""
    return 0.0 if left.figures.isdisjoint(right.figures) else 0.5


def weigh_inner(left: Frame, right: Frame) -> float:
    """Give a point for a promise, charge or denial about the same kind of act; take more for different kinds."""
    return -1.5 if left.inner.isdisjoint(right.inner) else 1.0


def weigh_agreements(left: Frame, right: Frame) -> float:
    """Give a point and a half for steps of the same agreement; take as much for steps of two."""
    return -1.5 if left.agreements.isdisjoint(right.agreements) else 1.5


def weigh_doubts(left: Frame, right: Frame) -> float:
    """Take points where two articles share little more than a country and a kind of act."""
    taken = round(sum(points for points, _ in find_doubts(left, right)), 4) if left.group == "deed" else 0.0
    return -taken if taken else 0.0


def weigh_discourse(left: Frame, right: Frame) -> float:
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
    if left.is_item and right.is_item and not takes_up and left.sentences.isdisjoint(right.sentences):
        # a digest of a day tells of many acts of that day, and each names whom it is about
        return round(points - (weigh_days(left, right) if left.stated is None and right.stated is None else 0.0), 4)
    if not left.codes or not right.codes:
        points += 1.8 if takes_up else 1.0
    elif takes_up and (left.codes < right.codes or right.codes < left.codes):
        points += 0.7
    return round(points, 4)


# -- what the points are given for -----------------------------------------------------------------------------


def count_shared_persons(left: Frame, right: Frame) -> int:
    """Count the named persons of the same country that both have."""
    return sum(len(persons & right.persons.get(code, NOBODY)) for code, persons in left.persons.items())


def same_victims(left: Frame, right: Frame) -> bool:
    """Tell whether a named person died of both."""
    one, other = _deceased(left), _deceased(right)
    return bool(one and other) and not one.isdisjoint(other)


def is_deadly(frame: Frame) -> bool:
    """Tell whether it is told as a killing."""
    return KILLING in frame.modes or not frame.triggers.isdisjoint(DEADLY)


def _deceased(frame: Frame) -> frozenset[str]:
    """Give the named persons who died of it: "Holt was killed", "the death of Holt"."""
    if not frame.persons:
        return NOBODY
    if DIED in frame.modes:
        codes = frame.sources | frame.targets or frame.codes
    elif is_deadly(frame):
        codes = frame.targets - frame.sources
    else:
        return NOBODY
    return NOBODY.union(*(frame.persons.get(code, NOBODY) for code in codes))


def _codes_of_shared(left: Frame, right: Frame) -> list[str]:
    return [code for code, persons in left.persons.items() if persons & right.persons.get(code, NOBODY)]


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


def _are_in_one_city(left: Frame, right: Frame) -> bool:
    types = left.types | right.types
    return any(is_one_place(one, other, types=types) for one in left.cities for other in right.cities)


def _are_village_and_elsewhere(village: Frame, other: Frame) -> bool:
    """Tell "in the hamlet of Ain Zahra" from "in Lisk", "in the Lisk region": no table says whether it lies there."""
    return (
        bool(village.things)
        and not village.spots
        and not other.sites
        and any(spot.precision != "country" for spot in other.spots)
    )


# -- reasons ---------------------------------------------------------------------------------------------------


def _tell_types(left: Frame, right: Frame) -> str:
    shared = left.types & right.types
    return f"both {'/'.join(sorted(shared))}" if shared else "close types"


def _tell_parties(left: Frame, right: Frame) -> str:
    names = ", ".join(sorted(left.codes & right.codes))
    return f"between {names}" if left.codes == right.codes else f"both name {names}"


def _tell_persons(left: Frame, right: Frame) -> str:
    return f"the same persons of {', '.join(_codes_of_shared(left, right))}"


def _tell_places(left: Frame, right: Frame) -> str:
    if _are_in_one_city(left, right):
        return f"in {left.cities[0].name}"
    if left.sites & right.sites:
        return "in one place"
    return "in a city and a village" if left.things or right.things else "in one country"


def _tell_words(left: Frame, right: Frame) -> str:
    shared = left.words & right.words
    return f"both say {', '.join(sorted(shared)[:4])}" if shared else "no telling word"


def _tell_figures(left: Frame, right: Frame) -> str:
    return f"both give {', '.join(sorted(left.figures & right.figures)[:2])}"


def _tell_inner(left: Frame, right: Frame) -> str:
    shared = left.inner & right.inner
    return f"about {'/'.join(sorted(shared))}" if shared else "about different acts"


def _tell_agreements(left: Frame, right: Frame) -> str:
    return "the same agreement" if left.agreements & right.agreements else "two agreements"


def _tell_doubts(left: Frame, right: Frame) -> str:
    return "; ".join(why for _, why in find_doubts(left, right))


def _always(why: str) -> Callable[[Frame, Frame], str]:
    return lambda _left, _right: why


FEATURES: tuple[Feature, ...] = (
    Feature(name="type", weigh=weigh_types, tell=_tell_types),
    Feature(name="parties", weigh=weigh_parties, tell=_tell_parties),
    Feature(name="persons", needs=PERSONS, weigh=weigh_persons, tell=_tell_persons),
    Feature(name="victims", needs=PERSONS, weigh=weigh_victims, tell=_always("the same person was killed")),
    Feature(name="days", needs=DAYS, weigh=weigh_days, tell=_always("the days agree")),
    Feature(name="telling", weigh=weigh_telling, tell=_always("told more than a year apart")),
    Feature(name="place", weigh=weigh_places, tell=_tell_places),
    Feature(name="words", weigh=weigh_words, tell=_tell_words),
    Feature(name="trigger", weigh=weigh_triggers, tell=_always("in the same word")),
    Feature(name="story", weigh=weigh_stories, tell=_always("articles of one story")),
    Feature(name="figures", needs=FIGURES, weigh=weigh_figures, tell=_tell_figures),
    Feature(name="about", needs=INNER, weigh=weigh_inner, tell=_tell_inner),
    Feature(name="agreement", needs=AGREEMENTS, weigh=weigh_agreements, tell=_tell_agreements),
    Feature(name="doubts", weigh=weigh_doubts, tell=_tell_doubts),
)
DISCOURSE = Feature(name="discourse", weigh=weigh_discourse, tell=_always("in one article"))
# What two mentions of an article share whatever they tell is left out: its story, and of one sentence its words.
FEATURES_HERE = (*(each for each in FEATURES if each.name not in ("story", "doubts")), DISCOURSE)
FEATURES_OF_SENTENCE = tuple(each for each in FEATURES_HERE if each.name != "words")
