"""Write docs/office-coverage.md: for which days the table of office holders knows who held which office.

python docs/make_office_coverage.py            write it
python docs/make_office_coverage.py --check    exit 1 where the page is not what the tables say

A day is known where a row covers it. A date told to the month counts from the month's first day where a term begins,
to its last where one ends; a term left open counts as far as it is known (`known_until`).
"""

from __future__ import annotations

import calendar
import sys
from collections.abc import Collection, Iterable, Iterator
from datetime import date, timedelta
from pathlib import Path

from dragoman.lexicons.load.tables import State, load_office_holders, load_states

TARGET = Path(__file__).resolve().parent / "office-coverage.md"
FIRST, LAST = date(2010, 1, 1), date(2025, 10, 31)
MINISTERS_FROM = date(2015, 1, 1)
HEADS_OF_STATE = ("head-of-state", "supreme-leader")
HEADS_OF_GOVERNMENT = ("head-of-government",)
# Beside the members of the United Nations.
OTHERS = ("PSE", "TWN", "VAT", "XKX")
# The forty most in the news, by our judgement; of the first eleven defence ministers as well, of ten also advisers.
IN_THE_NEWS = (
    "USA", "RUS", "CHN", "UKR", "IRN", "ISR", "GBR", "FRA", "DEU", "IND", "TUR", "SAU", "PAK", "JPN", "KOR", "PRK",
    "SYR", "EGY", "POL", "ITA", "ESP", "CAN", "AUS", "BRA", "MEX", "VEN", "ZAF", "NGA", "ETH", "ARE", "QAT", "IRQ",
    "AFG", "BLR", "AZE", "ARM", "GEO", "KAZ", "CUB", "LBN",
)  # fmt: skip
DEFENCE = IN_THE_NEWS[:11]
ADVISERS = IN_THE_NEWS[:10]  # Turkey has no such office
# Said on the page, so that nobody takes them for slips of the table.
KNOWN_GAPS = {
    "SMR": "left out: two captains regent every half year, with names too common to be safe in news",
    "AUT": "the office was vacant from July 2016 to January 2017",
    "HTI": "no president from the murder of July 2021 to the council of April 2024",
    "LBN": "no president from May 2014 to October 2016 and from October 2022 to January 2025",
    "LBY": "no head of state agreed on from August 2014 to March 2016",
}
SLACK_DAYS = 3  # a day or two between two terms are no gap

Term = tuple[date, date]


def main() -> int:
    """Write or check the page; give the exit code."""
    page = render_page()
    if "--check" in sys.argv[1:]:
        return int(TARGET.read_text(encoding="utf-8") != page)
    TARGET.write_text(page, encoding="utf-8")
    return 0


def told_states() -> tuple[State, ...]:
    """Give the states that the page tells of: the members of the United Nations, and four more."""
    living = [state for state in load_states() if state.end is None]
    return tuple(state for state in living if state.un_member or state.code in OTHERS)


def find_gaps(code: str, offices: Collection[str], first: date, last: date) -> tuple[Term, ...]:
    """Give the spans of days (both ends in) on which no holder is known."""
    state = next(state for state in load_states() if state.code == code)
    first = max(first, _first_day(state.start)) if state.start else first
    terms = sorted([*_terms(code, offices), *_joint_terms(state, offices)])
    gaps, reached = [], first - timedelta(days=1)
    for start, end in [*terms, (last + timedelta(days=1), last)]:
        if (start - reached).days - 1 > SLACK_DAYS:
            gaps.append((reached + timedelta(days=1), min(start, last + timedelta(days=1)) - timedelta(days=1)))
        reached = max(reached, end)
        if reached >= last:
            break
    return tuple(gaps)


def share_known(codes: Iterable[str], offices: Collection[str], first: date, last: date) -> float:
    """Give the share of days of these states on which a holder is known."""
    days = missing = 0
    for code in codes:
        state = next(state for state in load_states() if state.code == code)
        begun = max(first, _first_day(state.start)) if state.start else first
        days += (last - begun).days + 1
        missing += sum((end - start).days + 1 for start, end in find_gaps(code, offices, first, last))
    return 1 - missing / days


def _terms(code: str, offices: Collection[str]) -> Iterator[Term]:
    for row in load_office_holders():
        if row.country == code and row.office in offices:
            yield _first_day(row.start), _last_day(row.end or row.known_until or row.start)


def _joint_terms(state: State, offices: Collection[str]) -> Iterator[Term]:
    """Give the terms of heads of state in the years when they headed the government, too."""
    if offices == HEADS_OF_GOVERNMENT:
        for start, end in state.president_governs:
            begun, ended = _first_day(start or "1900"), _last_day(end or "9999")
            for term in _terms(state.code, HEADS_OF_STATE):
                if term[0] <= ended and term[1] >= begun:
                    yield max(begun, term[0]), min(ended, term[1])


def _first_day(told: str) -> date:
    return date.fromisoformat((told + "-01-01")[:10])


def _last_day(told: str) -> date:
    if len(told) == len("2024"):
        return date(int(told), 12, 31)
    if len(told) == len("2024-07"):
        year, month = map(int, told.split("-"))
        return date(year, month, calendar.monthrange(year, month)[1])
    return date.fromisoformat(told)


def render_page() -> str:
    """Render the whole page."""
    codes = [state.code for state in told_states()]
    lines = [
        "# Who held which office: how much the table knows",
        "",
        "Made by `python docs/make_office_coverage.py`; do not edit by hand. Every row of `office_holders.csv` is",
        "general knowledge, unchecked: this page says how much is told, not that it is right.",
        "",
        f"| office | states | days known from | to {LAST} |",
        "|---|---|---|---|",
        _summary("head of state", codes, HEADS_OF_STATE, FIRST),
        _summary("head of government (or a president who is both)", codes, HEADS_OF_GOVERNMENT, FIRST),
        _summary("foreign minister", IN_THE_NEWS, ("foreign-minister",), MINISTERS_FROM),
        _summary("defence minister", DEFENCE, ("defence-minister",), FIRST),
        _summary("security adviser, or who is nearest to one", ADVISERS, ("security-adviser",), FIRST),
        "",
        "The forty states most in the news, by our judgement: " + ", ".join(IN_THE_NEWS) + ".",
        "Defence ministers are counted for the first eleven, security advisers for the first ten.",
        "",
        "## Gaps that are facts",
        "",
        *(f"- {code}: {why}." for code, why in sorted(KNOWN_GAPS.items())),
        "",
        "## Gaps of ministers and advisers",
        "",
        "| state | office | not known |",
        "|---|---|---|",
        *_minister_gaps(),
        "",
        "## States and years",
        "",
        "Days of the year on which no head of state (S) or of government (G) is known; empty: all known.",
        "",
        *_years(told_states()),
    ]
    return "\n".join(lines) + "\n"


def _summary(name: str, codes: Collection[str], offices: tuple[str, ...], first: date) -> str:
    return f"| {name} | {len(codes)} | {first} | {share_known(codes, offices, first, LAST):.1%} |"


def _minister_gaps() -> Iterator[str]:
    asked = [(code, "foreign-minister", MINISTERS_FROM) for code in IN_THE_NEWS]
    asked += [(code, "defence-minister", FIRST) for code in DEFENCE]
    asked += [(code, "security-adviser", FIRST) for code in ADVISERS]
    for code, office, first in asked:
        spans = ", ".join(f"{start} to {end}" for start, end in find_gaps(code, (office,), first, LAST))
        if spans:
            yield f"| {code} | {office.replace('-', ' ')} | {spans} |"


def _years(states: Collection[State]) -> Iterator[str]:
    years = range(FIRST.year, LAST.year + 1)
    yield "| state | " + " | ".join(map(str, years)) + " |"
    yield "|---|" + "---|" * len(years)
    for state in states:
        cells = (_year_cell(state.code, year) for year in years)
        yield f"| {state.code} {state.name} | " + " | ".join(cells) + " |"


def _year_cell(code: str, year: int) -> str:
    told = []
    for letter, offices in (("S", HEADS_OF_STATE), ("G", HEADS_OF_GOVERNMENT)):
        first, last = date(year, 1, 1), min(date(year, 12, 31), LAST)
        missing = 0
        for start, end in find_gaps(code, offices, FIRST, LAST):
            missing += max(0, (min(end, last) - max(start, first)).days + 1)
        if missing:
            told.append(f"{letter}{missing}")
    return " ".join(told)


if __name__ == "__main__":
    sys.exit(main())
