"""A weekday is no part of the name after it; our own sentences."""

import pytest

from dragoman.nlp.parse import Parser
from dragoman.records.documents import Document, Zone
from dragoman.records.spans import CharSpan

pytestmark = pytest.mark.model


@pytest.mark.parametrize(
    ("text", "subject", "verb"),
    [
        pytest.param(
            "On Monday Djibouti accused Eritrea of having broken the truce by firing on one of its trucks below the "
            "hill; by supper Asmara had denied it.",
            "Djibouti",
            "accused",
            id="taken-for-the-object-of-on",
        ),
        pytest.param("On Friday Kenya recalled its envoy from Peru.", "Kenya", "recalled", id="taken-for-a-name"),
        pytest.param("On Tuesday Peru struck a port.", "Peru", "struck", id="read-rightly"),
    ],
)
def test_the_name_is_the_subject_and_the_day_is_not_of_it(parser: Parser, text: str, subject: str, verb: str) -> None:
    zone = Zone(span=CharSpan(start=0, end=len(text)), kind="body")
    parsed = parser.parse_one(
        Document(document_id="d", source_id="d", text=text, fingerprint="", language="en", zones=(zone,))
    )
    name = next(token for token in parsed.doc if token.text == subject)
    assert (name.head.text, name.dep_) == (verb, "nsubj")
    assert not [child.text for child in name.children if child.text.endswith("day")]
    assert parsed.doc.text == text
