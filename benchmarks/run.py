"""Measure, and write the one table: `benchmarks/RESULTS.md`.

    python benchmarks/run.py [--only PART...] [--mentions N...] [--events N...] [--briefs N...] [--articles PATH]
        [--scale FILE]

PART is reading, memory, merging, adding, pages, answers or scale; all but scale by default, which needs a JSON Lines
file of articles that is no part of this repository. What was measured before, of another part or another size, stays.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks import answers, memory, merging, pages, reading, scale
from benchmarks.mentions import CORPORA
from benchmarks.results import Row, keep_rows, write_results

PARTS = {
    "reading": (
        "Reading",
        """From a text to what the record holds of it, before merging; spaCy's bare parse of the same text beside it.
Processes that read beside each other share a machine's memory and caches: where 2 cores are free, by processor time,
is what they would reach without that.""",
    ),
    "memory": (
        "Memory of reading",
        """Short invented articles, each with names and words that no other has, read into a record on two processes:
what was held at most by the first, which reads and writes, and by the greater of the two that code. A worker loads its
pipeline anew when its vocabulary has gained 100,000 words, after some 12,000 of these articles.""",
    ),
    "merging": (
        "Merging",
        """Invented corpora (`mentions.py`): a world that goes on, articles that are all the same, articles that share
nothing, one actor's many events. Mentions are read from a record, resolved, and what comes of them is put into it, on
two processes; each row is a run of its own. A set hangs together with nothing else. Of the µs that a mention costs,
how many are for finding what hangs together, settling what is one (reading, dating, comparing), and keeping what comes
of it, and how many were spent beside that by other processes: one weighs half of the links, one makes events while the
first keeps them. The memory is that of all together, what they share counted once. Of a set of more than a thousand
articles no more is held at once than its mentions as they are compared, and the articles packed.""",
    ),
    "adding": ("Adding one article", "To a record of so many mentions, on disk."),
    "pages": (
        "Pages",
        "Of the web application over invented records (`make_record.py`); the bound is 150 ms and 100 kB.",
    ),
    "answers": ("Reports and the assistant's answers", "Over the same records, about the pair with the most events."),
    "scale": ("One document a day of world events", "Built in one go, and resolved again from what was coded."),
}
MENTIONS = (10_000, 30_000, 100_000, 1_000_000)
ODD_MENTIONS = {"same": 100_000, "apart": 100_000, "actor": 300_000}  # of the actor 50,000 events
MERGED = ("merging", "adding")
KEYS = {**dict.fromkeys(MERGED, ("corpus", "mentions")), "memory": ("what", "articles")}  # what a row is known by
ARTICLES = (1_000, 10_000, 100_000)
EVENTS = (10_000, 100_000, 1_000_000)


def main() -> int:
    """Measure what is asked for, and write the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--only", nargs="+", choices=tuple(PARTS), default=[part for part in PARTS if part != "scale"])
    parser.add_argument("--kinds", nargs="+", choices=tuple(CORPORA), default=list(CORPORA))
    parser.add_argument("--mentions", nargs="+", type=int)
    parser.add_argument("--events", nargs="+", type=int, default=EVENTS)
    parser.add_argument("--folder", type=Path, default=Path("demo"), help="where invented records are kept")
    parser.add_argument("--articles", type=Path, default=reading.EXAMPLES, help="what is read; the examples by default")
    parser.add_argument("--briefs", nargs="+", type=int, default=ARTICLES, help="so many short articles, for memory")
    parser.add_argument("--documents", type=int, default=100, help="so many of them, said again where they are too few")
    parser.add_argument("--scale", type=Path, help="a JSON Lines file of articles")
    parser.add_argument("--record", type=Path, help="the record of --scale; made where it is missing")
    given = parser.parse_args()
    if "scale" in given.only and given.scale is None:
        parser.error("--only scale needs --scale FILE")
    for part in given.only:
        for rows in measure(part, given):
            keep_rows(part, rows, KEYS.get(part, ("what", "events")))
            write_results(PARTS)
    write_results(PARTS)
    return 0


def measure(part: str, given: argparse.Namespace) -> Iterator[list[Row]]:
    """Measure a part; rows as they come, for some take long."""
    if part == "reading":
        yield reading.measure(given.articles, given.documents)
    elif part == "scale":
        yield scale.measure(given.scale, given.record)
    elif part == "memory":
        yield from memory.measure(given.briefs)
    elif part in MERGED:
        for kind in given.kinds:
            for count in given.mentions or (MENTIONS if kind == "world" else (ODD_MENTIONS[kind],)):
                yield [merging.measure_apart(part, kind, count)]
    else:
        for count in given.events:
            yield (pages if part == "pages" else answers).measure(given.folder, count)


if __name__ == "__main__":
    sys.exit(main())
