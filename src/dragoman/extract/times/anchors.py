"""What a time counts from: the document's date, the date line it stands under, or a time told before it.

In:  readings, the document with its zones. Out: `TimeExpression`s with their anchors, not yet evaluated.
Left to `records.times`: evaluating. Left to `extract.dating`: what the date lines say of the article.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from dragoman.extract.times.readings import Reading
from dragoman.extract.times.tokens import Lexed
from dragoman.lexicons.load.time_words import load_time_words
from dragoman.records.documents import Document
from dragoman.records.ids import time_id
from dragoman.records.spans import CharSpan
from dragoman.records.symbols import TimeSymbol
from dragoman.records.times import UNKNOWN_INTERVAL, TimeExpression

LINE_WINDOW = 120  # characters on either side of a date that are looked at for a line's ends
HEADER_LINES = 6  # lines in which the date of the whole article may stand
HEADER_LENGTH = 700  # characters in which it may stand
NARRATIVE_REACH = 900  # characters back to the time that "two days later" counts from: about a long paragraph
NARRATIVE_TRIES = 6  # expressions looked at on the way back
LINE_RULES = ("date-line", "dateline", "stamp")
FOREIGN_ZONES = frozenset(("related", "pull-quote", "repeated", "caption"))

_CITY = r"(?:[A-Z][\w.'’]*(?:[ /-][A-Z(][\w.'’)]*){0,3}(?:, ?[A-Z][\w.'’]*(?:[ -][A-Z][\w.'’]*){0,2}){0,2})"
_DATELINE_BEFORE = re.compile(
    rf"\W{{0,3}}(?:(?P<city>{_CITY})(?:,|:|\s[-–—]|\s\([^)]*\)\s?[-–—]?)\s*)?(?:\w{{3,9}},\s*)?"
)
_DATELINE_AFTER = re.compile(
    r"\s*(?:\((?P<agency>[^)\n]{1,40})\)\s*[-–—:.]*|[-–—/]{1,2}\s*[A-Z][\w ]{1,25}\s*[-–—/]{1,2}|[-–—:.|])(?:\s|$)"
)
_AFTER_ALONE = re.compile(
    r"\W*(?:(?:at|,|\||-|–|by|in|on|updated|last|modified|published|gmt|utc|est|edt|am|pm|a\.m\.|p\.m\.|\d{1,2}[:.]\d\d"
    r"|\d+ min(?:ute)?s?(?: read)?|[A-Z][\w.'’-]+)\W*){0,6}"
)
# what stands before a date: "By Anna Ross, April 6, 2023", "Islamabad: May 5, 2024", "Press release, 5 March 2024"
_BYLINE = re.compile(r"\W*(?:(?:By|by|BY|From)\s[^.!?]{2,60}|[\w .'’/]{2,40})[,:|–—-]\s*")


def date_lines(document: Document, lexed: Lexed, readings: Sequence[Reading]) -> Mapping[int, str]:
    """Find the readings that date what stands below them, by index: `date-line`, `dateline` or `stamp`.

    A `date-line` stands alone ("March 10, 2023"), a `dateline` opens a paragraph ("TEHRAN, Jan 17 (Agency) -"),
    a `stamp` carries its label ("date 2024-03-20").
    """
    found: dict[int, str] = {}
    for index, reading in enumerate(readings):
        if reading.symbol is None or not _is_day(reading):
            continue
        start, end = lexed.starts[reading.start], lexed.ends[reading.end - 1]
        kind = _line_kind(document.text, start, end, full=_is_full(reading.symbol))
        if kind is not None and document.zone_at(start) not in FOREIGN_ZONES:
            found[index] = kind
    return found


def _is_day(reading: Reading) -> bool:
    symbol = reading.symbol
    if symbol is None or symbol.first is not None or symbol.last is not None:
        return False
    if symbol.kind == "calendar" and symbol.literal is not None:
        return re.match(r"\d{4}-\d\d-\d\d", symbol.literal) is not None and "/" not in symbol.literal
    return symbol.kind == "numeric" or (
        symbol.kind in ("calendar", "partial") and symbol.day is not None and symbol.month is not None
    )


def _is_full(symbol: TimeSymbol) -> bool:
    return symbol.kind in ("calendar", "numeric")


def _line_kind(text: str, start: int, end: int, *, full: bool) -> str | None:
    before = _line_before(text, start)
    if before is None:
        return None
    after = text[end : end + LINE_WINDOW].split("\n", 1)
    ended = len(after) > 1 or end + LINE_WINDOW >= len(text)
    alone = ended and _AFTER_ALONE.fullmatch(after[0]) is not None
    label = _label(before)
    if label is not None and full and (alone or label in load_time_words().inline_labels):
        return "stamp" if label else "date-line"
    kind = _dateline_kind(before, after[0], alone=alone, full=full)
    if kind is None and alone and full and _BYLINE.fullmatch(before) and "correct" not in before.lower():
        return "date-line"
    return kind


def _dateline_kind(before: str, after: str, *, alone: bool, full: bool) -> str | None:
    lead = _DATELINE_BEFORE.fullmatch(before)
    if lead is None:
        return None
    tail = _DATELINE_AFTER.match(after)
    if lead["city"] is None:
        # no city: "24 June 2024 - A sailor ...", "Jan 17 (Agency) - ..."
        return "dateline" if tail is not None and (full or tail["agency"]) else None
    capitals = lead["city"].split(",")[0].isupper()
    if not capitals and not (tail is not None and (full or tail["agency"])):
        return None
    return "dateline" if tail is not None or alone else None


def _line_before(text: str, start: int) -> str | None:
    """Give what stands before a date on its line; None where the line is too long to be a header."""
    window = text[max(0, start - LINE_WINDOW) : start]
    head, found, tail = window.rpartition("\n")
    del head
    if found:
        return tail
    return window if start <= LINE_WINDOW else None


def _label(before: str) -> str | None:
    """Give the label before a date ("Published:"), an empty one where nothing stands there, None for other words."""
    words = re.sub(r"[^\w ]+", " ", before).lower().split()
    weekdays = load_time_words().words
    rest = [word for word in words if not (word in weekdays and weekdays[word].kind in "Wx")]
    if not rest:
        return ""
    label = " ".join(rest)
    return label if label in load_time_words().stamp_labels else None


class Anchoring:
    """Walks the readings in order; remembers the times told so far and the date line above."""

    def __init__(self, document: Document, lexed: Lexed, lines: Mapping[int, str]) -> None:
        self._document = document
        self._lexed = lexed
        self._lines = lines
        self._placed: list[TimeExpression] = []
        self._direct: set[str] = set()
        self._above: str | None = None
        self._header: str | None = None

    def place(self, readings: Sequence[Reading]) -> tuple[TimeExpression, ...]:
        """Turn readings into expressions, each with its anchor."""
        self._header = self._find_header(readings)
        for index, reading in enumerate(readings):
            expression = self._build(reading, self._lines.get(index, reading.rule), self._anchor(index, reading))
            self._placed.append(expression)
            if reading.direct:
                self._direct.add(expression.time_id)
            if index in self._lines:
                self._above = expression.time_id
        return tuple(self._placed)

    def _find_header(self, readings: Sequence[Reading]) -> str | None:
        """Find the one date line that dates also the headline above it."""
        if not self._lines:
            return None
        first = min(self._lines)
        reading = readings[first]
        start = self._lexed.starts[reading.start]
        lines = [line for line in self._document.text[: min(start, HEADER_LENGTH)].split("\n") if line.strip()]
        if start > HEADER_LENGTH or len(lines) > HEADER_LINES:
            return None
        alone = [index for index in self._lines if self._lines[index] == "date-line"]
        return None if len(alone) > 1 else self._id(reading)

    def _anchor(self, index: int, reading: Reading) -> str:
        base = self._above or self._header or "publication"
        if reading.counts_from in ("none", "event"):
            return reading.counts_from
        if index in self._lines or reading.counts_from == "publication":
            return "publication" if index in self._lines else base
        told = self._told_before(reading)
        if told is not None:
            return told
        return base if reading.counts_from == "narrative-or-publication" else "event"

    def _told_before(self, reading: Reading) -> str | None:
        """Find the time that "two days later" or "that month" counts from: the last one told, near enough.

        One in the same sentence comes first, then one that a verb tells ("on Sunday the ministry said"), then
        one in a noun phrase ("follows talks on July 2").
        """
        start = self._lexed.starts[reading.start]
        fallback: str | None = None
        for expression in reversed(self._placed[-NARRATIVE_TRIES:]):
            if start - expression.span.start > NARRATIVE_REACH:
                break
            if expression.rule in LINE_RULES or expression.type not in ("DATE", "TIME"):
                continue
            if expression.symbol.bound != "none":
                # "they have until Monday to leave. Drosk answered hours later": a term is no day that was told of
                continue
            apart = self._sentence_between(expression.span.end, start)
            if apart and reading.rule == "clock":
                break
            if not _fine_enough(expression.symbol, reading.symbol):
                continue
            if not apart or expression.time_id in self._direct:
                return expression.time_id
            fallback = fallback or expression.time_id
        return fallback

    def _sentence_between(self, start: int, end: int) -> bool:
        return re.search(r"[.!?]\s|\n", self._document.text[start:end]) is not None

    def _id(self, reading: Reading) -> str:
        start, end = self._lexed.starts[reading.start], self._lexed.ends[reading.end - 1]
        return time_id(self._document.document_id, start, end)

    def _build(self, reading: Reading, rule: str, anchor: str) -> TimeExpression:
        span = CharSpan(start=self._lexed.starts[reading.start], end=self._lexed.ends[reading.end - 1])
        return TimeExpression(
            time_id=self._id(reading),
            span=span,
            exact=self._lexed.text[span.start : span.end],
            type=reading.type,
            symbol=reading.symbol or TimeSymbol(kind="vague"),
            value="",
            mod=reading.mod,
            interval=UNKNOWN_INTERVAL,
            anchor=anchor,
            rule=rule,
        )


_FINENESS = {
    "day": 0,
    "week": 1,
    "weekend": 1,
    "month": 2,
    "quarter": 3,
    "season": 3,
    "half": 4,
    "year": 5,
    "decade": 6,
    "century": 7,
}


def _fine_enough(told: TimeSymbol, counted: TimeSymbol | None) -> bool:
    """Tell whether a time is told finely enough to count such units from: days from days, years from any."""
    if counted is None or told.kind in ("vague", "set", "duration", "range"):
        return False
    return _grain(told) <= _FINENESS.get(counted.unit, 0)


def _grain(symbol: TimeSymbol) -> int:
    if symbol.kind in ("weekday", "numeric", "feast") or symbol.day is not None or symbol.weekday is not None:
        return 1 if symbol.unit == "weekend" else 0
    if symbol.literal is not None:
        return 0 if len(symbol.literal) >= len("2024-10-11") else 5
    return _FINENESS.get(symbol.unit, 0)
