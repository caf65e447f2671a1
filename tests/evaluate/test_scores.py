"""Scores from counts, and pairing one to one."""

import pytest

from dragoman.evaluate.scores import Score, f1, match_alike, match_pairs, match_spans, share, span_likeness
from dragoman.records.spans import CharSpan


def span(start: int, end: int) -> CharSpan:
    return CharSpan(start=start, end=end)


def test_a_score_of_counts() -> None:
    score = Score(right=2, answers=4, gold=3)
    assert (score.precision, round(score.recall, 4)) == (0.5, 0.6667)
    assert f1(2, 4, 3) == 0.5714
    assert (f1(0, 0, 0), share(0, 0), share(1, 3)) == (0.0, 0.0, 0.3333)


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        pytest.param(span(0, 4), span(0, 4), 1.0, id="equal"),
        pytest.param(span(0, 4), span(2, 6), 0.5, id="half"),
        pytest.param(span(0, 4), span(4, 8), 0.0, id="touching"),
        pytest.param(span(0, 4), span(9, 12), 0.0, id="apart"),
    ],
)
def test_how_alike_two_spans_are(one: CharSpan, other: CharSpan, alike: float) -> None:
    assert span_likeness(one, other) == alike


def test_the_most_alike_are_paired_first_and_once() -> None:
    gold = [span(0, 10), span(20, 30)]
    answers = [span(0, 3), span(0, 10), span(29, 35), span(40, 50)]
    assert match_spans(gold, answers) == {0: 1, 1: 2}
    assert match_alike({(0, 0): 0.5, (1, 0): 0.9, (1, 1): 0.0}) == {1: 0}


def test_a_largest_matching_gives_way() -> None:
    assert match_pairs({"a": [1, 2], "b": [1]}) == {"a": 2, "b": 1}
