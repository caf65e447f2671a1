"""Which addresses may be asked at all: pages of the open web, and nothing within the walls of whoever runs this.

In:  an address as a feed, a page or a person gives it. Out: the same, taken apart; FetchError where it is refused.
A feed is written by strangers: "http://169.254.169.254/" in it would read a cloud machine's secrets, and
"http://router.lan/" a neighbour's settings. So what counts is not the name but each number that the name stands for,
asked once more at the moment of connecting (`connection`).
"""

from __future__ import annotations

import ipaddress
import re
from dataclasses import dataclass
from urllib.parse import quote, urljoin, urlsplit, urlunsplit

from dragoman.errors import FetchError

DEFAULT_PORTS = {"http": 80, "https": 443}
OPEN_PORTS = (80, 443, 8000, 8008, 8080, 8443)  # what newspapers serve from; 25 or 6379 would speak to other services
MOST_CHARACTERS = 2_048  # what sitemaps allow; longer ones are no articles
HOST = re.compile(r"[a-z0-9_-]{1,63}(\.[a-z0-9_-]{1,63})*", re.ASCII)
CONTROL = re.compile(r"[\x00-\x20\x7f]")
# Characters that an address may hold as they are; anything else is written %XX, and what is so written already stays.
KEPT = "%/:=&?~#+!$,;'@()*[]"
# Networks that wrap an IPv4 address in an IPv6 one: what counts is the address within.
TRANSLATED = (ipaddress.IPv6Network("64:ff9b::/96"),)  # NAT64, RFC 6052
INNER_BITS = 0xFFFFFFFF


@dataclass(frozen=True, slots=True, kw_only=True)
class Address:
    """Reads as: ask this host, at this port, for this; `url` is the whole, without the part behind a `#`."""

    url: str
    scheme: str
    host: str
    port: int
    target: str

    @property
    def origin(self) -> str:
        """Give scheme, host and port: what one robots.txt speaks for."""
        return f"{self.scheme}://{self.host}:{self.port}"


def read_address(url: str, *, ports: tuple[int, ...] = OPEN_PORTS) -> Address:
    """Take an address apart; FetchError `refused-address` where it is none that may be asked.

    Only http and https; no name and password in it; only ports of web servers.
    """
    if len(url) > MOST_CHARACTERS:
        raise FetchError("refused-address", f"an address of {len(url):,} characters, at most {MOST_CHARACTERS:,}")
    if CONTROL.search(url):
        raise FetchError("refused-address", f"{url!r:.200} holds a blank or a control character")
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError as error:
        raise FetchError("refused-address", f"{url:.200} is no address: {error}") from error
    scheme = parts.scheme.lower()
    if scheme not in DEFAULT_PORTS:
        raise FetchError("refused-address", f"{url:.200}: only http:// and https:// are fetched")
    if parts.username is not None or parts.password is not None:
        raise FetchError("refused-address", "an address with a name or password in it: take them out")
    host = _host(parts.hostname, url)
    port = DEFAULT_PORTS[scheme] if port is None else port
    if port not in ports:
        raise FetchError("refused-address", f"{url:.200}: port {port} is no port of web pages")
    place = f"[{host}]" if ":" in host else host
    where = place if port == DEFAULT_PORTS[scheme] else f"{place}:{port}"
    path = quote(parts.path or "/", safe=KEPT)
    query = quote(parts.query, safe=KEPT)
    target = f"{path}?{query}" if query else path
    return Address(url=urlunsplit((scheme, where, path, query, "")), scheme=scheme, host=host, port=port, target=target)


def _host(name: str | None, url: str) -> str:
    """Give the host as it is looked up: small, in ASCII, without a last dot."""
    if not name:
        raise FetchError("refused-address", f"{url:.200} names no host")
    name = name.rstrip(".").lower()
    try:
        ipaddress.ip_address(name)
    except ValueError:
        pass
    else:
        return name
    try:
        # The standard library's older rules suffice: what they cannot write is refused, not guessed.
        written = name.encode("idna").decode("ascii")
    except UnicodeError as error:
        raise FetchError("refused-address", f"{url:.200}: no name of a host: {error}") from error
    if not HOST.fullmatch(written):
        raise FetchError("refused-address", f"{url:.200}: no name of a host")
    return written


def join_address(base: str, location: str) -> str:
    """Give the address that a page at `base` means by `location`; FetchError where it is none."""
    try:
        return urljoin(base, location.strip())
    except ValueError as error:
        raise FetchError("refused-address", f"{location:.200} is no address: {error}") from error


def is_public(number: str) -> bool:
    """Tell whether an IP address is one of the open internet.

    Not this machine, a private or local network, a carrier's inner net, a group, a documentation or reserved range;
    nor any of these wrapped into IPv6 (mapped, 6to4, Teredo, NAT64).
    """
    try:
        address = ipaddress.ip_address(number.partition("%")[0])
    except ValueError:
        return False
    if isinstance(address, ipaddress.IPv6Address):
        inner = address.ipv4_mapped or address.sixtofour or (address.teredo or (None, None))[1]
        if inner is None and any(address in network for network in TRANSLATED):
            inner = ipaddress.IPv4Address(int(address) & INNER_BITS)
        if inner is not None:
            return is_public(str(inner))
    return address.is_global and not address.is_multicast
