"""Tables of sentences: who did what to whom, and how far it is asserted. Each is ours, its id names the phenomenon."""

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
    """Tell each event as "TYPE SOURCES>TARGETS status", countries for names, in text order."""

    def side(mention_ids: tuple[str, ...]) -> str:
        mentions = [found.actor(mention_id) for mention_id in mention_ids]
        return "+".join(sorted({m.country or m.international_code or m.name for m in mentions}))

    return [f"{e.event_type} {side(e.sources)}>{side(e.targets)} {e.status}" for e in found.events]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("Iran attacked Israel on Tuesday.", ["ASSAULT IRN>ISR occurred"], id="active"),
        pytest.param("Israel was attacked by Iran on Tuesday.", ["ASSAULT IRN>ISR occurred"], id="passive"),
        pytest.param(
            "France and Germany condemned Russia.", ["ACCUSE DEU+FRA>RUS occurred"], id="coordination-is-a-list"
        ),
        pytest.param("Russia's invasion of Ukraine began in 2022.", ["ASSAULT RUS>UKR occurred"], id="nominal"),
        pytest.param("China imposed sanctions on Lithuania.", ["SANCTION CHN>LTU occurred"], id="light-verb"),
        pytest.param("The European Union lifted its sanctions on Burundi.", ["CONCEDE EUR>BDI occurred"], id="lift"),
        pytest.param("The United States extended sanctions against Iran.", ["SANCTION USA>IRN occurred"], id="extend"),
        pytest.param(
            "Talks between Serbia and Kosovo resumed in Brussels.", ["CONSULT SRB+XKX> occurred"], id="mutual"
        ),
        pytest.param(
            "Macron spoke by phone with Erdogan and Putin on Monday.",
            ["CONSULT FRA+TUR> occurred", "CONSULT FRA+RUS> occurred"],
            id="distributive-calls",
        ),
        pytest.param("Egypt will sign a treaty with Sudan.", ["SUPPORT EGY+SDN> planned"], id="future"),
        pytest.param("Egypt may expel the Turkish ambassador.", ["SANCTION EGY>TUR possible"], id="modal"),
        pytest.param("If Iran attacks Israel, oil prices will rise.", [], id="conditional"),
        pytest.param("Did Iran attack Israel?", [], id="question"),
        pytest.param("Iran did not attack Israel.", [], id="negated"),
        pytest.param("Spain made no new apology to Mexico.", [], id="no-such-thing-made"),
        pytest.param(
            "The next meeting of Spain and Mexico is to take place in Lima.",
            ["CONSULT ESP+MEX> planned"],
            id="is-to-take-place",
        ),
        pytest.param("Iran stopped short of attacking Israel.", [], id="stopped-short"),
        pytest.param(
            "Ukraine accused Russia of shelling Kharkiv.",
            ["ACCUSE UKR>RUS occurred", "ASSAULT RUS>UKR alleged"],
            id="accuse-of",
        ),
        pytest.param(
            "Iran denied that it had supplied missiles to Russia.",
            ["REJECT IRN> occurred", "AID IRN>RUS denied"],
            id="deny",
        ),
        pytest.param("North Korea threatened to attack South Korea.", ["THREATEN PRK>KOR occurred"], id="threaten"),
        pytest.param("Paris urged Rome to withdraw its troops from Libya.", ["REQUEST FRA>ITA occurred"], id="urge"),
        pytest.param("Hungary refused to send weapons to Ukraine.", ["REJECT HUN>UKR occurred"], id="refuse"),
        pytest.param(
            "Japan promised to send aid to Turkey.", ["AGREE JPN>TUR occurred", "AID JPN>TUR planned"], id="promise"
        ),
        pytest.param("Russia will not lift the embargo on Georgia.", ["REJECT RUS>GEO occurred"], id="will-not"),
        pytest.param(
            "The United States said that Iran had provided Russia with missiles.",
            ["AID IRN>RUS alleged"],
            id="adverse-third-party",
        ),
        pytest.param(
            "Putin invited Narendra Modi to visit Russia.",
            ["AGREE RUS>IND occurred", "CONSULT IND+RUS> planned"],
            id="invite",
        ),
        pytest.param("Pakistan recalled its ambassador from India.", ["SANCTION PAK>IND occurred"], id="recall"),
        pytest.param(
            "Thousands of Georgians protested in Tbilisi against the law.", ["PROTEST GEO> occurred"], id="protest"
        ),
        pytest.param("Turkey deployed troops along the Syrian border.", ["MOBILIZE TUR>SYR occurred"], id="deploy"),
        pytest.param("Israel released 90 Palestinian prisoners.", ["RETREAT ISR>PSE occurred"], id="release"),
        pytest.param("Iran and Russia want to deepen their ties.", [], id="talk-of-friendship"),
        pytest.param("Spain's war on inflation goes on.", [], id="metaphor"),
    ],
)
def test_events_of_a_sentence(parser: Parser, text: str, expected: list[str]) -> None:
    assert _told(_annotate(parser, text)) == expected


def test_the_promise_is_about_what_is_promised(parser: Parser) -> None:
    found = _annotate(parser, "Japan promised to send aid to Turkey.")
    promise, deed = found.events
    assert promise.about == deed.mention_id
    assert promise.plover_type == "AGREE"
    assert deed.plover_type == "AGREE"


def test_why_names_the_rules(parser: Parser) -> None:
    (event,) = _annotate(parser, "Iran attacked Israel on Tuesday.").events
    assert any(part.startswith("trigger:ASSAULT") for part in event.why)
    assert event.date.interval.value == "2024-10-08"


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Iran attacked " * 700 + "Israel.", id="two-thousand-words"),
        pytest.param(
            ", ".join(["Iran", "Iraq", "Syria", "Egypt"] * 75) + " met in Cairo.", id="three-hundred-countries"
        ),
        pytest.param("“Iran ‘attacked Israel, he said.", id="broken-quotes"),
        pytest.param("IRAN ATTACKS ISRAEL, US SAYS IT WILL RESPOND", id="capitals"),
        pytest.param("Iran. Israel. A strike.", id="no-verb"),
    ],
)
def test_odd_sentences_do_not_explode(parser: Parser, text: str) -> None:
    assert len(_annotate(parser, text).events) < 1000
