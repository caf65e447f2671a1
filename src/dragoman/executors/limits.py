"""Bounds on what one document may take: seconds and memory.

In:  a number of seconds. Out: TimeoutError inside the block that took longer; MemoryError beyond the memory.
Where the platform has no such bounds (Windows, threads), there are none, and the length limit of `readers` is
all that protects a run.
"""

from __future__ import annotations

import contextlib
import os
import signal
import threading
from collections.abc import Iterator
from types import FrameType

try:
    import resource
except ImportError:  # Windows has no resource module
    resource = None  # type: ignore[assignment]

MEMORY_SHARE = 0.8  # of the machine's memory, for one worker: the rest is the system's and the other workers'


@contextlib.contextmanager
def limited_seconds(seconds: float) -> Iterator[None]:
    """Raise TimeoutError in the block after so many seconds; in the main thread of Unix systems only."""
    if not hasattr(signal, "SIGALRM") or threading.current_thread() is not threading.main_thread():
        yield
        return

    def interrupt(signum: int, frame: FrameType | None) -> None:
        del signum, frame
        raise TimeoutError(seconds)

    before = signal.signal(signal.SIGALRM, interrupt)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def within_memory() -> None:
    """Bound this process's memory, so that a monstrous document ends in MemoryError, not in a killed machine."""
    if resource is None:
        return
    total = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    limit = int(total * MEMORY_SHARE)
    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    if hard != resource.RLIM_INFINITY:
        limit = min(limit, hard)
    resource.setrlimit(resource.RLIMIT_AS, (limit, hard))
