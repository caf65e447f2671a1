"""Rules for times that come again: "daily", "every Friday", "twice a week", "on Mondays".

In:  the letters of a `Lexed`. Out: `Reading`s of type SET.
Left to `counted`: "every two years", "$4 billion a year".
"""

from __future__ import annotations

from dragoman.extract.times.readings import Match, Reading, Rule, rule
from dragoman.lexicons.load.time_words import load_time_words
from dragoman.records.symbols import TimeSymbol


def build_frequency(match: Match) -> Reading | None:
    """Read "daily", "annual", "weekly"; not in names ("the Daily Mail")."""
    lexed = match.lexed
    if lexed.text[lexed.starts[match.start]].isupper() and _inside_name(match):
        return None
    return _set(match, str(match.data("f")))


def _inside_name(match: Match) -> bool:
    lexed = match.lexed
    following = match.end < len(lexed.starts) and lexed.text[lexed.starts[match.end]].isupper()
    index = match.start - 1
    preceding = index >= 0 and lexed.letters[index] == "?" and lexed.text[lexed.starts[index]].isupper()
    return following or preceding


def build_weekly_day(match: Match) -> Reading | None:
    """Read "every Friday", "each summer", "Mondays", "every morning", "each year"."""
    letter = match.letter("x")
    data = match.data("x")
    if letter in "Ww":
        clock = str(match.data("d")) if match.has("d") else ""
        return _set(match, f"XXXX-WXX-{match.number('x') + 1}{clock}")
    if letter == "M":
        return _set(match, f"XXXX-{match.number('x'):02d}")
    if letter == "S":
        return _set(match, f"XXXX-{data}")
    if letter == "d":
        return _set(match, f"XXXX-XX-XX{data}")
    return _set(match, _period(str(data), 2 if match.word("e") == "every other" else 1))


def build_times_a_period(match: Match) -> Reading | None:
    """Read "twice a week", "once a year", "three times a month"."""
    if match.has("n") and match.word("x") not in ("times", "time"):
        return None
    return _set(match, _period(str(match.data("u")), 1))


def _period(name: str, count: int) -> str:
    unit = load_time_words().units[name]
    count *= unit.count
    return f"PT{count}{unit.letter[1]}" if unit.letter.startswith("T") else f"P{count}{unit.letter}"


def _set(match: Match, value: str) -> Reading:
    symbol = TimeSymbol(kind="set", literal=value)
    return Reading(start=match.start, end=match.end, symbol=symbol, type="SET")


SET_RULES: tuple[Rule, ...] = (
    rule("frequency", r"(?P<f>f)", build_frequency, "nightly attacks"),
    rule("every", r"(?P<e>e)(?P<x>[UywWMSd])(?P<d>d)?", build_weekly_day, "every Friday"),
    rule("weekdays", r"(?P<x>w)(?P<d>d)?", build_weekly_day, "on Mondays"),
    rule(
        "times-a-period",
        r"(?:r|(?P<n>[NDV])(?P<x>\?))(?:A|e)(?P<u>[Uy])",
        build_times_a_period,
        "twice a week",
    ),
)
