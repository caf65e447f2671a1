"""Texts cut into pieces: nothing is lost, nothing overlaps."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from dragoman.records.spans import CharSpan
from dragoman.web.passages import PART_LENGTH, Mark, cut, part_bounds

SPANS = st.tuples(st.integers(0, 60), st.integers(0, 60)).map(lambda ends: CharSpan(start=min(ends), end=max(ends)))
MARKS = st.lists(st.builds(Mark, span=SPANS, kind=st.sampled_from(["actor", "event"]), label=st.just("x")), max_size=8)


@given(st.text(min_size=0, max_size=50), MARKS, SPANS)
def test_the_pieces_are_the_text(text: str, marks: list[Mark], target: CharSpan) -> None:
    pieces = cut(text, CharSpan(start=0, end=len(text)), marks, target)
    assert "".join(piece.text for piece in pieces) == text
    assert all(piece.text for piece in pieces)


def test_the_innermost_mark_names_a_piece() -> None:
    marks = (
        Mark(span=CharSpan(start=0, end=11), kind="quotation", label="said"),
        Mark(span=CharSpan(start=4, end=8), kind="actor", label="Peru", href="/actors/p"),
    )
    pieces = cut("Now Peru is", CharSpan(start=0, end=11), marks)
    assert [(piece.text, piece.kinds, piece.label) for piece in pieces] == [
        ("Now ", ("quotation",), "said"),
        ("Peru", ("actor", "quotation"), "Peru"),
        (" is", ("quotation",), "said"),
    ]


@given(st.text(alphabet="ab \n", max_size=200).map(lambda text: text * 150))
def test_parts_cover_the_text_and_are_bounded(text: str) -> None:
    parts = part_bounds(text)
    assert parts[0].start == 0
    assert parts[-1].end == len(text)
    assert all(one.end == other.start for one, other in pairwise(parts))
    assert all(part.end - part.start <= PART_LENGTH for part in parts)
