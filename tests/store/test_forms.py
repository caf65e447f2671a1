"""Names and dates in the form in which they are compared."""

from __future__ import annotations

import json
import math
from dataclasses import dataclass
from typing import Any

import pytest

from dragoman.records.codec import to_plain
from dragoman.records.spans import CharSpan, Evidence
from dragoman.records.times import Interval
from dragoman.store.forms import JSON, dump, find_days, fold_name, load, load_shared


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Size:
    """Reads as: so great."""

    value: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Crate:
    """Reads as: this holds crates, and things of such sizes; nobody may know whose it is."""

    owner: str | None
    sizes: tuple[Size, ...] = ()
    crates: tuple[Crate, ...] = ()


def words(exact: str) -> Evidence:
    return Evidence(document_id="d1", span=CharSpan(start=0, end=len(exact)), exact=exact)


@pytest.mark.parametrize(
    "record",
    [
        pytest.param(
            words('Kenya\'s “talks” \\ "so"\n\t\x07\x7f\u2028 😀'), id="marks, controls, letters beyond the plane"
        ),
        pytest.param(Size(value=math.inf), id="no end"),
        pytest.param(Size(value=1e-3), id="a small number"),
        pytest.param(Crate(owner=None, sizes=(Size(value=2.0),)), id="nobody"),
        pytest.param(Crate(owner=None, crates=(Crate(owner="a", sizes=(Size(value=-math.inf),)),)), id="no end, deep"),
        pytest.param(words("half of a pair: \ud83d"), id="a lone surrogate"),
        pytest.param(
            Interval(value="2031-02", earliest="2031-02-01", latest=None), id="nothing left out but what is absent"
        ),
    ],
)
def test_a_record_is_written_as_the_standard_library_would_and_read_again(record: Any) -> None:
    payload = dump(record)
    assert payload == JSON.encode(to_plain(record))
    assert load(type(record), payload) == load_shared(type(record), payload) == record


@pytest.mark.parametrize(
    ("payload", "told"),
    [
        pytest.param('{"document_id": "d1"}', "needs its", id="too little"),
        pytest.param('{"document_id": 7, "span": {"start": 0, "end": 1}, "exact": "a"}', "expected str", id="a number"),
        pytest.param('{"document_id": "d1", "span": [0, 1], "exact": "a"}', "expected a CharSpan", id="a list"),
        pytest.param("[", "Expecting value", id="no JSON"),
    ],
)
def test_what_is_no_such_record_is_told_in_our_words(payload: str, told: str) -> None:
    with pytest.raises((TypeError, ValueError), match=told):
        load(Evidence, payload)


def test_what_a_newer_program_wrote_is_passed_over() -> None:
    plain = {**json.loads(dump(words("a"))), "since": "later"}
    assert load(Evidence, json.dumps(plain)) == words("a")
