"""Coded articles at rest outside a record: a Parquet file a shard, and a mark beside it once it is whole.

In:  what came of the articles of a shard, in order. Out: two files in a folder; what came, read back.
A file takes its place by one renaming, after it has reached the disk: a run that is killed leaves no half shard, at
most a file named `*.tmp`. A shard whose mark is missing, or does not fit its file, is not finished.
Left to `executors`: what a shard is, and what its name stands for.
"""

from __future__ import annotations

import json
import os
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import IO, Any

import pyarrow as pa
import pyarrow.parquet as pq

from dragoman.errors import REJECTION_REASONS, StoreError
from dragoman.records.codec import from_plain, to_plain
from dragoman.records.documents import Rejection
from dragoman.records.mentions import Annotations
from dragoman.store.base import StoredDocument
from dragoman.store.forms import dump, load

ROWS_AT_A_TIME = 64  # written and read together: some 20 kB each
TEMPORARY = ".tmp"

SCHEMA = pa.schema(
    [
        pa.field("document_id", pa.string()),  # null: the input was rejected
        pa.field("source_id", pa.string(), nullable=False),
        pa.field("keys", pa.list_(pa.string())),
        pa.field("block_keys", pa.map_(pa.string(), pa.list_(pa.string()))),
        pa.field("payload", pa.string()),  # the annotations as JSON, in the store's own form
        pa.field("reason", pa.string()),
        pa.field("detail", pa.string()),
    ]
)


@dataclass(frozen=True, slots=True, kw_only=True)
class FinishedShard:
    """Reads as: so many articles and rejections are in this shard's file, which has so many bytes.

    `words` and `characters` are those of the articles' texts; `seconds` of work is kept to reckon cost by.
    """

    name: str
    documents: int
    rejections: int
    words: int
    characters: int
    size: int
    seconds: float = 0.0


def write_shard(folder: Path, name: str, outcomes: Iterable[StoredDocument | Rejection]) -> FinishedShard:
    """Write what came of a shard, and mark it as finished; StoreError where the folder cannot be written."""
    path = _path(folder, name)
    documents = rejections = words = characters = 0
    with _explaining(path), _whole(path) as file, pq.ParquetWriter(file, SCHEMA, compression="zstd") as writer:
        for some in _batched(outcomes):
            for each in some:
                if isinstance(each, Rejection):
                    rejections += 1
                else:
                    documents += 1
                    words += len(each.annotations.document.text.split())
                    characters += len(each.annotations.document.text)
            writer.write_batch(pa.RecordBatch.from_pylist([_row(each) for each in some], SCHEMA))
    return FinishedShard(
        name=name,
        documents=documents,
        rejections=rejections,
        words=words,
        characters=characters,
        size=path.stat().st_size,
    )


def mark_finished(folder: Path, finished: FinishedShard, seconds: float) -> FinishedShard:
    """Put the mark beside the file that was written."""
    marked = replace(finished, seconds=round(seconds, 3))
    path = _mark_path(folder, finished.name)
    with _explaining(path), _whole(path) as file:
        file.write(json.dumps(to_plain(marked)).encode())
    return marked


def find_finished(folder: Path, name: str) -> FinishedShard | None:
    """Give the shard if it was finished and its file is still whole."""
    try:
        finished = from_plain(FinishedShard, json.loads(_mark_path(folder, name).read_bytes()))
        return finished if _path(folder, name).stat().st_size == finished.size else None
    except (OSError, ValueError, TypeError, KeyError):  # no mark, or one that cannot be read
        return None


def read_shard(folder: Path, name: str) -> Iterator[StoredDocument | Rejection]:
    """Give what came of the shard, in order, a batch at a time; StoreError where its file is not what was written."""
    path = _path(folder, name)
    with _explaining(path), pq.ParquetFile(path) as file:
        for batch in file.iter_batches(ROWS_AT_A_TIME):
            for row in batch.to_pylist(maps_as_pydicts="strict"):
                yield _read_row(row)


def remove_leavings(folder: Path) -> None:
    """Remove the files of a run that was killed."""
    for path in sorted(folder.glob(f"*/*{TEMPORARY}")):
        path.unlink(missing_ok=True)


def _path(folder: Path, name: str) -> Path:
    return folder / name[:2] / f"{name}.parquet"


def _mark_path(folder: Path, name: str) -> Path:
    return folder / name[:2] / f"{name}.done"


def _row(each: StoredDocument | Rejection) -> dict[str, Any]:
    if isinstance(each, Rejection):
        return {"source_id": each.source_id, "reason": each.reason, "detail": each.detail}
    document = each.annotations.document
    return {
        "document_id": document.document_id,
        "source_id": document.source_id,
        "keys": list(each.keys),
        "block_keys": {mention_id: list(keys) for mention_id, keys in each.block_keys.items()},
        "payload": dump(each.annotations),
    }


def _read_row(row: dict[str, Any]) -> StoredDocument | Rejection:
    if row["document_id"] is None:
        reason = next((each for each in REJECTION_REASONS if each == row["reason"]), REJECTION_REASONS[-1])
        return Rejection(source_id=row["source_id"], reason=reason, detail=row["detail"])
    return StoredDocument(
        annotations=load(Annotations, row["payload"]),
        keys=tuple(row["keys"]),
        block_keys={mention_id: tuple(keys) for mention_id, keys in row["block_keys"].items()},
    )


def _batched(outcomes: Iterable[StoredDocument | Rejection]) -> Iterator[Sequence[StoredDocument | Rejection]]:
    waiting: list[StoredDocument | Rejection] = []
    for outcome in outcomes:
        waiting.append(outcome)
        if len(waiting) >= ROWS_AT_A_TIME:
            yield waiting
            waiting = []
    if waiting:
        yield waiting


@contextmanager
def _whole(path: Path) -> Iterator[IO[bytes]]:
    """Open a file that takes its place at the end, once it has reached the disk; after an error nothing is left."""
    path.parent.mkdir(parents=True, exist_ok=True)
    # a name of its own: where a machine is only thought to be dead, two workers may write the same shard
    with tempfile.NamedTemporaryFile(dir=path.parent, prefix=f"{path.name}.", suffix=TEMPORARY, delete=False) as file:
        beside = Path(file.name)
        try:
            yield file.file
            file.flush()
            os.fsync(file.fileno())
            beside.replace(path)
        finally:
            beside.unlink(missing_ok=True)


@contextmanager
def _explaining(path: Path) -> Iterator[None]:
    try:
        yield
    except pa.ArrowException as error:
        raise StoreError(f"{path}: {error}; remove it and run again") from error
    except UnicodeEncodeError as error:
        raise StoreError(f"{path}: half a character, which no file can keep: {error.object[:80]!r}") from error
    except OSError as error:
        raise StoreError(f"{path}: {error.strerror or error}") from error
