"""Addresses within the application: of a page with its questions, of the very words in their article.

In:  a path and arguments; evidence. Out: an address, quoted.
"""

from __future__ import annotations

from urllib.parse import quote, urlencode

from dragoman.records.spans import Evidence


def address(path: str, **arguments: object) -> str:
    """Give an address within the application; arguments that are None or empty are left out.

    >>> address("/events", actor="IRN", text=None)
    '/events?actor=IRN'
    """
    given = {name.rstrip("_"): value for name, value in arguments.items() if value not in (None, "")}
    return f"{quote(path)}?{urlencode(given)}" if given else quote(path)


def article_at(evidence: Evidence) -> str:
    """Give the address of the very words within their article."""
    return f"/articles/{quote(evidence.document_id)}?at={evidence.span.start}-{evidence.span.end}#at"
