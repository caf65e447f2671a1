"""Read the lexicon files that lie beside the package's code, and say where they are wrong.

In:  a file's name below `lexicons/`. Out: TOML tables and CSV rows.
Left to the other loaders: what they mean.
"""

from __future__ import annotations

import csv
import functools
import hashlib
import tomllib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from dragoman.errors import ConfigError
from dragoman.lexicons.load.chosen_table import chosen_table

LEXICONS = Path(__file__).resolve().parent.parent
EXCHANGE = "exchange"  # the names that other people's formats have for things; nothing is read by them


def read_toml(name: str) -> dict[str, Any]:
    """Read a TOML lexicon; ConfigError with file and line where it is broken."""
    try:
        return tomllib.loads((LEXICONS / name).read_text(encoding="utf-8"))
    except (OSError, tomllib.TOMLDecodeError) as error:
        raise ConfigError(f"lexicon {name}: {error}") from error


def read_csv(name: str, columns: tuple[str, ...]) -> list[dict[str, str]]:
    """Read a CSV lexicon as dicts; ConfigError where a column is missing or a row has too many cells."""
    path = LEXICONS / name
    try:
        with path.open(encoding="utf-8", newline="") as lines:
            return list(check_rows(csv.DictReader(lines), name, columns))
    except OSError as error:
        raise ConfigError(f"lexicon {name}: {error}") from error


def check_rows(reader: csv.DictReader[str], name: str, columns: tuple[str, ...]) -> Iterable[dict[str, str]]:
    """Give the rows of a table, each cell stripped; ConfigError at the first that is malformed."""
    missing = set(columns) - set(reader.fieldnames or ())
    if missing:
        raise ConfigError(f"lexicon {name}: the header lacks {', '.join(sorted(missing))}")
    for row in reader:
        if None in row or any(value is None for value in row.values()):
            raise ConfigError(f"lexicon {name}, line {reader.line_num}: not as many cells as the header has")
        yield {key: value.strip() for key, value in row.items()}


def split_cell(cell: str) -> tuple[str, ...]:
    """Split a cell that holds several values."""
    return tuple(part.strip() for part in cell.split("|") if part.strip())


@functools.cache
def fingerprint() -> str:
    """Hash all lexicon files, and the user's table: kept with each document, so that a rerun knows what to redo."""
    digest = hashlib.sha256()
    for name, path in _read_by():
        digest.update(name.encode())
        digest.update(path.read_bytes())
    chosen = chosen_table()
    return digest.hexdigest()[:16] + (f"+{chosen.digest}" if chosen is not None else "")


def file_hashes() -> Iterator[tuple[str, str]]:
    """Give each lexicon file with the hash of its bytes, by name."""
    for name, path in _read_by():
        yield name, hashlib.sha256(path.read_bytes()).hexdigest()[:16]


def _read_by() -> Iterator[tuple[str, Path]]:
    for path in sorted(LEXICONS.rglob("*")):
        name = path.relative_to(LEXICONS)
        if path.is_file() and path.suffix in (".toml", ".csv", ".json") and name.parts[0] != EXCHANGE:
            yield name.as_posix(), path
