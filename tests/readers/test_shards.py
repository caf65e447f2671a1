"""Shards hold what `folder` reads, in its order; what changes elsewhere leaves them as they are."""

from __future__ import annotations

import gzip
import json
import os
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from dragoman.errors import UsageError
from dragoman.readers.folder import read_paths
from dragoman.readers.shards import LEAST_FILES, Shard, plan_shards, read_piece
from dragoman.records.documents import RawDocument, Rejection


def line(number: int, **fields: object) -> str:
    return json.dumps({"text": f"The {number}th envoy of Peru met Kenya's in Lima. " * (number % 5 + 1), **fields})


def write_lines(path: Path, count: int, *, opening: str = "") -> Path:
    path.write_text(opening + "\n".join(line(number) for number in range(count)), encoding="utf-8")
    return path


def read_shards(*paths: Path | str, shard_bytes: int = 1_000) -> list[RawDocument | Rejection]:
    found: list[RawDocument | Rejection] = []
    for each in plan_shards([str(path) for path in paths], shard_bytes=shard_bytes):
        if isinstance(each, Rejection):
            found.append(each)
        else:
            found.extend(read for piece in each.pieces for read in read_piece(piece))
    return found


def read_whole(*paths: Path | str) -> list[RawDocument | Rejection]:
    return list(read_paths([str(path) for path in paths]))


def identities(*paths: Path | str, shard_bytes: int = 1_000) -> list[str]:
    planned = plan_shards([str(path) for path in paths], shard_bytes=shard_bytes)
    return [each.identify("1") for each in planned if isinstance(each, Shard)]


@pytest.mark.parametrize("shard_bytes", [1, 100, 1_000, 3_000, 10**9])
@pytest.mark.parametrize(
    "opening",
    ["", "\ufeff", "\n\n", "not JSON\n", "\r\n"],
    ids=["plain", "byte order mark", "empty lines", "a broken line", "a line end of Windows"],
)
def test_a_file_of_lines_reads_the_same_in_parts(tmp_path: Path, opening: str, shard_bytes: int) -> None:
    path = write_lines(tmp_path / "a.jsonl", 40, opening=opening)
    assert read_shards(path, shard_bytes=shard_bytes) == read_whole(path)


@pytest.mark.parametrize(
    "content",
    [b"", b"\n\n\n", b"\x00\x01" * 2_000, (line(1) + "\n" + line(2)).encode("utf-16"), b'{"text": "a"}' * 2_000],
    ids=["empty", "line ends alone", "binary", "UTF-16", "one long line"],
)
def test_a_file_that_cannot_be_cut_is_read_whole(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "a.jsonl"
    path.write_bytes(content)
    assert read_shards(path, shard_bytes=100) == read_whole(path)


def test_files_of_other_formats_are_read_whole(tmp_path: Path) -> None:
    lines = "\n".join(line(number) for number in range(40))
    (tmp_path / "a.jsonl.gz").write_bytes(gzip.compress(lines.encode()))
    (tmp_path / "b.csv").write_text("title,text\n" + "".join(f"{at},Kenya met Peru.\n" for at in range(99)), "utf-8")
    pq.write_table(
        pa.table({"text": [f"Kenya met Peru {number} times." for number in range(99)]}), tmp_path / "c.parquet"
    )
    (tmp_path / "d.ndjson").write_text(lines, encoding="utf-8")
    found = read_shards(tmp_path, shard_bytes=100)
    assert found == read_whole(tmp_path)
    assert sum(isinstance(each, RawDocument) for each in found) == 2 * 40 + 2 * 99


def test_a_mark_in_the_middle_of_a_file_is_no_mark(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text("\n".join(["\ufeff" + line(number) for number in range(20)]), encoding="utf-8")
    assert read_shards(path, shard_bytes=100) == read_whole(path)


def test_files_keep_their_order_and_rejections_their_place(tmp_path: Path) -> None:
    for number in range(2 * LEAST_FILES):
        (tmp_path / f"{number:03}.txt").write_text(f"Kenya met Peru {number} times.", encoding="utf-8")
    write_lines(tmp_path / "050a.jsonl", 30)
    picture = tmp_path / "picture.png"
    picture.write_bytes(b"\x89PNG")
    (tmp_path / "z.jsonl").write_bytes(b"\x89PNG")
    assert read_shards(tmp_path, picture, tmp_path / "001.txt") == read_whole(tmp_path, picture, tmp_path / "001.txt")


def test_a_link_that_leads_nowhere_is_rejected_in_its_place(tmp_path: Path) -> None:
    (tmp_path / "a.txt").symlink_to(tmp_path / "gone.txt")
    (tmp_path / "b.txt").write_text("Kenya met Peru.", encoding="utf-8")
    assert read_shards(tmp_path) == read_whole(tmp_path)


def test_lines_added_at_the_end_change_the_last_shard_only(tmp_path: Path) -> None:
    path = write_lines(tmp_path / "a.jsonl", 40)
    before = identities(path)
    with path.open("a", encoding="utf-8") as file:
        file.write("\n" + line(99))
    after = identities(path)
    assert len(before) > 5
    assert before[:-1] == after[: len(before) - 1]
    assert before[-1] not in after


def test_a_file_more_among_many_changes_few_shards(tmp_path: Path) -> None:
    for number in range(3_000):
        (tmp_path / f"{number:05}.txt").write_text(str(number), encoding="utf-8")
    before = identities(tmp_path, shard_bytes=10**9)
    (tmp_path / "00000a.txt").write_text("new", encoding="utf-8")
    after = identities(tmp_path, shard_bytes=10**9)
    assert len(before) > 5
    assert len(set(after) - set(before)) <= 2


def test_a_changed_file_changes_its_shard(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("Kenya met Peru.", encoding="utf-8")
    before = identities(path)
    path.write_text("Kenya met Chad.", encoding="utf-8")
    os.utime(path, ns=(1, 1))
    assert identities(path) != before


def test_shards_are_told_apart_by_what_they_are_made_with(tmp_path: Path) -> None:
    (shard,) = plan_shards([str(write_lines(tmp_path / "a.jsonl", 1))])
    assert isinstance(shard, Shard)
    assert shard.identify("1") != shard.identify("2")
    assert shard.place == "a.jsonl"


def test_standard_input_reaches_no_other_machine(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="save what is piped in"):
        list(plan_shards(["-"]))
    with pytest.raises(UsageError, match="no such file"):
        list(plan_shards([str(tmp_path / "gone")]))
