"""Find the time expressions of a document and date them as far as its own date is given.

In:  a parse. Out: `TimeExpression`s in text order, symbolic, evaluated, each with what it counts from.
Left to the other modules of this folder: the grammar. Left to `extract.dating`: when the article was written.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from dragoman.extract.times.anchors import Anchoring, date_lines
from dragoman.extract.times.calendar_rules import CALENDAR_RULES, is_whole_month
from dragoman.extract.times.clock_rules import CLOCK_RULES, join_clocks
from dragoman.extract.times.counted import read_lengths
from dragoman.extract.times.period_rules import PERIOD_RULES
from dragoman.extract.times.ranges import link_ranges
from dragoman.extract.times.readings import Match, Reading
from dragoman.extract.times.relative_rules import RELATIVE_RULES
from dragoman.extract.times.set_rules import SET_RULES
from dragoman.extract.times.tokens import Lexed, lex
from dragoman.extract.times.wording import is_time_word
from dragoman.lexicons.load.time_words import load_time_words
from dragoman.nlp.parse import Parsed
from dragoman.nlp.telling import Telling, Tellings
from dragoman.records.mentions import Annotations
from dragoman.records.symbols import Bound, Direction, TimeSymbol
from dragoman.records.times import (
    UNKNOWN_INTERVAL,
    DocumentDate,
    TimeExpression,
    read_published,
    reevaluate,
)

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
    readings = [_directed(lexed, reading, tellings) for reading in readings]
    readings = link_ranges(lexed, readings)
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
    return [_without_full_stop(lexed, reading) for reading in chosen if reading.rule != "part-of"]


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


def _directed(lexed: Lexed, reading: Reading, tellings: Tellings) -> Reading:
    """Settle in which direction a weekday or a date without its year lies, and which side is open."""
    symbol = reading.symbol
    if symbol is None:
        return reading
    bound = _bound_before(lexed, reading.start)
    symbol = replace(symbol, bound=bound)
    direct = False
    if reading.type in ("DATE", "TIME") and symbol.kind not in ("vague", "set"):
        told = tellings.tell(lexed.starts[reading.start], lexed.ends[reading.end - 1])
        direct = told.direct
        symbol = _point(symbol, told) if reading.tensed else symbol
    return replace(reading, symbol=symbol, direct=direct)


def _bound_before(lexed: Lexed, start: int) -> Bound:
    bounds = load_time_words().bounds
    for words in (2, 1):
        side = bounds.get(" ".join(lexed.lowers[max(0, start - words) : start]))
        if side is not None:
            return "after" if side == "after" else "before"
    return "none"


def _point(symbol: TimeSymbol, told: Telling) -> TimeSymbol:
    """Point a symbol into the direction that a clause tells."""
    direction = _direction(symbol, told)
    if symbol.kind == "range" and symbol.first is not None and symbol.last is not None:
        return replace(
            symbol,
            first=replace(symbol.first, direction=direction),
            last=replace(symbol.last, direction=direction),
        )
    return replace(symbol, direction=direction)


def _direction(symbol: TimeSymbol, told: Telling) -> Direction:
    if told.direction in ("past", "future"):
        ahead = told.direction == "future"
        if not told.direct and (symbol.day is not None or symbol.kind == "feast"):
            # "postponed the October 22 summit": the verb does not tell the noun's time
            return "likely-future" if ahead else "likely-past"
        return "future" if ahead else "past"
    ahead = told.direction == "present"
    if symbol.kind == "weekday":
        # "The trial begins Monday" tells what comes; words without a verb tell what was
        return "future" if ahead else "past"
    return "likely-future" if ahead and told.direct else "likely-past"
