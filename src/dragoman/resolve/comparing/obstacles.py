"""What keeps two events apart, however much alike they are otherwise: a list of reasons, each a function.

In:  two `Frame`s. Out: the first reason that keeps them apart, None where nothing does.
Left to `scoring`: how like two are that nothing keeps apart.
"""

from __future__ import annotations

import functools
from collections.abc import Callable

from dragoman.records.vocabulary import EventType
from dragoman.resolve.comparing.frames import ABOUT, COUNTS, MODES, NEWS_LAG_DAYS, PERSONS, SPOTS, Days, Frame
from dragoman.resolve.comparing.spots import SCENES, is_one_place

# One act may be told as either: "agreed to the pact" and "endorsed the pact", "seized" and "attacked the vessel".
CLOSE_TYPES: frozenset[frozenset[str]] = frozenset(
    frozenset(pair.split("/"))
    for pair in (
        "AGREE/SUPPORT", "AGREE/CONCEDE", "AGREE/COOPERATE", "SUPPORT/COOPERATE", "AID/COOPERATE", "AID/SUPPORT",
        "AGREE/AID", "ACCUSE/REJECT", "ACCUSE/PROTEST", "COERCE/ASSAULT", "COERCE/SANCTION", "COERCE/MOBILIZE",
        "REQUEST/THREATEN", "REJECT/SANCTION", "RETREAT/SANCTION", "CONCEDE/RETREAT", "ACCUSE/THREATEN",
        "ACCUSE/REQUEST", "REQUEST/REJECT", "ASSAULT/INCIDENT", "OFFICE/ASSAULT", "OFFICE/INCIDENT",
    )
)  # fmt: skip
# Of these types any two modes tell two acts: who was elected was not sworn in by that.
SHARP_TYPES: frozenset[EventType] = frozenset(("OFFICE", "RETREAT", "SANCTION", "COERCE"))
SAME_MODES = frozenset(("seize", "arrest"))  # "captured 23 pirates", "arrested 23 pirates"
MUTUAL_TYPES: frozenset[EventType] = frozenset(("CONSULT", "COOPERATE", "AGREE", "SUPPORT", "RETREAT"))
# A promise names its act: "promised to send wheat" is not the shipment.
PROMISES: frozenset[EventType] = frozenset(("AGREE", "CONCEDE"))
ACTS: frozenset[EventType] = frozenset(("AID", "COOPERATE", "RETREAT"))
ONCE_MODES = frozenset(("arrest", "targeted", "convict"))  # of acts that befall a person once in a while
LATE_NEWS_DAYS = 7  # after which such an act is still news without a day
MANY = "multilateral"
MAX_TYPES = 2  # types that the reports of one act may have: with more, anything would be close to it
TOLLS: frozenset[EventType] = frozenset(("ASSAULT", "INCIDENT"))  # whose victims reports of one act count differently
Obstacle = Callable[[Frame, Frame], str | None]


def find_obstacle(left: Frame, right: Frame) -> str | None:
    """Give the first thing that keeps the two apart, None where nothing does."""
    for obstacle in _obstacles_for(left.traits & right.traits):
        found = obstacle(left, right)
        if found is not None:
            return found
    return None


@functools.cache
def _obstacles_for(shared: int) -> tuple[Obstacle, ...]:
    """Give those that may be found between two frames that both have these traits."""
    return tuple(obstacle for obstacle, needs in OBSTACLES if needs & shared == needs)


def differ_in_status(left: Frame, right: Frame) -> str | None:
    """Keep a deed, a plan, a charge and a denial apart; `plans` joins a plan to its deed."""
    return None if left.group == right.group else f"{left.group} and {right.group}"


def differ_in_type(left: Frame, right: Frame) -> str | None:
    """Keep types apart that no act is told as both of."""
    if left.types is right.types and len(left.types) <= MAX_TYPES:
        return None
    if len(left.types | right.types) > MAX_TYPES:
        return "types that no one act has"
    if left.types & right.types:
        return None
    pairs = (frozenset((one, other)) for one in left.types for other in right.types)
    return None if any(pair in CLOSE_TYPES for pair in pairs) else "types that no one act has"


def differ_in_stage(left: Frame, right: Frame) -> str | None:
    """Keep the promise of an act apart from acts."""
    if not left.inner and not right.inner:
        return None
    for one, other in ((left, right), (right, left)):
        if one.inner and one.types <= PROMISES and other.types <= ACTS:
            return "a promise and an act"
    return None


def differ_in_mode(left: Frame, right: Frame) -> str | None:
    """Keep a phone call from a visit; of sharp types two modes are two acts."""
    if not left.modes or not right.modes or not left.modes.isdisjoint(right.modes):
        return None
    if ("phone" in left.modes) != ("phone" in right.modes):
        return "by phone and in person"
    is_sharp = bool((left.types & right.types) & SHARP_TYPES) and not (left.modes | right.modes) <= SAME_MODES
    return "modes of two acts" if is_sharp else None


def differ_in_presence(left: Frame, right: Frame) -> str | None:
    """Keep a phone call from a meeting that somewhere is told of: "telephoned Orsk", "met in the town of Tarn Vael"."""
    if not left.types & right.types & {"CONSULT"} or ("phone" in left.modes) == ("phone" in right.modes):
        return None
    met = right if "phone" in left.modes else left
    return "by phone and in one place" if met.cities or met.sites else None


def differ_in_parties(left: Frame, right: Frame) -> str | None:
    """Keep two pairs apart, and one pair the other way round."""
    if not left.codes or not right.codes:
        return None
    shared = left.codes & right.codes
    if not shared and (left.codes <= left.guessed or right.codes <= right.guessed):
        # "a motorist", of an article that names another country: that says nothing of whose he is
        return None
    # "shelled a suburb", of an article on Belmark: whose suburb it is nobody says
    fewest = min(_count_sure(left), _count_sure(right))
    if shared and _is_one_summit(left, right):
        return None
    if 2 * len(shared) <= fewest and len(shared) < max(2, fewest):
        return "other parties" if not (fewest == 1 and shared) else None
    if not left.sources or not right.sources or not left.sources.isdisjoint(right.sources):
        return None
    return None if left.types & right.types & MUTUAL_TYPES else "another did it"


def _count_sure(frame: Frame) -> int:
    """Count the parties that are told, where any is; most frames have no other."""
    return (len(frame.codes - frame.guessed) if frame.guessed else 0) or len(frame.codes)


def _is_one_summit(left: Frame, right: Frame) -> bool:
    """Tell a gathering of many, of which each sentence names some: "her seat at the League summit in Lisk"."""
    if MANY not in left.modes or MANY not in right.modes or not left.types & right.types & {"CONSULT"}:
        return False
    is_one_time = left.stated is not None and right.stated is not None and not left.stated.gap(right.stated)
    return is_one_time and any(is_one_place(one, other) for one in left.cities for other in right.cities)


def differ_in_persons(left: Frame, right: Frame) -> str | None:
    """Keep acts of two persons of one country apart."""
    if not left.persons or not right.persons:
        return None
    for code, persons in left.persons.items():
        others = right.persons.get(code)
        if others and persons.isdisjoint(others):
            return f"other persons of {code}"
    return None


def differ_in_doers(left: Frame, right: Frame) -> str | None:
    """Keep what Holt did apart from what Vale did, though both name whom it was for: "Holt endorsed Dane"."""
    if not left.doers or not right.doers or not left.doers.isdisjoint(right.doers):
        return None
    return "other doers" if left.sources & right.sources else None


def differ_in_things(left: Frame, right: Frame) -> str | None:
    """Keep the capture of Lisk, or the shelling near it, apart from that of Tull, where no table knows the towns."""
    if not left.things or not right.things or not left.things.isdisjoint(right.things):
        return None
    return "other things" if (left.types | right.types) <= SCENES else None


def differ_in_victims(left: Frame, right: Frame) -> str | None:
    """Keep "The attacker was shot by police" from what he had done, and the killing of Holt from that of Vale."""
    if not left.types & right.types & TOLLS:
        return None
    named, named_too = (_named_victims(each) for each in (left, right))
    if named and named_too and named.isdisjoint(named_too):
        return "other victims"
    if left.is_doer_hit == right.is_doer_hit:
        return None
    others = right if left.is_doer_hit else left
    if left.sources & right.sources and (others.persons or not others.targets):
        # "Police shot the gunman", "Police shot Holt, 30"
        return None
    return "the doer was hit, and others were"


def _named_victims(frame: Frame) -> frozenset[str]:
    found = (frame.persons.get(code, frozenset()) for code in frame.targets - frame.sources)
    return frozenset(person for persons in found for person in persons)


def differ_in_days(left: Frame, right: Frame) -> str | None:
    """Keep days apart, with a day's tolerance: time zones, and "on Friday" written past midnight."""
    one, other = left.days, right.days
    if _is_too_late(left, other) or _is_too_late(right, one):
        return "told before it was"
    if one is None or other is None:
        return None
    if left.stated is None and right.stated is None:
        # between the days of publication, not those on which it may have been
        gap = max(one.first - other.last, other.first - one.last) + NEWS_LAG_DAYS
        return "news of other days" if gap > NEWS_LAG_DAYS else None
    if not one.gap(other):
        return None
    # a day's tolerance must not add up: the 8th and the 9th are one event, and neither is the 10th with both
    both = max(one.last, other.last) - min(one.first, other.first) + 1
    is_news = (left.stated is None) != (right.stated is None)
    if is_news and is_late_news(left, right):
        return None
    return None if (both <= 2 or is_news) and one.gap(other) == 1 else "other days"


def is_late_news(left: Frame, right: Frame) -> bool:
    """Tell whether one tells without a day, up to a week late, what befalls a named person but once: an arrest."""
    stated, told = (left.stated, right.published) if left.stated is not None else (right.stated, left.published)
    if stated is None or told is None or not 0 <= told.last - stated.last <= LATE_NEWS_DAYS:
        return False
    modes = left.modes & right.modes
    is_once = bool(modes & ONCE_MODES) or (bool(modes) and left.types == right.types == {"OFFICE"})
    return is_once and any(persons & right.persons.get(code, frozenset()) for code, persons in left.persons.items())


def _is_too_late(frame: Frame, days: Days | None) -> bool:
    """Tell whether the days come after an article that tells of a deed."""
    return frame.told_by is not None and days is not None and days.first > frame.told_by + 1


def differ_in_place(left: Frame, right: Frame) -> str | None:
    """Keep two cities apart, and two countries."""
    if left.cities and right.cities:
        types = left.types | right.types
        meets = any(is_one_place(one, other, types=types) for one in left.cities for other in right.cities)
        return None if meets else "other cities"
    countries, others = _countries(left), _countries(right)
    return "other countries" if countries and others and not countries & others else None


def differ_in_number(left: Frame, right: Frame) -> str | None:
    """Keep "seized 23 divers" from "seized 26 divers" where no day says that it is one; tolls are corrected."""
    if not left.counts or not right.counts or _are_of_one_day(left, right) or (left.types | right.types) & TOLLS:
        return None
    told = ({*left.counts} & {*right.counts}) - {ABOUT}
    others = [each for each in told if not left.counts[each] & right.counts[each]]
    return f"other numbers of {min(others)}" if others else None


def _are_of_one_day(left: Frame, right: Frame) -> bool:
    """Tell whether a day brings the two together, so that a number may be a slip: stated of one, or news of one."""
    if left.stated is None and right.stated is None and left.published is not None and right.published is not None:
        # "releases 11 hostages", "releases 10 hostages": the news of two days
        return left.is_fine and right.is_fine and left.published.last == right.published.last
    return left.is_fine and right.is_fine


# Each with what both frames must have for it to be asked.
OBSTACLES: tuple[tuple[Obstacle, int], ...] = (
    (differ_in_status, 0),
    (differ_in_type, 0),
    (differ_in_stage, 0),
    (differ_in_parties, 0),
    (differ_in_days, 0),
    (differ_in_mode, MODES),
    (differ_in_presence, 0),
    (differ_in_persons, PERSONS),
    (differ_in_doers, PERSONS),
    (differ_in_things, 0),
    (differ_in_victims, 0),
    (differ_in_place, SPOTS),
    (differ_in_number, COUNTS),
)


def _countries(frame: Frame) -> set[str]:
    return {spot.country for spot in frame.spots if spot.country is not None}
