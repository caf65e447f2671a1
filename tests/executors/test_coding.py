"""What a worker does with a shard, without any cluster: what was finished is skipped, what kills is left out."""

from __future__ import annotations

import json
import multiprocessing
import os
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from dragoman.errors import ExecutorError, UsageError
from dragoman.executors import coding
from dragoman.executors.coding import MOST_ATTEMPTS, check_versions, code_in_order, code_shard, name_shard
from dragoman.executors.engine import Job
from dragoman.executors.local import Stored
from dragoman.nlp.parse import DEFAULT_PIPELINE, Parser
from dragoman.pipeline import versions_of
from dragoman.readers.shards import Shard, plan_shards
from dragoman.records.documents import RawDocument, Rejection
from dragoman.store.shards import FinishedShard, find_finished, mark_finished, read_shard, write_shard
from dragoman.store.summary import BuildSummary

JOB = Job(pipeline=DEFAULT_PIPELINE, versions=(("pipeline", "1"),), seconds=60.0)
DEADLY = "deadly"


class _NoParser(Parser):
    """Stands where a pipeline is asked for and none is needed."""

    def __init__(self) -> None:
        pass


def _code_deadly(parser: Parser, raw: RawDocument, job: Job) -> Stored:
    """Stand in for coding: say what was read; one kind of article kills its worker, as lack of memory does."""
    del parser, job
    if DEADLY in raw.text:
        os._exit(9)
    return Rejection(source_id=raw.source_id, reason="empty", detail="read")


def write_lines(folder: Path, *texts: str) -> Path:
    path = folder / "a.jsonl"
    path.write_text("\n".join(json.dumps({"id": str(at), "text": text}) for at, text in enumerate(texts)), "utf-8")
    return path


def shards(path: Path, shard_bytes: int = 60) -> list[Shard]:
    return [each for each in plan_shards([str(path)], shard_bytes=shard_bytes) if isinstance(each, Shard)]


def stand_in(made: Sequence[str] = ()) -> tuple[coding.CodeShards, list[str]]:
    """Give what codes shards in a funny order, and the list of those that it coded."""
    coded: list[str] = [*made]

    def code(todo: Sequence[Shard], job: Job) -> Iterator[FinishedShard]:
        for shard in reversed(todo):
            coded.append(shard.place)
            yield _write(shard, job)

    return code, coded


FOLDERS: list[Path] = []


def _write(shard: Shard, job: Job) -> FinishedShard:
    name = name_shard(shard, job)
    told = [Rejection(source_id=shard.place, reason="empty", detail="read")]
    return mark_finished(FOLDERS[-1], write_shard(FOLDERS[-1], name, told), 0.0)


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    FOLDERS.append(tmp_path / "work")
    yield FOLDERS[-1]
    FOLDERS.pop()


def test_what_is_finished_in_any_order_comes_in_the_order_of_reading(tmp_path: Path, folder: Path) -> None:
    path = write_lines(tmp_path, *("x" * 50 for _ in range(5)))
    code, coded = stand_in()
    summary = BuildSummary()
    found = list(code_in_order([str(path)], JOB, folder, code, summary=summary, shard_bytes=60))
    places = [shard.place for shard in shards(path)]
    assert [each.source_id for each in found if isinstance(each, Rejection)] == places
    assert coded == places[::-1]
    assert len(places) == 5
    assert summary.bytes_read == summary.bytes_there == path.stat().st_size


def test_a_run_again_codes_only_what_was_not_finished(tmp_path: Path, folder: Path) -> None:
    path = write_lines(tmp_path, *("x" * 50 for _ in range(5)))
    _write(shards(path)[1], JOB)
    code, coded = stand_in()
    first = list(code_in_order([str(path)], JOB, folder, code, summary=BuildSummary(), shard_bytes=60))
    assert len(coded) == 4
    summary = BuildSummary()
    again = list(code_in_order([str(path)], JOB, folder, code, summary=summary, shard_bytes=60))
    assert len(coded) == 4
    assert again == first
    assert summary.bytes_read == summary.bytes_there


def test_other_versions_or_limits_are_other_shards(tmp_path: Path) -> None:
    (shard,) = shards(write_lines(tmp_path, "x"), 10**6)
    other_words = Job(pipeline=DEFAULT_PIPELINE, versions=(("pipeline", "2"),), seconds=60.0)
    more_time = Job(pipeline=DEFAULT_PIPELINE, versions=JOB.versions, seconds=90.0)
    assert len({name_shard(shard, job) for job in (JOB, other_words, more_time)}) == 3


def test_a_shard_that_never_comes_back_is_named(tmp_path: Path, folder: Path) -> None:
    path = write_lines(tmp_path, "x")
    with pytest.raises(ExecutorError, match=r"a\.jsonl.*run again"):
        list(code_in_order([str(path)], JOB, folder, lambda *_: iter(()), summary=BuildSummary(), shard_bytes=60))


def test_a_work_folder_that_cannot_be_is_told(tmp_path: Path) -> None:
    path = write_lines(tmp_path, "x")
    with pytest.raises(UsageError, match="--work-folder"):
        list(code_in_order([str(path)], JOB, path, lambda *_: iter(()), summary=BuildSummary(), shard_bytes=60))


def _code_in_child(shard: Shard, folder: Path) -> None:
    coding._code_one = _code_deadly
    code_shard(_NoParser(), shard, JOB, folder)


def code_until_done(shard: Shard, folder: Path) -> int:
    """Code the shard, each time in a process of its own, until one lives; give how many died."""
    for deaths in range(MOST_ATTEMPTS + 1):
        child = multiprocessing.get_context("fork").Process(target=_code_in_child, args=(shard, folder))
        child.start()
        child.join()
        if child.exitcode == 0:
            return deaths
    raise AssertionError("it never ended")


@pytest.mark.filterwarnings("ignore:.*fork.*:DeprecationWarning")  # from Python 3.12 on, of threads that hold nothing
def test_an_article_that_kills_its_worker_twice_is_rejected(tmp_path: Path) -> None:
    (shard,) = shards(write_lines(tmp_path, "one", DEADLY, "three", DEADLY, "five"), 10**6)
    assert code_until_done(shard, tmp_path / "work") == 4
    found = list(read_shard(tmp_path / "work", name_shard(shard, JOB)))
    told = [(each.source_id, each.reason) for each in found if isinstance(each, Rejection)]
    assert told == [("0", "empty"), ("1", "worker-died"), ("2", "empty"), ("3", "worker-died"), ("4", "empty")]
    assert sorted(path.suffix for path in (tmp_path / "work").glob("*/*") if path.suffix != ".tmp") == [
        ".done",
        ".parquet",
    ]


def test_a_shard_that_kills_worker_after_worker_ends_the_run(tmp_path: Path) -> None:
    (shard,) = shards(write_lines(tmp_path, "x"), 10**6)
    name = name_shard(shard, JOB)
    notes = tmp_path / name[:2] / f"{name}{coding.NOTES}"
    notes.parent.mkdir()
    notes.write_text("attempt\nread 0 0\ncode 0 0\n" * MOST_ATTEMPTS)
    with pytest.raises(ExecutorError, match=r"a\.jsonl: its workers died 12 times"):
        code_shard(_NoParser(), shard, JOB, tmp_path)
    assert find_finished(tmp_path, name) is None


def test_a_file_that_kills_who_reads_it_is_left_out(tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text("")
    (shard,) = [each for each in plan_shards([str(tmp_path)]) if isinstance(each, Shard)]
    name = name_shard(shard, JOB)
    notes = tmp_path / "work" / name[:2] / f"{name}{coding.NOTES}"
    notes.parent.mkdir(parents=True)
    notes.write_text("attempt\nread 0 0\n" * 2)
    code_shard(_NoParser(), shard, JOB, tmp_path / "work")
    found = [each for each in read_shard(tmp_path / "work", name) if isinstance(each, Rejection)]
    assert [(each.source_id, each.reason) for each in found] == [("a.txt", "worker-died"), ("b.txt", "empty")]


@pytest.mark.model
def test_a_worker_with_other_words_is_refused(parser: Parser) -> None:
    same = Job(pipeline=DEFAULT_PIPELINE, versions=versions_of(parser), seconds=60.0)
    check_versions(parser, same)
    other = Job(pipeline=DEFAULT_PIPELINE, versions=(("extractors", "0"), *versions_of(parser)[1:]), seconds=60.0)
    with pytest.raises(ExecutorError, match=r"extractors .* instead of 0: install the same"):
        check_versions(parser, other)
