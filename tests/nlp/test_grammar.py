"""Clauses, voice, control: who does what to whom in a sentence, before anything is known of events."""

import pytest

from dragoman.nlp.grammar import Clause, read_clauses
from dragoman.nlp.parse import Parser
from dragoman.records.documents import Document

pytestmark = pytest.mark.model


def _clauses(parser: Parser, text: str) -> dict[str, tuple[list[str], list[str], Clause]]:
    document = Document(document_id="d", source_id="d", text=text, fingerprint="", language="en", zones=())
    parsed = parser.parse_one(document)
    return {
        parsed.doc[c.head].text: (
            [parsed.doc[i].text for i in c.doers],
            [parsed.doc[i].text for i in c.undergoers],
            c,
        )
        for c in parsed.clauses
    }


@pytest.mark.parametrize(
    ("text", "verb", "doers", "undergoers"),
    [
        pytest.param("Ardania attacked Belmark.", "attacked", ["Ardania"], ["Belmark"], id="active"),
        pytest.param("Belmark was attacked by Ardania.", "attacked", ["Ardania"], ["Belmark"], id="passive"),
        pytest.param(
            "France and Italy accused Russia of bombing the camp.",
            "bombing",
            ["Russia"],
            ["camp"],
            id="gerund-of-object",
        ),
        pytest.param("Paris urged Rome to withdraw its troops.", "withdraw", ["Rome"], ["troops"], id="object-control"),
        pytest.param(
            "Paris promised Rome to withdraw its troops.", "withdraw", ["Paris"], ["troops"], id="subject-control"
        ),
        pytest.param(
            "The camp, which Syria had opened in 2016, was closed.", "opened", ["Syria"], ["camp"], id="relative-object"
        ),
        pytest.param(
            "The soldiers who stormed the palace surrendered.",
            "stormed",
            ["soldiers"],
            ["palace"],
            id="relative-subject",
        ),
        pytest.param(
            "Ardania wants to label the Harbour Guard as a corps that defended the coast.",
            "defended",
            ["Guard"],
            ["coast"],
            id="relative-after-label-as",
        ),
        pytest.param(
            "The militia was described as a force which shelled the port.",
            "shelled",
            ["militia"],
            ["port"],
            id="relative-after-described-as",
        ),
        pytest.param(
            "Paris regards Lomar as a town that Belmark bombed.",
            "bombed",
            ["Belmark"],
            ["Lomar"],
            id="relative-object-after-regards-as",
        ),
        pytest.param(
            "Paris served as a city that welcomed exiles.", "welcomed", ["city"], ["exiles"], id="relative-after-as"
        ),
        pytest.param(
            "Troops sent by Ankara crossed the border.", "sent", ["Ankara"], ["Troops"], id="reduced-relative"
        ),
        pytest.param(
            "Iran, Iraq and Syria signed the pact.", "signed", ["Iran", "Iraq", "Syria"], ["pact"], id="coordination"
        ),
        pytest.param(
            "Germany recalled its envoy and closed the embassy.",
            "closed",
            ["Germany"],
            ["embassy"],
            id="shared-subject",
        ),
    ],
)
def test_logical_roles(parser: Parser, text: str, verb: str, doers: list[str], undergoers: list[str]) -> None:
    found = _clauses(parser, text)[verb]
    assert (found[0], found[1]) == (doers, undergoers)


@pytest.mark.parametrize(
    ("text", "verb", "attribute", "value"),
    [
        pytest.param("Iran will sign the treaty.", "sign", "tense", "future", id="future"),
        pytest.param("Iran has signed the treaty.", "signed", "perfect", True, id="perfect"),
        pytest.param("Iran did not sign the treaty.", "sign", "negated", True, id="negated"),
        pytest.param("No minister signed the treaty.", "signed", "negated", True, id="negative-subject"),
        pytest.param("Iran may sign the treaty.", "sign", "modal", "may", id="modal"),
        pytest.param("If Iran signs the treaty, sanctions end.", "signs", "conditional", True, id="conditional"),
        pytest.param("Did Iran sign the treaty?", "sign", "question", True, id="question"),
        pytest.param("Iran plans to sign the treaty.", "sign", "mood", "infinitive", id="infinitive"),
    ],
)
def test_assertion_marks(parser: Parser, text: str, verb: str, attribute: str, value: object) -> None:
    assert getattr(_clauses(parser, text)[verb][2], attribute) == value


def test_a_line_break_ends_a_sentence_but_not_in_hard_wrapped_text(parser: Parser) -> None:
    document = Document(
        document_id="d",
        source_id="d",
        text="Leaders meet in Drosk\nThe two presidents\nagreed to meet again.",
        fingerprint="",
        language="en",
        zones=(),
    )
    doc = parser.parse_one(document).doc
    assert [sent.text.strip() for sent in doc.sents] == [
        "Leaders meet in Drosk",
        "The two presidents\nagreed to meet again.",
    ]
    assert doc.text == document.text


def test_a_parse_does_not_depend_on_its_neighbours(parser: Parser) -> None:
    texts = ["Ardania attacked Belmark.", "Talks between Drosk and Corvia resumed in May."]
    documents = [Document(document_id=t, source_id=t, text=t, fingerprint="", language="en", zones=()) for t in texts]
    forth = [parsed.clauses for parsed in parser.parse(documents)]
    back = [parsed.clauses for parsed in parser.parse(documents[::-1])][::-1]
    assert forth == back
    assert read_clauses(parser.parse_one(documents[0]).doc) == forth[0]
