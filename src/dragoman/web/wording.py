"""How values are worded on pages: dates with their precision, statuses, types, numbers.

In:  values of records. Out: plain text, which the templates escape.
Left to `templates`: shape and colour, which say the same again.
"""

from __future__ import annotations

import calendar
from collections.abc import Callable, Sequence
from types import MappingProxyType
from typing import Any
from urllib.parse import quote, urlencode

from dragoman.records.entities import Event, Party
from dragoman.records.times import Interval
from dragoman.records.vocabulary import EVENT_TYPES, HAPPENED, STATUSES

STATUS_WORDS = MappingProxyType(
    {
        "occurred": "happened",
        "ongoing": "going on",
        "planned": "planned",
        "possible": "possible",
        "alleged": "alleged",
        "denied": "denied",
    }
)
# A shape for each, so that no status is told by colour alone.
STATUS_SIGNS = MappingProxyType(
    {"occurred": "●", "ongoing": "◐", "planned": "◇", "possible": "?", "alleged": "≈", "denied": "✕"}
)
STATUS_NOTES = MappingProxyType(
    {
        "occurred": "told as done",
        "ongoing": "told as going on",
        "planned": "announced; not told as done",
        "possible": "nobody says that it happened",
        "alleged": "somebody says so; not counted as done",
        "denied": "disputed; not counted as done",
    }
)
TYPE_WORDS = MappingProxyType(
    {
        "AGREE": "agreed",
        "CONSULT": "met or talked",
        "SUPPORT": "supported",
        "CONCEDE": "gave way",
        "COOPERATE": "worked together",
        "AID": "gave aid",
        "RETREAT": "pulled back",
        "REQUEST": "asked or demanded",
        "ACCUSE": "accused",
        "REJECT": "refused or denied",
        "THREATEN": "threatened",
        "PROTEST": "protested",
        "SANCTION": "imposed sanctions",
        "MOBILIZE": "mobilised",
        "COERCE": "coerced",
        "ASSAULT": "attacked",
        "OFFICE": "took or left office",
        "INCIDENT": "accident or disaster",
    }
)
BASIS_WORDS = MappingProxyType(
    {
        "given": "as given with the article",
        "stated": "stated in the text",
        "inferred": "inferred",
        "publication": "told as news of the article's day",
        "unknown": "nothing dates it",
    }
)


def write_day(day: str) -> str:
    """Write an ISO date as precise as it is.

    >>> write_day("2024-10-11"), write_day("2024-10"), write_day("2024")
    ('11 October 2024', 'October 2024', '2024')
    """
    parts = day.split("-")
    try:
        month = calendar.month_name[int(parts[1])] if len(parts) > 1 else ""
        number = str(int(parts[2])) if len(parts) > 2 else ""
    except (ValueError, IndexError):
        return day
    return " ".join(part for part in (number, month, parts[0]) if part)


def write_interval(interval: Interval) -> str:
    """Write a date no more precisely than it is known: one of a day, a month, a year, a range, or unknown."""
    first, last = interval.earliest, interval.latest
    if first and first == last:
        return write_day(first)
    if interval.value and _covers(interval.value, first, last):
        return write_day(interval.value)
    if first and last:
        return f"{write_day(first)} to {write_day(last)}"
    if first or last:
        return f"not before {write_day(first)}" if first else f"not after {write_day(last or '')}"
    return write_day(interval.value) if interval.value else "date unknown"


def _covers(value: str, first: str | None, last: str | None) -> bool:
    """Tell whether the month or year is exactly from the first to the last day."""
    if first is None or last is None:
        return False
    if len(value) == 4:
        return (first, last) == (f"{value}-01-01", f"{value}-12-31")
    return len(value) == 7 and first == f"{value}-01" and last[:7] == value and int(last[8:]) >= 28


def precision_of(interval: Interval) -> str:
    """Name how precisely a date is known."""
    first, last = interval.earliest, interval.latest
    if first is None and last is None:
        return "unknown"
    if first is None or last is None:
        return "open"
    if first == last:
        return "day"
    return {7: "month", 4: "year"}.get(len(interval.value or ""), "range")


def count_words(count: int, one: str, many: str | None = None) -> str:
    """Count things in words.

    >>> count_words(1, "event"), count_words(1200, "event")
    ('1 event', '1,200 events')
    """
    return f"{count:,} {one if count == 1 else many or one + 's'}"


def name_parties(parties: Sequence[Party]) -> str:
    """Name the parties of a side in plain words.

    >>> name_parties(())
    ''
    """
    names = [party.name for party in parties]
    return " and ".join((", ".join(names[:-1]), names[-1])) if len(names) > 1 else "".join(names)


def has_happened(event: Event) -> bool:
    """Tell whether an event is told as done or going on."""
    return event.status in HAPPENED


def safe_url(url: str | None) -> str | None:
    """Give a link only where it is one: a `javascript:` address is shown as nothing."""
    return url if url is not None and url.lower().startswith(("https://", "http://")) else None


def address(path: str, **arguments: object) -> str:
    """Give an address within the application; arguments that are None or empty are left out.

    >>> address("/events", actor="IRN", text=None)
    '/events?actor=IRN'
    """
    given = {name.rstrip("_"): value for name, value in arguments.items() if value not in (None, "")}
    return f"{quote(path)}?{urlencode(given)}" if given else quote(path)


FILTERS: MappingProxyType[str, Callable[..., Any]] = MappingProxyType(
    {
        "day": write_day,
        "interval": write_interval,
        "precision": precision_of,
        "counted": count_words,
        "parties": name_parties,
        "happened": has_happened,
        "safe_url": safe_url,
    }
)
GLOBALS: MappingProxyType[str, Any] = MappingProxyType(
    {
        "address": address,
        "statuses": STATUSES,
        "status_words": STATUS_WORDS,
        "status_signs": STATUS_SIGNS,
        "status_notes": STATUS_NOTES,
        "event_types": EVENT_TYPES,
        "type_words": TYPE_WORDS,
        "basis_words": BASIS_WORDS,
    }
)
