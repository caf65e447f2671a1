"""A shard's file holds what was given, in order; what is half written counts for nothing."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from tests.factories import keep

from dragoman.errors import StoreError
from dragoman.records.documents import Rejection
from dragoman.store.base import StoredDocument
from dragoman.store.shards import find_finished, mark_finished, read_shard, remove_leavings, write_shard

REJECTED = Rejection(source_id="b.txt", reason="empty", detail="nothing in the file")
NAME = "ab12"


def outcomes(count: int = 1) -> list[StoredDocument | Rejection]:
    kept = [keep(f"d{number}", f"b{number}", "shared", day="2024-10-11") for number in range(count)]
    return [*kept, REJECTED]


def write(folder: Path, count: int = 1) -> None:
    mark_finished(folder, write_shard(folder, NAME, outcomes(count)), 1.0)


@pytest.mark.parametrize("count", [0, 1, 200], ids=["rejections alone", "one", "several batches"])
def test_what_is_written_comes_back(tmp_path: Path, count: int) -> None:
    write(tmp_path, count)
    assert list(read_shard(tmp_path, NAME)) == outcomes(count)
    finished = find_finished(tmp_path, NAME)
    assert finished is not None
    assert (finished.documents, finished.rejections) == (count, 1)


def test_nothing_read_is_a_finished_shard(tmp_path: Path) -> None:
    mark_finished(tmp_path, write_shard(tmp_path, NAME, []), 0.0)
    assert list(read_shard(tmp_path, NAME)) == []
    assert find_finished(tmp_path, NAME) is not None


def test_others_can_read_it(tmp_path: Path) -> None:
    write(tmp_path)
    rows = pq.read_table(next(tmp_path.glob("*/*.parquet"))).to_pylist()
    assert [(row["document_id"], row["source_id"], row["reason"]) for row in rows] == [
        ("d0", rows[0]["source_id"], None),
        (None, "b.txt", "empty"),
    ]


def test_without_its_mark_or_with_another_size_it_is_not_finished(tmp_path: Path) -> None:
    write_shard(tmp_path, NAME, outcomes())
    assert find_finished(tmp_path, NAME) is None
    write(tmp_path)
    mark = next(tmp_path.glob("*/*.done"))
    whole = mark.read_bytes()
    mark.write_bytes(whole[:-5])
    assert find_finished(tmp_path, NAME) is None
    mark.write_bytes(whole)
    assert find_finished(tmp_path, NAME) is not None
    path = next(tmp_path.glob("*/*.parquet"))
    path.write_bytes(path.read_bytes()[:-5])
    assert find_finished(tmp_path, NAME) is None
    with pytest.raises(StoreError, match="run again"):
        list(read_shard(tmp_path, NAME))


def test_an_error_leaves_what_was_there(tmp_path: Path) -> None:
    write(tmp_path)

    def broken() -> Iterator[StoredDocument | Rejection]:
        yield REJECTED
        raise KeyError("a fault")

    with pytest.raises(KeyError):
        write_shard(tmp_path, NAME, broken())
    assert list(read_shard(tmp_path, NAME)) == outcomes()
    assert not list(tmp_path.glob("*/*.tmp"))


def test_leavings_of_a_killed_run_are_removed(tmp_path: Path) -> None:
    write(tmp_path)
    (tmp_path / "ab" / "ab12.parquet.x1.tmp").write_bytes(b"half")
    remove_leavings(tmp_path)
    assert sorted(path.suffix for path in (tmp_path / "ab").iterdir()) == [".done", ".parquet"]


def test_a_folder_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "ab").write_text("a file in the place of a folder")
    with pytest.raises(StoreError, match="ab12"):
        write_shard(tmp_path, NAME, outcomes())
