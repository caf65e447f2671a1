"""Which words of a sentence tell one event from another: those that are not in the common stock of news.

In:  a sentence. Out: its rare words, as stems. The table is shipped and frozen, so that no score depends on the
corpus as a whole.
"""

from __future__ import annotations

import functools
import re
import sys

from dragoman.lexicons.load.person_names import fold_word
from dragoman.lexicons.load.word_rarity import load_common_words, stem

MIN_LETTERS = 3  # "of", "al", "5": too short to tell anything
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?|\d[\d.,]*\d|\d+")


@functools.lru_cache(maxsize=4096)
def rare_words(text: str) -> frozenset[str]:
    """Give the rare words of a text.

    >>> sorted(rare_words("The ministers discussed the Caspian pipeline."))
    ['caspian', 'pipelin']
    """
    common = load_common_words()
    stems = {stem(fold_word(word)) for word in _WORD.findall(text)}
    # each word once in memory, however many sentences hold it
    return frozenset({sys.intern(word) for word in stems if len(word) >= MIN_LETTERS and word not in common})


def trigger_stems(text: str) -> tuple[str, ...]:
    """Give the stems of the words that name an event, common ones too, without the shortest.

    >>> trigger_stems("opened fire on")
    ('fir', 'open')
    """
    stems = {stem(fold_word(word)) for word in _WORD.findall(text)}
    return tuple(sorted(word for word in stems if len(word) >= MIN_LETTERS))
