"""Find the time expressions of a document and date them as far as its own date is given.

In:  a parse. Out: `TimeExpression`s in text order, symbolic, evaluated, each with what it counts from.
Left to the other modules of this folder: the grammar. Left to `extract.dating`: when the article was written.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from dragoman.extract.times.anchors import Anchoring, date_lines
from dragoman.extract.times.calendar_rules import CALENDAR_RULES, is_whole_month
from dragoman.extract.times.clock_rules import CLOCK_RULES, join_clocks, share_days
from dragoman.extract.times.counted import read_lengths
from dragoman.extract.times.directions import settle_direction
from dragoman.extract.times.period_rules import PERIOD_RULES
from dragoman.extract.times.ranges import link_ranges, split_ranges
from dragoman.extract.times.readings import Match, Reading
from dragoman.extract.times.relative_rules import RELATIVE_RULES
from dragoman.extract.times.set_rules import SET_RULES
from dragoman.extract.times.tokens import Lexed, lex
from dragoman.extract.times.wording import is_time_word
from dragoman.lexicons.load.time_words import load_time_words
from dragoman.nlp.parse import Parsed
from dragoman.nlp.telling import Tellings
from dragoman.records.mentions import Annotations
from dragoman.records.times import (
    UNKNOWN_INTERVAL,
    DocumentDate,
    TimeExpression,
    read_published,
    reevaluate,
)

ROUGH = frozenset(("around", "roughly", "approximately", "circa"))  # "talks about 2030" are no rough date
RULES = (*CALENDAR_RULES, *PERIOD_RULES, *RELATIVE_RULES, *SET_RULES, *CLOCK_RULES)


def extract_times(parsed: Parsed, found: Annotations) -> tuple[TimeExpression, ...]:
    """Find every time expression of the text, in all zones."""
    del found
    lexed = lex(parsed.document.text)
    readings = [
        reading
        for reading in read_times(lexed)
        if reading.symbol is not None and is_time_word(parsed.doc, lexed, reading)
    ]
    tellings = Tellings(parsed)
    settled = (settle_direction(parsed.doc, lexed, reading, tellings) for reading in readings)
    readings = share_days(lexed, [reading for reading in settled if reading is not None])
    readings = link_ranges(lexed, split_ranges(lexed, readings))
    lines = date_lines(parsed.document, lexed, readings)
    times = Anchoring(parsed.document, lexed, lines).place(readings)
    given = read_published(parsed.document.published)
    return reevaluate(times, DocumentDate(interval=given, basis="given" if given != UNKNOWN_INTERVAL else "unknown"))


def read_times(lexed: Lexed) -> list[Reading]:
    """Read the words of a text: of readings that overlap the leftmost, then the longest counts."""
    found: list[Reading] = list(read_lengths(lexed))
    for rule in RULES:
        for match in rule.pattern.finditer(lexed.letters):
            reading = rule.build(Match(lexed, match))
            if reading is not None:
                found.append(reading if reading.rule else replace(reading, rule=rule.name))
    chosen = join_clocks(lexed, _without_overlaps(found))
    told = [_without_full_stop(lexed, reading) for reading in chosen if reading.rule != "part-of"]
    return [_with_approximation(lexed, reading) for reading in told]


def _with_approximation(lexed: Lexed, reading: Reading) -> Reading:
    """Read "about 10 a.m.", "around 2030" with the word that makes them rough."""
    index = reading.start - 1
    if index < 0 or lexed.letters[index] != "q" or reading.symbol is None or reading.mod is not None:
        return reading
    rough = load_time_words().approximators.get(lexed.lowers[index]) == "APPROX"
    clock = reading.type == "TIME" and reading.symbol.kind == "relative"
    point = lexed.lowers[index] in ROUGH and reading.symbol.kind in ("calendar", "partial", "feast")
    return replace(reading, start=index, mod="APPROX") if rough and (clock or point) else reading


def _without_full_stop(lexed: Lexed, reading: Reading) -> Reading:
    """Leave the full stop of "in October." outside, but not that of "in Oct."."""
    end = reading.end
    whole = lexed.letters[end - 2 : end] == "M." and is_whole_month(lexed.lowers[end - 2])
    return replace(reading, end=end - 1) if whole else reading


def _without_overlaps(found: Iterable[Reading]) -> list[Reading]:
    chosen: list[Reading] = []
    for reading in sorted(found, key=lambda r: (r.start, -r.end, r.rule == "part-of")):
        if not chosen or reading.start >= chosen[-1].end:
            chosen.append(reading)
    return chosen
