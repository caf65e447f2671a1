"""Word vectors: words that mean alike lie close, the order of a bag changes nothing, unknown words are nothing."""

from __future__ import annotations

import numpy as np
import pytest

from dragoman.lexicons.load.word_vectors import LENGTH, load_word_vectors


@pytest.mark.parametrize(
    ("word", "near", "far"),
    [("condemn", "denounce", "visit"), ("bombard", "shell", "thank"), ("donate", "give", "arrest")],
)
def test_words_that_mean_alike_lie_close(word: str, near: str, far: str) -> None:
    vectors = load_word_vectors()
    one, like, unlike = (vectors.mean([each]) for each in (word, near, far))
    assert float(one @ like) > float(one @ unlike) + 0.1


def test_a_bag_has_no_order_and_unit_length() -> None:
    vectors = load_word_vectors()
    bag = ["sign", "treaty", "withdraw", "qwxz"]
    assert (vectors.mean(bag) == vectors.mean(reversed(bag))).all()
    assert float(np.linalg.norm(vectors.mean(bag))) == pytest.approx(1.0)


def test_unknown_words_are_nothing() -> None:
    assert (load_word_vectors().mean(["qwxz"]) == np.zeros(LENGTH)).all()
