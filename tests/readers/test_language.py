from __future__ import annotations

import pytest

from dragoman.readers.language import is_english, names_english

ENGLISH = "The foreign minister met the envoy of the islands on Tuesday and signed an accord on the harbour. " * 3


@pytest.mark.parametrize(
    ("language", "expected"),
    [("en", True), ("EN-gb", True), ("eng", True), ("English", True), (" en_US ", True), ("fr", False), ("fa", False)],
)
def test_named_language(language: str, expected: bool) -> None:  # noqa: FBT001
    assert names_english(language) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(ENGLISH, True, id="english"),
        pytest.param(ENGLISH.upper(), True, id="capitals"),
        pytest.param("12.5 13.7 -- ; " * 40, True, id="numbers-are-in-no-language"),
        pytest.param("Ministern mötte sändebudet.", True, id="too-short-to-judge"),
        pytest.param(
            "Ministern mötte sändebudet från öarna på tisdagen och undertecknade ett avtal. " * 4, False, id="swedish"
        ),
        pytest.param("Министр встретился с послом островов во вторник и подписал договор. " * 5, False, id="russian"),
        pytest.param(
            "Der Minister traf am Dienstag den Gesandten der Inseln und unterschrieb. " * 5, False, id="german"
        ),
    ],
)
def test_judged_language(text: str, expected: bool) -> None:  # noqa: FBT001
    assert is_english(text) is expected
