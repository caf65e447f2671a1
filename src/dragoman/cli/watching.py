"""Tell, while a build runs, how far it is: a bar on a terminal, else a line in the log now and then.

In:  the summary that the build fills meanwhile. Out: standard error, or the log; nothing on standard output.
"""

from __future__ import annotations

import contextlib
import logging
import threading
import time
from collections.abc import Iterator

from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

from dragoman.store.summary import BuildSummary

log = logging.getLogger(__name__)

SHOWN_EVERY = 0.25  # seconds, on a terminal
LOGGED_EVERY = 30.0  # seconds, in a log
TELLING_SHARE = 0.01  # of the bytes; before that a guess of the time left would jump about


@contextlib.contextmanager
def watched(console: Console) -> Iterator[BuildSummary]:
    """Give a summary to be filled in the block, and tell of it until the block ends."""
    summary = BuildSummary()
    ended = threading.Event()
    work = _show if console.is_terminal else _log
    watcher = threading.Thread(target=work, args=(console, summary, ended), daemon=True)
    watcher.start()
    try:
        yield summary
    finally:
        ended.set()
        watcher.join()


def _show(console: Console, summary: BuildSummary, ended: threading.Event) -> None:
    columns = (TextColumn("{task.description}"), BarColumn(), TimeElapsedColumn())
    began = time.monotonic()
    with Progress(*columns, console=console, transient=True) as progress:
        task = progress.add_task("reading", total=None)
        while not ended.wait(SHOWN_EVERY):
            done, total = extent(summary)
            progress.update(
                task, description=describe(summary, time.monotonic() - began), completed=done, total=total or None
            )


def _log(console: Console, summary: BuildSummary, ended: threading.Event) -> None:
    del console
    began = time.monotonic()
    while not ended.wait(LOGGED_EVERY):
        log.info("%s", describe(summary, time.monotonic() - began))


def extent(summary: BuildSummary) -> tuple[int, int | None]:
    """Give how much of the stage is done, of how much (None: unknown): bytes while reading, then blocks."""
    if summary.stage == "merging":
        # a block that changed may draw others in: more may be merged than had changed
        return summary.resolved_blocks, max(summary.blocks, summary.resolved_blocks)
    return summary.bytes_read, summary.bytes_there


def describe(summary: BuildSummary, seconds: float) -> str:
    """Say in one line what stage the build is at, how fast it is, and how long it takes where that can be told."""
    done, total = extent(summary)
    if summary.stage == "merging":
        return f"merging: {done:,} of {total:,} blocks"
    told = f"reading: {summary.read:,} read, {summary.added:,} added"
    if summary.added and seconds > 0:
        told += f", {summary.added / seconds:.1f} documents/s, {summary.words / seconds:,.0f} words/s"
    if total and done >= total * TELLING_SHARE and summary.added + summary.known:
        told += f", {_clock(seconds * (total - done) / done)} left"
    return told


def _clock(seconds: float) -> str:
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"
