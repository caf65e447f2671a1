"""Attribute without a verb: "according to the ministry", "his claim that ...", "is confident that ...".

In:  a layout. Out: `Attribution`s.
Left to `verbs`: reporting verbs. Left to `leftovers`: quotations that no word opens.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from spacy.tokens import Token

from dragoman.extract.quotations.answers import read_answer
from dragoman.extract.quotations.attributions import Attribution, Span
from dragoman.extract.quotations.layout import Layout
from dragoman.extract.quotations.speakers import antecedent, can_speak, find_speaker, own_subject, speaker_span
from dragoman.lexicons.load.reporting_verbs import load_reporting_verbs
from dragoman.nlp.parse import Parsed

_TABLE = load_reporting_verbs()
_ACCORDING = re.compile(
    r"\b(?:[Aa]ccording\s+to|[Ii]n the (?:words|view|opinion|eyes) of)\b|(?<=, )per(?= (?:the |a )?[A-Z])"
)
_IN_WORDS = re.compile(
    r"\b[Ii]n (?P<who>(?:[\w.’'-]+ ){0,6}?[\w.-]+?(?:['’]s|(?<=s)['’])|his|her|their|its) (?:own )?"
    r"(?:words|view|opinion|telling|judgment|judgement|estimation)\b"
)
_QUOTE_AFTER = re.compile(r",? ?(?=[“\"'‘«„])")
_NOMINAL = frozenset(("NOUN", "PROPN", "PRON", "NUM", "ADJ"))
_BREAKS = frozenset((";", "—", "–", "--", "―"))
_COPULAS = frozenset(("be", "remain", "become", "seem", "sound", "feel", "appear"))


def read_sources(layout: Layout, parsed: Parsed) -> Iterator[Attribution]:
    """Give what is attributed by "according to", by a reporting noun, by an adjective of belief."""
    yield from _read_according(layout)
    yield from _read_words_of(layout)
    for clause in parsed.clauses:
        verb = layout.doc[clause.head]
        if verb.lemma_ in _COPULAS or verb.lemma_ == "make":
            attribution = _read_clear(layout, verb) if verb.lemma_ == "make" else _read_adjective(layout, verb)
            if attribution is None and verb.lemma_ == "be":
                attribution = read_answer(layout, verb)
            if attribution is not None:
                yield attribution
    for token in layout.doc:
        if token.pos_ == "NOUN" and token.lemma_ in _TABLE.nouns:
            attribution = _read_noun(layout, token)
            if attribution is not None:
                yield attribution


def _read_according(layout: Layout) -> Iterator[Attribution]:
    """Read "A, according to X" and "According to X, A": the sentence without that phrase is the content."""
    for match in _ACCORDING.finditer(layout.text):
        last_word = layout.doc[layout.token_at(match.end() - 1)]
        source = next((child for child in last_word.rights if child.dep_ == "pobj"), None)
        if source is None:
            source = _nearest_noun(layout, last_word)
        if source is None:
            continue
        span = _source_span(layout, source, match.end())
        quoted = _quoted_after(layout, span[1])
        pieces = (
            (quoted,)
            if quoted is not None and match.start() > layout.offsets[layout.sentence(last_word.i)[0]]
            else _around(layout, match.start(), span, last_word.i)
        )
        if pieces:
            yield Attribution(
                pieces=pieces,
                speaker=span,
                head=layout.offsets[source.i],
                cue=(match.start(), match.end()),
                rule="according-to",
                report_class="speech",
            )


def _read_words_of(layout: Layout) -> Iterator[Attribution]:
    """Read "was, in Beijing's words, “a crime”", "In his words, the pact is dead"."""
    for match in _IN_WORDS.finditer(layout.text):
        last = layout.token_at(match.end("who") - 1)
        owner = layout.doc[last - 1] if layout.doc[last].tag_ == "POS" else layout.doc[last]
        quoted = _quoted_after(layout, match.end())
        pieces = (quoted,) if quoted is not None else _around(layout, match.start(), match.span(), last)
        if pieces:
            yield Attribution(
                pieces=pieces,
                speaker=(match.start("who"), layout.end_of(owner.i)),
                head=layout.offsets[owner.i],
                cue=match.span(),
                rule="according-to",
                report_class="speech",
            )


def _quoted_after(layout: Layout, end: int) -> Span | None:
    """Give the quotation that follows at once: "in the words of the envoy, “nearly done”"."""
    blank = _QUOTE_AFTER.match(layout.text, end)
    stretch = layout.stretch_at(blank.end()) if blank is not None else None
    return (
        (stretch.start, stretch.end)
        if stretch is not None and blank is not None and stretch.start == blank.end()
        else None
    )


def _nearest_noun(layout: Layout, word: Token) -> Token | None:
    for token in layout.doc[word.i + 1 : min(word.i + 8, layout.sentence(word.i)[1])]:
        if token.pos_ in ("NOUN", "PROPN", "PRON"):
            return token
    return None


def _source_span(layout: Layout, source: Token, start: int) -> Span:
    """Give the wording of a source after "according to": to the next comma that is no apposition's."""
    last = min(source.right_edge.i, layout.sentence(source.i)[1] - 1)
    for index in range(source.i + 1, last + 1):
        token = layout.doc[index]
        quote_mark = token.text in ("“", "”", '"') and token.dep_ == "punct"
        if token.text in _BREAKS or quote_mark or (token.text == "," and _starts_clause(layout, index)):
            last = index - 1
            break
    return layout.trim(start, layout.end_of(last))


def _starts_clause(layout: Layout, comma: int) -> bool:
    """Tell a comma after which the sentence goes on ("according to the poll, which found", "..., and")."""
    following = layout.doc[comma + 1] if comma + 1 < len(layout.doc) else None
    return following is None or following.dep_ in ("cc", "mark") or (following.pos_ in ("SCONJ", "CCONJ"))


def _around(layout: Layout, start: int, span: Span, index: int) -> tuple[Span, ...]:
    """Give the sentence before and after the phrase, each where it holds a clause."""
    first, stop = layout.sentence(index)
    begin = layout.offsets[first]
    end = layout.end_of(stop - 1)
    opened = layout.stretch_at(start)
    if opened is not None and opened.start >= begin:
        begin = max(begin, opened.inner_start)
    left = _piece(layout, begin, start, is_after=False)
    right = _piece(layout, span[1], end, is_after=True)
    if left is not None and right is not None and layout.text[span[1] : span[1] + 1] != ",":
        return (left,)
    return tuple(piece for piece in (left, right) if piece is not None)


def _piece(layout: Layout, start: int, end: int, *, is_after: bool) -> Span | None:
    if end - start < 12:
        return None
    start, end = layout.trim(start, end)
    if end <= start:
        return None
    start, end = layout.trim(*layout.snap(start, end))
    first, last = layout.token_at(start), layout.token_at(max(start, end - 1))
    opening = layout.doc[first]
    if (opening.lower_ == "as" and is_after) or opening.lower_ == "who" or opening.tag_ in ("WDT", "WP"):
        return None  # ", as reported by the agency", ", which polled 800": told beside it
    if not any(token.pos_ in ("VERB", "AUX") for token in layout.doc[first : last + 1]):
        return None
    return start, end


def _read_noun(layout: Layout, noun: Token) -> Attribution | None:
    """Read "Smith's claim that ...", "a statement by the court that ...", "its call for talks"."""
    speaker = _holder(noun)
    report = _TABLE.nouns[noun.lemma_]
    if speaker is None:
        return _read_told(layout, noun)
    for child in noun.rights:
        clause = child.dep_ in ("acl", "relcl", "ccomp")
        that = clause and any(each.lower_ in ("that", "whether") and each.dep_ == "mark" for each in child.lefts)
        infinitive = clause and any(each.lower_ == "to" for each in child.lefts)
        report_class = None
        cue_end, first = noun, child.left_edge.i
        if that and "clause" in report.frames:
            report_class = report.frames["clause"]
        elif infinitive and "to" in report.frames:
            report_class = report.frames["to"]
        elif child.dep_ == "prep" and child.lower_ in report.after and child.i == noun.i + 1:
            if child.left_edge.i == child.right_edge.i or _holds(child, speaker):
                continue
            report_class, cue_end, first = report.after[child.lower_], child, child.i + 1
        if report_class is None:
            continue
        start, end = layout.snap(layout.offsets[first], layout.end_of(child.right_edge.i))
        return Attribution(
            pieces=(layout.trim(max(start, layout.end_of(cue_end.i)), end),),
            speaker=_holder_span(layout, speaker),
            head=layout.offsets[antecedent(speaker).i],
            cue=(layout.offsets[_cue_start(noun, speaker)], layout.end_of(cue_end.i)),
            rule="noun",
            report_class=report_class,
        )
    return None


def _read_told(layout: Layout, noun: Token) -> Attribution | None:
    """Read "amid reports that the dam had failed", whoever reports it."""
    report_class = _TABLE.nouns[noun.lemma_].frames.get("clause")
    if noun.tag_ != "NNS":
        return None  # "the theory that the dam had failed": whose it is, the article tells elsewhere
    clause = next((child for child in noun.rights if child.dep_ == "acl" and child.left_edge.i == noun.i + 1), None)
    if report_class is None or clause is None or clause.left_edge.lower_ != "that" or clause.left_edge.dep_ != "mark":
        return None
    first = noun.i
    while first > 0 and layout.doc[first - 1].dep_ in ("amod", "compound") and layout.doc[first - 1].head == noun:
        first -= 1
    span = layout.snap(layout.offsets[clause.left_edge.i], layout.end_of(clause.right_edge.i))
    return Attribution(
        pieces=(layout.trim(*span),),
        speaker=None,
        head=None,
        cue=(layout.offsets[first], layout.end_of(noun.i)),
        rule="noun",
        report_class=report_class,
    )


def _holds(prep: Token, speaker: Token) -> bool:
    return speaker.head == prep


def _holder(noun: Token) -> Token | None:
    """Find whose claim it is: the possessor, or "by X"; not whose claim is told of a thing."""
    for child in noun.children:
        if child.dep_ == "poss" and child.lower_ != "whose":
            return child
        if child.dep_ == "prep" and child.lower_ in ("by", "from"):
            return next((each for each in child.children if each.dep_ == "pobj"), None)
    return None


def _holder_span(layout: Layout, speaker: Token) -> Span:
    if speaker.dep_ != "poss":
        return speaker_span(layout, speaker, speaker.head)
    last = speaker.i
    for child in speaker.rights:
        if child.dep_ == "case":
            last = child.i
    return layout.offsets[speaker.left_edge.i], layout.end_of(last)


def _cue_start(noun: Token, speaker: Token) -> int:
    first = noun.i
    for child in noun.lefts:
        if child.i > speaker.right_edge.i and child.dep_ in ("amod", "compound", "advmod") and child.i < first:
            first = child.left_edge.i
            break
    return first if first > speaker.i or speaker.i > noun.i else noun.i


def _read_clear(layout: Layout, verb: Token) -> Attribution | None:
    """Read "has made (it) clear that ..."."""
    clear = next((child for child in verb.rights if child.lower_ in ("clear", "plain", "known")), None)
    speaker = find_speaker(verb)
    if clear is None or speaker is None:
        return None
    for child in [*clear.rights, *verb.rights]:
        that = any(each.lower_ == "that" for each in child.lefts)
        if child.i > clear.i and (child.dep_ == "ccomp" or (child.dep_ == "advcl" and that)):
            end = min(child.right_edge.i, layout.sentence(verb.i)[1] - 1)
            begin = min([verb.i, *(each.i for each in verb.lefts if each.dep_ in ("aux", "neg", "advmod"))])
            return Attribution(
                pieces=(layout.trim(*layout.snap(layout.offsets[child.left_edge.i], layout.end_of(end))),),
                speaker=speaker_span(layout, speaker, verb),
                head=layout.offsets[antecedent(speaker).i],
                cue=(layout.offsets[begin], layout.end_of(clear.i)),
                rule="verb-clause",
                report_class="speech",
            )
    return None


def _read_adjective(layout: Layout, verb: Token) -> Attribution | None:
    """Read "is confident that ...", "was critical of ...": the cue runs from the copula to the preposition."""
    adjective = next(
        (
            child
            for child in verb.rights
            if child.dep_ in ("acomp", "attr", "oprd") and child.lemma_.lower() in _TABLE.adjectives
        ),
        None,
    )
    speaker = own_subject(verb) or find_speaker(verb)
    if adjective is None or speaker is None or speaker.lower_ == "there" or not can_speak(antecedent(speaker)):
        return None
    report = _TABLE.adjectives[adjective.lemma_.lower()]
    for child in [*adjective.rights, *verb.rights]:
        if child.i <= adjective.i:
            continue
        cue_end, first = adjective, child.left_edge.i
        if child.dep_ in ("ccomp", "xcomp"):
            report_class = report.frames["to" if child.dep_ == "xcomp" else "clause"]
        elif child.dep_ == "prep" and child.lower_ in report.after and child.i == adjective.i + 1:
            if child.left_edge.i == child.right_edge.i:
                continue
            report_class, cue_end, first = report.after[child.lower_], child, child.i + 1
        else:
            continue
        end = min(child.right_edge.i, layout.sentence(verb.i)[1] - 1)
        start = layout.offsets[first]
        begin = min(
            [
                verb.i,
                *(
                    each.i
                    for each in verb.lefts
                    if each.dep_ in ("aux", "neg", "advmod") and each.i > speaker.right_edge.i
                ),
            ]
        )
        return Attribution(
            pieces=(layout.trim(*layout.snap(start, layout.end_of(end))),),
            speaker=speaker_span(layout, speaker, verb),
            head=layout.offsets[antecedent(speaker).i],
            cue=(layout.offsets[begin], layout.end_of(cue_end.i)),
            rule="adjective",
            report_class=report_class,
        )
    return None
