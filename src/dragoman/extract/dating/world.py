"""What the world's calendar says of an article: office holders and dated events, told as past or as to come.

In:  a parse, the tables' rows, what is known so far. Out: `Bound`s.
Left to `told`: dates in the text itself. Left to `lexicons`: the tables.
"""

from __future__ import annotations

import functools
import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from dragoman.extract.dating.bounds import CUSTOM, SIDEBAR, TABLE, Bound, Window
from dragoman.lexicons.load.known_events import KnownEvent
from dragoman.lexicons.load.tables import OfficeHolder
from dragoman.nlp.parse import Parsed
from dragoman.nlp.telling import Tellings
from dragoman.records.days import read_days
from dragoman.records.documents import Document

# A president-elect is one for at most this long: Mexico's for five months, that of the United States for eleven weeks.
ELECT = timedelta(days=155)
NEWLY = timedelta(days=150)  # "newly elected" after taking office
HEAD_OFFICES = frozenset(("head-of-state", "head-of-government"))
CUE_WINDOW = 60  # characters before a name in which its cue stands
LEAD_LENGTH = 900  # characters: who acts there, holds the office now
OFFICE_SLACK = timedelta(days=14)  # a story may be printed after its hero left office
# How far away "days before" puts an event, at most.
VAGUE_SPANS = {"hour": 2, "day": 10, "week": 45, "month": 200}

# the stop of "met President-elect Masoud Pezeshkian." ends the sentence, that of "George H.W. Bush" an initial
_NAME = r"[A-Z][\w'’-]+(?: (?:(?:[A-Z]\.)+|[A-Z](?:[\w'’.-]*[\w'’-])?)){0,3}"
_TITLED = re.compile(
    r"(?:(?P<state>(?i:late|former|ex|newly[ -]elected|outgoing|then|incoming|ousted|slain|deposed))[ -])?"
    r"(?:(?P<adjective>[A-Z][a-z]+) )?"
    r"(?P<title>(?i:president|prime minister|chancellor|premier))(?P<elect>(?i:[ -]elect))? "
    rf"(?P<name>{_NAME})"
)
_NOT_THE_OFFICE = frozenset(
    ("vice", "deputy", "assistant", "a", "company", "bank", "club", "university", "council", "next")
)
_ACCESSION = re.compile(
    rf"(?:(?P<noun>return|inauguration|swearing-in|comeback) of (?:\w+ )?(?P<of>{_NAME})"
    r"|(?P<whose>[A-Z][\w-]+(?: [A-Z][\w.-]+){0,2})['’]s? "
    r"(?P<owned>return|inauguration|swearing-in|comeback|second term))"
    r"(?P<tail> to (?:power|office|the White House|the presidency))?"
)
_FOLDED = {"’": "'", "ł": "l", "Ł": "l", "ø": "o", "Ø": "o", "đ": "d", "ı": "i"}
_WORD = re.compile(r"\w+")
_FEW = r"(?:(?:just|only|mere|barely|a few|several|a couple of|the) )*(?P<unit>hour|day|week|month)s? "
_NEAR_BEFORE = re.compile(rf"{_FEW}(?:before|ahead of) (?:the )?$", re.IGNORECASE)
_NEAR_AFTER = re.compile(rf"{_FEW}after (?:the )?$", re.IGNORECASE)
_COMING = re.compile(
    r"(?:upcoming|forthcoming|planned|scheduled|coming|looming|ahead of|eve of|run-up to|in time for|approaching)"
    r"(?: the| this)?(?: \w+){0,2} $",
    re.IGNORECASE,
)
_GONE = re.compile(
    r"(?:after|since|following|wake of|aftermath of|recent|last (?:week|month|year)['’]s)"
    r"(?: the| his| her| its| their)?(?: \w+){0,2} $",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class HolderIndex:
    """Reads as: who held high office, by full name and by surname, in lower case."""

    by_name: Mapping[str, tuple[OfficeHolder, ...]]
    by_surname: Mapping[str, tuple[OfficeHolder, ...]]


def fold(text: str) -> str:
    """Give a text in lower case, without accents and with straight apostrophes, character for character.

    >>> fold("Hugo Chávez’s")
    "hugo chavez's"
    """
    return "".join(_FOLDED.get(char) or _fold_character(char) for char in text)


@functools.lru_cache(maxsize=1)  # the text that is being dated: each way of reading it asks for it
def _fold_text(text: str) -> str:
    return fold(text)


def _fold_character(char: str) -> str:
    base = unicodedata.normalize("NFD", char)[0]
    lower = base.lower()
    return lower if len(lower) == 1 else char


def index_holders(rows: Sequence[OfficeHolder]) -> HolderIndex:
    """Index the heads of states and governments by their names."""
    by_name: dict[str, list[OfficeHolder]] = {}
    by_surname: dict[str, list[OfficeHolder]] = {}
    for row in rows:
        if row.office not in HEAD_OFFICES or read_days(row.start) is None:
            continue
        for name in dict.fromkeys((row.person, *row.aliases)):
            by_name.setdefault(fold(name), []).append(row)
            surname = fold(name).split(" ")[-1]
            if row not in by_surname.setdefault(surname, []):
                by_surname[surname].append(row)
    return HolderIndex(
        by_name={name: tuple(found) for name, found in by_name.items()},
        by_surname={name: tuple(found) for name, found in by_surname.items()},
    )


def office_bounds(parsed: Parsed, index: HolderIndex) -> Iterator[Bound]:
    """Bound by offices as the article names them: "the late President X", "President-elect Y", "President Z"."""
    document, tellings = parsed.document, Tellings(parsed)
    seen: set[tuple[str, str, bool]] = set()
    for found in _TITLED.finditer(document.text):
        start = found.start("title")
        if not _is_own(document, start) or _is_other_office(document, found):
            continue
        state = "elect" if found["elect"] else (found["state"] or "").lower().replace("-", " ")
        rows = _rows_named(index, found["name"], found["title"].lower())
        key = (rows[0].person if rows else "", state, start < LEAD_LENGTH)
        if not rows or key in seen:
            continue
        if not state and tellings.tell(start, found.end()).direction not in ("past", "present"):
            continue  # "would be no match for a President X"
        seen.add(key)
        bound = _office_bound(document, found, rows, state)
        if bound is not None:
            yield bound


def _is_other_office(document: Document, found: re.Match[str]) -> bool:
    """Tell "Vice President X" and "the bank's President Y" from a head of state."""
    before = document.text[max(0, found.start() - CUE_WINDOW) : found.start()].lower().replace("-", " ").split()
    adjective = (found["adjective"] or "").lower()
    return adjective in _NOT_THE_OFFICE or (not adjective and bool(before) and before[-1] in _NOT_THE_OFFICE)


def _is_own(document: Document, offset: int) -> bool:
    return document.zone_at(offset) in ("title", "body", "dateline")


def _rows_named(index: HolderIndex, name: str, title: str) -> tuple[OfficeHolder, ...]:
    """Find the terms of the one person that a titled name can be; none where it can be several."""
    words = [word for word in fold(re.sub(r"['’]s?$", "", name)).split(" ") if not word.endswith(".")]
    for count in range(len(words), 0, -1):
        text = " ".join(words[:count])
        # "President Petro Poroshenko" is not President Petro: a surname must be all of the name
        rows = index.by_name.get(text) or (index.by_surname.get(text, ()) if len(words) == 1 else ())
        fitting = tuple(row for row in rows if title.removeprefix("prime ") in row.title or row.title in title)
        if fitting:
            return fitting if len({row.person for row in fitting}) == 1 else ()
    return ()


def _office_bound(document: Document, found: re.Match[str], rows: tuple[OfficeHolder, ...], state: str) -> Bound | None:
    start = found.start("state") if found["state"] else found.start("title")
    words = document.text[start : found.end()]
    evidence = (document.evidence(start, found.end()),)
    starts = [_first(row.start) for row in rows]
    last: date | None
    ends = [_last(row.end) for row in rows if row.end is not None]
    current = any(row.end is None for row in rows)
    if state in ("elect", "incoming"):
        first, last = min(starts) - ELECT, starts[-1] if len(starts) == 1 else max(starts)
        reason = f"{words!r} had been elected but had not taken office"
        return Bound(earliest=first, latest=last, weight=TABLE, evidence=evidence, reason=reason)
    if state == "newly elected":
        reason = f"{words!r} is called newly elected"
        return Bound(
            earliest=min(starts) - ELECT, latest=max(starts) + NEWLY, weight=SIDEBAR, evidence=evidence, reason=reason
        )
    if state in ("late", "slain") and not current and ends:
        return Bound(
            earliest=max(ends), latest=None, weight=TABLE, evidence=evidence, reason=f"it calls {words!r} dead"
        )
    if state in ("former", "ex", "ousted", "deposed") and ends:
        return Bound(
            earliest=min(ends), latest=None, weight=TABLE, evidence=evidence, reason=f"{words!r} had left office"
        )
    if state in ("then", "outgoing", "late", "slain", "former", "ex", "ousted", "deposed"):
        return None
    lead = found.start("title") < LEAD_LENGTH
    last = max(ends) + OFFICE_SLACK if lead and ends and not current else None
    reason = f"it tells of {words!r} as in office"
    return Bound(earliest=min(starts) - ELECT, latest=last, weight=CUSTOM, evidence=evidence, reason=reason)


def _first(value: str) -> date:
    days = read_days(value)
    return days[0] if days is not None else date.min


def _last(value: str | None) -> date:
    days = read_days(value or "")
    return days[1] if days is not None else date.max - timedelta(days=400)


def accession_bounds(document: Document, index: HolderIndex, window: Window) -> Iterator[Bound]:
    """Bound by a coming change of power: "days before the return of X to power", "ahead of Y's inauguration"."""
    for found in _ACCESSION.finditer(document.text):
        if not _is_own(document, found.start()):
            continue
        name = found["of"] or found["whose"]
        rows = index.by_name.get(fold(name)) or index.by_surname.get(fold(name).split(" ")[-1], ())
        if len({row.person for row in rows}) != 1:
            continue
        starts = sorted({_first(row.start) for row in rows})
        returns = (found["noun"] or found["owned"]) in ("return", "comeback", "second term")
        starts = [
            day for day in (starts[1:] if returns else starts) if window.earliest is None or day >= window.earliest
        ]
        if starts:
            yield from _near_bound(document, found.start(), found.end(), starts[0], starts[0])


@dataclass(frozen=True, slots=True, kw_only=True)
class EventIndex:
    """Reads as: dated events by their names in lower case, and these names by their first word, longest first."""

    by_name: Mapping[str, tuple[KnownEvent, ...]]
    by_word: Mapping[str, tuple[str, ...]]
    by_day: Mapping[tuple[int, int], tuple[KnownEvent, ...]]


def index_events(events: Sequence[KnownEvent]) -> EventIndex:
    """Index dated events by their names, and by month and day."""
    by_name: dict[str, list[KnownEvent]] = {}
    by_day: dict[tuple[int, int], list[KnownEvent]] = {}
    for event in events:
        first = read_days(event.start)
        if first is not None and first[0] == first[1]:
            by_day.setdefault((first[0].month, first[0].day), []).append(event)
        for name in dict.fromkeys(fold(alias) for alias in (event.name, *event.aliases)):
            by_name.setdefault(name, []).append(event)
    by_word: dict[str, list[str]] = {}
    for name in by_name:
        word = _WORD.match(name)
        by_word.setdefault(word[0] if word is not None else name, []).append(name)
    return EventIndex(
        by_name={name: tuple(found) for name, found in by_name.items()},
        by_word={word: tuple(sorted(names, key=lambda n: (-len(n), n))) for word, names in by_word.items()},
        by_day={day: tuple(found) for day, found in by_day.items()},
    )


def event_bounds(document: Document, parsed: Parsed, index: EventIndex, window: Window) -> Iterator[Bound]:
    """Bound by dated events that the article tells as past, or as still to come."""
    tellings: Tellings | None = None
    for start, end, candidates in named_events(document, index):
        event = choose_event(document, start, end, candidates, window)
        if event is None or not _is_own(document, start):
            continue
        first, last = _first(event.start), _last(event.end or event.start)
        near = list(_near_bound(document, start, end, first, last))
        if near:
            yield from near
            continue
        tellings = tellings or Tellings(parsed)
        telling = tellings.tell(start, end)
        evidence = (document.evidence(start, end),)
        words = document.text[start:end]
        clause = tellings.clauses.get(telling.verb) if telling.verb is not None else None
        if telling.direction == "past" and telling.direct:
            reason = f"it tells of {words!r} ({event.start}) as past"
            yield Bound(earliest=first, latest=None, weight=TABLE, evidence=evidence, reason=reason)
        elif telling.direction == "future" and telling.direct and clause is not None and clause.tense == "future":
            reason = f"it tells of {words!r} ({event.start}) as still to come"
            yield Bound(earliest=None, latest=last, weight=SIDEBAR, evidence=evidence, reason=reason)


def named_events(document: Document, index: EventIndex) -> Iterator[tuple[int, int, tuple[KnownEvent, ...]]]:
    """Find the names of dated events, the longest at each word: from where to where, and which they may be."""
    text, done = _fold_text(document.text), 0
    for word in _WORD.finditer(text):
        names = index.by_word.get(word[0])
        if names is None or word.start() < done:
            continue
        for name in names:
            end = word.start() + len(name)
            if text[word.start() : end] == name and not text[end : end + 1].isalnum():
                yield word.start(), end, index.by_name[name]
                done = end
                break


def choose_event(
    document: Document, start: int, end: int, candidates: tuple[KnownEvent, ...], window: Window
) -> KnownEvent | None:
    """Choose the event that a name means here: by its place or year beside it, else the only one possible."""
    beside = document.text[max(0, start - CUE_WINDOW) : end + CUE_WINDOW]
    placed = [event for event in candidates if event.place is not None and event.place in beside]
    dated = [event for event in candidates if event.start[:4] in beside]
    for named in (placed, dated):
        if len(named) == 1:
            return named[0]
    if len(candidates) == 1:
        return candidates[0]
    possible = [event for event in candidates if window.is_known and _may_be(event, window)]
    return possible[0] if len(possible) == 1 else None


def _may_be(event: KnownEvent, window: Window) -> bool:
    after = window.earliest is None or _last(event.end or event.start) >= window.earliest
    return after and (window.latest is None or _first(event.start) <= window.latest)


def _near_bound(document: Document, start: int, end: int, first: date, last: date) -> Iterator[Bound]:
    """Read the cue before an event's name: "days before", "upcoming", "after", "weeks after"."""
    lead = re.sub(r"\s+", " ", document.text[max(0, start - CUE_WINDOW) : start].rpartition("\n")[2])
    lead = re.split(r"[.!?;]", lead)[-1]
    evidence = (document.evidence(start, end),)
    words = document.text[start:end]
    if near := _NEAR_BEFORE.search(lead):
        span = timedelta(days=VAGUE_SPANS[near["unit"]])
        reason = f"what it reports was {near[0].strip()} {words!r} of {first.isoformat()}"
        yield Bound(earliest=first - span, latest=first, weight=SIDEBAR, evidence=evidence, reason=reason)
    elif near := _NEAR_AFTER.search(lead):
        span = timedelta(days=VAGUE_SPANS[near["unit"]])
        reason = f"what it reports was {near[0].strip()} {words!r} of {last.isoformat()}"
        yield Bound(earliest=first, latest=last + span, weight=CUSTOM, evidence=evidence, reason=reason)
    elif _COMING.search(lead):
        reason = f"it tells of {words!r} ({first.isoformat()}) as still to come"
        yield Bound(earliest=None, latest=first, weight=TABLE, evidence=evidence, reason=reason)
    elif _GONE.search(lead):
        reason = f"it tells of {words!r} ({first.isoformat()}) as past"
        yield Bound(earliest=first, latest=None, weight=TABLE, evidence=evidence, reason=reason)
