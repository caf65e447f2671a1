"""What each page of the review knows: its contract with its template.

In:  nothing but records. Out: frozen records; `TEMPLATE` names the page's template, which calls them `page`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from dragoman.records.entities import Claim, Contradiction, Event
from dragoman.records.spans import Evidence
from dragoman.store.base import KeptDecision
from dragoman.web.contexts import Imprints, Paging
from dragoman.web.passages import Piece
from dragoman.web.review.changes import Change


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """Reads as: in one article this sentence was read as telling the event, with these claims."""

    mention_id: str
    sentence: Evidence
    pieces: tuple[Piece, ...]
    claims: tuple[Claim, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class QueuePage:
    """Reads as: this is open, contradictions first, then events by how sure the reading is.

    `open_contradictions` and `open_events` count what is open in all, up to `most`, beyond which nobody counts.
    """

    TEMPLATE: ClassVar[str] = "review_queue.html"
    title: str
    actor: str
    below: float
    contradictions: tuple[Contradiction, ...]
    events: tuple[Event, ...]
    imprints: Imprints
    open_contradictions: int
    open_events: int
    most: int
    paging: Paging
    change: Change | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemPage:
    """Reads as: this is to be decided: an event with its readings, or a contradiction (`event` is what it is about).

    `candidates` are events that could be the same; `further` is the address of what is open next.
    `place` is where the event stands in the queue, `problem` why the last decision could not be.
    """

    TEMPLATE: ClassVar[str] = "review_item.html"
    title: str
    actor: str
    below: float
    item: str
    place: str
    event: Event | None
    readings: tuple[Reading, ...]
    more_readings: int
    contradictions: tuple[Contradiction, ...]
    contradiction_id: str
    candidates: tuple[Event, ...]
    decisions: tuple[KeptDecision, ...]
    imprints: Imprints
    further: str
    change: Change | None
    problem: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionsPage:
    """Reads as: who decided what when, the latest first, and how it stands."""

    TEMPLATE: ClassVar[str] = "review_decisions.html"
    title: str
    decisions: tuple[KeptDecision, ...]
    paging: Paging
    change: Change | None
