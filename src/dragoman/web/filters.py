"""What a template may call besides its context: filters, and the tables of words.

In:  values of records. Out: plain text, which the templates escape.
Left to `views.wording`: the words. Left to `templates`: shape and colour, which say the same again.
"""

from __future__ import annotations

from collections.abc import Callable
from types import MappingProxyType
from typing import Any

from dragoman.records.entities import Claim, Event
from dragoman.records.times import Interval
from dragoman.records.vocabulary import EVENT_TYPES, HAPPENED, STATUSES
from dragoman.views import wording
from dragoman.web.addresses import address, article_at

NAVIGATION = (
    ("/events", "Timeline"),
    ("/pairs", "Pairs"),
    ("/actors", "Actors"),
    ("/agreements", "Agreements"),
    ("/contradictions", "Contradictions"),
    ("/statements", "Statements"),
    ("/network", "Network"),
    ("/map", "Map"),
    ("/sources", "Sources"),
    ("/review", "Review"),
)


def told_in(event: Event) -> Claim | None:
    """Give the claim whose sentence tells best what happened: that of the event's type and present status."""
    told = [claim for claim in event.claims if claim.field == "event_type"]
    return next((claim for claim in told if claim.status == event.status), told[0] if told else None)


def has_happened(event: Event) -> bool:
    """Tell whether an event is told as done or going on."""
    return event.status in HAPPENED


def precision_of(interval: Interval) -> str:
    """Name how precisely a date is known."""
    first, last = interval.earliest, interval.latest
    if first is None and last is None:
        return "unknown"
    if first is None or last is None:
        return "open"
    if first == last:
        return "day"
    value = interval.value or ""
    return {7: "month", 4: "year"}.get(len(value), "range") if wording.covers_whole(value, first, last) else "range"


FILTERS: MappingProxyType[str, Callable[..., Any]] = MappingProxyType(
    {
        "day": wording.write_day,
        "interval": wording.write_interval,
        "precision": precision_of,
        "counted": wording.count_words,
        "named": wording.name_code,
        "code": wording.code_of,
        "signed": wording.write_number,
        "told_in": told_in,
        "shorten": wording.shorten,
        "article_at": article_at,
        "parties": wording.name_parties,
        "happened": has_happened,
        "circumstances": wording.say_circumstances,
        "safe_url": wording.safe_url,
    }
)
GLOBALS: MappingProxyType[str, Any] = MappingProxyType(
    {
        "address": address,
        "navigation": NAVIGATION,
        "statuses": STATUSES,
        "status_words": wording.STATUS_WORDS,
        "status_signs": wording.STATUS_SIGNS,
        "status_notes": wording.STATUS_NOTES,
        "event_types": EVENT_TYPES,
        "type_words": wording.TYPE_WORDS,
        "basis_words": wording.BASIS_WORDS,
        "stage_words": wording.STAGE_WORDS,
        "zone_words": wording.ZONE_WORDS,
        "field_words": wording.FIELD_WORDS,
        "conflict_words": wording.CONFLICT_WORDS,
        "link_words": wording.LINK_WORDS,
        "genre_words": wording.GENRE_WORDS,
        "mark_words": wording.MARK_WORDS,
    }
)
