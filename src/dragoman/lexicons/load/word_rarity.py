"""The common stock of news words: what stands in any article tells no event from another.

In:  `word_rarity.csv`, one common word a row, written from general knowledge; all other words are rare.
Out: the words as stems. The table is frozen: adding an article never changes how two others compare.
"""

from __future__ import annotations

import functools

from dragoman.errors import ConfigError
from dragoman.lexicons.load.files import read_csv

MIN_STEM = 4  # no ending is taken off where less would be left: "sing", "red"


@functools.cache
def load_common_words() -> frozenset[str]:
    """Load the stems of common words; ConfigError where a word stands twice."""
    words = [row["word"] for row in read_csv("word_rarity.csv", ("word",))]
    if len(set(words)) != len(words):
        twice = sorted({word for word in words if words.count(word) > 1})
        raise ConfigError(f"lexicon word_rarity.csv: twice: {', '.join(twice)}")
    return frozenset(stem(word) for word in words)


@functools.lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """Take off the endings that do not tell one event from another; the word is folded.

    >>> stem("pipelines"), stem("iran's"), stem("agreed"), stem("countries")
    ('pipelin', 'iran', 'agre', 'countr')
    """
    for ending in ("'s", "’s", "s'", "s’"):
        word = word.removesuffix(ending)
    for ending in ("ies", "ing", "ed", "es", "s", "e", "y"):
        if word.endswith(ending) and len(word) - len(ending) >= MIN_STEM and not word.endswith("ss"):
            return word.removesuffix(ending)
    return word
