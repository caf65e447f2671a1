"""The data sets of others that can be laid beside a record, by name."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from types import MappingProxyType

from dragoman.errors import UsageError
from dragoman.readers.coded.acled import read_acled
from dragoman.readers.coded.plover import read_plover
from dragoman.readers.coded.polecat import read_polecat
from dragoman.records.coded import CodedEvent, Unread

Reader = Callable[[Path], Iterator[CodedEvent | Unread]]

DATASETS: Mapping[str, Reader] = MappingProxyType({"polecat": read_polecat, "acled": read_acled, "plover": read_plover})


def read_coded(name: str, path: Path) -> Iterator[CodedEvent | Unread]:
    """Give the rows of a file of the data set; UsageError where there is none of the name, or it is another file."""
    if name not in DATASETS:
        raise UsageError(f"no data set {name!r}; there are {', '.join(DATASETS)}")
    if not path.is_file():
        raise UsageError(f"no such file: {path}")
    return DATASETS[name](path)
