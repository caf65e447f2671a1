"""Find the quotations within quotations: He said: 'Putin told me "we will sign".'.

In:  a layout, what was attributed in the article's own words and by whoever is quoted there.
Out: `Nested`s: what somebody says that somebody else said, with the piece that it stands in.
Left to `verbs`, `sources`: how a reporting word is read. Left to `extract`: ids.

Only what stands in quotation marks of its own is one: "she says that he claims a fee" tells what she says.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from dragoman.extract.quotations.attributions import Attribution, Span
from dragoman.extract.quotations.layout import Layout
from dragoman.extract.quotations.leftovers import is_speech, read_leftovers
from dragoman.extract.quotations.marks import Quoted, read_marks
from dragoman.extract.quotations.sources import read_sources
from dragoman.extract.quotations.verbs import read_verbs
from dragoman.nlp.parse import Parsed

# how whole words are brought in, not a title or a term
SAYING_RULES = frozenset(("verb-clause", "verb-inserted", "according-to"))
DEEPEST = 3  # marks within marks: what lies deeper is more often a slip of the marks than speech


@dataclass(frozen=True, slots=True, kw_only=True)
class Nested:
    """Reads as: within this piece of the outer quotation stands that attribution, read in this layout.

    `outer` is the index of the quotation that holds it: of those told in the article, then of the nested ones.
    """

    attribution: Attribution
    layout: Layout
    outer: int
    piece: Span


def read_by_words(layout: Layout, parsed: Parsed) -> list[Attribution]:
    """Give what is attributed in words, by a verb or a source; those of verbs first."""
    return [*read_verbs(layout, parsed), *read_sources(layout, parsed)]


def read_nested(
    layout: Layout, parsed: Parsed, told: Sequence[Attribution], by_words: Sequence[Attribution]
) -> list[Nested]:
    """Give what is quoted within the contents of others, the outer before the inner.

    `told` is what the article's own words attribute, `by_words` what words attribute in the layout as it is.
    """
    marks = read_marks(layout.text)
    deepest = min(max((mark.depth for mark in marks), default=0), DEEPEST)
    found: list[Nested] = []
    if not any(_holds_marks(marks, piece) for each in told for piece in each.pieces):
        return found
    around: Layout | None = None
    for depth in range(deepest + 1):
        layer = layout if depth == 0 else at_depth(layout, marks, depth)
        read = by_words if depth == 0 else read_by_words(layer, parsed)
        read = [each for each in read if around is None or _is_beside(around, each)]
        around = layer
        for outer, piece, attribution in sorted(
            _inner(layer, read, told, found, is_nested_marks=depth > 0), key=_place
        ):
            if not any(_is_same(each.attribution, attribution) for each in found):
                found.append(Nested(attribution=attribution, layout=layer, outer=outer, piece=piece))
    return found


def _is_beside(around: Layout, attribution: Attribution) -> bool:
    """Tell whether cue and content stand in the same marks, so that none of another speaker is between them."""
    at = {around.stretch_at(start) for start, _ in attribution.pieces}
    return attribution.cue is not None and at == {around.stretch_at(attribution.cue[0])}


def at_depth(layout: Layout, marks: Sequence[Quoted], depth: int) -> Layout:
    """Give the layout in which only the quotation marks of one depth count: what stands around them is plain text."""
    stretches = tuple(replace(mark, depth=0) for mark in marks if mark.depth == depth)
    return replace(layout, stretches=stretches, stretch_starts=tuple(mark.start for mark in stretches))


def _holds_marks(marks: Sequence[Quoted], piece: Span) -> bool:
    return any(piece[0] < mark.start and mark.end <= piece[1] for mark in marks)


def _inner(
    layer: Layout,
    read: Sequence[Attribution],
    told: Sequence[Attribution],
    nested: Sequence[Nested],
    *,
    is_nested_marks: bool,
) -> Iterator[tuple[int, Span, Attribution]]:
    """Give the attributions whose cue and content stand in a piece of another, with the smallest such piece."""
    held = [(index, piece) for index, each in enumerate(told) for piece in each.pieces]
    held += [(len(told) + index, piece) for index, each in enumerate(nested) for piece in each.attribution.pieces]
    own: dict[tuple[int, Span], list[Attribution]] = {}
    for each in read:
        homes = [(index, piece) for index, piece in held if _lies_in(each, piece)]
        if not homes:
            continue
        index, piece = min(homes, key=lambda home: (home[1][1] - home[1][0], home))
        if _is_quoted(layer, each, piece) and (is_nested_marks or _is_speech(layer, each)):
            own.setdefault((index, piece), []).append(each)
    for (index, piece), some in own.items():
        within = replace(layer, stretches=_between(layer, piece), stretch_starts=_starts(layer, piece))
        for attribution in read_leftovers(within, some):
            if attribution.rule != "nearest":
                yield index, piece, attribution


def _between(layer: Layout, piece: Span) -> tuple[Quoted, ...]:
    return tuple(mark for mark in layer.stretches if piece[0] < mark.start and mark.end <= piece[1])


def _starts(layer: Layout, piece: Span) -> tuple[int, ...]:
    return tuple(mark.start for mark in _between(layer, piece))


def _lies_in(attribution: Attribution, piece: Span) -> bool:
    """Tell whether cue and content stand within a piece and are not all of it."""
    cue = attribution.cue
    if cue is None or not piece[0] <= cue[0] < cue[1] <= piece[1]:
        return False
    return all(piece[0] <= start and end <= piece[1] for start, end in attribution.pieces)


def _is_quoted(layer: Layout, attribution: Attribution, piece: Span) -> bool:
    """Tell whether a content has quotation marks of its own, and whoever says so stands outside them."""
    cue = attribution.cue
    if cue is None or layer.stretch_at(cue[0]) is not None:
        return False
    return any(
        mark.start > piece[0] for start, end in attribution.pieces for mark in layer.stretches_between(start, end)
    )


def _is_speech(layer: Layout, attribution: Attribution) -> bool:
    """Tell whole words from a fragment: said Putin had told him: “We will sign.”; not: said it was a “mistake”."""
    if attribution.rule not in SAYING_RULES or attribution.report_class != "speech":
        return False
    marks = [layer.stretch_at(start) for start, _ in attribution.pieces]
    return all(mark is not None and is_speech(layer, mark) for mark in marks)


def _place(found: tuple[int, Span, Attribution]) -> tuple[Span, tuple[Span, ...], str]:
    return found[2].pieces[0], found[2].pieces, found[2].rule


def _is_same(one: Attribution, other: Attribution) -> bool:
    return set(one.pieces) == set(other.pieces)
