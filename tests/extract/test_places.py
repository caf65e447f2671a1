from __future__ import annotations

from dataclasses import replace

import pytest

from dragoman.extract.actors.coder import extract_actors
from dragoman.extract.places import extract_places
from dragoman.nlp.parse import Parser
from dragoman.records.documents import Document, Zone
from dragoman.records.mentions import Annotations, PlaceMention
from dragoman.records.spans import CharSpan
from dragoman.records.times import UNDATED

pytestmark = pytest.mark.model


def find_places(parser: Parser, text: str) -> tuple[PlaceMention, ...]:
    document = Document(
        document_id="d1",
        source_id="d1",
        text=text,
        fingerprint="",
        language="en",
        zones=(Zone(span=CharSpan(start=0, end=len(text)), kind="body"),),
    )
    parsed = parser.parse_one(document)
    found = Annotations(document=document, published=UNDATED, genre="news")
    return extract_places(parsed, replace(found, actors=extract_actors(parsed, found)))


# phenomenon, sentence, the wording, "name|country|precision"
PLACED = (
    ("country after in", "The talks were held in Iran.", "Iran", "Iran|IRN|country"),
    ("country after inside", "Drones fell inside Russia.", "Russia", "Russia|RUS|country"),
    ("country fled to", "Thousands fled to Chad.", "Chad", "Chad|TCD|country"),
    ("country withdrew from", "France withdrew troops from Mali.", "Mali", "Mali|MLI|country"),
    ("part of a country", "Rebels hold the north of Yemen.", "Yemen", "Yemen|YEM|country"),
    ("capital after in", "The leaders met in Ashgabat.", "Ashgabat", "Ashgabat|TKM|city"),
    ("capital with its country", "They met in Geneva, Switzerland.", "Switzerland", "Switzerland|CHE|country"),
    ("capital in apposition", "Putin arrived in Ashgabat, Turkmenistan’s capital.", "Ashgabat", "Ashgabat|TKM|city"),
    ("the capital of an adjective", "The forum opened in the Turkmen capital.", "Turkmen capital", "Ashgabat|TKM|city"),
    ("the capital of a state", "Shells hit Sudan's capital.", "Sudan's capital", "Khartoum|SDN|city"),
    ("flew to", "She flew to Cairo.", "Cairo", "Cairo|EGY|city"),
    ("visited", "Lavrov visited Baghdad.", "Baghdad", "Baghdad|IRQ|city"),
    ("dateline", "NAIROBI, May 3 (Reuters) - Police fired.", "NAIROBI", "Nairobi|KEN|city"),
    ("town", "The summit is in Kazan.", "Kazan", "Kazan|RUS|city"),
    ("namesakes by country after", "Clashes broke out in Tripoli, Lebanon.", "Tripoli", "Tripoli|LBN|city"),
    ("namesakes by country told", "Libya's factions met. Clashes broke out in Tripoli.", "Tripoli", "Tripoli|LBY|city"),
    ("American state", "Voters in Georgia chose senators; Atlanta waited.", "Georgia", "Georgia|USA|province"),
    ("state beside the Caucasus", "Protests spread in Georgia; Tbilisi was calm.", "Georgia", "Georgia|GEO|country"),
    ("court of a city", "The Moscow City Court sat on Monday.", "Moscow", "Moscow|RUS|city"),
    ("university of a city", "Kazan Federal University hosts the forum.", "Kazan", "Kazan|RUS|city"),
    ("institute whose name nobody knows", "Kyiv Polytechnic was hit.", "Kyiv", "Kyiv|UKR|city"),
    ("mayor of a city", "Moscow Mayor Sergei Sobyanin resigned.", "Moscow", "Moscow|RUS|city"),
    ("strait", "Tankers left the Strait of Hormuz.", "Strait of Hormuz", "Strait of Hormuz|-|region"),
    ("sea", "Ships met in the South China Sea.", "South China Sea", "South China Sea|-|region"),
    ("nuclear site", "Inspectors went to Natanz.", "Natanz", "Natanz|IRN|site"),
    ("territory", "Aid reached the Gaza Strip.", "Gaza Strip", "Gaza Strip|PSE|region"),
)  # fmt: skip


@pytest.mark.parametrize(("sentence", "wording", "expected"), [pytest.param(*case[1:], id=case[0]) for case in PLACED])
def test_places(parser: Parser, sentence: str, wording: str, expected: str) -> None:
    found = {mention.exact: mention for mention in find_places(parser, sentence)}
    assert wording in found
    mention = found[wording]
    name, country, precision = expected.split("|")
    assert mention.name == name
    assert (mention.country or "-") == country
    # how precise a strait or a site is depends on the table; a country is a country and a city a city
    if precision in ("country", "city", "province"):
        assert mention.precision == precision


NOT_PLACES = (
    ("capital acts", "Tehran rejected the offer.", "Tehran"),
    ("capital as party", "Talks between Ankara and Athens failed.", "Athens"),
    ("person named so", "Paris Hilton opened the club.", "Paris"),
    ("person named so, state", "Michael Jordan sold the team.", "Jordan"),
    ("state acts", "Kenya signed the treaty.", "Kenya"),
    ("state as party", "Peru met with Chile.", "Chile"),
    ("lists of states", "It was formed by Brazil, India, China and Egypt.", "India"),
    ("lake named so", "Lake Geneva froze over.", "Geneva"),
    ("island of a longer name", "Koh Kut was flooded.", "Kut"),
    ("fort named so", "Crowds gathered at Camp Lima.", "Lima"),
    ("street named so", "The shop on Cuba Street was shut.", "Cuba"),
    ("road named so", "He lives on Bath Road in Bristol.", "Bath"),
    ("creek named so", "Turkey Creek flooded.", "Turkey"),
    ("empire named so", "The Mali Empire fell in 1670.", "Mali"),
    ("treaty named so", "The Havana Declaration was rejected.", "Havana"),
    ("newspaper named so", "The Boston Globe printed it.", "Boston"),
    ("university named so", "Georgia Tech won the match.", "Georgia"),
    ("writer named so", "Washington Irving wrote the tale.", "Washington"),
    ("region of a longer name", "Snow fell in New England.", "England"),
    ("surname after a town", "Pretoria Khumalo criticised the deal.", "Pretoria"),
    ("possessive after a town", "He left Ashgabat, Turkmenistan's capital.", "Turkmenistan"),
)  # fmt: skip


@pytest.mark.parametrize(("sentence", "wording"), [pytest.param(*case[1:], id=case[0]) for case in NOT_PLACES])
def test_leaves_alone(parser: Parser, sentence: str, wording: str) -> None:
    assert wording not in [mention.exact for mention in find_places(parser, sentence)]


def test_gives_coordinates_of_the_table(parser: Parser) -> None:
    (place,) = find_places(parser, "The leaders met in Ashgabat.")
    assert place.latitude == pytest.approx(37.9, abs=0.5)
    assert place.longitude == pytest.approx(58.4, abs=0.5)


@pytest.mark.parametrize("text", ["", "\n\n", "in in in", ", ".join(["Iran", "Peru", "Fiji"] * 100)])
def test_survives_odd_text(parser: Parser, text: str) -> None:
    assert find_places(parser, text) == find_places(parser, text)
