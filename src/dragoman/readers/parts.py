"""What a part of a large file is, so that several workers can each read one.

In:  nothing. Out: the records `Part` and `Parts`; a format whose files can be cut names its two functions in them.
Left to the formats: where a file may be cut. Left to `shards`: which parts and files one worker reads.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from dragoman.records.documents import RawDocument, Rejection


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """Reads as: these bytes (or groups of rows) of a file, end left out, whose first line (row) has this number.

    `identity` changes with what is in the part.
    """

    start: int
    end: int
    first: int
    identity: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Parts:
    """Reads as: files of a format are cut so, into parts of about so many bytes, and a part is read so.

    All parts, read in order, give what the file gives. `cut` gives nothing where a file must be read as a whole; it
    raises OSError where the file cannot be read.
    """

    cut: Callable[[Path, int], Iterator[Part]]
    read: Callable[[Path, str, Part], Iterator[RawDocument | Rejection]]
