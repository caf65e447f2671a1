"""The tables of other people's names: whole, of known states and types, and no reason to read an article again."""

from __future__ import annotations

from pathlib import Path

import pytest

from dragoman.lexicons.load import exchange, files
from dragoman.lexicons.load.tables import load_states, states_by_code
from dragoman.records.vocabulary import (
    EVENT_TYPES,
    INTERNATIONAL_CODES,
    PLACE_PRECISIONS,
    PLOVER_TYPES,
    SECTORS,
    STATUSES,
)

NO_COW_STATES = {"ATA", "HKG", "PSE", "VAT"}  # no members of the Correlates of War system
SHARED_COW = {"345": {"SCG", "SRB", "YUG"}, "365": {"RUS", "SUN"}}


def test_every_state_has_its_codes() -> None:
    codes = exchange.load_state_codes()
    assert set(codes) == {state.code for state in load_states()}
    assert {code for code, each in codes.items() if each.cow is None} == NO_COW_STATES
    assert {code for code, each in codes.items() if each.numeric is None} == {"XKX"}  # ISO has no Kosovo
    assert all(each.ftm for each in codes.values())
    for name in ("numeric", "ftm"):
        values = [getattr(each, name) for each in codes.values() if getattr(each, name)]
        assert len(set(values)) == len(values)
    by_cow: dict[str, set[str]] = {}
    for code, each in codes.items():
        if each.cow:
            by_cow.setdefault(each.cow, set()).add(code)
    assert {cow: states for cow, states in by_cow.items() if len(states) > 1} == SHARED_COW


@pytest.mark.parametrize(
    ("code", "numeric", "cow", "ftm"),
    [("USA", "840", "2", "us"), ("IRN", "364", "630", "ir"), ("RUS", "643", "365", "ru"), ("XKX", None, "347", "xk"),
     ("PSE", "275", None, "ps"), ("SUN", "810", "365", "suhh"), ("GBR", "826", "200", "gb")],
)  # fmt: skip
def test_some_codes(code: str, numeric: str | None, cow: str | None, ftm: str) -> None:
    found = exchange.load_state_codes()[code]
    assert (found.numeric, found.cow, found.ftm) == (numeric, cow, ftm)
    assert code in states_by_code()


def test_words_are_whole() -> None:
    icews, headline, plover = (
        exchange.load_icews_words(),
        exchange.load_headline_words(),
        exchange.load_plover_words(),
    )
    assert set(icews.codes) == set(PLOVER_TYPES)
    assert set(icews.sectors) == set(SECTORS)
    assert set(icews.international) == set(INTERNATIONAL_CODES)
    assert all(code.isdigit() and len(code) in (3, 4) for row in icews.codes.values() for code, _ in row.values())
    assert set(headline.types) == set(EVENT_TYPES)
    assert set(headline.statuses) == set(STATUSES)
    assert len(headline.months) == 12
    assert set(plover.places) == set(PLACE_PRECISIONS)
    assert set(plover.quads) == {1, 2, 3, 4}
    assert exchange.load_acled_words().types
    assert exchange.load_money_words().countries == {"EUR": "eu", "UNO": "un"}


def test_they_are_no_reason_to_read_articles_again(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "words.toml").write_text("a = 1", encoding="utf-8")
    monkeypatch.setattr(files, "LEXICONS", tmp_path)
    before = files.fingerprint.__wrapped__()
    (tmp_path / files.EXCHANGE).mkdir()
    (tmp_path / files.EXCHANGE / "states.csv").write_text("code", encoding="utf-8")
    assert files.fingerprint.__wrapped__() == before
    (tmp_path / "words.toml").write_text("a = 2", encoding="utf-8")
    assert files.fingerprint.__wrapped__() != before
