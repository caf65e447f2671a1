"""Who takes part in an event, and in which words: lists, names nobody knows, places and aims that stand in."""

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


def _worded(found: Annotations) -> list[str]:
    def side(mention_ids: tuple[str, ...]) -> str:
        return " + ".join(found.actor(mention_id).exact for mention_id in mention_ids)

    return [f"{e.event_type}: {side(e.sources)} > {side(e.targets)}" for e in found.events]


CASES = [
    pytest.param(
        "The Nigerian Farmers' Union (NFU) called on the government of Ghana to open the border.",
        ["REQUEST: The Nigerian Farmers' Union (NFU) > the government of Ghana"],
        id="short-name-1",
    ),
    pytest.param(
        "South African police arrested four members of the Boer Freedom Front (BFF).",
        ["COERCE: South African police > four members of the Boer Freedom Front (BFF)"],
        id="short-name-2",
    ),
    pytest.param(
        "Kenya outlawed the Coastal Republican Council (CRC).",
        ["COERCE: Kenya > the Coastal Republican Council (CRC)"],
        id="short-name-3",
    ),
    pytest.param(
        "The World Food Programme (WFP) sent rice to Malawi.",
        ["AID: The World Food Programme (WFP) > Malawi"],
        id="short-name-4",
    ),
    pytest.param(
        "Chad accused the Patriotic Salvation Movement (MSP) of burning two villages.",
        ["ACCUSE: Chad > the Patriotic Salvation Movement (MSP)", "ASSAULT: the Patriotic Salvation Movement (MSP) > "],
        id="short-name-5",
    ),
    pytest.param(
        "Ana Duarte, a spokeswoman for the Peruvian foreign ministry, condemned Chile.",
        ["ACCUSE: Ana Duarte, a spokeswoman for the Peruvian foreign ministry > Chile"],
        id="apposition-1",
    ),
    pytest.param(
        "Chad's police arrested Idris Kone, the leader of the northern rebels.",
        ["COERCE: Chad's police > Idris Kone, the leader of the northern rebels"],
        id="apposition-2",
    ),
    pytest.param(
        "Iran expelled Pierre Blanc, the French consul in Tabriz.",
        ["SANCTION: Iran > Pierre Blanc, the French consul in Tabriz"],
        id="apposition-3",
    ),
    pytest.param(
        "Olga Lind, Norway's trade minister, met Ghana's president in Accra.",
        ["CONSULT: Olga Lind, Norway's trade minister + Ghana's president > "],
        id="apposition-4",
    ),
    pytest.param(
        "Kenya sent maize to its southern neighbour Tanzania.",
        ["AID: Kenya > its southern neighbour Tanzania"],
        id="apposition-5",
    ),
    pytest.param(
        "Rebels loyal to General Haftar shelled a suburb of Tripoli.",
        ["ASSAULT: Rebels loyal to General Haftar > a suburb of Tripoli"],
        id="told-apart-1",
    ),
    pytest.param(
        "Jordanian guards detained three men near Ramtha.",
        ["COERCE: Jordanian guards > three men near Ramtha"],
        id="told-apart-3",
    ),
    pytest.param(
        "Ethiopian troops stormed a police station in Mekelle.",
        ["ASSAULT: Ethiopian troops > a police station in Mekelle"],
        id="told-apart-4",
    ),
    pytest.param(
        "Peru deported farm workers employed by a Chilean company.",
        ["COERCE: Peru > farm workers employed by a Chilean company"],
        id="told-apart-5",
    ),
    pytest.param(
        "Israel lifted the restrictions imposed on Lebanon in May.", ["CONCEDE: Israel > Lebanon"], id="brought-1"
    ),
    pytest.param("Russia vetoed a resolution drafted by Britain.", ["REJECT: Russia > Britain"], id="brought-2"),
    pytest.param(
        "Ghana's parliament rejected a plan submitted by Nigeria.",
        ["REJECT: Ghana's parliament > Nigeria"],
        id="brought-3",
    ),
    pytest.param(
        "Egypt's court dismissed an appeal lodged by Amnesty International.",
        ["REJECT: Egypt's court > Amnesty International"],
        id="brought-4",
    ),
    pytest.param("Turkey criticised the threats made by Greece.", ["ACCUSE: Turkey > Greece"], id="brought-5"),
    pytest.param(
        "Theresa May's arrest by Kenya was news.",
        ["COERCE: Kenya > Theresa May"],
        id="borne-by-the-possessor",
    ),
    pytest.param(
        "Peru condemned Theresa May's killings.",
        ["ACCUSE: Peru > Theresa May", "ASSAULT: Theresa May > "],
        id="many-are-done-by-the-possessor",
    ),
    pytest.param("Chad's arrest of miners went on.", ["COERCE: Chad > miners"], id="done-by-the-possessor"),
    pytest.param("Two soldiers killed in an ambush in Mali", ["ASSAULT:  > Two soldiers"], id="passive-of-a-headline"),
    pytest.param("Kenyan soldiers killed 12 bandits.", ["ASSAULT: Kenyan soldiers > 12 bandits"], id="no-passive"),
    pytest.param(
        "Kenyan police detained and then beat Ugandan journalists.",
        ["COERCE: Kenyan police > Ugandan journalists", "ASSAULT: Kenyan police > Ugandan journalists"],
        id="two-verbs-one-object",
    ),
    pytest.param(
        "Jordan rejected Theresa May's offer on citizens' rights.",
        ["REJECT: Jordan > Theresa May's offer"],
        id="owner-1",
    ),
    pytest.param(
        "India rejected Pakistan's demand for a ceasefire in Kashmir.",
        ["REJECT: India > Pakistan's demand", "REQUEST: Pakistan > India"],
        id="owner-2",
    ),
    pytest.param(
        "China dismissed a request by Taiwan for talks on the strait.",
        ["REJECT: China > Taiwan", "REQUEST: Taiwan > China"],
        id="owner-3",
    ),
    pytest.param(
        "Mexico turned down an offer from Spain to host the hearings.",
        ["REJECT: Mexico > Spain", "AGREE: Spain > Mexico"],
        id="owner-4",
    ),
    pytest.param(
        "The Chinese government denied charges by the U.S. Chamber of Commerce that its rules amount to theft.",
        ["REJECT: The Chinese government > the U.S. Chamber of Commerce"],
        id="owner-5",
    ),
    pytest.param(
        "Canada imposed sanctions on the Russian bank Sovka and the Iranian Space Institute.",
        ["SANCTION: Canada > the Iranian Space Institute + the Russian bank Sovka"],
        id="list-1",
    ),
    pytest.param(
        "The Kenyan government banned the Somali Congress and the Coastal Farmers' Front.",
        ["COERCE: The Kenyan government > the Somali Congress + the Coastal Farmers' Front"],
        id="list-2",
    ),
    pytest.param(
        "Iraq has expelled diplomats from Sweden, Denmark and Norway.",
        ["SANCTION: Iraq > diplomats + Denmark + Norway"],
        id="list-3",
    ),
    pytest.param(
        "The European Union has announced 60 million euros in aid to help people in Somalia, Ethiopia and Kenya.",
        ["AGREE: The European Union > people in Somalia + Ethiopia + Kenya"],
        id="list-4",
    ),
    pytest.param(
        "Saudi jets bombed the airport of Hodeidah and a barracks.",
        ["ASSAULT: Saudi jets > the airport of Hodeidah + a barracks"],
        id="list-5",
    ),
    pytest.param(
        "French prosecutors have launched an investigation into Velmer Holdings.",
        ["ACCUSE: French prosecutors > Velmer Holdings"],
        id="unknown-name-1",
    ),
    pytest.param(
        "The Norwegian health ministry will investigate Medrax.",
        ["ACCUSE: The Norwegian health ministry > Medrax"],
        id="unknown-name-2",
    ),
    pytest.param(
        "Mr Lagumba suspended relief deliveries to Senegal.", ["SANCTION: Mr Lagumba > Senegal"], id="unknown-name-3"
    ),
    pytest.param(
        "Belgium fined Ormex Shipping for breaking the embargo.",
        ["SANCTION: Belgium > Ormex Shipping", "CONCEDE: Belgium > "],
        id="unknown-name-4",
    ),
    pytest.param(
        "Velmer Holdings returned eleven statues to the government of Iraq.",
        ["RETREAT: Velmer Holdings > the government of Iraq"],
        id="unknown-name-5",
    ),
    pytest.param(
        "Pakistan imposed a curfew in parts of Balochistan.",
        ["COERCE: Pakistan > parts of Balochistan"],
        id="stretch-1",
    ),
    pytest.param(
        "Colombia's army declared a ceasefire in Cauca.", ["CONCEDE: Colombia's army > Cauca"], id="stretch-2"
    ),
    pytest.param(
        "Israel withdrew its soldiers from the West Bank towns.",
        ["RETREAT: Israel > the West Bank towns"],
        id="stretch-3",
    ),
    pytest.param(
        "Ethiopia eased the curfew in northern Tigray.", ["CONCEDE: Ethiopia > northern Tigray"], id="stretch-4"
    ),
    pytest.param(
        "Qatar withdrew its peacekeepers from the Golan Heights.",
        ["SANCTION: Qatar > the Golan Heights"],
        id="stretch-5",
    ),
    pytest.param("Norway gave 20 million euros to promote schooling in Malawi.", ["AID: Norway > Malawi"], id="aim-1"),
    pytest.param("Japan donated forty pumps to help Nepal clear the flood.", ["AID: Japan > Nepal"], id="aim-2"),
    pytest.param(
        "Canada is considering sending aid to help victims of the Bihar flood.",
        ["AID: Canada > victims of the Bihar flood"],
        id="aim-3",
    ),
    pytest.param("Brazil gave 8 million dollars to rebuild the port of Beirut.", ["AID: Brazil > Beirut"], id="aim-4"),
    pytest.param(
        "Spain provided buses to carry pupils in Mauritania.", ["AID: Spain > pupils in Mauritania"], id="aim-5"
    ),
    pytest.param(
        "The United States reduced its military aid to European allies.",
        ["SANCTION: The United States > European allies"],
        id="recipient-1",
    ),
    pytest.param(
        "France gave blankets to shepherds in the hills.", ["AID: France > shepherds in the hills"], id="recipient-2"
    ),
    pytest.param(
        "Uganda cut its food deliveries to camps along the river.",
        ["SANCTION: Uganda > camps along the river"],
        id="recipient-3",
    ),
    pytest.param("Spain returned the paintings to their owners.", ["RETREAT: Spain > their owners"], id="recipient-4"),
    pytest.param("Ireland offered shelter to families.", ["AGREE: Ireland > families"], id="recipient-5"),
    pytest.param(
        "The Syrian army stepped up its bombardment of a Palestinian suburb.",
        ["ASSAULT: The Syrian army > a Palestinian suburb"],
        id="hit-by-noun-1",
    ),
    pytest.param(
        "Saudi Arabia carried out air strikes on Houthi positions.",
        ["ASSAULT: Saudi Arabia > Houthi positions"],
        id="hit-by-noun-2",
    ),
    pytest.param(
        "Turkish troops launched an assault on a Kurdish outpost.",
        ["ASSAULT: Turkish troops > a Kurdish outpost"],
        id="hit-by-noun-3",
    ),
    pytest.param(
        "Amnesty International issued a statement urging Egypt to free the editors.",
        ["REQUEST: Amnesty International > Egypt"],
        id="statement-1",
    ),
    pytest.param(
        "The Vatican released a letter asking Cuba to pardon the students.",
        ["REQUEST: The Vatican > Cuba"],
        id="statement-3",
    ),
    pytest.param(
        "The African Union published a declaration urging Sudan to comply with the truce.",
        ["REQUEST: The African Union > Sudan"],
        id="statement-4",
    ),
    pytest.param(
        "Human Rights Watch issued a statement urging Peru to honour its promises to the miners.",
        ["REQUEST: Human Rights Watch > Peru"],
        id="statement-5",
    ),
    pytest.param(
        "Israel’ s air force bombed a depot in Gaza.",
        ["ASSAULT: Israel’ s air force > a depot in Gaza"],
        id="possessive-apart-1",
    ),
    pytest.param(
        "Ethiopia’ s prime minister rejected Egypt’ s offer.",
        ["REJECT: Ethiopia’ s prime minister > Egypt’ s offer"],
        id="possessive-apart-2",
    ),
    pytest.param(
        "The EU’ s envoy met Kosovo’ s president in Pristina.",
        ["CONSULT: The EU’ s envoy + Kosovo’ s president in Pristina > "],
        id="possessive-apart-3",
    ),
    pytest.param(
        "Iran´ s navy seized a Greek tanker.", ["COERCE: Iran´ s navy > a Greek tanker"], id="possessive-apart-4"
    ),
    pytest.param(
        "Kenya praised Uganda’ s decision to open the border.",
        ["SUPPORT: Kenya > Uganda’ s decision", "RETREAT: Uganda > "],
        id="possessive-apart-5",
    ),
    pytest.param(
        "The president of Colombia announced a cease-fire with the rebels.",
        ["CONCEDE: The president of Colombia > the rebels"],
        id="hyphen-1",
    ),
    pytest.param(
        "Israel and Lebanon agreed to a cease-fire on Tuesday.",
        ["AGREE: Israel + Lebanon > ", "RETREAT: Israel + Lebanon > "],
        id="hyphen-2",
    ),
    pytest.param(
        "Sudan's army violated the cease-fire with South Sudan.", ["ASSAULT: Sudan's army > South Sudan"], id="hyphen-3"
    ),
    pytest.param(
        "Kenya let free three activists before the vote.", ["RETREAT: Kenya > three activists"], id="wording-1"
    ),
    pytest.param("Rwanda is responsible for the bombing of Goma.", ["ASSAULT: Rwanda > Goma"], id="wording-3"),
    pytest.param(
        "Boko Haram has been responsible for the killing of Nigerian teachers.",
        ["ASSAULT: Boko Haram > Nigerian teachers"],
        id="wording-4",
    ),
    pytest.param("Mexican police let free the smugglers.", ["RETREAT: Mexican police > the smugglers"], id="wording-5"),
    pytest.param(
        "The ministers condemned the act of aggression and the threats made by Russia.",
        ["ACCUSE: The ministers > Russia"],
        id="other-2",
    ),
    pytest.param(
        "Peru's president cancelled a planned visit to Ecuador.", ["REJECT: Peru's president > Ecuador"], id="other-3"
    ),
    pytest.param(
        "Former Soviet republics refused to lift sanctions on Abkhazia.",
        ["REJECT: Former Soviet republics > Abkhazia"],
        id="other-4",
    ),
    pytest.param(
        "US officials returned a silver coin to the Russian authorities.",
        ["RETREAT: US officials > the Russian authorities"],
        id="returned-1",
    ),
    pytest.param(
        "A gold bookmark was returned by US officials to the Spanish embassy.",
        ["RETREAT: US officials > the Spanish embassy"],
        id="returned-2",
    ),
    pytest.param("France returned a bronze mask and two drums to Benin.", ["RETREAT: France > Benin"], id="returned-3"),
    pytest.param(
        "Italy's government returned the portrait to its owner.",
        ["RETREAT: Italy's government > its owner"],
        id="returned-4",
    ),
    pytest.param(
        "The Israeli government outlawed the northern branch of the Islamic Movement.",
        ["COERCE: The Israeli government > the northern branch of the Islamic Movement"],
        id="part-of-a-party-1",
    ),
    pytest.param(
        "Kenya outlawed the coastal wing of the Somali Congress.",
        ["COERCE: Kenya > the coastal wing of the Somali Congress"],
        id="part-of-a-party-2",
    ),
    pytest.param(
        "Estonia's parliament rejected the Latvian president's draft of a border treaty.",
        ["REJECT: Estonia's parliament > the Latvian president's draft of a border treaty"],
        id="owned-1",
    ),
    pytest.param(
        "Peru cut its duties on Chilean copper by half.",
        ["CONCEDE: Peru > Chilean copper"],
        id="owned-2",
    ),
    pytest.param(
        "Canada has defended Mexico's handling of the drought.",
        ["SUPPORT: Canada > Mexico's handling of the drought"],
        id="owned-3",
    ),
    pytest.param(
        "Qatar criticised a Saudi tribunal decision on the fishermen.",
        ["ACCUSE: Qatar > a Saudi tribunal decision"],
        id="owned-4",
    ),
    pytest.param(
        "Japan gave 4 million dollars to Nepal's health service.",
        ["AID: Japan > Nepal's health service"],
        id="owned-5",
    ),
    pytest.param(
        "The regional government conceded to demands from the farmers.",
        ["CONCEDE: The regional government > the farmers"],
        id="demands-from-1",
    ),
    pytest.param(
        "The ministry gave in to demands from the Dockers' Union to raise wages.",
        ["CONCEDE: The ministry > the Dockers' Union"],
        id="demands-from-2",
    ),
    pytest.param(
        "Gunmen attacked a police convoy near Quetta.", ["ASSAULT: Gunmen > a police convoy near Quetta"], id="owned-6"
    ),
]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_parties_of_a_sentence(parser: Parser, text: str, expected: list[str]) -> None:
    assert _worded(_annotate(parser, text)) == expected


@pytest.mark.parametrize("text", [c.values[0] for c in CASES if str(c.id).startswith("possessive-apart")])
def test_a_possessive_that_stands_apart_is_one_token(parser: Parser, text: str) -> None:
    found = _annotate(parser, text)
    assert all(text[m.span.start : m.span.end] == m.exact for m in found.actors)
