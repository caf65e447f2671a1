from __future__ import annotations

from dataclasses import replace

import pytest

from dragoman.extract.disagreements import find_disagreements
from dragoman.extract.figures.extract import extract_figures
from dragoman.extract.times.coder import extract_times
from dragoman.lexicons.load.disagreement_cues import load_disagreement_cues
from dragoman.nlp.parse import Parser
from dragoman.records.documents import Document, Zone
from dragoman.records.mentions import Annotations, Discrepancy
from dragoman.records.spans import CharSpan
from dragoman.records.times import UNDATED

pytestmark = pytest.mark.model


def find(parser: Parser, text: str, zone: str = "body") -> tuple[Discrepancy, ...]:
    document = Document(
        document_id="d1",
        source_id="d1",
        text=text,
        fingerprint="",
        language="en",
        zones=(Zone(span=CharSpan(start=0, end=len(text)), kind=zone),),  # type: ignore[arg-type]
    )
    parsed = parser.parse_one(document)
    found = Annotations(document=document, published=UNDATED, genre="news")
    found = replace(found, times=extract_times(parsed, found))
    found = replace(found, figures=extract_figures(parsed, found))
    made = find_disagreements(parsed, found)
    for discrepancy in made:
        assert discrepancy.kind == "conflict"
        assert discrepancy.why
        for side in discrepancy.sides:
            assert side.exact == text[side.span.start : side.span.end]
    return made


OPPOSITE = "Tarn says that the dam was shut all week. Drosk says the opposite: water ran through it every day."


@pytest.mark.parametrize(
    ("text", "field", "values"),
    [
        pytest.param(OPPOSITE, "statement", ("Tarn says that", "Drosk says the opposite"), id="says-the-opposite"),
        pytest.param(
            "The mayor blamed a leaking boiler in the mill. Within the hour the governor corrected him.",
            "statement", ("The mayor blamed", "Within the hour"), id="corrected",
        ),
        pytest.param(
            "The ferry was pushed onto a sandbank, Tarn's coast guard said. It added that nobody was hurt. "
            "Drosk gave a different account of the landing.",
            "statement", ("The ferry was pushed", "Drosk gave"), id="goes-on-from-the-sentence-before",
        ),
        pytest.param(
            "Drosk accused Tarn of having dammed the river above the valley, but Tarn disputed that account.",
            "statement", ("Drosk accused", "Tarn disputed"), id="charge-and-denial-in-one-sentence",
        ),
        pytest.param(
            "The bridge fell on June 9, while some papers put the collapse at June 10.",
            "date", ("June 9", "June 10"), id="two-days",
        ),
        pytest.param(
            "Some 5,400 cyclists filled the square at noon. The town hall put the turnout at 2,100.",
            "figures", ("Some 5,400 cyclists", "2,100"), id="put-the-turnout-at",
        ),
        pytest.param(
            "The auction brought $52 million, and not the $25 million that the bulletin gave.",
            "figures", ("$52 million", "$25 million"), id="and-not-the",
        ),
    ],
)  # fmt: skip
def test_told_disagreements(parser: Parser, text: str, field: str, values: tuple[str, str]) -> None:
    (found,) = find(parser, text)
    assert found.field == field
    assert all(value.startswith(start) for value, start in zip(found.values, values, strict=True))


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Tarn opened its port on May 4, though nobody came before May 9.", id="two-days-of-two-things"),
        pytest.param("The union waited for a reply. The ministry denied that the law was its idea.", id="own-content"),
        pytest.param("The town hall put up 210 tents. Some 5,400 cyclists came.", id="a-fence"),
        pytest.param("Some 120,000 cyclists came, and not the 90 policemen of last year.", id="numbers-of-two-things"),
        pytest.param("The envoy said otherwise nothing at all happened.", id="nothing-before"),
    ],
)
def test_no_disagreement(parser: Parser, text: str) -> None:
    assert find(parser, text) == ()


def test_a_sidebar_does_not_speak_for_the_article(parser: Parser) -> None:
    assert find(parser, OPPOSITE, zone="related") == ()


def test_every_cue_has_an_example() -> None:
    assert all(cue.example.endswith((".", "?")) for cue in load_disagreement_cues())
