"""Rules for periods and named days: quarters, seasons, decades, fiscal years, feasts, weeks, the Iranian calendar.

In:  the letters of a `Lexed`. Out: `Reading`s whose symbol is a calendar period, or one without its year.
Left to `calendar_rules`: days, months, years. Left to `relative_rules`: "last summer".
"""

from __future__ import annotations

from dataclasses import replace

from dragoman.extract.times.calendar_rules import LEAP, calendar_reading
from dragoman.extract.times.readings import PART, Match, Reading, Rule, part_of, rule, told_kind
from dragoman.extract.times.tokens import MAX_YEAR, MIN_YEAR
from dragoman.lexicons.load.time_words import load_time_words
from dragoman.records.days import iranian_day, iranian_month_length, read_day
from dragoman.records.symbols import SYMBOL_UNITS, TimeSymbol


def build_quarter(match: Match) -> Reading | None:
    """Read "the third quarter of 2008", "Q3 2008", "third-quarter", "the first half of 2024"."""
    quarter, half = None, None
    if match.has("q"):
        label = str(match.data("q"))
        quarter = int(label[1]) if label[0] == "Q" else None
        half = int(label[1]) if label[0] == "H" else None
    else:
        # "the last half of 1989": its second one
        final = match.letter("o") == "L" or match.number("o") < 0
        if match.data("u") == "quarter":
            quarter = 4 if final else match.number("o")
        elif match.letter("u") == "h":
            half = 2 if final else match.number("o")
    year = match.number("y") if match.has("y") else None
    if not (quarter in (1, 2, 3, 4) or half in (1, 2)):
        return None
    if year is None and (half is not None or match.letter("o") == "L"):
        return None  # "the second half": of a match, of the day; "the last quarter" counts from today
    symbol = TimeSymbol(kind=told_kind(year), unit="half" if half else "quarter", year=year, quarter=quarter, half=half)
    return calendar_reading(match, symbol)


def build_season(match: Match) -> Reading | None:
    """Read "the summer of 2024", "summer 2024", "in the spring", "the winter of 2023-24"."""
    part = part_of(match)
    year = match.number("y") if match.has("y") else None
    season = str(match.data("s"))
    if match.has("z") and year is not None and (season != "WI" or match.number("z") % 100 != (year + 1) % 100):
        return None
    if year is None and not _is_season(match):
        return None
    literal = f"{year}-WI" if match.has("z") else None
    kind = told_kind(year)
    symbol = TimeSymbol(kind=kind, unit="season", year=year, season=season, part=part, literal=literal)
    return replace(calendar_reading(match, symbol), mod=part)


def _is_season(match: Match) -> bool:
    """Tell "in the spring" and "early fall" from "the fall of Kabul", "a spring", "the winter Olympics"."""
    following = match.lexed.letters[match.end : match.end + 1]
    cued = match.found.group(0)[0] in "pT" or match.before() in (
        "in",
        "by",
        "since",
        "until",
        "during",
        "of",
        "from",
        "through",
    )
    if not cued or match.after() in ("games", "olympics", "palace", "olympic", "paralympics"):
        return False
    if match.word("s") in ("fall", "spring") and following == "O":
        return False
    return match.word("s") != "fall" or match.has("p") or match.before() in ("in", "by", "this", "until", "since")


def build_decade(match: Match) -> Reading | None:
    """Read "the 1990s", "the early 90s", "the nineties"."""
    data = match.data("x")
    lead = match.lexed.lowers[match.start]
    if len(match.word("x").rstrip("s'’").lstrip("'’")) == 2 and lead == match.word("x") and lead[:1] not in "'’":
        return None  # "a handful of 20s"
    short = isinstance(data, int) or len(match.word("x")) < len("1990s")
    if short and match.before() in ("his", "her", "their", "my", "your", "its", "our"):
        return match.nothing("age")
    if isinstance(data, int):
        data = f"19{data}"
    part = part_of(match)
    return replace(
        calendar_reading(match, TimeSymbol(kind="calendar", unit="decade", literal=str(data), part=part)), mod=part
    )


def build_century(match: Match) -> Reading | None:
    """Read "the 19th century", "the early 20th century": the 20th is `19`."""
    if match.data("u") != "century" or not 0 < match.number("o") <= 22:
        return None
    part = part_of(match)
    literal = f"{match.number('o') - 1:02d}"
    return replace(
        calendar_reading(match, TimeSymbol(kind="calendar", unit="century", literal=literal, part=part)), mod=part
    )


def build_fiscal(match: Match) -> Reading | None:
    """Read "fiscal 2008", "fiscal year 2008", "the 2008 fiscal year", "FY2008"."""
    year = match.number("y") if match.has("y") else match.number("g")
    if match.has("g") and not isinstance(match.data("g"), int):
        return None
    if not MIN_YEAR <= year <= MAX_YEAR:
        return None
    return calendar_reading(match, TimeSymbol(kind="calendar", unit="year", literal=f"FY{year:04d}"))


def build_feast(match: Match) -> Reading | None:
    """Read "Christmas", "New Year's Eve 2023", "Ramadan", "Thanksgiving"."""
    name = str(match.data("h"))
    lexed = match.lexed
    if lexed.letters[match.end : match.end + 1] == "?" and lexed.text[lexed.starts[match.end]].isupper():
        return None  # "Easter Island"
    year = match.number("y") if match.has("y") else None
    clock = str(match.data("d")) if match.has("d") else None
    rule_of = load_time_words().feasts.get(name)
    if rule_of is not None:
        symbol = TimeSymbol(kind="feast", literal=rule_of, year=year, clock=clock)
    else:
        month, day = (int(part) for part in name.split("-"))
        kind = told_kind(year)
        symbol = TimeSymbol(kind=kind, year=year, month=month, day=day, clock=clock)
    reading = calendar_reading(match, symbol, tensed=year is None, counts_from_publication=year is None)
    return replace(reading, type="TIME") if clock else reading


def build_week_of_month(match: Match) -> Reading | None:
    """Read "the first week of October", "the last day of March 2024"."""
    unit = match.data("u")
    which = -1 if match.letter("o") == "L" else match.number("o")
    if unit not in ("week", "day") or which > 5 or which == 0 or (unit == "day" and which not in (1, -1)):
        return None
    year = match.number("y") if match.has("y") else None
    kind = told_kind(year)
    if unit == "day":
        month = match.number("m")
        length = 31 if read_day(LEAP, month, 31) else 30 if month != 2 else 28
        day = 1 if which == 1 else length
        symbol = TimeSymbol(kind=kind, year=year, month=month, day=day)
        return calendar_reading(match, symbol)
    part = "LASTWEEK" if which == -1 else f"WEEK{which}"
    symbol = TimeSymbol(kind=kind, unit="month", year=year, month=match.number("m"), part=part)
    mod = {1: "START", -1: "END"}.get(which, "MID")
    return replace(calendar_reading(match, symbol), mod=mod)


def build_week_of_day(match: Match) -> Reading | None:
    """Read "the week of March 3", "the weekend of 5 October 2024"."""
    unit = match.data("u")
    year = match.number("y") if match.has("y") else None
    day = read_day(year or LEAP, match.number("m"), match.number("d"))
    if unit not in ("week", "weekend") or day is None:
        return None
    if year is None:
        symbol = TimeSymbol(kind="partial", unit=SYMBOL_UNITS[str(unit)], month=day.month, day=day.day)
        return calendar_reading(match, symbol)
    iso_year, week, _ = day.isocalendar()
    value = f"{iso_year:04d}-W{week:02d}" + ("-WE" if unit == "weekend" else "")
    return calendar_reading(match, TimeSymbol(kind="calendar", unit="week", literal=value))


def build_iranian(match: Match) -> Reading | None:
    """Read "1403 in the Iranian calendar", "the Iranian year 1403", "22 Bahman 1357"."""
    year = match.number("y") if match.has("y") else None
    if match.has("m"):
        month, day = match.number("m"), match.number("d") if match.has("d") else None
        if year is None:
            there = iranian_day(1403, month, day or 1)
            if day is None or there is None:
                return None
            return calendar_reading(match, TimeSymbol(kind="partial", month=there.month, day=there.day))
        first = iranian_day(year, month, day or 1)
        last = first if day else iranian_day(year, month, iranian_month_length(year, month))
    else:
        first, last = iranian_day(year or 0), iranian_day((year or 0), 12, iranian_month_length(year or 0, 12))
    if first is None or last is None:
        return match.nothing("no-such-day")
    value = first.isoformat() if first == last else f"{first.isoformat()}/{last.isoformat()}"
    return calendar_reading(match, TimeSymbol(kind="calendar", literal=value))


def build_era_year(match: Match) -> Reading | None:
    """Read "Heisei 31", "the year 2567 of the Buddhist era"; the years of calendars that cross ours are none."""
    lexed = match.lexed
    if not lexed.text[lexed.starts[match.index("s")]].isupper() and match.letter("y") != "Y":
        return None
    shift = match.data("s")
    if not isinstance(shift, int):
        return match.nothing("other-calendar")
    year = match.number("y") + shift
    if match.number("y") < 1 or not MIN_YEAR <= year <= MAX_YEAR:
        return match.nothing("other-calendar")
    return calendar_reading(match, TimeSymbol(kind="calendar", unit="year", year=year))


PERIOD_RULES: tuple[Rule, ...] = (
    rule("iranian-day", r"(?:(?P<d>[Do])O?)?(?P<m>J)(?:,?(?P<y>Y))?", build_iranian, "on 22 Bahman 1357"),
    rule("iranian-month-day", r"(?P<m>J)(?P<d>[Do])(?:,?(?P<y>Y))?", build_iranian, "on Bahman 22"),
    rule("iranian-year", r"T?jc?y?(?P<y>Y)", build_iranian, "in the Iranian year 1403"),
    rule("iranian-calendar-year", r"(?P<y>Y);?[iO]Tjc;?", build_iranian, "in 1403 in the Iranian calendar"),
    rule("era-year", r"(?P<s>s)(?P<y>[DN])", build_era_year, "in Heisei 31"),
    rule("era-named-year", r"T?(?P<s>@)c?y?(?P<y>[YN])", build_era_year, "in the Buddhist year 2567"),
    rule("year-of-era", r"(?:T?y)?(?P<y>[YN])[iO]T(?P<s>@)c?", build_era_year, "2567 of the Buddhist era"),
    rule(
        "quarter",
        r"T?(?P<o>[oL])-?(?P<u>[Uh])(?:(?:O|i|,)?(?:T?g?y|g)?(?P<y>Y))?",
        build_quarter,
        "in the third quarter of 2008",
    ),
    rule("year-quarter", r"T?(?P<y>Y)(?P<o>o)-?(?P<u>[Uh])", build_quarter, "the 2008 third quarter"),
    rule("quarter-label", r"(?P<q>Q)(?:O|-|')?(?P<y>[Y%])?", build_quarter, "in Q3 2008"),
    rule("year-quarter-label", r"(?P<y>Y)-?(?P<q>Q)", build_quarter, "2008 Q3"),
    rule("season", PART + r"T?(?P<s>S)(?:O?(?P<y>[Y%])(?:[-/](?P<z>[DNY]))?)?", build_season, "the summer of 2024"),
    rule("decade", PART + r"T?(?P<x>#)", build_decade, "in the early 1990s"),
    rule("century", PART + r"T?(?P<o>o)-?(?P<u>U)", build_century, "in the 19th century"),
    rule("fiscal-year", r"T?gy?(?P<y>Y)", build_fiscal, "in fiscal 2008"),
    rule("year-fiscal", r"T?(?P<y>Y)gy", build_fiscal, "the 2008 fiscal year"),
    rule("fiscal-label", r"(?P<g>g)", build_fiscal, "in FY2024"),
    rule("feast", r"(?P<h>H)(?:,?(?P<y>Y))?(?P<d>d)?", build_feast, "on Christmas Day"),
    rule(
        "week-of-month",
        r"T?(?P<o>[oL])(?P<u>U)O(?P<m>M)\.?(?:O?,?(?P<y>Y))?",
        build_week_of_month,
        "the first week of October",
    ),
    rule("week-of-day", r"T?(?P<u>U)O(?P<m>M)\.?(?P<d>[Do])(?:,?(?P<y>Y))?", build_week_of_day, "the week of March 3"),
    rule(
        "week-of-day-month",
        r"T?(?P<u>U)O(?P<d>[Do])(?P<m>M)\.?(?:,?(?P<y>Y))?",
        build_week_of_day,
        "the week of 3 March",
    ),
)
