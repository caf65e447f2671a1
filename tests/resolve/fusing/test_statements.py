from __future__ import annotations

import pytest
from tests.resolve.writing import Writer

from dragoman.records.mentions import Annotations
from dragoman.resolve.fusing.statements import is_same_wording
from dragoman.resolve.resolution import resolve_documents

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


def test_the_fullest_occasion_is_kept() -> None:
    short = Writer("d1", published="2031-05-08").say(f"“{WHOLE},” Ilan Orsk said at a rally.")
    short.quote("Ilan Orsk", WHOLE, occasion=("ceremony", "at a rally"))
    full = Writer("d2", published="2031-05-09").say(f"At a rally in Lisk Ilan Orsk said: “{WHOLE}.”")
    full.quote("Ilan Orsk", WHOLE, occasion=("ceremony", "At a rally in Lisk"))
    (statement,) = resolve_documents((short.done(), full.done())).statements
    assert statement.occasion is not None
    assert (statement.occasion.kind, statement.occasion.words.exact) == ("ceremony", "At a rally in Lisk")
    assert statement.occasion.words.document_id == "d2"


def retold(document_id: str) -> Annotations:
    writer = Writer(document_id, published="2031-05-08")
    writer.say(f"“I was there when Ilan Orsk told us: ‘{WHOLE}.’ He meant it,” Petra Vale said.")
    outer = writer.quote("Petra Vale", f"I was there when Ilan Orsk told us: ‘{WHOLE}.’ He meant it,")
    writer.quote("Ilan Orsk", WHOLE, within=outer)
    return writer.done()


def test_what_is_quoted_within_a_quotation_is_told_by_its_speaker() -> None:
    outer, inner = sorted(resolve_documents((retold("d1"), retold("d2"))).statements, key=lambda s: -len(s.content))
    assert (inner.content, inner.within) == (WHOLE, outer.quotation_id)
    assert inner.speaker is not None
    assert inner.reported_by is not None
    assert (inner.speaker.name, inner.reported_by.name) == ("Ilan Orsk", "Petra Vale")
    assert (outer.within, outer.reported_by) == (None, None)
    assert [len(outer.printed), len(inner.printed)] == [2, 2]


def test_what_is_printed_at_first_hand_too_is_told_by_nobody_else() -> None:
    corpus = (retold("d1"), said("d2", WHOLE))
    inner = next(each for each in resolve_documents(corpus).statements if each.content == WHOLE)
    assert (inner.within, inner.reported_by) == (None, None)
    assert [words.document_id for words in inner.printed] == ["d1", "d2"]


def test_who_quotes_himself_makes_two_statements() -> None:
    writer = Writer("d1").say(f"“I told them: ‘{WHOLE}.’ They left,” Ilan Orsk said.")
    outer = writer.quote("Ilan Orsk", f"I told them: ‘{WHOLE}.’ They left,")
    writer.quote("Ilan Orsk", WHOLE, within=outer)
    assert len(resolve_documents((writer.done(),)).statements) == 2
