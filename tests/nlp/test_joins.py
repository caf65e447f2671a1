"""Words that pages and scans part are read as one; our own sentences."""

import pytest

from dragoman.nlp.parse import Parser
from dragoman.records.documents import Document, Zone
from dragoman.records.spans import CharSpan

pytestmark = pytest.mark.model


@pytest.mark.parametrize(
    ("text", "joined"),
    [
        pytest.param("Kenya took in 12, 400 people from the hills.", ["12, 400"], id="thousands"),
        pytest.param("Peru lent the port 3, 250, 000 dollars.", ["3, 250, 000"], id="millions"),
        pytest.param("Ghana gave Chad $7. 5 million for wells.", ["7. 5"], id="a-decimal-point"),
        pytest.param("The hills near Peru’ s capital burned.", ["’ s"], id="a-possessive"),
        pytest.param("Minister Ram ó n Salas left, and Inspector P é rez stayed.", ["Ram ó n", "P é rez"], id="names"),
        pytest.param("On May 12, 300 people left Kenya.", [], id="a-day-and-a-number"),
        pytest.param("They waited until 2011. 7 million voted then.", [], id="a-year-and-a-sentence"),
        pytest.param("Chad took 4, Peru 120 and Ghana 7, 80 in all.", [], id="two-numbers"),
        pytest.param("It is served à la carte.", [], id="a-word-of-one-letter"),
    ],
)
def test_what_was_parted_is_one_token(parser: Parser, text: str, joined: list[str]) -> None:
    zone = Zone(span=CharSpan(start=0, end=len(text)), kind="body")
    parsed = parser.parse_one(
        Document(document_id="d", source_id="d", text=text, fingerprint="", language="en", zones=(zone,))
    )
    assert parsed.doc.text == text
    assert [token.text for token in parsed.doc if " " in token.text.strip()] == joined
