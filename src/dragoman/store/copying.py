"""A copy of a record that appears when it is whole, proven and on the disk, or not at all.

In:  an open record, which others may be writing to; the name of the copy. Out: a file; StoreError where it cannot be.
Left to `dialects`: how an engine copies.
"""

from __future__ import annotations

import os
from pathlib import Path

from sqlalchemy import Connection, func, select

from dragoman.errors import StoreError, UsageError
from dragoman.store import schema
from dragoman.store.database import Database
from dragoman.store.dialects import BUSY_SECONDS, choose_dialect

LOGS = ("-wal", "-shm", "-journal")  # what SQLite keeps beside a file that is in use


def copy_record(database: Database, target: Path, *, overwrite: bool) -> None:
    """Copy the record to the target; UsageError where there is one already, or where it is the record itself."""
    _refuse(database, target, overwrite=overwrite)
    beside = target.with_name(f"{target.name}.{os.getpid()}.part")
    try:
        try:
            database.dialect.copy_to(database.engine, beside)
            _prove(beside)
            _keep(beside, target, overwrite=overwrite)
        finally:
            for ending in ("", *LOGS):
                beside.with_name(beside.name + ending).unlink(missing_ok=True)
    except OSError as error:
        raise StoreError(f"'{target}' could not be written: {error.strerror or error}") from error


def _refuse(database: Database, target: Path, *, overwrite: bool) -> None:
    if target.is_dir():
        raise UsageError(f"{target} is a folder: name a file for the copy")
    if not target.parent.is_dir():
        raise UsageError(f"there is no folder '{target.parent}' to keep the copy in: make it first")
    place = Path(database.dialect.place)
    if target.exists() and place.exists() and target.samefile(place):
        raise UsageError(f"{target} is the record itself: give another name for its copy")
    if target.exists() and not overwrite:
        raise UsageError(f"{target} is there already: give another name, or --force to put the copy in its place")
    in_use = [log for ending in LOGS if (log := target.with_name(target.name + ending)).exists()]
    if in_use:
        # SQLite would read the log of the old file into the new one
        raise UsageError(
            f"{target} is a record that is open, or was when its run was killed ({in_use[0].name} is there)"
        )


def _prove(copy: Path) -> None:
    """Read the copy from the disk again: SQLite's own checks, and that it has a record's tables."""
    dialect = choose_dialect(str(copy))
    database = Database(dialect, busy_seconds=BUSY_SECONDS)
    try:
        with database.reading() as connection:
            damage = [*dialect.find_damage(connection), *_what_is_missing(connection)]
    finally:
        database.close()
    if damage:
        raise StoreError(
            f"the copy is damaged, as the record may be, and was not kept: {damage[0]}; dragoman verify says more"
        )


def _what_is_missing(connection: Connection) -> list[str]:
    versions = connection.execute(select(func.count()).select_from(schema.SCHEMA_VERSION)).scalar_one()
    return [] if versions == 1 else ["it does not say of which schema it is"]


def _keep(beside: Path, target: Path, *, overwrite: bool) -> None:
    """Put the copy in its place, so that it is there after a power cut, too."""
    flush(beside)
    if overwrite:
        beside.replace(target)
    else:
        _put(beside, target)
    flush(target.parent)


def _put(beside: Path, target: Path) -> None:
    """Put the copy where nothing is; FileExistsError where somebody has made something meanwhile."""
    try:
        os.link(beside, target)  # unlike `replace` it takes nobody's place
    except FileExistsError:
        raise
    except OSError:  # a disk that knows no links (FAT)
        if target.exists():
            raise
        beside.replace(target)


def flush(path: Path) -> None:
    """Wait until the disk has it; a folder cannot be asked for that on Windows."""
    if path.is_dir() and os.name == "nt":
        return
    number = os.open(path, os.O_RDONLY)
    try:
        os.fsync(number)
    finally:
        os.close(number)
