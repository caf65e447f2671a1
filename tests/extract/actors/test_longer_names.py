"""A state's or a city's name in a longer name: its seat where a body has it there, nothing of it in all other names.

Also names as they seldom come: one word, two hundred letters, marks of direction, combining marks.
"""

from __future__ import annotations

import pytest

from dragoman.extract.actors.coder import extract_actors
from dragoman.extract.quotations.extract import extract_quotations
from dragoman.nlp.parse import Parser
from dragoman.records.documents import Document, Zone
from dragoman.records.mentions import ActorMention, Annotations, Quotation
from dragoman.records.spans import CharSpan
from dragoman.records.times import UNDATED

pytestmark = pytest.mark.model

LONG = "Karimi" + "abcdefghij" * 20
MANY = " ".join(["Anna Maria"] * 13) + " Karimi"


def read(parser: Parser, text: str) -> tuple[tuple[ActorMention, ...], tuple[Quotation, ...]]:
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
    actors = extract_actors(parsed, found)
    told = Annotations(document=document, published=UNDATED, genre="news", actors=actors)
    return actors, extract_quotations(parsed, told)


@pytest.mark.parametrize(
    ("text", "country"),
    [
        ("Lake Geneva was closed.", "CHE"),
        ("The Mali Empire fell in 1670.", "MLI"),
        ("The Cuba Street shop was closed by police.", "CUB"),
        ("Turkey Creek residents protested.", "TUR"),
        ("He read it in the Jordan Times.", "JOR"),
        ("The Havana Declaration was rejected by Kenya.", "CUB"),
        ("Koh Kut was flooded on Monday.", "IRQ"),
        ("Michael Jordan Institute scientists said so.", "JOR"),
        ("Paris Hilton arrived on Monday.", "FRA"),
        ("Georgia Tech researchers published the study.", "GEO"),
        ("Washington Irving wrote the story.", "USA"),
    ],
    ids=[
        "lake",
        "empire",
        "street",
        "creek",
        "newspaper",
        "treaty",
        "island",
        "institute",
        "person",
        "college",
        "writer",
    ],
)
def test_a_name_within_another_acts_for_no_state(parser: Parser, text: str, country: str) -> None:
    actors, _ = read(parser, text)
    assert country not in {actor.country for actor in actors}


@pytest.mark.parametrize(
    ("text", "name", "country"),
    [
        ("The Moscow City Court sentenced him to ten years.", "Moscow City Court", "RUS"),
        ("Kazan Federal University hosts a forum.", "Kazan Federal University", "RUS"),
        ("Gaza Health Ministry officials counted the dead.", "Gaza Health Ministry", "PSE"),
        ("Iran President Raisi visited Syria.", "Iran", "IRN"),
        ("The Tehran Times reported that the talks failed.", "Tehran Times", "IRN"),
    ],
    ids=["court", "university", "ministry", "president", "newspaper-of-the-country"],
)
def test_a_body_is_of_where_it_has_its_seat(parser: Parser, text: str, name: str, country: str) -> None:
    actors, _ = read(parser, text)
    assert (name, country) in {(actor.name, actor.country) for actor in actors}


@pytest.mark.parametrize(
    ("text", "words", "name"),
    [
        ("Madonna said: “No.”", "Madonna", "Madonna"),
        ("President Suharto resigned.", "Suharto", "Suharto"),
        (f"President {LONG} left Lisbon. “We agree,” {LONG} said.", LONG, LONG),
        (f"President {MANY} left Lisbon.", MANY, MANY),
        ("President Ma\u0301ra Ellin left Lisbon.", "Ma\u0301ra Ellin", "Ma\u0301ra Ellin"),
        ("Recep Tayyip Erdog\u0306an left Lisbon.", "Recep Tayyip Erdog\u0306an", "Recep Tayyip Erdogan"),
        ("President \u200fMahmoud Abbas\u200f left.", "\u200fMahmoud Abbas\u200f", "Mahmoud Abbas"),
        ("Mahmoud Abbas left. \u200fAbbas\u200f waved.", "\u200fAbbas\u200f", "Mahmoud Abbas"),
        ("\u202bBenjamin Netanyahu\u202c left.", "\u202bBenjamin Netanyahu\u202c", "Benjamin Netanyahu"),
    ],
    ids=["one-word", "one-word-with-title", "long-word", "many-words", "combining", "combining-known", "marked",
         "marked-surname", "embedded"],
)  # fmt: skip
def test_odd_names_are_persons_with_their_very_words(parser: Parser, text: str, words: str, name: str) -> None:
    actors, quotations = read(parser, text)
    named = [actor for actor in actors if actor.mention_type == "NAM" and actor.exact == words]
    assert named
    assert {(actor.name, actor.kind) for actor in named} == {(name, "person")}
    assert all(text[actor.span.start : actor.span.end] == actor.exact for actor in actors)
    assert all(quotation.speaker_id is not None for quotation in quotations)


@pytest.mark.parametrize(
    "text",
    ["“We will not sign this treaty, and nobody will make us.”", '"We will not sign, whatever Putin says about Iran."'],
    ids=["nobody-in-it", "actors-in-it"],
)
def test_a_text_that_is_one_quotation_is_nobodys(parser: Parser, text: str) -> None:
    _, (quotation,) = read(parser, text)
    assert (quotation.content.exact, quotation.speaker, quotation.speaker_id) == (text, None, None)
