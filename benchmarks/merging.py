"""How merging grows: comparisons, seconds and memory for invented corpora of several kinds and sizes.

In:  a kind of corpus and a number of mentions. Out: a row: what reading the mentions back, resolving and keeping cost.
Each row is a process of its own, so that memory is its own. Run by `run.py`, or by itself, which prints JSON:

    python benchmarks/merging.py merging|adding KIND MENTIONS
"""

from __future__ import annotations

import json
import math
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks.mentions import CORPORA
from benchmarks.results import Row

from dragoman.merging import iter_closures, iter_sets, keep_closure, resolve_dirty, uncollected
from dragoman.pipeline import store_form
from dragoman.records.mentions import Annotations
from dragoman.resolve import clustering
from dragoman.resolve.resolution import resolve_set
from dragoman.store.base import Writer
from dragoman.store.sql import open_store
from dragoman.store.summary import BuildSummary

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
    """Put the mentions into a record, resolve all of them, and say what that cost."""
    compare, calls = clustering.compare_frames, [0]

    def counted(*left_and_right: Any, **named: Any) -> Any:
        calls[0] += 1
        return compare(*left_and_right, **named)

    clustering.compare_frames = counted
    with tempfile.TemporaryDirectory() as folder, open_store(f"{folder}/record.db", create=True) as store:
        writer = store.writer()
        watch = Stopwatch()
        _add(writer, CORPORA[kind](count))
        watch.lap("adding")
        started = time.perf_counter()
        with uncollected():
            sizes = resolve_timed(writer, watch)
        passed = time.perf_counter() - started
        events = store.view().counts().events
    spent = watch.spent
    seconds = sum(spent.values()) - spent["adding"]
    each = 1e6 / count
    return {
        "corpus": kind,
        "mentions": count,
        "events": events,
        "sets": len(sizes),
        "articles of the largest": max(sizes),
        "compared each": round(calls[0] / count, 1),
        "s": round(seconds, 1),
        "s by the clock": round(passed, 1),
        "µs each": round(seconds * each),
        "per log2 n": round(seconds * each / math.log2(count), 1),
        "finding": round((spent["finding"] + spent["rest"]) * each),
        "reading": round(spent["reading"] * each),
        "resolving": round(spent["resolving"] * each),
        "keeping": round(spent["keeping"] * each),
        "MB at most": peak_megabytes(),
    }


def resolve_timed(writer: Writer, watch: Stopwatch) -> list[int]:
    """Resolve as `resolve_dirty` does; give the number of articles of each set."""
    sizes: list[int] = []
    for closure in watch.timed("finding", iter_closures(writer)):
        sizes += [len(piece.document_ids) for piece in closure.pieces]
        work = partial(resolve_set, decisions=closure.decisions)
        ruled = list(watch.timed("resolving", map(work, watch.timed("reading", iter_sets(writer, closure)))))
        watch.lap("rest")
        if not keep_closure(writer, closure, ruled):
            raise SystemExit("the record changed while it was measured")
        watch.lap("keeping")
    return sizes


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
