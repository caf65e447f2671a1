"""Time as a document tells it: expressions, intervals, dates, and the pure functions that date an expression.

In:  a `TimeSymbol` (what the words mean) and the document's date or an anchor.
Out: a TIMEX3 value and an `Interval`; the same expression can be evaluated again when a date is learnt later.
Left to `extract.times`: finding the words. Left to `extract.dating` and `resolve.dating`: the document's date.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from dragoman.records.days import Days, iso_value, read_days
from dragoman.records.spans import CharSpan, Evidence
from dragoman.records.symbols import LATER, TimeSymbol, mask, read_symbol, read_undated
from dragoman.records.vocabulary import DateBasis, TimexType


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Interval:
    """Reads as: it was `value`, not before `earliest`, not after `latest`.

    `earliest` and `latest` are ISO days, both ends included; `None` where that side is open or unknown.
    `value` is the finest ISO 8601 day, month or year that covers both (`None` where there is none). Of a
    document's date it may be the likeliest day inside wider bounds.
    """

    value: str | None
    earliest: str | None
    latest: str | None


UNKNOWN_INTERVAL = Interval(value=None, earliest=None, latest=None)


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeExpression:
    """Reads as: "last Tuesday" here means 2026-11-17.

    `value` is the TIMEX3 value as evaluated against the document's date (`XXXX-XX-XX` style where unknown),
    `interval` the days it covers, `anchor` what it counts from: `publication`, another expression's id
    (narrative time, or the date line it stands under), `event` (told but not dated here) or `none`; `rule`
    names the rule that read it.
    """

    time_id: str
    span: CharSpan
    exact: str
    type: TimexType
    symbol: TimeSymbol
    value: str
    mod: str | None
    interval: Interval
    anchor: str
    rule: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentDate:
    """Reads as: the article was published in this interval, as this basis and evidence say.

    `basis`: `given` (by the container), `stated` (in the text), `inferred`, `unknown`.
    """

    interval: Interval
    basis: DateBasis
    evidence: tuple[Evidence, ...] = ()
    why: str = ""


UNDATED = DocumentDate(interval=UNKNOWN_INTERVAL, basis="unknown", why="nothing in the article dates it")


@dataclass(frozen=True, slots=True, kw_only=True)
class EventDate:
    """Reads as: the event was in this interval, on this basis.

    `basis`: `stated` (a day or period the text gives), `inferred` (from the discourse or other documents),
    `publication` (told as news of the article's own date), `unknown`.
    """

    interval: Interval
    basis: DateBasis


@dataclass(frozen=True, slots=True, kw_only=True)
class Distance:
    """Reads as: it was so long before or after the day that `anchor` names ("nine days after Drosk struck the port").

    `symbol` is `relative`; `anchor` is the id of a time expression, or `publication`.
    """

    symbol: TimeSymbol
    anchor: str


NO_DATE = EventDate(interval=UNKNOWN_INTERVAL, basis="unknown")

_GIVEN = re.compile(r"(\d{4}(?:-\d\d(?:-\d\d)?)?)(?![\d-])")
FIRST_PUBLISHED = 1600  # no newspaper is older; a container that says "0001-01-01" says nothing
NOT_ANCHORED = ("publication", "event", "none")


def cover(first: date, last: date) -> Interval:
    """Give the interval from one day to another.

    >>> cover(date(2024, 10, 11), date(2024, 10, 17)).value
    '2024-10'
    """
    return Interval(value=iso_value(first, last), earliest=first.isoformat(), latest=last.isoformat())


def interval_days(interval: Interval) -> Days | None:
    """Give both ends of an interval; None where a side is open."""
    if interval.earliest is None or interval.latest is None:
        return None
    return date.fromisoformat(interval.earliest), date.fromisoformat(interval.latest)


def read_published(published: str | None) -> Interval:
    """Read a date as a container gives it: ISO 8601, coarse or with a time; open where it is none.

    >>> read_published("2024-10").latest
    '2024-10-31'
    """
    found = _GIVEN.match((published or "").strip())
    days = read_days(found[1]) if found is not None else None
    return cover(*days) if days is not None and days[0].year >= FIRST_PUBLISHED else UNKNOWN_INTERVAL


def evaluate_time(symbol: TimeSymbol, document_date: Interval, anchor: Interval | None = None) -> tuple[str, Interval]:
    """Date what an expression means: its TIMEX3 value and the days it covers.

    It counts from `anchor` where that is given, else from the document's date. Where only an interval is
    known, both its ends must give the same value; if not, the value is masked (`2024-10-XX`) and the interval
    covers both. Where nothing is known the value is masked (`XXXX-WXX-5`) and the interval open.
    """
    base = interval_days(document_date if anchor is None else anchor)
    if symbol.kind == "vague":
        return symbol.literal or "PRESENT_REF", _vague_interval(symbol, base)
    if base is None:
        reading = read_undated(symbol)
        return reading[0], _as_interval(reading[1])
    early = read_symbol(symbol, base[0])
    late = early if base[0] == base[1] else read_symbol(symbol, base[1])
    value = early[0] if early[0] == late[0] else mask(early[0], late[0], read_undated(symbol)[0])
    if early[1] is None or late[1] is None:
        return value, UNKNOWN_INTERVAL
    return value, cover(min(early[1][0], late[1][0]), max(early[1][1], late[1][1]))


def reevaluate(times: Iterable[TimeExpression], document_date: DocumentDate) -> tuple[TimeExpression, ...]:
    """Evaluate a document's expressions again, against what is known of its date.

    Expressions that count from another one follow it; one that counts from a later one (a headline from the
    date line below it) does so where that one is anchored to nothing else.
    """
    told = tuple(times)
    known = {time.time_id: _dated(time, document_date.interval, None) for time in told if time.anchor in NOT_ANCHORED}
    for time in told:
        if time.time_id not in known:
            anchor = known.get(time.anchor)
            known[time.time_id] = _dated(
                time, document_date.interval, anchor.interval if anchor is not None else UNKNOWN_INTERVAL
            )
    return tuple(known[time.time_id] for time in told)


def _dated(time: TimeExpression, published: Interval, anchor: Interval | None) -> TimeExpression:
    if time.anchor == "event":
        anchor = UNKNOWN_INTERVAL
    value, interval = evaluate_time(time.symbol, published, anchor)
    if value == time.value and interval == time.interval:
        return time
    return replace(time, value=value, interval=interval)


def _as_interval(days: Days | None) -> Interval:
    return cover(*days) if days is not None else UNKNOWN_INTERVAL


def _vague_interval(symbol: TimeSymbol, base: Days | None) -> Interval:
    if base is None:
        return UNKNOWN_INTERVAL
    if symbol.literal == "PAST_REF":
        return Interval(value=None, earliest=None, latest=base[1].isoformat())
    if symbol.literal in ("FUTURE_REF", LATER):
        return Interval(value=None, earliest=base[0].isoformat(), latest=None)
    return cover(*base)
