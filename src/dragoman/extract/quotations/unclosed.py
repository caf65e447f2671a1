"""End a quotation whose closing mark is missing where the words that report it begin.

In:  a `Layout`. Out: the same, its stretches that were left open ended before ", he added" where that follows.
Left to `marks`: openers and closers, and quotations that go on in the next paragraph.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from spacy.tokens import Doc

from dragoman.extract.quotations.cues import read_cue
from dragoman.extract.quotations.layout import Layout
from dragoman.extract.quotations.marks import Quoted, read_marks

_LONGEST_SPEAKER = 14  # tokens between the comma and the verb: "the head of the nuclear agency, Rafael Grossi, said"
_FEWEST_WORDS = 3  # of a quotation before the comma


def end_unclosed(layout: Layout) -> Layout:
    """Give the layout; of a quotation left open only what stands before its cue.

    “This is a crime, the president said on Friday.
    """
    ended = tuple(_end(layout, stretch) for stretch in layout.stretches)
    if ended == layout.stretches:
        return layout
    stretches = sorted((*ended, *_let_out(layout, ended)), key=lambda each: each.start)
    return replace(layout, stretches=tuple(stretches), stretch_starts=tuple(each.start for each in stretches))


def _let_out(layout: Layout, ended: Sequence[Quoted]) -> Iterator[Quoted]:
    """Give the quotations that seemed to stand within one left open, now that it ends before them."""
    cut = [(new.end, old.end) for new, old in zip(ended, layout.stretches, strict=True) if new.end < old.end]
    for each in read_marks(layout.text):
        if each.depth == 1 and any(end <= each.start < before for end, before in cut):
            yield replace(each, depth=0)


def _end(layout: Layout, stretch: Quoted) -> Quoted:
    if stretch.closed:
        return stretch
    first, last = layout.token_at(stretch.start), layout.token_at(stretch.end - 1)
    for index in range(first + _FEWEST_WORDS, last):
        if layout.doc[index].text != ",":
            continue
        if any(_reports(layout.doc, index, verb) for verb in range(index + 1, min(last, index + _LONGEST_SPEAKER))):
            return replace(stretch, end=layout.end_of(index))
    return stretch


def _reports(doc: Doc, comma: int, index: int) -> bool:
    """Tell ", he added", ", said the envoy" from ", which he said", ", and we hid"."""
    verb = doc[index]
    cue = read_cue(verb) if verb.tag_ in ("VBD", "VBZ", "VBP") else None
    if cue is None or "quote" not in cue.report.frames:
        return False
    subject = next((child for child in verb.children if child.dep_ == "nsubj"), None)
    if subject is None or subject.lower_ in ("i", "we", "you", "who", "which", "that", "it"):
        return False
    inverted = index == comma + 1 and subject.i > index
    return inverted or (subject.i < index and subject.left_edge.i == comma + 1)
