"""How values are worded on pages: dates with their precision, statuses, types, numbers.

In:  values of records. Out: plain text, which the templates escape.
Left to `templates`: shape and colour, which say the same again.
"""

from __future__ import annotations

import calendar
import functools
from collections.abc import Callable, Sequence
from types import MappingProxyType
from typing import Any
from urllib.parse import quote, urlencode

from dragoman.lexicons.load.tables import load_states
from dragoman.records.entities import Actor, Claim, Event, Party
from dragoman.records.spans import Evidence
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


STAGE_WORDS = MappingProxyType(
    {
        "proposed": "proposed",
        "negotiating": "under negotiation",
        "ready": "ready to be signed",
        "planned-signature": "signature planned",
        "signed": "signed",
        "ratified": "ratified",
        "in-force": "in force",
        "suspended": "suspended",
        "withdrawn": "left or withdrawn",
        "expired": "expired",
        "replaced": "replaced",
    }
)
ZONE_WORDS = MappingProxyType(
    {
        "title": "Title",
        "body": "Article",
        "dateline": "Date line",
        "boilerplate": "Not the article: the site's own words",
        "related": "Not the article: other stories",
        "pull-quote": "Pull quote: printed again from the text",
        "repeated": "Repeated: printed before in this article",
        "author-note": "About the author",
        "caption": "Caption",
    }
)
FIELD_WORDS = MappingProxyType(
    {
        "event_type": "what was done",
        "status": "how far it is asserted",
        "sources": "who acts",
        "targets": "upon whom",
        "date": "when",
        "place": "where",
        "figures": "figures",
        "host": "host",
        "mediators": "mediators",
    }
)
CONFLICT_WORDS = MappingProxyType(
    {
        "conflict": "Two accounts",
        "plan-outcome": "Plan and outcome",
        "impossible-time": "Impossible time",
        "reference": "Against the table",
    }
)
LINK_WORDS = MappingProxyType(
    {
        "fulfils": "fulfils",
        "superseded-by": "was replaced by",
        "replies-to": "replies to",
        "part-of": "is part of",
        "about": "is about",
    }
)
BODY_WORDS = MappingProxyType(
    {
        "UNO": "United Nations",
        "EUR": "European Union",
        "IGO": "Intergovernmental bodies",
        "NGO": "Non-governmental bodies",
        "ISM": "International movements",
        "IMG": "International armed groups",
        "MNC": "Multinational companies",
    }
)
MARK_WORDS = MappingProxyType(
    {
        "event": "events",
        "actor": "actors",
        "time": "times",
        "place": "places",
        "figure": "figures",
        "quotation": "quotations",
        "agreement": "agreements",
    }
)


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


def name_code(code: str) -> str:
    """Name a country or an international code; a code that is not known names itself.

    >>> name_code("KEN"), name_code("UNO"), name_code("QQQ")
    ('Kenya', 'United Nations', 'QQQ')
    """
    return BODY_WORDS.get(code) or _state_names().get(code, code)


@functools.cache
def _state_names() -> MappingProxyType[str, str]:
    return MappingProxyType({state.code: state.name for state in load_states()})


def code_of(party: Party | Actor) -> str | None:
    """Give the country of an actor, else its international code."""
    return party.country or party.international_code


def write_number(value: float) -> str:
    """Write a sum of intensities with its sign.

    >>> write_number(12.5), write_number(-3), write_number(0)
    ('+12.5', '−3', '0')
    """
    return f"{value:+.1f}".removesuffix(".0").replace("-", "−") if value else "0"


def told_in(event: Event) -> Claim | None:
    """Give the claim whose sentence tells best what happened: that of the event's type and present status."""
    told = [claim for claim in event.claims if claim.field == "event_type"]
    return next((claim for claim in told if claim.status == event.status), told[0] if told else None)


def shorten(text: str, length: int = 280) -> str:
    """Cut a long text at a blank.

    >>> shorten("one two three", 8)
    'one two …'
    """
    flat = " ".join(text.split())
    return flat if len(flat) <= length else flat[: length + 1].rsplit(" ", 1)[0] + " …"


def article_at(evidence: Evidence) -> str:
    """Give the address of the very words within their article."""
    return f"/articles/{quote(evidence.document_id)}?at={evidence.span.start}-{evidence.span.end}#at"


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
        return _write_range(first, last)
    if first or last:
        return f"not before {write_day(first)}" if first else f"not after {write_day(last or '')}"
    return write_day(interval.value) if interval.value else "date unknown"


def _write_range(first: str, last: str) -> str:
    """Write two days, what they share only once.

    >>> _write_range("2024-10-11", "2024-10-17"), _write_range("2024-09-30", "2024-10-02")
    ('11 to 17 October 2024', '30 September to 2 October 2024')
    """
    shared = next((size for size in (7, 4) if first[:size] == last[:size]), 0)
    start = write_day(first).removesuffix(write_day(first[:shared])).strip() if shared else write_day(first)
    return f"{start} to {write_day(last)}"


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
    value = interval.value or ""
    return {7: "month", 4: "year"}.get(len(value), "range") if _covers(value, first, last) else "range"


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
        "named": name_code,
        "code": code_of,
        "signed": write_number,
        "told_in": told_in,
        "shorten": shorten,
        "article_at": article_at,
        "parties": name_parties,
        "happened": has_happened,
        "safe_url": safe_url,
    }
)
GLOBALS: MappingProxyType[str, Any] = MappingProxyType(
    {
        "address": address,
        "navigation": NAVIGATION,
        "statuses": STATUSES,
        "status_words": STATUS_WORDS,
        "status_signs": STATUS_SIGNS,
        "status_notes": STATUS_NOTES,
        "event_types": EVENT_TYPES,
        "type_words": TYPE_WORDS,
        "basis_words": BASIS_WORDS,
        "stage_words": STAGE_WORDS,
        "zone_words": ZONE_WORDS,
        "field_words": FIELD_WORDS,
        "conflict_words": CONFLICT_WORDS,
        "link_words": LINK_WORDS,
        "mark_words": MARK_WORDS,
    }
)
