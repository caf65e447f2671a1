"""On what occasion something was said: the kind, the words, and what is no occasion. The sentences are ours."""

from __future__ import annotations

import pytest
from tests.extract.test_quotations import find_quotations

from dragoman.errors import ConfigError
from dragoman.lexicons.load.files import read_toml
from dragoman.lexicons.load.saying_occasions import FILE_NAME, build_saying_occasions, load_saying_occasions
from dragoman.nlp.parse import Parser
from dragoman.records.mentions import SayingOccasion

CASES = [
    ("press-conference", "The envoy said at a press conference in Senna that talks had failed.",
     "press-conference", "at a press conference in Senna"),
    ("interview-without-its-day", "“We will sign,” she said in an interview with the Velport Herald on Monday.",
     "interview", "in an interview with the Velport Herald"),
    ("call-before-the-speaker", "In a phone call with his Belmarkian counterpart, the minister said grain would go.",
     "call", "In a phone call with his Belmarkian counterpart"),
    ("by-phone", "The mayor said by phone that the bridge was down.", "call", "by phone"),
    ("meeting", "The chancellor told the king during a meeting in Senna that the road was open.",
     "meeting", "during a meeting in Senna"),
    ("after-a-meeting", "The premier said after a cabinet meeting in Lisk that the operation would go on.",
     "meeting", "after a cabinet meeting in Lisk"),
    ("sidelines", "On the sidelines of the summit, he said that both fleets would stay in port.",
     "summit", "On the sidelines of the summit"),
    ("told-the-council", "The ambassador told the Security Council that the port had been shelled.",
     "assembly", "the Security Council"),
    ("at-the-council", "“We will not go,” he said at the Security Council on Tuesday.", "assembly",
     "at the Security Council"),
    ("told-a-news-conference", "He told a news conference in Lisk that the inspectors had left.",
     "press-conference", "a news conference in Lisk"),
    ("addressing", "Addressing a press conference in Senna, the president said that the league would grow.",
     "press-conference", "a press conference in Senna"),
    ("speaking-at", "Speaking at a rally in Westhaven on Sunday, he said that he would never sign.",
     "ceremony", "at a rally in Westhaven"),
    ("speech", "“The age of blocs is over,” the president said in a televised address to the nation.",
     "speech", "in a televised address to the nation"),
    ("statement", "The ministry said in a statement that its embassy was closed.", "statement", "in a statement"),
    ("letter", "In a letter to the council, the envoy said that the inspectors had been turned away.",
     "letter", "In a letter to the council"),
    ("hyphened-noun", "The former minister wrote in an op-ed that the pact was dead.", "article", "in an op-ed"),
    ("social-media", "“They are lying,” the spokeswoman wrote in a post on social media.",
     "post", "in a post on social media"),
    ("platform", "He wrote on Telegram that the bridge was down.", "post", "on Telegram"),
    ("platform-at-the-stop", "“This is over,” the admiral said on X.", "post", "on X"),
    ("state-television", "The commander said on state television that the raid was over.",
     "broadcast", "on state television"),
    ("quoted-as-saying", "“It is over,” the marshal was quoted as saying in an interview with the Herald.",
     "interview", "in an interview with the Herald"),
    ("in-court", "The general said in court that he had given no such order.", "hearing", "in court"),
    ("on-a-visit", "During a visit to the front, the marshal said that the line would hold.",
     "visit", "During a visit to the front"),
]  # fmt: skip


def find_occasion(parser: Parser, text: str) -> SayingOccasion | None:
    (quotation,) = find_quotations(parser, text)
    return quotation.occasion


@pytest.mark.model
@pytest.mark.parametrize(("text", "kind", "words"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_the_occasion_is_told_with_its_words(parser: Parser, text: str, kind: str, words: str) -> None:
    occasion = find_occasion(parser, text)
    assert occasion is not None
    assert (occasion.kind, occasion.words.exact) == (kind, words)
    span = occasion.words.span
    assert text[span.start : span.end] == words


@pytest.mark.model
@pytest.mark.parametrize(
    "text",
    [
        "The minister said the pact would be signed at a summit in Senna.",
        "The minister said he had been in a phone call with the king.",
        "“The talks were useful,” said the minister, who met the king at a summit in Senna.",
        "The report said that the meeting in Lisk had failed.",
        "Supporters in parliament said the tax would rise.",
        "“The rule is bad,” said one delegate on the panel.",
        "Officials said on condition of anonymity that the pact was dead.",
        "The envoy said on Signal Hill that the view was fine.",
    ],
    ids=["in-the-content", "call-in-the-content", "of-the-speaker", "subject", "affiliation", "membership", "condition",
         "name-that-goes-on"],
)  # fmt: skip
def test_what_was_spoken_of_or_says_who_speaks_is_no_occasion(parser: Parser, text: str) -> None:
    assert find_occasion(parser, text) is None


@pytest.mark.model
def test_the_addressee_stays_beside_the_occasion(parser: Parser) -> None:
    (quotation,) = find_quotations(parser, "“We are ready,” the envoy told reporters at a briefing in Lisk.")
    assert quotation.addressee == "reporters"
    assert quotation.occasion is not None
    assert quotation.occasion.words.exact == "at a briefing in Lisk"


@pytest.mark.model
def test_each_example_of_the_table_is_read_as_its_kind(parser: Parser) -> None:
    for kind, example in load_saying_occasions().examples:
        occasion = find_occasion(parser, example)
        assert occasion is not None, example
        assert occasion.kind == kind, example


@pytest.mark.parametrize("broken", ["kind", "section"])
def test_a_broken_table_says_what_is_wrong(broken: str) -> None:
    data = read_toml(FILE_NAME)
    if broken == "kind":
        data["occasion"][0]["kind"] = "picnic"
    else:
        del data["platforms"]
    with pytest.raises(ConfigError, match="saying_occasions"):
        build_saying_occasions(data)
