"""What an article's own sentences and sidebars say of when it was written.

In:  a parse and the time expressions. Out: `Bound`s: told as past, told as to come, the dates of related stories.
Left to `stated`: stamps and datelines. Left to `world`: known events and office holders.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from dragoman.extract.dating.bounds import CUSTOM, SIDEBAR, TABLE, TOLD, Bound, Window
from dragoman.nlp.grammar import Clause
from dragoman.nlp.parse import Parsed
from dragoman.nlp.telling import Telling, Tellings
from dragoman.records.days import WEEKDAYS, read_day, read_days
from dragoman.records.documents import Document
from dragoman.records.spans import Evidence
from dragoman.records.symbols import TimeSymbol
from dragoman.records.times import TimeExpression, interval_days

LINE_RULES = ("stamp", "date-line", "dateline")
# Stories shown beside an article are of its own week: it stood there when the latest of them did.
BESIDE_BEFORE, BESIDE_AFTER = timedelta(days=5), timedelta(days=1)
CONTEMPORARY = timedelta(days=31)  # the sidebar is of the article's time where the text tells of that month
OMITTED_YEAR = timedelta(days=180)  # a day without its year is at most this long before the day of writing
NEWS_WEEK = timedelta(days=6)  # "on Saturday, 17 June" is written within a week of that Saturday
RUNNING_STORY = 3  # stories within two weeks: the next follows within one
_THREAD = re.compile(
    r"(?:earlier|previously|the story so far|how it (?:began|started)|as it happened)\b", re.IGNORECASE
)
LEAD_SENTENCES = 3
REPORTING = frozenset(("say", "tell", "report", "announce", "confirm", "state"))
SEARCHED_YEARS = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """Reads as: this time is told so, in a sentence of the article's own voice.

    `strongly_future`: its own verb says that it will be; `infinitive`: it hangs on one, whose time is told by
    another verb at best ("projected to grow in 2025").
    """

    time: TimeExpression
    telling: Telling
    strongly_future: bool
    infinitive: bool


def read_told(parsed: Parsed, times: Sequence[TimeExpression]) -> tuple[Told, ...]:
    """Read how each date in the article's own voice is told."""
    tellings = Tellings(parsed)
    own = parsed.document.coded_spans()
    starts = [span.start for span in own]
    found = []
    for time in times:
        if time.type not in ("DATE", "TIME") or time.rule in LINE_RULES or time.symbol.kind in ("vague", "set"):
            continue
        index = bisect_right(starts, time.span.start) - 1
        if own and (index < 0 or not own[index].covers(time.span)):
            continue
        telling = tellings.tell(time.span.start, time.span.end)
        clause = tellings.clauses.get(telling.verb) if telling.verb is not None else None
        found.append(
            Told(
                time=time,
                telling=telling,
                strongly_future=_is_strongly_future(clause, telling),
                infinitive=clause is not None and clause.mood == "infinitive",
            )
        )
    return tuple(found)


def _is_strongly_future(clause: Clause | None, telling: Telling) -> bool:
    """Tell "will be held in May 2024" from "would be held", which lies ahead of some past day only."""
    if telling.direction != "future" or clause is None:
        return False
    return clause.tense == "future" or (clause.tense == "present" and clause.modal is None)


def absolute_bounds(document: Document, told: Sequence[Told]) -> Iterator[Bound]:
    """Bound by full dates: what is told as past was before, what will be is after."""
    for each in told:
        days = _own_days(each.time)
        if days is None or each.time.symbol.bound == "before":
            continue
        evidence = _evidence(document, each.time)
        if _is_past(each):
            weight = TOLD if days[0] == days[1] else TABLE
            yield Bound(
                earliest=days[0],
                latest=None,
                weight=weight,
                evidence=evidence,
                reason=f"it tells of {each.time.exact!r} as past",
                is_fine=len(each.time.value) > len("2024"),
            )
        elif each.strongly_future and len(each.time.value) > len("2024"):
            yield Bound(
                earliest=None,
                latest=days[1],
                weight=TABLE,
                evidence=evidence,
                reason=f"it tells of {each.time.exact!r} as still to come",
            )


def _own_days(time: TimeExpression) -> tuple[date, date] | None:
    """Give the days of a date that needs no other to be known; years only where they are told alone."""
    symbol = time.symbol
    if symbol.kind != "calendar" or symbol.part is not None:
        return None
    if symbol.unit in ("decade", "century") or time.value.startswith("FY"):
        return None
    if symbol.season is not None:
        return None  # "the winter of 2024": rewrites get seasons wrong, and winters belong to two years
    return read_days(time.value)


def _is_past(told: Told) -> bool:
    if told.telling.direction == "past":
        return not told.infinitive
    # "the arrangement of 21 July 2024 works": a day or month that names a thing is past, but not "the 2026 games"
    fine = len(told.time.value) > len("2024")
    return fine and not told.telling.direct and told.telling.direction in ("present", "none")


def partial_bounds(document: Document, told: Sequence[Told], window: Window) -> Iterator[Bound]:
    """Bound by days told as past without their year: it is left out within a year, or for half of one.

    A month alone ("In January") is told so for longer, and bounds only where the other end is known.
    """
    if window.earliest is None:
        return
    since = min(window.earliest - OMITTED_YEAR, window.earliest.replace(month=1, day=1))
    for each in told:
        symbol = _end_of(each.time.symbol)
        if symbol.kind != "partial" or symbol.month is None or symbol.offset or symbol.bound == "before":
            continue
        if each.telling.direction != "past" or (symbol.day is None and window.latest is None):
            continue
        days = occurrences(symbol, since, window.latest)
        alone = len(days) == 1 or window.latest is None
        if days and alone and days[0] > window.earliest:
            yield Bound(
                earliest=days[0],
                latest=None,
                weight=CUSTOM,
                evidence=_evidence(document, each.time),
                reason=f"it tells of {each.time.exact!r} as past and need not say of which year",
            )


def _end_of(symbol: TimeSymbol) -> TimeSymbol:
    return symbol.last if symbol.kind == "range" and symbol.last is not None else symbol


def occurrences(symbol: TimeSymbol, since: date, until: date | None) -> list[date]:
    """Give the days on which a month and day without its year fall between two days, on its weekday if it has one."""
    last = until.year if until is not None else since.year + SEARCHED_YEARS
    days = [read_day(year, symbol.month or 1, symbol.day or 1) for year in range(since.year, last + 1)]
    return [
        day
        for day in days
        if day is not None
        and since <= day
        and (until is None or day <= until)
        and (symbol.weekday is None or day.weekday() == symbol.weekday)
    ]


def weekday_bounds(
    document: Document, told: Sequence[Told], window: Window, years: Callable[[TimeSymbol], Sequence[int]]
) -> Iterator[Bound]:
    """Bound by a weekday told with its date: "on Saturday, 17 June" is written within a week of it.

    `years` gives the years in which what else is known (a dated event there, the copyright line) puts a day.
    """
    for index, each in enumerate(told):
        symbol = each.time.symbol
        weekday = symbol.weekday
        if weekday is None and index > 0:
            weekday = _weekday_before(document, told[index - 1].time, each.time)
        if weekday is None or symbol.day is None or symbol.month is None:
            continue
        if symbol.year is not None:
            day = read_day(symbol.year, symbol.month, symbol.day)
            days = [day] if day is not None else []
        else:
            days = _weekday_years(symbol, window) or _in_years(symbol, window, years(symbol))
        if len(days) != 1 or not _is_past(each):
            continue
        yield Bound(
            earliest=days[0],
            latest=days[0] + NEWS_WEEK,
            weight=CUSTOM,
            evidence=_evidence(document, each.time),
            reason=f"it tells of {each.time.exact!r} by its weekday, as news of the last week",
            is_fine=True,
        )


def _weekday_before(document: Document, before: TimeExpression, time: TimeExpression) -> int | None:
    """Read the weekday of "on the Saturday of March 15, 2003"."""
    between = document.text[before.span.end : time.span.start]
    own = before.symbol.kind == "weekday" and before.symbol.unit == "day" and between.strip(" ,(") in ("", "of", "the")
    return before.symbol.weekday if own else None


def _in_years(symbol: TimeSymbol, window: Window, years: Sequence[int]) -> list[date]:
    days = [read_day(year, symbol.month or 1, symbol.day or 1) for year in years]
    return [
        day for day in days if day is not None and day.weekday() == symbol.weekday and window.allows(day + NEWS_WEEK)
    ]


def _weekday_years(symbol: TimeSymbol, window: Window) -> list[date]:
    """Find the days that fall on the weekday told; where the window is open at the end, the first of them."""
    if window.earliest is None:
        return []
    days = occurrences(symbol, window.earliest - OMITTED_YEAR, window.latest)
    if window.latest is not None:
        return days
    fresh = any(bound.is_fine and bound.earliest == window.earliest for bound in window.used)
    return days[:1] if fresh else []


def lead_bounds(document: Document, parsed: Parsed, told: Sequence[Told], window: Window) -> Iterator[Bound]:
    """Bound by the day that the first sentences tell as news, where nothing later is told."""
    end = _lead_end(document, parsed)
    if not _is_news(document, parsed, told, end):
        return
    for each in told:
        days = interval_days(each.time.interval) if each.time.symbol.kind == "calendar" else None
        if days is None or days[0] != days[1] or not each.telling.direct or each.time.span.start >= end:
            continue
        if each.telling.direction != "past" or window.earliest is None or days[0] < window.earliest:
            continue
        yield Bound(
            earliest=days[0],
            latest=days[0] + NEWS_WEEK,
            weight=CUSTOM,
            evidence=_evidence(document, each.time),
            reason=f"its first sentences tell of {each.time.exact!r} as news and it tells of nothing later",
        )


def lead_weekdays(document: Document, parsed: Parsed, told: Sequence[Told]) -> frozenset[int]:
    """Give the weekdays that the first sentences tell as past, without a date of their own."""
    end = _lead_end(document, parsed)
    return frozenset(
        each.time.symbol.weekday
        for each in told
        if each.time.symbol.kind == "weekday"
        and each.time.symbol.weekday is not None
        and each.telling.direction == "past"
        and each.time.span.start < end
    )


def _is_news(document: Document, parsed: Parsed, told: Sequence[Told], end: int) -> bool:
    """Tell news from a look back at some day: it counts from its own day, or has its lead from somebody."""
    counted = any(
        each.time.symbol.kind in ("weekday", "relative") and each.time.anchor == "publication" for each in told
    )
    reporting = any(
        clause.tense == "past" and parsed.doc[clause.head].lemma_ in REPORTING
        for clause in parsed.clauses
        if parsed.doc[clause.head].idx < end and document.zone_at(parsed.doc[clause.head].idx) in ("title", "body")
    )
    return counted or reporting


def _lead_end(document: Document, parsed: Parsed) -> int:
    """Give where the first sentences of the body end."""
    bodies = [zone.span for zone in document.zones if zone.kind == "body"]
    start = bodies[0].start if bodies else 0
    ends = [sent.end_char for sent in parsed.doc.sents if sent.end_char > start and sent.text.strip()]
    return ends[min(LEAD_SENTENCES, len(ends)) - 1] if ends else start


def sidebar_bounds(
    document: Document, times: Sequence[TimeExpression], told: Sequence[Told], window: Window
) -> Iterator[Bound]:
    """Bound by the dates of related stories that stand beside the article: the page existed by then.

    A page may be fetched long after it was written. That it was written in the days of its sidebar is
    believed only where the text itself tells of the month before.
    """
    dated = []
    for time in times:
        days = read_days(time.value) if time.symbol.kind == "calendar" else None
        if days is not None and days[0] == days[1] and document.zone_at(time.span.start) == "related":
            dated.append((days[0], time))
    if not dated:
        return
    last, shown = max(dated, key=lambda pair: (pair[0], -pair[1].span.start))
    if _is_thread(document, dated[0][1]):
        yield _thread_bound(document, [day for day, _ in dated], last, shown)
        return
    witnesses = _tells_of_month_before(told, last)
    if window.earliest is not None and last - CONTEMPORARY <= window.earliest <= last:
        first, evidence = last - BESIDE_BEFORE, _evidence(document, shown)
    elif witnesses:
        first, evidence = last - BESIDE_BEFORE, _evidence(document, shown, witnesses[-1])
    else:
        first, evidence = None, _evidence(document, shown)
    yield Bound(
        earliest=first,
        latest=last + BESIDE_AFTER,
        weight=SIDEBAR,
        evidence=evidence,
        reason=f"a related story of {shown.exact!r} stands beside it",
    )


def _is_thread(document: Document, first: TimeExpression) -> bool:
    """Tell a list of the earlier stories of this one from links to any others, by the line over it."""
    above = document.text[: first.span.start].rstrip().split("\n")[-2:]
    return any(_THREAD.match(line.strip()) for line in above)


def _thread_bound(document: Document, days: Sequence[date], last: date, shown: TimeExpression) -> Bound:
    running = sum(last - day <= 2 * NEWS_WEEK for day in days) >= RUNNING_STORY
    return Bound(
        earliest=last,
        latest=last + NEWS_WEEK + BESIDE_AFTER if running else None,
        weight=SIDEBAR,
        evidence=_evidence(document, shown),
        reason=f"it follows an earlier story of {shown.exact!r}",
        is_fine=True,
    )


def _tells_of_month_before(told: Sequence[Told], day: date) -> list[TimeExpression]:
    """Find the days told as past that, by their nearest year, lie in the month before a day, in order of time."""
    found: list[tuple[date, TimeExpression]] = []
    for each in told:
        symbol = _end_of(each.time.symbol)
        if symbol.kind not in ("partial", "calendar") or symbol.month is None or symbol.day is None:
            continue
        if each.telling.direction != "past" or (symbol.year is not None and symbol.year != day.year):
            continue
        days = occurrences(symbol, day - CONTEMPORARY, day)
        found.extend((there, each.time) for there in days)
    return [time for _, time in sorted(found, key=lambda pair: (pair[0], -pair[1].span.start))]


def weekday_run(document: Document, told: Sequence[Told], window: Window) -> Bound | None:
    """Narrow a window in which a weekday told as news would nearly always be the same day.

    In a window from Wednesday to the Thursday after next, "on Friday" is the Friday inside it, unless it was
    written in the first two days.
    """
    if window.earliest is None or window.latest is None or (window.latest - window.earliest).days > 2 * WEEKDAYS:
        return None
    for each in told:
        symbol = each.time.symbol
        if symbol.kind != "weekday" or symbol.unit != "day" or symbol.offset or symbol.weekday is None:
            continue
        if each.telling.direction != "past" or each.time.anchor != "publication":
            continue
        days = [window.earliest + timedelta(days=n) for n in range((window.latest - window.earliest).days + 1)]
        inside = [day for day in days if day.weekday() == symbol.weekday]
        if len(inside) == 1 and (window.latest - inside[0]).days < WEEKDAYS:
            share = ((window.latest - inside[0]).days + 1) / len(days)
            if share >= 0.75:  # three days in four: so sure must a guess at the earlier days be
                return Bound(
                    earliest=inside[0],
                    latest=None,
                    weight=CUSTOM,
                    evidence=_evidence(document, each.time),
                    reason=f"{each.time.exact!r} is told as past",
                )
    return None


def latest_told(told: Sequence[Told]) -> tuple[date, TimeExpression] | None:
    """Find the latest day that the text tells as past, counted from its own date lines."""
    found = []
    for each in told:
        days = interval_days(each.time.interval)
        later = each.telling.direction == "past" and each.telling.direct
        if days is not None and days[0] == days[1] and later and each.time.symbol.bound != "before":
            found.append((days[0], each.time))
    return max(found, key=lambda pair: (pair[0], -pair[1].span.start)) if found else None


def _evidence(document: Document, *times: TimeExpression) -> tuple[Evidence, ...]:
    return tuple(Evidence(document_id=document.document_id, span=time.span, exact=time.exact) for time in times)
