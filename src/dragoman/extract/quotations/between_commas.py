"""Read a sentence into which the words of saying are set by two commas: In the hills, she said, the snow had begun.

In:  a `Cue` outside quotation marks, with its speaker. Out: the two pieces of the sentence around it.
Left to `insertions`: what is set in as the parse tells it, and all that stands in quotation marks.

The parse often takes "she said" for the main clause and what stands before it for its circumstance. The second comma
tells that it is none: "In the hills she said that the snow had begun" has not got it.
"""

from __future__ import annotations

from spacy.tokens import Token

from dragoman.extract.quotations.attributions import Span
from dragoman.extract.quotations.cues import Cue
from dragoman.extract.quotations.insertions import NOT_GOING_ON, clause_bounds
from dragoman.extract.quotations.layout import Layout

_FINITE = frozenset(("VBD", "VBZ", "VBP", "MD"))
_BEGUN = frozenset(("nsubj", "nsubjpass", "expl", "csubj", "mark", "dobj"))
_PARTICIPLES = frozenset(("VBG", "VBN"))
_ANEW = NOT_GOING_ON | {"that"}
_RELATIVES = frozenset(("who", "which", "that"))


def read_between(layout: Layout, cue: Cue, speaker: Token) -> tuple[Span, ...]:
    """Give what stands before and after the attribution; empty where no two commas set it in."""
    doc, first = layout.doc, speaker.left_edge.i
    start, stop = layout.sentence(cue.verb.i)
    if cue.report.frames.get("clause") != "speech" or cue.verb.tag_ not in _FINITE or speaker.lower_ in _RELATIVES:
        return ()
    if not start + 1 < first <= speaker.i < cue.verb.i or doc[first - 1].text != ",":
        return ()
    last = clause_bounds(layout, cue, speaker)[1]
    if last + 2 >= stop or doc[last + 1].text != "," or _has_clause(layout, cue.verb.i + 1, last + 1):
        return ()
    if not _can_open(layout, start, first - 1) or not _goes_on(layout, last + 2, stop):
        return ()
    pieces = (
        layout.trim(*layout.snap(layout.offsets[start], layout.offsets[first - 1])),
        layout.trim(*layout.snap(layout.offsets[last + 2], layout.end_of(stop - 1))),
    )
    return pieces if all(end > begin for begin, end in pieces) else ()


def _has_clause(layout: Layout, first: int, end: int) -> bool:
    """Tell "said in the evening," from "said the road was open," and "said that,", where what is said has begun."""
    return any(token.tag_ in _FINITE or token.dep_ in _BEGUN for token in layout.doc[first:end])


def _can_open(layout: Layout, start: int, end: int) -> bool:
    """Tell what may begin a thing said from "And", “Yes” and "Asked about the snow"."""
    lead = [token for token in layout.doc[start:end] if not token.is_space]
    if not lead or lead[0].tag_ in _PARTICIPLES or lead[-1].pos_ == "CCONJ":
        return False
    if any(token.tag_ in _PARTICIPLES for token in lead[1:2]) and lead[0].lower_ in ("when", "if", "while", "as"):
        return False
    return not layout.stretches_between(layout.offsets[start], layout.offsets[end])


def _goes_on(layout: Layout, first: int, stop: int) -> bool:
    """Tell a clause that goes on with the sentence from ", and left", ", adding that ...", ", which"."""
    following = layout.doc[first]
    is_participle = following.tag_ in _PARTICIPLES and following.dep_ != "amod"
    if following.pos_ == "CCONJ" or is_participle or following.lower_ in _ANEW:
        return False
    if layout.stretch_at(layout.offsets[first]) is not None:
        return False
    return any(token.tag_ in _FINITE for token in layout.doc[first:stop])
