"""Stand for a text by a few numbers: near-copies have most of them in common (MinHash over word shingles).

In:  a text. Out: `SIGNATURE_LENGTH` numbers, or none for a text too short to tell a copy.
Left to `resolve.duplicates`: which documents are copies.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator

SHINGLE_WORDS = 5  # a run of five words is rarely shared by chance, and survives most edits around it
SIGNATURE_LENGTH = 64  # the estimate of the share in common is then right within .06 (one standard deviation)
MIN_SHINGLES = 20  # below, a copy cannot be told from two short notes of one event
_PRIME = (1 << 61) - 1  # Mersenne: larger than any hash, so that the permutations lose nothing
_MASK = (1 << 32) - 1
_WORD = re.compile(r"[^\W_]+")


def _coefficients() -> Iterator[tuple[int, int]]:
    # a fixed linear congruential run (constants of Knuth's MMIX): the same permutations in every process
    state = 1
    for _ in range(SIGNATURE_LENGTH):
        state = (state * 6364136223846793005 + 1442695040888963407) % (1 << 64)
        first = state % (_PRIME - 1) + 1
        state = (state * 6364136223846793005 + 1442695040888963407) % (1 << 64)
        yield first, state % _PRIME


_PERMUTATIONS = tuple(_coefficients())


def sign(text: str) -> tuple[int, ...]:
    """Give the signature of a text; equal texts have equal ones, whatever their blanks, case and punctuation.

    >>> sign("too short")
    ()
    """
    words = _WORD.findall(text.lower())
    runs = (" ".join(words[start : start + SHINGLE_WORDS]) for start in range(len(words) - SHINGLE_WORDS + 1))
    shingles = {zlib.crc32(run.encode("utf-8", "surrogatepass")) for run in runs}
    if len(shingles) < MIN_SHINGLES:
        return ()
    # lists, not generators: half of the time went into handing numbers over one by one
    return tuple([min([(a * shingle + b) % _PRIME & _MASK for shingle in shingles]) for a, b in _PERMUTATIONS])


def similarity(left: tuple[int, ...], right: tuple[int, ...]) -> float:
    """Estimate which share of their shingles two texts have in common, 0 to 1; 0 where one has no signature."""
    if len(left) != len(right) or not left:
        return 0.0
    return sum(a == b for a, b in zip(left, right, strict=True)) / len(left)
