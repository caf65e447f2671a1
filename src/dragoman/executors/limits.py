"""Bounds on what one document may take: seconds and memory.

In:  a number of seconds. Out: TimeoutError inside the block that worked longer; MemoryError beyond the memory.
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

WAITING = 10  # seconds by the clock for each second of work: a process that gets less of the processor is starved
MEMORY_SHARE = 0.8  # of the machine's memory, for all workers: the rest is the system's and the record's
LEAST_MEMORY = (
    3 << 30
)  # bytes of addresses for one: the pipeline maps half of it, a text of the greatest length a third
CONTAINER_LIMIT = Path("/sys/fs/cgroup/memory.max")


@contextlib.contextmanager
def limited_seconds(seconds: float) -> Iterator[None]:
    """Raise TimeoutError in the block after so many seconds of work; in the main thread of Unix systems only.

    What is counted is the processor's time for this process: a machine that is busy with other things, or a Ray that
    gives its workers the lowest priority, must not make an article's record another. `WAITING` times as many by the
    clock end what does not work but waits.
    """
    if not hasattr(signal, "SIGPROF") or threading.current_thread() is not threading.main_thread():
        yield
        return

    def interrupt(signum: int, frame: FrameType | None) -> None:
        del signum, frame
        raise TimeoutError(seconds)

    bounds = (
        (signal.SIGPROF, signal.ITIMER_PROF, seconds),
        (signal.SIGALRM, signal.ITIMER_REAL, WAITING * seconds),
    )
    before = [signal.signal(sign, interrupt) for sign, _, _ in bounds]
    for _, timer, most in bounds:
        signal.setitimer(timer, most)
    try:
        yield
    finally:
        for _, timer, _ in bounds:
            signal.setitimer(timer, 0)
        for (sign, _, _), handler in zip(bounds, before, strict=True):
            signal.signal(sign, handler)


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
