"""Grammar that hides who did what: infinitives, purposes, small clauses, headlines, figures of speech, pronouns."""

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
        mentions = [found.actor(mention_id) for mention_id in mention_ids]
        return "+".join(sorted({m.country or m.international_code or m.name for m in mentions}))

    return [f"{e.event_type} {side(e.sources)}>{side(e.targets)} {e.status}" for e in found.events]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "Oslo called on Abuja on Monday to free the crew.", ["REQUEST NOR>NGA occurred"], id="infinitive-after-day"
        ),
        pytest.param(
            "Kenya pleaded with Uganda to open the road.", ["REQUEST KEN>UGA occurred"], id="asked-after-preposition"
        ),
        pytest.param("Norway said Nigeria must free the crew.", ["REQUEST NOR>NGA occurred"], id="must-is-a-demand"),
        pytest.param("Bolivia wants Chile to open its port.", ["REQUEST BOL>CHL occurred"], id="wants-another-to"),
        pytest.param("Peru rejected Chile's allegations.", ["REJECT PER>CHL occurred"], id="claimant"),
        pytest.param("Macron to visit Ghana in May", ["CONSULT FRA+GHA> planned"], id="headline-future"),
        pytest.param("Ghana is to send troops to Niger.", ["MOBILIZE GHA> planned"], id="is-to"),
        pytest.param("Japan said it would send tents to Tonga.", ["AID JPN>TON planned"], id="future-of-a-past"),
        pytest.param(
            "Chad will give 5 million dollars in aid to Sudan.", ["AID TCD>SDN planned"], id="phrase-on-an-inner-noun"
        ),
        pytest.param("Sudan was given forty tanks by Chad.", ["AID TCD>SDN occurred"], id="subject-receives"),
        pytest.param("Japan lifted its curfew.", ["CONCEDE JPN> occurred"], id="own-possession-is-no-target"),
        pytest.param(
            "Peru and Chile began a new round of talks.", ["CONSULT CHL+PER> occurred"], id="transparent-noun"
        ),
        pytest.param(
            "Officials from Peru and Chile held talks.", ["CONSULT CHL+PER> occurred"], id="members-of-a-group"
        ),
        pytest.param(
            "Two German peacekeepers were killed when their helicopter crashed.",
            ["INCIDENT >DEU occurred"],
            id="victims-of-an-accident",
        ),
        pytest.param("Kenya's parliament dismissed the defence minister.", ["OFFICE KEN> occurred"], id="office"),
        pytest.param(
            "OSLO, March 4 (AFP) - Norway expelled two Chadian diplomats.",
            ["SANCTION NOR>TCD occurred"],
            id="date-line-is-no-party",
        ),
        pytest.param(
            "Iran said it would close the strait if Oman kept the base.", ["THREATEN IRN>OMN occurred"], id="if"
        ),
        pytest.param(
            "Police in Nairobi arrested three rebels.", ["COERCE KEN>KEN occurred"], id="country-of-the-scene"
        ),
        pytest.param("Chad faces mounting pressure from France.", ["REQUEST FRA>TCD occurred"], id="faces-pressure"),
        pytest.param(
            "Chad endured heavy shelling by Sudan.", ["ASSAULT SDN>TCD occurred"], id="bears-what-another-does"
        ),
        pytest.param(
            "Peru suffered a missile strike on its capital.", ["ASSAULT >PER occurred"], id="suffers-a-strike"
        ),
        pytest.param(
            "Norway launched strikes on Chad in revenge for raids, as well as the killing of a Kenyan envoy.",
            ["ASSAULT NOR>TCD occurred", "ASSAULT >KEN occurred"],
            id="a-further-reason-is-no-deed",
        ),
        pytest.param(
            "On May 1, Norway fired rockets at Chad in revenge for Chadian attacks in Ghana and Niger, as well as the"
            " murder of a Kenyan envoy in Oslo.",
            ["ASSAULT NOR>TCD occurred", "ASSAULT TCD>GHA+NER occurred", "ASSAULT >KEN occurred"],
            id="a-further-reason-that-the-parser-hangs-on-the-verb",
        ),
        pytest.param(
            "Kenya ordered the closure of two Chadian consulates.", ["SANCTION KEN>TCD occurred"], id="consulates-shut"
        ),
        pytest.param(
            "A rocket was fired by Norway on the same morning.", ["ASSAULT NOR> occurred"], id="a-morning-is-not-hit"
        ),
        pytest.param("The plan grew out of evacuations from Peru and Chile.", [], id="evacuated-from-there"),
        pytest.param("Kenya will send its ambassador back to Chad.", ["SUPPORT KEN>TCD planned"], id="envoy-sent-back"),
        pytest.param(
            "Kenya was pushing its interests, challenging the notion of a peaceful region.", [], id="a-notion-told-here"
        ),
        pytest.param("Foreign media have suggested that Chad must choose a side.", [], id="the-press-demands-nothing"),
        pytest.param("Peru's rise as a power has raised alarm among Chilean officials.", [], id="alarm-among-others"),
        pytest.param(
            "They demanded a break with Peru, and now they insist that Chile close the border.", [], id="the-same-they"
        ),
        pytest.param("A cold front invaded Poland on Sunday.", [], id="weather"),
        pytest.param("France bombarded the Irish goalkeeper from the first whistle.", [], id="sport"),
        pytest.param("Peru's minister told reporters that the talks went well.", [], id="telling-asks-nothing"),
        pytest.param(
            "Units of the Sudanese army liberated the town of Gao.",
            ["COERCE SDN>MLI occurred"],
            id="taken-as-liberated",
        ),
        pytest.param(
            "Peru shut all of its crossings with Chile.", ["SANCTION PER>CHL occurred"], id="all-of-only-counts"
        ),
    ],
)
def test_events_behind_the_grammar(parser: Parser, text: str, expected: list[str]) -> None:
    assert _told(_annotate(parser, text)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "Norway gave Chad's ambassador three days to leave.", ["SANCTION NOR>TCD occurred"], id="days-to-leave"
        ),
        pytest.param(
            "Two Chadian diplomats were asked to leave Oslo.", ["SANCTION >TCD occurred"], id="asked-to-leave"
        ),
        pytest.param(
            "Ghana told a Chadian attache to leave the country.", ["SANCTION GHA>TCD occurred"], id="told-to-leave"
        ),
        pytest.param(
            "Peru ordered the deputy head of the Chilean mission to leave and recalled its envoy from Bolivia.",
            ["SANCTION PER>CHL occurred", "SANCTION PER>BOL occurred"],
            id="a-verb-after-the-infinitive-is-the-orderers",
        ),
        pytest.param(
            "Ghana declared Chad's deputy ambassador persona non grata on Monday and called home its envoy to Niger.",
            ["SANCTION GHA>TCD occurred", "SANCTION GHA>NER occurred"],
            id="what-he-is-declared-has-no-verb",
        ),
        pytest.param(
            "Peru expelled the Dutch charge d'affaires.", ["SANCTION PER>NLD occurred"], id="charge-d-affaires"
        ),
        pytest.param("The raid drew a protest from Chile.", ["ACCUSE CHL> occurred"], id="a-protest-from-a-state"),
        pytest.param("Peru summoned home its ambassador to Chile.", ["SANCTION PER>CHL occurred"], id="summoned-home"),
        pytest.param("Peru withdrew its ambassador from Chile.", ["SANCTION PER>CHL occurred"], id="withdrawn-envoy"),
        pytest.param("The Chilean ambassador was sent home by Peru.", ["SANCTION PER>CHL occurred"], id="sent-home"),
    ],
)
def test_comings_and_goings_of_diplomats(parser: Parser, text: str, expected: list[str]) -> None:
    assert _told(_annotate(parser, text)) == expected


def test_the_head_reads_what_the_rules_do_not_and_says_so(parser: Parser) -> None:
    """Where it speaks, `why` names it; between actors of whom nothing is told it keeps quiet."""
    found = _annotate(parser, "Turkey has more people than Germany. Chad's lake is larger than Niger's.")
    assert found.events == ()


@pytest.mark.parametrize(
    ("text", "basis"),
    [
        pytest.param("Macron's first term saw him pull out of the pact with Chad.", "unknown", id="term-that-saw"),
        pytest.param("Macron pulled out of the pact with Chad.", "publication", id="plain-news"),
        pytest.param("A Kenyan drone strike on Chad damages a mill.", "publication", id="a-strike-and-its-outcome"),
        pytest.param("A mill in Chad was damaged by a Kenyan airstrike.", "publication", id="by-a-strike"),
        pytest.param(
            "In response to the prior day's vote, Kenya bombed Chad.", "publication", id="the-day-of-what-is-answered"
        ),
        pytest.param("Kenyan airstrikes on Chad left a mill in ruins.", "publication", id="strikes-and-their-outcome"),
        pytest.param("The Kenyan invasion of Chad left a mill in ruins.", "unknown", id="the-strike-of-some-time"),
        pytest.param(
            "The row comes seven weeks after Kenya and Chad signed a memorandum.", "inferred", id="seven-weeks-after"
        ),
    ],
)
def test_what_is_told_of_another_time_is_not_of_the_articles_day(parser: Parser, text: str, basis: str) -> None:
    assert {event.date.basis for event in _annotate(parser, text).events} == {basis}
