"""Say how many bytes there are to read, before any is read: so that whoever waits can be told how long.

In:  paths as typed, as `folder` reads them. Out: the bytes of the files that will be opened, None where nobody knows.
Left to `folder`: which files those are; what cannot be opened counts nothing here and is rejected there.
"""

from __future__ import annotations

import contextlib
from collections.abc import Sequence
from pathlib import Path

from dragoman.readers.folder import STANDARD_INPUT, FoundFile, find_files


def measure_paths(paths: Sequence[str]) -> int | None:
    """Give the bytes of all files at the paths; None where standard input is one of them. UsageError as in `folder`."""
    if STANDARD_INPUT in paths:
        return None
    return sum(_size(found.path) for found in find_files(paths) if isinstance(found, FoundFile))


def _size(file: Path) -> int:
    with contextlib.suppress(OSError):
        if file.is_file():
            return file.stat().st_size
    return 0
