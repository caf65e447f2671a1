"""How merging grows: comparisons, seconds and memory for 10,000, 30,000 and 100,000 mentions of four kinds of corpora.

    python benchmarks/merging.py [KIND...] [--mentions 10000 30000 100000] [--add]

KIND is world, same, apart or actor (all by default); `mentions` says what they are. Read how the columns grow, not the
seconds: machines differ and are shared. Each row is a process of its own, so that memory is its own. `--add` builds a
record of each size on disk and then adds one article more: how many are resolved again, and how long that takes.
"""

from __future__ import annotations

import argparse
import math
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks.mentions import CORPORA

from dragoman.pipeline import resolve_dirty, store_form
from dragoman.resolve import clustering
from dragoman.resolve.blocking import partition
from dragoman.resolve.resolution import resolve_documents
from dragoman.store.sql import open_store
from dragoman.store.summary import BuildSummary

SIZES = (10_000, 30_000, 100_000)
BATCH = 200  # articles added in one transaction
HEAD = "corpus  mentions   events   sets  compared each  per log2 n   seconds  us each     MB"


def main() -> int:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("kinds", nargs="*", metavar="KIND", default=list(CORPORA))
    parser.add_argument("--mentions", nargs="+", type=int, default=SIZES)
    parser.add_argument("--add", action="store_true", help="measure adding one article to a record")
    parser.add_argument("--row", action="store_true", help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.row:
        measure = _measure_adding if arguments.add else _measure_merging
        measure(arguments.kinds[0], arguments.mentions[0])
        return 0
    print("corpus  mentions  articles  built in  resolved again  added in" if arguments.add else HEAD, flush=True)
    for kind in arguments.kinds:
        for count in arguments.mentions:
            row = [sys.executable, __file__, kind, "--mentions", str(count), "--row", *["--add"] * arguments.add]
            subprocess.run(row, check=True)
    return 0


def _measure_merging(kind: str, count: int) -> None:
    articles = list(CORPORA[kind](count))
    compare, calls = clustering.compare_frames, [0]

    def counted(*left_and_right: Any, **named: Any) -> Any:
        calls[0] += 1
        return compare(*left_and_right, **named)

    clustering.compare_frames = counted
    started = time.process_time()
    resolution = resolve_documents(articles)
    seconds = time.process_time() - started
    each = calls[0] / count
    megabytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(
        f"{kind:<7}{count:>9}{len(resolution.events):>9}{len(partition(articles)):>7}{each:>15.1f}"
        f"{each / math.log2(count):>12.3f}{seconds:>10.1f}{1e6 * seconds / count:>9.0f}{megabytes:>7}",
        flush=True,
    )


def _measure_adding(kind: str, count: int) -> None:
    *articles, last = list(CORPORA[kind](count))
    with tempfile.TemporaryDirectory() as folder, open_store(f"{folder}/record.db", create=True) as store:
        writer = store.writer()
        started = time.process_time()
        for start in range(0, len(articles), BATCH):
            writer.add([store_form(each) for each in articles[start : start + BATCH]])
        resolve_dirty(writer, BuildSummary())
        built = time.process_time() - started
        started = time.process_time()
        summary = BuildSummary()
        writer.add([store_form(last)])
        resolve_dirty(writer, summary)
        added = time.process_time() - started
    print(
        f"{kind:<7}{count:>9}{len(articles) + 1:>10}{built:>9.1f}s{summary.resolved_documents:>16}{added:>9.2f}s",
        flush=True,
    )


if __name__ == "__main__":
    sys.exit(main())
