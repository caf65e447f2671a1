"""Speed and memory against the bare parse of the same text, as ratios in one run.

    python benchmarks/run.py [--documents N]

Machines differ and are shared: read the ratios, not the seconds.
"""

from __future__ import annotations

import argparse
import resource
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import spacy

from dragoman.api import Record
from dragoman.extract.registry import EXTRACTORS, annotate
from dragoman.nlp.parse import DEFAULT_PIPELINE, Parser
from dragoman.pipeline import read_documents
from dragoman.records.documents import Document
from dragoman.records.mentions import Annotations
from dragoman.records.times import UNDATED
from dragoman.store.sql import open_store

EXAMPLES = Path(__file__).resolve().parent.parent / "examples" / "articles"


def main() -> int:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--documents", type=int, default=200, help="articles in the memory run")
    arguments = parser.parse_args()
    documents = [d for d in read_documents([str(EXAMPLES)]) if isinstance(d, Document)]
    words = sum(len(d.text.split()) for d in documents)
    bare = spacy.load(DEFAULT_PIPELINE)
    ours = Parser()
    _seconds(lambda: [bare(d.text) for d in documents])  # warm up
    parse = _seconds(lambda: [bare(d.text) for d in documents])
    whole = _seconds(lambda: [annotate(ours.parse_one(d)) for d in documents])
    print(f"{len(documents)} articles, {words} words")
    print(f"bare parse        {words / parse:10.0f} words/s   1.00")
    print(f"annotate          {words / whole:10.0f} words/s   {parse / whole:.2f} of the bare parse's speed")
    _print_extractors(ours, documents, parse)
    with tempfile.TemporaryDirectory() as folder:
        build = _seconds(lambda: Record(open_store(f"{folder}/record.db", create=True)).add(str(EXAMPLES)))
        print(f"build             {words / build:10.0f} words/s   {parse / build:.2f} (model load included)")
        _print_memory(folder, documents, arguments.documents)
    return 0


def _seconds(work: Callable[[], object]) -> float:
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def _print_extractors(parser: Parser, documents: list[Document], parse: float) -> None:
    parsed = [parser.parse_one(d) for d in documents]
    found = [Annotations(document=d, published=UNDATED, genre="other") for d in documents]
    for extractor in EXTRACTORS:
        started = time.perf_counter()
        for index, each in enumerate(parsed):
            values = {extractor.fills: tuple(extractor.extract(each, found[index]))}
            found[index] = replace(found[index], **values)
        taken = time.perf_counter() - started
        print(f"  {extractor.fills:<15} {100 * taken / parse:10.1f} % of the parse")


def _print_memory(folder: str, documents: list[Document], count: int) -> None:
    def copies(number: int) -> str:
        path = Path(folder) / f"copies-{number}"
        path.mkdir()
        for index in range(number):
            text = documents[index % len(documents)].text
            (path / f"{index:06d}.txt").write_text(f"{text}\n\nCopy {index} of the benchmark.\n", encoding="utf-8")
        return str(path)

    record = Record(open_store(f"{folder}/memory.db", create=True))
    record.add(copies(10))
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    record.add(copies(count))
    after = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    print(f"memory            {(after - before) / 1024:10.0f} MB more at the peak for {count} articles")


if __name__ == "__main__":
    sys.exit(main())
