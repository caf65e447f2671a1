"""How memory grows with the number of articles that are read, up to an archive's worth of short ones.

In:  numbers of articles. Out: a row each: the most that this process, and the greatest worker, held. Each number is
measured in a process of its own. The articles are two invented sentences each, with names and words that no other
article has: what a reader keeps of every word that it ever met shows here, and nowhere else.
Reading stops where the articles are in the record: merging is measured in `merging.py`.
"""

from __future__ import annotations

import json
import resource
import subprocess
import sys
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks.mentions import make_name
from benchmarks.reading import read_into_record
from benchmarks.results import Row

from dragoman.pipeline import zone_document
from dragoman.records.documents import Document, RawDocument, Rejection

WORKERS = 2
FIRST_DAY = date(2031, 1, 1)
ACTS = (
    "met {other} in {town} on Tuesday to discuss the {thing} dispute.",
    "accused {other} of shelling the {thing} depot near {town}, wounding {count} people.",
    "signed an agreement with {other} in {town} on the {thing} canal, worth ${count} million.",
    "said on Monday that {other} had refused to reopen the {thing} crossing at {town}.",
)
STATES = ("Iran", "Russia", "Kenya", "Brazil", "Norway", "Vietnam", "Chad", "Peru", "Oman", "Japan")


def make_brief(number: int) -> Document | Rejection:
    """Make a short article that is like no other in its names, and like all in what it tells."""
    one, other = STATES[number % 10], STATES[(number // 10 + number % 10 + 1) % 10]
    words = {"other": other if other != one else "the United Nations", "count": number % 90 + 5}
    words |= {key: make_name(number * 7 + shift, syllables=5) for shift, key in enumerate(("town", "thing"))}
    minister = f"{make_name(number, syllables=2)} {make_name(number * 3, syllables=4)}"
    first = ACTS[number % len(ACTS)].format(**words)
    second = f"Foreign Minister {minister} of {one} called the day a turning point for {make_name(number * 11)}."
    day = FIRST_DAY + timedelta(days=number // 50)
    name = f"brief-{number:06d}"
    text = f"{one} {first}\n\n{second}\n"
    raw = RawDocument(source_id=name, origin=name, text=text, published=day.isoformat(), language="en")
    return zone_document(raw)


def measure(counts: Sequence[int]) -> Iterator[list[Row]]:
    """Give a row for each number of articles, as they come."""
    for count in counts:
        asked = [sys.executable, __file__, str(count)]
        row: Row = json.loads(subprocess.run(asked, check=True, stdout=subprocess.PIPE, text=True).stdout)
        yield [row]


def measure_reading(count: int) -> Row:
    """Read so many into a record, in this process and its workers."""
    read_into_record(map(make_brief, range(count)), WORKERS)
    here, there = (resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return {
        "what": f"{WORKERS} workers",
        "articles": count,
        "MB at most": round(here / 1024),
        "MB a worker": round(there / 1024),
    }


if __name__ == "__main__":
    print(json.dumps(measure_reading(int(sys.argv[1]))))
