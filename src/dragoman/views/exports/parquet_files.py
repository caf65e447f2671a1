"""The record as Parquet: one file a kind, in a folder; or the events alone, where the name ends in `.parquet`."""

from __future__ import annotations

from pathlib import Path

import pyarrow.parquet as pq

from dragoman.store.base import EVERYTHING, EventFilter, View
from dragoman.views.exports.arrow import TableKind, build_kinds, iter_batches
from dragoman.views.exports.files import whole_file, whole_folder
from dragoman.views.exports.outcome import Exported, outcome

SUFFIX = ".parquet"


def export_parquet(view: View, out: Path, *, with_text: bool, chosen: EventFilter = EVERYTHING) -> Exported:
    """Write a file a kind into the folder `out`, made where it is missing; or the events into the file `out`."""
    kinds = build_kinds(with_text=with_text)
    if out.suffix.lower() == SUFFIX and not out.is_dir():
        with whole_file(out) as beside:
            return outcome(_write(view, kinds[0], beside, chosen), "events")
    with whole_folder(out, [kind.name + SUFFIX for kind in kinds]) as beside_of:
        count = sum(_write(view, kind, beside_of(kind.name + SUFFIX), chosen) for kind in kinds)
    return outcome(count, f"rows in {len(kinds)} files")


def _write(view: View, kind: TableKind, path: Path, chosen: EventFilter) -> int:
    count = 0
    with pq.ParquetWriter(path, kind.schema, compression="zstd") as writer:
        for batch in iter_batches(kind.select(view, chosen), kind.schema, kind.row):
            writer.write_batch(batch)
            count += batch.num_rows
    return count
