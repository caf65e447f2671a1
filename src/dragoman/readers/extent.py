"""Say how many bytes there are to read, before any is read: so that whoever waits can be told how long.

In:  paths as typed, as `folder` reads them. Out: the bytes of the files that will be opened, None where nobody knows.
Left to `folder`: everything else; what cannot be opened counts nothing here and is rejected there.
"""

from __future__ import annotations

import contextlib
import glob
import os
from collections.abc import Iterator, Sequence
from pathlib import Path

from dragoman.readers.folder import STANDARD_INPUT
from dragoman.readers.registry import reader_for


def measure_paths(paths: Sequence[str]) -> int | None:
    """Give the bytes of all files at the paths; None where standard input is one of them."""
    if STANDARD_INPUT in paths:
        return None
    return sum(_size(file) for path in paths for file in _files(path))


def _files(path: str) -> Iterator[Path]:
    if Path(path).is_dir():
        yield from _files_below(Path(path))
    elif Path(path).exists():
        yield Path(path)
    else:
        # as `folder` reads a pattern
        for fitting in glob.glob(path, recursive=True):  # noqa: PTH207
            yield from _files_below(Path(fitting)) if Path(fitting).is_dir() else [Path(fitting)]


def _files_below(folder: Path) -> Iterator[Path]:
    for place, folders, files in os.walk(folder):
        folders[:] = [each for each in folders if not each.startswith(".")]
        yield from (Path(place) / file for file in files if not file.startswith(".") and reader_for(file) is not None)


def _size(file: Path) -> int:
    with contextlib.suppress(OSError):
        if file.is_file():
            return file.stat().st_size
    return 0
