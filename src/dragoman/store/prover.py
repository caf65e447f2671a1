"""What is asked of a store so that its record can be proven: everything in it, as of one moment.

In:  nothing. Out: the documents and objects as kept, and the faults that only the store can see.
Left to `sql_prover`: the answers in SQL. Left to `verification`: whether words and ids are what they should be.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Protocol

from dragoman.records.decisions import Decision
from dragoman.records.faults import Fault
from dragoman.records.spans import Evidence
from dragoman.store.base import StoredDocument, View

MEND = "dragoman verify --mend makes it anew from the articles that the record holds"
RESTORE = "take a copy from before (dragoman backup), or remove the article and build it from its file again"


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptObject:
    """Reads as: the record holds this object of this kind, which rests on these words.

    `is_waiting` where its blocks have changed and were not resolved since: what it says may be of before.
    """

    kind: str
    object_id: str
    found: Any
    printed: tuple[Evidence, ...]
    is_waiting: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """Reads as: this mention stands in this document, which counts or not, published that day (None: unknown)."""

    mention_id: str
    document_id: str
    day: str | None
    counts: bool


class Prover(Protocol):
    """Reads the record as of one moment, to prove it. Each iterator streams."""

    def waiting(self) -> int:
        """Count the blocks that changed and were not resolved since: after a run that was killed."""
        ...

    def decisions(self) -> Iterator[Decision | Fault]:
        """Give all decisions as they were made; faults where one is unreadable, or its rows say something else."""
        ...

    def rows(self) -> Iterator[Fault]:
        """Give rows that point at nothing, or do not add up."""
        ...

    def document_ids(self) -> Iterator[str]:
        """Give the ids of all documents, superseded or not, as they came."""
        ...

    def documents(self, document_ids: Iterable[str]) -> Iterator[StoredDocument | Fault]:
        """Give documents, superseded or not, with what they say and under which keys; or why one is unreadable."""
        ...

    def wrong_rows(self, stored: StoredDocument) -> Iterator[Fault]:
        """Give the rows of a document, and of what it says, that do not say what their record says."""
        ...

    def view(self) -> View:
        """Give a view of the record as of the same moment."""
        ...

    def objects(self) -> Iterator[KeptObject | Fault]:
        """Give all resolved objects, kind by kind; faults where one is unreadable, or its rows say something else."""
        ...

    def texts(self, document_ids: Iterable[str]) -> dict[str, str]:
        """Give the texts of documents that there are."""
        ...

    def told(self, mention_ids: Iterable[str]) -> tuple[Told, ...]:
        """Give where these mentions of events stand; those that are nowhere are left out."""
        ...

    def told_at(self, kind: str, printed: Iterable[Evidence]) -> tuple[Told, ...]:
        """Give the quotations, figures or mentions of agreements that stand at these words, by kind of object."""
        ...

    def known(self, object_ids: Iterable[str]) -> set[str]:
        """Give those of the ids that an event, statement, figure or agreement of the record has."""
        ...
