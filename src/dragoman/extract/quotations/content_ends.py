"""Find where a content ends: at a second verb, at what is told beside it, at when and where it was said.

In:  the verb that reports and the word that its content hangs on. Out: the last token of the content.
Left to `complements`: which word that is, and where the content begins.
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from dragoman.extract.quotations.cues import read_cue
from dragoman.extract.quotations.layout import Layout
from dragoman.extract.quotations.speakers import goes_on_from

_LONGEST_CLAUSE = 200  # tokens of a content in which its end is sought; nested clauses else cost their square
# "praised them for their courage", "compared it to a plague": what is said of the thing
_OF_A_THING = frozenset(("for", "to", "with", "of", "from", "as", "against", "over", "about", "into"))


def find_end(layout: Layout, verb: Token, child: Token, *, is_noun: bool = False) -> int:
    """End a content where the verb's own words end: at a coordinated verb, a new clause, the sentence's end."""
    last = child.right_edge.i
    second = next((each for each in _joined(child) if goes_on_from(each) == verb), None)
    if second is not None:
        # "said the raid had failed and added that ...": told by the second verb
        last = second.left_edge.i - 1
        while last > child.i and (layout.doc[last].dep_ == "cc" or layout.doc[last].is_punct):
            last -= 1
        return last
    for other in verb.rights:
        if other.i <= child.i:
            continue
        if other.dep_ == "cc" and _is_still_told(layout, verb, other):
            return layout.sentence(verb.i)[1] - 1
        if other.dep_ in ("conj", "cc", "parataxis") or (other.dep_ == "advcl" and _is_aside(other)):
            break
        if is_noun and _is_circumstance(other):
            break
        if other.dep_ != "punct":
            last = max(last, other.right_edge.i)
    return min(last, layout.sentence(verb.i)[1] - 1)


def _is_still_told(layout: Layout, verb: Token, joint: Token) -> bool:
    """Tell "said the road was closed, but there was “no danger”" from "said the road was closed and left"."""
    second = next((child for child in verb.rights if child.dep_ == "conj" and child.i > joint.i), None)
    if second is not None and second.left_edge.lower_ == "that" and second.left_edge.dep_ == "mark":
        return True  # "said that the road was closed, and that nobody had come"
    if (
        second is None
        or read_cue(second) is not None
        or not any(each.dep_ in ("nsubj", "expl") for each in second.lefts)
    ):
        return False
    end = layout.sentence(verb.i)[1]
    return bool(layout.stretches_between(layout.offsets[joint.i], layout.end_of(end - 1)))


def end_of_thing(layout: Layout, verb: Token, child: Token) -> int:
    """End a thing or an action named as content, without what is told of it after a comma."""
    return cut_before_asides(layout, child.left_edge.i, find_end(layout, verb, child), noun=True)


def cut_before_asides(layout: Layout, first: int, last: int, *, noun: bool) -> int:
    """End a content before ", insisting that ..." and, of a noun, before ", which ...": those are told beside it."""
    doc = layout.doc
    for index in range(first + 2, min(last, first + _LONGEST_CLAUSE)):
        if _closes_with_comma(layout, index) and _is_told_beside(doc[index + 1]):
            return index
        if doc[index].text != "," or layout.stretch_at(layout.offsets[index]) is not None:
            continue
        following = doc[index + 1]
        if following.tag_ == "VBG" and following.head.i < first and read_cue(following) is not None:
            return index - 1
        if following.tag_ == "VBG" and following.dep_ == "advcl" and _reports(following):
            return index - 1
        if noun and following.tag_ in ("WDT", "WP", "WRB", "WP$"):
            return index - 1
    return last


def _joined(first: Token) -> Iterator[Token]:
    """Give the words that are coordinated with one, in text order."""
    joined: Token | None = first
    while joined is not None:
        joined = next((each for each in joined.rights if each.dep_ == "conj"), None)
        if joined is not None:
            yield joined


def _is_circumstance(other: Token) -> bool:
    """Tell when, where and on what occasion a thing was said or done from the thing: "hailed the pact on Friday"."""
    if other.dep_ in ("prep", "dative"):
        return other.lower_ not in _OF_A_THING
    return other.dep_ in ("npadvmod", "advmod", "advcl")


def _closes_with_comma(layout: Layout, index: int) -> bool:
    """Tell a closing mark after a comma, which is the sentence's: called it “a mistake,” adding that it was late."""
    stretch = layout.stretch_at(layout.offsets[index])
    return stretch is not None and stretch.end == layout.end_of(index) and layout.text[stretch.end - 2] == ","


def _is_told_beside(following: Token) -> bool:
    """Tell what the article adds after a quotation: “...,” citing the law; “...,” a term that; “...,” while others."""
    if following.tag_ == "VBG":
        return read_cue(following) is not None
    if following.tag_ == "DT":
        # not called him “a liar,” a “thief”
        return following.head.dep_ == "appos" and not following.nbor(1).is_quote
    return following.lower_ in ("while", "though", "although")


def _reports(participle: Token) -> bool:
    """Tell a participle that brings a clause of its own: "adding that it was dark"."""
    cue = read_cue(participle)
    if cue is None:
        return False
    if cue.report.frames.get("clause") == "speech" or participle.lower_ in ("citing", "quoting", "accusing", "calling"):
        return True
    return any(child.dep_ == "ccomp" or child.lower_ in cue.report.after for child in participle.rights)


def _is_aside(clause: Token) -> bool:
    """Tell ", adding that ...", a participle after a comma, from an adverbial clause of the content."""
    before = clause.left_edge.i - 1
    return clause.tag_ == "VBG" and before >= 0 and clause.doc[before].text == ","
