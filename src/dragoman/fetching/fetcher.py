"""Fetch pages as a guest should: with a name, at the site's pace, where robots are let in, and never behind walls.

In:  an address, and what is known of an earlier answer. Out: a `Page`, or FetchError with the reason.
Each redirect is checked as a new address is. Left to `harvest`: what to make of what came.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from types import TracebackType
from typing import Self

import httpcore

from dragoman import __version__
from dragoman.errors import FetchError
from dragoman.fetching.addresses import OPEN_PORTS, Address, join_address, read_address
from dragoman.fetching.connection import CheckedBackend
from dragoman.fetching.robots import Rules, read_rules
from dragoman.fetching.transfer import Reply, request

AGENT = "dragoman"  # the name under which robots.txt may speak to us
MOST_REDIRECTS = 5
SECONDS_APART = 1.0  # between two requests to one host, where it asks for no more
SECONDS_WAITED = 60.0  # when a host says "later" (429, 503): a later one is for the next round
ROBOTS_SECONDS = 24 * 3600.0  # RFC 9309, section 2.4: a robots.txt is not kept longer than a day
REFUSAL_SECONDS = 600.0  # a site whose robots.txt could not be had is asked again after so long
MOST_HOSTS = 10_000  # of which rules and times are kept: a watch over years meets many
ACCEPTED = (
    "text/html, application/xhtml+xml, application/rss+xml, application/atom+xml, application/xml;q=0.9, */*;q=0.5"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """Reads as: this came from `url`, where the asked address led; `is_new` False: nothing changed, `body` is empty.

    `etag` and `last_modified` are what to ask with the next time, None where the server gives none.
    """

    url: str
    body: bytes
    content_type: str
    is_new: bool = True
    etag: str | None = None
    last_modified: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Clock:
    """Reads as: the seconds that went by, and how to wait; tests bring their own."""

    seconds: Callable[[], float] = time.monotonic
    wait: Callable[[float], None] = time.sleep


@dataclass(slots=True, kw_only=True)
class _Host:
    """What is known of one origin: its rules, or why they could not be had, since when; when it may be asked again."""

    rules: Rules | None = None
    refusal: FetchError | None = None
    since: float = 0.0
    free_at: float = 0.0


@dataclass(slots=True, kw_only=True)
class Fetcher:
    """Fetches pages; keeps connections, rules and pace for each host. Use it in a `with` statement, or close it.

    `contact` is sent with each request, so that who runs a site can write to who reads it.
    """

    contact: str | None = None
    backend: CheckedBackend = field(default_factory=CheckedBackend)
    clock: Clock = field(default_factory=Clock)
    ports: tuple[int, ...] = OPEN_PORTS
    _pool: httpcore.ConnectionPool = field(init=False)
    _hosts: dict[str, _Host] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        """Open the pool of connections, of which none is made yet."""
        self._pool = httpcore.ConnectionPool(network_backend=self.backend, max_connections=8, keepalive_expiry=30.0)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of all connections."""
        self._pool.close()

    @property
    def user_agent(self) -> str:
        """Give what each request says of who asks."""
        about = f"reads news for research; {self.contact}" if self.contact else "reads news for research"
        return f"{AGENT}/{__version__} ({about})"

    def fetch(self, url: str, *, etag: str | None = None, last_modified: str | None = None) -> Page:
        """Fetch a page, or learn that it is as it was when the server gave `etag` or `last_modified`.

        FetchError: `refused-address` (not of the open web), `forbidden-by-robots`, `not-fetched` (no such page, no
        answer, an error of the server), `too-long`.
        """
        headers = {"Accept": ACCEPTED}
        if etag:
            headers["If-None-Match"] = etag
        if last_modified:
            headers["If-Modified-Since"] = last_modified
        reply = self._follow(read_address(url, ports=self.ports), headers, obey=True)
        if reply.status == 304:
            return Page(url=url, body=b"", content_type="", is_new=False, etag=etag, last_modified=last_modified)
        if not 200 <= reply.status < 300:
            raise FetchError("not-fetched", f"{reply.url}: the server answers {reply.status}")
        return Page(
            url=reply.url,
            body=reply.body,
            content_type=reply.headers.get("content-type", ""),
            etag=reply.headers.get("etag"),
            last_modified=reply.headers.get("last-modified"),
        )

    def _follow(self, address: Address, headers: dict[str, str], *, obey: bool) -> Reply:
        """Ask, and go where the server sends us, a few times; `obey` False only for robots.txt itself."""
        for _ in range(MOST_REDIRECTS + 1):
            if obey and not self._rules(address).allow(address.url, AGENT):
                raise FetchError("forbidden-by-robots", f"{address.url}: the site's robots.txt asks not to fetch it")
            reply = self._ask_politely(address, headers)
            location = reply.headers.get("location")
            if reply.status not in (301, 302, 303, 307, 308) or location is None:
                return reply
            led = read_address(join_address(address.url, location), ports=self.ports)
            if address.scheme == "https" and led.scheme == "http":
                raise FetchError("refused-address", f"{address.url} leads from https to {led.url}")
            address = led
        raise FetchError("not-fetched", f"{address.url}: more than {MOST_REDIRECTS} redirects")

    def _ask_politely(self, address: Address, headers: dict[str, str]) -> Reply:
        """Ask when the host is free; once more where it says when."""
        reply = self._ask(address, headers)
        pause = reply.headers.get("retry-after", "")
        if reply.status in (429, 503) and pause.isdecimal() and int(pause) <= SECONDS_WAITED:
            self._host(address).free_at = self.clock.seconds() + int(pause)
            reply = self._ask(address, headers)
        return reply

    def _ask(self, address: Address, headers: dict[str, str]) -> Reply:
        host = self._host(address)
        pause = host.free_at - self.clock.seconds()
        if pause > 0:
            self.clock.wait(pause)
        sent = {"User-Agent": self.user_agent, "Accept-Encoding": "gzip, deflate, br", **headers}
        try:
            return request(self._pool, address, sent, self.clock.seconds)
        finally:
            delay = host.rules.delay(AGENT) if host.rules is not None else 0.0
            host.free_at = self.clock.seconds() + max(SECONDS_APART, delay)

    def _host(self, address: Address) -> _Host:
        known = self._hosts.pop(address.origin, None) or _Host()
        self._hosts[address.origin] = known  # the one asked last stands last
        if len(self._hosts) > MOST_HOSTS:
            del self._hosts[next(iter(self._hosts))]
        return known

    def _rules(self, address: Address) -> Rules:
        """Give the site's rules; FetchError where they cannot be had: then nothing may be fetched there."""
        host = self._host(address)
        age = self.clock.seconds() - host.since
        if host.refusal is not None and age < REFUSAL_SECONDS:
            raise host.refusal
        if host.rules is None or age > ROBOTS_SECONDS:
            host.rules, host.refusal, host.since = None, None, self.clock.seconds()
            try:
                host.rules = self._fetch_rules(address)
            except FetchError as error:
                host.refusal = error
                raise
        return host.rules

    def _fetch_rules(self, address: Address) -> Rules:
        """Ask for robots.txt; RFC 9309, section 2.3.1.4: where it cannot be reached, a robot keeps out."""
        asked = read_address(join_address(address.url, "/robots.txt"), ports=self.ports)
        reply = self._follow(asked, {"Accept": "text/plain"}, obey=False)
        rules = read_rules(reply.status, reply.body)
        if rules is None:
            raise FetchError("not-fetched", f"{asked.url}: the server answers {reply.status}; nobody is let in so long")
        return rules
