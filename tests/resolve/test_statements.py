from __future__ import annotations

import pytest
from tests.resolve.writing import Writer

from dragoman.records.mentions import Annotations
from dragoman.resolve.resolution import resolve_documents
from dragoman.resolve.statements import is_same_wording

WHOLE = "The canal belongs to both our peoples and no third state will close it"


def said(
    document_id: str, content: str, speaker: str | None = "Ilan Orsk", published: str | None = None
) -> Annotations:
    writer = Writer(document_id, published=published).say(f"“{content},” Ilan Orsk said of the canal.")
    writer.quote(speaker, content)
    return writer.done()


@pytest.mark.parametrize(
    ("other", "expected"),
    [
        pytest.param(WHOLE, True, id="printed-twice"),
        pytest.param("no third state will close it", True, id="fragment"),
        pytest.param("both our peoples", True, id="short-fragment-unbroken"),
        pytest.param("our third peoples", False, id="short-and-broken"),
        pytest.param(
            "The canal belongs to both peoples and no third state shall close it", True, id="other-translation"
        ),
        pytest.param("The embargo will stay until the last trawler has come home", False, id="another-statement"),
    ],
)
def test_wordings(other: str, *, expected: bool) -> None:
    longer, shorter = sorted((WHOLE.lower().split(), other.lower().split()), key=len, reverse=True)
    assert is_same_wording(longer, shorter) is expected


def test_one_statement_with_all_printings() -> None:
    corpus = (
        said("d1", "both our peoples", published="2031-05-09"),
        said("d2", WHOLE, published="2031-05-08"),
        said("d3", "The embargo will stay until the last trawler has come home", published="2031-05-08"),
    )
    first, second = sorted(resolve_documents(corpus).statements, key=lambda each: len(each.printed), reverse=True)
    assert first.content == WHOLE
    assert [words.document_id for words in first.printed] == ["d1", "d2"]
    assert first.date.value == "2031-05-08"
    assert first.speaker is not None
    assert first.speaker.name == "Ilan Orsk"
    assert len(second.printed) == 1


def test_the_same_words_of_two_persons_are_two_statements() -> None:
    corpus = (said("d1", WHOLE), said("d2", WHOLE, speaker="Petra Vale"))
    assert len(resolve_documents(corpus).statements) == 2


def test_parts_of_one_utterance_are_one_statement() -> None:
    writer = Writer("d1").say("“The canal belongs to both,” Ilan Orsk said, “and no third state will close it.”")
    writer.quote("Ilan Orsk", "The canal belongs to both,", utterance="u1")
    writer.quote("Ilan Orsk", "and no third state will close it.", utterance="u1")
    (statement,) = resolve_documents((writer.done(),)).statements
    assert statement.content == "The canal belongs to both, and no third state will close it."
    assert len(statement.printed) == 2


def test_unnamed_speakers_keep_their_words() -> None:
    (statement,) = resolve_documents((said("d1", WHOLE, speaker=None),)).statements
    assert statement.speaker is None
    assert statement.content == WHOLE


def test_weak_indirect_speech_is_no_statement() -> None:
    writer = Writer("d1").say("Ilan Orsk said that the canal would stay open.")
    writer.quote("Ilan Orsk", "the canal would stay open", kind="indirect")
    annotations = writer.done()
    assert len(resolve_documents((annotations,)).statements) == 1
