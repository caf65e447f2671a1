"""Lists that Python users hold: gone through as often as one likes, shown as a table in a notebook.

In:  a view and a filter, or any way to give records again. Out: iterables.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Generic, TypeVar

from dragoman.records.entities import Event
from dragoman.store.base import EventFilter, View
from dragoman.views.exports.arrow import Table, build_events_table
from dragoman.views.notebook import events_html, list_html

Item = TypeVar("Item")


class Listing(Generic[Item]):
    """Records of a kind, asked for anew each time they are gone through."""

    def __init__(self, kind: str, give: Callable[[], Iterator[Item]]) -> None:
        self._kind = kind
        self._give = give

    def __iter__(self) -> Iterator[Item]:
        return self._give()

    def __repr__(self) -> str:
        return f"<{self._kind} of a record: go through them in a loop>"

    def _repr_html_(self) -> str:
        return list_html(self._kind, self)


class Events(Listing[Event]):
    """Events by date; go through them as often as you like, or take them as columns."""

    def __init__(self, view: View, chosen: EventFilter) -> None:
        super().__init__("events", lambda: view.events(chosen))

    def to_arrow(self) -> Table:
        """Give them as an Arrow table, a row an event: polars, pandas and DuckDB read it (docs/exports.md)."""
        return build_events_table(self)

    def _repr_html_(self) -> str:
        return events_html(self)
