"""Read Parquet: a row an article, the columns found by their names, a few rows in memory at a time.

In:  the bytes of a file in pieces, and its name. Out: a `RawDocument` or a `Rejection` for each row, in order.
The end of such a file says where everything is, so what comes in pieces is first laid down in a temporary file.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from typing import IO

import pyarrow as pa
import pyarrow.parquet as pq

from dragoman.errors import ReadError
from dragoman.readers.tables.fields import choose_columns, read_row
from dragoman.records.documents import RawDocument, Rejection

MARK = b"PAR1"
MOST_FILE_BYTES = 64 << 30
MOST_GROUP_BYTES = 4 << 30  # of one group of rows, unpacked, as the file itself tells
BATCH_ROWS = 64
# What a damaged file makes the library raise; each becomes `unreadable`.
FAULTS = (pa.ArrowException, OSError, ValueError, TypeError, KeyError, IndexError, OverflowError, MemoryError)


def read_parquet(chunks: Iterator[bytes], name: str) -> Iterator[RawDocument | Rejection]:
    """Read row by row, numbered from 1. ReadError, which names the columns, where none holds texts."""
    with tempfile.TemporaryFile() as file:
        _lay_down(chunks, file)
        try:
            table = pq.ParquetFile(file)
            names = table.schema_arrow.names
            columns = choose_columns(names)
            _check_sizes(table.metadata)
            yield from _read_rows(table, {field: names[at] for field, at in columns.items()}, name)
        except FAULTS as error:
            raise ReadError("unreadable", f"damaged Parquet: {error!s:.200}") from error


def _lay_down(chunks: Iterator[bytes], file: IO[bytes]) -> None:
    size = 0
    for chunk in chunks:
        if size == 0 and not chunk.startswith(MARK):
            raise ReadError("unreadable", "not Parquet: it does not open with its mark")
        size += len(chunk)
        if size > MOST_FILE_BYTES:
            raise ReadError("too-long", f"more than {MOST_FILE_BYTES:,} bytes: part it")
        file.write(chunk)
    if size == 0:
        raise ReadError("empty", "nothing in the file")
    file.seek(0)


def _check_sizes(metadata: pq.FileMetaData) -> None:
    # The sum only: to ask for a single column's size ends the whole program where the file is damaged.
    for group in range(metadata.num_row_groups):
        if metadata.row_group(group).total_byte_size > MOST_GROUP_BYTES:
            raise ReadError("too-long", f"more than {MOST_GROUP_BYTES:,} bytes in one group of rows")


def _read_rows(table: pq.ParquetFile, columns: dict[str, str], name: str) -> Iterator[RawDocument | Rejection]:
    number = 0
    for batch in table.iter_batches(batch_size=BATCH_ROWS, columns=sorted(columns.values()), use_threads=False):
        for row in batch.to_pylist():
            number += 1
            yield read_row({field: row.get(column) for field, column in columns.items()}, name, number)
    if not number:
        raise ReadError("empty", "no row in it")
