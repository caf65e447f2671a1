"""What a build did to a record, counted while it runs: for its last lines, and for who watches it.

In:  what `pipeline` and `merging` note. Out: numbers, and the first of the inputs that were not used.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal

from dragoman.errors import RejectionReason
from dragoman.records.documents import Rejection
from dragoman.store.base import KeptDecision

MOST_KEPT = 1_000  # rejections in a summary; the record has all, and a million here would be half a gigabyte


class Refused:
    """The inputs of a build that were not used: all counted, by reason; only the first are kept, the record has all.

    `len` gives their number, iteration those that are kept.
    """

    def __init__(self) -> None:
        self.reasons: Counter[RejectionReason] = Counter()
        self._first: list[Rejection] = []

    def append(self, rejection: Rejection) -> None:
        """Count one more."""
        self.reasons[rejection.reason] += 1
        if len(self._first) < MOST_KEPT:
            self._first.append(rejection)

    def __len__(self) -> int:
        return self.reasons.total()

    def __iter__(self) -> Iterator[Rejection]:
        return iter(self._first)


@dataclass(slots=True, kw_only=True)
class BuildSummary:
    """What a build did, for its last lines and, while it runs, for who watches it.

    `words` are those of the articles that were added; `bytes_read` of `bytes_there` (None: unknown) tell how far it is;
    `blocks` are those that were dirty when merging began.
    """

    stage: Literal["reading", "merging"] = "reading"
    read: int = 0
    known: int = 0
    added: int = 0
    words: int = 0
    bytes_read: int = 0
    bytes_there: int | None = None
    rejections: Refused = field(default_factory=Refused)
    blocks: int = 0
    resolved_blocks: int = 0
    resolved_documents: int = 0
    unapplied: tuple[KeptDecision, ...] = ()

    def count_bytes(self, read: int) -> None:
        """Note that so many more bytes were read."""
        self.bytes_read += read
