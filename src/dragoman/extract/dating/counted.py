"""Times that count from the day of writing to a day that is told: ages, "next week, on 16 May", "so far this year".

In:  the document, its times as told, what is known so far. Out: `Bound`s.
Left to `inverse`: on which days a relative expression means a day. Left to `happenings`: days of the calendar.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import pairwise

from dragoman.extract.dating.ages import SHORT_MODS, length_before
from dragoman.extract.dating.bounds import COUNTED, CUSTOM, TABLE, Bound, Window
from dragoman.extract.dating.inverse import days_when
from dragoman.extract.dating.told import OMITTED_YEAR, Told, occurrences
from dragoman.nlp.parse import Parsed
from dragoman.nlp.telling import Tellings
from dragoman.records.days import Days, read_days
from dragoman.records.documents import Document
from dragoman.records.spans import Evidence
from dragoman.records.times import TimeExpression, interval_days

ADJACENT = 12  # characters between "Last month, on" and "June 19"
LONG_PERIOD = timedelta(days=360)  # a whole year is told so too: "2012" alone
NAMED_REACH = 450  # characters between "next month's summit" and "the meeting opens on 11 September"
_SO_FAR = re.compile(
    r"so far (?P<now>this year)\b[^.!?\n]{0,80}?"
    r"\b(?:compared (?:with|to)|against|(?:up|down) from|than)\b[^.!?\n]{0,60}?"
    r"\b(?:whole of|all of|in|during|throughout) (?P<year>(?:19|20)\d\d)\b"
)
_MEETING = r"(?:summit|meeting|conference|talks|elections?|vote|referendum|poll|ballot|session|visit|ceremony)"
_NAMED_NEXT = re.compile(rf"['’]s (?:\w+ ){{0,3}}?(?P<noun>{_MEETING})\b", re.IGNORECASE)
_THE_MEETING = re.compile(rf"\b[Tt]he (?:\w+ ){{0,2}}?(?:{_MEETING}|gathering|event)\b[^.!?\n]{{0,60}}$")


def pair_bounds(document: Document, told: Sequence[Told], window: Window) -> Iterator[Bound]:
    """Bound by a relative expression beside an absolute one: "Last month, on June 19", "next week, on 16 May 2008"."""
    for left, right in pairwise(told):
        gap = right.time.span.start - left.time.span.end
        between = document.text[left.time.span.end : right.time.span.start]
        if not 0 < gap <= ADJACENT or "." in between or left.time.anchor != "publication":
            continue
        if left.time.symbol.kind != "relative":
            continue
        for meant in _meant(right.time, window):
            days = _days_of(left.time, meant)
            if days is not None:
                yield Bound(
                    earliest=days[0],
                    latest=days[1],
                    weight=COUNTED if right.time.symbol.kind != "partial" else CUSTOM,
                    evidence=_evidence(document, left.time, right.time),
                    reason=f"{right.time.exact!r} is called {left.time.exact!r}",
                    is_fine=True,
                )


def _days_of(time: TimeExpression, meant: Days) -> Days | None:
    if time.mod is None:
        return days_when(time.symbol, meant)
    length = time.symbol.offset * {"day": 1, "week": 7, "fortnight": 14}.get(time.symbol.unit, 0)
    if time.mod not in SHORT_MODS or length <= 0:
        return None
    return length_before(meant[0], length, short=True)  # "in less than a fortnight, on 18 September"


def _meant(time: TimeExpression, window: Window) -> list[Days]:
    symbol = time.symbol
    if symbol.kind == "partial" and symbol.month is not None:
        if window.earliest is None or window.latest is None:
            return []
        days = occurrences(symbol, window.earliest - OMITTED_YEAR, window.latest)
        return [(days[0], days[0])] if len(days) == 1 else []
    days_told = read_days(time.value) if symbol.kind in ("calendar", "range") else None
    return [days_told] if days_told is not None and len(time.value) > len("2024") else []


def named_next_bounds(document: Document, told: Sequence[Told]) -> Iterator[Bound]:
    """Bound by a meeting called "next month's summit" whose day is told in the sentence after."""
    ahead = [each for each in told if _is_full_day_ahead(each)]
    months = {each.time.value[:7] for each in ahead}
    if len(months) != 1:
        return
    for each in told:
        symbol = each.time.symbol
        named = _NAMED_NEXT.match(document.text, each.time.span.end)
        if symbol.kind != "relative" or symbol.offset != 1 or symbol.unit not in ("week", "month") or named is None:
            continue
        for other in ahead:
            gap = other.time.span.start - each.time.span.end
            lead = document.text[max(0, other.time.span.start - 90) : other.time.span.start]
            meant = read_days(other.time.value)
            days = days_when(symbol, meant) if meant is not None else None
            if days is not None and 0 < gap <= NAMED_REACH and _THE_MEETING.search(lead):
                yield Bound(
                    earliest=days[0],
                    latest=days[1],
                    weight=CUSTOM,
                    evidence=_evidence(document, each.time, other.time),
                    reason=f"what is on {other.time.exact!r} is called {each.time.exact!r}",
                    is_fine=True,
                )


def _is_full_day_ahead(told: Told) -> bool:
    symbol = told.time.symbol
    whole = symbol.kind == "calendar" and symbol.day is not None
    return whole and told.telling.direction in ("future", "present") and told.telling.direct


def period_bounds(document: Document, parsed: Parsed, times: Sequence[TimeExpression]) -> Iterator[Bound]:
    """Bound by figures of a part of a year: "trade reached 7 million in the first ten months of 2012"."""
    tellings = Tellings(parsed)
    for time in times:
        days = interval_days(time.interval)
        opened = time.type == "DURATION" and time.symbol.first is not None and time.symbol.first.kind == "calendar"
        if days is None or not opened or document.zone_at(time.span.start) not in ("title", "body"):
            continue
        if days[1] - days[0] < LONG_PERIOD and tellings.tell(time.span.start, time.span.end).direction == "past":
            yield Bound(
                earliest=days[1],
                latest=None,
                weight=TABLE,
                evidence=_evidence(document, time),
                reason=f"it tells of {time.exact!r} as past",
                is_fine=True,
            )


def so_far_bounds(document: Document) -> Iterator[Bound]:
    """Bound by a year compared with the one before: "so far this year, compared with 2,480 in all of 2018"."""
    for found in _SO_FAR.finditer(document.text):
        year = int(found["year"]) + 1
        yield Bound(
            earliest=date(year, 1, 1),
            latest=date(year, 12, 31),
            weight=CUSTOM,
            evidence=(document.evidence(found.start("now"), found.end("year")),),
            reason=f"'this year' is compared with the whole of {found['year']}",
        )


def _evidence(document: Document, *times: TimeExpression) -> tuple[Evidence, ...]:
    return tuple(document.evidence(time.span.start, time.span.end) for time in times)
