"""Stand for a text by a few numbers: near-copies have most of them in common (MinHash over word shingles).

Needs numpy, alone among the records: in plain Python it took a thirtieth of the time of a whole build.
In:  a text. Out: `SIGNATURE_LENGTH` numbers, or none for a text too short to tell a copy.
Left to `resolve.duplicates`: which documents are copies.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

SHINGLE_WORDS = 5  # a run of five words is rarely shared by chance, and survives most edits around it
SIGNATURE_LENGTH = 64  # the estimate of the share in common is then right within .06 (one standard deviation)
MIN_SHINGLES = 20  # below, a copy cannot be told from two short notes of one event
_PRIME = (1 << 61) - 1  # Mersenne: larger than any hash, so that the permutations lose nothing
_MASK = (1 << 32) - 1
_P, _LOW29 = np.uint64(_PRIME), np.uint64((1 << 29) - 1)
_S29, _S32, _S61 = np.uint64(29), np.uint64(32), np.uint64(61)
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
    hashes = np.array(sorted(shingles), dtype=np.uint64)
    return tuple(_least(hashes, a, b) for a, b in _PERMUTATIONS)


def _least(hashes: NDArray[np.uint64], a: int, b: int) -> int:
    """Give the least of (a * hash + b) % _PRIME & _MASK, in 64 bits: `a` is taken in two halves.

    A number modulo a Mersenne prime 2^61 - 1 is its lower 61 bits plus what stands above them, as with nines in tens.
    """
    high, low = np.uint64(a >> 32), np.uint64(a & _MASK)
    upper = hashes * high  # below 2^61, since `a` is below 2^61 and a hash below 2^32
    upper = (upper >> _S29) + ((upper & _LOW29) << _S32)  # times 2^32, modulo the prime: below 2^61 + 2^32
    lower = hashes * low
    lower = (lower & _P) + (lower >> _S61)
    total = upper + lower + np.uint64(b)  # below 2^63
    total = (total & _P) + (total >> _S61)
    total[total >= _P] -= _P
    return int((total & np.uint64(_MASK)).min())


def similarity(left: tuple[int, ...], right: tuple[int, ...]) -> float:
    """Estimate which share of their shingles two texts have in common, 0 to 1; 0 where one has no signature."""
    if len(left) != len(right) or not left:
        return 0.0
    return sum(a == b for a, b in zip(left, right, strict=True)) / len(left)
