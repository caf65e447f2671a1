"""Whom a deed reaches, and who is only told of beside it; our own sentences."""

import pytest

from dragoman.extract.registry import annotate
from dragoman.nlp.parse import Parser
from dragoman.records.documents import Document, Zone
from dragoman.records.mentions import Annotations
from dragoman.records.recomputed import find_unfounded_ids
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


@pytest.mark.parametrize(
    ("text", "told"),
    [
        pytest.param(
            "Ghana completed its pullout of peacekeepers from Mali.", "RETREAT: Ghana > Mali", id="forces-withdrawn"
        ),
        pytest.param(
            "Kenya withdrew a group of paratroopers from Somalia.", "RETREAT: Kenya > Somalia", id="a-group-of-them"
        ),
        pytest.param(
            "Chad's president decided to send his soldiers home from Mali.",
            "RETREAT: Chad's president > Mali",
            id="sent-home",
        ),
        pytest.param(
            "Peru announced the deployment of 300 soldiers to Haiti.", "MOBILIZE: Peru > Haiti", id="forces-deployed"
        ),
        pytest.param(
            "Ghana will provide four engineers to the council.", "AID: Ghana > the council", id="who-is-lent-gets-none"
        ),
        pytest.param(
            "Peru's lawyers accused the bill of attacking the unions of Chile.",
            "ACCUSE: Peru's lawyers > ",
            id="who-accuses-a-bill-did-not-do-it",
        ),
        pytest.param(
            "Chad and Libya will exchange ambassadors in May.", "SUPPORT: Chad + Libya > ", id="who-is-exchanged"
        ),
        pytest.param(
            "Rebels carried out a raid on the monastery of Abbot Tarik Sow in Chad that killed nine guards.",
            "ASSAULT: Rebels > nine guards",
            id="what-killed-them",
        ),
        pytest.param(
            "Chad released another ninety clerks and drivers.",
            "RETREAT: Chad > another ninety clerks and drivers",
            id="two-nouns-of-one-phrase",
        ),
        pytest.param(
            "Kenya's president expressed his condolences to the family of Chile's envoy.",
            "SUPPORT: Kenya's president > the family of Chile's envoy",
            id="a-family",
        ),
        pytest.param(
            "Turkish jets carried out strikes against Islamic State in Iraq.",
            "ASSAULT: Turkish jets > Islamic State",
            id="against-whom-before-where",
        ),
        pytest.param(
            "Kenya has been the largest donor, giving 40 million dollars to Somalia's health fund.",
            "AID: Kenya > Somalia's health fund",
            id="a-donor-gives-not-to-himself",
        ),
        pytest.param(
            "Chad lifted its ban on imports of Nigerian sugar.", "CONCEDE: Chad > Nigerian sugar", id="imports-of"
        ),
        pytest.param(
            "Chad suspended the publication of Mali's oldest weekly.",
            "COERCE: Chad > Mali's oldest weekly",
            id="whose-business-is-stopped",
        ),
        pytest.param(
            "Peru's junta banned the Dockers' Union and the newly formed Miners' Front.",
            "COERCE: Peru's junta > the Dockers' Union + the newly formed Miners' Front",
            id="a-list-hung-on-the-verb",
        ),
        pytest.param(
            "The rebel Red Front on Monday attacked a garrison in Chad.",
            "ASSAULT: The rebel Red Front > a garrison in Chad",
            id="a-name-after-what-it-is",
        ),
        pytest.param("Kenya announced a suspension of aid in Somalia.", "SANCTION: Kenya > Somalia", id="aid-in"),
        pytest.param(
            "The reporter Ana Duarte was arrested on Monday in Peru.",
            "COERCE: Peru > The reporter Ana Duarte",
            id="whose-law-acts",
        ),
        pytest.param(
            "Kenya launched a mediation effort to end the war between Chad and Libya.",
            "CONSULT: Kenya + Chad + Libya > ",
            id="between-whom-1",
        ),
        pytest.param(
            "Oman began a mediation designed to help Chad and the rebels reach a truce.",
            "CONSULT: Oman + Chad + the rebels > ",
            id="between-whom-2",
        ),
        pytest.param(
            "The marines stormed a garrison in Chad, the agency said, with nine people reported killed.",
            "ASSAULT:  > nine people",
            id="who-is-reported-killed",
        ),
        pytest.param(
            "Kenya rejected Chad's call for a truce.", "REJECT: Kenya > Chad's call", id="the-call-of-one-who-calls-1"
        ),
        pytest.param(
            "Ghana welcomed Nigeria's decision to free nine miners.",
            "SUPPORT: Ghana > Nigeria's decision",
            id="the-decision-of-one-who-frees",
        ),
        pytest.param(
            "Zambia rejects the allegation by Amnesty International that its police had beaten miners.",
            "ACCUSE: Amnesty International > its police",
            id="who-is-charged",
        ),
        pytest.param(
            "Ghana condemned the overthrow of President Ali Diallo by officers of Chad's guard.",
            "ACCUSE: Ghana > officers of Chad's guard",
            id="by-whom-he-was-overthrown",
        ),
        pytest.param("Cuba offered Kenya ninety nurses.", "AGREE: Cuba > Kenya", id="who-is-offered"),
        pytest.param(
            "Kenya urged Chad's government to resume its talks with the rebels.",
            "REQUEST: Kenya > Chad's government",
            id="who-is-to-talk",
        ),
        pytest.param(
            "Peru could recall its ambassador to Chile.", "SANCTION: Peru > Chile", id="where-an-envoy-was-posted"
        ),
        pytest.param(
            "Kenya imposed sanctions on ten Chadian officials and forty entities.",
            "SANCTION: Kenya > ten Chadian officials + forty entities",
            id="a-list-that-is-counted",
        ),
        pytest.param(
            "The redeployment of Chadian units to the river was completed on Monday.",
            "RETREAT: Chadian units > ",
            id="who-moves-by-himself",
        ),
        pytest.param(
            "Chad's paratroopers were pulled home from Mali on Monday.",
            "RETREAT: Chad's paratroopers > Mali",
            id="who-is-pulled-home",
        ),
        pytest.param(
            "Peru's congress ratified a fishing treaty with Chile.",
            "SUPPORT: Peru's congress > Chile",
            id="with-whom-the-treaty-is",
        ),
        pytest.param(
            "Kenya's and Ghana's expulsion of four Chadian diplomats on Monday was answered by silence.",
            "SANCTION: Kenya + Ghana > four Chadian diplomats",
            id="two-owners",
        ),
        pytest.param(
            "Botswana's farmers begged Windhoek to reopen the gate.",
            "REQUEST: Botswana's farmers > Windhoek",
            id="a-name-taken-for-an-adverb",
        ),
        pytest.param(
            "Ana Duarte was elected mayor of Lima on Sunday.", "OFFICE: Ana Duarte > ", id="what-somebody-is-made"
        ),
        pytest.param("Gabon's government shut off the internet.", "COERCE: Gabon's government > ", id="everybodys"),
        pytest.param(
            "Chad's army mobilised its tanks for a battle against the Red Front.",
            "MOBILIZE: Chad's army > the Red Front",
            id="for-a-battle-against",
        ),
    ],
)
def test_whom_it_reaches(parser: Parser, text: str, told: str) -> None:
    found = _annotate(parser, text)

    def side(mention_ids: tuple[str, ...]) -> str:
        return " + ".join(found.actor(mention_id).exact for mention_id in mention_ids)

    assert told in [f"{e.event_type}: {side(e.sources)} > {side(e.targets)}" for e in found.events]


def test_who_is_reached_through_his_call_is_one_actor_with_who_calls(parser: Parser) -> None:
    found = _annotate(parser, "Kenya rejected Chad's call for a truce.")
    reject = next(event for event in found.events if event.event_type == "REJECT")
    request = next(event for event in found.events if event.event_type == "REQUEST")
    called, calling = found.actor(reject.targets[0]), found.actor(request.sources[0])
    assert (called.exact, calling.exact) == ("Chad's call", "Chad")
    assert called.actor_id == calling.actor_id
    assert not list(find_unfounded_ids(found, lambda _: ()))


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("A baker was sentenced in Peru on Monday to two years.", id="nobody-known"),
        pytest.param("A 40-year-old plumber was arrested in Tamale on Monday.", id="a-private-person"),
    ],
)
def test_a_private_matter_has_no_state_in_it(parser: Parser, text: str) -> None:
    assert not [event for event in _annotate(parser, text).events if event.sources]
