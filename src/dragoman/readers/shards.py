"""Share out what is at the paths into shards: so much as one worker reads in some minutes.

In:  paths as typed. Out: `Shard`s and `Rejection`s, in the order in which `folder` reads; the articles of a piece.
A shard's identity changes when anything in it does, and with little else: a file more among a million small ones
changes one shard, a line more at the end of a file the last.
Left to `executors`: who reads which shard, and what was finished before.
"""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from dragoman.readers.folder import FoundFile, find_files, read_file
from dragoman.readers.parts import Part
from dragoman.readers.registry import reader_for
from dragoman.records.documents import RawDocument, Rejection

SHARD_BYTES = 8_000_000  # some 1.3 million words: five minutes of one core
MOST_FILES = 2_000
CUT_BY_NAME = 200  # one name in so many ends a shard, so that shards behind a new file stay as they were
LEAST_FILES = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """Reads as: this file, whole or a part of it. `identity` changes with its content."""

    path: str
    name: str
    identity: str
    size: int
    part: Part | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Shard:
    """Reads as: one worker reads these pieces, in order."""

    pieces: tuple[Piece, ...]

    def identify(self, made_with: str) -> str:
        """Give the name of what comes of the shard when it is read and coded with these versions and limits."""
        digest = hashlib.sha256(made_with.encode())
        for piece in self.pieces:
            digest.update(f"\0{piece.identity}".encode("utf-8", "surrogatepass"))
        return digest.hexdigest()[:32]

    @property
    def size(self) -> int:
        """Give the bytes of its files, or of the parts of them."""
        return sum(piece.size for piece in self.pieces)

    @property
    def place(self) -> str:
        """Say where it is, for a person."""
        first, last = self.pieces[0], self.pieces[-1]
        if first.part is not None:
            return f"{first.name} from line {first.part.first}"
        return first.name if first is last else f"{first.name} to {last.name}"


def plan_shards(paths: Sequence[str], *, shard_bytes: int = SHARD_BYTES) -> Iterator[Shard | Rejection]:
    """Share out the files at the paths, in order; UsageError where one does not exist, or is no file."""
    waiting: list[Piece] = []
    size = 0
    for found in find_files(paths):
        if isinstance(found, Rejection):
            yield from _shard(waiting)
            size = 0
            yield found
            continue
        for piece in _pieces(found, shard_bytes):
            if piece.part is not None or size + piece.size > shard_bytes:
                yield from _shard(waiting)
                size = 0
            waiting.append(piece)
            size += piece.size
            if piece.part is not None or _is_full(waiting):
                yield from _shard(waiting)
                size = 0
    yield from _shard(waiting)


def _shard(waiting: list[Piece]) -> Iterator[Shard]:
    if waiting:
        yield Shard(pieces=tuple(waiting))
    waiting.clear()


def _is_full(waiting: Sequence[Piece]) -> bool:
    name = waiting[-1].name.encode("utf-8", "surrogatepass")
    return len(waiting) >= MOST_FILES or (len(waiting) >= LEAST_FILES and zlib.crc32(name) % CUT_BY_NAME == 0)


def _pieces(found: FoundFile, shard_bytes: int) -> Iterator[Piece]:
    """Give the file as one piece, or in parts where it is large and its format can be cut."""
    path = found.path.absolute()
    try:
        status = path.stat()
    except OSError:  # a link that leads nowhere: whoever reads it says so
        yield Piece(path=str(path), name=found.name, identity=f"{path} unknown", size=0)
        return
    if found.reader.parts is not None and status.st_size > shard_bytes and path.is_file():
        parts = tuple(_cut(found, path, shard_bytes))
        for part in parts:
            identity = f"{found.name} {part.identity}"
            yield Piece(path=str(path), name=found.name, identity=identity, size=part.end - part.start, part=part)
        if parts:
            return
    identity = f"{path} {found.name} {status.st_size} {status.st_mtime_ns}"
    yield Piece(path=str(path), name=found.name, identity=identity, size=status.st_size)


def _cut(found: FoundFile, path: Path, shard_bytes: int) -> Sequence[Part]:
    if found.reader.parts is None:
        return ()
    try:
        return tuple(found.reader.parts.cut(path, shard_bytes))
    except OSError:  # as above
        return ()


def read_piece(piece: Piece) -> Iterator[RawDocument | Rejection]:
    """Read a piece; what cannot be read is a Rejection, as it is where the whole is read in one go."""
    path = Path(piece.path)
    reader = reader_for(path.name)
    if reader is None:
        return
    if piece.part is None or reader.parts is None:
        yield from read_file(FoundFile(path=path, name=piece.name, reader=reader))
        return
    try:
        yield from reader.parts.read(path, piece.name, piece.part)
    except OSError as error:
        yield Rejection(source_id=piece.name, reason="unreadable", detail=error.strerror or "cannot be read")
