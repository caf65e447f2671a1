"""What speaks against one event where two tellings share little more than a country and a kind of act.

In:  two `Frame`s that nothing keeps apart. Out: reasons with the points that they take; none where two states, a
person or a city are common to both.
Left to `scoring`: what speaks for one event. Left to `obstacles`: what rules it out.
"""

from __future__ import annotations

from collections.abc import Iterator

from dragoman.records.vocabulary import EventType
from dragoman.resolve.comparing.frames import ABOUT, Frame
from dragoman.resolve.comparing.obstacles import TOLLS
from dragoman.resolve.comparing.spots import is_one_place
from dragoman.resolve.comparing.stories import STORY_SURE, story_share

WEEK, MONTH, YEAR = 7, 31, 366  # days between two tellings after which what nobody dates is likelier another act
BARE = 1.0  # "a gunman shot three", "a gunman shot seven", of one country and week, with no telling word in common
UNNAMED = 1.0  # "Holt dies", "one woman dies"
OTHER_TOLL = 2.0  # news of two days with two numbers of dead: a toll is corrected, but then the words are alike too
LATER, MUCH_LATER = 1.0, 2.0
AGAIN = 1.5  # "pardons 3,000 prisoners", two days later "pardons a further 6,000"
DIED = "died"  # mode of a death in office or of an office-holder
DEATHS = 2.0  # "a comedian dies of the fever", "his wife dies of the fever"
NO_PARTY = 1.0  # "bans gatherings of fifty", "a ban on gatherings of more than two": nobody says of whom
DAILY: frozenset[EventType] = TOLLS | {"PROTEST", "COERCE"}  # what a war, or unrest, has of every day
FEW = 10  # so small a toll two acts may have alike
FAR = 1.5  # times that a toll may rise from one telling to the next
# "A strike on Lisk kills two", a day later "A strike on Lisk kills four": a war has one a day
NEXT_DAY, NEXT_DAY_OF_WAR = 1.5, 2.5


def find_doubts(left: Frame, right: Frame) -> Iterator[tuple[float, str]]:
    """Give the points that are taken, each with its reason."""
    if left.group != "deed":
        return
    is_fresh = _are_fresh_twice(left, right)
    yield from _doubts_of_two(left, right)
    if is_fresh and left.types & right.types & DAILY:
        yield NEXT_DAY_OF_WAR if left.sources & right.sources else NEXT_DAY, "force told as news of two days"
    is_bare = _are_bare(left, right)
    if _are_known(left, right):
        if not _is_taken_up(left, right):
            yield from _doubts_of_a_war(left, right, is_bare=is_bare, is_fresh=is_fresh)
        return
    if not (left.codes & right.codes) - (left.guessed | right.guessed if is_bare else frozenset()):
        yield NO_PARTY, "no party in common"
    if is_bare:
        yield BARE, "nothing but a country and a kind of act in common"
    if is_bare and bool(left.persons) != bool(right.persons):
        yield UNNAMED, "one names a person, the other nobody"
    if _are_two_tolls(left, right):
        yield OTHER_TOLL, "news of two days with two numbers"
    yield from _told_later(left, right, MONTH, YEAR)


def _doubts_of_two(left: Frame, right: Frame) -> Iterator[tuple[float, str]]:
    """Give what the words say of there being two."""
    if left.is_another != right.is_another and _written_apart(left, right):
        yield AGAIN, "one says that there was another before"
    if _are_far_tolls(left, right):
        yield OTHER_TOLL, "numbers of dead too far apart"
    if DIED in left.modes & right.modes and not _share_a_person(left, right):
        yield DEATHS, "deaths, and nothing says of one person"


def _doubts_of_a_war(left: Frame, right: Frame, *, is_bare: bool, is_fresh: bool) -> Iterator[tuple[float, str]]:
    """Give what speaks against one act of two states, or in one city, that have many of a kind."""
    shared = left.types & right.types
    if is_bare and (is_fresh or _are_of_one_war(left, right)) and "CONSULT" not in shared:
        yield BARE, "of two states, with no telling word in common"
    if _are_two_tolls(left, right):
        yield OTHER_TOLL, "news of two days with two numbers"
    if shared & DAILY:
        yield from _told_later(left, right, WEEK, MONTH)


def _told_later(left: Frame, right: Frame, late: int, very_late: int) -> Iterator[tuple[float, str]]:
    days = _days_between(left, right)
    if days > late:
        yield MUCH_LATER if days > very_late else LATER, "told long after, with no date"


def _is_taken_up(left: Frame, right: Frame) -> bool:
    """Tell whether one takes the other up by a name or a person: "the invasion", "the killing of Holt"."""
    named = left.is_named or right.is_named or left.is_anaphoric or right.is_anaphoric
    return named or _share_a_person(left, right)


def _share_a_person(left: Frame, right: Frame) -> bool:
    return any(persons & right.persons.get(code, frozenset()) for code, persons in left.persons.items())


def _are_bare(left: Frame, right: Frame) -> bool:
    """Tell two sentences that share no telling word but the one for the act; not of two papers on one story."""
    if not left.words or not right.words or not left.words & right.words <= left.triggers | right.triggers:
        return False
    return story_share(left.story, right.story) < STORY_SURE


def _are_known(left: Frame, right: Frame) -> bool:
    """Tell whether two parties, a person, a city or an agreement are common to both, or one takes up the other."""
    if len(left.codes & right.codes) > 1 or left.agreements & right.agreements:
        return True
    if left.is_anaphoric or right.is_anaphoric or _share_a_person(left, right) or left.sites & right.sites:
        return True
    types = left.types | right.types
    return any(is_one_place(one, other, types=types) for one in left.cities for other in right.cities)


def _written_apart(left: Frame, right: Frame) -> bool:
    """Tell whether the one was told on another day than the other."""
    return left.written is not None and right.written is not None and left.written != right.written


def _are_of_one_war(left: Frame, right: Frame) -> bool:
    """Tell two strikes of a war in the news of some days: there are many a day.

    Where a day is told of one it is likelier the same, if both call it the same: "killed six", "clashed since Monday".
    """
    is_force = bool(left.types & right.types & TOLLS) and not (left.cities and right.cities)
    is_force = is_force and not left.sites & right.sites
    told = (left.stated is not None) + (right.stated is not None)
    is_open = not told or (told == 1 and left.triggers.isdisjoint(right.triggers))
    return is_force and is_open and left.persons == right.persons == {}


def _are_fresh_twice(left: Frame, right: Frame) -> bool:
    """Tell two acts that are each the news of its day, of which no person or number says that they are one."""
    if left.stated is not None or right.stated is not None:
        return False
    if left.published is None or right.published is None or left.published.last == right.published.last:
        return False
    if _share_a_person(left, right):
        return False
    exact = [each for each in left.counts if each != ABOUT]  # "hundreds more" are not the same hundreds
    shared = (left.counts[each] & right.counts.get(each, frozenset()) for each in exact)
    return not any(number > FEW for numbers in shared for number in numbers)


def _are_two_tolls(left: Frame, right: Frame) -> bool:
    if not left.types & right.types & TOLLS or left.stated is not None or right.stated is not None:
        return False
    if left.published is None or right.published is None or left.published == right.published:
        return False
    shared = {*left.counts} & {*right.counts}
    return bool(shared) and not any(left.counts[each] & right.counts[each] for each in shared)


def _are_far_tolls(left: Frame, right: Frame) -> bool:
    """Tell nine dead from thirty-one, where no place says that it is one: a toll rises, but not to that."""
    if not left.types & right.types & TOLLS or left.sites & right.sites or (left.cities and right.cities):
        return False
    numbers, others = left.counts.get(ABOUT), right.counts.get(ABOUT)
    if not numbers or not others or not numbers.isdisjoint(others):
        return False
    return not any(max(one, other) < FAR * min(one, other) for one in numbers for other in others)


def _days_between(left: Frame, right: Frame) -> int:
    """Count the days between two tellings, one of them of a deed that nobody dates; 0 where both are dated."""
    if left.days is not None and right.days is not None:
        return 0
    when, when_too = (each.days.last if each.days is not None else each.written for each in (left, right))
    return abs(when - when_too) if when is not None and when_too is not None else 0
