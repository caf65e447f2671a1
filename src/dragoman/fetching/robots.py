"""What a site asks of robots: robots.txt, by RFC 9309.

In:  the text of a robots.txt, or what came instead of one. Out: `Rules`: may this be fetched, and how often.
Left to `fetcher`: to fetch it, and to keep to it.
"""

from __future__ import annotations

from dataclasses import dataclass

from protego import Protego

MOST_BYTES = 512_000  # RFC 9309, section 2.5: at least 500 KiB are to be read
MOST_DELAY = 60.0  # seconds; who asks for more between two pages is asked no more than once a minute all the same


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """Reads as: a site's rules for robots; `parsed` None: it has none, all may be fetched."""

    parsed: Protego | None

    def allow(self, url: str, agent: str) -> bool:
        """Tell whether a robot of this name may fetch the address."""
        return self.parsed is None or bool(self.parsed.can_fetch(url, agent))

    def delay(self, agent: str) -> float:
        """Give the seconds that the site wants between two requests, 0 where it says nothing."""
        told = self.parsed.crawl_delay(agent) if self.parsed is not None else None
        return min(max(float(told or 0), 0.0), MOST_DELAY)


def read_rules(status: int, body: bytes) -> Rules | None:
    """Read the answer to a request for robots.txt, redirects followed.

    RFC 9309, section 2.3.1: none there (4xx) means that all may be fetched; None, a server in trouble (5xx, and
    429, by which it says so), that nothing may.
    """
    if 200 <= status < 300:
        return Rules(parsed=Protego.parse(body[:MOST_BYTES].decode("utf-8", errors="replace")))
    return Rules(parsed=None) if 400 <= status < 500 and status != 429 else None
