"""Pages of long lists, each as cheap as the first: a page begins where the one before ended.

In:  what to list, the place where the last page ended. Out: the objects and the addresses of the pages beside.
Lists without an order by day are paged by number, and only so far.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import TypeVar

from dragoman.errors import UsageError
from dragoman.records.entities import Agreement, Event, Statement
from dragoman.store.base import EventFilter, KeptDocument
from dragoman.store.forms import NO_DAY
from dragoman.web.contexts import Paging

Dated = TypeVar("Dated", Event, Statement, Agreement, KeptDocument)
Item = TypeVar("Item")
Lister = Callable[[EventFilter], Iterator[Dated]]
MOST_PAGES = 200  # by number; who goes so far should ask for something narrower

AT = "~"


def place_of(found: Event | Statement | Agreement | KeptDocument) -> tuple[str, str]:
    """Give where an object stands in the order of its list: its first day and its id."""
    if isinstance(found, Event):
        return found.date.interval.earliest or NO_DAY, found.event_id
    if isinstance(found, Statement):
        return found.date.earliest or NO_DAY, found.quotation_id
    if isinstance(found, KeptDocument):
        return found.published.interval.earliest or NO_DAY, found.document.document_id
    days = (stage.date.interval.earliest for stage in found.stages)
    return min((day for day in days if day), default=NO_DAY), found.agreement_id


def read_place(written: str) -> tuple[str, str] | None:
    """Read a place from an address; None where it is empty, UsageError where it is none."""
    if not written:
        return None
    day, separator, object_id = written.partition(AT)
    if not separator:
        raise UsageError(f"'{written}' is no place in a list: start from its first page")
    return day, object_id


def read_page(
    lister: Lister[Dated], chosen: EventFilter, *, size: int, after: str = "", before: str = ""
) -> tuple[tuple[Dated, ...], str, str]:
    """Give a page of a dated list, and the places to go on from, backwards and forwards (empty: there is none)."""
    start = read_place(before or after)
    is_back = bool(before)
    turned = chosen.newest_first != is_back
    found = tuple(lister(replace(chosen, after=start, limit=size + 1, newest_first=turned)))
    is_more, page = len(found) > size, found[:size]
    if is_back:
        page = page[::-1]
    if not page:
        return (), "", ""
    first, last = (AT.join(place_of(each)) for each in (page[0], page[-1]))
    has_previous = is_more if is_back else start is not None
    has_next = True if is_back else is_more
    return page, first if has_previous else "", last if has_next else ""


def read_numbered(
    lister: Callable[[EventFilter], Iterator[Item]], chosen: EventFilter, *, size: int, number: int
) -> tuple[tuple[Item, ...], Paging]:
    """Give a page by its number, the first being 1, with the numbers beside as the only part of the addresses."""
    found = tuple(lister(replace(chosen, limit=size + 1, offset=(number - 1) * size)))
    is_more = len(found) > size and number < MOST_PAGES
    paging = Paging(
        previous=str(number - 1) if number > 1 else None,
        next=str(number + 1) if is_more else None,
    )
    return found[:size], paging
