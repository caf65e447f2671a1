"""What a corpus costs on a cluster, on paper: documents, words, cores, hours, bytes, from rates that were measured.

    python benchmarks/cost_model.py                        the table, from the rates kept in `cost_rates.json`
    python benchmarks/cost_model.py --measure PATH...      measure the rates on these articles first, and keep them

Rates are seconds of one core (`time.process_time`), so that a busy machine gives the same ones. The formulas stand in
`docs/cluster.md`; words and bytes of an article are those of the articles measured, unless told otherwise.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from dragoman.executors.coding import code_in_order, code_shard
from dragoman.executors.engine import LOADED_TOGETHER, Job
from dragoman.executors.local import Stored
from dragoman.merging import resolve_dirty
from dragoman.nlp.parse import DEFAULT_PIPELINE, Parser
from dragoman.pipeline import Intake, annotate_document, versions_of, zone_document
from dragoman.readers.shards import Shard
from dragoman.records.documents import Document, RawDocument
from dragoman.resolve.spread import Helpers, Item, Result
from dragoman.store.shards import FinishedShard
from dragoman.store.sql import open_store
from dragoman.store.summary import BuildSummary

RATES = Path(__file__).resolve().parent / "cost_rates.json"
SIZES = (1_000_000, 100_000_000, 1_000_000_000)
SHARD_BYTES = 8_000_000
WARM = "The foreign minister of Peru met Kenya's president in Nairobi on Monday and signed a $3 million deal, he said."


@dataclass(frozen=True, slots=True, kw_only=True)
class Rates:
    """Reads as: on this machine an article takes so many seconds of one core in each step, and so many bytes."""

    machine: str
    documents: int
    words: float
    input_bytes: float
    shard_bytes: float
    record_bytes: float
    code_seconds: float
    load_seconds: float
    resolve_seconds: float
    write_seconds: float
    largest_set: float
    """The share of the articles that hang together in the largest set: it is resolved by one core."""


def main() -> int:
    """Measure if asked, and print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--measure", nargs="+", metavar="PATH", help="measure on these articles, and keep the rates")
    parser.add_argument("--machine", default="", help="what the machine is, for the table")
    parser.add_argument("--words", type=float, help="words of an article, instead of those measured")
    parser.add_argument("--cores", type=int, nargs="+", default=[64, 1_000, 4_000], help="for each size of corpus")
    parser.add_argument("--price", type=float, default=0.04, help="of a core for an hour")
    arguments = parser.parse_args()
    if arguments.measure:
        RATES.write_text(json.dumps(asdict(measure(arguments.measure, arguments.machine)), indent=1) + "\n")
    rates = Rates(**json.loads(RATES.read_text()))
    if arguments.words:
        rates = scale(rates, arguments.words / rates.words)
    print_table(rates, arguments.cores, arguments.price)
    return 0


def scale(rates: Rates, factor: float) -> Rates:
    """Give the rates of articles that are so many times as long: all that grows with the words grows with them."""
    names = [name for name in asdict(rates) if name not in {"machine", "documents", "largest_set"}]
    return replace(rates, **{name: getattr(rates, name) * factor for name in names})


def measure(paths: list[str], machine: str) -> Rates:
    """Build a record of the articles as a cluster does, on one core, and give what each step took."""
    parser = Parser(DEFAULT_PIPELINE)
    job = Job(pipeline=DEFAULT_PIPELINE, versions=versions_of(parser), seconds=60.0)
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        finished: list[FinishedShard] = []

        def code(shards: Iterable[Shard], job: Job) -> Iterator[FinishedShard]:
            for shard in shards:
                finished.append(code_shard(parser, shard, job, folder))
                yield finished[-1]

        def coded() -> Iterator[Stored]:
            return code_in_order(paths, job, folder, code, summary=BuildSummary(), shard_bytes=SHARD_BYTES)

        warm = zone_document(RawDocument(source_id="warm", text=WARM))
        if isinstance(warm, Document):
            annotate_document(parser, warm, job.versions)  # loads the lexicons, which no later article waits for
        coding = _seconds(lambda: sum(1 for _ in coded()))
        address = str(folder / "record.db")
        inside: list[float] = []
        sizes: list[int] = []

        def spread(work: Callable[[Item], Result], sets: Iterable[Item], /) -> Iterator[Result]:
            for told in sets:
                sizes.append(len(told))
                began = time.process_time()
                made = work(told)
                inside.append(time.process_time() - began)
                yield made

        with open_store(address, create=True) as store:
            writer = store.writer()
            empty = _size(folder)
            intake = Intake(writer, job.versions, BuildSummary(), batch=LOADED_TOGETHER)
            load = _seconds(lambda: intake.keep(intake.take_coded(coded()), added_at="2026-01-01T00:00:00Z"))
            resolve = _seconds(
                lambda: resolve_dirty(writer, BuildSummary(), spread=spread, helpers=Helpers(portions=spread))
            )
        count = sum(each.documents for each in finished)
        return Rates(
            machine=machine,
            documents=count,
            words=sum(each.words for each in finished) / count,
            input_bytes=sum(each.characters for each in finished) / count,
            shard_bytes=sum(each.size for each in finished) / count,
            record_bytes=(_size(folder) - empty) / count,
            code_seconds=coding / count,
            load_seconds=load / count,
            resolve_seconds=sum(inside) / count,
            write_seconds=(resolve - sum(inside)) / count,
            largest_set=max(sizes) / count,
        )


def _size(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.glob("record.db*"))


def _seconds(work: Callable[[], object]) -> float:
    began = time.process_time()
    work()
    return time.process_time() - began


def print_table(rates: Rates, cores: list[int], price: float) -> None:
    """Print a line for each thing that costs, a column for each size of corpus."""
    print(f"measured on {rates.documents} articles of {rates.words:.0f} words; {rates.machine}")
    print(
        f"an article, on one core: code {rates.code_seconds:.4f} s ({rates.words / rates.code_seconds:,.0f} words/s), "
        f"load {rates.load_seconds:.4f} s, resolve {rates.resolve_seconds:.4f} s, read and write what is resolved "
        f"{rates.write_seconds:.4f} s; {rates.largest_set:.0%} of them in the largest set"
    )
    chosen = [cores[min(at, len(cores) - 1)] for at in range(len(SIZES))]
    rows: list[tuple[str, list[str]]] = [
        ("articles", [f"{size:,}" for size in SIZES]),
        ("words", [f"{size * rates.words:.3g}" for size in SIZES]),
        ("texts", [_bytes(size * rates.input_bytes) for size in SIZES]),
        ("shards", [_bytes(size * rates.shard_bytes) for size in SIZES]),
        ("record", [_bytes(size * rates.record_bytes) for size in SIZES]),
        ("coding, core hours", [f"{size * rates.code_seconds / 3600:,.0f}" for size in SIZES]),
        ("cores", [f"{each:,}" for each in chosen]),
        ("coding, hours", [_hours(size * rates.code_seconds / each) for size, each in zip(SIZES, chosen, strict=True)]),
        ("loading, hours of one writer", [_hours(size * rates.load_seconds) for size in SIZES]),
        (
            "resolving, hours",
            [_hours(size * rates.resolve_seconds / each) for size, each in zip(SIZES, chosen, strict=True)],
        ),
        (
            "the same where one set holds that share",
            [_hours(size * rates.resolve_seconds * rates.largest_set) for size in SIZES],
        ),
        ("keeping what is resolved, hours of one writer", [_hours(size * rates.write_seconds) for size in SIZES]),
        (f"cores at {price:g} an hour", [f"{size * rates.code_seconds / 3600 * price:,.0f}" for size in SIZES]),
    ]
    for name, cells in rows:
        print(f"| {name} | " + " | ".join(cells) + " |")


def _hours(seconds: float) -> str:
    return f"{seconds / 3600:,.1f}" if seconds < 36_000 else f"{seconds / 3600:,.0f}"


def _bytes(count: float) -> str:
    for unit in ("kB", "MB", "GB"):
        count /= 1000
        if count < 1000:
            return f"{count:.3g} {unit}"
    return f"{count / 1000:.3g} TB" if count < 1_000_000 else f"{count / 1_000_000:.3g} PB"


if __name__ == "__main__":
    sys.exit(main())
