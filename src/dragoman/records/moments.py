"""Instants at which the record changed: written in one form, so that they sort as text; read as a user types them.

In:  aware datetimes, ISO dates and times. Out: "2024-10-11T09:30:00.000000Z".
Left to `records.days`: days that articles tell of.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

from dragoman.records.days import read_days

FORM = "%Y-%m-%dT%H:%M:%S.%fZ"
ISO_DAY = re.compile(r"\d{4}(-\d\d(-\d\d)?)?", re.ASCII)


def write_moment(moment: datetime) -> str:
    """Write an aware datetime, in UTC, to the microsecond."""
    # `strftime` does not fill up years before 1000 on every platform
    return moment.astimezone(UTC).strftime(FORM).rjust(len("2024-10-11T09:30:00.000000Z"), "0")


def read_moment(value: str) -> str | None:
    """Read an ISO date as its last instant, an ISO time as it stands (UTC unless it says); None where it is none.

    >>> read_moment("2024-02")
    '2024-02-29T23:59:59.999999Z'
    """
    value = value.strip()
    if ISO_DAY.fullmatch(value):
        days = read_days(value)
        return f"{days[1].isoformat()}T23:59:59.999999Z" if days is not None else None
    try:
        moment = datetime.fromisoformat(value)
        return write_moment(moment if moment.tzinfo is not None else moment.replace(tzinfo=UTC))
    except (ValueError, OverflowError):
        return None


def make_later(moment: str, than: str | None) -> str:
    """Give the moment, or an instant after the other one where it is not later: a clock may have been set back.

    >>> make_later("2024-10-11T09:30:00.000000Z", "2024-10-11T09:30:00.000000Z")
    '2024-10-11T09:30:00.000001Z'
    """
    if than is None or moment > than:
        return moment
    known = read_moment(than)
    # what other hands wrote in another form still sorts as text
    return write_moment(datetime.fromisoformat(known) + timedelta(microseconds=1)) if known else moment
