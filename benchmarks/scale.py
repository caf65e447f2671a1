"""Build a large file of articles in one go, and resolve it again from what was coded.

In:  a JSON Lines file that is no part of this repository, and where the record is kept. Out: rows.
"""

from __future__ import annotations

import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.merging import Stopwatch, peak_megabytes, resolve_timed
from benchmarks.results import Row

from dragoman.store.base import Store
from dragoman.store.sql import open_store

WORKERS = 2
BUILD = "from dragoman.cli.main import main; main()"


def measure(articles: Path, record: Path | None) -> list[Row]:
    """Build the record where it is missing; resolve all of it again."""
    if record is not None and record.exists():
        return _measure_resolving(record)
    with tempfile.TemporaryDirectory() as folder:
        path = record or Path(folder) / "record.db"
        started = time.perf_counter()
        command = [sys.executable, "-c", BUILD, "build", str(articles), "--record", str(path)]
        subprocess.run([*command, "--workers", str(WORKERS)], check=True)
        passed = time.perf_counter() - started
        spent = resource.getrusage(resource.RUSAGE_CHILDREN)
        words = sum(len(line.split()) for line in articles.open(encoding="utf-8"))
        built: Row = {
            "what": f"build with {WORKERS} workers",
            "s": round(spent.ru_utime + spent.ru_stime),
            "s by the clock": round(passed),
            "words a second of the clock": round(words / passed),
            "MB at most": spent.ru_maxrss // 1024,
            "MB on disk": round(path.stat().st_size / 1e6),
        }
        return [built, *_measure_resolving(path)]


def _measure_resolving(path: Path) -> list[Row]:
    with open_store(str(path), create=False) as store:
        writer = store.writer()
        writer.mark_dirty()
        watch = Stopwatch()
        sizes = resolve_timed(writer, watch)
        return [
            {
                "what": "resolve again",
                "s": round(sum(watch.spent.values())),
                "MB at most": peak_megabytes(),
                **_count(store),
                "sets": len(sizes),
                "articles of the largest": max(sizes),
            }
        ]


def _count(store: Store) -> Row:
    counts = store.view().counts()
    return {"articles": counts.documents, "events": counts.events}
