from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.readers.lines import (
    is_headline,
    is_label,
    is_masthead,
    is_title_case,
    key_of,
    sentence_spans,
    split_lines,
)

WRAPPED = (
    "Norland and Sudria signed an accord on Tuesday that opens the harbour of\n"
    "Westhaven to the merchant fleets of both countries, officials said in the\n"
    "capital, where the parliament had waited for the text since the early days\n"
    "of spring and the newspapers had printed every rumour about it, true and\n"
    "false alike, until the very last day."
)


@given(st.text())
def test_lines_stand_where_they_say(text: str) -> None:
    for line in split_lines(text):
        assert text[line.start : line.end] == line.text
        assert line.text == line.text.strip() != ""


def test_paragraph_of_a_fixed_width_is_one_line() -> None:
    lines = split_lines(f"Accord signed\n\n{WRAPPED}\n\nThe end.")
    assert [line.text for line in lines] == ["Accord signed", WRAPPED, "The end."]
    assert [line.gap for line in lines] == [0, 1, 1]


def test_one_sentence_a_line_is_not_joined() -> None:
    assert len(split_lines("\n".join(["The envoys met in the port of the islands on Monday and left again."] * 8))) == 8


def test_stamp_is_parted_from_the_first_line() -> None:
    lines = split_lines(" date 2024-03-20 Amid the talks the envoys met.\nThey left.")
    assert [line.text for line in lines] == ["date 2024-03-20", "Amid the talks the envoys met.", "They left."]


@pytest.mark.parametrize(
    ("text", "is_prose"),
    [
        pytest.param("The envoys met on Monday.", True, id="sentence"),
        pytest.param("The envoys met on Monday. (Port Wire)", True, id="source-behind"),
        pytest.param("The envoys met on Monday. (Port Wire), (The Port Herald)", True, id="two-sources"),
        pytest.param("“The envoys met on Monday.”", True, id="quoted"),
        pytest.param("word " * 30, True, id="long-without-full-stop"),
        pytest.param("Envoys meet in Westhaven", False, id="headline"),
        pytest.param("Envoys meet at last!", False, id="exclamation"),
        pytest.param("He left.", False, id="two-words"),
    ],
)
def test_prose(text: str, is_prose: bool) -> None:  # noqa: FBT001
    assert split_lines(text)[0].prose is is_prose


@pytest.mark.parametrize(
    ("text", "headline", "label", "title_case"),
    [
        ("Envoys meet in Westhaven", True, False, False),
        ("Envoys Meet In Westhaven Harbour", True, False, True),
        ("Cooperation", False, True, False),
        ("Mara Ellingsen", False, True, False),
        ("incites", False, False, False),
        ("- Grain and timber free", False, False, False),
        ("The accord has three parts:", False, False, False),
        ("The envoys met there.", False, False, False),
    ],
)
def test_headline_and_label(text: str, headline: bool, label: bool, title_case: bool) -> None:  # noqa: FBT001
    line = split_lines(text)[0]
    assert (is_headline(line), is_label(line), is_title_case(line)) == (headline, label, title_case)


@pytest.mark.parametrize(
    ("text", "expected"),
    [("The Port Herald", True), ("THE STRAITS LEDGER", True), ("Envoys read the times", False), ("Herald", False)],
)
def test_masthead(text: str, expected: bool) -> None:  # noqa: FBT001
    assert is_masthead(split_lines(text)[0]) is expected


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        pytest.param("Mr. Roe met Gen. Okai in the U.S. embassy. He left.", 2, id="abbreviations"),
        pytest.param("“Who pays?” she asked. Nobody did.", 2, id="question-in-speech"),
        pytest.param("Grain rose by 3.5 percent", 1, id="decimal"),
        pytest.param("", 0, id="empty"),
    ],
)
def test_sentences(text: str, sentences: int) -> None:
    assert len(sentence_spans(text)) == sentences


def test_key_is_the_words_of_a_line() -> None:
    assert key_of("»  Read   MORE ...") == "read more"
    assert key_of("—") == ""
    assert key_of("a" * 300) == ""
