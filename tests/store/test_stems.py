"""Texts become the stems that a full-text search in a file goes by."""

from __future__ import annotations

import pytest

from dragoman.store.engines.stems import MOST_CHARACTERS, stem_texts


@pytest.mark.parametrize(
    ("text", "stems"),
    [
        pytest.param("strike strikes striking", "strike strike strike", id="forms of a word"),
        pytest.param("São Tomé, Łódź", "sao tome łodz", id="accents"),
        pytest.param("Erdog\u0306an", "erdogan", id="an accent that stands by itself"),
        pytest.param("ΑΘΉΝΑ Москва", "αθήνα москва", id="other alphabets, in any case"),
        pytest.param("the U.S.-led five-day 1,250.5 km/h", "the u s led five dai 1 250 5 km h", id="signs part words"),
        pytest.param("reuters.com/a_b?c=d me@example.org", "reuter com a b c d me exampl org", id="addresses"),
        pytest.param("a\x00b", "a b", id="NUL"),
        pytest.param(" \n— !", "", id="no word"),
        pytest.param("", "", id="nothing"),
        pytest.param("x" * 900, "x" * MOST_CHARACTERS, id="no word either, but very long"),
    ],
)
def test_stems(text: str, stems: str) -> None:
    assert stem_texts([text]) == [stems]


def test_each_text_keeps_its_place() -> None:
    assert stem_texts(["Talks.", "", "Oil prices", "?"]) == ["talk", "", "oil price", ""]
    assert stem_texts([]) == []


def test_words_keep_their_order_however_many() -> None:
    numbers = [str(number) for number in range(20_000)]
    assert stem_texts([" ".join(numbers)]) == [" ".join(numbers)]
