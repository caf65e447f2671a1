from __future__ import annotations

import pytest

from dragoman.nlp.gazetteer import find_names


def found(text: str) -> list[tuple[str, str]]:
    return [(text[hit.start : hit.end], hit.readings[0].sense) for hit in find_names(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("the US and us", [("US", "state")], id="capitals tell US from us"),
        pytest.param("The U.S. left.", [("U.S.", "state")], id="dots"),
        pytest.param("WHO IS THE NEXT LEADER OF THE PARTY", [], id="words in a line of capitals"),
        pytest.param("The WHO met.", [("WHO", "organisation")], id="acronym"),
        pytest.param("Who met?", [], id="no acronym"),
        pytest.param("IRAN STRIKES BACK AGAINST ALL ODDS", [("IRAN", "state")], id="a state in capitals"),
        pytest.param("Gulf of Oman", [("Gulf of Oman", "place")], id="longest first"),
        pytest.param("Guinea-Bissau", [("Guinea-Bissau", "state")], id="hyphened state"),
        pytest.param("Côte d’Ivoire", [("Côte d’Ivoire", "state")], id="apostrophe and accent"),
        pytest.param("Cote d'Ivoire", [("Cote d'Ivoire", "state")], id="without accent"),
        pytest.param("North\n\nKorea Street", [], id="not over a paragraph"),
        pytest.param("china and turkey", [], id="small letters"),
        pytest.param("in the States", [("States", "state")], id="only after the"),
        pytest.param("three States", [], id="not without the"),
        pytest.param("Michael Jordan", [], id="a person's name"),
        pytest.param("", [], id="empty"),
    ],
)
def test_finds_names(text: str, expected: list[tuple[str, str]]) -> None:
    assert found(text) == expected


def test_folds_marks_of_direction_and_accents() -> None:
    assert found("Recep Tayyip Erdog\u0306an") == [("Recep Tayyip Erdog\u0306an", "person")]


def test_is_fast_on_long_words() -> None:
    assert find_names("A" * 100_000) == ()
