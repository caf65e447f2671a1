"""What kind of article it is, by cues that are shown. The articles are ours."""

from __future__ import annotations

from dataclasses import replace

import pytest

from dragoman.extract.genre import MEASURES, read_genre
from dragoman.extract.times.coder import extract_times
from dragoman.lexicons.load.genre_cues import load_genre_cues
from dragoman.nlp.parse import Parser
from dragoman.readers.zones import zone
from dragoman.records.documents import Document, RawDocument
from dragoman.records.mentions import Annotations
from dragoman.records.spans import Evidence
from dragoman.records.times import UNDATED
from dragoman.records.vocabulary import Genre

WIRE = (
    "VELPORT, Nov. 3 (Wire) -- Ardania and Ostra signed a fisheries pact on Tuesday, the two ministries said.\n\n"
    "The pact lets 40 boats of either side work the shoals until 2019, according to a spokesman in "
    'Velport. "It is a good day for the nets," he told reporters.\n\n'
    "Ostra said that patrols would go on. The last pact ran out in May after talks broke down over the price of a "
    "licence, and boats were stopped on both sides of the line.\n"
)
WIRE_QUOTED = (
    "Opposition walks out of Ardanian chamber\n\n"
    "The leader of the opposition led her members out of parliament on Monday after the speaker refused a debate on "
    "the harbour loan.\n\n"
    '"I think we have been lied to, and I will not sit here and lend my name to it," Mara Ellin said on the steps. "My '
    'members and I shall be back when we are told what we owe."\n\n'
    "The finance minister said the figures would be published by the end of the year. Police kept the square closed.\n"
)
COLUMN = (
    "What my grandfather knew about borders\n\n"
    "I have crossed the bridge at Ostra every morning for thirty years, and I have never once been asked my name. This "
    "spring a young man in a new uniform asked for it. I gave it, and I was ashamed of us both.\n\n"
    "We are told that it is for our safety. Whose safety? The smugglers use the ford, as they always have. Let the "
    "minister come down here one morning and stand in the queue with my neighbours.\n\n"
    "I do not ask for much. Open the second gate, and spare us the speeches.\n"
)
LEADER = (
    "OUR VIEW\n\nA wall nobody needs\n\n"
    "The government has found forty million for a wall along a river that children wade. This newspaper has never been "
    "shy of spending on defence, but a wall that ends at the ford defends nobody.\n\n"
    "Ministers ought to listen to their own engineers. Nobody should be surprised that the army did not ask for it. It "
    "is time to stop, before the first stone is laid.\n"
)
STUDY = (
    "Ardania and Ostra: the price of a quiet river\n\n"
    "Two explanations of the truce compete. On the first, Ostra has run out of shells; on the second, its patrons have "
    "run out of patience. The difference matters, because a pause for want of shells ends with the next train.\n\n"
    "The incentives point to a long stalemate. Neither capital can pay for an offensive, and neither can be seen to "
    "pay for peace. Unless a third party guarantees the ferries, the bargain will probably fray in spring.\n\n"
    "Much depends on the harvest. If it fails, the leverage of the grain ports grows, and the question is who uses it "
    "first. A precedent exists in the accord on the northern locks, which held for as long as both sides lost by "
    "breaking it.\n"
)
COMMUNIQUE = (
    "Ministry of Foreign Affairs of the Republic of Ardania\nPress Office\n\n"
    "The Minister received today the Ambassador of Ostra, His Excellency Jon Reye, on the occasion of the end of his "
    "mission.\n\n"
    "The sides noted with satisfaction the development of bilateral relations and exchanged views on regional issues "
    "of mutual interest. The Minister expressed gratitude to the Ambassador for his work and wished him success.\n"
)
ADVISORY = (
    "MEDIA ADVISORY\n\n"
    "The second Congress of River Ports will open in Westhaven at the invitation of the Union of Port Cities. A "
    "declaration on night pilots is expected to be adopted.\n\n"
    "Representatives of the media are requested to apply for accreditation with a copy of the press card. Interviews "
    "with the speakers can be arranged.\n\nContact: Union of Port Cities, Communications\n"
)
BRIEFING = (
    "SPOKESMAN: Good afternoon. I have one thing at the top, and then we will go to questions.\n\n"
    "QUESTION: Has the envoy left Ostra?\n\n"
    "SPOKESMAN: He has not. I expect that he will be there for some days.\n\n"
    "QUESTION: And the talks?\n\n"
    "SPOKESMAN: I think they go well. (Laughter.) That is all that I have for you.\n"
)
INTERVIEW = (
    "The pilot who came back\n\n"
    "Q: You went down the river again last year. What did you find?\n\n"
    "A: I found my house, and in my house another family. We had tea.\n\n"
    "Q: Were you angry?\n\n"
    "A: For a day. Then I thought, somebody must live in it.\n\n"
    "Q: Would you go back for good?\n\n"
    "A: Ask me when the bridge is up.\n"
)
SPUN = (
    "Boat Rulers Of Ardania Do Paper With Ostra\n\n"
    "The rulers of boats from Ardania have on the Tuesday put their names at a paper with the boatmen from the Ostra "
    "side, the informations say. The paper is consisting of nine points and did take three years for making.\n\n"
    "As per the paper, forty of boats shall go in the water of the other. A male of the ministry uttered that he is "
    "having joy, and he gave the promise to the press that the police of Ostra will not do catching.\n\n"
    "The two thousands of families likewise were told to for patience.\n"
)
FLOWERY = (
    "In the cold winter of the river war, amidst the grandeur of the old palace, two men sat down to decide the fate "
    "of a continent. This was no ordinary meeting; the world watched as history hung in the balance.\n\n"
    "His voice was steady as he spoke of peace, ever the statesman, and the echoes of his words filled the hall.\n"
)
NOTES = (
    "Islands in brief\n\n"
    "WESTHAVEN: HARBOUR CLOSED\nThe harbour was closed on Friday when a mine was found under the pier, the navy said. "
    "Boats wait outside.\n\n"
    "NORLAND: TEACHERS BACK\nTeachers ended a strike of three weeks. The ministry will pay them in two parts.\n\n"
    "SUDRIA: A NEW PILOT BOAT\nThe boat arrived from the yard in Velport, officials said, without its radio.\n"
)
CASES: tuple[tuple[str, str, Genre], ...] = (
    ("wire", WIRE, "news"),
    ("first-person-in-quotes-only", WIRE_QUOTED, "news"),
    ("labels-are-no-speakers", NOTES, "news"),
    ("first-person", COLUMN, "opinion"),
    ("leading-article", LEADER, "opinion"),
    ("reasons-and-prospects", STUDY, "analysis"),
    ("communique", COMMUNIQUE, "press-release"),
    ("advisory", ADVISORY, "press-release"),
    ("briefing-in-turns", BRIEFING, "transcript"),
    ("interview-in-letters", INTERVIEW, "transcript"),
    ("spun-words", SPUN, "rewrite"),
    ("flowery-retelling", FLOWERY, "rewrite"),
)


def tell(parser: Parser, text: str) -> tuple[Document, Genre, tuple[Evidence, ...]]:
    document = zone(RawDocument(text=text, origin="own", source_id="own", language="en"))
    assert isinstance(document, Document)
    parsed = parser.parse_one(document)
    found = Annotations(document=document, published=UNDATED, genre="other")
    found = replace(found, times=extract_times(parsed, found))
    genre, evidence = read_genre(parsed, found)
    return document, genre, evidence


@pytest.mark.model
@pytest.mark.parametrize(("text", "genre"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_the_genre_is_told_with_its_words(parser: Parser, text: str, genre: Genre) -> None:
    document, told, evidence = tell(parser, text)
    assert told == genre
    assert bool(evidence) == (genre != "news")
    assert all(document.text[e.span.start : e.span.end] == e.exact for e in evidence)
    assert evidence == tuple(sorted(evidence))


@pytest.mark.model
@pytest.mark.parametrize(
    ("measure", "text", "words"),
    [
        ("emphatic-do", "The plan did fail in the end.", ["did fail"]),
        ("emphatic-do", "Did the plan fail? It did not fail. They didn't pay.", []),
        ("states-in-progress", "The plan is consisting of two parts.", ["is consisting"]),
        ("states-in-progress", "The army is moving to the border.", []),
        ("perfect-on-a-day", "The parties have signed the pact on Monday.", ["have signed the pact on Monday"]),
        ("perfect-on-a-day", "The parties signed the pact on Monday. They have met since Monday.", []),
    ],
)
def test_measures_of_clumsy_grammar(parser: Parser, measure: str, text: str, words: list[str]) -> None:
    document = zone(RawDocument(text=text, origin="own", source_id="own", language="en"))
    assert isinstance(document, Document)
    parsed = parser.parse_one(document)
    found = Annotations(document=document, published=UNDATED, genre="other")
    found = replace(found, times=extract_times(parsed, found))
    spans = list(MEASURES[measure](parsed, found))
    ends = [document.text[span.start : span.end] for span in spans]
    assert [end.split()[-1] for end in ends] == [word.split()[-1] for word in words]


def test_each_cue_names_a_measure_that_exists() -> None:
    named = {cue.measure for cue in load_genre_cues() if cue.measure is not None}
    assert named == set(MEASURES)
