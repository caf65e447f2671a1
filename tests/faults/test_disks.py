"""A disk that is full, or may not be written: a message that says so, and nothing half.

A file's size is bounded as a full disk would bound it (RLIMIT_FSIZE), and a database by its own count of pages.
"""

from __future__ import annotations

import os
import shutil
import signal
import sqlite3
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine, event
from tests.coded_records import copy_record, export_bytes
from tests.faults.workloads import FAILED, Work, find_faults, in_child

from dragoman import api
from dragoman.cli.main import main
from dragoman.errors import StoreError
from dragoman.records.mentions import Annotations
from dragoman.views.exports.registry import EXPORTS, write_export

resource = pytest.importorskip("resource", reason="no limits on files on this platform")
pytestmark = [pytest.mark.faults, pytest.mark.model]

NOBODY = 65534


@pytest.fixture
def begun(documents: tuple[Annotations, ...], tmp_path: Path) -> Path:
    """A record of the first articles."""
    path = tmp_path / "record.db"
    Work(documents=documents[:4]).do(path)
    return path


def with_files_of(size: int, work: Callable[[], object]) -> Callable[[], None]:
    """Let no file grow beyond so many bytes; a write beyond fails instead of ending the process."""

    def limited() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))
        work()

    return limited


def with_pages_of(path: Path, more: int, work: Callable[[], None]) -> Callable[[], None]:
    """Let the database grow by no more than so many pages: SQLite itself says that the disk is full."""
    pages = path.stat().st_size // 4096 + more

    def limited() -> None:
        def limit(connection: sqlite3.Connection, _: object) -> None:
            connection.execute(f"PRAGMA max_page_count = {pages}")

        event.listen(Engine, "connect", limit)
        work()

    return limited


@pytest.mark.parametrize("more", [1, 8, 20])
def test_a_database_that_cannot_grow_keeps_what_was_whole(
    documents: tuple[Annotations, ...], begun: Path, tmp_path: Path, more: int
) -> None:
    work = Work(documents=documents)
    code, _, said = in_child(with_pages_of(begun, more, lambda: work.do(begun)))
    assert code == FAILED
    assert said.startswith("StoreError: ")
    assert "the disk is full; make room, then run again" in said
    assert find_faults(begun) == []
    work.do(begun)
    work.do(tmp_path / "other.db")
    assert export_bytes(begun) == export_bytes(tmp_path / "other.db")


@pytest.mark.parametrize("size", [4096, 100_000, 400_000])
def test_files_that_cannot_grow_keep_what_was_whole(documents: tuple[Annotations, ...], begun: Path, size: int) -> None:
    whole = export_bytes(begun)
    code, _, said = in_child(with_files_of(size, lambda: Work(documents=documents).do(begun)))
    assert code == FAILED
    assert said.startswith("StoreError: "), said
    assert "disk" in said
    assert find_faults(begun) == []
    assert len(export_bytes(begun)) >= len(whole)


def test_a_new_record_on_a_full_disk_is_refused(documents: tuple[Annotations, ...], tmp_path: Path) -> None:
    path = tmp_path / "new.db"
    code, _, said = in_child(with_files_of(2048, lambda: Work(documents=documents).do(path)))
    assert code == FAILED
    assert said.startswith("StoreError: ")
    Work(documents=documents).do(path)
    assert find_faults(path) == []


def test_a_copy_on_a_full_disk_is_not_there(begun: Path, tmp_path: Path) -> None:
    folder = tmp_path / "copies"
    folder.mkdir()

    def copy() -> None:
        with api.open(str(begun), create=False) as record:
            record.upkeep.backup(folder / "copy.db")

    code, _, said = in_child(with_files_of(100_000, copy))
    assert code == FAILED
    assert said.startswith("StoreError: ")
    assert "disk" in said
    assert str(folder / "copy.db") in said
    assert list(folder.iterdir()) == []


@pytest.mark.parametrize("form", EXPORTS)
def test_an_export_on_a_full_disk_leaves_what_was_there(begun: Path, tmp_path: Path, form: str) -> None:
    folder = tmp_path / "out"
    folder.mkdir()
    target = folder if form in ("csv", "parquet") else folder / "record"
    if target is not folder:
        target.write_text("from before", encoding="utf-8")
    before = sorted(folder.iterdir())

    def export() -> None:
        with api.open(str(begun), create=False) as record, record.held() as view:
            view.counts()  # what SQLite needs beside a record is there before the disk is full
            try:
                with_files_of(10, lambda: write_export(view, form, target))()
            except OSError as error:  # told in a line, by cli.main
                raise StoreError(f"{error.filename}: {error.strerror or error}") from None

    code, _, said = in_child(export)
    assert code == FAILED
    assert said.startswith("StoreError: "), said
    assert "File too large" in said
    assert sorted(folder.iterdir()) == before
    if target is not folder:
        assert target.read_text(encoding="utf-8") == "from before"
    with api.open(str(begun), create=False) as record:
        write_export(record.view, form, target)  # and with room it is written


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full")
def test_a_full_standard_output_is_told(
    begun: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def show() -> None:
        full = os.open("/dev/full", os.O_WRONLY)
        os.dup2(full, 1)
        monkeypatch.setattr(sys, "stdout", os.fdopen(1, "w"))
        monkeypatch.setattr(sys, "argv", ["dragoman", "events", "--format", "jsonl", "--record", str(begun)])
        code = 0
        try:
            main()
            sys.stdout.flush()
        except SystemExit as stop:
            code = int(stop.code or 0)
        os._exit(code)

    code, _, _ = in_child(show)
    assert code == 1
    assert "No space left" in capfd.readouterr().err


@pytest.fixture
def public_folder() -> Iterator[Path]:
    """A folder that anybody may enter: pytest's own are for one user alone."""
    folder = Path(tempfile.mkdtemp())
    folder.chmod(0o755)
    yield folder
    folder.chmod(0o755)
    shutil.rmtree(folder)


def as_nobody(work: Callable[[], None]) -> Callable[[], None]:
    """Do it as a user whom permissions bind: they do not bind root."""

    def done() -> None:
        if os.getuid() == 0:
            os.setgid(NOBODY)
            os.setuid(NOBODY)
        work()

    return done


@pytest.mark.parametrize(("file", "folder"), [(0o444, 0o777), (0o666, 0o555), (0o444, 0o555), (0o000, 0o777)])
def test_what_may_not_be_written_is_refused_before_anything_is_done(
    begun: Path, public_folder: Path, documents: tuple[Annotations, ...], file: int, folder: int
) -> None:
    path = copy_record(begun, public_folder / "record.db")
    content = path.read_bytes()
    path.chmod(file)
    public_folder.chmod(folder)
    code, _, said = in_child(as_nobody(lambda: Work(documents=documents).do(path)))
    assert code == FAILED
    assert said.startswith("StoreError: ")
    assert "check its permissions" in said
    assert path.read_bytes() == content
    assert [each.name for each in public_folder.iterdir()] == ["record.db"]
