"""Tie plans to deeds by the contract's rule: one event with a history, or two that are linked.

In:  clusters of plans and of deeds. Out: which plan is which deed's history, and the links between the others.
Left to `fusion`: the history. Left to `contradictions`: that the outcome differs from the plan.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from dragoman.resolve.comparing.candidates import pair_keys
from dragoman.resolve.comparing.clusters import Cluster
from dragoman.resolve.comparing.features import SAID
from dragoman.resolve.comparing.frames import Days, Frame
from dragoman.resolve.comparing.obstacles import differ_in_mode, differ_in_parties, differ_in_persons, differ_in_place
from dragoman.resolve.comparing.scoring import Score, compare_frames

SPECIFIC_DAYS = 31  # contract: "a day, a range up to a month, or a named occasion"
COVER_DAYS = 2  # contract: "covers the deed within two days"
FULFIL_DAYS = 366  # within which a plan without a time counts as met
SUPERSEDE_DAYS = 200  # within which a deed elsewhere or later takes the place of what was planned
DEEDS_TRIED = 40  # deeds after a plan that are looked at, in order of time


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanLinks:
    """Reads as: these plans (by key) are these deeds' history; these deeds fulfil, those plans are superseded."""

    history: Mapping[str, str]
    fulfils: tuple[tuple[str, str], ...]
    superseded: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """Reads as: first told on this day (None: not known), in these articles."""

    first: int | None
    documents: frozenset[str]


def link_plans(clusters: Sequence[Cluster], find_told: Callable[[Cluster], Told]) -> PlanLinks:
    """Find for each plan the deed that it became, met or gave way to; `find_told` says of each when and where."""
    known: dict[str, Told] = {}

    def told(cluster: Cluster) -> Told:
        if cluster.key not in known:
            known[cluster.key] = find_told(cluster)
        return known[cluster.key]

    deeds = _DeedIndex([cluster for cluster in clusters if cluster.frame.group == "deed"])
    history: dict[str, str] = {}
    fulfils: list[tuple[str, str]] = []
    superseded: list[tuple[str, str]] = []

    def is_met(plan: Cluster, deed: Cluster) -> bool:
        # an article that tells a deed and a plan tells two things, or it would say that the plan is met
        is_apart = told(plan).documents.isdisjoint(told(deed).documents)
        return is_apart and _meets(replace(plan.frame, group="deed"), deed.frame)

    for plan in (cluster for cluster in clusters if cluster.frame.group == "plan"):
        as_deed = replace(plan.frame, group="deed")
        since = told(plan).first
        days = plan.frame.stated
        if days is not None and days.length <= SPECIFIC_DAYS:
            met = _best(as_deed, deeds.between(plan.frame, days.first - COVER_DAYS, days.last + COVER_DAYS))
            if met is not None:
                history[plan.key] = met.key
                continue
            later = deeds.between(plan.frame, since or days.first, days.last + SUPERSEDE_DAYS)
            instead = next((deed for deed in later if _takes_its_place(as_deed, deed.frame)), None)
            if instead is not None:
                superseded.append((plan.key, instead.key))
            continue
        window = _open_window(days, since)
        if window is not None:
            met_by = next(
                (each for each in deeds.between(plan.frame, window.first, window.last) if is_met(plan, each)), None
            )
            if met_by is not None:
                fulfils.append((met_by.key, plan.key))
    return PlanLinks(history=history, fulfils=tuple(sorted(fulfils)), superseded=tuple(sorted(superseded)))


class _DeedIndex:
    """Holds deeds by pair and type in order of time."""

    def __init__(self, deeds: Sequence[Cluster]) -> None:
        rows: defaultdict[tuple[str, ...], list[tuple[int, str, Cluster]]] = defaultdict(list)
        for deed in deeds:
            days = deed.frame.days
            if days is None:
                continue
            for pair in pair_keys(deed.frame):
                for event_type in sorted(deed.frame.types):
                    rows[event_type, *pair].append((days.last, deed.key, deed))
        self._rows = {key: sorted(rows[key], key=lambda row: row[:2]) for key in rows}

    def between(self, plan: Frame, first: int, last: int) -> Iterator[Cluster]:
        """Give the deeds of a type and pair of the plan's that were on these days, in order, each once."""
        found: dict[str, tuple[int, Cluster]] = {}
        for pair in pair_keys(plan):
            for event_type in sorted(plan.types):
                rows = self._rows.get((event_type, *pair), [])
                start = bisect_left(rows, (first, ""), key=lambda row: row[:2])
                for day, key, deed in rows[start : start + DEEDS_TRIED]:
                    if day > last:
                        break
                    found[key] = (day, deed)
        for _, (_, deed) in sorted(found.items(), key=lambda each: (each[1][0], each[0])):
            yield deed


def _best(plan: Frame, deeds: Iterator[Cluster]) -> Cluster | None:
    """Give the deed that fits the plan best; the days were seen to already, so the plan goes undated."""
    undated = replace(plan, stated=None, published=None)
    scored: list[tuple[float, str, Cluster]] = []
    for deed in deeds:
        score = compare_frames(undated, deed.frame)
        if score is not None and _is_fit(plan, deed.frame) and _has_content(plan, deed.frame, score):
            scored.append((-score.points, deed.key, deed))
    return min(scored, key=lambda each: each[:2])[2] if scored else None


def _is_fit(plan: Frame, deed: Frame) -> bool:
    """Tell whether the parties suffice: all of the plan's, or two of them."""
    shared = plan.codes & deed.codes
    return bool(plan.types & deed.types) and (len(shared) >= 2 or plan.codes == deed.codes)


def _has_content(plan: Frame, deed: Frame, score: Score) -> bool:
    """Ask of what is said that words or the act promised agree: two demands of one day are two."""
    if not (plan.types & deed.types) <= SAID:
        return True
    return any(each.feature in ("words", "about", "agreement", "place") and each.points > 0 for each in score.features)


def _meets(plan: Frame, deed: Frame) -> bool:
    """Tell whether a deed meets a plan that names no time."""
    if not _is_fit(plan, deed) or _are_apart(plan, deed):
        return False
    score = compare_frames(replace(plan, stated=None, published=None), deed)
    return score is not None and _has_content(plan, deed, score)


def _takes_its_place(plan: Frame, deed: Frame) -> bool:
    """Tell whether a deed is what a plan for another day or place came to: the same agreement, or the same words."""
    if not _is_fit(plan, deed) or differ_in_parties(plan, deed) or differ_in_persons(plan, deed):
        return False
    if plan.agreements & deed.agreements:
        return True
    if differ_in_mode(plan, deed) or not plan.modes & deed.modes:
        return False
    return len(plan.words & deed.words) >= 2 and _share_persons(plan, deed)


def _share_persons(plan: Frame, deed: Frame) -> bool:
    """Tell whether a person named in the plan takes part in the deed: others' resignations take nobody's place."""
    persons = {person for some in plan.persons.values() for person in some}
    others = {person for some in deed.persons.values() for person in some}
    # an office is one person's: "X will step down in May" says nothing of somebody's appointment
    may_be_unnamed = not others and "OFFICE" not in plan.types
    return bool(persons) and (may_be_unnamed or bool(persons & others))


def _are_apart(plan: Frame, deed: Frame) -> bool:
    obstacles = (differ_in_parties, differ_in_persons, differ_in_mode, differ_in_place)
    return any(obstacle(plan, deed) is not None for obstacle in obstacles)


def _open_window(days: Days | None, since: int | None) -> Days | None:
    """Give the days on which a deed may meet a vague plan: after it was told, within its time or a year."""
    if days is not None:
        first = days.first if since is None else max(days.first, since + 1)
        return Days(first=first, last=days.last)
    return Days(first=since + 1, last=since + FULFIL_DAYS) if since is not None else None
