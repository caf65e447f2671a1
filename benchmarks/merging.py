"""How merging grows: comparisons, seconds and memory for invented corpora of several kinds and sizes.

In:  a kind of corpus and a number of mentions. Out: a row: what reading the mentions back, resolving and keeping cost.
Each row is a process of its own, so that memory is its own. Run by `run.py`, or by itself, which prints JSON:

    python benchmarks/merging.py merging|adding KIND MENTIONS
"""

from __future__ import annotations

import json
import math
import multiprocessing
import os
import resource
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterable, Iterator
from functools import partial
from pathlib import Path
from typing import Any, Self, TypeVar

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks.mentions import CORPORA
from benchmarks.results import Row

from dragoman.executors.helping import Helping, help_with
from dragoman.merging import iter_closures, iter_sets, keep_closure, resolve_dirty, settle_pieces, uncollected
from dragoman.pipeline import store_form
from dragoman.records.mentions import Annotations
from dragoman.resolve.comparing import clustering, clusters
from dragoman.resolve.resolution import resolve_set
from dragoman.store.base import Writer
from dragoman.store.sql import open_store
from dragoman.store.summary import BuildSummary

WORKERS = 2  # processes: this one reads and writes, the other makes events
SAMPLED_SECONDS = 1.0  # to count the pages of gigabytes takes a twentieth of that
BATCH = 200  # articles added in one transaction
Item = TypeVar("Item")


class Stopwatch:
    """Holds the seconds of processor time that were spent on each thing."""

    def __init__(self) -> None:
        self.spent: dict[str, float] = {}
        self._since = time.process_time()

    def lap(self, name: str) -> None:
        """Count what was spent since the last lap to this."""
        now = time.process_time()
        self.spent[name] = self.spent.get(name, 0.0) + now - self._since
        self._since = now

    def timed(self, name: str, items: Iterable[Item]) -> Iterator[Item]:
        """Give the items, and count to this what making them takes."""
        self.lap("rest")
        for item in items:
            self.lap(name)
            yield item
            self.lap("rest")
        self.lap(name)


def measure_apart(part: str, kind: str, count: int) -> Row:
    """Measure in a process of its own."""
    asked = [sys.executable, __file__, part, kind, str(count)]
    row: Row = json.loads(subprocess.run(asked, check=True, capture_output=True, text=True).stdout)
    return row


def measure_merging(kind: str, count: int) -> Row:
    """Put the mentions into a record, resolve all of them on two processes, and say what that cost."""
    # a fork counts for itself, in memory that both see
    here, calls = os.getpid(), multiprocessing.RawArray("q", WORKERS)
    weigh = clustering.weigh_frames

    def counted(*left_and_right: Any, **named: Any) -> Any:
        calls[os.getpid() != here] += 1
        return weigh(*left_and_right, **named)

    clusters.weigh_frames = clustering.weigh_frames = counted
    with tempfile.TemporaryDirectory() as folder, open_store(f"{folder}/record.db", create=True) as store:
        writer = store.writer()
        watch = Stopwatch()
        _add(writer, CORPORA[kind](count))
        watch.lap("adding")
        started = time.perf_counter()
        with uncollected(), Sampler() as memory:
            sizes = resolve_timed(writer, watch)
        passed = time.perf_counter() - started
        events = store.view().counts().events
    spent = watch.spent
    helped = resource.getrusage(resource.RUSAGE_CHILDREN)
    beside = helped.ru_utime + helped.ru_stime
    seconds = sum(spent.values()) - spent["adding"] + beside
    each = 1e6 / count
    return {
        "corpus": kind,
        "mentions": count,
        "events": events,
        "sets": len(sizes),
        "articles of the largest": max(sizes),
        "compared each": round(sum(calls) / count, 1),
        "s": round(seconds, 1),
        "s by the clock": round(passed, 1),
        "µs each": round(seconds * each),
        "per log2 n": round(seconds * each / math.log2(count), 1),
        "finding": round((spent["finding"] + spent["rest"]) * each),
        "settling": round(spent["settling"] * each),
        "keeping": round(spent["keeping"] * each),
        "beside": round(beside * each),
        "MB at most": memory.most,
    }


def resolve_timed(writer: Writer, watch: Stopwatch) -> list[int]:
    """Resolve as `resolve_dirty` does; give the number of articles of each set."""
    sizes: list[int] = []
    helpers = help_with(Helping(), WORKERS)
    for closure in watch.timed("finding", iter_closures(writer)):
        sizes += [len(piece.document_ids) for piece in closure.pieces]
        work = partial(resolve_set, decisions=closure.decisions)
        ruled = list(map(work, iter_sets(writer, closure)))
        great = settle_pieces(writer, closure, helpers)
        watch.lap("settling")
        if not keep_closure(writer, closure, ruled, great):
            raise SystemExit("the record changed while it was measured")
        watch.lap("keeping")
    return sizes


class Sampler:
    """Holds the most memory that this process and those that it started have held together, in MB, in its block."""

    def __init__(self) -> None:
        self.most = 0
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._watch, daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._ended.set()
        self._thread.join()

    def _watch(self) -> None:
        while not self._ended.wait(SAMPLED_SECONDS):
            self.most = max(self.most, sum(map(held_megabytes, [os.getpid(), *_started()])))


def held_megabytes(process: int) -> int:
    """Give the memory that a process holds, its part of what it shares with its forks; 0 where it has ended."""
    try:
        told = Path(f"/proc/{process}/smaps_rollup").read_text(encoding="ascii").splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) // 1024 for line in told if line.startswith("Pss:")), 0)


def _started() -> list[int]:
    """Give the processes that this one started."""
    lists = Path("/proc/self/task").glob("*/children")
    return [int(each) for some in lists for each in some.read_text(encoding="ascii").split()]


def measure_adding(kind: str, count: int) -> Row:
    """Build a record, and say what one article more costs."""
    *articles, last = CORPORA[kind](count)
    with tempfile.TemporaryDirectory() as folder, open_store(f"{folder}/record.db", create=True) as store:
        writer = store.writer()
        _add(writer, iter(articles))
        resolve_dirty(writer, BuildSummary())
        started = time.process_time()
        summary = BuildSummary()
        writer.add([store_form(last)])
        resolve_dirty(writer, summary)
        spent = time.process_time() - started
    return {
        "corpus": kind,
        "mentions": count,
        "articles": len(articles) + 1,
        "resolved again": summary.resolved_documents,
        "s": round(spent, 2),
    }


def _add(writer: Writer, articles: Iterator[Annotations]) -> None:
    waiting = []
    for each in articles:
        waiting.append(store_form(each))
        if len(waiting) >= BATCH:
            writer.add(waiting)
            waiting = []
    writer.add(waiting)


def peak_megabytes() -> int:
    """Give the most memory that this process has held."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


if __name__ == "__main__":
    MEASURES = {"merging": measure_merging, "adding": measure_adding}
    print(json.dumps(MEASURES[sys.argv[1]](sys.argv[2], int(sys.argv[3]))))
