"""The words of a party: where its noun phrase starts and ends; our own sentences."""

import pytest

from dragoman.extract.registry import annotate
from dragoman.nlp.parse import Parser
from dragoman.records.documents import Document, Zone
from dragoman.records.spans import CharSpan

pytestmark = pytest.mark.model


@pytest.mark.parametrize(
    ("text", "party"),
    [
        pytest.param(
            "Kenya's minister thanked President Joao Lourenco of Angola for his help.",
            "President Joao Lourenco of Angola",
            id="whence-a-person-is",
        ),
        pytest.param(
            "Peru's ambassador to Bolivia condemned the arrest of a miner by Bolivian police.",
            "Peru's ambassador to Bolivia",
            id="where-an-envoy-is",
        ),
        pytest.param("Ghana imposed sanctions on both Chad and Mali.", "Chad", id="both-is-no-part-of-a-name"),
        pytest.param(
            "Kenya gave food to people living in the camps of Turkana.",
            "people living in the camps of Turkana",
            id="people-of-whom-nothing-else-is-known",
        ),
        pytest.param(
            "Chad's jets struck a depot near the border with the army-held Tibesti valley.",
            "a depot near the border with the army-held Tibesti valley",
            id="a-participle-before-a-noun-ends-nothing",
        ),
        pytest.param(
            "Twelve gunmen surrendered to the police in Tamale on Friday.",
            "the police in Tamale",
            id="where-they-stand",
        ),
        pytest.param("Turkish jets bombed northern Syria.", "northern Syria", id="which-part-of-a-country"),
        pytest.param("Kenya withdrew its peacekeepers from the Golan Heights.", "the Golan Heights", id="the-article"),
    ],
)
def test_a_party_has_all_its_words(parser: Parser, text: str, party: str) -> None:
    document = Document(
        document_id="d",
        source_id="d",
        text=text,
        fingerprint="",
        language="en",
        published="2024-10-11",
        zones=(Zone(span=CharSpan(start=0, end=len(text)), kind="body"),),
    )
    found = annotate(parser.parse_one(document))
    parties = [found.actor(each).exact for event in found.events for each in (*event.sources, *event.targets)]
    assert party in parties, parties
