from __future__ import annotations

import pytest

from dragoman.lexicons.load.word_rarity import load_common_words, stem
from dragoman.resolve.comparing.rarity import rare_words


@pytest.mark.parametrize(
    ("word", "expected"),
    [("pipelines", "pipelin"), ("iran's", "iran"), ("red", "red"), ("glass", "glass"), ("countries", "countr")],
)
def test_stem(word: str, expected: str) -> None:
    assert stem(word) == expected


def test_common_words_are_stems() -> None:
    common = load_common_words()
    assert {stem("agreement"), stem("said"), stem("minister"), stem("tuesday")} <= common
    assert len(common) > 1000


def test_names_and_things_are_rare() -> None:
    told = "The ministers discussed the Caspian pipeline and 40 trawlers on Tuesday."
    assert rare_words(told) == {"caspian", "pipelin", "trawler"}
