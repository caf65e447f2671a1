"""Where words stand: character spans, evidence, and the ids made from them.

In:  offsets and words. Out: frozen records; `make_id` gives the id of anything by what defines it.
"""

from __future__ import annotations

import hashlib
import itertools
from collections.abc import Iterable
from dataclasses import dataclass

ID_LENGTH = 16  # hex digits: 64 bits, one collision expected in about 5 billion ids of one kind
PARTS_AT_A_TIME = 10_000  # hashed together: some hundred kilobytes


def make_id(kind: str, *parts: object) -> str:
    """Hash what defines an object into its id: the same parts give the same id everywhere.

    >>> make_id("document", "a text") == make_id("document", "a text")
    True
    """
    # written out: of a million mentions there are five million claims
    texts = [part if type(part) is str else "" if part is None else str(part) for part in parts]
    payload = "\x1f".join([kind, *texts])
    return hashlib.sha256(payload.encode("utf-8", "surrogatepass")).hexdigest()[:ID_LENGTH]


def hash_parts(kind: str, parts: Iterable[str]) -> str:
    """Give the id that `make_id` makes of these parts, of which there may be millions."""
    remaining = iter(parts)
    hashed = hashlib.sha256(kind.encode("utf-8", "surrogatepass"))
    while some := list(itertools.islice(remaining, PARTS_AT_A_TIME)):
        hashed.update("\x1f".join(["", *some]).encode("utf-8", "surrogatepass"))
    return hashed.hexdigest()[:ID_LENGTH]


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class CharSpan:
    """Reads as: the characters from `start` up to, not including, `end` of a document's text."""

    start: int
    end: int

    def __post_init__(self) -> None:
        """Refuse a span that runs backwards or starts before the text."""
        if not 0 <= self.start <= self.end:
            message = f"a span runs from {self.start} to {self.end}"
            raise ValueError(message)

    def covers(self, other: CharSpan) -> bool:
        """Tell whether the other span lies wholly within this one."""
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: CharSpan) -> bool:
        """Tell whether the two spans share a character."""
        return self.start < other.end and other.start < self.end


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Evidence:
    """Reads as: document D says these very words here; `exact == document.text[span.start:span.end]`."""

    document_id: str
    span: CharSpan
    exact: str
