from __future__ import annotations

import pytest

from dragoman.records.signature import SIGNATURE_LENGTH, sign, similarity

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
