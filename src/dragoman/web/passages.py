"""Stretches of text with words marked: cut into pieces, none of which overlap.

In:  a text, a stretch of it, marks. Out: pieces that together are the stretch, letter by letter.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from dragoman.records.spans import CharSpan

PART_LENGTH = 9_000  # characters of an article on one page: with its marks some 60 kB
LEAST_PART = 4_500  # a part ends with a line, unless that would make it shorter than this


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """Reads as: these characters are of this kind, as the label says; more about it is at the address."""

    span: CharSpan
    kind: str
    label: str
    href: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """Reads as: this text, marked as being of these kinds (none: plain); the innermost mark names it."""

    text: str
    kinds: tuple[str, ...] = ()
    label: str = ""
    href: str | None = None
    is_target: bool = False


def cut(text: str, stretch: CharSpan, marks: Iterable[Mark], target: CharSpan | None = None) -> tuple[Piece, ...]:
    """Cut a stretch wherever a mark begins or ends; `target` is where a link from elsewhere led."""
    inside = sorted(
        (mark for mark in marks if mark.span.overlaps(stretch) and mark.span.start < mark.span.end),
        key=lambda mark: (mark.span, mark.kind, mark.label),
    )
    borders = {stretch.start, stretch.end}
    for span in (*(mark.span for mark in inside), *((target,) if target else ())):
        borders.update(max(stretch.start, min(stretch.end, at)) for at in (span.start, span.end))
    pieces = []
    active: list[Mark] = []
    waiting = iter(inside)
    coming = next(waiting, None)
    for start, end in pairwise(sorted(borders)):
        while coming is not None and coming.span.start <= start:
            active.append(coming)
            coming = next(waiting, None)
        active = [mark for mark in active if mark.span.end > start]
        is_target = target is not None and target.start <= start < target.end
        pieces.append(_piece(text[start:end], active, is_target=is_target))
    return tuple(pieces)


def _piece(text: str, active: Sequence[Mark], *, is_target: bool) -> Piece:
    if not active:
        return Piece(text=text, is_target=is_target)
    inner = min(active, key=lambda mark: (mark.span.end - mark.span.start, mark.kind))
    kinds = tuple(sorted({mark.kind for mark in active}))
    return Piece(text=text, kinds=kinds, label=inner.label, href=inner.href, is_target=is_target)


def part_bounds(text: str) -> tuple[CharSpan, ...]:
    """Cut a long text into parts that end with a line where there is one near; at least one, though empty."""
    parts, start = [], 0
    while len(text) - start > PART_LENGTH:
        line_end = text.rfind("\n", start + LEAST_PART, start + PART_LENGTH) + 1
        end = line_end or start + PART_LENGTH
        parts.append(CharSpan(start=start, end=end))
        start = end
    parts.append(CharSpan(start=start, end=len(text)))
    return tuple(parts)
