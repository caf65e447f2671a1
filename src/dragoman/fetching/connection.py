"""Connect to hosts of the open internet only, whatever a name stands for at the moment of connecting.

In:  host and port. Out: a connection, or FetchError. To look a name up, find it harmless, and let the library look it
up again would let a stranger's name server give another answer the second time: here the number that was checked is
the number that is connected to, and TLS still proves the name.
"""

from __future__ import annotations

import socket
from collections.abc import Callable, Iterable, Sequence
from typing import Any

import httpcore

from dragoman.errors import FetchError
from dragoman.fetching.addresses import is_public

Resolve = Callable[[str, int], Sequence[str]]
IsAllowed = Callable[[str], bool]


def look_up(host: str, port: int) -> Sequence[str]:
    """Give the numbers of a host, in the order in which the system would try them; FetchError where it has none."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise FetchError("not-fetched", f"{host}: no such host ({error})") from error
    return tuple(dict.fromkeys(str(address[0]) for *_, address in found))


class CheckedBackend(httpcore.NetworkBackend):
    """Connections to numbers that are allowed; one forbidden number among them refuses the host."""

    def __init__(self, *, resolve: Resolve = look_up, is_allowed: IsAllowed = is_public) -> None:
        self._resolve = resolve
        self._is_allowed = is_allowed
        self._plain = httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        """Look the host up, check every number, and connect to the first that answers."""
        numbers = self._resolve(host, port)
        for number in numbers:
            if not self._is_allowed(number):
                raise FetchError("refused-address", f"{host} stands for {number}, which is not on the open internet")
        failure: Exception = httpcore.ConnectError(f"{host} has no address")
        for number in numbers:
            try:
                return self._plain.connect_tcp(number, port, timeout, local_address, socket_options)
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                failure = error
        raise failure

    def connect_unix_socket(
        self, path: str, timeout: float | None = None, socket_options: Iterable[Any] | None = None
    ) -> httpcore.NetworkStream:
        """Refuse: a socket of this machine is no page."""
        del timeout, socket_options
        raise FetchError("refused-address", f"{path} is a socket of this machine")

    def sleep(self, seconds: float) -> None:
        """Wait, where the library retries."""
        self._plain.sleep(seconds)
