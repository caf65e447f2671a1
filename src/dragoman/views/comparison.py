"""Lay somebody else's coded events beside the record's: by dyad, month and type.

In:  events, and rows as read. Out: a table; neither side is changed, and nothing of the other is kept.
Rows count reports, so those of one day, type and set of actors are merged first: never row against event. What is
planned stands here as PLOVER counts it (a planned visit is an AGREE); what PLOVER does not count is left out.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date

from dragoman.records.coded import CodedEvent, CodedParty, ComparisonRow, Unread
from dragoman.records.entities import Event
from dragoman.records.times import Interval
from dragoman.records.vocabulary import EventType
from dragoman.views.exports.codes import code_of
from dragoman.views.exports.expansion import is_reciprocal

Dyad = tuple[str, str]
Cell = tuple[Dyad, str, EventType]

NEAR_DAYS = 1  # an evening's event is the next day's in another time zone, and in tomorrow's paper


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Reads as: compare these dyads. `actors` are codes that a dyad must hold, `months` the first and the last.

    Not `everything`: only dyads and months that the record itself tells of. Not `directed`: whoever did it to whom.
    """

    directed: bool = False
    everything: bool = False
    actors: tuple[str, ...] = ()


@dataclass(slots=True)
class Tally:
    """What one cell holds so far: here and there, each as (id, first day, last day)."""

    here: dict[str, Interval] = field(default_factory=dict)
    there: dict[tuple[object, ...], tuple[str, Interval]] = field(default_factory=dict)
    rows: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """Reads as: the table, and what became of the rows: read, unused by reason, outside what was asked for."""

    table: tuple[ComparisonRow, ...]
    read: int
    unread: tuple[tuple[str, int], ...]
    outside: int


def compare(events: Iterable[Event], rows: Iterable[CodedEvent | Unread], wanted: Wanted) -> Comparison:
    """Compare the record's events with somebody's rows, which are read once, in their order."""
    cells: defaultdict[Cell, Tally] = defaultdict(Tally)
    for event in events:
        month = _month(event.date.interval)
        if event.plover_type is not None and month is not None:
            for dyad in _event_dyads(event, directed=wanted.directed):
                cells[dyad, month, event.plover_type].here[event.event_id] = event.date.interval
    dyads = {dyad for dyad, _, _ in cells}
    months = sorted({month for _, month, _ in cells})
    unread: Counter[str] = Counter()
    read = outside = 0
    for row in rows:
        read += 1
        if isinstance(row, Unread):
            unread[row.why] += 1
            continue
        month = _month(row.interval)
        if month is None:
            unread["not known to the month"] += 1
            continue
        is_in = wanted.everything or (bool(months) and months[0] <= month <= months[-1])
        found = [d for d in _row_dyads(row, directed=wanted.directed) if is_in and _is_wanted(d, dyads, wanted)]
        outside += not found
        for dyad in found:
            _add(cells[dyad, month, row.event_type], row)
    table = tuple(_build(cell, cells[cell]) for cell in sorted(cells))
    return Comparison(table=table, read=read, unread=tuple(sorted(unread.items())), outside=outside)


def _is_wanted(dyad: Dyad, known: set[Dyad], wanted: Wanted) -> bool:
    if not wanted.everything:
        return dyad in known
    return all(actor in dyad for actor in wanted.actors)


def _add(tally: Tally, row: CodedEvent) -> None:
    tally.rows += 1
    sides = (frozenset(party.code for party in row.sources), frozenset(party.code for party in row.targets))
    # talks have no direction: mirrored rows are one
    merged = frozenset(sides[0] | sides[1]) if row.event_type == "CONSULT" or not row.is_directed else sides
    key = (row.interval.earliest, row.interval.latest, merged)
    # of merged rows the smallest id stands for all, whatever their order in the file
    row_id = min(row.row_id, tally.there[key][0]) if key in tally.there else row.row_id
    tally.there[key] = (row_id, row.interval)


def _build(cell: Cell, tally: Tally) -> ComparisonRow:
    (source, target), month, event_type = cell
    there = sorted(tally.there.values(), key=lambda each: (each[1].earliest or "", each[0]))
    return ComparisonRow(
        source=source,
        target=target,
        month=month,
        event_type=event_type,
        here=len(tally.here),
        there=len(there),
        rows=tally.rows,
        matched=_match(list(tally.here.values()), [interval for _, interval in there]),
        event_ids=tuple(sorted(tally.here)),
        row_ids=tuple(row_id for row_id, _ in there),
    )


def _match(here: list[Interval], there: list[Interval]) -> int:
    """Count pairs of one here and one there that are near; the earlier are paired first, each once."""
    left = sorted(there, key=_ends)
    matched = 0
    for interval in sorted(here, key=_ends):
        near = next((each for each in left if _are_near(interval, each)), None)
        if near is not None:
            left.remove(near)
            matched += 1
    return matched


def _ends(interval: Interval) -> tuple[str, str]:
    return interval.latest or "", interval.earliest or ""


def _are_near(one: Interval, other: Interval) -> bool:
    if not (one.earliest and one.latest and other.earliest and other.latest):
        return False
    gap = max(_days(one.earliest) - _days(other.latest), _days(other.earliest) - _days(one.latest))
    return gap <= NEAR_DAYS


def _days(day: str) -> int:
    return date.fromisoformat(day).toordinal()


def _month(interval: Interval) -> str | None:
    """Give the month in which it wholly lies; None where it is not known so well."""
    if interval.earliest is None or interval.latest is None or interval.earliest[:7] != interval.latest[:7]:
        return None
    return interval.earliest[:7]


def _event_dyads(event: Event, *, directed: bool) -> set[Dyad]:
    sources = [code_of(party) for party in event.sources]
    if is_reciprocal(event):
        return set(_dyads(sources, sources, directed=False, same=False))
    return set(_dyads(sources, [code_of(party) for party in event.targets], directed=directed, same=True))


def _row_dyads(row: CodedEvent, *, directed: bool) -> set[Dyad]:
    sources, targets = _codes(row.sources), _codes(row.targets)
    if not targets and len(sources) > 1:
        return set(_dyads(sources, sources, directed=False, same=False))
    # mirrored rows of one meeting fall into one cell, as here
    is_mutual = row.event_type == "CONSULT" and bool(targets)
    return set(_dyads(sources, targets, directed=directed and not is_mutual, same=True))


def _codes(parties: Iterable[CodedParty]) -> list[str | None]:
    return [party.code for party in parties]


def _dyads(
    sources: Iterable[str | None], targets: Iterable[str | None], *, directed: bool, same: bool
) -> Iterator[Dyad]:
    """Give the pairs of known codes; `same` keeps what a state does to its own people. Without targets, one side."""
    others = [code for code in targets if code]
    for source in (code for code in sources if code):
        for target in others or [""]:
            if target == source and not same:
                continue
            yield (source, target) if directed or not target else (min(source, target), max(source, target))
