"""Speed and memory of reading on one machine, against the bare parse of the same text, as ratios in one run.

    python benchmarks/reading.py [--documents N] [--corpus PATH] [--workers 2]

Each part runs in a process of its own, so that its peak of memory is its own. Machines differ and are shared: read the
ratios. Those of processor time hold on a busy machine too; those of the clock need a machine that does nothing else.
Reading stops where the articles are in the record: merging is measured in merging.py.
"""

from __future__ import annotations

import argparse
import contextlib
import itertools
import json
import multiprocessing
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import spacy

from dragoman.executors.local import Coding, Read, code_here, code_in_processes, terms_for
from dragoman.extract.registry import EXTRACTORS, annotate
from dragoman.nlp.parse import DEFAULT_PIPELINE, Parser, version_of
from dragoman.pipeline import Intake, read_documents, versions_with
from dragoman.records.documents import Document
from dragoman.records.mentions import Annotations
from dragoman.records.times import UNDATED
from dragoman.store.sql import open_store
from dragoman.store.summary import BuildSummary

EXAMPLES = Path(__file__).resolve().parent.parent / "examples" / "articles"
WARM_UP = 8  # articles before the clock starts: the pipeline and the words are loaded then
SECONDS = 600.0  # that an article may take: nothing is cut short here


@dataclass(slots=True, kw_only=True)
class Measured:
    """What one part took: seconds by the clock and of all processors, kilobytes at the peaks."""

    documents: int = 0
    words: int = 0
    clock: float = 0.0
    processor: float = 0.0
    main_memory: int = 0
    worker_memory: int = 0


def main() -> int:
    """Print the table, or, in the process of one part, what it measured."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--documents", type=int, default=60, help="articles to measure on")
    parser.add_argument("--corpus", default=str(EXAMPLES), help="where they are; said again and again where too few")
    parser.add_argument("--workers", type=int, default=2, help="processes beside each other, against one")
    parser.add_argument("--more", type=int, default=0, help="times as many articles, for a second look at the memory")
    parser.add_argument("--part", help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.part:
        print(json.dumps(_measure_part(arguments)))
        return 0
    _print_table(arguments)
    return 0


def _print_table(arguments: argparse.Namespace) -> None:
    names = ("bare", "piped", "1", str(arguments.workers))
    found = {name: _run_part(name, arguments, arguments.documents) for name in names}
    bare, one, several = found["bare"], found["1"], found[names[-1]]
    print(f"{bare['documents']} articles, {bare['words']} words, warm; {arguments.corpus}")
    print("part                 words/s (clock)   words/s (processor)   of the bare parse   memory: main, a worker")
    labels = ("bare parse", "bare parse, piped", "1 worker, to record", f"{names[-1]} workers, to record")
    for label, each in zip(labels, found.values(), strict=True):
        share = _rate(each, "processor") / _rate(bare, "processor")
        print(
            f"{label:<20} {_rate(each, 'clock'):>15.0f} {_rate(each, 'processor'):>21.0f} {share:>19.2f}"
            f"   {each['main_memory'] / 1024:.0f} MB, {each['worker_memory'] / 1024:.0f} MB"
        )
    faster = _rate(several, "clock") / _rate(one, "clock")
    possible = arguments.workers * one["processor"] / several["processor"]
    print(
        f"{arguments.workers} workers against 1: {faster:.2f} by the clock; {possible:.2f} where as many cores are free"
    )
    if arguments.more:
        later = _run_part("1", arguments, arguments.documents * arguments.more)
        grown = (later["main_memory"] - one["main_memory"]) / 1024
        print(f"memory of 1 worker at {later['documents']} articles: {grown:+.0f} MB against {one['documents']}")
    _print_extractors(arguments)


def _rate(measured: dict[str, Any], what: str) -> float:
    return float(measured["words"] / measured[what])


def _run_part(name: str, arguments: argparse.Namespace, documents: int) -> dict[str, Any]:
    command = [sys.executable, __file__, "--part", name, "--documents", str(documents), "--corpus", arguments.corpus]
    told = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    measured: dict[str, Any] = json.loads(told)
    return measured


def _measure_part(arguments: argparse.Namespace) -> dict[str, Any]:
    documents = iter_copies(arguments.corpus, WARM_UP + arguments.documents)
    if arguments.part in ("bare", "piped"):
        measured = _parse_bare(list(documents), piped=arguments.part == "piped")
    else:
        measured = _build(documents, int(arguments.part))
    measured.main_memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    measured.worker_memory = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    return {name: getattr(measured, name) for name in Measured.__slots__}


def iter_copies(corpus: str, count: int) -> Iterator[Read]:
    """Give so many articles, each its own: read, zoned, and read again with a line more where there are too few."""
    given = 0
    for turn in itertools.count():
        before = given
        for document in read_documents([corpus]):
            if given == count:
                return
            if isinstance(document, Document):
                given += 1
                yield document if turn == 0 else _copy(document, turn)
        if given == before:
            return


def _copy(document: Document, turn: int) -> Document:
    """Make another article of one: the last zone covers the line more."""
    text = f"{document.text}\nCopy {turn}."
    *first, last = document.zones
    zones = (*first, replace(last, span=replace(last.span, end=len(text))))
    return replace(document, document_id=f"{document.document_id[:10]}{turn:06d}", text=text, zones=zones)


def _parse_bare(documents: list[Read], *, piped: bool) -> Measured:
    nlp = spacy.load(DEFAULT_PIPELINE)
    texts = [each.text for each in documents if isinstance(each, Document)]
    for text in texts[:WARM_UP]:
        nlp(text)
    measured = Measured(documents=len(texts) - WARM_UP)
    measured.words = sum(_words(text) for text in texts[WARM_UP:])
    clock, processor = time.perf_counter(), time.process_time()
    for _ in nlp.pipe(texts[WARM_UP:], batch_size=8) if piped else map(nlp, texts[WARM_UP:]):
        pass
    measured.clock, measured.processor = time.perf_counter() - clock, time.process_time() - processor
    return measured


def _words(text: str) -> int:
    return text.count(" ") + 1


def _build(documents: Iterator[Read], workers: int) -> Measured:
    """Bring the articles into a record; the clock starts when the first are in, and reading and zoning counts."""
    measured, summary = Measured(), BuildSummary()
    with tempfile.TemporaryDirectory() as folder, open_store(f"{folder}/record.db", create=True) as store:
        intake = Intake(store.writer(), versions_with(version_of(DEFAULT_PIPELINE)), summary, batch=WARM_UP)
        if workers == 1:
            coded = code_here(Parser(), intake.take(documents), seconds=SECONDS)
        else:
            craft = Coding(pipeline=DEFAULT_PIPELINE, seconds=SECONDS, workers=workers)
            coded = code_in_processes(craft, intake.take(documents), terms_for(workers, SECONDS))
        with contextlib.closing(coded):
            intake.keep(itertools.islice(coded, WARM_UP), added_at="2024-01-01T00:00:00Z")
            words = summary.words
            clock, processor = time.perf_counter(), _processor_time()
            intake.keep(coded, added_at="2024-01-01T00:00:00Z")
            measured.clock = time.perf_counter() - clock
    measured.processor = _processor_time() - processor
    measured.documents, measured.words = summary.added - WARM_UP, summary.words - words
    return measured


def _processor_time() -> float:
    """Give the processor seconds of this process and of its children, those that ended and those at work."""
    told = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    ticks = os.sysconf("SC_CLK_TCK")
    at_work = 0.0
    for child in multiprocessing.active_children():
        fields = Path(f"/proc/{child.pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
        at_work += (int(fields[11]) + int(fields[12])) / ticks
    return sum(each.ru_utime + each.ru_stime for each in told) + at_work


def _print_extractors(arguments: argparse.Namespace) -> None:
    parser = Parser()
    documents = [d for d in iter_copies(arguments.corpus, arguments.documents) if isinstance(d, Document)]
    parsed = [parser.parse_one(document) for document in documents]
    started = time.process_time()
    for document in documents:
        parser.parse_one(document)
    parse = time.process_time() - started
    for each in parsed[:WARM_UP]:
        annotate(each)  # the words are loaded now
    found = [Annotations(document=document, published=UNDATED, genre="other") for document in documents]
    for extractor in EXTRACTORS:
        started = time.process_time()
        for index, each in enumerate(parsed):
            values: dict[str, Any] = {extractor.fills: tuple(extractor.extract(each, found[index]))}
            found[index] = replace(found[index], **values)
        taken = time.process_time() - started
        print(f"  {extractor.fills:<15} {100 * taken / parse:10.1f} % of our parse")


if __name__ == "__main__":
    sys.exit(main())
