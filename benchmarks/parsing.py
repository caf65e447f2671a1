"""Speed and memory of coding against the bare parse of the same text, as ratios in one run.

In:  the example articles. Out: rows for the table. Machines differ and are shared: read the ratios, not the seconds.
"""

from __future__ import annotations

import resource
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import spacy
from benchmarks.results import Row

from dragoman.api import Record
from dragoman.extract.registry import EXTRACTORS, annotate
from dragoman.nlp.parse import DEFAULT_PIPELINE, Parser
from dragoman.pipeline import read_documents
from dragoman.records.documents import Document
from dragoman.records.mentions import Annotations
from dragoman.records.times import UNDATED
from dragoman.store.sql import open_store

EXAMPLES = Path(__file__).resolve().parent.parent / "examples" / "articles"


def measure(copies: int = 200) -> list[Row]:
    """Give the rows; `copies` are the articles of the memory run."""
    documents = [d for d in read_documents([str(EXAMPLES)]) if isinstance(d, Document)]
    words = sum(len(d.text.split()) for d in documents)
    bare = spacy.load(DEFAULT_PIPELINE)
    ours = Parser()
    _seconds(lambda: [bare(d.text) for d in documents])  # warm up
    parse = _seconds(lambda: [bare(d.text) for d in documents])
    whole = _seconds(lambda: [annotate(ours.parse_one(d)) for d in documents])
    rows = [_rate("bare parse", words, parse, parse), _rate("annotate", words, whole, parse)]
    rows += _extractors(ours, documents, parse)
    with tempfile.TemporaryDirectory() as folder:
        build = _seconds(lambda: Record(open_store(f"{folder}/record.db", create=True)).add(str(EXAMPLES)))
        rows.append(_rate("build, with loading the pipeline", words, build, parse))
        rows.append(_memory(folder, documents, copies))
    return rows


def _rate(what: str, words: int, seconds: float, parse: float) -> Row:
    speed = parse / seconds
    return {"what": what, "words a second": round(words / seconds), "of the bare parse's speed": round(speed, 2)}


def _seconds(work: Callable[[], object]) -> float:
    started = time.process_time()
    work()
    return time.process_time() - started


def _extractors(parser: Parser, documents: list[Document], parse: float) -> Iterator[Row]:
    parsed = [parser.parse_one(d) for d in documents]
    found = [Annotations(document=d, published=UNDATED, genre="other") for d in documents]
    for extractor in EXTRACTORS:
        started = time.process_time()
        for index, each in enumerate(parsed):
            values = {extractor.fills: tuple(extractor.extract(each, found[index]))}
            found[index] = replace(found[index], **values)
        share = 100 * (time.process_time() - started) / parse
        yield {"what": f"extract {extractor.fills}", "% of the parse": round(share, 1)}


def _memory(folder: str, documents: list[Document], count: int) -> Row:
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
    return {"what": f"memory of {count} articles beyond that of 10", "MB": round((after - before) / 1024)}
