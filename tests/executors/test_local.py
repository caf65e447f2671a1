"""Documents coded on processes: the same record whatever their number, and one that kills its worker is told of."""

from __future__ import annotations

import contextlib
import itertools
import signal
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest
from tests.executors.coding_craft import Inventing, invent
from tests.factories import SENTENCE

from dragoman.errors import ExtractError
from dragoman.executors import limits, local
from dragoman.executors.crew import Terms
from dragoman.executors.limits import memory_of_machine
from dragoman.executors.local import Coding, Read, Stored, annotate_within, code_here, code_in_processes, terms_for
from dragoman.merging import resolve_dirty
from dragoman.nlp.parse import Parser
from dragoman.pipeline import Intake, Versions, store_form
from dragoman.readers.zones import zone
from dragoman.records.documents import Document, RawDocument, Rejection
from dragoman.records.mentions import Annotations
from dragoman.store.sql import open_store
from dragoman.store.summary import BuildSummary
from dragoman.views.exports.json_lines import export_jsonl

UNEVEN = (1, 60, 3, 1, 1, 25, 1, 4, 90, 1, 2, 1)  # times that a sentence is said


def read(number: int, told: str = "") -> Document:
    raw = RawDocument(source_id=f"s{number}", text=f"{SENTENCE} {told} {SENTENCE * UNEVEN[number % len(UNEVEN)]}")
    document = zone(raw)
    assert isinstance(document, Document)
    return document


def documents() -> Iterator[Read]:
    for number in range(30):
        yield Rejection(source_id=f"r{number}", reason="empty", detail="") if number % 7 == 3 else read(number)
        if number % 5 == 0:
            yield read(number)  # twice: known the second time


def build(folder: Path, some: Iterable[Read], workers: int, *, batch: int = 4) -> tuple[bytes, BuildSummary]:
    summary = BuildSummary()
    with open_store(str(folder / f"{workers}.db"), create=True) as store:
        writer = store.writer()
        intake = Intake(writer, (), summary, batch=batch)
        taken = intake.take(some)
        terms = Terms(workers=workers, batch_weight=2_000, seconds=60.0)
        coded = (invent(each) for each in taken) if workers == 0 else code_in_processes(Inventing(), taken, terms)
        with contextlib.closing(coded):
            intake.keep(coded, added_at="2031-06-01T00:00:00Z")
        resolve_dirty(writer, summary)
        out = folder / f"{workers}.jsonl"
        export_jsonl(store.view(), out, with_text=True)
        return out.read_bytes(), summary


def test_any_number_of_workers_makes_the_same_record_and_summary(tmp_path: Path) -> None:
    found = [build(tmp_path, documents(), workers) for workers in (0, 1, 2, 3)]
    alone, summary = found[0]
    assert alone.count(b"\n") > 20
    assert (summary.read, summary.added, summary.known, len(summary.rejections)) == (36, 27, 5, 4)
    for exported, other in found[1:]:
        assert exported == alone
        assert list(other.rejections) == list(summary.rejections)
        assert (other.read, other.added, other.known) == (summary.read, summary.added, summary.known)
        assert other.words == summary.words


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="processes end otherwise on this system")
def test_a_document_that_kills_its_workers_is_rejected_and_the_others_are_read(tmp_path: Path) -> None:
    some = [read(0), read(1, "deadly"), read(2), read(3, "dull")]
    _, summary = build(tmp_path, some, 2)
    assert (summary.read, summary.added) == (4, 2)
    assert [(each.source_id, each.reason) for each in summary.rejections] == [("s1", "worker-died"), ("s3", "failed")]
    assert dict(summary.rejections.reasons) == {"worker-died": 1, "failed": 1}


def test_what_is_lost_is_told_why() -> None:
    coding = Coding(pipeline="none", seconds=5.0, workers=2)
    rejection = Rejection(source_id="r", reason="empty", detail="")
    assert coding.lose(rejection, "worker-died") is rejection
    slow, dead = coding.lose(read(0), "time-limit"), coding.lose(read(0), "worker-died")
    assert isinstance(slow, Rejection)
    assert isinstance(dead, Rejection)
    assert (slow.reason, dead.reason) == ("time-limit", "worker-died")
    assert "5 seconds" in slow.detail


def test_a_worker_is_waited_for_longer_than_a_document_may_take() -> None:
    assert terms_for(2, 60.0).seconds > 60.0


class _Faulty:
    version = "x"

    def __init__(self, error: Exception) -> None:
        self._error = error

    def parse_one(self, document: Document) -> None:
        del document
        raise self._error

    def renew_if_grown(self) -> bool:
        return False


@pytest.mark.parametrize(
    ("error", "reason"),
    [
        pytest.param(MemoryError(), "memory-limit", id="memory"),
        pytest.param(TimeoutError(), "time-limit", id="time"),
        pytest.param(ExtractError("failed", "so"), "failed", id="an-error-of-ours"),
        pytest.param(AssertionError("odd"), "failed", id="a-fault-of-a-library"),
        pytest.param(OSError("gone"), "failed", id="a-fault-of-the-system"),
    ],
)
def test_a_fault_costs_one_document(error: Exception, reason: str) -> None:
    faulty: Parser = _Faulty(error)  # type: ignore[assignment]
    outcome = annotate_within(faulty, read(0), (), 5.0)
    assert isinstance(outcome, Rejection)
    assert outcome.reason == reason


def test_here_rejections_pass_and_each_document_is_coded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(local, "annotate_within", _annotate)
    faulty: Parser = _Faulty(ValueError())  # type: ignore[assignment]
    some = list(itertools.islice(documents(), 5))
    coded = list(code_here(faulty, some, seconds=1.0))
    assert [isinstance(each, Rejection) for each in coded] == [isinstance(each, Rejection) for each in some]


def _annotate(parser: Parser, document: Document, versions: Versions, seconds: float) -> Annotations:
    del parser, versions, seconds
    stored: Stored = invent(document)
    assert not isinstance(stored, Rejection)
    assert stored == store_form(stored.annotations)
    return stored.annotations


def test_of_one_source_the_last_outcome_stands(tmp_path: Path) -> None:
    source = "s1"
    refused = Rejection(source_id=source, reason="empty", detail="")
    cases: tuple[tuple[str, list[Read], int], ...] = (("add", [refused, read(1)], 0), ("refuse", [read(1), refused], 1))
    for name, some, left in cases:
        for batch in (1, 9):
            folder = tmp_path / f"{name}{batch}"
            folder.mkdir()
            build(folder, some, 0, batch=batch)
            with open_store(str(folder / "0.db"), create=False) as store:
                assert store.view().counts().rejections == left


def test_the_first_rejections_are_kept_and_all_are_counted() -> None:
    summary = BuildSummary()
    for number in range(2_500):
        summary.rejections.append(Rejection(source_id=str(number), reason="empty", detail=""))
    assert len(summary.rejections) == 2_500
    assert [each.source_id for each in summary.rejections] == [str(number) for number in range(1_000)]


def test_the_memory_of_a_container_is_the_machines(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    machine = memory_of_machine()
    monkeypatch.setattr(limits, "CONTAINER_LIMIT", tmp_path / "memory.max")
    (tmp_path / "memory.max").write_text("123456789\n", encoding="ascii")
    assert memory_of_machine() == 123456789
    (tmp_path / "memory.max").write_text("max\n", encoding="ascii")
    assert memory_of_machine() >= machine
