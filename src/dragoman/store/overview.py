"""What pages ask of a record beyond its objects: sums by pair, actor, place and type, publishers, what came when.

In:  nothing but records. Out: the protocol `Overview`, which every `View` is too, and the records it gives.
Each answer is read from a few rows, however large the record is.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal, Protocol

from dragoman.records.entities import Place

TallyKind = Literal["pair", "actor", "place", "type"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """Reads as: in this period there are so many events of this pair, actor, place or type.

    `one` and `other` are the codes of a pair (the smaller first), the type and the status, else `one` is the
    actor's or the place's id and `other` is empty. `period` is a month or a year in which the events wholly lie,
    or empty for all there are. `counted` are those told as done whose type has an intensity; `cooperation` and
    `conflict` sum their intensities above and below zero.
    """

    kind: TallyKind
    period: str
    one: str
    other: str
    events: int
    counted: int
    cooperation: float
    conflict: float

    @property
    def net(self) -> float:
        """Give cooperation and conflict together."""
        return round(self.cooperation + self.conflict, 2)


@dataclass(frozen=True, slots=True, kw_only=True)
class PublisherShare:
    """Reads as: so many articles are of this publisher (None: not known), from this day to that."""

    publisher: str | None
    documents: int
    first_day: str | None
    last_day: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Addition:
    """Reads as: at this moment so many articles were added; None: before such times were kept."""

    added_at: str | None
    documents: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Imprint:
    """Reads as: this article is of this publisher and this time; what a line under a quotation says of it.

    `earliest` and `latest` bound the day of publication; `source_id` is what it was given as.
    """

    document_id: str
    source_id: str
    title: str | None
    publisher: str | None
    earliest: str | None
    latest: str | None
    copies_of: str | None

    @property
    def name(self) -> str:
        """Give who printed it, else what it was given as."""
        return self.publisher or self.source_id


class Overview(Protocol):
    """Sums and lists over the whole record."""

    def tallies(
        self, kind: TallyKind, *, period: str = "", one: str | None = None, limit: int | None = None
    ) -> tuple[Tally, ...]:
        """Give what has most events in the period first, then by keys; `one`: only those that have it on a side."""
        ...

    def pair_months(self, one: str, other: str) -> tuple[Tally, ...]:
        """Give the months in which there are events of the pair, given in any order, by month."""
        ...

    def partners(self, actor_id: str, *, limit: int) -> tuple[tuple[str, int], ...]:
        """Give the codes with which an actor takes part in most events, with how many; its own code counts too.

        Of states ask `tallies`: this reads all events of the actor.
        """
        ...

    def places(self, place_ids: Iterable[str]) -> dict[str, Place]:
        """Give the places with these ids, by id; one that is not known is left out."""
        ...

    def imprints(self, document_ids: Iterable[str]) -> dict[str, Imprint]:
        """Give what these documents say of themselves, superseded or not, by id."""
        ...

    def publishers(self) -> tuple[PublisherShare, ...]:
        """Give the publishers of the documents that count, those with most documents first."""
        ...

    def additions(self, *, limit: int) -> tuple[Addition, ...]:
        """Give the latest moments at which documents were added, the latest first."""
        ...

    def days(self) -> tuple[str, str] | None:
        """Give the first and the last day on which an event with a date begins; None where there is none."""
        ...
