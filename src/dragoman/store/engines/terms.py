"""What every engine agrees on about searching: which columns, and what a user's words become.

In:  a table; words, some of them in double quotes. Out: its columns that are searched; words and phrases.
Left to the engines: how they find them.
"""

from __future__ import annotations

import re
from typing import Any

from sqlalchemy import Column, Table

SEARCHED: dict[Any, Any] = {"is_searched": True}  # the `info` of a column whose words are indexed

# Words in any form ("strike" finds "strikes") and with or without accents ("Erdogan" finds "Erdoğan").
TOKENIZER = "porter unicode61 remove_diacritics 2"
# A stretch in double quotes is one phrase, everything else falls apart at blanks.
TERMS = re.compile(r'"([^"]+)"|(\S+)')


def select_terms(text: str) -> tuple[str, ...]:
    """Cut what a user typed into words and quoted phrases.

    >>> select_terms('missile "Strait of Hormuz"')
    ('missile', 'Strait of Hormuz')
    """
    # SQLite ends a query at NUL and would then see an open quotation mark.
    found = TERMS.findall(text.replace("\x00", " "))
    return tuple(term for term in ((phrase or word).strip() for phrase, word in found) if term)


def searched_columns(table: Table) -> tuple[Column[Any], ...]:
    """Give the columns of the table whose words are indexed."""
    return tuple(column for column in table.columns if column.info.get("is_searched"))
