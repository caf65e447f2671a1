"""Attribute by verbs: for each reporting verb its speaker and its content, the outermost ones first.

In:  a `Parsed` with its layout. Out: `Attribution`s.
Left to `sources`: attribution without a verb. Left to `leftovers`: quotations that no cue opens.
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from dragoman.extract.quotations.after_quotes import read_after_quotes
from dragoman.extract.quotations.attributions import Attribution, Span
from dragoman.extract.quotations.between_commas import read_between
from dragoman.extract.quotations.complements import Content, read_complement
from dragoman.extract.quotations.cues import Cue, cue_span, read_cue
from dragoman.extract.quotations.insertions import NOT_GOING_ON, around, quote_before, read_pieces
from dragoman.extract.quotations.layout import Layout
from dragoman.extract.quotations.mistagged import read_mistagged
from dragoman.extract.quotations.speakers import (
    antecedent,
    can_speak,
    find_agent,
    find_speaker,
    inverted_subject,
    is_empty,
    is_written,
    own_subject,
    speaker_span,
)
from dragoman.lexicons.load.reporting_verbs import load_reporting_verbs
from dragoman.nlp.parse import Parsed

_TABLE = load_reporting_verbs()


# Who stands after these is spoken of, not to
_NOT_ADDRESSING = frozenset(("accuse", "suspect", "want", "expect", "prefer", "require", "see", "challenge"))
_OF_A_DAY = frozenset(("late", "early"))  # "said late on Friday"
_TOLD = 4  # words of a content that say whether anything is told: "not to be named"
_SAYING = frozenset(
    ("say", "comment", "elaborate", "discuss", "answer", "disclose", "reveal", "specify", "name", "give")
)
# Nobody told: "it was called a fraud", "saying that ..." hold; of others nothing is attributed
_WITHOUT_SPEAKER = frozenset(("clause", "as", "someone-of"))


def read_verbs(layout: Layout, parsed: Parsed) -> Iterator[Attribution]:
    """Give what each reporting verb attributes, in text order, nested ones too."""
    read: set[int] = set()
    for clause in parsed.clauses:
        cue = read_cue(layout.doc[clause.head])
        if cue is None:
            continue
        passive = clause.voice == "passive"
        attribution = _read_passive(layout, cue) if passive else _read_active(layout, cue)
        if attribution is not None:
            read.update(start for start, _ in attribution.pieces)
            yield attribution
    yield from read_mistagged(layout)
    yield from read_after_quotes(layout, read)


def _read_active(layout: Layout, cue: Cue) -> Attribution | None:
    speaker = _who(layout, cue)
    if speaker is not None and _is_nobody(layout, cue, speaker):
        return None
    content = read_complement(layout, cue)
    if content is not None and _says_nothing(layout, cue, content):
        return None
    pieces: tuple[Span, ...] = ()
    if content is None or content.frame in ("object", "after", "someone-to"):
        inserted = _inserted(layout, cue, speaker, governs=content is not None)
        if inserted:
            content, pieces = None, inserted
    if content is not None:
        pieces = _complement_pieces(layout, cue, content)
        if speaker is not None and content.frame == "clause":
            content, pieces = _with_quote_before(layout, cue, speaker, content, pieces)
    if speaker is not None and len(pieces) < 2 and not layout.is_quoted(cue.verb):
        around = read_between(layout, cue, speaker)
        content, pieces = (None, around) if around else (content, pieces)
    if not pieces or layout.text[pieces[0][0] : pieces[0][1]].lower() in _TABLE.empty:
        return None
    if speaker is not None and content is not None and not _can_say(cue, content, speaker):
        return None
    return _attribute(layout, cue, speaker, content, pieces)


def _with_quote_before(
    layout: Layout, cue: Cue, speaker: Token, content: Content, pieces: tuple[Span, ...]
) -> tuple[Content | None, tuple[Span, ...]]:
    """Join what the verb governs to the quotation before it; alone where it does not go on with that."""
    goes_on = layout.doc[content.first - 1].text == "," or layout.stretch_at(layout.offsets[content.first]) is not None
    before = quote_before(layout, cue, speaker, goes_on=goes_on)
    if before is None:
        return content, pieces
    aside = layout.doc[content.first].lower_ in NOT_GOING_ON  # “Leave,” he told them, after they had paid
    return None, (before, *(pieces if goes_on and not aside else ()))


def _who(layout: Layout, cue: Cue) -> Token | None:
    """Find the speaker; a subject inside the quotation before the verb is none of the verb's."""
    speaker = find_speaker(cue.top) or _joined_subject(cue.top)
    outside = not layout.is_quoted(cue.verb)
    if outside and "quote" in cue.report.frames and (speaker is None or layout.is_quoted(speaker)):
        # said on the radio's “Dawn and Dusk”: no speaker, though the parse takes the title for one
        is_title_after = speaker is not None and speaker.i > cue.verb.i
        return inverted_subject(layout, cue.verb) or (None if is_title_after else speaker)
    return speaker


def _joined_subject(verb: Token) -> Token | None:
    """Give a subject that the parse joined to its verb as to a noun: "The consul-general swore that ..."."""
    if verb.i == 0 or verb.tag_ not in ("VBD", "VBZ"):
        return None
    before = verb.nbor(-1)
    return before if before.dep_ == "compound" and before.head == verb and before.pos_ in ("NOUN", "PROPN") else None


def _is_nobody(layout: Layout, cue: Cue, speaker: Token) -> bool:
    """Tell a subject whose words are nobody's: "it seems", "this shows", "you think"; not "It said the raid failed"."""
    borrows = cue.top.dep_ == "advcl" and cue.top.tag_ == "VBG"  # "It wrote to them, saying that ..."
    if speaker.lower_ == "it" and (speaker.head == cue.top or borrows) and cue.top.dep_ != "relcl":
        # "It plans to sell the mine", "It condemned the raid"; not "It suggests that ...", "It is hard to deny"
        return cue.particle is None and cue.verb.lemma_ in _TABLE.telling
    return is_empty(speaker) or _speaks_for_itself(layout, cue, speaker)


def _can_say(cue: Cue, content: Content, speaker: Token) -> bool:
    """Tell whether the subject may say such a content: whatever "says that" does, and "it" with a clause alone."""
    noun = antecedent(speaker)
    if noun.lower_ == "it":
        return content.report_class in ("speech", "attitude", "request", "intention")
    if content.frame == "object" and content.report_class == "text":
        return is_written(noun)
    if noun.pos_ == "NOUN" and content.frame == "clause" and cue.verb.lemma_ in ("say", "read", "state"):
        return True
    return can_speak(noun)


def _speaks_for_itself(layout: Layout, cue: Cue, speaker: Token) -> bool:
    """Tell "you think", and "I think" in quotation marks: whoever is quoted says that himself."""
    return speaker.lower_ in ("you", "ya") or (speaker.lower_ in ("i", "we") and layout.is_quoted(cue.verb))


def _inserted(layout: Layout, cue: Cue, speaker: Token | None, *, governs: bool) -> tuple[Span, ...]:
    if speaker is None or not cue.report.frames or _has_nearer_cue(cue, speaker):
        return ()
    if speaker.lower_ == "it" and "clause" not in cue.report.frames:
        return ()
    if layout.is_quoted(cue.verb):
        return ()
    return read_pieces(layout, cue, speaker, governs=governs)


def _says_nothing(layout: Layout, cue: Cue, content: Content) -> bool:
    """Tell "did not say whether it would", "declined to comment", "asked not to be named": nothing is told by these."""
    if cue.verb.dep_ == "xcomp" and cue.verb.head.lemma_ in ("decline", "refuse") and cue.verb.lemma_ in _SAYING:
        return True
    told = [token.lower_ for token in layout.doc[content.first : content.last + 1][:_TOLD]]
    if any(child.dep_ == "neg" for child in cue.verb.children):
        return told[:1] in (["whether"], ["if"]) and cue.verb.lemma_ in _TABLE.verbs and content.frame == "clause"
    if cue.verb.lemma_ in ("decline", "refuse"):
        return told[:1] == ["to"] and told[1:2] != [] and told[1] in _SAYING
    return cue.verb.lemma_ == "ask" and told[:3] == ["not", "to", "be"] and told[3:4] in (["named"], ["identified"])


def _has_nearer_cue(cue: Cue, speaker: Token) -> bool:
    """Tell "A diplomat who spoke on condition of anonymity said, “...”": the quotation is what was said."""
    told_of = antecedent(speaker)
    verb = told_of.head
    return told_of is not speaker and verb.i > cue.verb.i and read_cue(verb) is not None


def _complement_pieces(layout: Layout, cue: Cue, content: Content) -> tuple[Span, ...]:
    start, end = layout.offsets[content.first], layout.end_of(content.last)
    if not layout.is_quoted(cue.verb):
        start, end = layout.snap(start, end)
        start = max(start, layout.end_of((content.cue_end or cue.verb).i)) if content.first > cue.verb.i else start
        opening = layout.stretch_at(start + 1)
        if opening is not None and opening.start - start <= 1 and layout.text[opening.end - 2] in ",.!?":
            end = min(end, opening.end)  # “We left,” adding that it was dark
    trimmed = layout.trim(start, end)
    return (trimmed,) if trimmed[1] > trimmed[0] else ()


def _attribute(
    layout: Layout, cue: Cue, speaker: Token | None, content: Content | None, pieces: tuple[Span, ...]
) -> Attribution | None:
    report_class = content.report_class if content is not None else cue.report.frames.get("quote", "speech")
    rule = f"verb-{content.frame}" if content is not None else "verb-inserted"
    addressee = content.addressee if content is not None else _addressed(cue.verb)
    if addressee is not None and (
        cue.verb.lemma_ in _NOT_ADDRESSING or (content is not None and content.report_class == "intention")
    ):
        addressee = None
    if speaker is None and (content is None or content.frame not in _WITHOUT_SPEAKER):
        return None
    return Attribution(
        pieces=pieces,
        speaker=speaker_span(layout, speaker, cue.top) if speaker is not None else None,
        head=layout.offsets[antecedent(speaker).i] if speaker is not None else None,
        cue=_with_adverb(layout, cue, cue_span(layout, cue, content.cue_end if content is not None else None), pieces),
        rule=rule,
        report_class=report_class,
        addressee=_noun_span(layout, addressee) if addressee is not None else None,
    )


def _with_adverb(layout: Layout, cue: Cue, span: Span, pieces: tuple[Span, ...]) -> Span:
    """End a cue with the adverb that follows it: “Stay,” he said again."""
    following = layout.token_at(span[1] - 1) + 1
    if following >= len(layout.doc) or any(start <= layout.offsets[following] < end for start, end in pieces):
        return span
    adverb = layout.doc[following]
    is_adverb = adverb.tag_ == "RB" and adverb.dep_ == "advmod" and adverb.head in (cue.verb, cue.top)
    alone = adverb.left_edge.i == adverb.right_edge.i == adverb.i and adverb.lower_ not in _OF_A_DAY
    return (span[0], layout.end_of(following)) if is_adverb and alone and adverb.is_lower else span


def _noun_span(layout: Layout, noun: Token) -> Span:
    """Give a noun with what stands before it and those coordinated with it: "Russia and Iran"."""
    last = noun
    while (following := next((child for child in last.rights if child.dep_ == "conj"), None)) is not None:
        last = following
    return layout.offsets[noun.left_edge.i], layout.end_of(last.i)


def _addressed(verb: Token) -> Token | None:
    if verb.lemma_ not in ("tell", "ask", "warn", "remind", "inform", "assure"):
        return None
    return next((child for child in verb.rights if child.dep_ in ("dobj", "dative")), None)


def _read_passive(layout: Layout, cue: Cue) -> Attribution | None:
    """Read "was endorsed by the paper", "is accused by London of lying": the agent speaks."""
    agent = find_agent(cue.verb)
    subject = own_subject(cue.verb)
    if agent is not None and subject is None and cue.verb.left_edge.lower_ == "as" and "clause" in cue.report.frames:
        return _read_as_passive(layout, cue, agent)
    content = read_complement(layout, cue) if agent is not None else None
    if agent is not None and content is not None and content.frame == "clause" and content.first > agent.i:
        # "was asked by the envoy whether the road was open"
        speaker = None if agent.tag_ == "NN" and agent.left_edge == agent else agent  # "was told by radio that ..."
        return _attribute(layout, cue, speaker, content, _complement_pieces(layout, cue, content))
    if agent is None or cue.verb.lemma_ in ("quote", "cite", "tell", "ask"):
        return None
    if cue.report.frames.get("object") == "text" and not is_written(agent):
        return None
    if (
        subject is None
        or subject.lower_ in ("who", "which", "that")
        or not (cue.report.frames.keys() & {"object", "as", "someone-of"})
    ):
        return None
    span = (layout.offsets[subject.left_edge.i], layout.end_of(min(subject.right_edge.i, cue.verb.i - 1)))
    return Attribution(
        pieces=(layout.trim(*span),),
        speaker=speaker_span(layout, agent, cue.verb),
        head=layout.offsets[agent.i],
        cue=cue_span(layout, cue),
        rule="verb-passive",
        report_class=cue.report.frames.get("object", "attitude"),
    )


def _read_as_passive(layout: Layout, cue: Cue, agent: Token) -> Attribution | None:
    """Read "As reported by the paper, the dam had failed": the sentence without the as-clause is the content."""
    pieces = around(layout, cue.verb.left_edge.i, max(agent.right_edge.i, cue.verb.right_edge.i))
    if not pieces:
        return None
    return Attribution(
        pieces=pieces,
        speaker=speaker_span(layout, agent, cue.verb),
        head=layout.offsets[agent.i],
        cue=cue_span(layout, cue, agent.head),
        rule="verb-inserted",
        report_class=cue.report.frames["clause"],
    )
