"""Who takes part in an event where the parse hangs them on another word, and things that are counted."""

import pytest

from dragoman.extract.registry import annotate
from dragoman.nlp.parse import Parser
from dragoman.records.documents import Document, Zone
from dragoman.records.spans import CharSpan

pytestmark = pytest.mark.model


def _events(parser: Parser, text: str) -> list[str]:
    zones = (Zone(span=CharSpan(start=0, end=len(text)), kind="body"),)
    document = Document(document_id="d", source_id="d", text=text, fingerprint="", language="en", zones=zones)
    found = annotate(parser.parse_one(document))

    def side(mention_ids: tuple[str, ...]) -> str:
        return " + ".join(sorted(found.actor(mention_id).exact for mention_id in mention_ids))

    return [f"{e.event_type} {e.status}: {side(e.sources)} > {side(e.targets)}" for e in found.events]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "Gunmen in the capital shot dead four Kenyan policemen.",
            ["ASSAULT occurred: Gunmen in the capital > four Kenyan policemen"],
            id="object-hung-on-adjective",
        ),
        pytest.param(
            "Mayor of Quito shot dead at home", ["ASSAULT occurred:  > Mayor of Quito"], id="headline-passive-with-dead"
        ),
        pytest.param(
            "The rebel gunmen in reaction shot dead four Kenyan policemen.",
            ["ASSAULT occurred: The rebel gunmen > four Kenyan policemen"],
            id="in-reaction-is-no-part-of-a-name",
        ),
        pytest.param(
            "Two Kenyan firms were ordered to pay a fine by a Ugandan court.",
            ["COERCE occurred: a Ugandan court > Two Kenyan firms"],
            id="doer-hung-on-infinitive",
        ),
        pytest.param(
            "The Norwegian prime minister condemned the arrest of a young writer by Belarusian agents.",
            [
                "ACCUSE occurred: The Norwegian prime minister > Belarusian agents",
                "COERCE occurred: Belarusian agents > a young writer",
            ],
            id="doer-hung-on-inner-noun",
        ),
        pytest.param(
            "Ethiopian prosecutors accused the former premier of ordering the shooting of protesters by riot police.",
            [
                "ACCUSE occurred: Ethiopian prosecutors > the former premier",
                "ASSAULT alleged: riot police > protesters",
            ],
            id="doer-hung-on-gerund",
        ),
        pytest.param(
            "Rebels in the Kachin region accused the junta of burning four churches and executing a teacher.",
            [
                "ACCUSE occurred: Rebels in the Kachin region > the junta",
                "ASSAULT alleged: the junta > four churches",
                "ASSAULT alleged: the junta > a teacher",
            ],
            id="charge-hung-on-the-charged",
        ),
        pytest.param(
            "Jets hit a power plant near Kyiv and a school in Odesa.",
            ["ASSAULT occurred: Jets > a power plant near Kyiv + a school in Odesa"],
            id="thing-beside-a-known-actor",
        ),
        pytest.param(
            "Kenyan bulldozers flattened six Maasai shelters near the park.",
            ["ASSAULT occurred: Kenyan bulldozers > six Maasai shelters"],
            id="counted-things",
        ),
        pytest.param(
            "The governor of Lima confined eight districts to their homes.",
            ["COERCE occurred: The governor of Lima > "],
            id="counted-districts-are-no-party",
        ),
        pytest.param(
            "Egypt sends twenty lorries of aid into Sudan.", ["AID occurred: Egypt > Sudan"], id="aid-into-a-country"
        ),
        pytest.param(
            "Kenyan police used water cannon to disperse hundreds of demonstrators.",
            ["ASSAULT occurred: Kenyan police > hundreds of demonstrators"],
            id="those-a-weapon-is-used-to-disperse",
        ),
        pytest.param(
            "The Philippine president declared martial law in a late-night address.",
            ["COERCE occurred: The Philippine president > "],
            id="address-is-nobody",
        ),
        pytest.param(
            "The Turkish and Kenyan foreign ministers discussed the crisis by telephone.",
            ["CONSULT occurred: Kenyan foreign ministers + Turkish > "],
            id="two-countries-share-a-noun",
        ),
    ],
)
def test_parties_hung_elsewhere(parser: Parser, text: str, expected: list[str]) -> None:
    assert [each.strip() for each in _events(parser, text)] == [each.strip() for each in expected]
