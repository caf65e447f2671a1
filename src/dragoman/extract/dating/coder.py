"""When was this article written? Its container, its own stamps, what its sentences tell, what the world knows.

In:  a parse and what the other extractors found. Out: a `DocumentDate` with basis, evidence and reason.
Left to `resolve.dating`: other documents. Left to `records.dating`: the dates that hang on this one.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterable, Sequence
from datetime import date, timedelta

from dragoman.extract.dating.ages import age_bounds
from dragoman.extract.dating.bounds import OPEN_WINDOW, Bound, Window, combine, deciding, narrow_window, window_interval
from dragoman.extract.dating.counted import named_next_bounds, pair_bounds, period_bounds, so_far_bounds
from dragoman.extract.dating.happenings import (
    Tables,
    count_heads,
    counted_after_bounds,
    event_years,
    happening_bounds,
    mourning_bounds,
    tenure_bounds,
)
from dragoman.extract.dating.headers import copyright_year, is_neighbour_link, neighbour_bounds, read_address_line
from dragoman.extract.dating.stated import (
    find_stamp,
    read_address,
    stated_date,
    year_of_stamp,
)
from dragoman.extract.dating.told import (
    Told,
    absolute_bounds,
    latest_told,
    lead_bounds,
    lead_weekdays,
    partial_bounds,
    read_told,
    sidebar_bounds,
    weekday_bounds,
    weekday_run,
)
from dragoman.extract.dating.world import (
    EventIndex,
    HolderIndex,
    accession_bounds,
    event_bounds,
    index_events,
    index_holders,
    office_bounds,
)
from dragoman.lexicons.load.known_events import load_known_events
from dragoman.lexicons.load.tables import load_office_holders
from dragoman.nlp.parse import Parsed
from dragoman.records.documents import Document
from dragoman.records.mentions import Annotations
from dragoman.records.spans import Evidence
from dragoman.records.symbols import TimeSymbol
from dragoman.records.times import UNDATED, UNKNOWN_INTERVAL, DocumentDate, cover, read_published

WIDEST = timedelta(days=3 * 366)  # a wider window says nothing of when it was written: its far end is left open


def date_document(parsed: Parsed, found: Annotations) -> DocumentDate:
    """Date an article: by its container, else by what it states, else by what it tells; never by a guess."""
    document = parsed.document
    given = read_published(document.published)
    if given != UNKNOWN_INTERVAL:
        return DocumentDate(interval=given, basis="given", why="the date that came with the article")
    address = read_address(document)
    if address is not None:
        return DocumentDate(interval=cover(address, address), basis="given", why="the date in its address")
    printed = read_address_line(document)
    if printed is not None:
        evidence = (document.evidence(printed[1], printed[2]),)
        return DocumentDate(
            interval=cover(printed[0], printed[0]),
            basis="stated",
            evidence=evidence,
            why="the date in the address printed above it",
        )
    own = tuple(time for time in found.times if not is_neighbour_link(document, time))
    told = read_told(parsed, own)
    stamp = find_stamp(document, found.times)
    if stamp is not None and stamp.day is not None:
        last = latest_told(told)
        return stated_date(document, stamp, stamp.day, last[0] if last is not None else None)
    window = infer_window(parsed, found, told)
    if stamp is not None:
        weekdays = lead_weekdays(document, parsed, told)
        day = year_of_stamp(stamp, window, weekdays, event_years(document, stamp.time.symbol, _events()))
        if day is not None:
            dated = stated_date(document, stamp, day, None)
            return DocumentDate(
                interval=dated.interval,
                basis="inferred",
                evidence=_evidence((*dated.evidence, *_words(deciding(window)))),
                why=f"{dated.why}; the year from the rest: {_reasons(deciding(window))}",
            )
    return _inferred(window)


def infer_window(parsed: Parsed, found: Annotations, told: tuple[Told, ...]) -> Window:
    """Put together all that the article's sentences and sidebars tell of its day."""
    document = parsed.document
    index = _holders()
    counted = (
        *age_bounds(document, parsed, told, found.times),
        *pair_bounds(document, told, OPEN_WINDOW),
        *named_next_bounds(document, told),
        *so_far_bounds(document),
        *period_bounds(document, parsed, found.times),
    )
    neighbours = neighbour_bounds(document, found.times)
    window = combine((*absolute_bounds(document, told), *office_bounds(parsed, index), *neighbours, *counted))
    window = _narrow(window, event_bounds(document, parsed, _events(), window))
    window = _narrow(window, accession_bounds(document, index, window))
    window = _narrow(window, happening_bounds(parsed, told, _tables(), window, count_heads(found.times)))
    window = _narrow(window, counted_after_bounds(document, told, _events(), window))
    window = _narrow(window, tenure_bounds(parsed, found.times, index))
    window = _narrow(window, mourning_bounds(document, told, _events()))
    window = _narrow(window, sidebar_bounds(document, found.times, told, window))
    base = window
    window = _narrow(window, weekday_bounds(document, told, base, _years_of(document)))
    window = _narrow(window, partial_bounds(document, told, base))
    window = _narrow(window, pair_bounds(document, told, window))
    window = _narrow(window, lead_bounds(document, parsed, told, window))
    run = weekday_run(document, told, window)
    return narrow_window(window, run) if run is not None else window


@functools.cache
def _tables() -> Tables:
    return Tables(events=_events(), holders=_holders())


def _years_of(document: Document) -> Callable[[TimeSymbol], Sequence[int]]:
    printed = copyright_year(document)

    def years(symbol: TimeSymbol) -> Sequence[int]:
        found = event_years(document, symbol, _events())
        return found or ((printed[0],) if printed is not None else ())

    return years


@functools.cache
def _holders() -> HolderIndex:
    return index_holders(load_office_holders())


@functools.cache
def _events() -> EventIndex:
    return index_events(load_known_events())


def _narrow(window: Window, bounds: Iterable[Bound]) -> Window:
    for bound in sorted(bounds, key=lambda b: (-b.weight, b.earliest or date.min, b.latest or date.max, b.reason)):
        if bound not in window.used and bound not in window.dropped:
            window = narrow_window(window, bound)
    return window


def _inferred(window: Window) -> DocumentDate:
    if not window.is_known:
        return UNDATED
    if window.earliest is not None and window.latest is not None and window.latest - window.earliest > WIDEST:
        window = Window(earliest=window.earliest, latest=None, used=window.used, dropped=window.dropped)
    bounds = deciding(window)
    why = _reasons(bounds)
    if window.dropped:
        why = f"{why}; against it: {_reasons(window.dropped)}"
    return DocumentDate(interval=window_interval(window), basis="inferred", evidence=_evidence(_words(bounds)), why=why)


def _words(bounds: Iterable[Bound]) -> tuple[Evidence, ...]:
    return tuple(evidence for bound in bounds for evidence in bound.evidence)


def _evidence(words: Iterable[Evidence]) -> tuple[Evidence, ...]:
    return tuple(sorted(set(words)))


def _reasons(bounds: Iterable[Bound]) -> str:
    return "; ".join(dict.fromkeys(bound.reason for bound in bounds))
