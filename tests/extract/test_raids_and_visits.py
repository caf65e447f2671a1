"""Tables of sentences on raids, their dead and who claims them, calls, visits and summits; each is ours."""

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
        document_id="d", source_id="d", text=text, fingerprint="", language="en", published="2025-01-17", zones=zones
    )
    return annotate(parser.parse_one(document))


def _told(found: Annotations) -> list[str]:
    """Tell each event as "TYPE SOURCES > TARGETS status day @place", by names, in text order."""
    places = {place.mention_id: place.name for place in found.places}

    def side(mention_ids: tuple[str, ...]) -> str:
        return "+".join(found.actor(each).name for each in mention_ids)

    return [
        f"{e.event_type} {side(e.sources)} > {side(e.targets)} {e.status} {e.date.interval.value}"
        f" @{places.get(e.place or '', '-')}"
        for e in found.events
    ]


DEADLY = [
    pytest.param(
        "Seven sailors died in an ambush by rebels on Tuesday.",
        "ASSAULT rebels > Seven sailors occurred 2025-01-14 @-",
        id="died-in",
    ),
    pytest.param(
        "Six farmers lost their lives when bandits raided a hamlet on Tuesday.",
        "ASSAULT bandits > a hamlet+Six farmers occurred 2025-01-14 @-",
        id="lost-their-lives-when",
    ),
    pytest.param(
        "Six farmers lost their lives on Tuesday following an attack by bandits.",
        "ASSAULT bandits > Six farmers occurred 2025-01-14 @-",
        id="following",
    ),
    pytest.param(
        "Militants stormed the barracks on Tuesday, leaving 30 soldiers dead.",
        "ASSAULT Militants > the barracks+30 soldiers occurred 2025-01-14 @-",
        id="leaving-dead",
    ),
    pytest.param(
        "The attack of 6 January near Lima in which eleven police officers lost their lives shocked the town.",
        "ASSAULT  > eleven police officers occurred 2025-01-06 @Lima",
        id="in-which",
    ),
    pytest.param(
        "Three nurses were killed when a shell landed on a clinic on Tuesday evening.",
        "ASSAULT  > Three nurses occurred 2025-01-14 @-",
        id="day-of-when",
    ),
    pytest.param(
        "Four rangers were killed and nine wounded in an ambush on Tuesday.",
        "ASSAULT  > Four rangers occurred 2025-01-14 @-",
        id="day-of-the-wounded",
    ),
    pytest.param(
        "Gunmen attacked a police post near the village of Orsa in the Diffa region on Tuesday.",
        "ASSAULT Gunmen > a police post occurred 2025-01-14 @Diffa",
        id="village-in-a-region",
    ),
]


@pytest.mark.parametrize(("text", "expected"), DEADLY)
def test_an_attack_has_its_dead_its_day_and_its_place(parser: Parser, text: str, expected: str) -> None:
    assert _told(_annotate(parser, text)) == [expected]


CLAIMED = [
    pytest.param("Al-Shabaab claimed the raid on Tuesday.", id="raid"),
    pytest.param("Al-Shabaab claimed the ambush on Tuesday.", id="ambush"),
    pytest.param("The raid was claimed by Al-Shabaab.", id="passive"),
    pytest.param("Al-Shabaab claimed responsibility for the ambush.", id="responsibility"),
]


@pytest.mark.parametrize("text", CLAIMED)
def test_who_claims_a_deed_did_it_on_another_day(parser: Parser, text: str) -> None:
    assert _told(_annotate(parser, text)) == ["ASSAULT Al-Shabaab >  occurred None @-"]


MEETINGS = [
    pytest.param(
        "The African Union is due to hold an extraordinary summit in Accra on 20 March.",
        ["CONSULT African Union >  planned 2025-03-20 @Accra"],
        id="summit-due-in-march",
    ),
    pytest.param(
        "President William Ruto is expected to travel to Kampala on Monday.",
        ["CONSULT William Ruto+Uganda >  planned 2025-01-20 @-"],
        id="expected-to-travel",
    ),
    pytest.param(
        "Vladimir Putin will fly to Tehran on Monday and to Hanoi on Tuesday.",
        [
            "CONSULT Vladimir Putin+Iran >  planned 2025-01-20 @Tehran",
            "CONSULT Vladimir Putin+Vietnam >  planned 2025-01-21 @Hanoi",
        ],
        id="two-visits-two-days",
    ),
    pytest.param(
        "Kenya sent a delegation led by its defence minister to Juba.",
        ["CONSULT Kenya+South Sudan >  occurred 2025-01-17 @-"],
        id="goal-past-the-leader",
    ),
    pytest.param(
        "Hakan Fidan received on 14 January the French ambassador.",
        ["CONSULT Hakan Fidan+French ambassador >  occurred 2025-01-14 @-"],
        id="object-after-a-day",
    ),
    pytest.param(
        "Oman brokered talks between Kenya and Peru in May, which collapsed after the Peruvian delegation walked out.",
        [
            "CONSULT Oman+Kenya+Peru >  occurred 2024-05 @-",
            "REJECT Peruvian delegation >  occurred 2024-05 @-",
        ],
        id="talks-that-collapsed",
    ),
    pytest.param(
        "Norway served as a mediator between Kenya and Peru.",
        ["CONSULT Norway+Kenya+Peru >  occurred 2025-01-17 @-"],
        id="as-a-mediator",
    ),
    pytest.param(
        "Narendra Modi phoned Shehbaz Sharif of Pakistan and Turkey's President Recep Tayyip Erdogan on Tuesday.",
        [
            "CONSULT Narendra Modi+Recep Tayyip Erdogan >  occurred 2025-01-14 @-",
            "CONSULT Narendra Modi+Shehbaz Sharif >  occurred 2025-01-14 @-",
        ],
        id="of-a-country-and-another",
    ),
    pytest.param(
        "William Ruto and Paul Kagame discussed the attack by phone on Tuesday.",
        ["CONSULT William Ruto+Paul Kagame >  occurred 2025-01-14 @-"],
        id="talked-over-not-done",
    ),
]


@pytest.mark.parametrize(("text", "expected"), MEETINGS)
def test_who_meets_whom_when_and_where(parser: Parser, text: str, expected: list[str]) -> None:
    assert sorted(_told(_annotate(parser, text))) == sorted(expected)


def test_the_day_of_a_raid_is_not_that_of_the_condolences(parser: Parser) -> None:
    told = _told(_annotate(parser, "Peru offered condolences to Kenya following the raid of 6 January near Lamu."))
    assert told == ["SUPPORT Peru > Kenya occurred 2025-01-17 @-"]


def test_jets_that_strike_camps_do_not_leave(parser: Parser) -> None:
    assert [e.event_type for e in _annotate(parser, "Kenyan jets struck two of the camps.").events] == ["ASSAULT"]
