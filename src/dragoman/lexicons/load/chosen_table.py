"""Which table of the user's own stands beside ours in this process: none, or one CSV.

In:  a file's name and bytes, read once, so that all processes of a build have the same. Out: the choice, its digest.
Left to `user_tables`: what the rows say. Left to whoever starts a process: to choose before anything is read.
"""

from __future__ import annotations

import functools
import hashlib
import sys
from dataclasses import dataclass

# The rooms that keep what they read from the tables; what is derived from a table of before is forgotten there.
ROOMS = ("dragoman.lexicons.", "dragoman.nlp.", "dragoman.extract.", "dragoman.resolve.", "dragoman.views.")


@dataclass(frozen=True, slots=True, kw_only=True)
class UserTable:
    """Reads as: the file of this name held these bytes."""

    name: str
    content: bytes

    @property
    def digest(self) -> str:
        """Give the hash of the content; the file's name does not matter."""
        return hashlib.sha256(self.content).hexdigest()[:16]


class _Choice:
    """What this process has chosen."""

    table: UserTable | None = None


def choose_table(table: UserTable | None) -> None:
    """Let the table stand beside ours from here on; whatever was read from others is read again."""
    if table == _Choice.table:
        return
    _Choice.table = table
    for name in sorted(sys.modules):
        if name.startswith(ROOMS):
            for value in vars(sys.modules[name]).values():
                if isinstance(value, functools._lru_cache_wrapper):  # noqa: SLF001 - the only name of its type
                    value.cache_clear()


def chosen_table() -> UserTable | None:
    """Give the table that was chosen."""
    return _Choice.table
