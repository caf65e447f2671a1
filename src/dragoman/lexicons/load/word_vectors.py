"""Word vectors: which words mean alike, for the learned heads, where a word itself was never seen in training.

In:  `heads/words.npz`, made by `python training/make_word_vectors.py`; its card says from what.
Out: a vector of unit length for a lemma, or for a bag of lemmas.
"""

from __future__ import annotations

import functools
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from dragoman.errors import ConfigError
from dragoman.lexicons.load.files import LEXICONS

VECTORS = "heads/words.npz"
LENGTH = 96  # numbers a word; 48 lost a point of the cross-validated score, 200 won none


@dataclass(frozen=True, slots=True, kw_only=True)
class WordVectors:
    """Reads as: the vector of each known lemma."""

    row_of: Mapping[str, int]
    rows: NDArray[np.int8]

    def mean(self, lemmas: Iterable[str]) -> NDArray[np.float64]:
        """Give the direction of a bag of lemmas, of unit length; zeros where none is known.

        Summed as whole numbers, so that the order of the lemmas changes no bit.
        """
        return self.direction(self.total(lemmas))

    def total(self, lemmas: Iterable[str]) -> NDArray[np.int64]:
        """Add up the vectors of a bag of lemmas."""
        known = [self.row_of[lemma] for lemma in lemmas if lemma in self.row_of]
        total: NDArray[np.int64] = self.rows[known].sum(axis=0, dtype=np.int64)
        return total

    def direction(self, whole: NDArray[np.int64]) -> NDArray[np.float64]:
        """Give a sum of vectors unit length."""
        total = whole.astype(np.float64)
        norm = float(np.sqrt((total * total).sum()))
        if norm:
            total /= norm
        return total


@functools.cache
def load_word_vectors() -> WordVectors:
    """Load the vectors; ConfigError where they are missing or of another shape."""
    try:
        with np.load(LEXICONS / VECTORS, allow_pickle=False) as kept:
            words = kept["words"].tobytes().decode().split("\n")
            rows = kept["vectors"]
    except (OSError, KeyError, ValueError) as error:
        raise ConfigError(f"lexicon {VECTORS}: {error}; make it with python training/make_word_vectors.py") from error
    if rows.shape != (len(words), LENGTH):
        raise ConfigError(f"lexicon {VECTORS}: vectors of shape {rows.shape}, expected {(len(words), LENGTH)}")
    return WordVectors(row_of={word: row for row, word in enumerate(words)}, rows=rows)
