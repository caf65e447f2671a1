"""What a build did to a record, counted while it runs: for its last lines.

In:  what `pipeline` and `merging` note. Out: numbers, and the inputs that were not used.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from dragoman.records.documents import Rejection
from dragoman.store.base import KeptDecision


@dataclass(slots=True, kw_only=True)
class BuildSummary:
    """What a build did, for its last lines: filled while it runs."""

    read: int = 0
    known: int = 0
    added: int = 0
    rejections: list[Rejection] = field(default_factory=list)
    resolved_blocks: int = 0
    resolved_documents: int = 0
    unapplied: tuple[KeptDecision, ...] = ()
