"""A pipeline that met many words is loaded anew: nothing is read otherwise, and the words are forgotten."""

from __future__ import annotations

import gc
import weakref

import pytest

from dragoman.executors.local import code_here
from dragoman.nlp import parse
from dragoman.nlp.lemmas import lemma_of
from dragoman.nlp.parse import Parser
from dragoman.pipeline import zone_document
from dragoman.records.documents import Document, RawDocument

pytestmark = pytest.mark.model

TEXT = "The rebels staged a raid near Senna on 3 May 2031, and Drosk's envoys met Ardania's premier."
ODD = " ".join(f"Qor{number}vasht" for number in range(40)) + " met Drosk."


def make_document(text: str, name: str = "a") -> Document:
    document = zone_document(RawDocument(source_id=name, text=text, language="en"))
    assert isinstance(document, Document)
    return document


def read(parser: Parser, text: str) -> list[tuple[object, ...]]:
    doc = parser.parse_one(make_document(text)).doc
    return [(each.text, each.tag_, lemma_of(each), each.dep_, each.head.i, each.ent_type_) for each in doc]


@pytest.mark.parametrize("is_set_aside", [True, False], ids=["set aside", "not set aside"])
def test_words_are_forgotten_and_nothing_is_read_otherwise(
    monkeypatch: pytest.MonkeyPatch, *, is_set_aside: bool
) -> None:
    parser = Parser()
    before = [read(parser, text) for text in (TEXT, ODD)]
    assert not parser.renew_if_grown()
    old = weakref.ref(parser._nlp)
    monkeypatch.setattr(parse, "MOST_NEW_STRINGS", 40)
    if is_set_aside:
        gc.freeze()
    try:
        assert parser.renew_if_grown()
        assert (gc.get_freeze_count() > 0) == is_set_aside
    finally:
        gc.unfreeze()
    assert old() is None
    assert not parser.renew_if_grown()
    assert [read(parser, text) for text in (TEXT, ODD)] == before


def test_articles_are_coded_alike_however_often_it_is_loaded(monkeypatch: pytest.MonkeyPatch) -> None:
    documents = [make_document(text, name) for name, text in (("a", TEXT), ("b", ODD), ("c", TEXT))]
    once = list(code_here(Parser(), documents, seconds=60.0))
    monkeypatch.setattr(parse, "MOST_NEW_STRINGS", 1)
    assert list(code_here(Parser(), documents, seconds=60.0)) == once
