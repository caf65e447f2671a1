"""Speed and memory of reading, against spaCy's bare parse of the same text.

In:  articles. Out: rows for the table; each is measured in a process of its own, so that its peak of memory is its own.
The bare parse is what `spacy.load(...)(text)` does with our pipeline as it is shipped. In one process it is measured
turn by turn with the reading of the same article, so that a busy machine slows both; several workers are measured
against one by the clock, which needs a machine that does nothing else.
Reading stops where the articles are in the record: merging is measured in `merging.py`.
"""

from __future__ import annotations

import contextlib
import importlib.util
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
from dataclasses import replace
from pathlib import Path

import spacy

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks.results import Row

from dragoman.executors.engine import Job
from dragoman.executors.local import Coding, code_here, code_in_processes, terms_for
from dragoman.extract.registry import EXTRACTORS, annotate
from dragoman.nlp.parse import DEFAULT_PIPELINE, Parser, version_of
from dragoman.pipeline import Intake, read_documents, versions_with
from dragoman.records.documents import Document, Rejection
from dragoman.records.mentions import Annotations
from dragoman.records.times import UNDATED
from dragoman.settings import Settings
from dragoman.store.sql import open_store
from dragoman.store.summary import BuildSummary

EXAMPLES = Path(__file__).resolve().parent.parent / "examples" / "articles"
WARM_UP = 20  # articles before the clock starts, a batch: the pipeline and the words are loaded then
SECONDS = 600.0  # that an article may take: nothing is cut short here
SHARDS = 20  # of what Ray reads: both its workers end at about one time
MORE = 10  # times as many articles, for the memory that grows with them
ADDED_AT = "2024-01-01T00:00:00Z"


def measure(corpus: Path, documents: int) -> list[Row]:
    """Give the rows of so many articles, which are said again with a line more where there are too few."""
    bare, piped, beside = (_apart(part, corpus, documents) for part in ("bare", "piped", "beside"))
    one, two = (_apart(workers, corpus, documents) for workers in ("1", "2"))
    more = _apart("1", corpus, documents * MORE)
    rows: list[Row] = [
        {"what": "bare parse", **_told(bare)},
        {"what": "bare parse, piped", **_told(piped), "of the bare parse's speed": _ratio(bare, piped, "processor")},
        {
            "what": "1 worker",
            **_told(one),
            "of the bare parse's speed": round(float(beside["bare"]) / float(beside["processor"]), 2),
        },
        {
            "what": "2 workers",
            **_told(two),
            "times 1 worker, clock": _ratio(one, two, "clock"),
            "where 2 cores are free": round(2 * float(one["processor"]) / float(two["processor"]), 2),
        },
        {"what": f"1 worker, {MORE} times the articles", **_told(more)},
    ]
    if importlib.util.find_spec("ray") is not None:
        ray = _apart("ray", corpus, documents)
        rows.insert(4, {"what": "2 workers of Ray", **_told(ray), "times 1 worker, clock": _ratio(one, ray, "clock")})
    return rows + list(_apart_rows("extractors", corpus, documents))


def _told(row: Row) -> Row:
    told = {
        "articles": row["articles"],
        "articles a second": round(float(row["articles"]) / float(row["clock"]), 1),
        "words a second": round(float(row["words"]) / float(row["clock"])),
        "MB at most": row["MB"],
    }
    if row["processor"]:  # Ray's processes are not this one's children, and nobody adds up what they take
        told["the same of processor time"] = round(float(row["words"]) / float(row["processor"]))
        told["MB a worker"] = row["MB a worker"]
    return told


def _ratio(one: Row, other: Row, what: str) -> float:
    """Give how many times as fast the other is, per word."""
    return round(float(one[what]) / float(one["words"]) * float(other["words"]) / float(other[what]), 2)


def _apart(part: str, corpus: Path, documents: int) -> Row:
    return next(_apart_rows(part, corpus, documents))


def _apart_rows(part: str, corpus: Path, documents: int) -> Iterator[Row]:
    """Measure in a process of its own."""
    asked = [sys.executable, __file__, part, str(corpus), str(documents)]
    rows: list[Row] = json.loads(subprocess.run(asked, check=True, stdout=subprocess.PIPE, text=True).stdout)
    yield from rows


def measure_part(part: str, corpus: Path, count: int) -> list[Row]:
    """Measure one part, in this process."""
    if part == "extractors":
        return list(_extractors(list(iter_copies(corpus, WARM_UP + count))))
    if part in ("bare", "piped"):
        row = _parse_bare(list(iter_copies(corpus, WARM_UP + count)), is_piped=part == "piped")
    elif part == "ray":
        row = _read_on_ray(list(iter_copies(corpus, WARM_UP + count)))
    elif part == "beside":
        row = _read_beside(list(iter_copies(corpus, WARM_UP + count)))
    else:
        row = read_into_record(iter_copies(corpus, WARM_UP + count), int(part))
    row["MB"] = round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
    row["MB a worker"] = round(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024)
    return [row]


def iter_copies(corpus: Path, count: int) -> Iterator[Document]:
    """Give so many articles, each its own: read, zoned, and read again with a line more where there are too few."""
    given = 0
    for turn in itertools.count():
        before = given
        for document in read_documents([str(corpus)]):
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


def _parse_bare(documents: list[Document], *, is_piped: bool) -> Row:
    nlp = spacy.load(DEFAULT_PIPELINE)
    texts = [each.text for each in documents]
    for text in texts[:WARM_UP]:
        nlp(text)
    texts = texts[WARM_UP:]
    clock, processor = time.perf_counter(), time.process_time()
    for _ in nlp.pipe(texts, batch_size=8) if is_piped else map(nlp, texts):
        pass
    return _row(len(texts), sum(map(_words, texts)), time.perf_counter() - clock, time.process_time() - processor)


def _words(text: str) -> int:
    return text.count(" ") + 1


def _row(articles: int, words: int, clock: float, processor: float) -> Row:
    return {"articles": articles, "words": words, "clock": clock, "processor": processor}


class _Beside:
    """Parses each article bare before it is read, and says what that took since it was last asked."""

    def __init__(self) -> None:
        self._nlp = spacy.load(DEFAULT_PIPELINE)
        self.seconds = 0.0

    def take(self, documents: list[Document]) -> Iterator[Document]:
        for document in documents:
            started = time.process_time()
            self._nlp(document.text)
            self.seconds += time.process_time() - started
            yield document


def _read_beside(documents: list[Document]) -> Row:
    """Read in this process, each article after a bare parse of it; `processor` is without those, `bare` is theirs."""
    beside, summary = _Beside(), BuildSummary()
    with _intake(summary) as intake:
        coded = code_here(Parser(), intake.take(beside.take(documents)), seconds=SECONDS)
        intake.keep(itertools.islice(coded, WARM_UP), added_at=ADDED_AT)
        beside.seconds = 0.0
        clock, processor = time.perf_counter(), time.process_time()
        intake.keep(coded, added_at=ADDED_AT)
        taken = time.process_time() - processor - beside.seconds
        row = _row(summary.added - WARM_UP, summary.words, time.perf_counter() - clock, taken)
    return row | {"bare": beside.seconds}


@contextlib.contextmanager
def _intake(summary: BuildSummary) -> Iterator[Intake]:
    with tempfile.TemporaryDirectory() as folder, open_store(f"{folder}/record.db", create=True) as store:
        batch = Settings.model_fields["batch_size"].default
        yield Intake(store.writer(), versions_with(version_of(DEFAULT_PIPELINE)), summary, batch=batch)


def read_into_record(documents: Iterator[Document | Rejection], workers: int) -> Row:
    """Bring the articles into a record; the clock starts when the first are in, and reading and zoning counts."""
    summary = BuildSummary()
    with _intake(summary) as intake:
        if workers == 1:
            coded = code_here(Parser(), intake.take(documents), seconds=SECONDS)
        else:
            craft = Coding(pipeline=DEFAULT_PIPELINE, seconds=SECONDS, workers=workers)
            coded = code_in_processes(craft, intake.take(documents), terms_for(workers, SECONDS))
        with contextlib.closing(coded):
            intake.keep(itertools.islice(coded, WARM_UP), added_at=ADDED_AT)
            words = summary.words
            clock, processor = time.perf_counter(), _processor_time()
            intake.keep(coded, added_at=ADDED_AT)
            clock = time.perf_counter() - clock
    return _row(summary.added - WARM_UP, summary.words - words, clock, _processor_time() - processor)


def _read_on_ray(documents: list[Document]) -> Row:
    """Bring the articles into a record by Ray's workers on this machine; the clock starts when these are loaded."""
    cluster = importlib.import_module("dragoman.executors.ray_cluster").RayCluster
    job = Job(pipeline=DEFAULT_PIPELINE, versions=versions_with(version_of(DEFAULT_PIPELINE)), seconds=SECONDS)
    first, rest = BuildSummary(), BuildSummary()
    with tempfile.TemporaryDirectory() as made, _intake(rest) as intake:
        folder = Path(made)
        paths = [folder / name for name in ("first.jsonl", "rest.jsonl")]
        for path, some in zip(paths, (documents[:WARM_UP], documents[WARM_UP:]), strict=True):
            lines = (json.dumps({"id": each.document_id, "text": each.text}) for each in some)
            path.write_text("\n".join(lines), encoding="utf-8")
        with cluster(folder / "first", workers=2, shard_bytes=1) as warm:
            for _ in warm.code([str(paths[0])], job, first):
                pass
            engine = cluster(folder / "rest", workers=2, shard_bytes=paths[1].stat().st_size // SHARDS)
            clock = time.perf_counter()
            intake.keep(intake.take_coded(engine.code([str(paths[1])], job, rest)), added_at=ADDED_AT)
            clock = time.perf_counter() - clock
    return _row(rest.added, rest.words, clock, 0.0)


def _processor_time() -> float:
    """Give the processor seconds of this process and of its children, those that ended and those at work."""
    told = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    ticks = os.sysconf("SC_CLK_TCK")
    at_work = 0.0
    for child in multiprocessing.active_children():
        fields = Path(f"/proc/{child.pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
        at_work += (int(fields[11]) + int(fields[12])) / ticks
    return sum(each.ru_utime + each.ru_stime for each in told) + at_work


def _extractors(documents: list[Document]) -> Iterator[Row]:
    """Give what each extractor takes of a bare parse's time."""
    parser, beside = Parser(), _Beside()
    for document in documents[:WARM_UP]:
        annotate(parser.parse_one(document))
    documents = documents[WARM_UP:]
    for _ in beside.take(documents):
        pass
    started = time.process_time()
    parsed = [parser.parse_one(document) for document in documents]
    parts = [("our parse", time.process_time() - started)]
    found = [Annotations(document=document, published=UNDATED, genre="other") for document in documents]
    for extractor in EXTRACTORS:
        started = time.process_time()
        for index, each in enumerate(parsed):
            values = {extractor.fills: tuple(extractor.extract(each, found[index]))}
            found[index] = replace(found[index], **values)
        parts.append((f"{extractor.extract.__name__}", time.process_time() - started))
    for name, seconds in parts:
        yield {"what": name, "% of the bare parse's time": round(100 * seconds / beside.seconds, 1)}


if __name__ == "__main__":
    print(json.dumps(measure_part(sys.argv[1], Path(sys.argv[2]), int(sys.argv[3]))))
