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
from pathlib import Path
from types import FrameType

try:
    import resource
except ImportError:  # Windows has no resource module
    resource = None  # type: ignore[assignment]

MEMORY_SHARE = 0.8  # of the machine's memory, for all workers: the rest is the system's and the record's
LEAST_MEMORY = (
    3 << 30
)  # bytes of addresses for one: the pipeline maps half of it, a text of the greatest length a third
CONTAINER_LIMIT = Path("/sys/fs/cgroup/memory.max")


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


def within_memory(workers: int) -> None:
    """Bound the memory of this process, one of so many workers: a monstrous document ends in MemoryError.

    Not for a process that does other things: whoever embeds us would be bound as well.
    """
    if resource is None:
        return
    most = int(memory_of_machine() * MEMORY_SHARE)
    limit = min(most, max(most // workers, LEAST_MEMORY))
    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    if hard != resource.RLIM_INFINITY:
        limit = min(limit, hard)
    resource.setrlimit(resource.RLIMIT_AS, (limit, hard))


def memory_of_machine() -> int:
    """Give the bytes that all processes may take together: the machine's, or the container's where that is less."""
    total = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    with contextlib.suppress(OSError, ValueError):  # no such file, or "max"
        total = min(total, int(CONTAINER_LIMIT.read_text(encoding="ascii")))
    return total
