"""Whom a deed or an accident hurt belongs to it: one happening is one event, with its victims and its toll."""

import pytest

from dragoman.extract.registry import annotate
from dragoman.nlp.parse import Parser
from dragoman.records.documents import Document, Zone
from dragoman.records.mentions import Annotations
from dragoman.records.spans import CharSpan

pytestmark = pytest.mark.model


def _annotate(parser: Parser, text: str) -> Annotations:
    zones = (Zone(span=CharSpan(start=0, end=len(text)), kind="body"),)
    document = Document(
        document_id="d", source_id="d", text=text, fingerprint="", language="en", published="2024-10-11", zones=zones
    )
    return annotate(parser.parse_one(document))


def _told(found: Annotations) -> list[str]:
    words = {mention.mention_id: mention.exact for mention in found.actors}

    def side(mention_ids: tuple[str, ...]) -> str:
        return "+".join(words[each] for each in mention_ids if each in words)

    return [f"{e.event_type} {side(e.sources)} > {side(e.targets)} ({len(e.figures)})" for e in found.events]


ONCE = [
    pytest.param(
        "Government jets bombed a market in Aden on Monday, killing at least 12 people.",
        "ASSAULT Government jets > a market in Aden+at least 12 people (1)",
        id="participle",
    ),
    pytest.param(
        "Rebels attacked a convoy near Gao, killing two soldiers and wounding five policemen.",
        "ASSAULT Rebels > a convoy near Gao+two soldiers+five policemen (2)",
        id="two-participles",
    ),
    pytest.param(
        "Gunmen opened fire on a bus and killed seven farmers.",
        "ASSAULT Gunmen > a bus+seven farmers (1)",
        id="coordinated",
    ),
    pytest.param(
        "A transport plane of the Kenyan army crashed on Friday, killing nine soldiers.",
        "INCIDENT  > the Kenyan army+nine soldiers (1)",
        id="accident",
    ),
    pytest.param(
        "At least 20 villagers were killed when rebels shelled a market.",
        "ASSAULT rebels > a market+At least 20 villagers (1)",
        id="passive-above-its-deed",
    ),
    pytest.param(
        "Five soldiers were killed in an attack by rebels on Monday.",
        "ASSAULT rebels > Five soldiers (1)",
        id="passive-in-a-noun",
    ),
    pytest.param(
        "An attack by rebels killed five soldiers.", "ASSAULT rebels > five soldiers (1)", id="deed-as-subject"
    ),
    pytest.param(
        "Sudan carried out air strikes on Abeche that killed 12 Chadian villagers.",
        "ASSAULT Sudan > Abeche+12 Chadian villagers (1)",
        id="deed-above-a-relative-clause",
    ),
]


@pytest.mark.parametrize(("text", "expected"), ONCE)
def test_those_hurt_are_victims_of_the_deed(parser: Parser, text: str, expected: str) -> None:
    assert _told(_annotate(parser, text)) == [expected]


TWICE = [
    pytest.param("Rebels shelled a camp and killed a mayor in Gao.", id="hurt-elsewhere"),
    pytest.param("Two students were killed after protesters attacked the Kenyan embassy.", id="by-somebody-else-later"),
    pytest.param("Jets of Sudan flattened a consulate, killing General Omar Haidar.", id="somebody-named"),
    pytest.param("Rebels attacked a convoy and threatened to kill two hostages.", id="not-done"),
]


@pytest.mark.parametrize("text", TWICE)
def test_other_harm_is_told_by_itself(parser: Parser, text: str) -> None:
    assert len(_annotate(parser, text).events) == 2


def test_who_tells_of_the_wounded_did_not_wound_them(parser: Parser) -> None:
    found = _annotate(parser, "Kenyan officials said nine nurses were killed and 14 wounded in the raid.")
    assert [event.sources for event in found.events if event.exact != "raid"] == [()]


@pytest.mark.parametrize(
    "text",
    [
        "Ugandan rockets smashed into a dairy in Kenya.",
        "Ugandan shells ploughed into a clinic in Kenya.",
        "Ugandan rockets tore through a bus in Kenya.",
        "Ugandan missiles slammed into a hotel in Kenya.",
    ],
)
def test_what_munitions_hit_is_told_in_many_verbs(parser: Parser, text: str) -> None:
    (event,) = _annotate(parser, text).events
    assert (event.event_type, event.modes) == ("ASSAULT", ("heavy-weapons",))


def test_an_ambush_is_of_the_day_on_which_they_fell(parser: Parser) -> None:
    (event,) = _annotate(parser, "Nine Kenyan soldiers fell on Monday in an ambush by jihadists.").events
    assert event.date.interval.value == "2024-10-07"


def test_strikes_carried_out_on_somewhere_do_not_go_on(parser: Parser) -> None:
    found = _annotate(parser, "Sudan carried out air strikes on Chad on Monday.")
    assert [event.status for event in found.events] == ["occurred"]
