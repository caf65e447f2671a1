"""Words that the parser hangs in the wrong place; our own sentences."""

import pytest

from dragoman.nlp.parse import Parser
from dragoman.records.documents import Document, Zone
from dragoman.records.spans import CharSpan

pytestmark = pytest.mark.model


@pytest.mark.parametrize(
    ("text", "verb", "doers"),
    [
        pytest.param(
            "Rebels overran a garrison in Chad, witnesses said on Monday, killing nine guards.",
            "killing",
            ["Rebels"],
            id="who-tells-stands-between",
        ),
        pytest.param(
            "The army struck the port, the minister said, adding that it would go on.",
            "adding",
            ["minister"],
            id="who-tells-goes-on",
        ),
        pytest.param(
            "The junta banned the Farmers' League and the Miners' Front, driving them out of the capital.",
            "driving",
            ["junta"],
            id="after-a-list-of-objects",
        ),
        pytest.param(
            "Ghana freed an inmate of the old prison in Tamale, who had been held for nine years.",
            "held",
            ["inmate"],
            id="nobody-is-a-place",
        ),
        pytest.param("UNDOF had withdrawn its posts from the hills.", "withdrawn", ["UNDOF"], id="an-acronym"),
        pytest.param("SADC announced a halt of its aid.", "announced", ["SADC"], id="an-acronym-that-opens"),
    ],
)
def test_who_does_it(parser: Parser, text: str, verb: str, doers: list[str]) -> None:
    zone = Zone(span=CharSpan(start=0, end=len(text)), kind="body")
    parsed = parser.parse_one(
        Document(document_id="d", source_id="d", text=text, fingerprint="", language="en", zones=(zone,))
    )
    clause = next(each for each in parsed.clauses if parsed.doc[each.head].text == verb)
    told = clause.undergoers if clause.voice == "passive" else clause.doers
    assert [parsed.doc[index].text for index in told] == doers
