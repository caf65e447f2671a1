"""How a thing was done, asked for or refused: the modes of the codebook, by the words near the event."""

import pytest

from dragoman.extract.registry import annotate
from dragoman.nlp.parse import Parser
from dragoman.records.documents import Document, Zone
from dragoman.records.spans import CharSpan

pytestmark = pytest.mark.model

CASES = [
    pytest.param("Kenya asked Norway for tents and medicine.", "REQUEST", ("assist",), id="asked-for-goods"),
    pytest.param("The Kenyan envoy begged both sides to keep the truce.", "REQUEST", ("yield",), id="urged-a-truce"),
    pytest.param("Norway called on Kenya to amend the law on the press.", "REQUEST", ("change",), id="asked-for-a-law"),
    pytest.param("Kenya turned down the truce offer of Norway.", "REJECT", ("yield",), id="refused-a-truce"),
    pytest.param("Chad threatened to arrest Kenyan fishermen.", "THREATEN", ("arrest",), id="threatens-arrest"),
    pytest.param("Kenya put two companies on alert at the border.", "MOBILIZE", ("troops",), id="companies-on-alert"),
    pytest.param(
        "A gunman killed the Kenyan deputy governor on Monday.",
        "ASSAULT",
        ("firearms", "targeted"),
        id="kills-somebody-chosen",
    ),
    pytest.param("A gunman killed a Kenyan soldier on Monday.", "ASSAULT", ("firearms",), id="kills-whoever-it-is"),
    pytest.param("A gunman killed three Kenyan ministers.", "ASSAULT", ("firearms",), id="kills-several"),
]


@pytest.mark.parametrize(("text", "event_type", "expected"), CASES)
def test_modes(parser: Parser, text: str, event_type: str, expected: tuple[str, ...]) -> None:
    zones = (Zone(span=CharSpan(start=0, end=len(text)), kind="body"),)
    document = Document(
        document_id="d", source_id="d", text=text, fingerprint="", language="en", published="2024-10-11", zones=zones
    )
    events = annotate(parser.parse_one(document)).events
    assert [(event.event_type, event.modes) for event in events] == [(event_type, expected)]
