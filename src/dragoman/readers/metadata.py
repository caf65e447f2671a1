"""Put what a container says of an article into one form: dates, names, one-line texts.

In:  a title, publisher, author or date as given. Out: the same, cleaned; None where nothing is said.
A file's time of change is no date of publication, and is never read.
"""

from __future__ import annotations

import re
import unicodedata
from datetime import UTC, date, datetime, timedelta
from email.utils import parsedate_to_datetime
from urllib.parse import urlsplit

FIRST_YEAR, LAST_YEAR = 1800, 2100  # a year outside is a slip of the pen or an empty field ("0001-01-01")
DAYS_APART = 1  # two witnesses of a day may stand in two time zones
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")

ISO_DATE = re.compile(r"(\d{4})(?:[-/.](\d{1,2})(?:[-/.](\d{1,2}))?)?(?:[T ].*)?", re.DOTALL)
COMPACT_DATE = re.compile(r"(\d{4})(\d{2})(\d{2})(?:T?\d{2,6}(?:Z|[+-]\d\d:?\d\d)?)?")
EPOCH = re.compile(r"\d{10}(?:\d{3})?(?:\.\d+)?")
DAY_FIRST = re.compile(
    r"(?:[A-Za-z]{3,9},? )?(\d{1,2})(?:st|nd|rd|th)?(?: of)? ([A-Za-z]{3,9})\.?,? (\d{4})\b.*", re.DOTALL
)
MONTH_FIRST = re.compile(r"(?:[A-Za-z]{3,9},? )?([A-Za-z]{3,9})\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})\b.*", re.DOTALL)
MONTH_YEAR = re.compile(r"([A-Za-z]{3,9})\.?,? (\d{4})")
NUMBERS = re.compile(r"(\d{1,2})([./-])(\d{1,2})\2(\d{4})\b.*", re.DOTALL)
LONE_SURROGATE = re.compile(r"[\ud800-\udfff]")
LINE_END = re.compile(r"\r\n|[\r\v\f\x1c-\x1e\x85\u2028\u2029]")


def normalise_text(text: str) -> str:
    r"""Give a text in NFC with `\n` as its one line end; nothing else is changed.

    Half a surrogate pair and NUL, which no file or database can hold, become U+FFFD.
    """
    clean = LONE_SURROGATE.sub("\ufffd", text).replace("\x00", "\ufffd")
    return unicodedata.normalize("NFC", LINE_END.sub("\n", clean))


def normalise_line(text: str | None) -> str | None:
    """Give a title or name on one line; None where nothing is left."""
    return " ".join(normalise_text(text).split()) or None if text is not None else None


def normalise_author(text: str | None) -> str | None:
    """Give the author's name without a leading "By"."""
    line = normalise_line(text)
    return re.sub(r"^by:? (?=\S)", "", line, flags=re.IGNORECASE) if line is not None else None


def normalise_published(given: str | None) -> str | None:
    """Give a date as ISO 8601 in the precision in which it was given, to the day at most; None where it is none.

    "3/4/2024" is March or April, so it is no date; "13/4/2024" can be read in one way only.

    >>> normalise_published("Fri, 11 Oct 2024 10:00:00 GMT")
    '2024-10-11'
    """
    line = normalise_line(given)
    if line is None:
        return None
    readers = (_read_compact, _read_epoch, _read_iso, _read_words, _read_numbers, _read_mail)
    return next((found for found in (read(line) for read in readers) if found is not None), None)


def choose_published(marked: str | None, searched: str | None, url: str | None) -> str | None:
    """Weigh two witnesses of a page's date: what its markup says, and what a search of the whole page found.

    A search may find the date of another story on the page, so it counts only where the address confirms it.
    """
    first, second = normalise_published(marked), normalise_published(searched)
    if first is not None and (second is None or _days_apart(first, second) <= DAYS_APART):
        return first
    if second is not None and is_in_address(second, url):
        return second
    return first


def is_in_address(day: str, url: str | None) -> bool:
    """Tell whether a day stands in a page's address: ".../2024/10/11/..."."""
    digits = re.sub(r"\D+", "-", urlsplit(url or "").path)
    year, _, rest = day.partition("-")
    plain = "-".join(str(int(part)) for part in rest.split("-") if part)
    return any(form in digits for form in (day, f"{year}-{plain}", day.replace("-", "")))


def host_of(url: str | None) -> str | None:
    """Give the host of an address without "www."; None where it has none."""
    try:
        host = urlsplit(url or "").hostname
    except ValueError:
        return None
    return host.removeprefix("www.") if host else None


def _iso(year: str, month: str | int | None = None, day: str | int | None = None) -> str | None:
    if not FIRST_YEAR <= int(year) <= LAST_YEAR:
        return None
    if month is None:
        return year
    try:
        found = date(int(year), int(month), int(day or 1))
    except ValueError:
        return None
    return found.isoformat() if day is not None else found.isoformat()[:7]


def _read_iso(line: str) -> str | None:
    found = ISO_DATE.fullmatch(line)
    return _iso(*found.groups()) if found else None


def _read_compact(line: str) -> str | None:
    found = COMPACT_DATE.fullmatch(line)
    return _iso(*found.groups()) if found else None


def _read_epoch(line: str) -> str | None:
    if not EPOCH.fullmatch(line):
        return None
    seconds = float(line) / (1000 if len(line.split(".", maxsplit=1)[0]) == 13 else 1)
    day = datetime(1970, 1, 1, tzinfo=UTC) + timedelta(seconds=seconds)
    return _iso(str(day.year), day.month, day.day)


def _read_words(line: str) -> str | None:
    if found := DAY_FIRST.fullmatch(line):
        return _iso_of_words(found[3], found[2], found[1])
    if found := MONTH_FIRST.fullmatch(line):
        return _iso_of_words(found[3], found[1], found[2])
    if found := MONTH_YEAR.fullmatch(line):
        return _iso_of_words(found[2], found[1], None)
    return None


def _iso_of_words(year: str, month: str, day: str | None) -> str | None:
    short = month[:3].casefold()
    return _iso(year, MONTHS.index(short) + 1, day) if short in MONTHS else None


def _read_numbers(line: str) -> str | None:
    found = NUMBERS.fullmatch(line)
    if found is None:
        return None
    first, mark, second, year = found.groups()
    if mark == "." or int(first) > 12 or first == second:
        return _iso(year, second, first)
    return _iso(year, first, second) if int(second) > 12 else None


def _read_mail(line: str) -> str | None:
    try:
        found = parsedate_to_datetime(line)
    except (ValueError, TypeError, IndexError):
        return None
    return _iso(str(found.year), found.month, found.day)


def _days_apart(first: str, second: str) -> int:
    if len(first) != 10 or len(second) != 10:
        return 0 if first.startswith(second) or second.startswith(first) else DAYS_APART + 1
    return abs((date.fromisoformat(first) - date.fromisoformat(second)).days)
