"""How often somebody may try to sign in.

In:  an address that tried and failed, the time. Out: whether it has to wait, and how long.
"""

from __future__ import annotations

import threading
import time
from collections import OrderedDict, deque
from collections.abc import Callable

MOST_FAILURES = 8  # a person who mistypes stays below; who guesses a password needs millions
WITHIN_SECONDS = 300.0
MOST_ADDRESSES = 10_000  # remembered at once


class Attempts:
    """Counts failures by address. Safe to be asked from several threads."""

    def __init__(self, now: Callable[[], float] = time.monotonic) -> None:
        self._now = now
        self._failures: OrderedDict[str, deque[float]] = OrderedDict()
        self._lock = threading.Lock()

    def seconds_to_wait(self, address: str) -> int:
        """Give how long the address has to wait before it may try again; 0: not at all."""
        with self._lock:
            failures = self._failures.get(address, deque())
            oldest = self._now() - WITHIN_SECONDS
            while failures and failures[0] < oldest:
                failures.popleft()
            return int(failures[0] - oldest) + 1 if len(failures) >= MOST_FAILURES else 0

    def note(self, address: str) -> None:
        """Note a failure."""
        with self._lock:
            self._failures.setdefault(address, deque(maxlen=MOST_FAILURES)).append(self._now())
            self._failures.move_to_end(address)
            while len(self._failures) > MOST_ADDRESSES:
                self._failures.popitem(last=False)

    def forget(self, address: str) -> None:
        """Forget the failures of an address that signed in."""
        with self._lock:
            self._failures.pop(address, None)
