"""Texts as the stems of their words, exactly as SQLite's full-text index reads them.

In:  texts. Out: of each, the stems of its words in their order, a blank between each two.
So a record on a server answers a search word for word as a file does: it is the same reader of words, whatever
language and collation the server was set up with.
"""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Sequence

from dragoman.store.engines.terms import TOKENIZER

MOST_CHARACTERS = 200  # of one stem: what is longer is no word, and an index takes no key of over 2,700 bytes

READ_STEMS = 'SELECT doc, substr(term, 1, ?) FROM stems ORDER BY doc, "offset"'


def stem_texts(texts: Sequence[str]) -> list[str]:
    """Give the stems of each text, joined by blanks; nothing of a text without a word.

    Some 2 µs a word; all texts are in memory at once, so give some hundred articles at a time. UnicodeEncodeError
    where a text holds half a character.

    >>> stem_texts(["The ministers' TALKS in São Paulo", "?!"])
    ['the minist talk in sao paulo', '']
    """
    with contextlib.closing(sqlite3.connect(":memory:")) as connection:
        connection.execute(f"CREATE VIRTUAL TABLE words USING fts5(text, tokenize='{TOKENIZER}')")
        connection.execute("CREATE VIRTUAL TABLE stems USING fts5vocab(words, instance)")
        connection.executemany("INSERT INTO words(rowid, text) VALUES (?, ?)", enumerate(texts))
        found: list[list[str]] = [[] for _ in texts]
        for number, stem in connection.execute(READ_STEMS, (MOST_CHARACTERS,)):
            found[number].append(stem)
    return [" ".join(stems) for stems in found]
