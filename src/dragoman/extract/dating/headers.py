"""Read the lines around an article for the day that they print as its own, and the days of its neighbours.

In:  a document and its time expressions. Out: for each expression the kind of stamp it is; bounds from links.
Left to `extract.times.anchors`: date lines of the plain kind. Left to `stated`: which stamp counts.

A line such as "By Anna Ross | Published Sunday 3 July 2016 | 12 comments" is cut at its bars and dots; one of
its parts must be nothing but a date with its label.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from dragoman.extract.dating.bounds import SIDEBAR, Bound
from dragoman.lexicons.load.zone_cues import load_zone_cues
from dragoman.records.days import read_day
from dragoman.records.documents import Document
from dragoman.records.times import TimeExpression, interval_days

LINE_LENGTH = 140  # characters; a longer line is prose
ANNOUNCED_WITHIN = 700  # characters in which a broadcast says what day it is
ONE_DAY = timedelta(days=1)
MONTHS = 12

_PARTS = re.compile(r"\s*[|·•»«←→]\s*|\s+[-–—/]+\s+|\t+| {2,}")
_CLOCK = re.compile(r"\b\d{1,2}[:.]\d\d(?::\d\d)?(?:\s?[ap]\.?m\.?)?|\b\d{1,2}\s?[ap]\.?m\b\.?|\b[A-Z]{2,4}T\b|\bUTC\b")
_WORDS = re.compile(r"[^\W\d_]+")
# "Ministry of Foreign Affairs of Belmark, Senna, 14 August 2031": who issues it and where, nothing but names.
_NAME = r"[A-Z][\w.'’-]*(?: (?:of|the|and|for|de|la|el|du|des|del|&|[A-Z][\w.'’-]*))*"
_LETTERHEAD = re.compile(rf"\W*(?:{_NAME}, ){{2,4}}")
LETTERHEAD_WITHIN = 400  # characters at the head of a release
_OPENING_BRACKET = re.compile(r"\W*\((?:[A-Z][\w.'’-]+[ ,]+)+")
# "It is Thursday, the fourth of June", "Today is 5 May": a broadcast says what day it is.
_SPOKEN = re.compile(r"(?:^|[.!?:\n]\s*)(?:and\s)?(?:it is|it['’]s|today is|this is)\s(?:the\s)?$", re.IGNORECASE)
_EARLIER_LINK = re.compile(r"\W*(?:[«‹<←]|(?:previous|prev|older|earlier)\b(?:[ \w]{0,12}:|\s[«‹<←]))", re.IGNORECASE)
_LATER_LINK = re.compile(r"\W*(?:next|newer|later)\b[ \w]{0,12}:|.*[»›→]\s*$", re.IGNORECASE)
_ADDRESS_LINE = re.compile(r"(?m)^(?:https?://)?[\w-]+(?:\.[\w-]+)+/(?:\S*/)?((?:19|20)\d\d)/(\d\d?)/(\d\d?)(?:/\S*)?$")
_COPYRIGHT = re.compile(r"(?:©|\(c\)|copyright)\s?(?:(?:19|20)\d\d\s?[-–]\s?)?((?:19|20)\d\d)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """Reads as: one line of the text; `start` is the offset of its first character."""

    start: int
    text: str


def line_at(document: Document, offset: int) -> Line:
    """Give the line that an offset lies in."""
    start = document.text.rfind("\n", 0, offset) + 1
    end = document.text.find("\n", offset)
    return Line(start=start, text=document.text[start : end if end >= 0 else len(document.text)])


def stamp_kind(document: Document, time: TimeExpression) -> str | None:
    """Tell what kind of stamp a day is where it stands; None where it stamps nothing.

    `stamp` has its label ("Aired"), `date-line` a part of a line to itself or after the names of a letterhead,
    `dateline` stands in brackets before the text, `spoken` is announced ("It is Thursday, the fourth of June").
    """
    if not _is_day(time):
        return None
    line = line_at(document, time.span.start)
    before = line.text[: time.span.start - line.start]
    after = line.text[time.span.end - line.start :]
    if _OPENING_BRACKET.fullmatch(before) and after.startswith(")"):
        return "dateline"
    if time.span.start <= ANNOUNCED_WITHIN and time.symbol.weekday is not None and _SPOKEN.search(before):
        return "spoken"
    if len(line.text) > LINE_LENGTH or line.text.rstrip().endswith((".", "?", "!", ",")):
        return None
    if time.span.end <= LETTERHEAD_WITHIN and not after.strip() and _LETTERHEAD.fullmatch(before):
        return "date-line"
    left, right = _PARTS.split(before)[-1], _PARTS.split(after)[0]
    if left == before and right == after and _words(f"{left} {right}"):
        return None if _label(left) is None or _words(right) else "stamp"
    label = _label(left)
    if label is None or _words(right):
        return None
    return "stamp" if label else "date-line"


def _is_day(time: TimeExpression) -> bool:
    symbol = time.symbol
    days = interval_days(time.interval) if symbol.kind == "calendar" else None
    if days is not None:
        return days[0] == days[1]
    return symbol.kind == "numeric" or (
        symbol.kind == "partial" and symbol.day is not None and symbol.month is not None
    )


def _words(text: str) -> list[str]:
    """Give the words of a part of a line that say neither weekday nor clock nor zone."""
    weekdays = {word.lower() for word in load_zone_cues().words["weekdays"]}
    return [word for word in _WORDS.findall(_CLOCK.sub(" ", text).lower()) if word not in weekdays and word != "et"]


def _label(text: str) -> str | None:
    """Give the label before a date, empty where there is none; None where other words stand there."""
    label = " ".join(_words(text))
    return label if not label or label in load_zone_cues().words["stamp_labels"] else None


def numeric_day(time: TimeExpression, times: Sequence[TimeExpression]) -> date | None:
    """Read "06.08.2014" or "06/08/2014" by how the others in the text are written; None where it may be either.

    With dots the day comes first wherever such dates are written at all.
    """
    symbol = time.symbol
    if symbol.kind != "numeric" or symbol.year is None or symbol.month is None or symbol.day is None:
        return None
    found = re.match(r"(\d{1,2})\D(\d{1,2})\D", time.exact)
    if found is None:
        return None
    first, second = int(found[1]), int(found[2])
    if first == second:
        return read_day(symbol.year, first, second)
    day_first = "." in time.exact or _writes_day_first(times)
    if day_first is None:
        return None
    return read_day(symbol.year, second, first) if day_first else read_day(symbol.year, first, second)


def _writes_day_first(times: Sequence[TimeExpression]) -> bool | None:
    orders = set()
    for time in times:
        found = re.fullmatch(r"(\d{1,2})[/-](\d{1,2})[/-]\d{2,4}", time.exact)
        if found is not None and max(int(found[1]), int(found[2])) > MONTHS:
            orders.add(int(found[1]) > MONTHS)
    return orders.pop() if len(orders) == 1 else None


def full_day(time: TimeExpression, times: Sequence[TimeExpression]) -> date | None:
    """Give the day of an expression that says it in full, or in numbers that can be read one way only."""
    days = interval_days(time.interval)
    if days is not None and days[0] == days[1] and time.symbol.kind == "calendar":
        return days[0]
    return numeric_day(time, times)


def is_neighbour_link(document: Document, time: TimeExpression) -> bool:
    """Tell the date of the previous or next page of a series from the article's own."""
    return _side(document, time) is not None


def _side(document: Document, time: TimeExpression) -> str | None:
    line = line_at(document, time.span.start)
    if len(line.text) > LINE_LENGTH:
        return None
    earlier = _EARLIER_LINK.match(line.text) is not None
    later = _LATER_LINK.match(line.text) is not None
    if earlier and later:
        # "<- 4 April 2006 | archive | 6 April 2006 ->": both on one line
        return "earlier" if time.span.start - line.start < len(line.text) / 2 else "later"
    return "earlier" if earlier else "later" if later else None


def neighbour_bounds(document: Document, times: Sequence[TimeExpression]) -> Iterator[Bound]:
    """Bound by links to the pages before and after it, where both are dated.

    Where a link is nothing but its date, the series has one page a day, and this page is neither of the two.
    """
    sides: dict[str, tuple[date, TimeExpression]] = {}
    for time in times:
        side, day = _side(document, time), full_day(time, times)
        if side is not None and day is not None:
            sides.setdefault(side, (day, time))
    if len(sides) < 2 or sides["earlier"][0] > sides["later"][0]:
        return
    (first, before), (last, after) = sides["earlier"], sides["later"]
    if all(_is_bare(document, time) for time in (before, after)) and last - first >= 2 * ONE_DAY:
        first, last = first + ONE_DAY, last - ONE_DAY
    yield Bound(
        earliest=first,
        latest=last,
        weight=SIDEBAR,
        evidence=tuple(document.evidence(time.span.start, time.span.end) for time in (before, after)),
        reason=f"it stands between the pages of {before.exact!r} and {after.exact!r}",
        is_fine=True,
    )


def _is_bare(document: Document, time: TimeExpression) -> bool:
    line = line_at(document, time.span.start)
    before = _PARTS.split(line.text[: time.span.start - line.start])[-1]
    after = _PARTS.split(line.text[time.span.end - line.start :])[0]
    return not _words(f"{before} {after}")


def read_address_line(document: Document) -> tuple[date, int, int] | None:
    """Find the page's own address on a line above the text: its day, and from where to where it stands."""
    found = _ADDRESS_LINE.match(document.text)
    day = read_day(*(int(part) for part in found.groups())) if found is not None else None
    return (day, found.start(), found.end()) if found is not None and day is not None else None


def copyright_year(document: Document) -> tuple[int, int, int] | None:
    """Find the year of the copyright line under the text: the year, and from where to where it stands."""
    tail = max(0, len(document.text) - 600)
    found = next(iter(_COPYRIGHT.finditer(document.text, tail)), None)
    return (int(found[1]), found.start(), found.end()) if found is not None else None
