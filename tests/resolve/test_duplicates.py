from __future__ import annotations

from dataclasses import replace

from tests.resolve.writing import Writer

from dragoman.records.mentions import Annotations
from dragoman.records.signature import sign
from dragoman.resolve.duplicates import find_voices

TEXT = " ".join(f"word{number} of the long report on canal number {number % 7}" for number in range(40))


def article(document_id: str, published: str | None, text: str = TEXT, publisher: str | None = None) -> Annotations:
    annotations = Writer(document_id, published=published, publisher=publisher).done()
    return replace(annotations, signature=sign(text))


def test_the_earliest_printing_is_the_original() -> None:
    voices = find_voices([article("d1", "2031-05-09"), article("d2", "2031-05-08"), article("d3", None)])
    assert voices.copies_of == {"d1": "d2", "d3": "d2"}
    assert len(set(voices.voice.values())) == 1


def test_another_text_is_another_voice() -> None:
    other = TEXT.replace("word", "thing").replace("canal", "reef")
    voices = find_voices([article("d1", "2031-05-09"), article("d2", "2031-05-08", other)])
    assert voices.copies_of == {}
    assert len(set(voices.voice.values())) == 2


def test_one_publisher_is_one_voice() -> None:
    first = article("d1", "2031-05-09", "one", publisher="Lisk Courier")
    second = article("d2", "2031-05-10", "two", publisher=" lisk courier")
    assert len(set(find_voices([first, second]).voice.values())) == 1


def test_many_copies_are_chained() -> None:
    voices = find_voices([article(f"d{number:03d}", "2031-05-09") for number in range(100)])
    assert set(voices.copies_of.values()) == {"d000"}
    assert len(voices.copies_of) == 99
