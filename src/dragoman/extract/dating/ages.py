"""How long ago a told day was when the article was written: "sixty days after the blast of 4 August 2020, ... are".

In:  the document, its times, the days that it tells. Out: `Bound`s, and the days that an age leads to.
Left to `counted`: relative times beside days. Left to `happenings`: days that only the tables know.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import pairwise

from dragoman.extract.dating.bounds import COUNTED, Bound
from dragoman.extract.dating.inverse import days_when
from dragoman.extract.dating.told import Told
from dragoman.nlp.parse import Parsed
from dragoman.nlp.telling import Tellings
from dragoman.records.days import Days, add_days, add_months, read_days
from dragoman.records.documents import Document
from dragoman.records.spans import Evidence
from dragoman.records.times import TimeExpression

ADJACENT = 12  # characters between "in a fortnight, on" and "18 September"
NOT_AGES = frozenset(("in", "for", "within", "first", "last", "next", "than", "every", "a", "of", "over"))
SHORT_MODS = ("LESS_THAN", "EQUAL_OR_LESS")  # TIMEX3: "less than", "nearly", "at most"
LONGEST_SLACK = 7  # days
ANNIVERSARY = 14  # days around an anniversary in which papers tell of it
SENTENCE_REACH = 220  # characters between an age and the date it counts from
_SENTENCE_END = re.compile(r"[.!?]['\"”’]?\s|\n")
_AGE_LINK = re.compile(
    r"\s+(?:to the day |on |now |today |have |has |had |is |are |been |gone |go |by |passed |past |elapsed |lie |"
    r"ago |old )*(?:since|after|from|into|between|separate)\b",
    re.IGNORECASE,
)
_ORDINAL_AGE = re.compile(
    r"\b(?:in|into|entered|enters|entering|began|begins) (?:its|their|his|her|the) "
    r"(?P<nth>second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth) (?P<unit>week|month|year)\b",
    re.IGNORECASE,
)
_ORDINALS = (
    *("second", "third", "fourth", "fifth", "sixth", "seventh"),
    *("eighth", "ninth", "tenth", "eleventh", "twelfth"),
)
_ANNIVERSARY = re.compile(
    r"\b(?P<verb>(?:mark|celebrate|commemorate|remember|observe)\w*)\b[^.!?\n]{0,40}$", re.IGNORECASE
)
_LENGTH = re.compile(r"P(\d+(?:\.\d)?)([YMWD])")


@dataclass(frozen=True, slots=True, kw_only=True)
class Age:
    """Reads as: so many months and days had passed, give or take `before` and `after` days."""

    months: int
    days: int
    before: int
    after: int


def age_bounds(
    document: Document, parsed: Parsed, told: Sequence[Told], times: Sequence[TimeExpression]
) -> Iterator[Bound]:
    """Bound by how long ago a day was when it was written: "Sixty days after the blast of 4 August 2020, ... are"."""
    tellings = Tellings(parsed)
    dated = [(each, days) for each in told if (days := _known_days(each.time)) is not None]
    for time in times:
        if time.type != "DURATION" or time.symbol.kind != "duration" or document.zone_at(time.span.start) != "body":
            continue
        age = read_age(time)
        linked = next(((each.time, days) for each, days in dated if _links(document, time, each.time)), None)
        if age is None or linked is None:
            continue
        marked = _anniversary(document, time, linked[0], told, age)
        if marked is not None:
            yield marked
        elif holds_now(parsed, tellings, time):
            yield _age_bound(document, time, linked[0], grown(linked[1], age))
    yield from _future_lengths(document, times)
    yield from _ordinal_ages(document, dated)


def _known_days(time: TimeExpression) -> Days | None:
    if time.symbol.kind != "calendar" or time.symbol.month is None:
        return None
    return read_days(time.value)


def read_age(time: TimeExpression) -> Age | None:
    """Read how exact an age is: days are, months by half of one, years by some months; "nearly" falls short."""
    found = _LENGTH.fullmatch(time.value)
    if found is None:
        return None
    amount, unit = float(found[1]), found[2]
    short, over = time.mod in SHORT_MODS, time.mod in ("MORE_THAN", "EQUAL_OR_MORE")
    approximate = time.mod is not None and not short and not over
    if unit == "D":
        return None if time.mod is not None else Age(months=0, days=int(amount), before=1, after=0)
    if unit == "W":
        return None if time.mod is not None else Age(months=0, days=int(7 * amount), before=3, after=3)
    if unit == "M":
        return (
            None
            if approximate
            else Age(months=int(amount), days=0, before=20 if short else 5, after=1 if short else 25)
        )
    if approximate:
        return Age(months=int(12 * amount), days=0, before=200, after=200)
    half = amount != int(amount)
    before, after = (25, 25) if half else (120, 0) if short else (0, 300) if over else (60, 240)
    return Age(months=int(12 * amount), days=0, before=before, after=after)


def grown(days: Days, age: Age) -> Days:
    """Give the days on which what was on these days was so old."""
    first, last = (add_days(add_months(day, age.months), age.days) for day in days)
    # a month told instead of a day is slack enough by itself
    wide = days[1] > days[0] and age.before <= 31 and age.months
    before, after = (0, 0) if wide and age.before == age.after else (age.before, age.after)
    return add_days(first, -before), add_days(last, after)


def holds_now(parsed: Parsed, tellings: Tellings, time: TimeExpression, *, allow_past: bool = False) -> bool:
    """Tell "four days have gone by since" from "four days after the vote he resigned": the main verb is of today."""
    root = tellings.root(time.span.start, time.span.end)
    if root is None:
        return False
    clause = tellings.clauses.get(root.sent.root.i)
    if clause is None:
        return False
    if allow_past and clause.tense == "past":
        return True  # "have sent a list to Jane Roe, two months in the job": news of now is told as past
    modal = next((child.lower_ for child in parsed.doc[clause.head].children if child.tag_ == "MD"), None)
    if clause.tense == "present" or (clause.tense == "none" and modal in ("can", "may", "must")):
        return True
    after = parsed.document.text[time.span.end : time.span.end + 8].lower()
    return after.strip().startswith("today")


def _links(document: Document, time: TimeExpression, dated: TimeExpression) -> bool:
    """Tell whether an age counts from that date: "since", "after", "into" stand between them, and no other verb."""
    start, end = time.span.end, dated.span.start
    between = document.text[start:end]
    if start >= end or len(between) > SENTENCE_REACH:
        return False
    today = re.match(r"\s+today\b", between)
    if today is not None:
        # "in power for one hundred days today. They took it on 1 February"
        return len(_SENTENCE_END.findall(between)) <= 1
    lead = document.text[max(0, start - len(time.exact) - 12) : time.span.start].lower().split()
    if lead and lead[-1] in NOT_AGES:
        return False  # "for the first time in eight years, after talks in October 2023"
    return _AGE_LINK.match(between) is not None and _SENTENCE_END.search(between) is None


def _age_bound(document: Document, time: TimeExpression, dated: TimeExpression, days: Days) -> Bound:
    first, last = days
    return Bound(
        earliest=first,
        latest=last,
        weight=COUNTED,
        evidence=_evidence(document, time, dated),
        reason=f"{dated.exact!r} lay {time.exact!r} back",
        is_fine=True,
    )


def _anniversary(
    document: Document, time: TimeExpression, dated: TimeExpression, told: Sequence[Told], age: Age
) -> Bound | None:
    """Bound by "On Friday X marks forty years since 25 April 1974": papers tell of it in the days around."""
    start = max(document.text.rfind("\n", 0, time.span.start), document.text.rfind(". ", 0, time.span.start)) + 1
    meant = read_days(dated.value)
    verb = _ANNIVERSARY.search(document.text[start : time.span.start])
    if meant is None or meant[0] != meant[1] or verb is None or time.value[-1] != "Y":
        return None
    behind = verb["verb"].lower().endswith("ed")
    day = add_months(meant[0], age.months)
    days: Days = add_days(day, -ANNIVERSARY), add_days(day, ANNIVERSARY)
    named = [each.time for each in told if start <= each.time.span.start < time.span.start]
    for each in named:
        symbol = replace(each.symbol, direction="past" if behind else "future")
        days = days_when(symbol, (day, day)) or days
    return Bound(
        earliest=days[0],
        latest=days[1],
        weight=COUNTED,
        evidence=_evidence(document, *named, time, dated),
        reason=f"it marks {time.exact!r} since {dated.exact!r}",
        is_fine=True,
    )


def length_before(day: date, length: int, *, short: bool) -> Days:
    """Give the days from which a day is so many days off, about; less than so many where the length falls short."""
    slack = min(length // 2, LONGEST_SLACK)
    return add_days(day, -length + 1 if short else -length - slack), add_days(day, -length + slack)


def _future_lengths(document: Document, times: Sequence[TimeExpression]) -> Iterator[Bound]:
    """Bound by "in less than a fortnight, on 18 September 2014"."""
    for left, right in pairwise(sorted(times, key=lambda each: each.span)):
        between = document.text[left.span.end : right.span.start]
        lead = document.text[max(0, left.span.start - 4) : left.span.start].lower()
        meant = _known_days(right)
        found = _LENGTH.fullmatch(left.value)
        if left.type != "DURATION" or meant is None or found is None or meant[0] != meant[1] or found[2] not in "WD":
            continue
        if not lead.endswith("in ") or not 0 < len(between) <= ADJACENT or "." in between:
            continue
        length = int(float(found[1]) * (7 if found[2] == "W" else 1))
        short = left.mod in SHORT_MODS
        first, last = length_before(meant[0], length, short=short)
        yield Bound(
            earliest=first,
            latest=last,
            weight=COUNTED,
            evidence=_evidence(document, left, right),
            reason=f"{right.exact!r} is {left.exact!r} away",
            is_fine=True,
        )


def _ordinal_ages(document: Document, dated: Sequence[tuple[Told, Days]]) -> Iterator[Bound]:
    """Bound by "in its ninth month the blockade imposed on 5 June 2017 goes on"."""
    for found in _ORDINAL_AGE.finditer(document.text):
        count = _ORDINALS.index(found["nth"].lower()) + 1
        for each, days in dated:
            gap = each.time.span.start - found.end()
            near = 0 < gap <= SENTENCE_REACH and not _SENTENCE_END.search(
                document.text[found.end() : each.time.span.start]
            )
            if not near or document.zone_at(found.start()) != "body":
                continue
            first, last = (
                _after_units(day, found["unit"].lower(), n) for day, n in zip(days, (count, count + 1), strict=True)
            )
            yield Bound(
                earliest=first,
                latest=add_days(last, -1),
                weight=COUNTED,
                evidence=(document.evidence(found.start("nth"), found.end()), *_evidence(document, each.time)),
                reason=f"what began on {each.time.exact!r} was in its {found['nth']} {found['unit']}",
                is_fine=True,
            )
            break


def _after_units(day: date, unit: str, count: int) -> date:
    if unit == "week":
        return day + timedelta(days=7 * count)
    return add_months(day, count * (12 if unit == "year" else 1))


def _evidence(document: Document, *times: TimeExpression) -> tuple[Evidence, ...]:
    return tuple(document.evidence(time.span.start, time.span.end) for time in times)
