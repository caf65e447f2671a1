"""Read what a person names: files, folders, patterns, `-` for what is piped in.

In:  paths as typed. Out: `RawDocument`s and `Rejection`s, in an order that is the same on every machine.
Left to the readers of the registry: what is in a file.
"""

from __future__ import annotations

import glob
import os
import re
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import BinaryIO

from dragoman.errors import REJECTION_REASONS, ReadError, UsageError
from dragoman.readers.registry import PACKED, Reader, known_suffixes, reader_for, reader_of_stream
from dragoman.records.documents import RawDocument, Rejection

STANDARD_INPUT = "-"
CHUNK_BYTES = 1 << 16
ADDRESS = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+://")
LONE_SURROGATE = re.compile(r"[\ud800-\udfff]")  # a byte of a file's name that is not UTF-8

Count = Callable[[int], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundFile:
    """Reads as: the file at this path goes by this name, and its reader is this one."""

    path: Path
    name: str
    reader: Reader


def _ignore(read: int) -> None:
    del read


def read_paths(
    paths: Sequence[str], *, stdin: BinaryIO | None = None, count: Count = _ignore
) -> Iterator[RawDocument | Rejection]:
    """Read every path in the order given, the files of a folder by their names.

    UsageError, before anything is read, where a path does not exist, is an address, or a pattern fits nothing.
    `stdin` is read where a path is `-`; None takes the program's own standard input. `count` is told the bytes of
    each piece that is read.
    """
    for path in paths:
        _check(path)
    return chain.from_iterable(_read_path(path, stdin, count) for path in paths)


def find_files(paths: Sequence[str]) -> Iterator[FoundFile | Rejection]:
    """Find the files that `read_paths` reads, in its order, and open none.

    UsageError where it raises one, and for what is no file: standard input.
    """
    for path in paths:
        _check(path)
        if path == STANDARD_INPUT:
            raise UsageError("- is no file that other machines can read: save what is piped in, and name the file")
    return chain.from_iterable(_find_path(path) for path in paths)


def _check(path: str) -> None:
    if path == STANDARD_INPUT:
        return
    if ADDRESS.match(path):
        raise UsageError(f"{path} is an address, and what is read here are files: save the page and name the file")
    if not path:
        raise UsageError("a path is empty: name a file, a folder, a pattern, or - for standard input")
    if _exists(path):
        return
    if not glob.has_magic(path):
        raise UsageError(f"{path}: no such file or folder")
    if not _fitting(path):
        raise UsageError(f"{path}: no file fits this pattern")


def _exists(path: str) -> bool:
    try:
        return Path(path).exists()
    except (OSError, ValueError):  # a name that is too long, or holds a NUL
        return False


def _fitting(pattern: str) -> list[str]:
    # Not `Path.glob`: like a shell, this passes hidden files over and lets ** fit files.
    return sorted(glob.glob(pattern, recursive=True))  # noqa: PTH207


def _read_path(path: str, stdin: BinaryIO | None, count: Count) -> Iterator[RawDocument | Rejection]:
    if path == STANDARD_INPUT:
        yield from _read_standard_input(stdin if stdin is not None else sys.stdin.buffer, count)
        return
    for found in _find_path(path):
        if isinstance(found, Rejection):
            yield found
        else:
            yield from read_file(found, count)


def _find_path(path: str) -> Iterator[FoundFile | Rejection]:
    if _exists(path):
        yield from _find_named(Path(path), Path(path).name)
        return
    base = _plain_part(path)
    for fitting in _fitting(path):
        yield from _find_named(Path(fitting), _name(Path(fitting), base))


def _plain_part(pattern: str) -> Path:
    """Give the folders of a pattern above its first wildcard: the files that fit are named from there."""
    parts = Path(pattern).parts
    return Path(*parts[: next(at for at, part in enumerate(parts) if glob.has_magic(part))])


def _find_named(path: Path, name: str) -> Iterator[FoundFile | Rejection]:
    if path.is_dir():
        yield from _find_in_folder(path)
        return
    reader = reader_for(path.name)
    if reader is None:
        known = " ".join(known_suffixes())
        told = "".join(path.suffixes[-2:]) if path.suffix.lower() == PACKED else path.suffix
        yield _reject(
            name,
            "unknown-format",
            f"no reader for {told or 'a name without an ending'}; there are {known}, each also with {PACKED} behind it",
        )
        return
    yield FoundFile(path=path, name=name, reader=reader)


def _find_in_folder(folder: Path) -> Iterator[FoundFile | Rejection]:
    """Find the files that a reader knows, whatever their depth, by their names; hidden ones are passed over."""
    faults: list[OSError] = []
    found: list[FoundFile] = []
    for place, folders, files in os.walk(folder, onerror=faults.append):
        folders[:] = sorted(each for each in folders if not each.startswith("."))
        for file in files:
            reader = reader_for(file)
            if reader is not None and not file.startswith("."):
                path = Path(place) / file
                found.append(FoundFile(path=path, name=_name(path, folder), reader=reader))
    for fault in sorted(faults, key=lambda fault: str(fault.filename)):
        yield _reject(_name(Path(str(fault.filename)), folder), "unreadable", fault.strerror or "cannot be opened")
    yield from sorted(found, key=lambda each: each.name)


def _name(path: Path, base: Path) -> str:
    """Name a file by its way from the folder given, with slashes on every system."""
    return LONE_SURROGATE.sub("\ufffd", Path(os.path.relpath(path, base)).as_posix())


def read_file(found: FoundFile, count: Count = _ignore) -> Iterator[RawDocument | Rejection]:
    """Read a file that was found; what cannot be read is a Rejection. `count` is told the bytes of each piece."""
    if not found.path.is_file():
        yield _reject(found.name, "unreadable", "not a file: a pipe, a device, or a link that leads nowhere")
        return
    try:
        with found.path.open("rb") as stream:
            yield from _read_stream(_chunks(stream, count), found.name, found.reader)
    except OSError as error:
        yield _reject(found.name, "unreadable", error.strerror or "cannot be read")


def _read_standard_input(stream: BinaryIO, count: Count) -> Iterator[RawDocument | Rejection]:
    chunks = _chunks(stream, count)
    first = next(chunks, b"")
    yield from _read_stream(chain([first], chunks), STANDARD_INPUT, reader_of_stream(first))


def _read_stream(chunks: Iterator[bytes], name: str, reader: Reader) -> Iterator[RawDocument | Rejection]:
    try:
        yield from reader.read(chunks, name)
    except ReadError as error:
        yield _reject(name, error.reason, error.detail)


def _chunks(stream: BinaryIO, count: Count) -> Iterator[bytes]:
    while chunk := stream.read(CHUNK_BYTES):
        count(len(chunk))
        yield chunk


def _reject(source_id: str, reason: str, detail: str) -> Rejection:
    known = next(each for each in REJECTION_REASONS if each == reason)
    return Rejection(source_id=LONE_SURROGATE.sub("\ufffd", source_id), reason=known, detail=detail)
