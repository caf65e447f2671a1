"""How two actors get on, by period: cooperation and conflict, counted on events that happened.

In:  events. Out: `DyadPeriod`s, every period from the first to the last, empty ones too; smoothed; turning points.
Intensities are PLOVER's, as corrected in our codebook. A reciprocal act counts once and undirected.
"""

from __future__ import annotations

import math
import statistics
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Literal, get_args

from dragoman.errors import UsageError
from dragoman.lexicons.load.person_names import fold_name
from dragoman.records.entities import DyadPeriod, Event, Party, TurningPoint
from dragoman.records.vocabulary import EXTENSION_TYPES, HAPPENED

PeriodLength = Literal["month", "quarter", "year"]
MONTHS = {"month": 1, "quarter": 3, "year": 12}
ANYBODY = "*"
WEIGHTS = (1, 2, 3, 2, 1)  # a triangular moving mean: a month counts most in its own, and less in the two beside
TURN_PERIODS = 3  # periods before and after a turning point whose means are compared
TURN_DEVIATIONS = 2.0  # standard deviations of the whole by which these means must differ


def relation(
    events: Iterable[Event],
    source: str,
    target: str,
    *,
    directed: bool = False,
    period: PeriodLength = "month",
) -> tuple[DyadPeriod, ...]:
    """Give the relation of two actors by period; each is a country, an international code, an id or a name.

    Several names joined by `+` are a group ("USA+GBR"), `*` is anybody else. `directed`: only what the source did
    to the target; without it, whatever passed between them. Events without a day inside one period count in none.
    """
    if period not in get_args(PeriodLength):
        raise UsageError(f"no period {period!r}: {', '.join(get_args(PeriodLength))}")
    rows: defaultdict[int, list[Event]] = defaultdict(list)
    for event in events:
        index = _period_index(event, MONTHS[period])
        if index is not None and _is_counted(event) and _is_between(event, source, target, directed=directed):
            rows[index].append(event)
    if not rows:
        return ()
    periods = tuple(
        _build(rows.get(index, []), (source, target), _label(index, period), directed=directed)
        for index in range(min(rows), max(rows) + 1)
    )
    smoothed = zip(periods, smooth(periods), strict=True)
    return tuple(replace(each, smoothed=net) for each, net in smoothed)


def smooth(periods: Sequence[DyadPeriod]) -> tuple[float, ...]:
    """Give the net intensities smoothed, by a triangular moving mean; fewer periods at the ends."""
    reach = len(WEIGHTS) // 2
    smoothed = []
    for position in range(len(periods)):
        near = range(max(0, position - reach), min(len(periods), position + reach + 1))
        weights = [WEIGHTS[each - position + reach] for each in near]
        total = math.fsum(weight * periods[each].net for weight, each in zip(weights, near, strict=True))
        smoothed.append(round(total / sum(weights), 4))
    return tuple(smoothed)


def find_turning_points(periods: Sequence[DyadPeriod], events: Iterable[Event]) -> tuple[TurningPoint, ...]:
    """Find the periods with which the mean net intensity changed by more than its usual spread, in order.

    Of neighbours that all qualify the one with the largest change counts. The method: difference of the means of
    three periods before and three from it on, held against two standard errors of the whole series.
    """
    nets = [period.net for period in periods]
    if len(nets) < 2 * TURN_PERIODS:
        return ()
    least = TURN_DEVIATIONS * statistics.pstdev(nets) * math.sqrt(2 / TURN_PERIODS) / 2
    changes: dict[int, tuple[float, float]] = {}
    for position in range(TURN_PERIODS, len(nets) - TURN_PERIODS + 1):
        before = statistics.fmean(nets[position - TURN_PERIODS : position])
        after = statistics.fmean(nets[position : position + TURN_PERIODS])
        if abs(after - before) > least > 0:
            changes[position] = (before, after)
    intensity = {event.event_id: abs(event.intensity) for event in events}
    return tuple(
        TurningPoint(
            period=periods[position].period,
            before=round(changes[position][0], 4),
            after=round(changes[position][1], 4),
            event_ids=tuple(sorted(periods[position].event_ids, key=lambda each: (-intensity.get(each, 0.0), each))),
        )
        for position in _peaks(changes)
    )


def _peaks(changes: Mapping[int, tuple[float, float]]) -> list[int]:
    """Give the positions of the largest changes, none within the reach of a larger one."""
    ranked = sorted(changes, key=lambda each: (-abs(changes[each][1] - changes[each][0]), each))
    peaks: list[int] = []
    for position in ranked:
        if all(abs(position - peak) >= TURN_PERIODS for peak in peaks):
            peaks.append(position)
    return sorted(peaks)


def _is_counted(event: Event) -> bool:
    return event.status in HAPPENED and event.event_type not in EXTENSION_TYPES


def _is_between(event: Event, source: str, target: str, *, directed: bool) -> bool:
    names, others = source.split("+"), target.split("+")
    one, other = _roles(event, names, others), _roles(event, others, names)
    if "source" in one and "target" in other:
        return True
    if directed:
        return False
    if "target" in one and "source" in other:
        return True
    # all parties of talks are sources
    return not event.targets and "source" in one and "source" in other


def _roles(event: Event, names: Sequence[str], but: Sequence[str]) -> set[str]:
    """Give the sides on which one of the names stands; `*` stands for anybody but the others."""
    sides: tuple[tuple[str, Sequence[Party]], ...] = (("source", event.sources), ("target", event.targets))
    if ANYBODY in names:
        return {role for role, parties in sides if any(not is_named(party, but) for party in parties)}
    return {role for role, parties in sides if any(is_named(party, names) for party in parties)}


def is_named(party: Party, names: Sequence[str]) -> bool:
    """Tell whether a party is one of those asked for, by country, international code, id or name."""
    if {party.country, party.international_code, party.actor_id} & set(names):
        return True
    return fold_name(party.name) in map(fold_name, names)


def _period_index(event: Event, months: int) -> int | None:
    interval = event.date.interval
    if interval.earliest is None or interval.latest is None:
        return None
    first, last = (_month(day) // months for day in (interval.earliest, interval.latest))
    return first if first == last else None


def _month(day: str) -> int:
    return int(day[:4]) * 12 + int(day[5:7]) - 1


def _label(index: int, period: PeriodLength) -> str:
    year, rest = divmod(index * MONTHS[period], 12)
    if period == "year":
        return f"{year:04d}"
    return f"{year:04d}-Q{rest // 3 + 1}" if period == "quarter" else f"{year:04d}-{rest + 1:02d}"


def _build(events: Sequence[Event], pair: tuple[str, str], label: str, *, directed: bool) -> DyadPeriod:
    cooperation = math.fsum(event.intensity for event in events if event.intensity > 0)
    conflict = math.fsum(event.intensity for event in events if event.intensity < 0)
    return DyadPeriod(
        source=pair[0],
        target=pair[1],
        directed=directed,
        period=label,
        events=len(events),
        cooperation=round(cooperation, 4),
        conflict=round(conflict, 4),
        net=round(cooperation + conflict, 4),
        event_ids=tuple(sorted(event.event_id for event in events)),
    )
