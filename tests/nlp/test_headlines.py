"""Headlines whose verb looks like a noun get it back; other text keeps its parse."""

import pytest

from dragoman.nlp.parse import Parsed, Parser
from dragoman.records.documents import Document, Zone
from dragoman.records.spans import CharSpan

pytestmark = pytest.mark.model


def _parse(parser: Parser, text: str) -> Parsed:
    zone = Zone(span=CharSpan(start=0, end=len(text)), kind="body")
    return parser.parse_one(
        Document(document_id="d", source_id="d", text=text, fingerprint="", language="en", zones=(zone,))
    )


@pytest.mark.parametrize(
    ("text", "verb", "lemma"),
    [
        pytest.param("Oslo snubs talks with Quito", "snubs", "snub", id="plural-form"),
        pytest.param("Kenya halts drills with Uganda", "halts", "halt", id="two-plural-forms"),
        pytest.param("Peru, Chile sign border treaty", "sign", "sign", id="comma-for-and"),
        pytest.param("Ghana, Togo trade fire for fifth day", "trade", "trade", id="bare-form-of-several"),
        pytest.param("Farmers jam Lisbon as ministers meet", "jam", "jam", id="verb-later-too"),
    ],
)
def test_the_verb_of_a_headline_is_found(parser: Parser, text: str, verb: str, lemma: str) -> None:
    parsed = _parse(parser, text)
    token = next(token for token in parsed.doc if token.text == verb)
    assert (token.pos_, token.lemma_) == ("VERB", lemma)
    assert parsed.doc.text == text


def test_the_rest_of_the_text_keeps_its_parse(parser: Parser) -> None:
    body = "The two ministers met in Lima. They signed nothing."
    alone, below = _parse(parser, body), _parse(parser, f"Oslo snubs talks with Quito\n\n{body}")
    assert [token.dep_ for token in alone.doc] == [token.dep_ for token in below.doc][-len(alone.doc) :]


@pytest.mark.parametrize(
    "text", ["Russian missile strikes killed ten.", "The talks with Oslo", "Arms sales to the Gulf states"]
)
def test_what_is_no_headline_is_left(parser: Parser, text: str) -> None:
    assert not any(token.tag_ in ("VBZ", "VBP") for token in _parse(parser, text).doc)


@pytest.mark.parametrize(
    ("text", "verb", "lemma"),
    [
        pytest.param("Porter Killed In Ferry Blast Near Lima", "Killed", "kill", id="participle"),
        pytest.param("Peru Imposes Sanctions On Chilean Firms Over Copper", "Imposes", "impose", id="present"),
        pytest.param("Mayor Of Quito Condemns Shelling Of Border Village", "Condemns", "condemn", id="after-a-place"),
    ],
)
def test_a_line_of_capitals_has_verbs(parser: Parser, text: str, verb: str, lemma: str) -> None:
    parsed = _parse(parser, text)
    token = next(token for token in parsed.doc if token.text == verb)
    assert (token.pos_, token.lemma_) == ("VERB", lemma)
    assert parsed.doc.text == text


@pytest.mark.parametrize(
    "text", ["PORTER KILLED IN FERRY BLAST NEAR LIMA", "Strait Of Hormuz Traffic Separation Scheme"]
)
def test_a_line_of_capitals_without_verbs_is_left(parser: Parser, text: str) -> None:
    assert _parse(parser, text).doc.text == text
