# ruff: noqa: E501 - one case a line reads better than a wrapped table
"""Whom later words of a text mean: organs and heads of bodies, pairs, successors, first persons, bare surnames."""

from __future__ import annotations

import pytest

from dragoman.extract.actors.coder import extract_actors
from dragoman.nlp.parse import Parser
from dragoman.records.documents import Document, Zone
from dragoman.records.mentions import ActorMention, Annotations
from dragoman.records.spans import CharSpan
from dragoman.records.times import UNDATED

pytestmark = pytest.mark.model

# phenomenon, day or None, text, wording (its last occurrence), names of the actors meant
MEANT: tuple[tuple[str, str | None, str, str, list[str]], ...] = (
    # bodies and who heads them
    ("head of the body told before", "2018-03-05", "The International Atomic Energy Agency met. The Director General left.", "Director General", ["Yukiya Amano"]),
    ("secretary-general of no body told", "2012-11-20", "Israel shelled Gaza. The secretary-general urged restraint.", "secretary-general", ["Ban Ki-moon"]),
    ("head beside the body", "2018-03-05", "The head of the WHO flew to Kinshasa.", "head of the WHO", ["Tedros Adhanom Ghebreyesus"]),
    ("body by a word of its name", None, "The European Commission proposed a ban. Later the Commission withdrew it.", "Commission", ["European Commission"]),
    ("bureau by a word of its name", None, "The Federal Bureau of Investigation opened a case. The Bureau declined to comment.", "Bureau", ["Federal Bureau of Investigation"]),
    ("group after a preposition", None, "The Houthis fired missiles. A leader of the group thanked Oman.", "group", ["Houthis"]),
    ("body described anew", None, "The YPG took the town. The Kurdish militia lost six men.", "Kurdish militia", ["People's Protection Units"]),
    ("firm described anew", None, "TotalEnergies suspended work. The French group left.", "French group", ["TotalEnergies"]),
    ("another group is another", None, "The YPG took the town. A Kurdish militia lost six men.", "Kurdish militia", ["Kurdish militia"]),
    ("capital as seat of a body", None, "The European Commission proposed a ban. Brussels also raised tariffs.", "Brussels", ["European Union"]),
    ("capital as seat of a body that is not told", None, "Serbia asked Brussels to ease its quotas.", "Brussels", ["European Union"]),
    ("capital of its state", None, "Belgium voted. Brussels raised tariffs.", "Brussels", ["Belgium"]),
    ("government of a state", None, "The Government of Kenya paid.", "Government of Kenya", ["Kenya"]),
    # names in lines of capitals, and beside what is no name
    ("verb after a title", None, "Woman Killed In Ferry Blast\n\nThe harbour was closed.", "Woman", ["Woman"]),
    ("firm and its man", None, "Rovers Jamal Hinckley arrested for smuggling. Hinckley denied it.", "Hinckley", ["Jamal Hinckley"]),
    ("surname that many bear", "2023-03-05", "Williams drove into a lamp post, the club said.", "Williams", []),
    ("surname that many bear where it is told", "2023-03-05", "Antigua and Barbuda opened a port. Governor-General Williams spoke.", "Williams", ["Rodney Williams"]),
    # pairs
    ("the pair", None, "Macron and Scholz met in Lyon. The pair signed a pact.", "pair", ["Emmanuel Macron", "Olaf Scholz"]),
    ("both alone", None, "Macron and Scholz met in Lyon. Both smiled.", "Both", ["Emmanuel Macron", "Olaf Scholz"]),
    ("neither", None, "India and Pakistan met. Neither gave way.", "Neither", ["India", "Pakistan"]),
    ("a pair of things", None, "Macron and Scholz met in Lyon. Both of the plans failed.", "Both", []),
    # offices in time
    ("successor", "2014-06-05", "Manmohan Singh congratulated his successor.", "successor", ["Narendra Modi"]),
    ("predecessor", "2014-06-05", "Narendra Modi thanked his predecessor.", "predecessor", ["Manmohan Singh"]),
    ("host", "2023-03-05", "Lula met Biden in Washington. His host praised the guest.", "host", ["Joe Biden"]),
    ("former by the tables", "2021-05-05", "Hamid Karzai stayed. The former president said nothing.", "former president", ["Hamid Karzai"]),
    ("president of the setting", "2019-05-06", "Strikes spread in France. The president gave way.", "president", ["Emmanuel Macron"]),
    # persons
    ("brother by his surname", "2007-05-05", "Fidel Castro handed power to his brother Raul.", "Raul", ["Raul Castro"]),
    ("surname that is a word", "2018-04-27", "South Korea agreed. In Seoul, aides said Moon wept.", "Moon", ["Moon Jae-in"]),
    ("surname that is a state", None, "Jim Jordan lost the vote. Allies left Jordan alone.", "Jordan", ["Jim Jordan"]),
    ("state, though a surname", None, "Jim Jordan flew to Amman. Jordan welcomed him.", "Jordan", ["Jordan"]),
    ("rare surname in its country's text", None, "Turkey asked for the cleric. Gulen denied it.", "Gulen", ["Fethullah Gulen"]),
    ("main surname before a middle one", "2019-08-01", "Cristina Fernandez de Kirchner chose Alberto Fernandez. Fernandez agreed.", "Fernandez", ["Alberto Fernandez"]),
    ("named by his son", "2026-02-01", "The rebel commander Abu Khalid was killed in the forest.", "Abu Khalid", ["Abu Khalid"]),
    ("let at the head of a sentence", None, "Let the talks begin, France said.", "Let", []),
    ("name in capitals", "2014-03-05", "TUSK SAYS TALKS FAILED", "TUSK", ["Donald Tusk"]),
    ("spelled anew", None, "Moammar Gadhafi vowed to fight. Kadhafi left the city.", "Kadhafi", ["Muammar Gaddafi"]),
    # short forms of states
    ("half of a country", None, "North Korea fired a missile. The North called it a test.", "North", ["North Korea"]),
    ("the north of another", None, "Nigeria voted. The North abstained.", "North", []),
    ("the new state", None, "South Sudan joined. The new state lacks roads.", "new state", ["South Sudan"]),
    ("the country is not the doer", None, "Chad's army fell back. Denmark cut its aid to the country.", "country", ["Chad"]),
    ("the country is the doer's own", None, "Kenya opened schools across the country.", "country", ["Kenya"]),
    ("the country that lets in", None, "Kenya welcomed tourists to the country.", "country", ["Kenya"]),
    ("kingdom told later", None, "The kingdom cut output. Saudi Arabia gave no reason.", "kingdom", ["Saudi Arabia"]),
    # pronouns
    ("I in speech", "2019-05-05", '"I will not resign," Nikol Pashinyan said.', "I", ["Nikol Pashinyan"]),
    ("I told before", None, 'Angela Merkel said: "They know what I want."', "I", ["Angela Merkel"]),
    ("we of a government", None, '"We will pay," Angela Merkel said.', "We", ["Germany"]),
    ("we of a body", None, '"We will fight," Hamas said.', "We", ["Hamas"]),
    ("I outside speech", None, "I like Angela Merkel.", "I", []),
    ("object of a second verb", None, "The soldiers seized two protesters and beat them.", "them", ["two protesters"]),
)  # fmt: skip

# phenomenon, day or None, text, wording (its last occurrence), country or code, primary sector
CODED: tuple[tuple[str, str | None, str, str, str, str], ...] = (
    ("ministry of the setting", None, "Storms hit Sweden. The Ministry of Justice closed its offices.", "Ministry of Justice", "SWE", "GOV"),
    ("institution beside a person's country", None, "Emmanuel Macron lost. The parliament voted him down.", "parliament", "FRA", "LEG"),
    ("titled person of the setting", None, "Storms hit Sweden. Finance Minister Ulla Brand resigned.", "Ulla Brand", "SWE", "GOV"),
    ("title of one country only", None, "Syria was discussed. The secretary of state flew home.", "secretary of state", "USA", "GOV"),
    ("ambassadors are of many countries", None, "Switzerland hosted the talks. Ambassadors applauded.", "Ambassadors", "-", "GOV"),
    ("foreign reporters", None, "Libya freed them. Foreign reporters cheered.", "Foreign reporters", "-", "JRN"),
    ("envoy of a possessor", None, "Poland's envoy Jan Kowal spoke.", "Jan Kowal", "POL", "GOV"),
    ("envoy of a nation", None, "The Polish envoy Jan Kowal spoke.", "Jan Kowal", "POL", "GOV"),
    ("envoy to a country", None, "Syria envoy Jan Kowal spoke.", "Jan Kowal", "-", "GOV"),
    ("rebels of a group", None, "The Houthis shelled Riyadh. The rebels also seized a ship.", "rebels", "YEM", "REB"),
    ("backer is not the setting", None, "Russian-backed separatists fired.", "Russian-backed separatists", "-", "REB"),
    ("inspectors of a body", None, "The International Atomic Energy Agency sent its inspectors.", "inspectors", "UNO", "GOV"),
    ("envoys of a state", None, "Envoys of the rival Libyan governments met in Cairo.", "Envoys of the rival Libyan governments", "LBY", "GOV"),
    ("people who vote", None, "Egyptians voted on Sunday.", "Egyptians", "EGY", "CVL"),
    ("people killed", None, "The blast killed Syrians.", "Syrians", "SYR", "CVL"),
    ("people against a state", None, "The Egyptians signed the treaty.", "Egyptians", "EGY", "-"),
    ("members of parliament", None, "Germany waited. Deputies passed the bill.", "Deputies", "DEU", "LEG"),
    ("fallen the day before", "2020-08-19", "Soldiers held Ibrahim Boubacar Keita.", "Ibrahim Boubacar Keita", "MLI", "GOV"),
    ("fallen long ago", "2020-10-19", "Doctors saw Ibrahim Boubacar Keita.", "Ibrahim Boubacar Keita", "MLI", "ELI"),
    ("elected next year", "2017-09-01", "Crowds cheered Andres Manuel Lopez Obrador.", "Andres Manuel Lopez Obrador", "MEX", "PTY"),
    ("state that ended", "2001-05-05", "Students heard Mikhail Gorbachev.", "Mikhail Gorbachev", "RUS", "ELI"),
    ("those who hold foreigners", None, "Storms hit Togo. Border guards arrested two Danish nationals.", "Border guards", "TGO", "COP"),
    ("a junta is of the state told first", None, "A coup shook Gabon. Togo opened its border. The junta thanked Togo and Togo's allies.", "junta", "GAB", "GOV"),
    ("ministry told before", None, "The Danish Ministry of Justice met Norway's. The ministry called Norway slow.", "ministry", "DNK", "GOV"),
    ("capital of the state of the day", "2015-05-05", "Belgrade recalled an envoy.", "Belgrade", "SRB", "GOV"),
)  # fmt: skip


def annotate(parser: Parser, text: str, day: str | None, publisher: str | None = None) -> tuple[ActorMention, ...]:
    document = Document(
        document_id="d1",
        source_id="d1",
        text=text,
        fingerprint="",
        language="en",
        zones=(Zone(span=CharSpan(start=0, end=len(text)), kind="body"),),
        published=day,
        publisher=publisher,
    )
    return extract_actors(parser.parse_one(document), Annotations(document=document, published=UNDATED, genre="news"))


def at_last(parser: Parser, text: str, wording: str, day: str | None) -> list[ActorMention]:
    start = text.rindex(wording)
    span = CharSpan(start=start, end=start + len(wording))
    return [mention for mention in annotate(parser, text, day) if mention.span == span]


@pytest.mark.parametrize(("day", "text", "wording", "names"), [pytest.param(*case[1:], id=case[0]) for case in MEANT])
def test_means(parser: Parser, day: str | None, text: str, wording: str, names: list[str]) -> None:
    assert sorted({mention.name for mention in at_last(parser, text, wording, day)}) == sorted(names)


@pytest.mark.parametrize(
    ("day", "text", "wording", "country", "sector"), [pytest.param(*case[1:], id=case[0]) for case in CODED]
)
def test_codes(parser: Parser, day: str | None, text: str, wording: str, country: str, sector: str) -> None:
    found = {
        (each.country or each.international_code or "-", each.sectors[0] if each.sectors else "-")
        for each in at_last(parser, text, wording, day)
    }
    assert found == {(country, sector)}


@pytest.mark.parametrize(
    ("publisher", "country"), [("Ministry of Fisheries of Norway", "NOR"), ("Norway Fishing News", "DNK")]
)
def test_the_ministry_is_the_one_that_issued_the_text(parser: Parser, publisher: str, country: str) -> None:
    text = "Norway and Iceland met. Denmark stayed away. The Ministry condemns it."
    found = [each for each in annotate(parser, text, None, publisher) if "Ministry" in each.exact]
    assert [each.country for each in found] == [country]
