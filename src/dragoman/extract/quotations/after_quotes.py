"""Read by their place the attributions after a quotation that the parse has not understood: “...,” WORDS VERB.

In:  a layout, and where the pieces begin that were read by the parse. Out: `Attribution`s of the quotations left.
Left to `verbs`: attributions whose verb has a subject in the parse. Left to `leftovers`: what no word follows.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator

from spacy.tokens import Token

from dragoman.extract.quotations.attributions import Attribution
from dragoman.extract.quotations.insertions import begins_sentence, ends_open
from dragoman.extract.quotations.layout import Layout
from dragoman.extract.quotations.marks import Quoted
from dragoman.lexicons.load.reporting_verbs import load_reporting_verbs

_TABLE = load_reporting_verbs()
_LONGEST_NAME = 25  # words of a speaker with his office: "the deputy head of the state's grain board, Ann Lee, says"
_STOPS = frozenset((".", ";", ":", "!", "?", "“", "”", '"', "—", "–", "--"))
_RELATIVES = frozenset(("who", "which", "whose", "whom", "that"))
_FINITE = frozenset(("VBD", "VBZ", "VBP", "MD"))
_NOUN_TAGS = frozenset(("NN", "NNS", "NNP", "NNPS"))
_SUBJECTS = frozenset(("NOUN", "PROPN", "PRON"))
_OPENERS = frozenset(("DET", "PROPN", "NOUN", "ADJ", "NUM", "PRON"))


def read_after_quotes(layout: Layout, read: Collection[int]) -> Iterator[Attribution]:
    """Give the quotations, none of those that begin where one was read, whose speaker and verb follow at once."""
    for stretch in layout.stretches:
        if stretch.start in read or not stretch.closed or not ends_open(layout, stretch):
            continue
        if not begins_sentence(layout, stretch):
            continue
        first = layout.token_at(stretch.end - 1) + 1
        verb = _find_verb(layout, first)
        if verb is not None and verb.i > first:
            yield _attribute(layout, stretch, first, verb)


def _find_verb(layout: Layout, first: int) -> Token | None:
    """Find the verb that opens quotations, before any other verb, relative clauses left out.

    "an officer, who may not be named, told the paper"; "Brandt answers.", taken for a plural noun, at the end only.
    """
    is_relative = False
    words = layout.doc[first : first + _LONGEST_NAME]
    if not words or words[0].pos_ not in _OPENERS:
        return None
    for token in words:
        if token.text in _STOPS or token.is_space:
            return None
        if token.text == ",":
            is_relative = False
        elif token.lower_ in _RELATIVES:
            is_relative = True
        elif is_relative:
            continue
        elif token.tag_ in _FINITE:
            return token if _opens(token) else None
        elif token.tag_ in _NOUN_TAGS and token.i > first and _opens(token) and _ends(layout, token):
            return token
    return None


def _opens(verb: Token) -> bool:
    report = _TABLE.verbs.get(verb.lemma_.lower())
    return report is not None and "quote" in report.frames


def _ends(layout: Layout, token: Token) -> bool:
    return token.i + 1 >= len(layout.doc) or layout.doc[token.i + 1].text in (".", ",") or token.nbor(1).is_space


def _attribute(layout: Layout, stretch: Quoted, first: int, verb: Token) -> Attribution:
    start, end = layout.trim(layout.offsets[first], layout.end_of(verb.i - 1))
    if "," in layout.text[start:end] and layout.doc[verb.i - 1].text == ",":
        end = layout.end_of(verb.i - 1)
    return Attribution(
        pieces=((stretch.start, stretch.end),),
        speaker=(start, end),
        head=layout.offsets[_head(layout, first, verb.i)],
        cue=(layout.offsets[verb.i], layout.end_of(verb.i)),
        rule="verb-inserted",
        report_class="speech",
    )


def _head(layout: Layout, first: int, verb: int) -> int:
    """Give the last noun of the speaker's first words: "Lee" of "minister Ann Lee, who left,"."""
    head = first
    for token in layout.doc[first:verb]:
        if token.text == "," or token.pos_ == "ADP":
            break
        if token.pos_ in _SUBJECTS:
            head = token.i
    return head
