"""Find figures of one thing that cannot both hold: "five rangers were killed", "nine rangers died there".

In:  a dossier. Out: contradictions of kind `conflict`, one for each thing and pair of numbers, with all printings.
Two figures are of one thing by points, as two mentions are one event; without a strong sign (the same event, the same
fate, the same time, a number that looks miswritten) they are of two. Left to `sightings`: what tells of a figure.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from dragoman.lexicons.load.counted_things import load_counted_things
from dragoman.records.entities import Contradiction, Side
from dragoman.records.mentions import Figure
from dragoman.resolve.comparing.stories import story_share
from dragoman.resolve.contradicting.evidence import Dossier, contradict
from dragoman.resolve.contradicting.sightings import Sighting, read_sightings
from dragoman.resolve.contradicting.slips import looks_miswritten

ROUNDING = 0.06  # share by which two figures may differ and be one rounded: "nearly 100", "97"
EXACT_BELOW = 1000  # a count below that does not end in 0 is nobody's rounding: 22 is not 23
POINTS_NEEDED = 3.0
NEIGHBOURS = 24  # later articles with a figure of that kind that one is held against
STORY_SHARE = 0.25  # share of telling words in common below which two articles tell two stories
STORY_SURE = 0.35  # share that speaks for one story by itself
STORY_OF_A_DAY = 0.15  # share that suffices where day and fate agree: a weekly tells it in words of its own
NEAR_END = 0.1  # share by which two ends of one change may differ: of 50% and 100% each is of another thing
FEW = 2  # "two boats" of a fleet: so small a number is often a part of the other
SIGHTED_TWICE_DAYS = 1  # days by which two tellings of one thing may differ


def find_two_counts(dossier: Dossier) -> Iterator[Contradiction]:
    """Find all things that two articles count differently."""
    buckets: defaultdict[tuple[str, str], list[Sighting]] = defaultdict(list)
    for sighting in read_sightings(dossier):
        for key in sighting.keys:
            buckets[key].append(sighting)
    pairs: dict[tuple[str, str], tuple[Sighting, Sighting]] = {}
    for key in sorted(buckets):
        told = sorted(buckets[key], key=lambda each: each.order)
        numbers: defaultdict[str, set[tuple[float, float]]] = defaultdict(set)
        for each in told:
            numbers[each.document_id].add(each.number)
        for position, one in enumerate(told):
            for other in told[position + 1 : position + 1 + NEIGHBOURS]:
                # an article that gives both numbers gives them of two things, or tells of the quarrel itself
                both = other.number in numbers[one.document_id] or one.number in numbers[other.document_id]
                if not both and _disagree(one, other):
                    pairs[one.figure.figure_id, other.figure.figure_id] = (one, other)
    yield from _gather([pairs[key] for key in sorted(pairs)])


def _gather(pairs: Sequence[tuple[Sighting, Sighting]]) -> Iterator[Contradiction]:
    """Make one contradiction of all printings of the same two numbers of the same thing."""
    groups: defaultdict[tuple[object, ...], list[Sighting]] = defaultdict(list)
    for pair in pairs:
        low, high = sorted(pair, key=lambda each: (each.number, each.order))
        groups[low.number, high.number, low.kind or high.kind, low.unit].extend((low, high))
    for key in sorted(groups, key=str):
        told = groups[key]
        by_number: defaultdict[tuple[float, float], list[Sighting]] = defaultdict(list)
        for each in told:
            by_number[each.number].append(each)
        sides = [_side(some) for some in by_number.values()]
        event_id = min((event_id for each in told for event_id in each.event_ids), default=None)
        first = min(told, key=lambda each: each.order)
        about = first.kind or first.figure.counted or first.unit
        why = "figures whose bounds cannot both hold: " + ", ".join(_reasons(*_typical(told)))
        yield contradict("conflict", about, "figures", event_id, sides, why)


def _typical(told: Sequence[Sighting]) -> tuple[Sighting, Sighting]:
    return told[0], told[1]


def _side(told: Sequence[Sighting]) -> Side:
    first = min(told, key=lambda each: each.order)
    figure = first.figure
    number = f"{figure.low:g}" if figure.low == figure.high else f"{figure.low:g} to {figure.high:g}"
    value = figure.exact if any(letter.isdigit() for letter in figure.exact) else f"{number} ({figure.exact})"
    return Side(value=value, printed=tuple(sorted({words for each in told for words in each.words})))


# -- whether two figures are of one thing ----------------------------------------------------------------------


def _disagree(one: Sighting, other: Sighting) -> bool:
    if one.document_id == other.document_id or one.voice == other.voice:
        return False
    is_one_change = are_of_one_change(one.figure, other.figure)
    if can_both_hold(one.figure, other.figure) or (one.figure.change != other.figure.change and not is_one_change):
        return False
    return not _is_excluded(one, other) and sum(_points(one, other).values()) >= POINTS_NEEDED


def _is_excluded(one: Sighting, other: Sighting) -> bool:
    """Tell whether something says that they are of two things: fates, nations, times, days."""
    for mine, theirs in (
        (one.fates, other.fates),
        (one.nations, other.nations),
        ({one.figure.as_of} - {None}, {other.figure.as_of} - {None}),
    ):
        if mine and theirs and not mine & theirs:
            return True
    gaps = [day.gap(day_too) for day in one.days for day_too in other.days]
    return bool(gaps) and min(gaps) > SIGHTED_TWICE_DAYS


def _points(one: Sighting, other: Sighting) -> dict[str, float]:
    """Give the points by reason; nothing where no strong sign says that it is one thing."""
    same_kind = one.kind is not None and one.kind == other.kind
    is_listed = same_kind and one.kind in load_counted_things().kinds.values()
    is_change = are_of_one_change(one.figure, other.figure)
    is_slip = is_change or looks_miswritten(one.figure, other.figure)
    same_event = bool(one.event_ids & other.event_ids)
    same_time = one.figure.as_of is not None and one.figure.as_of == other.figure.as_of
    same_fate = bool(one.fates & other.fates) and is_listed
    story = _story_share(one, other)
    least = STORY_OF_A_DAY if same_fate and one.days and other.days else STORY_SHARE
    if not (same_event or same_time or same_fate or is_slip) or not (same_kind or is_slip) or story < least:
        return {}
    shared = one.context & other.context
    if is_slip and not (shared or same_kind or same_time or same_event or is_change):
        return {}
    found = {
        "the same kind of thing": 1.0 if same_kind else 0.0,
        "of one event": 2.0 if same_event else 0.0,
        "of one time": 1.5 if same_time else 0.0,
        "of one fate": 1.5 if same_fate else 0.0,
        "one number looks miswritten": 2.0 if is_slip else 0.0,
        "from the same number": 1.0 if is_change else 0.0,
        "of one day": 1.0 if one.days and other.days else 0.0,
        "articles of one story": 1.0 if story >= STORY_SURE else 0.5 if story >= STORY_SHARE else 0.0,
        f"both say {', '.join(sorted(shared)[:3])}": min(1.5, 0.5 * len(shared)),
        "small numbers": -1.0 if min(one.figure.low, other.figure.low) <= FEW else 0.0,
    }
    return {why: points for why, points in found.items() if points}


def _reasons(one: Sighting, other: Sighting) -> list[str]:
    return [f"{why} ({points:+.1f})" for why, points in _points(one, other).items()]


def _story_share(one: Sighting, other: Sighting) -> float:
    return 1.0 if one.event_ids & other.event_ids else story_share(one.story, other.story)


def can_both_hold(left: Figure, right: Figure) -> bool:
    """Tell whether two figures may be of one number: their ranges meet, or one is the other rounded."""
    (low, high), (other_low, other_high) = _range(left), _range(right)
    return low <= other_high and other_low <= high and not are_of_one_change(left, right)


def are_of_one_change(left: Figure, right: Figure) -> bool:
    """Tell "raised from 12% to 60%" and "from 12% to 61%": one change, told with another end."""
    if left.change == right.change == "none":
        # "between 12 and 60 divers": two estimates may both hold
        return False
    if left.bound != "range" or right.bound != "range" or left.unit != right.unit or left.low != right.low:
        return False
    return 0 < abs(left.high - right.high) <= NEAR_END * max(left.high, right.high)


def _range(figure: Figure) -> tuple[float, float]:
    slack = ROUNDING * max(abs(figure.low), abs(figure.high)) * (2.0 if figure.bound == "~" else 1.0)
    is_counted = figure.figure_class == "count" and figure.bound == "=" and figure.high < EXACT_BELOW
    if is_counted and figure.low % 10:
        slack = 0.0
    low = float("-inf") if figure.bound == "<" else figure.low - slack / 2
    high = float("inf") if figure.bound == ">" else figure.high + slack / 2
    return low, high
