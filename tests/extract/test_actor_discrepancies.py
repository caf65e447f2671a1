from __future__ import annotations

from dataclasses import replace

import pytest

from dragoman.extract.actors.coder import extract_actors
from dragoman.extract.actors.discrepancies import find_reference_discrepancies
from dragoman.nlp.parse import Parser
from dragoman.records.documents import Document, Zone
from dragoman.records.mentions import Annotations, Discrepancy
from dragoman.records.spans import CharSpan
from dragoman.records.times import UNDATED

pytestmark = pytest.mark.model


def find(parser: Parser, text: str, author: str | None = None, note: str = "") -> tuple[Discrepancy, ...]:
    whole = text + note
    zones = [Zone(span=CharSpan(start=0, end=len(text)), kind="body")]
    if note:
        zones.append(Zone(span=CharSpan(start=len(text), end=len(whole)), kind="author-note"))
    document = Document(
        document_id="d1",
        source_id="d1",
        text=whole,
        fingerprint="",
        language="en",
        zones=tuple(zones),
        author=author,
    )
    parsed = parser.parse_one(document)
    found = Annotations(document=document, published=UNDATED, genre="news")
    made = find_reference_discrepancies(parsed, replace(found, actors=extract_actors(parsed, found)))
    for discrepancy in made:
        for side in discrepancy.sides:
            assert side.exact == whole[side.span.start : side.span.end]
    return made


def test_finds_wrong_given_name(parser: Parser) -> None:
    (found,) = find(parser, "US National Security Adviser Jack Sullivan spoke. Sullivan left.")
    assert found.kind == "reference"
    assert found.field == "name"
    assert found.values == ("Jack Sullivan", "Jake Sullivan")
    assert found.reference is not None
    assert found.reference[0] == "office_holders"
    assert found.reference[1].startswith("Jake Sullivan|USA|security-adviser|")


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("US National Security Adviser Jake Sullivan spoke.", id="right name"),
        pytest.param("Iranian President Massoud Pezeshkian spoke.", id="other spelling"),
        pytest.param("Qassem Soleimani was killed.", id="doubled letter"),
        pytest.param("President Putin spoke.", id="surname alone"),
        pytest.param("Polish judge Ewa Krol ruled.", id="nobody of the tables"),
        pytest.param("US President Joseph Biden spoke.", id="full form of a short name"),
    ],
)
def test_leaves_other_names(parser: Parser, text: str) -> None:
    assert find(parser, text) == ()


def test_finds_author_in_two_spellings(parser: Parser) -> None:
    found = find(parser, "Olmar Heddin\n\nThe talks failed.\n\n", "Olmar Heddin", "Olmar Hedden is a journalist.")
    assert [each.kind for each in found] == ["conflict"]
    assert found[0].values == ("Olmar Heddin", "Olmar Hedden")


def test_leaves_author_in_one_spelling(parser: Parser) -> None:
    assert find(parser, "Olmar Heddin\n\nThe talks failed.\n\n", "Olmar Heddin", "Olmar Heddin is a journalist.") == ()
