"""Scores of quotations: content by its letters, speaker, kind."""

import dataclasses
import json
from pathlib import Path

import pytest
from tests.factories import make_annotations

from dragoman.evaluate.gold import GoldText, locate
from dragoman.evaluate.quotations import GoldQuotation, find_speaker, load_gold_quotations, score_quotations
from dragoman.records.mentions import ActorMention, Annotations, Quotation
from dragoman.records.spans import CharSpan, Evidence
from dragoman.records.vocabulary import QuotationKind

TEXT = (
    '"The road is open," said Ana Soto, "and it stays open." She added that the trucks had left. '
    "The mayor of Puno was silent."
)
ITEM = {
    "id": "q",
    "text": TEXT,
    "published": None,
    "quotations": [
        {
            "parts": ["The road is open", "and it stays open"],
            "kind": "direct",
            "speaker": "Ana Soto",
            "speaker_entity": "Ana Soto",
            "cue": "said",
        },
        {
            "parts": ["the trucks had left"],
            "kind": "indirect",
            "speaker": "She",
            "speaker_entity": "Ana Soto",
            "cue": "added",
        },
    ],
}


@pytest.fixture
def gold(tmp_path: Path) -> GoldText[GoldQuotation]:
    path = tmp_path / "quotations.jsonl"
    path.write_text(json.dumps(ITEM), encoding="utf-8")
    return load_gold_quotations(path)[0]


def said(
    exact: str, utterance: str, kind: QuotationKind, speaker: str | None, speaker_id: str | None = None
) -> Quotation:
    return Quotation(
        quotation_id=exact,
        utterance=utterance,
        speaker=locate(TEXT, speaker) if speaker is not None else None,
        speaker_id=speaker_id,
        cue=None,
        content=Evidence(document_id="d1", span=locate(TEXT, exact), exact=exact),
        kind=kind,
    )


def annotate(*quotations: Quotation) -> Annotations:
    soto = ActorMention(
        mention_id="m1",
        span=locate(TEXT, "Ana Soto"),
        exact="Ana Soto",
        mention_type="NAM",
        actor_id="p:soto",
        name="Soto",
        kind="person",
    )
    return dataclasses.replace(make_annotations(text=TEXT), actors=(soto,), events=(), quotations=quotations)


def test_marks_and_that_are_no_content(gold: GoldText[GoldQuotation]) -> None:
    found = annotate(
        said('"The road is open,"', "u1", "direct", "Ana Soto"),
        said('"and it stays open."', "u1", "direct", None),
        said("that the trucks had left", "u2", "indirect", "She"),
    )
    rows, errors = score_quotations([(gold, found)])
    assert set(rows.values()) == {1.0}
    assert not errors


def test_a_part_overlaps_and_the_speaker_is_known_by_name(gold: GoldText[GoldQuotation]) -> None:
    found = annotate(
        said("The road is open", "u1", "direct", "mayor"),
        said("the trucks", "u2", "mixed", "mayor", "m1"),
        said("The mayor", "u3", "indirect", None),
    )
    rows, errors = score_quotations([(gold, found)])
    assert rows == {"content F1": 0.8, "content F1 exact": 0.0, "speaker right": 0.5, "kind right": 0.5}
    assert "extra indirect" in errors[0][1]
    assert "exact and speaker of direct by Ana Soto" in errors[0][1]


def test_less_than_half_of_both_sides_is_no_overlap(gold: GoldText[GoldQuotation]) -> None:
    rows, errors = score_quotations([(gold, annotate(said("had left. The mayor of Puno was", "u1", "direct", None)))])
    assert rows["content F1"] == 0.0
    assert errors[0][1].count("missed") == 2


def test_a_rejected_text_misses_all(gold: GoldText[GoldQuotation]) -> None:
    assert set(score_quotations([(gold, None)])[0].values()) == {0.0}


@pytest.mark.parametrize(
    ("words", "cue", "part", "start"),
    [
        pytest.param("He", "said", "it was late", 20, id="nearest-the-cue"),
        pytest.param("He", None, "it was late", 20, id="not-the-next-sentence"),
        pytest.param("Soto", None, "it was late", 0, id="nearest"),
    ],
)
def test_which_of_the_same_words_is_the_speaker(words: str, cue: str | None, part: str, start: int) -> None:
    text = "Soto came. He sat. " + " He said it was late. He left."
    assert find_speaker(text, words, cue, [locate(text, part)]) == CharSpan(start=start, end=start + len(words))
