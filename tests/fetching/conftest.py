"""A small site on this machine, and a fetcher that may read it: everywhere else, this machine is out of bounds."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from dragoman.fetching.connection import CheckedBackend
from dragoman.fetching.fetcher import Clock, Fetcher

Answer = tuple[int, dict[str, str], bytes]


@dataclass(slots=True)
class Site:
    """What the site answers by path, and what it was asked."""

    answers: dict[str, Answer | Callable[[dict[str, str]], Answer]] = field(default_factory=dict)
    asked: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    port: int = 0

    def url(self, path: str) -> str:
        """Give the address of a path."""
        return f"http://site.test:{self.port}{path}"

    def page(self, path: str, body: bytes | str, kind: str = "text/html; charset=utf-8", **headers: str) -> str:
        """Put a page there; give its address."""
        data = body.encode() if isinstance(body, str) else body
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        self.answers[path] = (200, {"Content-Type": kind, **named}, data)
        return self.url(path)

    def paths(self) -> list[str]:
        """Give the paths that were asked for, robots.txt left out."""
        return [path for path, _ in self.asked if path != "/robots.txt"]


@dataclass(slots=True)
class Waiting:
    """A clock that goes on only when somebody waits."""

    now: float = 1_000.0
    waits: list[float] = field(default_factory=list)

    def seconds(self) -> float:
        """Give the time."""
        return self.now

    def wait(self, seconds: float) -> None:
        """Let time go by."""
        self.waits.append(seconds)
        self.now += seconds


@pytest.fixture
def site() -> Iterator[Site]:
    """Serve a site until the test ends."""
    here = Site()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            sent = {name.lower(): value for name, value in self.headers.items()}
            here.asked.append((self.path, sent))
            answer = here.answers.get(self.path, (404, {}, b"nothing here"))
            status, headers, body = answer(sent) if callable(answer) else answer
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            if "Content-Length" not in headers:
                self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    here.port = server.server_address[1]
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield here
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture
def clock() -> Waiting:
    """Give a clock that goes on only when somebody waits."""
    return Waiting()


@pytest.fixture
def fetcher(site: Site, clock: Waiting) -> Iterator[Fetcher]:
    """Give a fetcher for which site.test is this machine, and may be."""
    backend = CheckedBackend(resolve=lambda host, _: _numbers(host), is_allowed=lambda number: number == "127.0.0.1")
    with Fetcher(
        contact="desk@example.org",
        backend=backend,
        clock=Clock(seconds=clock.seconds, wait=clock.wait),
        ports=(80, 443, site.port),
    ) as made:
        yield made


def _numbers(host: str) -> tuple[str, ...]:
    known = {"site.test": ("127.0.0.1",), "inner.test": ("10.0.0.8",), "both.test": ("127.0.0.1", "10.0.0.8")}
    return known.get(host, (host,))
