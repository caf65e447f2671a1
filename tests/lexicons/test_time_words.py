"""The words of time as data: each of one kind, rules of feasts that say something."""

import pytest

from dragoman.errors import ConfigError
from dragoman.extract.times.tokens import lex
from dragoman.lexicons.load import time_words as loader
from dragoman.lexicons.load.files import read_toml
from dragoman.lexicons.load.time_words import load_time_words
from dragoman.records.days import feast_days


def test_each_word_is_of_a_kind_that_is_one_letter() -> None:
    words = load_time_words()
    assert all(len(word.kind) == 1 for word in (*words.words.values(), *words.long_words.values()))


def test_phrases_are_found_by_their_first_word_and_the_longest_first() -> None:
    assert [lex(text).letters for text in ("the day after tomorrow", "new year's eve", "in the past")] == [
        "R",
        "H",
        "iv",
    ]
    assert lex("in the past two years").letters == "iTLNP"


@pytest.mark.parametrize(("name", "rule"), sorted(load_time_words().feasts.items()))
def test_feasts_have_a_day_in_2024(name: str, rule: str) -> None:
    assert feast_days(rule, 2024) is not None, name


def test_a_rule_that_says_nothing_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    raw = read_toml(loader.FILE)
    raw["feasts"] = {"odd": {"rule": "list 2024-02-31", "names": ["odd day"]}}
    monkeypatch.setattr(loader, "read_toml", lambda _name: raw)
    with pytest.raises(ConfigError, match="odd"):
        loader.load_time_words.__wrapped__()


def test_a_missing_table_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(loader, "read_toml", lambda _name: {})
    with pytest.raises(ConfigError, match="units"):
        loader.load_time_words.__wrapped__()
