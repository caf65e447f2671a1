"""Read verbs of saying that the parser took for another kind of word, by their place in the sentence.

In:  a layout. Out: `Attribution`s.
     The Philippine military demands that ..., taken for a plural noun | A poll found in May that ..., for a participle
Left to `verbs`: verbs that the parser knows as verbs.
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from dragoman.extract.quotations.attributions import Attribution, Span
from dragoman.extract.quotations.layout import Layout
from dragoman.lexicons.load.reporting_verbs import load_reporting_verbs

_TABLE = load_reporting_verbs()


def read_mistagged(layout: Layout) -> Iterator[Attribution]:
    """Give the that-clauses after the root of a sentence that is no verb, or after a participle of it."""
    for start in layout.sentence_starts:
        end = layout.sentence(start)[1]
        root = next((token for token in layout.doc[start:end] if token.dep_ == "ROOT"), None)
        if root is None or root.pos_ == "VERB":
            continue
        attribution = _read_participle(layout, root, end)
        if attribution is None and root.tag_ == "NNS" and root.left_edge.i < root.i:
            attribution = _attribute(layout, root, root.left_edge.i, end)
        if attribution is not None:
            yield attribution


def _read_participle(layout: Layout, root: Token, end: int) -> Attribution | None:
    """Read "A poll found in May that the mayor was ahead", parsed as "a poll (that was) found"."""
    verb = next((child for child in root.rights if child.dep_ == "acl" and child.tag_ == "VBN"), None)
    if verb is None or any(child.dep_ in ("aux", "auxpass", "agent") for child in verb.children):
        return None
    return _attribute(layout, verb, root.left_edge.i, end)


def _attribute(layout: Layout, verb: Token, first: int, end: int) -> Attribution | None:
    report = _TABLE.verbs.get(verb.lemma_.lower())
    clause = _that_clause(verb)
    if report is None or "clause" not in report.frames or clause is None:
        return None
    if verb.pos_ != "VERB" and clause.left_edge.i != verb.i + 1:
        return None
    last = min(clause.right_edge.i, end - 1)
    speaker = _speaker(layout, first, verb)
    return Attribution(
        pieces=(layout.trim(*layout.snap(layout.offsets[clause.left_edge.i], layout.end_of(last))),),
        speaker=speaker,
        head=layout.offsets[verb.head.i if verb.pos_ == "VERB" else verb.i - 1],
        cue=(layout.offsets[verb.i], layout.end_of(verb.i)),
        rule="verb-clause",
        report_class=report.frames["clause"],
    )


def _that_clause(verb: Token) -> Token | None:
    for child in verb.rights:
        if any(each.lower_ == "that" and each.dep_ == "mark" for each in child.lefts):
            return child
    return None


def _speaker(layout: Layout, first: int, verb: Token) -> Span:
    start, end = layout.trim(layout.offsets[first], layout.end_of(verb.i - 1))
    has_comma = "," in layout.text[start:end] and layout.text[end : end + 1] == ","
    return start, end + 1 if has_comma else end
