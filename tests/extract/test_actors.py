# ruff: noqa: E501 - one case a line reads better than a wrapped table
from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dragoman.extract.actors.coder import extract_actors
from dragoman.nlp.parse import Parser
from dragoman.records.documents import Document, Zone
from dragoman.records.mentions import ActorMention, Annotations
from dragoman.records.spans import CharSpan
from dragoman.records.times import UNDATED

pytestmark = pytest.mark.model


def annotate(parser: Parser, text: str, day: str | None = None) -> tuple[ActorMention, ...]:
    document = Document(
        document_id="d1",
        source_id="d1",
        text=text,
        fingerprint="",
        language="en",
        zones=(Zone(span=CharSpan(start=0, end=len(text)), kind="body"),),
        published=day,
    )
    parsed = parser.parse_one(document)
    found = extract_actors(parsed, Annotations(document=document, published=UNDATED, genre="news"))
    for mention in found:
        assert mention.exact == text[mention.span.start : mention.span.end]
    return found


def told(mention: ActorMention) -> tuple[str, str, str, str]:
    country = mention.country or mention.international_code or "-"
    return mention.mention_type, mention.kind, country, mention.sectors[0] if mention.sectors else "-"


# phenomenon, day or None, sentence, the wording, "type kind country primary-sector"
READ = (
    # states, peoples, adjectives
    ("state as subject", None, "Kenya reopened its embassy.", "Kenya", "NAM state KEN -"),
    ("state with dots", None, "The U.S. lifted the ban.", "U.S.", "NAM state USA -"),
    ("state as acronym", None, "The US and the UK objected.", "UK", "NAM state GBR -"),
    ("official name", None, "The Islamic Republic of Iran rejected it.", "Islamic Republic of Iran", "NAM state IRN -"),
    ("accents and apostrophe", None, "Côte d’Ivoire closed the border.", "Côte d’Ivoire", "NAM state CIV -"),
    ("state after place preposition", None, "Fighting went on in Sudan.", "Sudan", "NAM state SDN -"),
    ("possessive state", None, "Belgrade welcomed Hungary's vote.", "Hungary", "NAM state HUN -"),
    ("historical state", None, "The Soviet Union invaded in 1979.", "Soviet Union", "NAM state SUN -"),
    ("adjective before a deed", None, "An Iranian missile strike killed nine.", "Iranian", "NAM state IRN -"),
    ("adjective before hyphen", None, "The Saudi-led talks failed.", "Saudi", "NAM state SAU -"),
    ("dotted adjective before hyphen", None, "The U.S.-brokered truce held.", "U.S.", "NAM state USA -"),
    ("people in the plural", None, "Russians voted on Sunday.", "Russians", "NAM group RUS CVL"),
    ("people with adjective", None, "Young Georgians from Tbilisi marched.", "Young Georgians", "NOM group GEO CVL"),
    ("one of a people", None, "A Palestinian was shot near the fence.", "Palestinian", "NAM person PSE CVL"),
    ("unrecognised entity", None, "Transnistria asked for help.", "Transnistria", "NAM organisation MDA PRE"),
    # seats and capitals
    ("capital acts", None, "Tehran rejected the offer.", "Tehran", "NAM state IRN GOV"),
    ("capital whose deed it is", None, "The drones were used in Moscow's nightly attacks on a port.", "Moscow", "NAM state RUS GOV"),
    ("capital as party", None, "Ties between Ankara and Athens improved.", "Athens", "NAM state GRC GOV"),
    ("capital with", None, "Riyadh signed a deal with Beijing.", "Beijing", "NAM state CHN GOV"),
    ("capital's", None, "Moscow's decision surprised them.", "Moscow", "NAM state RUS GOV"),
    ("capital as object of a word", None, "The envoy accused Minsk of blackmail.", "Minsk", "NAM state BLR GOV"),
    ("seat speaks", None, "The Kremlin denied the report.", "Kremlin", "NAM state RUS GOV"),
    ("seat of a president", None, "The White House condemned the raid.", "White House", "NAM state USA GOV"),
    ("town acts", None, "Mariupol refused to surrender.", "Mariupol", "NAM group UKR CVL"),
    # names and offices that the scene decides
    ("a party's name that others share", None, "South Korea's parliament met. The Democratic Party objected.", "Democratic Party", "NAM organisation KOR PTY"),
    ("a party of nobody told", None, "Fiji's cabinet resigned. The Democratic Party objected.", "Democratic Party", "NAM organisation - PTY"),
    ("a party in its own country", None, "In the United States the Democratic Party objected.", "Democratic Party", "NAM organisation USA PTY"),
    ("a party of one of two told", None, "Japan and South Korea met. The Democratic Party objected.", "Democratic Party", "NAM organisation KOR PTY"),
    ("a party alone", None, "The Democratic Party objected.", "Democratic Party", "NAM organisation USA PTY"),
    ("a kingdom has no presidential office", None, "Norway and Finland met. The presidential office spoke.", "presidential office", "NOM organisation FIN GOV"),
    ("a body told by its owner", None, "The African Union's Peace and Security Council met.", "African Union's Peace and Security Council", "NAM organisation IGO -"),
    # bodies
    ("international body", None, "The United Nations sent observers.", "United Nations", "NAM organisation UNO -"),
    ("body as acronym", None, "NATO moved troops east.", "NATO", "NAM organisation IGO MIL"),
    ("body as mixed-case acronym", None, "Nato moved troops east.", "Nato", "NAM organisation IGO MIL"),
    ("union", None, "The EU froze the assets.", "EU", "NAM organisation EUR -"),
    ("armed group", None, "Boko Haram attacked a base.", "Boko Haram", "NAM organisation NGA REB"),
    ("parliament by name", None, "The Knesset passed the bill.", "Knesset", "NAM organisation ISR LEG"),
    ("party", None, "The BJP won the state.", "BJP", "NAM organisation IND PTY"),
    ("group in power by day", "2023-05-02", "The Taliban banned the film.", "Taliban", "NAM organisation AFG GOV"),
    ("group in revolt by day", "2010-05-02", "The Taliban attacked a convoy.", "Taliban", "NAM organisation AFG REB"),
    ("court by its build", None, "The Madras High Court freed him.", "Madras High Court", "NAM organisation IND JUD"),
    ("institute by its build", None, "The Corvian Institute of Health found none.", "Corvian Institute of Health",
     "NAM organisation - EDU"),
    # persons of the tables
    ("full name", None, "Vladimir Putin spoke for an hour.", "Vladimir Putin", "NAM person RUS GOV"),
    ("surname alone", None, "Erdogan flew to Baku.", "Erdogan", "NAM person TUR GOV"),
    ("spelling with accents", None, "Recep Tayyip Erdoğan flew to Baku.", "Recep Tayyip Erdoğan", "NAM person TUR GOV"),
    ("other spelling", None, "Massoud Pezeshkian spoke.", "Massoud Pezeshkian", "NAM person IRN GOV"),
    ("family name first", None, "Xi Jinping hosted the summit.", "Xi Jinping", "NAM person CHN GOV"),
    ("office by day", "2016-05-01", "Barack Obama visited Hanoi.", "Barack Obama", "NAM person USA GOV"),
    ("out of office by day", "2019-05-01", "Barack Obama visited Hanoi.", "Barack Obama", "NAM person USA ELI"),
    ("defence minister by day", "2018-03-01", "Sergei Shoigu inspected the fleet.", "Sergei Shoigu", "NAM person RUS GOV"),
    ("head of a body by day", "2018-03-01", "Antonio Guterres appealed for calm.", "Antonio Guterres", "NAM person UNO GOV"),
    # titles and asides
    ("title before the name", None, "Ardanian President Olmar Vesk arrived.", "Olmar Vesk", "NAM person - GOV"),
    ("nationality and title", None, "Kenyan Foreign Minister Asha Mutai left.", "Asha Mutai", "NAM person KEN GOV"),
    ("title with its name", None, "Kenyan Foreign Minister Asha Mutai left.", "Kenyan Foreign Minister Asha Mutai",
     "NOM person KEN GOV"),
    ("title with of inside", None, "US Secretary of State Rex Holm called.", "Rex Holm", "NAM person USA GOV"),
    ("possessive title", None, "Poland's interior minister Jan Wolny quit.", "Jan Wolny", "NAM person POL GOV"),
    ("seat and title", None, "Kremlin aide Oleg Surin noted it.", "Oleg Surin", "NAM person RUS GOV"),
    ("body and title", None, "Hamas commander Raed Nasri was killed.", "Raed Nasri", "NAM person PSE REB"),
    ("military rank", None, "General Pavel Orlik of Slovakia resigned.", "Pavel Orlik", "NAM person SVK MIL"),
    ("rank as abbreviation", None, "Lt. Gen. Peter Mboya took over.", "Peter Mboya", "NAM person - MIL"),
    ("senator as abbreviation", None, "Sen. Ruth Halloran objected.", "Ruth Halloran", "NAM person - LEG"),
    ("former title", None, "Former Peruvian minister Ana Quispe was charged.", "Ana Quispe", "NAM person PER ELI"),
    ("ex with hyphen", None, "Ex-president Luis Andrade of Peru was jailed.", "Luis Andrade", "NAM person PER ELI"),
    ("opposition leader", None, "Ugandan opposition leader Moses Okello was held.", "Moses Okello", "NAM person UGA OPP"),
    ("aside with article", None, "Farid Azimi, the Iranian ambassador to Russia, said so.", "Farid Azimi", "NAM person IRN GOV"),
    ("aside without article", None, "Ilze Berga, head of Latvia's central bank, warned of it.", "Ilze Berga", "NAM person LVA GOV"),
    ("aside in brackets", None, "Tomas Reyl (a Slovak lawmaker) disagreed.", "Tomas Reyl", "NAM person SVK LEG"),
    ("name after comma", None, "The Slovak premier, Tomas Reyl, disagreed.", "Tomas Reyl", "NAM person SVK GOV"),
    ("country after the name", None, "President Olmar Vesk of Kenya arrived.", "Olmar Vesk", "NAM person KEN GOV"),
    ("activist", None, "Egyptian activist Mona Farouk was freed.", "Mona Farouk", "NAM person EGY SOC"),
    ("journalist", None, "German journalist Jana Kolb was freed.", "Jana Kolb", "NAM person DEU JRN"),
    ("judge", None, "Brazilian judge Paulo Teles ruled.", "Paulo Teles", "NAM person BRA JUD"),
    ("cleric", None, "Iraqi cleric Hadi Jaberi called for calm.", "Hadi Jaberi", "NAM person IRQ REL"),
    ("oligarch", None, "Ukrainian oligarch Borys Lomak fled.", "Borys Lomak", "NAM person UKR BUS"),
    ("drug lord", None, "Mexican drug lord Chucho Varela escaped.", "Chucho Varela", "NAM person MEX CRM"),
    ("spy chief", None, "Polish spy chief Adam Zych resigned.", "Adam Zych", "NAM person POL SPY"),
    # descriptions
    ("forces", None, "Russian forces took the town.", "Russian forces", "NOM organisation RUS MIL"),
    ("counted soldiers", None, "Rebels killed two Turkish soldiers.", "two Turkish soldiers", "NOM group TUR MIL"),
    ("army", None, "The Syrian army shelled the road.", "Syrian army", "NOM organisation SYR MIL"),
    ("troops of a possessor", None, "Chad's troops crossed over.", "Chad's troops", "NOM group TCD MIL"),
    ("rebels", None, "Rebel fighters freed the hostages.", "Rebel fighters", "NOM group - REB"),
    ("separatists", None, "Russian-backed separatists fired.", "Russian-backed separatists", "NOM group - REB"),
    ("backer is named", None, "Russian-backed separatists fired.", "Russian", "NAM state RUS -"),
    ("police of a town", None, "Kyiv police held three men.", "Kyiv police", "NOM group UKR COP"),
    ("border guards", None, "Finnish border guards turned them back.", "Finnish border guards", "NOM group FIN COP"),
    ("immigration officers", None, "Panama's immigration officers searched them.", "Panama's immigration officers",
     "NOM group PAN COP"),
    ("protesters", None, "Protesters burned tyres.", "Protesters", "NOM group - CVL"),
    ("political protesters", None, "Antigovernment protesters in Minsk were beaten.", "Antigovernment protesters", "NOM group BLR OPP"),
    ("lawmakers", None, "Opposition lawmakers walked out.", "Opposition lawmakers", "NOM group - OPP"),
    ("legislators of a body", None, "European Union legislators agreed.", "European Union legislators", "NOM group EUR LEG"),
    ("officials", None, "Three Saudi officials denied it.", "Three Saudi officials", "NOM group SAU GOV"),
    ("authorities", None, "Mexican authorities found the bus.", "Mexican authorities", "NOM organisation MEX GOV"),
    ("government", None, "The Greek government fell.", "Greek government", "NOM organisation GRC GOV"),
    ("ministry", None, "Chile's mining ministry objected.", "Chile's mining ministry", "NOM organisation CHL GOV"),
    ("junta", None, "Niger's ruling junta expelled him.", "Niger's ruling junta", "NOM organisation NER GOV"),
    ("central bank", None, "Norway's central bank cut rates.", "Norway's central bank", "NOM organisation NOR GOV"),
    ("court", None, "A Swiss court froze the funds.", "Swiss court", "NOM organisation CHE JUD"),
    ("parliament", None, "The Latvian parliament ratified it.", "Latvian parliament", "NOM organisation LVA LEG"),
    ("media", None, "Syrian state media reported it.", "Syrian state media", "NOM organisation SYR GOV"),
    ("mercenaries", None, "Colombian mercenaries shot him.", "Colombian mercenaries", "NOM group COL UAF"),
    ("gunmen", None, "Gunmen stormed the hotel.", "Gunmen", "NOM group - UAF"),
    ("smugglers", None, "Two smugglers were shot.", "Two smugglers", "NOM group - CRM"),
    ("farmers", None, "Polish farmers blocked the crossing.", "Polish farmers", "NOM group POL AGR"),
    ("union", None, "A French trade union called a strike.", "French trade union", "NOM organisation FRA LAB"),
    ("refugees", None, "Greek police stopped Syrian refugees.", "Syrian refugees", "NOM group SYR REF"),
    ("doctors", None, "Nigerian doctors went on strike.", "Nigerian doctors", "NOM group NGA MED"),
    ("villagers", None, "The blast killed six villagers.", "six villagers", "NOM group - CVL"),
    ("victims", None, "The raid killed women and children.", "women", "NOM group - CVL"),
    ("tourists", None, "A group of tourists was robbed.", "group of tourists", "NOM group - CVL"),
    ("dozens", None, "Police beat dozens of demonstrators.", "dozens of demonstrators", "NOM group - CVL"),
    ("team of", None, "A team of heavily armed police broke in.", "team of heavily armed police", "NOM group - COP"),
    ("two men", None, "Two men were arrested.", "Two men", "NOM group - UNK"),
    ("warship", None, "A Chinese destroyer shadowed the ferry.", "Chinese destroyer", "NOM group CHN MIL"),
    ("business", None, "Nigeria's airlines grounded flights.", "Nigeria's airlines", "NOM organisation NGA BUS"),
    ("ambassador", None, "Norway recalled its ambassador.", "ambassador", "NOM person NOR GOV"),
    ("two nationalities", None, "Israeli and Jordanian officials met.", "Israeli and Jordanian officials", "NOM group ISR GOV"),
    ("two nationalities, the other", None, "Israeli and Jordanian officials met.", "Israeli and Jordanian officials",
     "NOM group JOR GOV"),
    ("of a state", None, "The president of Peru resigned.", "president of Peru", "NOM person PER GOV"),
    ("of a body", None, "The president of the European Council spoke.", "president of the European Council", "NOM person EUR GOV"),
    ("people in a state", None, "People in the UK stayed home.", "People", "NOM group GBR CVL"),
    ("residents of a town", None, "Residents of Aleppo fled.", "Residents of Aleppo", "NOM group SYR CVL"),
    ("retired", None, "A retired vice president objected.", "retired vice president", "NOM person - ELI"),
    ("intelligence officer", None, "An intelligence officer was expelled.", "intelligence officer", "NOM person - SPY"),
    ("agency", None, "A spy agency bugged the phones.", "spy agency", "NOM organisation - SPY"),
    ("breakaway state", None, "The breakaway region asked for help.", "breakaway region", "NOM organisation - PRE"),
    ("paramilitary", None, "A Somalia-based paramilitary group attacked.", "Somalia-based paramilitary group",
     "NOM group SOM PRM"),
    ("suicide bomber", None, "A suicide bomber killed ten worshippers.", "ten worshippers", "NOM group - CVL"),
    ("compound before a deed", None, "A police raid left two dead.", "police", "NOM group - COP"),
    ("a bare number of people", None, "At least 12 were killed.", "12", "NOM group - UNK"),
    ("thousands alone", None, "Thousands rallied against the law.", "Thousands", "NOM group - CVL"),
    ("a people without a state", None, "Kurds marched in the north.", "Kurds", "NOM group - CVL"),
    ("counted people", None, "Soldiers shot two Palestinians.", "two Palestinians", "NOM group PSE CVL"),
    ("age before the noun", None, "Police held a 95-year-old man.", "95-year-old man", "NOM person - UNK"),
    ("former of no office", None, "Former U.S. news anchor Dana Holt spoke.", "Dana Holt", "NAM person USA JRN"),
    ("told by a verb", None, "Ewa Krol was a Polish judge.", "Ewa Krol", "NAM person POL JUD"),
    ("title with to", None, "Iranian Ambassador to Russia Farid Azimi said so.", "Farid Azimi", "NAM person IRN GOV"),
    ("government of a person", None, "The Netanyahu government fell.", "Netanyahu government", "NOM organisation ISR GOV"),
    ("wife of a person", None, "Putin sent his spokesman.", "spokesman", "NOM person RUS GOV"),
    ("longer name than the table's", None, "Sweden's Social Democratic Party agreed.", "Social Democratic Party", "NAM organisation SWE PTY"),
    ("congress of another state", None, "Peru's Congress impeached him.", "Peru's Congress", "NOM organisation PER LEG"),
    ("embassy of its owner", None, "Iran reopened its embassy in Yemen.", "embassy", "NOM organisation IRN GOV"),
    ("critic of a state", None, "A critic of Iran was shot.", "critic", "NOM person - OPP"),
    ("unrecognised by the codebook", None, "Nagorno-Karabakh asked for help.", "Nagorno-Karabakh", "NAM organisation AZE PRE"),
    ("pope", "2015-05-01", "Pope Francis appealed for peace.", "Pope Francis", "NAM person VAT REL"),
    ("defence ministry", None, "The Russian defence ministry said so.", "Russian defence ministry", "NOM organisation RUS GOV"),
)  # fmt: skip


@pytest.mark.parametrize(
    ("day", "sentence", "wording", "expected"),
    [pytest.param(*case[1:], id=case[0]) for case in READ],
)
def test_reads_actor(parser: Parser, day: str | None, sentence: str, wording: str, expected: str) -> None:
    found = [told(mention) for mention in annotate(parser, sentence, day) if mention.exact == wording]
    assert tuple(expected.split()) in found


# phenomenon, sentence, a wording that is no actor there
NOT_ACTORS = (
    ("capital as place", "The talks took place in Tehran.", "Tehran"),
    ("capital as goal", "He flew to Moscow on Monday.", "Moscow"),
    ("capital arrived in", "The envoy arrived in Cairo.", "Cairo"),
    ("capital visited", "Lavrov visited Baghdad.", "Baghdad"),
    ("capital left", "The delegation left Vienna.", "Vienna"),
    ("capital after state's town", "They met in Geneva, Switzerland.", "Geneva"),
    ("dateline", "PARIS (AP) — The minister resigned.", "PARIS"),
    ("pronoun us", "They told us to wait.", "us"),
    ("pronoun us in capitals elsewhere", "Join us, he said.", "us"),
    ("who", "Who knows what comes next?", "Who"),
    ("modal may", "May he rest in peace.", "May"),
    ("month may", "The vote is in May.", "May"),
    ("lower-case china", "She bought a set of china.", "china"),
    ("bird", "They ate roast turkey on Thursday.", "turkey"),
    ("bird with a capital", "A Turkey sandwich costs five dollars.", "Turkey"),
    ("given name that is a state", "Chad Smith plays the drums.", "Chad"),
    ("person named as a state", "Michael Jordan bought the team.", "Jordan"),
    ("person named as a capital", "Paris Hilton opened the club.", "Paris"),
    ("gulf named after a state", "A tanker sank in the Gulf of Oman.", "Oman"),
    ("sea named after a state", "Ships collided in the South China Sea.", "China"),
    ("American state", "Voters in Georgia and Florida chose senators; Atlanta waited.", "Georgia"),
    ("region", "Prices rose in Latin America.", "America"),
    ("empty it", "It is clear that talks failed.", "It"),
    ("verb heads", "A judge heads to court, he said.", "heads"),
    ("place that a label takes for a person", "They took the towns of Bir Zeit and Khan Arnabah.", "Khan Arnabah"),
    ("storm with a name", "Typhoon Meranti hit the coast.", "Typhoon Meranti"),
    ("noun in a longer name", "Jets crossed the Air Defense Identification Zone.", "Air Defense"),
    ("agreement named after states", "He praised the Iran-Russia Association Agreement.", "Iran-Russia Association"),
    ("social media", "The video spread on social media.", "media"),
    ("vague noun", "Such an alliance would fail.", "alliance"),
    ("day before a title", "On Tuesday President Vesk spoke.", "Tuesday President Vesk"),
)  # fmt: skip


@pytest.mark.parametrize(("sentence", "wording"), [pytest.param(*case[1:], id=case[0]) for case in NOT_ACTORS])
def test_leaves_alone(parser: Parser, sentence: str, wording: str) -> None:
    assert wording not in [mention.exact for mention in annotate(parser, sentence)]


# phenomenon, day, text, wording (its last occurrence), names of the actors meant
MEANT: tuple[tuple[str, str | None, str, str, list[str]], ...] = (
    # pronouns
    ("he", None, "Putin met Lukashenko in Sochi. He praised the union.", "He", ["Vladimir Putin"]),
    ("his", None, "Putin praised his army.", "his", ["Vladimir Putin"]),
    ("his before the name", None, "In his speech, Putin praised the army.", "his", ["Vladimir Putin"]),
    ("she by given name", None, "Angela Merkel met Vladimir Putin. She asked for a truce.", "She", ["Angela Merkel"]),
    ("he by given name", None, "Angela Merkel met Vladimir Putin. He refused.", "He", ["Vladimir Putin"]),
    ("she by title", None, "President Vesk met Mrs Toll of Kenya. She smiled.", "She", ["Toll"]),
    ("said he", None, "Macron said he would go.", "he", ["Emmanuel Macron"]),
    ("him is not the subject", None, "Putin criticised him.", "him", []),
    ("its", None, "Iran said its missiles were ready.", "its", ["Iran"]),
    ("it", None, "Japan protested. It recalled an envoy.", "It", ["Japan"]),
    ("their of two", None, "Iran and Russia renewed their pact.", "their", ["Iran", "Russia"]),
    ("they of two", None, "Kenya and Peru met. They signed a deal.", "They", ["Kenya", "Peru"]),
    ("they of a group", None, "Turkish soldiers entered. They took the bridge.", "They", ["Turkish soldiers"]),
    ("their of a body", None, "Hamas said their men held out.", "their", ["Hamas"]),
    # offices
    ("office of one named", None, "Masoud Pezeshkian went to Ashgabat. The Iranian president met Putin.",
     "Iranian president", ["Masoud Pezeshkian"]),
    ("office by day", "2022-02-01", "The French president flew to Moscow.", "French president", ["Emmanuel Macron"]),
    ("office by another day", "2009-02-01", "The French president flew to Moscow.", "French president", ["Nicolas Sarkozy"]),
    ("possessive office by day", "2016-06-01", "Russia's foreign minister spoke.", "Russia's foreign minister",
     ["Sergei Lavrov"]),
    ("office without a day", None, "The French president flew to Moscow.", "French president", ["French president"]),
    ("former office", "2022-02-01", "A former French president was tried.", "former French president",
     ["former French president"]),
    ("the office told before", None, "Kenyan Foreign Minister Asha Mutai left. The foreign minister had resigned.",
     "foreign minister", ["Asha Mutai"]),
    ("the role told before", None, "Polish judge Ewa Krol ruled. The judge cited the law.", "judge", ["Ewa Krol"]),
    ("president-elect", None, "Pezeshkian won. The Iranian president-elect spoke to Putin.", "Iranian president-elect",
     ["Masoud Pezeshkian"]),
    ("his minister by day", "2016-06-01", "Putin sent his foreign minister.", "foreign minister", ["Sergei Lavrov"]),
    # groups
    ("the two leaders", None, "Putin met Pezeshkian. The two leaders spoke for an hour.", "two leaders",
     ["Masoud Pezeshkian", "Vladimir Putin"]),
    ("both leaders", None, "Macron and Scholz met. Both leaders agreed.", "leaders", ["Emmanuel Macron", "Olaf Scholz"]),
    ("the two countries", None, "Iran and Russia signed. The two countries are close.", "two countries", ["Iran", "Russia"]),
    ("both countries", None, "Kenya and Peru signed. Both countries gain.", "countries", ["Kenya", "Peru"]),
    ("two nations from leaders", None, "Putin met Erdogan. The two nations are at odds.", "two nations", ["Russia", "Turkey"]),
    ("the two sides", None, "Armenia and Azerbaijan met. The two sides agreed.", "two sides", ["Armenia", "Azerbaijan"]),
    ("ministers are no analysts", None, "Three ministers met. Minister Ana Duro of Peru, minister Jon Bello of Chile and minister Eva Stahl of Kenya spoke to the analyst Teo Marchetti.", "Three ministers", ["Ana Duro", "Eva Stahl", "Jon Bello"]),
    ("of three one is no minister", None, "Minister Ana Duro of Peru, minister Jon Bello of Chile and the analyst Teo Marchetti spoke. The three ministers left.", "three ministers", ["three ministers"]),
    ("the president of the republic", "2024-03-04", "Norway and Finland held talks in Oslo. The president thanked them.", "president", ["Alexander Stubb"]),
    ("the kingdom", None, "Saudi Arabia and Iran met. The kingdom paid.", "kingdom", ["Saudi Arabia"]),
    ("the country", None, "Kenya voted. The country is calm.", "country", ["Kenya"]),
    ("the alliance", None, "NATO met. The alliance agreed.", "alliance", ["NATO"]),
    ("the group", None, "Boko Haram struck. The group claimed it.", "group", ["Boko Haram"]),
    ("the warring parties", None, "Israel and Hamas exchanged prisoners. The warring parties blamed each other.", "warring parties", ["Hamas", "Israel"]),
    ("three named after a dash", None, "The three countries - China, Peru and Iran - met. The three countries left.", "three countries", ["China", "Iran", "Peru"]),
    ("the leaders, two told", None, "Putin and Erdogan met. The leaders shook hands.", "leaders", ["Recep Tayyip Erdogan", "Vladimir Putin"]),
    ("states in one plural", None, "The two Koreas agreed to talk.", "Koreas", ["North Korea", "South Korea"]),
    ("counterpart by day", "2024-10-11", "Lavrov left. His Turkish counterpart stayed.", "Turkish counterpart", ["Hakan Fidan"]),
    ("counterpart who is president", "2024-10-11", "Narendra Modi left. His Brazilian counterpart stayed.", "Brazilian counterpart", ["Luiz Inacio Lula da Silva"]),
    ("a president is no prime minister", "2024-10-11", "The Brazilian prime minister left.", "Brazilian prime minister", ["Brazilian prime minister"]),
    ("head of government who is president", "2024-10-11", "Brazil's head of government left.", "Brazil's head of government", ["Luiz Inacio Lula da Silva"]),
    ("head of a body told as chief", None, "Hezbollah chief Hassan Nasrallah spoke. The Hezbollah leader was in hiding.", "Hezbollah leader", ["Hassan Nasrallah"]),
    ("the late one is not elect", None, "The late Iranian president, Ebrahim Raisi, was buried. Iran's president-elect spoke.", "Iran's president-elect", ["Iran's president-elect"]),
    ("acronym told in brackets", None, "The Corvian Resistance Front (CRF) struck. The CRF claimed it.", "CRF", ["Corvian Resistance Front"]),
    ("describing name of a body", None, "Russian forces shelled the town. Russia's forces withdrew.", "Russia's forces", ["Russian Armed Forces"]),
    ("group of a named body", None, "Wagner fought on. The Wagner group withdrew.", "Wagner group", ["Wagner Group"]),
    ("their of an object pair", None, "Turkey vetoed the entry of Finland and Sweden, delaying their accession.", "their", ["Finland", "Sweden"]),
    ("made it clear", None, "Trump, a critic of Iran, has made it clear that he objects.", "it", []),
    ("the country said to be", None, "Kenya is the first country to sign.", "first country", []),
    # one actor under all names
    ("surname after full name", None, "Olmar Vesk of Kenya left. Vesk was ill.", "Vesk", ["Olmar Vesk"]),
    ("two of a surname", None, "Kim Jong Un watched. Kim Yo Jong spoke.", "Kim Yo Jong", ["Kim Yo Jong"]),
    ("honorific and surname", None, "Olmar Vesk of Kenya left. Mr. Vesk was ill.", "Vesk", ["Olmar Vesk"]),
    ("dropped middle name", None, "Mohammad Javad Zarif left. Zarif was ill.", "Zarif", ["Mohammad Javad Zarif"]),
    ("particle", None, "Bashar al-Assad fled. Assad is in Moscow.", "Assad", ["Bashar al-Assad"]),
    ("article and particle", None, "Abdel Fattah el-Sisi spoke. Sisi left.", "Sisi", ["Abdel Fattah el-Sisi"]),
    ("clash of given name", None, "US National Security Adviser Jack Sullivan said so.", "Jack Sullivan", ["Jake Sullivan"]),
)  # fmt: skip


@pytest.mark.parametrize(("day", "text", "wording", "names"), [pytest.param(*case[1:], id=case[0]) for case in MEANT])
def test_means(parser: Parser, day: str | None, text: str, wording: str, names: list[str]) -> None:
    start = text.rindex(wording)
    span = CharSpan(start=start, end=start + len(wording))
    found = [mention for mention in annotate(parser, text, day) if mention.span == span]
    assert sorted({mention.name for mention in found}) == sorted(names)


def test_spellings_are_one_actor(parser: Parser) -> None:
    text = (
        "Ebrahim Raeisi spoke. Raisi left. Qasem Soleimani and Qassem Soleimani. "
        "Volodymyr Zelenskyy and Zelensky. Saeed Jalili and Kazem Jalali of Iran."
    )
    ids = {mention.exact: mention.actor_id for mention in annotate(parser, text)}
    assert ids["Ebrahim Raeisi"] == ids["Raisi"]
    assert ids["Qasem Soleimani"] == ids["Qassem Soleimani"]
    assert ids["Volodymyr Zelenskyy"] == ids["Zelensky"]
    assert ids["Saeed Jalili"] != ids["Kazem Jalali"]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("", id="empty"),
        pytest.param("\n\n \n", id="white space"),
        pytest.param("President " + "Abcde" * 40 + " spoke.", id="200-character name"),
        pytest.param("“‘’”—–…()[]{}", id="only punctuation"),
        pytest.param("Mohammed e\u0301 \u200fPutin\u200f said \u202eso\u202c.", id="combining and direction marks"),
        pytest.param(", ".join(["Iran", "Peru", "Kenya", "Fiji", "Chad"] * 60) + ".", id="300 states"),
        pytest.param("the " * 500, id="one word"),
        pytest.param("President President President Vesk of of of", id="stuttering"),
        pytest.param("PUTIN MEETS XI IN BEIJING AS US WATCHES", id="capitals"),
    ],
)
def test_survives_odd_text(parser: Parser, text: str) -> None:
    found = annotate(parser, text)
    assert found == annotate(parser, text)
    assert list(found) == sorted(found, key=lambda mention: (mention.span, mention.mention_id))


@pytest.mark.parametrize(
    ("text", "first", "second"),
    [
        pytest.param("Masoud\u200f Pezeshkian\u200e spoke. Pezeshkian left.", "Masoud\u200f Pezeshkian\u200e", "Pezeshkian", id="direction marks"),
        pytest.param("President Recep Tayyip Erdog\u0306an spoke. Erdogan left.", "Recep Tayyip Erdog\u0306an", "Erdogan", id="combining marks"),
        pytest.param("Envoy Wac\u0142aw \u017b\u00f3\u0142\u0107 spoke. \u017b\u00f3\u0142\u0107 left.", "Wac\u0142aw \u017b\u00f3\u0142\u0107", "\u017b\u00f3\u0142\u0107", id="letters with marks"),
    ],
)  # fmt: skip
def test_marks_do_not_part_a_name_from_itself(parser: Parser, text: str, first: str, second: str) -> None:
    ids = {mention.exact: mention.actor_id for mention in annotate(parser, text)}
    assert ids[first] == ids[second]


WORDS = ("Iran", "the", "President", "Putin", "of", "and", "forces", "his", ",", "two", "leaders", "'s", "-", "(", ")", "US",
         "met", "\n\n", "“", "Ümit", "\u200f", "al-Assad", "countries", "Mr.", "they", "Jordan", "police")  # fmt: skip


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(words=st.lists(st.sampled_from(WORDS), max_size=30))
def test_any_words_give_exact_sorted_mentions(parser: Parser, words: list[str]) -> None:
    found = annotate(parser, " ".join(words))
    assert list(found) == sorted(found, key=lambda mention: (mention.span, mention.mention_id))
    assert len({mention.mention_id for mention in found}) == len(found)
