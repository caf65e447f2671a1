"""What each page knows: its contract with its template. A test holds the two to each other.

In:  nothing but records. Out: frozen records; `TEMPLATE` names the page's template, which calls them `page`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, Protocol

from dragoman.records.entities import Event
from dragoman.store.base import Counts, KeptDocument


class Page(Protocol):
    """A page: anything that names its template and its title."""

    TEMPLATE: ClassVar[str]

    @property
    def title(self) -> str:
        """Give the title, as the browser's tab shows it."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class FailurePage:
    """Reads as: this cannot be shown, for this reason."""

    TEMPLATE: ClassVar[str] = "failure.html"
    status: int
    phrase: str
    detail: str

    @property
    def title(self) -> str:
        """Give the title."""
        return self.phrase


@dataclass(frozen=True, slots=True, kw_only=True)
class StartPage:
    """Reads as: the record holds so much; these are its latest events."""

    TEMPLATE: ClassVar[str] = "start.html"
    title: str
    counts: Counts
    events: tuple[Event, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class EventPage:
    """Reads as: one event with its claims, and the articles (by id) in which they stand."""

    TEMPLATE: ClassVar[str] = "event.html"
    title: str
    event: Event
    documents: dict[str, KeptDocument]
