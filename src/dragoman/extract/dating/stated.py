"""Dates that an article carries on itself: stamps, datelines, the date lines of a digest, its address.

In:  a document and its time expressions. Out: a stated date, or one whose year is still to be found.
Left to `extract.times.anchors`: what is a date line. Left to `told`: what the sentences tell.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from dragoman.extract.dating.bounds import Window
from dragoman.extract.dating.headers import full_day, is_neighbour_link, stamp_kind
from dragoman.records.days import read_day
from dragoman.records.documents import Document
from dragoman.records.spans import Evidence
from dragoman.records.times import DocumentDate, Interval, TimeExpression, cover, interval_days

HEADER_LENGTH = 900  # characters in which an article's own date stands
HEADER_LINES = 8
SLACK = timedelta(days=1)  # a dateline is the day of writing; the page may be of the next
LINE_RULES = ("stamp", "date-line", "dateline")
STAMP_KINDS = (*LINE_RULES, "spoken")
SAME_ISSUE = timedelta(days=10)  # "published" and "updated" further apart are two states of the page
_ADDRESS = re.compile(r"/((?:19|20)\d\d)[/-](\d{1,2})[/-](\d{1,2})(?:[/-]|$)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Stamp:
    """Reads as: the article says its own date here; `day` is None where it leaves out the year.

    `last` is the day of a second stamp ("updated"), None where there is none.
    """

    time: TimeExpression
    kind: str
    day: date | None
    last: date | None = None


def read_address(document: Document) -> date | None:
    """Find the day in an address such as ".../2024/10/11/title"."""
    found = _ADDRESS.search(document.url or "")
    return read_day(*(int(part) for part in found.groups())) if found is not None else None


def find_stamp(document: Document, times: Sequence[TimeExpression]) -> Stamp | None:
    """Find the words that date the article: a stamp, the line under the title, a dateline, a digest's last date."""
    lines = [(time, time.rule) for time in times if time.rule in LINE_RULES and not is_neighbour_link(document, time)]
    digest = _digest_date(document, [time for time, _ in lines])
    if digest is not None:
        return digest
    known = {time.time_id for time, _ in lines}
    header = [(time, kind) for time, kind in lines if _in_header(document, time)]
    header += [
        (time, kind)
        for time in times
        if time.time_id not in known and _in_header(document, time) and not is_neighbour_link(document, time)
        for kind in (stamp_kind(document, time),)
        if kind is not None and document.zone_at(time.span.start) not in ("related", "caption", "pull-quote")
    ]
    for kind in STAMP_KINDS:
        found = [time for time, its in header if its == kind]
        if found:
            return _first_and_last(found, kind, times)
    stamped = [time for time, kind in lines if kind == "stamp"]
    return Stamp(time=stamped[-1], kind="stamp", day=full_day(stamped[-1], times)) if stamped else None


def _first_and_last(found: Sequence[TimeExpression], kind: str, times: Sequence[TimeExpression]) -> Stamp:
    """Take the first of several stamps of a kind; one of some days later tells how far the page was kept."""
    day = full_day(found[0], times)
    if kind not in ("stamp", "date-line") or day is None:
        return Stamp(time=found[0], kind=kind, day=day)
    days = [each for each in (full_day(time, times) for time in found) if each is not None]
    near = [each for each in days if abs(each - day) <= SAME_ISSUE]
    return Stamp(time=found[0], kind=kind, day=min(near), last=max(near) if max(near) > min(near) else None)


def _digest_date(document: Document, lines: Sequence[TimeExpression]) -> Stamp | None:
    """Find the latest of several date lines, the first of which opens the text."""
    alone = [time for time in lines if time.rule == "date-line" and _day(time) is not None]
    if len(alone) < 2 or not _in_header(document, alone[0]):
        return None
    last = max(alone, key=lambda time: (_day(time) or date.min, -time.span.start))
    return Stamp(time=last, kind="digest", day=_day(last))


def _in_header(document: Document, time: TimeExpression) -> bool:
    if time.span.start > HEADER_LENGTH:
        return False
    lines = document.text[: time.span.start].split("\n")
    return sum(1 for line in lines if line.strip()) <= HEADER_LINES


def _day(time: TimeExpression) -> date | None:
    days = interval_days(time.interval)
    return days[0] if days is not None and days[0] == days[1] else None


def stated_date(document: Document, stamp: Stamp, day: date, latest_told: date | None) -> DocumentDate:
    """Turn a stamp and its day into the document's date.

    `latest_told` is the latest day that the text tells as past: with a dateline it may be the day after
    ("a day later the White House said"), when the story went on after it was datelined.
    """
    evidence = (Evidence(document_id=document.document_id, span=stamp.time.span, exact=stamp.time.exact),)
    if stamp.kind != "dateline":
        why = {
            "digest": "the last of the date lines between its items",
            "stamp": "the date stamped on it",
            "date-line": "the date on a line of its own above the text",
            "spoken": "it says what day it is",
        }[stamp.kind]
        if stamp.last is not None:
            why = f"{why}, and that of its last change"
            return DocumentDate(interval=cover(day, stamp.last), basis="stated", evidence=evidence, why=why)
        return DocumentDate(interval=cover(day, day), basis="stated", evidence=evidence, why=why)
    last = day + SLACK
    if latest_told is not None and last < latest_told <= day + 3 * SLACK:
        last = latest_told
    interval = Interval(value=day.isoformat(), earliest=day.isoformat(), latest=last.isoformat())
    why = "its dateline; a page may follow it by a day"
    return DocumentDate(interval=interval, basis="stated", evidence=evidence, why=why)


def year_of_stamp(
    stamp: Stamp, window: Window, weekdays: Collection[int] = (), years: Sequence[int] = ()
) -> date | None:
    """Find the year of a dateline without one, where what else is known leaves only one.

    With an open end the first possible day is taken, if the text tells of a day or month in the year before:
    news is dated soon after what it tells, but a bare "2012" in it may be any background. The `weekdays` that the
    first sentence tells as past must then be the stamp's own or of the two days before. `years` are those in
    which other evidence puts this very day.
    """
    month, day = stamp.time.symbol.month, stamp.time.symbol.day
    if month is None or day is None:
        return None
    if len(years) == 1:
        known = read_day(years[0], month, day)
        if known is not None and window.allows(known):
            return known
    if window.earliest is None:
        return None
    last = window.latest.year if window.latest is not None else window.earliest.year + 1
    days = [read_day(year, month, day) for year in range(window.earliest.year, last + 1)]
    weekday = stamp.time.symbol.weekday
    fitting = [
        each
        for each in days
        if each is not None and window.allows(each) and (weekday is None or each.weekday() == weekday)
    ]
    if window.latest is not None:
        return fitting[0] if len(fitting) == 1 else None
    fresh = any(bound.is_fine and bound.earliest == window.earliest for bound in window.used)
    if weekdays:
        fitting = [each for each in fitting if any((each.weekday() - told) % 7 <= 2 for told in weekdays)]
    return fitting[0] if fitting and fresh else None
