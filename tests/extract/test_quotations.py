"""Quotations in whole texts: speaker, cue, content, kind; whose actor it is; odd and long texts.

The texts are ours and stand in `fixtures/quotations_table.txt`.
"""

import itertools
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.errors import ConfigError
from dragoman.extract.quotations.extract import extract_quotations
from dragoman.extract.quotations.marks import read_marks
from dragoman.lexicons.load.files import read_toml
from dragoman.lexicons.load.reporting_verbs import FILE_NAME, build_reporting_verbs, load_reporting_verbs
from dragoman.nlp.parse import Parser
from dragoman.records.documents import Document, Zone
from dragoman.records.mentions import ActorMention, Annotations, Quotation
from dragoman.records.spans import CharSpan, make_id
from dragoman.records.times import UNDATED
from dragoman.records.vocabulary import MentionType, ZoneKind

TABLE = Path(__file__).parent.parent / "fixtures" / "quotations_table.txt"
Told = tuple[str, str, str, str]
SENTENCE_WORDS = "the envoy said that talks had failed. “We left,” she added. \n‘ " + '"'


def read_table() -> list[tuple[str, str, list[Told]]]:
    """Read the table: a case is a line, what is found in it stands indented below."""
    cases: list[tuple[str, str, list[Told]]] = []
    for line in TABLE.read_text(encoding="utf-8").splitlines():
        if line.startswith("    "):
            kind, speaker, cue, content = (part.strip() for part in line.split(" | "))
            cases[-1][2].append((kind, speaker, cue, content))
        elif line and not line.startswith("#"):
            name, text = (part.strip() for part in line.split(" | ", 1))
            cases.append((name, text.replace("¶", "\n"), []))
    return cases


CASES = read_table()


def make_document(text: str, kind: ZoneKind = "body") -> Document:
    """Make a document of one zone."""
    zones = (Zone(span=CharSpan(start=0, end=len(text)), kind=kind),) if text else ()
    return Document(
        document_id=make_id("document", text),
        source_id="own",
        text=text,
        fingerprint="",
        language="en",
        zones=zones,
    )


def find_quotations(
    parser: Parser, text: str, actors: tuple[ActorMention, ...] = (), kind: ZoneKind = "body"
) -> tuple[Quotation, ...]:
    document = make_document(text, kind)
    found = Annotations(document=document, published=UNDATED, genre="other", actors=actors)
    return extract_quotations(parser.parse_one(document), found)


def make_actor(text: str, words: str, actor_id: str, mention_type: MentionType = "NAM") -> ActorMention:
    start = text.index(words)
    return ActorMention(
        mention_id=f"{actor_id}@{start}",
        span=CharSpan(start=start, end=start + len(words)),
        exact=words,
        mention_type=mention_type,
        actor_id=actor_id,
        name=actor_id,
        kind="person",
    )


def told(text: str, quotation: Quotation) -> Told:
    """Say what a quotation is in the words of the table."""
    speaker = text[quotation.speaker.start : quotation.speaker.end] if quotation.speaker else "-"
    cue = text[quotation.cue.start : quotation.cue.end] if quotation.cue else "-"
    return quotation.kind, speaker, cue, quotation.content.exact.replace("\n", "¶")


@pytest.mark.model
@pytest.mark.parametrize(("text", "expected"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_quotations_of_a_text(parser: Parser, text: str, expected: list[Told]) -> None:
    assert [told(text, each) for each in find_quotations(parser, text)] == expected


def test_the_table_is_large_and_its_names_differ() -> None:
    assert len(CASES) >= 120
    assert len({name for name, _, _ in CASES}) == len(CASES)


@pytest.mark.model
def test_parts_of_one_utterance_share_it(parser: Parser) -> None:
    first, second, third = find_quotations(parser, "“We came,” Amin said. “We saw.” Weiss said: “They lost.”")
    assert first.utterance == second.utterance != third.utterance
    assert len({first.quotation_id, second.quotation_id, third.quotation_id}) == 3


@pytest.mark.model
def test_a_speaker_is_the_actor_at_its_head(parser: Parser) -> None:
    text = "Foreign Minister Omar Karimi told Lena Weiss that the talks had failed."
    actors = (make_actor(text, "Lena Weiss", "weiss"), make_actor(text, "Omar Karimi", "karimi"))
    (quotation,) = find_quotations(parser, text, actors)
    assert quotation.speaker_id == "karimi@17"
    assert quotation.addressee == "Lena Weiss"


@pytest.mark.model
def test_a_pronoun_keeps_its_own_mention(parser: Parser) -> None:
    text = "Karimi left. He said the talks had failed."
    actors = (make_actor(text, "Karimi", "karimi"), make_actor(text, "He", "karimi", "PRO"))
    (quotation,) = find_quotations(parser, text, actors)
    assert quotation.speaker_id == "karimi@13"


@pytest.mark.model
def test_a_relative_pronoun_is_its_antecedent(parser: Parser) -> None:
    text = "Karimi, who said the talks had failed, left."
    (quotation,) = find_quotations(parser, text, (make_actor(text, "Karimi", "karimi"),))
    assert quotation.speaker_id == "karimi@0"


@pytest.mark.model
@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("A spokesman for the French foreign ministry said the envoy had left.", "French foreign ministry"),
        ("Kremlin officials said the envoy had left.", "Kremlin"),
    ],
    ids=["after-preposition", "before-head"],
)
def test_an_unnamed_official_keeps_the_affiliation(parser: Parser, text: str, words: str) -> None:
    (quotation,) = find_quotations(parser, text, (make_actor(text, words, "body"),))
    assert quotation.speaker_id == f"body@{text.index(words)}"


@pytest.mark.model
def test_a_possessor_is_not_the_speaker(parser: Parser) -> None:
    text = "Karimi's spokesman said the envoy had left."
    (quotation,) = find_quotations(parser, text, (make_actor(text, "Karimi", "karimi"),))
    assert quotation.speaker_id is None


@pytest.mark.model
@pytest.mark.parametrize("kind", ["title", "pull-quote", "repeated", "boilerplate", "caption"])
def test_every_zone_is_read(parser: Parser, kind: ZoneKind) -> None:
    (quotation,) = find_quotations(parser, "“Peace is near.” — Omar Said", kind=kind)
    assert quotation.confidence > 0.9


@pytest.mark.model
def test_speech_is_surer_than_judgement(parser: Parser) -> None:
    speech, attitude = find_quotations(parser, "Oslo said it would stay. Oslo welcomed the vote.")
    assert speech.confidence > attitude.confidence > 0


@pytest.mark.model
@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "\n\n",
        "“",
        "”“”“",
        "“We shall go to the river and wait there until the boats come.”",
        "said",
        '"' * 50,
        "— Name",
        "A: b\nA: c\nA: d",
        "Said " + "Mohammed " * 30 + "said he was late.",
        "\u200f“قال” Z\u0301oe\u0308 said \u200fit was over.",
        "according to",
    ],
    ids=lambda text: repr(text[:12]),
)
def test_odd_texts_do_not_fail(parser: Parser, text: str) -> None:
    for quotation in find_quotations(parser, text):
        span = quotation.content.span
        assert quotation.content.exact == text[span.start : span.end] != ""


@pytest.mark.model
def test_the_same_text_gives_the_same_quotations(parser: Parser) -> None:
    text = "“We came,” Amin said. “We saw.” The army said it had won, according to Tass."
    assert find_quotations(parser, text) == find_quotations(parser, text)


@pytest.mark.model
def test_a_cue_inside_another_content_opens_a_nested_quotation(parser: Parser) -> None:
    text = "\n".join(case[1] for case in CASES)
    quotations = find_quotations(parser, text)
    contents = [(each.content.span, each.utterance) for each in quotations]
    for quotation in quotations:
        if quotation.cue is not None and quotation.within is None:
            holders = {owner for span, owner in contents if span.covers(quotation.cue)}
            assert holders <= {quotation.utterance}


@given(st.text(alphabet=SENTENCE_WORDS, max_size=200))
def test_quoted_stretches_lie_in_the_text_and_nest(text: str) -> None:
    stretches = read_marks(text)
    outer = [each for each in stretches if each.depth == 0]
    assert all(0 <= each.start < each.end <= len(text) for each in stretches)
    assert all(left.end <= right.start for left, right in itertools.pairwise(outer))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“Yes,” he said. “No.”", ["“Yes,”", "“No.”"]),
        ("the workers’ strike and the ‘ghost ship,’ which", ["‘ghost ship,’"]),
        ("“He said ‘go home.” Then", ["“He said ‘go home.”"]),
        ("“First.\n\n“Second.”", ["“First.\n\n“Second.”"]),
        ("“No closer here.\nNext “ok” one.", ["“No closer here.", "“ok”"]),
        ("''I have not,'' he said", ["''I have not,''"]),
        ("the '90s and 'em", []),
        ("a 6'2\" man", []),
        ('“mixed marks," he said', ['“mixed marks,"']),
        ("«Oui,» he said", ["«Oui,»"]),
    ],
    ids=[
        "curly",
        "apostrophe",
        "inner-open",
        "continued",
        "unclosed",
        "two-singles",
        "elision",
        "feet",
        "mixed",
        "guillemets",
    ],
)
def test_quotation_marks(text: str, expected: list[str]) -> None:
    assert [text[each.start : each.end] for each in read_marks(text) if each.depth == 0] == expected


@pytest.mark.parametrize("unit", ["“a ", '"a ', "'a ", "‘a’ s ", "x’ y "])
def test_many_marks_are_read_in_linear_time(unit: str) -> None:
    assert len(read_marks(unit * 20_000)) <= 20_000


def test_the_lexicon_holds_no_word_in_vain() -> None:
    table = load_reporting_verbs()
    assert table.verbs["say"].frames["clause"] == "speech"
    assert table.particles["point", "out"].frames["clause"] == "speech"
    assert all(example.endswith((".", "?", "!", "”")) for _, example in table.examples)


@pytest.mark.model
def test_examples_of_the_lexicon_are_quotations(parser: Parser) -> None:
    missed = [example for _, example in load_reporting_verbs().examples if not find_quotations(parser, example)]
    assert missed == []


@pytest.mark.parametrize(
    ("part", "value"),
    [("group", [{"verbs": ["say"], "frames": ["sing"], "class": "speech", "example": "x"}]), ("noun", None)],
    ids=["unknown-frame", "no-section"],
)
def test_a_broken_lexicon_is_named(part: str, value: object) -> None:
    data = {**read_toml(FILE_NAME), part: value}
    with pytest.raises(ConfigError, match=FILE_NAME):
        build_reporting_verbs(data)
