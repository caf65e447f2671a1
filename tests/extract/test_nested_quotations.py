"""Quotations within quotations: each its own speaker's, told by the one that holds it. The sentences are ours."""

from __future__ import annotations

import pytest
from tests.extract.test_quotations import find_quotations, make_actor

from dragoman.nlp.parse import Parser

# of each quotation the speaker's words, the content, and which of them (by number) it stands in
Told = list[tuple[str, str, int | None]]
CASES: list[tuple[str, str, Told]] = [
    ("double-in-single", "He said: 'The king told me \"we will sign\".'",
     [("He", "'The king told me \"we will sign\".'", None), ("The king", '"we will sign"', 0)]),
    ("curly-single-in-curly", "Weiss said: “The king told me: ‘We will sign.’ I believed him.”",
     [("Weiss", "“The king told me: ‘We will sign.’ I believed him.”", None), ("The king", "‘We will sign.’", 0)]),
    ("straight-single-in-straight", "\"Then the king said: 'We will not wait,'\" the envoy recalled.",
     [("the envoy", "\"Then the king said: 'We will not wait,'\"", None), ("the king", "'We will not wait,'", 0)]),
    ("guillemets", "«He told us: “Wait here for the bus.”», the guide said.",
     [("the guide", "«He told us: “Wait here for the bus.”»", None), ("He", "“Wait here for the bus.”", 0)]),
    ("two-deep", "“He said to me, ‘The minister told us: “Go home.” So we went,’ and I wept,” the driver said.",
     [("the driver", "“He said to me, ‘The minister told us: “Go home.” So we went,’ and I wept,”", None),
      ("He", "‘The minister told us: “Go home.” So we went,’", 0), ("The minister", "“Go home.”", 1)]),
    ("before-its-speaker", "“‘We are lost,’ my father used to say. ‘We are finished.’ He was wrong,” Karimi said.",
     [("Karimi", "“‘We are lost,’ my father used to say. ‘We are finished.’ He was wrong,”", None),
      ("my father", "‘We are lost,’", 0), ("my father", "‘We are finished.’", 0)]),
    ("two-speakers-in-one", "“I told him: ‘Leave now.’ He said: ‘Never.’ That was all,” the king said.",
     [("the king", "“I told him: ‘Leave now.’ He said: ‘Never.’ That was all,”", None),
      ("I", "‘Leave now.’", 0), ("He", "‘Never.’", 0)]),
    ("according-to", "“According to the minister, ‘the dam has failed’,” the spokesman said.",
     [("the spokesman", "“According to the minister, ‘the dam has failed’,”", None),
      ("the minister", "‘the dam has failed’", 0)]),
    ("in-indirect-speech", "Weiss said the king had told him: “We will sign the pact in May.”",
     [("Weiss", "the king had told him: “We will sign the pact in May.”", None),
      ("the king", "“We will sign the pact in May.”", 0)]),
    ("scare-quotes", "“The ‘ghost fleet’ must be stopped,” Weiss said.",
     [("Weiss", "“The ‘ghost fleet’ must be stopped,”", None)]),
    ("fragment-in-indirect-speech", "The report said the general called the raid “a mistake”.",
     [("The report", "the general called the raid “a mistake”", None)]),
    ("indirect-in-indirect", "The envoy said that the king claimed a fee.",
     [("The envoy", "that the king claimed a fee", None)]),
]  # fmt: skip


@pytest.mark.model
@pytest.mark.parametrize(("text", "expected"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_each_is_within_the_one_that_tells_it(parser: Parser, text: str, expected: Told) -> None:
    found = find_quotations(parser, text)
    number = {each.quotation_id: index for index, each in enumerate(found)}
    told = [
        (
            text[each.speaker.start : each.speaker.end] if each.speaker else "-",
            each.content.exact,
            number[each.within] if each.within else None,
        )
        for each in found
    ]
    assert told == expected


@pytest.mark.model
def test_who_quotes_himself_is_the_outer_speaker(parser: Parser) -> None:
    text = "“I told him: ‘Leave now.’ He went,” Omar Karimi said."
    outer, inner = find_quotations(parser, text, (make_actor(text, "Omar Karimi", "karimi"),))
    assert inner.within == outer.quotation_id
    assert inner.speaker_id == outer.speaker_id == f"karimi@{text.index('Omar')}"


@pytest.mark.model
def test_a_quotation_that_another_cue_opened_is_not_given_to_the_next(parser: Parser) -> None:
    text = "The king told the envoy: “Leave now.” The envoy answered: “Never.”"
    found = find_quotations(parser, text)
    assert [each.content.exact for each in found] == ["“Leave now.”", "“Never.”"]
