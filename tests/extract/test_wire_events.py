"""Everyday press sentences: headlines, drills of two states, what is answered, denied, ordered, voted and averted."""

import pytest

from dragoman.extract.registry import annotate
from dragoman.nlp.parse import Parser
from dragoman.records.documents import Document, Zone
from dragoman.records.mentions import Annotations
from dragoman.records.spans import CharSpan

pytestmark = pytest.mark.model


def _annotate(parser: Parser, text: str) -> Annotations:
    document = Document(
        document_id="d",
        source_id="d",
        text=text,
        fingerprint="",
        language="en",
        published="2024-10-11",
        zones=(Zone(span=CharSpan(start=0, end=len(text)), kind="body"),),
    )
    return annotate(parser.parse_one(document))


def _told(found: Annotations) -> list[str]:
    def side(mention_ids: tuple[str, ...]) -> str:
        mentions = [found.actor(mention_id) for mention_id in mention_ids if mention_id]
        return "+".join(sorted({m.country or m.international_code or m.name for m in mentions}))

    return [f"{e.event_type} {side(e.sources)}>{side(e.targets)} {e.status}" for e in found.events]


HEADLINES = [
    ("Oslo snubs talks with Quito", "REJECT NOR>"),
    ("Peru, Chile sign border treaty", "SUPPORT CHL+PER>"),
    ("Ghana, Togo trade fire for fifth day", "ASSAULT GHA+TGO>"),
    ("Norway freezes aid to Chad", "SANCTION NOR>TCD"),
    ("Kenya halts drills with Uganda", "CONCEDE KEN>UGA"),
    ("Norway sends grain to Sudan", "AID NOR>SDN"),
]


@pytest.mark.parametrize(("text", "expected"), [pytest.param(*case, id=case[0][:24]) for case in HEADLINES])
def test_a_headlines_verb_is_no_noun(parser: Parser, text: str, expected: str) -> None:
    assert any(told.startswith(expected) for told in _told(_annotate(parser, text)))


DRILLS = [
    ("Peru and Chile held war games off Callao.", "COOPERATE CHL+PER> occurred"),
    ("Norway and Ghana will hold naval exercises in May.", "COOPERATE GHA+NOR> planned"),
    ("Chad and Mali staged military manoeuvres near the lake.", "COOPERATE MLI+TCD> occurred"),
    ("Kenya and Uganda conducted drills on the border.", "COOPERATE KEN+UGA> occurred"),
    ("Peru held war games off Callao.", "MOBILIZE PER> occurred"),
]


@pytest.mark.parametrize(("text", "expected"), [pytest.param(*case, id=case[0][:24]) for case in DRILLS])
def test_drills_of_two_states_are_cooperation(parser: Parser, text: str, expected: str) -> None:
    assert expected in _told(_annotate(parser, text))


ANSWERS = [
    ("Norway rejected Chile's demand for new elections.", "REQUEST CHL>NOR occurred"),
    ("Sudan ignored Kenya's plea for wheat.", "REQUEST KEN>SDN occurred"),
    ("Mali dismissed Ghana's threat to close the border.", "THREATEN GHA>MLI occurred"),
    ("Peru heeded Chile's appeal for calm.", "REQUEST CHL>PER occurred"),
    ("Togo accepted Ghana's request for a pause.", "REQUEST GHA>TGO occurred"),
]


@pytest.mark.parametrize(("text", "expected"), [pytest.param(*case, id=case[0][:24]) for case in ANSWERS])
def test_who_answers_was_asked(parser: Parser, text: str, expected: str) -> None:
    assert expected in _told(_annotate(parser, text))


DENIALS = [
    ("Sudan rejected reports that its jets had bombed Abeche.", "ASSAULT SDN>TCD denied"),
    ("Kenya dismissed a report that its troops had shelled Juba.", "ASSAULT KEN>SSD denied"),
    ("Peru dismissed the suggestion that it had spied on Chile.", "COERCE PER>CHL denied"),
    ("Kenya rejected the allegation that it had expelled Ugandan envoys.", "SANCTION KEN>UGA denied"),
    ("Mali rejected rumours that its troops shelled Niamey.", "ASSAULT MLI>NER denied"),
]


@pytest.mark.parametrize(("text", "expected"), [pytest.param(*case, id=case[0][:24]) for case in DENIALS])
def test_who_rejects_a_report_denies_the_deed(parser: Parser, text: str, expected: str) -> None:
    assert expected in _told(_annotate(parser, text))


ACTS = [
    pytest.param("Chad alleges that Sudan armed the rebels.", "ACCUSE TCD>SDN occurred", id="alleges"),
    pytest.param("Norway charged that Peru had seized a trawler.", "ACCUSE NOR>PER occurred", id="charged-that"),
    pytest.param("Cuba called for Spain to free the crew.", "REQUEST CUB>ESP occurred", id="called-for-one-to"),
    pytest.param("Kenya's lawmakers voted to expel Sudan's envoy.", "SANCTION KEN>SDN occurred", id="voted-to"),
    pytest.param("Cuba offered its airfield to Chad.", "AGREE CUB>TCD occurred", id="offered-a-thing"),
    pytest.param("Peru agreed to release Chile's sailors.", "AGREE PER>CHL occurred", id="agreed-to-release"),
    pytest.param(
        "Norway condemned Sudan for jailing a Norwegian nurse.", "COERCE SDN>NOR occurred", id="condemned-for-a-deed"
    ),
    pytest.param(
        "Norway condemned Sudan for jailing a Norwegian nurse.", "ACCUSE NOR>SDN occurred", id="condemned-the-doer"
    ),
]


@pytest.mark.parametrize(("text", "expected"), ACTS)
def test_acts_of_everyday_reports(parser: Parser, text: str, expected: str) -> None:
    assert expected in _told(_annotate(parser, text))


MISHAPS = [
    "Ghana's transport minister died when his helicopter hit a hillside.",
    "Six Kenyan soldiers were hurt when their train left the rails.",
    "A container ship rammed a Norwegian navy patrol boat.",
    "Lightning set fire to the Peruvian embassy in Quito.",
    "Smoke choked three Chilean soldiers in the tunnel.",
]


@pytest.mark.parametrize("text", [pytest.param(text, id=text[:24]) for text in MISHAPS])
def test_a_mishap_is_nobodys_deed(parser: Parser, text: str) -> None:
    assert "INCIDENT" in [event.event_type for event in _annotate(parser, text).events]
    assert "ASSAULT" not in [event.event_type for event in _annotate(parser, text).events]


NAMED_CLASSES = [
    ("Uganda's media regulator blocked the BBC.", "COERCE"),
    ("Hezbollah fired rockets at Haifa.", "ASSAULT"),
    ("Sudanese troops entered Abeche.", "MOBILIZE"),
    ("Police in Lima ordered the shopkeepers to stay indoors.", "COERCE"),
    ("The prefect of Gao ordered everyone off the streets.", "COERCE"),
]


@pytest.mark.parametrize(("text", "expected"), [pytest.param(*case, id=case[0][:24]) for case in NAMED_CLASSES])
def test_a_name_tells_its_class(parser: Parser, text: str, expected: str) -> None:
    assert expected in [event.event_type for event in _annotate(parser, text).events]


QUIET = [
    pytest.param("A former bank teller in Lisbon was arrested on Tuesday.", id="private-person"),
    pytest.param("Three hikers were killed by an avalanche above Innsbruck.", id="private-mishap"),
    pytest.param("A waiter in Split was fined twenty euros for feeding a gull.", id="petty-fine"),
    pytest.param("Peru stopped short of accusing Chile.", id="stopped-short"),
    pytest.param("Russia sanctions explained", id="nominal-headline"),
]


@pytest.mark.parametrize("text", QUIET)
def test_private_mishaps_and_what_was_averted_are_no_events(parser: Parser, text: str) -> None:
    assert not _annotate(parser, text).events
