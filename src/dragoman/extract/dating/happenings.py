"""Dated happenings told by a weekday or as "last week": the day they were on says when the article was written.

In:  a parse, its times as told, the tables of events and office holders, what is known so far. Out: `Bound`s.
Left to `world`: what is told of them without such a time. Left to `inverse`: on which days a time means a day.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from dragoman.extract.dating.ages import grown, holds_now, read_age
from dragoman.extract.dating.bounds import CUSTOM, SIDEBAR, Bound, Window
from dragoman.extract.dating.inverse import days_when
from dragoman.extract.dating.told import LINE_RULES, Told
from dragoman.extract.dating.world import EventIndex, HolderIndex, choose_event, fold, named_events
from dragoman.lexicons.load.known_events import KnownEvent
from dragoman.lexicons.load.tables import OfficeHolder
from dragoman.nlp.parse import Parsed
from dragoman.nlp.telling import Tellings
from dragoman.records.days import Days, add_days, read_days
from dragoman.records.documents import Document
from dragoman.records.spans import Evidence
from dragoman.records.symbols import TimeSymbol
from dragoman.records.times import TimeExpression

REACH = 60  # characters between a happening and the time that dates it
NEWS_OF_DEATH = 2  # days until a death is made known
MOURNING = 24  # days in which the dead are buried
LEAD = 500  # characters of the first sentences
NEWS_WEEK = 6
SPAN = timedelta(days=31)  # a happening that lasted longer is no day
_SENTENCE_END = re.compile(r"[.!?]['\"”’]?\s|\n")
_NAME = r"[A-ZÀ-Þ][\w'’-]+(?: [A-ZÀ-Þ][\w'’.-]+){1,5}"
_TAKING = re.compile(
    rf"\b(?:inauguration|swearing-in|investiture)\b(?P<gap>[^.!?\n]{{0,40}}?) of (?:[A-Z]\w+ ){{0,2}}?(?P<name>{_NAME})"
)
_MOURNED = re.compile(
    rf"(?:(?P<whose>{_NAME})['’]s? (?:state )?(?:funeral|memorial|burial)"
    rf"|\b(?:funeral|memorial service|memorial|burial) (?:of|for) (?:[a-z]\w+ ){{0,3}}(?P<of>{_NAME}))"
)
_IN_THE_JOB = re.compile(r"\s(?:in|into) (?:the|his|her) (?:job|office|post|term|new job|presidency|premiership)\b")
_NAME_BEFORE = re.compile(rf"(?P<name>{_NAME}), (?:just |only |barely |now )?$")
_COUNTED_AFTER = re.compile(
    r"\b(?P<count>a|one|two|three|four|five|six|\d) (?P<unit>day|week)s? after (?:[^.!?\n,]{0,40} )??(?:the )?$",
    re.IGNORECASE,
)
_ANNIVERSARY = re.compile(
    r"\b(?:anniversar|commemorat|years (?:ago|after|since|on)\b|memorial|remembrance)", re.IGNORECASE
)
_COUNTS = {"a": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6}
TAKING_VERBS = frozenset(("swear", "inaugurate", "invest"))
LEAVING_VERBS = frozenset(("resign", "quit", "abdicate", "step"))
DYING_VERBS = frozenset(("die", "assassinate"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Tables:
    """Reads as: what the world's calendar knows: dated events, and who held high office when."""

    events: EventIndex
    holders: HolderIndex


@dataclass(frozen=True, slots=True, kw_only=True)
class Happening:
    """Reads as: these words tell of what was on one of these days; `verb` is its clause's head (None: a noun)."""

    start: int
    end: int
    verb: int | None
    days: tuple[Days, ...]


def happening_bounds(
    parsed: Parsed, told: Sequence[Told], tables: Tables, window: Window, heads: Collection[str]
) -> Iterator[Bound]:
    """Bound by happenings whose day the tables know and which the text dates from its own day."""
    document = parsed.document
    counted = [each for each in told if _counts_from_now(each.time, heads)]
    if not counted:
        return
    happenings = [
        *_named(document, tables.events, window),
        *_changes_of_office(parsed, tables.holders),
        *_investitures(document, tables.holders),
        *_deaths(parsed, tables.events),
    ]
    for happening in happenings:
        for each in counted:
            if _dates(document, parsed, happening, each):
                yield from _bound(document, happening, each.time, window)


def _counts_from_now(time: TimeExpression, heads: Collection[str]) -> bool:
    return time.symbol.kind in ("weekday", "relative") and time.anchor in heads and time.mod is None


def count_heads(times: Sequence[TimeExpression]) -> frozenset[str]:
    """Give the anchors that stand for the day of writing: the article's own, and its date lines."""
    return frozenset(("publication", *(time.time_id for time in times if time.rule in LINE_RULES)))


def _dates(document: Document, parsed: Parsed, happening: Happening, told: Told) -> bool:
    """Tell whether a time dates a happening: they share the verb, or stand side by side without one between."""
    span = told.time.span
    first, second = sorted(((happening.start, happening.end), (span.start, span.end)))
    between = document.text[first[1] : second[0]]
    if len(between) > REACH or _SENTENCE_END.search(between):
        return False
    if happening.verb is not None:
        return told.telling.verb == happening.verb
    if happening.start <= span.start < happening.end:
        return True
    possessive = span.start < happening.start and re.fullmatch(r"['’]s (?:\w+ ){0,2}", between) is not None
    tokens = parsed.doc.char_span(first[1], second[0], alignment_mode="contract")
    verbs = [token for token in tokens or () if token.pos_ == "VERB"]
    # "the death of X, which the state television made known on Monday"
    relative = re.match(r",? (?:which|who|that)\b", between) is not None
    return possessive or not verbs or (relative and len(verbs) <= 2)


def _bound(document: Document, happening: Happening, time: TimeExpression, window: Window) -> Iterator[Bound]:
    found = []
    for meant in happening.days:
        days = days_when(time.symbol, meant)
        if days is not None and _leaves(window, days):
            found.append((meant, days))
    if len(found) != 1:
        return
    meant, days = found[0]
    words = document.text[happening.start : happening.end]
    yield Bound(
        earliest=days[0],
        latest=days[1],
        weight=SIDEBAR,
        evidence=tuple(sorted((document.evidence(happening.start, happening.end), _words(document, time)))),
        reason=f"it puts {words!r} ({meant[0].isoformat()}) on {time.exact!r}",
        is_fine=time.symbol.unit != "year",
    )


def _leaves(window: Window, days: Days) -> bool:
    after = window.latest is None or days[0] <= window.latest
    return after and (window.earliest is None or days[1] >= window.earliest)


def _words(document: Document, time: TimeExpression) -> Evidence:
    return document.evidence(time.span.start, time.span.end)


def _named(document: Document, events: EventIndex, window: Window) -> Iterator[Happening]:
    for start, end, candidates in named_events(document, events):
        event = choose_event(document, start, end, candidates, window)
        if event is None or document.zone_at(start) not in ("title", "body"):
            continue
        days = _event_days(event)
        if days is not None:
            yield Happening(start=start, end=end, verb=None, days=(days,))


def _event_days(event: KnownEvent) -> Days | None:
    first, last = read_days(event.start), read_days(event.end or event.start)
    if first is None or last is None or last[1] - first[0] > SPAN:
        return None
    return first[0], add_days(last[1], NEWS_OF_DEATH if event.kind == "death" else 0)


def _changes_of_office(parsed: Parsed, holders: HolderIndex) -> Iterator[Happening]:
    for clause in parsed.clauses:
        head = parsed.doc[clause.head]
        lemma = head.lemma_.lower()
        taking = lemma in TAKING_VERBS and clause.particle in (None, "in")
        leaving = lemma in LEAVING_VERBS and (lemma != "step" or clause.particle in ("down", "aside"))
        people = clause.undergoers if taking and clause.voice == "passive" else clause.doers
        if not (taking or leaving) or clause.negated or clause.modal is not None or len(people) != 1:
            continue
        start, end = _name_around(parsed, people[0])
        days = _office_days(_rows(holders, parsed.document.text[start:end]), taking=taking)
        if days:
            last = head.idx + len(head.text)
            yield Happening(start=min(start, head.idx), end=max(end, last), verb=clause.head, days=days)


def _name_around(parsed: Parsed, index: int) -> tuple[int, int]:
    """Give the characters of the proper name that a token is part of."""
    first = last = index
    while first > 0 and parsed.doc[first - 1].pos_ == "PROPN":
        first -= 1
    while last + 1 < len(parsed.doc) and parsed.doc[last + 1].pos_ == "PROPN":
        last += 1
    return parsed.doc[first].idx, parsed.doc[last].idx + len(parsed.doc[last].text)


def _rows(holders: HolderIndex, name: str) -> tuple[OfficeHolder, ...]:
    words = fold(re.sub(r"['’]s?$", "", name)).split(" ")
    for count in range(len(words), 1, -1):
        for start in range(len(words) - count + 1):
            rows = holders.by_name.get(" ".join(words[start : start + count]), ())
            if rows and len({row.person for row in rows}) == 1:
                return rows
    return ()


def _office_days(rows: Sequence[OfficeHolder], *, taking: bool) -> tuple[Days, ...]:
    found = [read_days(row.start if taking else row.end or "") for row in rows]
    return tuple(sorted({days for days in found if days is not None and days[0] == days[1]}))


def _investitures(document: Document, holders: HolderIndex) -> Iterator[Happening]:
    for found in _TAKING.finditer(document.text):
        days = _office_days(_rows(holders, found["name"]), taking=True)
        if days and document.zone_at(found.start()) == "body":
            yield Happening(start=found.start(), end=found.end(), verb=None, days=days)


def _deaths(parsed: Parsed, events: EventIndex) -> Iterator[Happening]:
    for clause in parsed.clauses:
        if parsed.doc[clause.head].lemma_.lower() not in DYING_VERBS or clause.negated or clause.modal is not None:
            continue
        people = clause.undergoers if clause.voice == "passive" else clause.doers
        for index in people[:1]:
            start, end = _name_around(parsed, index)
            days = _death_days(events, parsed.document.text[start:end], NEWS_OF_DEATH)
            if days is not None:
                yield Happening(start=start, end=end, verb=clause.head, days=(days,))


def _death_days(events: EventIndex, name: str, within: int) -> Days | None:
    rows = events.by_name.get("death of " + fold(re.sub(r"['’]s?$", "", name)), ())
    first = read_days(rows[0].start) if len(rows) == 1 else None
    return (first[0], add_days(first[0], within)) if first is not None else None


def mourning_bounds(document: Document, told: Sequence[Told], events: EventIndex) -> Iterator[Bound]:
    """Bound by a funeral told by its weekday: it is of the weeks after the death."""
    weekdays = [
        each.time for each in told if each.time.symbol.kind == "weekday" and each.time.anchor not in ("event", "none")
    ]
    for found in _MOURNED.finditer(document.text):
        days = _death_days(events, found["whose"] or found["of"], MOURNING)
        near = [t for t in weekdays if abs(t.span.start - found.end()) <= REACH]
        if days is not None and near and document.zone_at(found.start()) == "body":
            yield Bound(
                earliest=days[0],
                latest=add_days(days[1], NEWS_WEEK),
                weight=CUSTOM,
                evidence=tuple(sorted((document.evidence(found.start(), found.end()), _words(document, near[0])))),
                reason=f"it puts {found[0]!r} on {near[0].exact!r}, in the weeks after {days[0].isoformat()}",
                is_fine=True,
            )


def tenure_bounds(parsed: Parsed, times: Sequence[TimeExpression], holders: HolderIndex) -> Iterator[Bound]:
    """Bound by how long an office has been held: "Jane Roe, two months in the job"."""
    document, tellings = parsed.document, Tellings(parsed)
    for time in times:
        if time.type != "DURATION" or not _IN_THE_JOB.match(document.text, time.span.end):
            continue
        named = _NAME_BEFORE.search(document.text[max(0, time.span.start - REACH) : time.span.start])
        age = read_age(time)
        days = _office_days(_rows(holders, named["name"]), taking=True) if named is not None else ()
        if age is None or len(days) != 1 or not holds_now(parsed, tellings, time, allow_past=True):
            continue
        first, last = grown(days[0], age)
        yield Bound(
            earliest=first,
            latest=last,
            weight=SIDEBAR,
            evidence=(_words(document, time),),
            reason=f"{named['name'] if named is not None else ''!r} was {time.exact!r} in office",
            is_fine=True,
        )


def counted_after_bounds(
    document: Document, told: Sequence[Told], events: EventIndex, window: Window
) -> Iterator[Bound]:
    """Bound by "one day after the death of X, ... on Wednesday" in the lead, where the weekday agrees."""
    for start, end, candidates in named_events(document, events):
        if start > LEAD or document.zone_at(start) not in ("title", "body"):
            continue
        event = choose_event(document, start, end, candidates, window)
        found = _COUNTED_AFTER.search(document.text[max(0, start - 2 * REACH) : start])
        first = read_days(event.end or event.start) if event is not None else None
        if found is None or event is None or first is None:
            continue
        count = _COUNTS.get(found["count"].lower()) or int(found["count"])
        day = add_days(first[1], count * (7 if found["unit"].lower() == "week" else 1))
        yield from _agreeing(document, told, (start, end), day, f"{found[0].strip()} {document.text[start:end]}")


def _agreeing(
    document: Document, told: Sequence[Told], span: tuple[int, int], day: date, words: str
) -> Iterator[Bound]:
    for each in told:
        near = each.time.span.start - span[1]
        symbol: TimeSymbol = each.time.symbol
        same = symbol.kind == "weekday" and symbol.weekday == day.weekday() and not symbol.offset
        if same and -LEAD <= near <= 4 * REACH and each.telling.direction == "past":
            yield Bound(
                earliest=day,
                latest=add_days(day, NEWS_WEEK),
                weight=SIDEBAR,
                evidence=tuple(sorted((document.evidence(*span), _words(document, each.time)))),
                reason=f"{each.time.exact!r} was {words!r}",
                is_fine=True,
            )
            return


def event_years(document: Document, symbol: TimeSymbol, events: EventIndex) -> tuple[int, ...]:
    """Give the years in which a dated event fell on this month, day and weekday, at a place that the text names."""
    if symbol.month is None or symbol.day is None or symbol.weekday is None:
        return ()
    years: set[int] = set()
    if _ANNIVERSARY.search(document.text):
        return ()  # "on Tuesday, 1 July, the anniversary of the handover"
    for event in events.by_day.get((symbol.month, symbol.day), ()):
        days = read_days(event.start)
        weekday = days is not None and days[0].weekday() == symbol.weekday
        placed = event.place is not None and re.search(rf"\b{re.escape(event.place)}\b", document.text) is not None
        if days is not None and weekday and placed:
            years.add(days[0].year)
    return tuple(sorted(years))
