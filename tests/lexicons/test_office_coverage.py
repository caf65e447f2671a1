"""The table of office holders is as complete as it says: floors on the share of days since 2010 that it knows."""

from __future__ import annotations

import importlib.util
from datetime import date
from pathlib import Path
from types import ModuleType

import pytest

from dragoman.lexicons.load.tables import load_office_holders, states_by_code

SCRIPT = Path(__file__).resolve().parents[2] / "docs" / "make_office_coverage.py"


def load_script() -> ModuleType:
    spec = importlib.util.spec_from_file_location("make_office_coverage", SCRIPT)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


COVERAGE = load_script()
CODES = [state.code for state in COVERAGE.told_states()]
# Two captains regent every half year; vacant presidencies; these states alone lack more than a tenth of the days.
WITHOUT_HEAD_OF_STATE = {"SMR", "HTI", "LBN", "LBY"}
WITHOUT_HEAD_OF_GOVERNMENT = {"SMR"}


def test_all_members_of_the_united_nations_are_told() -> None:
    assert len([code for code in CODES if states_by_code()[code].un_member]) == 193


@pytest.mark.parametrize(
    ("codes", "offices", "first", "floor"),
    [
        (CODES, COVERAGE.HEADS_OF_STATE, COVERAGE.FIRST, 0.985),
        (CODES, COVERAGE.HEADS_OF_GOVERNMENT, COVERAGE.FIRST, 0.99),
        (COVERAGE.IN_THE_NEWS, ("foreign-minister",), COVERAGE.MINISTERS_FROM, 0.99),
        (COVERAGE.DEFENCE, ("defence-minister",), COVERAGE.FIRST, 0.99),
        (COVERAGE.ADVISERS, ("security-adviser",), COVERAGE.FIRST, 0.975),
    ],
    ids=["heads of state", "heads of government", "foreign ministers", "defence ministers", "security advisers"],
)
def test_days_that_are_known(codes: list[str], offices: tuple[str, ...], first: date, floor: float) -> None:
    assert COVERAGE.share_known(codes, offices, first, COVERAGE.LAST) >= floor


@pytest.mark.parametrize(
    ("offices", "expected"),
    [
        (COVERAGE.HEADS_OF_STATE, WITHOUT_HEAD_OF_STATE),
        (COVERAGE.HEADS_OF_GOVERNMENT, WITHOUT_HEAD_OF_GOVERNMENT),
    ],
    ids=["heads of state", "heads of government"],
)
def test_states_left_out_are_named(offices: tuple[str, ...], expected: set[str]) -> None:
    span = (COVERAGE.FIRST, COVERAGE.LAST)
    assert {code for code in CODES if COVERAGE.share_known([code], offices, *span) < 0.9} == expected
    assert set(COVERAGE.KNOWN_GAPS) >= expected


def test_forty_states_are_in_the_news() -> None:
    assert len(set(COVERAGE.IN_THE_NEWS)) == 40


def test_gaps_are_found() -> None:
    assert COVERAGE.find_gaps("LBN", COVERAGE.HEADS_OF_STATE, date(2023, 1, 1), date(2023, 1, 31)) == (
        (date(2023, 1, 1), date(2023, 1, 31)),
    )
    assert COVERAGE.find_gaps("FRA", COVERAGE.HEADS_OF_STATE, COVERAGE.FIRST, COVERAGE.LAST) == ()


def test_a_president_who_governs_is_head_of_government() -> None:
    turkey = states_by_code()["TUR"]
    assert (turkey.president_governs_on("2018-07-08"), turkey.president_governs_on("2018-07-09")) == (False, True)


def test_who_governs_by_the_tables_has_no_prime_minister() -> None:
    clashes = [
        (row.country, row.person)
        for row in load_office_holders()
        if row.office == "head-of-government" and row.start >= "2010" and "acting" not in row.title
        for start, end in states_by_code()[row.country].president_governs
        if (end is None or row.start[: len(end)] < end[: len(row.start)])
        and (start is None or row.end is None or row.end[: len(start)] > start[: len(row.end)])
    ]
    assert clashes == []
