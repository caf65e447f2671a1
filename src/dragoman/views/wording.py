"""How values are worded for people: dates with their precision, statuses, stages, numbers, names.

In:  values of records. Out: plain text; who prints it escapes it.
Left to `sentences`: whole sentences. Left to `reports` and the templates of `web`: shape and colour, which say the
same again.
"""

from __future__ import annotations

import calendar
import functools
from collections.abc import Mapping, Sequence
from types import MappingProxyType

from dragoman.lexicons.load.tables import load_states
from dragoman.records.documents import Document
from dragoman.records.entities import Actor, FigureClaim, Party, Statement
from dragoman.records.times import Interval

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
# The same within a line, where a date as it was told needs no word.
BASIS_NOTES = MappingProxyType(
    {
        "given": "",
        "stated": "",
        "inferred": "inferred",
        "publication": "by the article’s own date",
        "unknown": "",
    }
)
STAGE_WORDS = MappingProxyType(
    {
        "proposed": "proposed",
        "negotiating": "under negotiation",
        "ready": "agreed or ready to be signed",
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
CONFLICT_WORDS = MappingProxyType(
    {
        "conflict": "Two accounts that cannot both hold",
        "plan-outcome": "A plan, and what came of it",
        "impossible-time": "A time that cannot be",
        "reference": "An account, against a table of facts",
    }
)
LINK_WORDS = MappingProxyType(
    {
        "fulfils": "It fulfils",
        "superseded-by": "It was replaced by",
        "replies-to": "It replies to",
        "part-of": "It is part of",
        "about": "It is about",
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
GENRE_WORDS = MappingProxyType(
    {
        "news": "news",
        "opinion": "opinion",
        "analysis": "analysis",
        "press-release": "press release",
        "transcript": "transcript",
        "rewrite": "rewrite",
        "other": "article",
    }
)
OPENING, CLOSING = "“\"‘'", "”\"’'"
BOUND_WORDS = MappingProxyType({"=": "", "~": "about ", "<": "less than ", ">": "more than ", "range": ""})


def name_code(code: str) -> str:
    """Name a country or an international code; a code that is not known names itself.

    >>> name_code("KEN"), name_code("UNO"), name_code("QQQ")
    ('Kenya', 'United Nations', 'QQQ')
    """
    return BODY_WORDS.get(code) or _state_names().get(code, code)


@functools.cache
def _state_names() -> Mapping[str, str]:
    return MappingProxyType({state.code: state.name for state in load_states()})


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
    if interval.value and covers_whole(interval.value, first, last):
        return write_day(interval.value)
    if first and last:
        return write_range(first, last)
    if first or last:
        return f"not before {write_day(first)}" if first else f"not after {write_day(last or '')}"
    return write_day(interval.value) if interval.value else "date unknown"


def write_range(first: str, last: str) -> str:
    """Write two days, what they share only once.

    >>> write_range("2024-10-11", "2024-10-17"), write_range("2024-09-30", "2024-10-02")
    ('11 to 17 October 2024', '30 September to 2 October 2024')
    """
    if first == last:
        return write_day(first)
    shared = next((size for size in (7, 4) if first[:size] == last[:size]), 0)
    start = write_day(first).removesuffix(write_day(first[:shared])).strip() if shared else write_day(first)
    return f"{start} to {write_day(last)}"


def covers_whole(value: str, first: str | None, last: str | None) -> bool:
    """Tell whether the month or year is exactly from the first to the last day."""
    if first is None or last is None:
        return False
    if len(value) == 4:
        return (first, last) == (f"{value}-01-01", f"{value}-12-31")
    return len(value) == 7 and first == f"{value}-01" and last[:7] == value and int(last[8:]) >= 28


def say_when(interval: Interval) -> str:
    """Say a date within a sentence; empty where there is none.

    >>> say_when(Interval(value="2024-10", earliest="2024-10-01", latest="2024-10-31"))
    'in October 2024'
    """
    first, last = interval.earliest, interval.latest
    written = write_interval(interval)
    if first and first == last:
        return f"on {written}"
    if (first is None) != (last is None):
        return written
    if interval.value and (first is None or covers_whole(interval.value, first, last)):
        return f"in {written}"
    return f"between {written.replace(' to ', ' and ')}" if first and last else ""


def write_number(value: float) -> str:
    """Write a sum of intensities with its sign.

    >>> write_number(12.5), write_number(-3), write_number(0)
    ('+12.5', '−3', '0')
    """
    return f"{value:+.1f}".removesuffix(".0").replace("-", "−") if value else "0"


def write_period(period: str) -> str:
    """Write a month, a quarter or a year of a relation.

    >>> write_period("2024-10"), write_period("2024-Q3"), write_period("2024")
    ('October 2024', 'quarter 3 of 2024', '2024')
    """
    return f"quarter {period[6:]} of {period[:4]}" if "-Q" in period else write_day(period)


def count_words(count: int, one: str, many: str | None = None) -> str:
    """Count things in words.

    >>> count_words(1, "event"), count_words(1200, "event")
    ('1 event', '1,200 events')
    """
    return f"{count:,} {one if count == 1 else many or one + 's'}"


def join_words(words: Sequence[str]) -> str:
    """Join words as a sentence does.

    >>> join_words(["a", "b", "c"])
    'a, b and c'
    """
    return " and ".join((", ".join(words[:-1]), words[-1])) if len(words) > 1 else "".join(words)


def name_parties(parties: Sequence[Party]) -> str:
    """Name the parties of a side in plain words."""
    return join_words([party.name for party in parties])


def name_attributed(party: Party) -> str:
    """Name whoever says so, with the genre where it is only an article of his which does: "Jane Doe (opinion)"."""
    return f"{party.name} ({GENRE_WORDS[party.genre]})" if party.genre and party.actor_id else party.name


def name_speaker(statement: Statement, unknown: str = "speaker not named") -> str:
    """Name a speaker: as known, else in the article's words, else as unknown."""
    return statement.speaker.name if statement.speaker else statement.speaker_words or unknown


def say_circumstances(statement: Statement) -> str:
    """Say to whom, on what occasion and by whose account: "to reporters, at a rally in Senna, as told by Jane Doe"."""
    occasion = " ".join(statement.occasion.words.exact.split()) if statement.occasion else ""
    heard = statement.addressee or ""
    to = f"to {heard}" if heard and heard.casefold() not in occasion.casefold() else ""
    if occasion and occasion.casefold().startswith(heard.casefold()) and heard:
        occasion = f"to {occasion}"  # "told a news conference in Vienna": whom he told is the occasion
    reporter = statement.reported_by.name if statement.reported_by else statement.reported_by_words
    parts = (to, occasion[:1].lower() + occasion[1:], f"as told by {reporter}" if reporter else "")
    return ", ".join(part for part in parts if part)


def shorten(text: str, length: int = 280) -> str:
    """Cut a long text at a blank, and say so.

    >>> shorten("one two three", 8)
    'one two …'
    """
    flat = " ".join(text.split())
    return flat if len(flat) <= length else flat[: length + 1].rsplit(" ", 1)[0][:length] + " …"


def code_of(party: Party | Actor) -> str | None:
    """Give the country of an actor, else its international code."""
    return party.country or party.international_code


def write_figure(figure: FigureClaim) -> str:
    """Write a number as it is known: bound, low, high, unit."""
    number = f"{figure.low:,.10g}" if figure.low == figure.high else f"{figure.low:,.10g} to {figure.high:,.10g}"
    return f"{BOUND_WORDS[figure.bound]}{number}{f' {figure.unit}' if figure.unit else ''}"


def write_source(document: Document, published: Interval) -> str:
    """Name an article in a citation: its publisher, else its name, and its date."""
    named = document.title or document.source_id or document.document_id
    return f"{document.publisher or f'“{shorten(named, 80)}”'}, {write_interval(published)}"


def bare_words(text: str) -> str:
    """Give words on one line, without the quotation marks that enclose all of them: who prints them adds his own.

    >>> bare_words("“We agree.”")
    'We agree.'
    """
    flat = " ".join(text.split())
    enclosed = len(flat) > 2 and flat[0] in OPENING and flat[-1] in CLOSING
    inner = flat[1:-1]
    return inner if enclosed and not any(mark in inner for mark in '“”"') else flat


def safe_url(url: str | None) -> str | None:
    """Give a link only where it is one: a `javascript:` address is shown as nothing."""
    return url if url is not None and url.lower().startswith(("https://", "http://")) else None
