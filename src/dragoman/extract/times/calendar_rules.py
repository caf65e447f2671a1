"""Rules for dates of the calendar: days, months, years and their ranges.

In:  the letters of a `Lexed`. Out: `Reading`s whose symbol is a calendar date, or one without its year.
Left to `period_rules`: quarters, seasons, decades. Left to `relative_rules`: "last October".
"""

from __future__ import annotations

from dataclasses import replace

from dragoman.extract.times.readings import PART, Match, Reading, Rule, part_of, rule, told_kind
from dragoman.extract.times.tokens import MAX_YEAR, full_year
from dragoman.lexicons.load.time_words import load_time_words
from dragoman.records.days import read_day
from dragoman.records.symbols import TimeSymbol

SHORT_MONTH_LETTERS = 4  # "Sept" and shorter are abbreviations, but "May", "June", "July" are not
WHOLE_SHORT_MONTHS = frozenset(("may", "june", "july"))
PLAIN_YEARS = range(1900, MAX_YEAR + 1)  # read as years without a preposition; older ones need "in", "of" ...
YEAR_PREPOSITIONS = frozenset(
    ("in", "since", "of", "until", "till", "from", "by", "before", "after", "to", "between", "and", "through",
     "during", "circa", "around", "about", "year", "early", "late", "mid", "the", "(", "-")
)  # fmt: skip
COUNTED_OF = tuple((word,) for word in ("them", "these", "those", "us", "whom", "which"))
SHORT_DATE_LENGTH = len("24-Sept-22")
LIST_REACH = 8  # words back to what a list of numbers counts
LEAP = 2000  # a year that has every day


def is_whole_month(name: str) -> bool:
    """Tell "October" and "May" from "Oct"."""
    return len(name) > SHORT_MONTH_LETTERS or name in WHOLE_SHORT_MONTHS


def build_numeric(match: Match) -> Reading | None:
    """Read "2024-10-11", "22/10/2024", "2024-10", and the ambiguous "03/04/2024"."""
    data = match.data("n")
    if isinstance(data, tuple):
        year, month, day = data
        symbol = TimeSymbol(kind="numeric", year=year, month=month, day=day)
        return calendar_reading(match, symbol, tensed=False, counts_from_publication=True)
    value = str(data)
    reading = calendar_reading(match, TimeSymbol(kind="calendar", literal=value))
    return replace(reading, type="TIME") if "T" in value else reading


def build_day(match: Match) -> Reading | None:
    """Read "October 22", "22 October 2024", "Friday, Oct. 11", "the 22nd of October"."""
    month, day = match.number("m"), match.number("d")
    if not 1 <= day <= 31 or read_day(LEAP, month, day) is None:
        return match.nothing("no-such-day")
    year = match.number("y") if match.has("y") else None
    if year is not None and is_count(match):
        # "on May 5, 1950 people": what follows is a number
        return None
    if year is not None and read_day(year, month, day) is None:
        return match.nothing("no-such-day")
    year = year or _known_year(match, month, day)
    weekday = match.number("w") if match.has("w") else None
    kind = told_kind(year)
    symbol = TimeSymbol(
        kind=kind,
        year=year,
        month=month,
        day=day,
        weekday=weekday,
        part=part_of(match) if match.has("p") else None,
    )
    return calendar_reading(match, symbol)


def build_day_short_year(match: Match) -> Reading | None:
    """Read "24-Feb-22"."""
    lexed, day, month = match.lexed, match.number("d"), match.number("m")
    year = full_year(match.number("y"))
    if len(match.word("y")) != 2 or lexed.ends[match.end - 1] - lexed.starts[match.start] > SHORT_DATE_LENGTH:
        return None
    if read_day(year, month, day) is None:
        return match.nothing("no-such-day")
    return calendar_reading(match, TimeSymbol(kind="calendar", year=year, month=month, day=day))


def _known_year(match: Match, month: int, day: int) -> int | None:
    """Give the year of a day known by its date: "the October 7 attack", "the Sept. 11 attacks"."""
    for known in load_time_words().known_days:
        if (known.month, known.day) == (month, day) and match.after() in known.nouns:
            return known.year
    return None


def build_month(match: Match) -> Reading | None:
    """Read "October", "Oct. 2024", "early October", "the end of October 2024"."""
    year = match.number("y") if match.has("y") else None
    if year is not None and is_count(match):
        return None
    part = part_of(match)
    kind = told_kind(year)
    symbol = TimeSymbol(kind=kind, unit="month", year=year, month=match.number("m"), part=part)
    return replace(calendar_reading(match, symbol), mod=part)


def build_month_range(match: Match) -> Reading | None:
    """Read "March-May 2024"."""
    year = match.number("y") if match.has("y") else None
    kind = told_kind(year)
    months = match.number("m"), match.number("n")
    if months[0] == months[1]:
        return None
    first_year = year - 1 if year is not None and months[0] > months[1] else year
    first, last = (
        TimeSymbol(kind=kind, unit="month", year=of, month=month)
        for of, month in zip((first_year, year), months, strict=True)
    )
    return calendar_reading(match, TimeSymbol(kind="range", first=first, last=last))


def build_day_range(match: Match) -> Reading | None:
    """Read "October 22-24", "27 to 29 August 2024", "22 and 23 October", "Oct. 30-Nov. 2"."""
    month = match.number("m")
    last_month = match.number("n") if match.has("n") else month
    days = match.number("a"), match.number("b")
    year = match.number("y") if match.has("y") else None
    there = read_day(LEAP, month, days[0]), read_day(LEAP, last_month, days[1])
    if there[0] is None or there[1] is None or (year is not None and is_count(match)):
        return None
    if month == last_month and days[0] >= days[1]:
        return None
    if match.letter("t") == "&" and days[1] != days[0] + 1 and match.before() != "between":
        return None  # "on October 5 and 20": two days, not what lies between
    kind = told_kind(year)
    first_year = year - 1 if year is not None and month > last_month else year
    first = TimeSymbol(kind=kind, year=first_year, month=month, day=days[0])
    last = TimeSymbol(kind=kind, year=year, month=last_month, day=days[1])
    return calendar_reading(match, TimeSymbol(kind="range", first=first, last=last))


def build_year(match: Match) -> Reading | None:
    """Read "2008", "the year 2024", "early 2025", "mid-2011"; not "Resolution 1929", "2024 delegates"."""
    year = match.number("y")
    lexed, index = match.lexed, match.index("y")
    part = part_of(match)
    if match.letter("y") == "%" and match.before() not in YEAR_PREPOSITIONS:
        return None  # "iLife '11" is a name
    if not match.has("named") and part is None and not _is_plain_year(match, index, year):
        return None
    if is_count(match) or _is_house(match) or _glued(lexed.text, lexed.starts[index], lexed.ends[index]):
        return None
    symbol = TimeSymbol(kind="calendar", unit="year", year=year, part=part)
    return replace(calendar_reading(match, symbol), mod=part)


def _is_plain_year(match: Match, index: int, year: int) -> bool:
    lexed = match.lexed
    words = load_time_words()
    if _governor_word(match, index) in words.naming_words or (index and lexed.letters[index - 1] in "NDY"):
        return False  # "call +98 21 6115 2024"
    before = lexed.lowers[index - 1] if index else ""
    if (
        before == "-"
        and index > 1
        and lexed.letters[index - 2] in "?NDx"
        and lexed.ends[index - 2] == lexed.starts[index - 1]
    ):
        return False  # "Tu-1954", "555-2010"
    if year in PLAIN_YEARS:
        return True
    # "in 1648", but "in 1403" beside the Iranian calendar is not ours
    near = lexed.letters[max(0, index - 12) : index + 12]
    return before in YEAR_PREPOSITIONS and "j" not in near and not 1300 <= year < 1500


def _governor_word(match: Match, index: int) -> str:
    """Give the word before a number, or before the list of numbers it stands in: "resolutions 1559 and 1701"."""
    lexed = match.lexed
    for back in range(1, LIST_REACH):
        if index < back:
            return ""
        letter = lexed.letters[index - back]
        if letter not in "YND,&." or (letter == "." and back > 1):
            return lexed.lowers[index - back]
    return ""


def is_count(match: Match) -> bool:
    """Tell whether what looks like a year counts what follows: "2024 delegates", "1950 kilometres"."""
    words = load_time_words()
    if match.after() == "of" and match.lexed.lowers[match.end + 1 : match.end + 2] in COUNTED_OF:
        return True  # "in 1870 of them"
    return match.after() in words.counted_words or (
        match.end < len(match.lexed.letters) and match.lexed.letters[match.end] in "PZu"
    )


def _is_house(match: Match) -> bool:
    """Tell "1984 Harbour Road" from "the 1984 Velport Road Treaty"."""
    lexed, end = match.lexed, match.end
    if end >= len(lexed.starts) or not lexed.text[lexed.starts[end]].isupper() or match.before() == "the":
        return False
    return any(word in load_time_words().address_words for word in lexed.lowers[end + 1 : end + 3])


def _glued(text: str, start: int, end: int) -> bool:
    """Tell a year from a piece of a longer number: "555-2010", "2024-555", "10/2024/7", "1.2010"."""
    left = start > 1 and text[start - 1] in "-–/.:_+@#" and text[start - 2].isdigit()
    right = end + 1 < len(text) and text[end] in "-–/:_" and text[end + 1].isdigit()
    return left or right


def build_year_range(match: Match) -> Reading | None:
    """Read "2015-2018", "2015-18", "2023/24"."""
    first, last = match.number("a"), match.number("b")
    word = match.word("b")
    if match.letter("b") != "Y" and match.letter("b") != "%":
        if len(word) != 2 or last <= first % 100 or (match.word("t") == "/" and last != first % 100 + 1):
            return None
        last = first - first % 100 + last
    lexed = match.lexed
    if not first < last <= first + 150 or lexed.ends[match.start] != lexed.starts[match.start + 1]:
        return None
    if not _is_plain_year(match, match.start, first) or is_count(match):
        return None
    ends = [TimeSymbol(kind="calendar", unit="year", year=year) for year in (first, last)]
    return calendar_reading(match, TimeSymbol(kind="range", first=ends[0], last=ends[1]))


def build_day_of_month(match: Match) -> Reading | None:
    """Read "on the 22nd" where nothing follows that it could count."""
    if match.before() not in ("on", "by", "until", "since", "from", "before", "after", "to", "and"):
        return None
    following = match.lexed.letters[match.end : match.end + 1]
    if not match.word("o")[0].isdigit() or not 1 <= match.number("o") <= 31 or following not in ("", *".,;|&i"):
        return None
    return calendar_reading(match, TimeSymbol(kind="partial", day=match.number("o")))


def build_before_christ(match: Match) -> Reading | None:
    """Use up "in 480 BC", "3 March 44 BC", "the 5th century BC": no day of ours; not "in 2024 BC Ferries"."""
    if match.has("y") and match.number("y") in PLAIN_YEARS:
        return None
    return match.nothing("before-christ")


def calendar_reading(
    match: Match, symbol: TimeSymbol, *, tensed: bool = True, counts_from_publication: bool = False
) -> Reading:
    """Make the reading of a calendar date; one without its year counts from the publication and has a tense."""
    partial = symbol.kind == "partial" or (
        symbol.kind == "range" and symbol.first is not None and symbol.first.kind == "partial"
    )
    counted = partial or counts_from_publication
    return Reading(
        start=match.start,
        end=match.end,
        symbol=symbol,
        counts_from="publication" if counted else "none",
        tensed=tensed and (partial or symbol.kind == "feast"),
    )


CALENDAR_RULES: tuple[Rule, ...] = (
    rule("numeric", r"(?P<n>0)", build_numeric, "on 2024-10-11"),
    rule(
        "before-christ", r"(?:(?:[Do]O?)?M\.?(?:[Do],?)?|T?p?-?o-?U)?(?P<y>[NDY])?u", build_before_christ, "in 480 BC"
    ),
    rule(
        "month-day-year",
        r"(?:(?P<w>[Wx])\.?,?T?)?(?P<m>M)\.?T?(?P<d>[Do]),?(?P<y>[Y%])",
        build_day,
        "on Friday, Oct. 11, 2024",
    ),
    rule("month-day", r"(?:(?P<w>[Wx])\.?,?T?)?(?P<p>p-?)?(?P<m>M)\.?T?(?P<d>[Do])(?!-?P)", build_day, "on October 22"),
    rule(
        "day-month-year",
        r"(?:(?P<w>[Wx])\.?,?)?(?:T(?=o))?(?P<d>[Do])-?O?(?P<m>M)\.?-?,?(?P<y>[Y%])",
        build_day,
        "on 22 October 2024",
    ),
    rule("day-month-short", r"(?P<d>D)-(?P<m>M)-(?P<y>[DN])", build_day_short_year, "signed 24-Feb-22"),
    rule("day-month", r"(?:(?P<w>[Wx])\.?,?)?(?:T(?=o))?(?P<d>[Do])O?(?P<m>M)", build_day, "on 22 October"),
    rule(
        "month-days",
        r"(?P<m>M)\.?(?P<a>[Do])(?P<t>[-t&])(?P<b>[Do])(?!-?[PM])(?:,?(?P<y>Y))?",
        build_day_range,
        "on October 22-24",
    ),
    rule(
        "month-days-plain",
        r"(?P<m>M)\.?(?P<a>[Do])(?P<t>[-t&])(?P<b>[Do])(?!-?[PM])",
        build_day_range,
        "on October 22-24",
    ),
    rule(
        "days-month",
        r"(?P<a>[Do])(?P<t>[-t&])(?P<b>[Do])O?(?P<m>M)(?:\.?,?(?P<y>Y))?",
        build_day_range,
        "from 27 to 29 August",
    ),
    rule(
        "month-day-month-day",
        r"(?P<m>M)\.?(?P<a>[Do])(?P<t>-)(?P<n>M)\.?(?P<b>[Do])(?:,?(?P<y>Y))?",
        build_day_range,
        "Oct. 30-Nov. 2",
    ),
    rule(
        "day-month-day-month",
        r"(?P<a>[Do])(?P<m>M)\.?(?P<t>-)(?P<b>[Do])(?P<n>M)\.?(?:,?(?P<y>Y))?",
        build_day_range,
        "30 October-2 November",
    ),
    rule("months", r"(?P<m>M)\.?-(?P<n>M)(?:\.?,?(?P<y>Y))?", build_month_range, "in March-May 2024"),
    rule("month-year", PART + r"(?P<m>M)\.?(?:,|O)?(?P<y>[Y%])", build_month, "in early October 2024"),
    rule("month", PART + r"(?P<m>M)(?P<dot>\.)?", build_month, "in October"),
    rule("year", PART + r"(?P<named>T?y)?(?P<y>Y)", build_year, "in early 2025"),
    rule("short-year", r"(?P<y>%)", build_year, "the class of '11"),
    rule("years", r"(?P<a>Y)(?P<t>[-/])(?P<b>[YDN%])", build_year_range, "in 2015-2018"),
    rule("month-of", r"T?U(?=OM)O(?P<m>M)(?P<dot>\.)?(?:O?,?(?P<y>Y))?", build_month, "the month of May"),
    rule("day-of-month", r"T(?P<o>o)", build_day_of_month, "on the 22nd"),
)
