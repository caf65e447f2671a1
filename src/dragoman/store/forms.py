"""Names, dates and records brought to the form in which they are kept and compared.

In:  a name, an ISO date, a record. Out: the folded name, the days it covers, the text of a payload.
"""

from __future__ import annotations

import calendar
import datetime as dt
import functools
import json
import re
import unicodedata
from typing import Any, TypeVar, cast

import msgspec

from dragoman.records.codec import from_plain, holds_endless, to_plain
from dragoman.records.entities import Event
from dragoman.records.times import Interval
from dragoman.store.event_form import KeptEvent, fold_event, unfold_event

Row = dict[str, Any]
Item = TypeVar("Item")

JSON = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))
NO_DAY = "9999-99-99"  # sorts after every day, so that what has no date comes last
BLANKS = re.compile(r"\s+")
ISO_DATE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?", re.ASCII)


def fold_name(name: str) -> str:
    """Bring a name to the form in which names are compared: no case, no accents, single blanks.

    >>> fold_name("Recep Tayyip  ERDOĞAN")
    'recep tayyip erdogan'
    """
    apart = unicodedata.normalize("NFKD", name)
    plain = "".join(char for char in apart if not unicodedata.combining(char))
    return BLANKS.sub(" ", plain.casefold()).strip()


def find_days(date: str) -> tuple[str, str] | None:
    """Give the first and last day of an ISO date of any precision; None where it is no such date.

    >>> find_days("2024-02")
    ('2024-02-01', '2024-02-29')
    """
    found = ISO_DATE.fullmatch(date.strip())
    if found is None:
        return None
    year, month, day = found.groups()
    try:
        first = dt.date(int(year), int(month or "1"), int(day or "1"))
    except ValueError:
        return None
    last_month = first.month if month else 12
    last_day = first.day if day else calendar.monthrange(first.year, last_month)[1]
    return first.isoformat(), first.replace(month=last_month, day=last_day).isoformat()


def day_columns(interval: Interval) -> Row:
    """Give the columns of an interval."""
    return {"earliest": interval.earliest, "latest": interval.latest}


def sorted_day_columns(interval: Interval) -> Row:
    """Give the columns of an interval by which its table is also sorted."""
    return {**day_columns(interval), "sort_day": interval.earliest or NO_DAY}


def dump(record: object) -> str:
    """Write a record, or the plain form of one, as the text of its payload."""
    plain = fold_event(record) if type(record) is Event else to_plain(record)
    try:
        written = msgspec.json.encode(plain)
    except UnicodeEncodeError:  # half of a pair of surrogates, which no UTF-8 can hold
        return JSON.encode(plain)
    # infinity would have become null
    return JSON.encode(plain) if b"null" in written and holds_endless(record) else written.decode()


def load(record_type: type[Item], payload: str) -> Item:
    """Rebuild a record from its payload; TypeError or ValueError where the shape is wrong."""
    if record_type is Event:
        return cast("Item", _load_event(payload))
    try:
        decoder: msgspec.json.Decoder[Item] = _decoder(record_type)  # type: ignore[arg-type]  # a class is hashable
        read = decoder.decode(payload)
    except (msgspec.MsgspecError, UnicodeEncodeError):  # told by the codec, in the words that all else expects
        return load_shared(record_type, payload)
    return read


def _load_event(payload: str) -> Event:
    """Rebuild an event; of a record that was made under schema 4 or older it was kept as all else is."""
    try:
        kept: KeptEvent = _decoder(KeptEvent).decode(payload)
    except (msgspec.MsgspecError, UnicodeEncodeError):
        plain = json.loads(payload)
        is_folded = isinstance(plain, dict) and "told" in plain
        return unfold_event(from_plain(KeptEvent, plain)) if is_folded else from_plain(Event, plain)
    return unfold_event(kept)


def load_shared(record_type: type[Item], payload: str) -> Item:
    """Do as `load`, at a third of its pace, with each id, name and day that records have in common once in memory."""
    return from_plain(record_type, json.loads(payload))


@functools.cache
def _decoder(record_type: Any) -> msgspec.json.Decoder[Any]:
    return msgspec.json.Decoder(record_type)
