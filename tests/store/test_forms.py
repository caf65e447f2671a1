"""Names and dates in the form in which they are compared."""

from __future__ import annotations

import pytest

from dragoman.store.forms import find_days, fold_name


@pytest.mark.parametrize(
    ("name", "folded"),
    [
        pytest.param("KENYA", "kenya", id="case"),
        pytest.param("Recep Tayyip Erdoğan", "recep tayyip erdogan", id="breve"),
        pytest.param("São  Tomé\nand Príncipe ", "sao tome and principe", id="accents and blanks"),
        pytest.param("Großbritannien", "grossbritannien", id="sharp s"),
        pytest.param("Ｆｉｊｉ", "fiji", id="wide letters"),
        pytest.param("Владимир", "владимир", id="Cyrillic"),
        pytest.param("", "", id="nothing"),
    ],
)
def test_fold_name(name: str, folded: str) -> None:
    assert fold_name(name) == folded
    assert fold_name(folded) == folded


@pytest.mark.parametrize(
    ("date", "days"),
    [
        pytest.param("2024", ("2024-01-01", "2024-12-31"), id="year"),
        pytest.param("2024-02", ("2024-02-01", "2024-02-29"), id="month of a leap year"),
        pytest.param(" 2024-10-11 ", ("2024-10-11", "2024-10-11"), id="day, with blanks"),
        pytest.param("2024-13", None, id="no month"),
        pytest.param("2024-00", None, id="month nought"),
        pytest.param("2023-02-29", None, id="no leap year"),
        pytest.param("0000", None, id="year nought"),
        pytest.param("2024-W41", None, id="week"),
        pytest.param("٢٠٢٤", None, id="other digits"),
        pytest.param("", None, id="nothing"),
    ],
)
def test_find_days(date: str, days: tuple[str, str] | None) -> None:
    assert find_days(date) == days
