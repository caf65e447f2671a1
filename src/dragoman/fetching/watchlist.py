"""Read what to watch: a TOML file of sources; and keep what was seen of each, as a line of JSON.

In:  a file that a person wrote, or a line that we wrote. Out: a `Watchlist`; a `Memory`.
"""

from __future__ import annotations

import json
import re
import tomllib
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from dragoman.errors import ConfigError, FetchError
from dragoman.fetching.addresses import OPEN_PORTS, read_address
from dragoman.fetching.harvest import MOST_PAGES, NOTHING_KNOWN, Memory, Source

MOST_SOURCES = 5_000
SHORTEST_SECONDS = 60
PERIOD = re.compile(r"(\d{1,6})\s*(s|m|h|d)")
SECONDS_OF = {"s": 1, "m": 60, "h": 3600, "d": 86_400}
FIELDS = ("url", "publisher", "whole_pages", "since", "most_pages")
HEAD = ("contact", "every", "source")


@dataclass(frozen=True, slots=True, kw_only=True)
class Watchlist:
    """Reads as: look at these sources every so many seconds, and say that we are to be reached at `contact`."""

    sources: tuple[Source, ...]
    every: int
    contact: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Looked:
    """Reads as: at this source, so many articles were announced, asked for, left for the next look, added, rejected.

    `fault` says why the source itself could not be had or read; None where it could.
    """

    source: Source
    announced: int = 0
    brought: int = 0
    left_over: int = 0
    added: int = 0
    rejected: int = 0
    fault: str | None = None


def read_watchlist(path: Path) -> Watchlist:
    """Read a file of sources; ConfigError names the file, the source and the field that is wrong.

    `contact` (an address for who runs the sites), `every` ("15m"), and a `[[source]]` for each: `url`; `publisher`,
    `whole_pages`, `since`, `most_pages` as `Source` has them.
    """
    try:
        written = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise ConfigError(f"{path}: {error.strerror or error}") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ConfigError(f"{path}: not TOML: {error}") from error
    _refuse_unknown(written, HEAD, str(path))
    rows = written.get("source")
    if not isinstance(rows, list) or not rows or not all(isinstance(row, dict) for row in rows):
        raise ConfigError(f'{path}: no source in it; write [[source]] and below it url = "https://..."')
    if len(rows) > MOST_SOURCES:
        raise ConfigError(f"{path}: {len(rows):,} sources, at most {MOST_SOURCES:,}")
    sources = tuple(_read_source(row, f"{path}: source {number}") for number, row in enumerate(rows, 1))
    twice = sorted({each.url for each in sources if sum(other.url == each.url for other in sources) > 1})
    if twice:
        raise ConfigError(f"{path}: {twice[0]} is listed twice")
    contact = written.get("contact")
    if contact is not None and (not isinstance(contact, str) or not contact.isprintable() or len(contact) > 200):
        raise ConfigError(f"{path}: contact should be an address of mail or a page, given {contact!r:.80}")
    return Watchlist(sources=sources, every=read_period(str(written.get("every", "15m"))), contact=contact)


def read_period(written: str) -> int:
    """Read "90s", "15m", "2h" or "1d" as seconds; ConfigError for anything else, or under a minute.

    >>> read_period("15m")
    900
    """
    found = PERIOD.fullmatch(written.strip())
    seconds = int(found[1]) * SECONDS_OF[found[2]] if found else 0
    if seconds < SHORTEST_SECONDS:
        raise ConfigError(f"{written!r} is no time between two looks: give one like 15m or 2h, a minute at least")
    return seconds


def _read_source(row: dict[str, Any], where: str) -> Source:
    _refuse_unknown(row, FIELDS, where)
    url = row.get("url")
    if not isinstance(url, str):
        raise ConfigError(f'{where}: lacks url = "https://..."')
    try:
        read_address(url, ports=OPEN_PORTS)
    except FetchError as error:
        raise ConfigError(f"{where}: {error.detail}") from error
    publisher, whole, most = row.get("publisher"), row.get("whole_pages", False), row.get("most_pages", MOST_PAGES)
    if publisher is not None and not isinstance(publisher, str):
        raise ConfigError(f"{where}: publisher should be a name, given {publisher!r:.80}")
    if not isinstance(whole, bool):
        raise ConfigError(f"{where}: whole_pages should be true or false, given {whole!r:.80}")
    if isinstance(most, bool) or not isinstance(most, int) or most < 1:
        raise ConfigError(f"{where}: most_pages should be a number from 1, given {most!r:.80}")
    since = _read_day(row.get("since"), where)
    return Source(url=url, publisher=publisher, whole_pages=whole, since=since, most_pages=most)


def _read_day(given: object, where: str) -> str | None:
    if given is None:
        return None
    try:
        if isinstance(given, date) and not isinstance(given, datetime):
            return given.isoformat()
        return date.fromisoformat(str(given)).isoformat()
    except ValueError as error:
        raise ConfigError(f"{where}: since should be a day like 2024-10-11, given {given!r:.80}") from error


def _refuse_unknown(row: dict[str, Any], known: tuple[str, ...], where: str) -> None:
    unknown = sorted(set(row) - set(known))
    if unknown:
        raise ConfigError(f"{where}: {unknown[0]!r} is not known here; there are {', '.join(known)}")


def write_memory(memory: Memory) -> str:
    """Write what is remembered of a source as one line."""
    kept = {"etag": memory.etag, "last_modified": memory.last_modified, "seen": "".join(memory.seen)}
    return json.dumps(kept, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def read_memory(line: str | None) -> Memory:
    """Read the line back; nothing is remembered where there is none, or one that we did not write."""
    try:
        kept = json.loads(line or "null")
        seen = kept["seen"]
        marks = tuple(seen[at : at + 16] for at in range(0, len(seen), 16))
        return Memory(etag=kept["etag"], last_modified=kept["last_modified"], seen=marks)
    except (ValueError, TypeError, KeyError):
        return NOTHING_KNOWN
