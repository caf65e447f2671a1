"""What is put in the place of what came from some blocks: a resolution, and rows where there are too many to be held.

In:  records. Out: frozen forms that go between `resolutions`, which makes and inserts rows, and whoever resolves.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

from dragoman.records.entities import Resolution
from dragoman.store.forms import Row

KEYS_TOGETHER = 20_000  # packed together: a megabyte, of which a tenth is left
MOST_KEYS_HELD = 100_000


class PackedKeys(Collection[str]):
    """Holds keys of blocks, in order, in a twentieth of the memory: a great set has ten million, asked for twice."""

    def __init__(self, keys: Iterable[str]) -> None:
        remaining = iter(keys)
        self._chunks: list[bytes] = []
        self._count = 0
        while some := list(islice(remaining, KEYS_TOGETHER)):
            self._chunks.append(zlib.compress(json.dumps(some).encode("ascii"), level=1))
            self._count += len(some)

    def __len__(self) -> int:
        return self._count

    def __iter__(self) -> Iterator[str]:
        for chunk in self._chunks:
            yield from json.loads(zlib.decompress(chunk))

    def __contains__(self, key: object) -> bool:
        return any(each == key for each in self)


def pack_keys(keys: Collection[str]) -> Collection[str]:
    """Give the keys, packed where they are many."""
    return keys if len(keys) <= MOST_KEYS_HELD else PackedKeys(keys)


@dataclass(frozen=True, slots=True, kw_only=True)
class MadeRows:
    """Reads as: objects of this kind, of these ids, as rows by table; made in any process, kept by a `Writer`.

    `places` are the rows of the places that they are at, `sums` what they add to the sums.
    """

    kind: str
    object_ids: list[str]
    rows: dict[str, list[Row]]
    places: list[Row]
    sums: list[Row]


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """Reads as: this came from these blocks: rows, where there are too many to be held, then what follows from them.

    The keys are sorted, each once. Both may be asked for again, where a connection is lost: they have to give the same
    each time.
    """

    block_keys: Collection[str]
    resolution: Callable[[], Resolution]
    made: Callable[[], Iterable[MadeRows]] | None = None
