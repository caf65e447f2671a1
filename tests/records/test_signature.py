from __future__ import annotations

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from dragoman.records.signature import SIGNATURE_LENGTH, _least, sign, similarity

FACTORS = st.integers(0, (1 << 61) - 2)
TEXT = " ".join(f"word{number} of the long report on canal number {number % 7}" for number in range(40))


def test_short_texts_have_none() -> None:
    assert sign("Ardania and Belmark met.") == ()
    assert similarity((), ()) == 0.0


@pytest.mark.parametrize(
    ("other", "low", "high"),
    [
        pytest.param(TEXT, 1.0, 1.0, id="same"),
        pytest.param(TEXT.upper().replace(" ", "\n"), 1.0, 1.0, id="case-and-blanks"),
        pytest.param(f"A headline of its own. {TEXT} And a last line.", 0.8, 1.0, id="own-headline"),
        pytest.param(TEXT[: len(TEXT) // 2], 0.3, 0.7, id="half"),
        pytest.param(TEXT.replace("word", "thing").replace("canal", "reef"), 0.0, 0.2, id="another-report"),
    ],
)
def test_similarity(other: str, low: float, high: float) -> None:
    assert len(sign(other)) == SIGNATURE_LENGTH
    assert low <= similarity(sign(TEXT), sign(other)) <= high


@given(
    st.lists(st.integers(0, (1 << 32) - 1), min_size=1), st.integers(0, (1 << 61) - 2), st.integers(0, (1 << 61) - 2)
)
@example(hashes=[(1 << 32) - 1], a=(1 << 61) - 2, b=(1 << 61) - 2)
@example(hashes=[1], a=(1 << 61) - 2, b=1)  # the prime itself, which is nothing
def test_the_least_in_64_bits_is_that_of_whole_numbers(hashes: list[int], a: int, b: int) -> None:
    prime = (1 << 61) - 1
    expected = min((a * each + b) % prime & ((1 << 32) - 1) for each in hashes)
    assert _least(np.array(hashes, dtype=np.uint64), a, b) == expected
