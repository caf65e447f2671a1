"""The headers that every answer carries: nothing is loaded from elsewhere, nothing runs that is not ours.

In:  an ASGI application. Out: the same, whose answers carry the headers.
Articles are hostile text: should a word of one ever slip through unescaped, the policy still lets no script run.
"""

from __future__ import annotations

from types import MappingProxyType

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
HEADERS = MappingProxyType(
    {
        "content-security-policy": POLICY,
        "x-content-type-options": "nosniff",
        # an analyst's interest is nobody else's business: a publisher does not learn who followed a link
        "referrer-policy": "no-referrer",
        "cross-origin-opener-policy": "same-origin",
        "cross-origin-resource-policy": "same-origin",
        "permissions-policy": "camera=(), geolocation=(), microphone=()",
    }
)
# static files are asked for with the hash of their content (`rendering.static_url`), so they never change
STATIC_CACHE = "public, max-age=31536000, immutable"
PAGE_CACHE = "private, no-cache"


class SafeHeaders:
    """Adds the headers to every answer of the application it wraps."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer as the application does, with the headers."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        is_static = scope["path"].startswith("/static/") and b"v=" in scope["query_string"]

        async def send_safely(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers.setdefault(name, value)
                headers.setdefault("cache-control", STATIC_CACHE if is_static else PAGE_CACHE)
            await send(message)

        await self._app(scope, receive, send_safely)
