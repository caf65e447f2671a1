"""How two actors get on, by period: cooperation and conflict, counted on events that happened.

In:  events. Out: `DyadPeriod`s, every period from the first to the last, empty ones too.
Intensities are PLOVER's, as corrected in our codebook. A reciprocal act counts once and undirected.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Literal, get_args

from dragoman.errors import UsageError
from dragoman.lexicons.load.person_names import fold_name
from dragoman.records.entities import DyadPeriod, Event, Party
from dragoman.records.vocabulary import EXTENSION_TYPES, HAPPENED

PeriodLength = Literal["month", "quarter", "year"]
MONTHS = {"month": 1, "quarter": 3, "year": 12}


def relation(
    events: Iterable[Event],
    source: str,
    target: str,
    *,
    directed: bool = False,
    period: PeriodLength = "month",
) -> tuple[DyadPeriod, ...]:
    """Give the relation of two actors by period; each is a country, an international code, an id or a name.

    `directed`: only what the source did to the target; without it, whatever passed between them. Events
    without a day inside one period count in none.
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
    return tuple(
        _build(rows.get(index, []), (source, target), _label(index, period), directed=directed)
        for index in range(min(rows), max(rows) + 1)
    )


def _is_counted(event: Event) -> bool:
    return event.status in HAPPENED and event.event_type not in EXTENSION_TYPES


def _is_between(event: Event, source: str, target: str, *, directed: bool) -> bool:
    one = _roles(event, source)
    other = _roles(event, target)
    if "source" in one and "target" in other:
        return True
    if directed:
        return False
    if "target" in one and "source" in other:
        return True
    # all parties of talks are sources
    return not event.targets and "source" in one and "source" in other


def _roles(event: Event, name: str) -> set[str]:
    sides: tuple[tuple[str, Sequence[Party]], ...] = (("source", event.sources), ("target", event.targets))
    return {role for role, parties in sides if any(is_named(party, name) for party in parties)}


def is_named(party: Party, name: str) -> bool:
    """Tell whether a party is the one asked for, by country, international code, id or name."""
    if name in (party.country, party.international_code, party.actor_id):
        return True
    return fold_name(party.name) == fold_name(name)


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
