"""Tables of sentences: which agreement is put in which stage, between whom, when. Each id names the phenomenon."""

import pytest

from dragoman.extract.registry import annotate
from dragoman.nlp.parse import Parser
from dragoman.records.documents import Document, Zone
from dragoman.records.mentions import AgreementMention, Annotations
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


def _tell(found: Annotations, mention: AgreementMention) -> str:
    """Tell a mention as "stage name SIDES date"."""
    actors = [found.actor(each) for each in mention.parties]
    sides = "+".join(sorted({actor.country or actor.name for actor in actors}))
    return f"{mention.stage} {mention.name} {sides} {mention.date.interval.value}"


def _told(parser: Parser, text: str) -> list[str]:
    found = _annotate(parser, text)
    return sorted(_tell(found, mention) for mention in found.agreements)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "Iraq and Jordan will sign a border security memorandum in Amman on 20 October.",
            ["planned-signature border security memorandum IRQ+JOR 2024-10-20"],
            id="will-sign",
        ),
        pytest.param(
            "The pipeline agreement between Iraq and Jordan is to be signed on 20 October in Amman.",
            ["planned-signature pipeline agreement IRQ+JOR 2024-10-20"],
            id="is-to-be-signed",
        ),
        pytest.param(
            "Officials said the signing of the protocol between Chile and Peru was planned for 20 October.",
            ["planned-signature protocol CHL+PER 2024-10-20"],
            id="signing-planned-for",
        ),
        pytest.param(
            "Chile and Peru will meet at a summit in Lima on 20 October, at which they are to sign a fisheries treaty.",
            ["planned-signature fisheries treaty CHL+PER 2024-10-20"],
            id="at-a-summit-at-which-they-are-to-sign",
        ),
        pytest.param(
            "Chile and Peru signed a fisheries treaty on 2 October. "
            "The treaty is valid for five years and enters into force on 1 November.",
            ["in-force treaty CHL+PER 2024-11-01", "signed fisheries treaty CHL+PER 2024-10-02"],
            id="is-valid-and-enters-into-force",
        ),
        pytest.param(
            "Chile and Peru signed a fisheries treaty on 2 October. The document takes effect on 1 November.",
            ["in-force fisheries treaty CHL+PER 2024-11-01", "signed fisheries treaty CHL+PER 2024-10-02"],
            id="the-document-is-the-treaty",
        ),
        pytest.param(
            "Chile and Peru signed a fisheries treaty on 2 October. The treaty took effect upon signature.",
            ["in-force treaty CHL+PER 2024-10-02", "signed fisheries treaty CHL+PER 2024-10-02"],
            id="took-effect-upon-signature",
        ),
        pytest.param(
            "The fisheries treaty between Chile and Peru comes into force once both have exchanged notes.",
            [],
            id="comes-into-force-on-a-condition",
        ),
        pytest.param(
            "Chile and Peru declared on Tuesday that their fisheries treaty was finished.",
            ["ready fisheries treaty CHL+PER 2024-10-08"],
            id="is-finished",
        ),
        pytest.param(
            "Chile and Peru closed a fifth round of free trade talks in Lima on Tuesday. "
            "The two countries launched the negotiations in March 2023.",
            ["negotiating free trade CHL+PER 2023-03", "negotiating free trade CHL+PER 2024-10-08"],
            id="free-trade-talks",
        ),
        pytest.param(
            "Chile and Peru signed a declaration of principles in Lima on Tuesday.",
            ["signed declaration of principles CHL+PER 2024-10-08"],
            id="declaration-of-principles",
        ),
        pytest.param(
            "Chile and Peru initialled the text of a fisheries treaty in Lima on Tuesday.",
            ["ready fisheries treaty CHL+PER 2024-10-08"],
            id="through-its-text",
        ),
        pytest.param(
            "Chile and Peru concluded negotiations on a fisheries treaty on Tuesday.",
            ["ready fisheries treaty CHL+PER 2024-10-08"],
            id="talks-concluded",
        ),
        pytest.param(
            "Kenya and Somalia have agreed on the draft of a maritime agreement, the ministry said on Wednesday.",
            ["ready maritime agreement KEN+SOM 2024-10-09"],
            id="agreed-on-the-draft",
        ),
        pytest.param(
            "Chile and Peru opened talks on a free trade agreement in March 2023.",
            ["negotiating free trade agreement CHL+PER 2023-03"],
            id="talks-opened",
        ),
        pytest.param(
            "Danish and Icelandic officials met in Tallinn on 3 June to negotiate a protocol on herring quotas.",
            ["negotiating protocol DNK+ISL 2024-06-03"],
            id="met-to-negotiate",
        ),
        pytest.param(
            "Kenya and Somalia signed a fisheries treaty on Monday. It entered into force on Thursday.",
            ["in-force fisheries treaty KEN+SOM 2024-10-10", "signed fisheries treaty KEN+SOM 2024-10-07"],
            id="pronoun",
        ),
        pytest.param(
            "Sudan and Chad agreed on a ceasefire on Monday. The truce came into force on Wednesday.",
            ["in-force truce SDN+TCD 2024-10-09", "ready ceasefire SDN+TCD 2024-10-07"],
            id="parties-from-before",
        ),
        pytest.param(
            "Sudan and Chad agreed a ceasefire, to begin on 14 October.",
            ["in-force ceasefire SDN+TCD 2024-10-14", "ready ceasefire SDN+TCD 2024-10-11"],
            id="to-begin",
        ),
        pytest.param(
            "The declaration by Laos and Nepal applies from 3 December.",
            ["in-force declaration LAO+NPL 2024-12-03"],
            id="applies-from",
        ),
        pytest.param(
            "The declaration, which Laos and Nepal signed on Friday, takes effect immediately.",
            ["in-force declaration LAO+NPL 2024-10-11", "signed declaration LAO+NPL 2024-10-11"],
            id="relative-clause",
        ),
        pytest.param(
            "France withdrew from the defence agreement with Niger on Tuesday.",
            ["withdrawn defence agreement FRA+NER 2024-10-08"],
            id="withdrew-from",
        ),
        pytest.param(
            "Hezbollah froze the deal with Cyprus on Thursday.",
            ["suspended deal CYP+LBN 2024-10-10"],
            id="party-not-a-state",
        ),
        pytest.param(
            "Gazprom and Bulgargaz signed a ten-year supply contract in Sofia on Friday.",
            ["signed ten-year supply contract BGR+RUS 2024-10-11"],
            id="companies",
        ),
        pytest.param(
            "Norway reminded Iceland of what the 1976 fisheries treaty says.",
            ["signed 1976 fisheries treaty ISL+NOR 1976"],
            id="year-in-the-name",
        ),
        pytest.param(
            "Chile and Peru will revise a transit accord of 1967.",
            ["signed transit accord of 1967 CHL+PER 1967"],
            id="year-after-the-name",
        ),
        pytest.param(
            "Chile and Peru agreed on Tuesday to reopen the mountain border.",
            ["ready reopen the mountain border CHL+PER 2024-10-08"],
            id="agreed-to-do",
        ),
        pytest.param(
            "Venezuela and Colombia will restore diplomatic relations, their foreign ministries said.",
            ["ready restore diplomatic relations COL+VEN 2024-10-11"],
            id="will-restore-relations",
        ),
        pytest.param(
            "Russia and Ukraine carried out a prisoner swap on Friday.",
            ["in-force prisoner swap RUS+UKR 2024-10-11"],
            id="prisoner-swap",
        ),
        pytest.param(
            "Under the arrangement, which Norway and Iceland signed in May, the navies exchanged charts on 9 August.",
            ["in-force arrangement ISL+NOR 2024-08-09", "signed arrangement ISL+NOR 2024-05"],
            id="done-under-it",
        ),
        pytest.param(
            "Austria and Ireland applied to join NATO on Tuesday.",
            ["proposed accession to NATO AUT+NATO 2024-10-08", "proposed accession to NATO IRL+NATO 2024-10-08"],
            id="applied-to-join",
        ),
        pytest.param(
            "The Italian parliament approved Austria's accession to NATO on Tuesday.",
            ["ratified accession to NATO AUT+NATO 2024-10-08"],
            id="accession-ratified",
        ),
        pytest.param(
            "Austria joined NATO on Tuesday.", ["in-force accession to NATO AUT+NATO 2024-10-08"], id="joined"
        ),
        pytest.param("Moscow refused to sign the grain deal with Ukraine.", [], id="refused"),
        pytest.param("Sweden may suspend the treaty with Norway.", [], id="may"),
        pytest.param("Chile did not ratify the fisheries treaty with Peru.", [], id="negated"),
        pytest.param("If Chile and Peru sign the treaty, trade will grow.", [], id="conditional"),
        pytest.param("Chile threatened to withdraw from the fisheries treaty with Peru.", [], id="threatened"),
        pytest.param("Chile and Peru agreed to continue their talks.", [], id="agreed-to-go-on-talking"),
        pytest.param(
            "Chile and Peru on Tuesday issued the joint statement that ended the border quarrel.",
            ["signed joint statement CHL+PER 2024-10-08"],
            id="the-agreement-that-ends-something",
        ),
    ],
)
def test_stages(parser: Parser, text: str, expected: list[str]) -> None:
    assert _told(parser, text) == expected


def test_talks_are_of_the_agreement_named_before(parser: Parser) -> None:
    told = _told(
        parser,
        "Chile and Peru signed a fisheries treaty on Tuesday. The negotiations ran from 4 January to 10 September.",
    )
    assert "signed fisheries treaty CHL+PER 2024-10-08" in told
    assert any(each.startswith("negotiating fisheries treaty CHL+PER") for each in told)


def test_a_headline_takes_its_parties_from_the_text(parser: Parser) -> None:
    told = _told(
        parser, "First grain ship under new accord arrives in port\nSudan and Chad agreed on aid corridors last week."
    )
    assert "in-force new accord SDN+TCD 2024-10-11" in told


def test_term_and_what_is_replaced(parser: Parser) -> None:
    found = _annotate(
        parser,
        "Chile and Peru signed the Lima Protocol on Tuesday. The new protocol replaces the accord of 1998. "
        "The protocol is valid for 20 years.",
    )
    signed = next(each for each in found.agreements if each.stage == "signed" and each.name == "Lima Protocol")
    assert signed.duration_years == 20
    assert signed.replaces is not None
    assert signed.replaces.exact == "accord of 1998"


def test_a_stage_points_at_its_event(parser: Parser) -> None:
    found = _annotate(parser, "Chile and Peru signed a fisheries treaty in Lima on Tuesday.")
    (mention,) = found.agreements
    event = next(each for each in found.events if each.mention_id == mention.event)
    assert (event.event_type, event.status) == ("SUPPORT", "occurred")


def test_the_day_of_a_digest(parser: Parser) -> None:
    text = "October 2, 2024\n\nChile and Peru announce an agreement on fishing after a quarrel in May.\n\n"
    text += "October 5, 2024\n\nKenya and Somalia sign a maritime treaty.\n"
    told = _told(parser, text)
    assert "ready agreement CHL+PER 2024-10-02" in told
    assert "signed maritime treaty KEN+SOM 2024-10-05" in told


def test_exact_words(parser: Parser) -> None:
    text = "Kenya and Somalia signed a fisheries treaty, which took effect on Thursday. It replaces a 2001 pact."
    for mention in _annotate(parser, text).agreements:
        assert text[mention.span.start : mention.span.end] == mention.exact
