"""Web Annotations read as the standard says: every selector finds its words in the text again, also by quote alone."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.views.exports.sample import TEXTS, sample_view

from dragoman.records.spans import CharSpan, Evidence
from dragoman.views.exports.pointers import find_quote, selectors_of
from dragoman.views.exports.registry import write_export

REQUIRED = {"@context", "id", "type", "motivation", "body", "target"}


@pytest.fixture
def page(tmp_path: Path) -> dict[str, Any]:
    with sample_view() as view:
        write_export(view, "webannotation", tmp_path / "notes.json")
    found: dict[str, Any] = json.loads((tmp_path / "notes.json").read_text(encoding="utf-8"))
    return found


def test_every_selector_finds_its_words(page: dict[str, Any]) -> None:
    assert page["type"] == "AnnotationPage"
    assert page["items"]
    for note in page["items"]:
        assert set(note) >= REQUIRED
        assert note["type"] == "Annotation"
        target = note["target"]
        text = TEXTS[target["dragoman:document"].rpartition(":")[2]]
        position, quote = target["selector"]
        assert position["type"] == "TextPositionSelector"
        assert quote["type"] == "TextQuoteSelector"
        assert text[position["start"] : position["end"]] == quote["exact"]
        assert find_quote(text, quote) == CharSpan(start=position["start"], end=position["end"])
        assert len(target["dragoman:sha256"]) == 64
    ids = [note["id"] for note in page["items"]]
    assert len(set(ids)) == len(ids)


def test_sources_and_times(page: dict[str, Any]) -> None:
    sources = {note["target"]["source"] for note in page["items"]}
    assert sources == {"https://news.example/kisumu", "urn:dragoman:document:d2", "urn:dragoman:document:d3"}
    states = {note["target"].get("state", {}).get("sourceDateStart") for note in page["items"]}
    assert states == {"2024-10-12T00:00:00Z", "2024-10-01T00:00:00Z", None}
    assert {note["body"]["dragoman:subject"].split(":")[2] for note in page["items"]} == {
        "event",
        "quotation",
        "figure",
        "agreement",
    }


@given(st.text(alphabet="ab \u0301\u200dé\r\n👩", max_size=60), st.integers(0, 60), st.integers(0, 6))
def test_any_words_of_any_text_are_found_again(text: str, start: int, length: int) -> None:
    span = CharSpan(start=min(start, len(text)), end=min(start + length, len(text)))
    evidence = Evidence(document_id="d", span=span, exact=text[span.start : span.end])
    _, quote = selectors_of(evidence, text)
    if text:
        assert find_quote(text, quote) == span


def test_a_quote_that_stands_twice_is_lengthened() -> None:
    text = "He said no. " * 40
    evidence = Evidence(document_id="d", span=CharSpan(start=12 * 20 + 8, end=12 * 20 + 10), exact="no")
    _, quote = selectors_of(evidence, text)
    assert len(quote["prefix"]) > 32
    assert find_quote(text, quote) == evidence.span
    assert find_quote(text, {"exact": "no"}) is None
