"""Kill -9 at any point: what was there before is there, whole; the next run goes on, to the same bytes.

25 kills here, 200 by `make faults` (DRAGOMAN_KILLS), at points that a seed chose.
"""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from tests.coded_records import ARTICLES, copy_record, export_bytes, opened_raw
from tests.faults.workloads import Work, find_faults, in_child, load_documents

from dragoman import api
from dragoman.errors import StoreError
from dragoman.records.mentions import Annotations
from dragoman.views.exports.registry import write_export

pytestmark = [pytest.mark.faults, pytest.mark.model, pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")]

KILLS = int(os.environ.get("DRAGOMAN_KILLS", "25"))
SEED = int(os.environ.get("DRAGOMAN_SEED", "1"))
BEFORE = 4  # documents that the record holds before the work begins


@pytest.fixture(scope="module")
def work(documents: tuple[Annotations, ...]) -> Work:
    """Add all articles, take the last one out again, decide about two events."""
    mentions = [event.mention_id for each in documents[1:3] for event in each.events]
    return Work(documents=documents, removed=[documents[-1].document.document_id], accepted=[mentions[0], mentions[-1]])


@pytest.fixture(scope="module")
def begun(work: Work, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A record in which a part of the work was done, and ended."""
    path = tmp_path_factory.mktemp("begun") / "record.db"
    Work(documents=work.documents[:BEFORE]).do(path)
    return path


@pytest.fixture(scope="module")
def undisturbed(work: Work, begun: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[bytes, int]:
    """The export of the whole work, done without a kill, and how many statements it takes."""
    path = copy_record(begun, tmp_path_factory.mktemp("undisturbed") / "record.db")
    code, statements, said = in_child(lambda: work.do(path))
    assert code == 0, said
    assert find_faults(path) == []
    return export_bytes(path), statements


def points(statements: int) -> list[int]:
    """Choose after how many statements to kill: spread over all of them, the place within each stretch by chance."""
    chance = random.Random(SEED)  # noqa: S311 - to be the same again
    stretch = statements / KILLS
    return sorted(min(statements - 1, int((number + chance.random()) * stretch)) for number in range(KILLS))


def test_kills_lose_nothing(work: Work, begun: Path, undisturbed: tuple[bytes, int], tmp_path: Path) -> None:
    whole, statements = undisturbed
    before = {each.document.document_id for each in work.documents[:BEFORE]}
    coded = {each.document.document_id: each for each in work.documents}
    for number, point in enumerate(points(statements)):
        path = copy_record(begun, tmp_path / f"{number}.db")
        code, _, said = in_child(lambda path=path, work=work: work.do(path), kill_after=point)  # type: ignore[misc]
        assert code == -signal.SIGKILL, f"after {point}: {said}"
        assert find_faults(path) == [], f"killed after {point} of {statements} statements"
        held = load_documents(path)
        assert before - set(work.removed) <= held.keys()
        assert all(coded[document_id] == each for document_id, each in held.items())
        work.do(path)
        assert export_bytes(path) == whole, f"killed after {point} of {statements} statements"
        for leftover in tmp_path.glob(f"{number}*"):
            leftover.unlink()


def test_kill_after_kill(work: Work, begun: Path, undisturbed: tuple[bytes, int], tmp_path: Path) -> None:
    """A run that is killed again and again, each time a little later, ends as if it never had been."""
    whole, statements = undisturbed
    path = copy_record(begun, tmp_path / "record.db")
    for attempt in range(1, 9):
        code, _, said = in_child(lambda: work.do(path), kill_after=attempt * statements // 40)
        assert code in (0, -signal.SIGKILL), said
    assert find_faults(path) == []
    work.do(path)
    assert export_bytes(path) == whole


def test_a_mend_that_is_killed_is_done_by_the_next(coded_record: Path, tmp_path: Path) -> None:
    whole = export_bytes(copy_record(coded_record, tmp_path / "whole.db"))

    def mend(path: Path) -> None:
        with api.open(str(path), create=False) as record:
            record.upkeep.mend()

    aside = copy_record(coded_record, tmp_path / "aside.db")
    _, statements, _ = in_child(lambda: mend(aside))
    for point in (statements // 5, statements // 2, statements * 9 // 10):
        path = copy_record(coded_record, tmp_path / f"{point}.db")
        assert in_child(lambda path=path: mend(path), kill_after=point)[0] == -signal.SIGKILL  # type: ignore[misc]
        assert find_faults(path) == []
        mend(path)
        assert export_bytes(path) == whole


def test_a_copy_that_is_killed_is_not_there(coded_record: Path, tmp_path: Path) -> None:
    target = tmp_path / "copy.db"

    def copy() -> None:
        with api.open(str(coded_record), create=False) as record:
            record.upkeep.backup(target)

    for point in (1, 3, 5):
        code, _, said = in_child(copy, kill_after=point)
        assert code == -signal.SIGKILL, said
        assert not target.exists()
    copy()
    assert export_bytes(target) == export_bytes(copy_record(coded_record, tmp_path / "other.db"))


@pytest.mark.parametrize("form", ["jsonl", "xlsx", "csv"])
def test_an_export_that_is_killed_leaves_what_was_there(coded_record: Path, tmp_path: Path, form: str) -> None:
    from_before = tmp_path / "out"
    out = from_before / "events.csv" if form == "csv" else from_before
    if form == "csv":
        from_before.mkdir()
    out.write_text("from before", encoding="utf-8")

    def export() -> None:
        with api.open(str(coded_record), create=False) as record, record.held() as view:
            write_export(view, form, from_before)

    for point in (3, 6):
        assert in_child(export, kill_after=point)[0] == -signal.SIGKILL
        assert out.read_text(encoding="utf-8") == "from before"


def _build(record: Path) -> subprocess.Popen[bytes]:
    script = "from dragoman.cli.main import main; main()"
    arguments = [sys.executable, "-c", script, "build", *ARTICLES[:3], "--record", str(record)]
    environment = {**os.environ, "DRAGOMAN_BATCH_SIZE": "1"}
    return subprocess.Popen(arguments, stderr=subprocess.DEVNULL, env=environment)  # noqa: S603 - our own command


def _has_tables(path: Path) -> bool:
    """Tell whether the tables were made, all at once; the file is there a moment before them."""
    with opened_raw(path) as connection:
        return connection.execute("SELECT name FROM sqlite_master").fetchone() is not None


def test_a_build_killed_before_the_tables_were_made_is_begun_anew(work: Work, tmp_path: Path) -> None:
    path = tmp_path / "record.db"
    with opened_raw(path) as connection:
        connection.execute("PRAGMA journal_mode = WAL")
    assert path.stat().st_size > 0
    with pytest.raises(StoreError, match="is empty and no record: make one with 'dragoman build'"):
        find_faults(path)
    work.do(path)
    assert find_faults(path) == []


def test_the_real_build_killed_by_the_clock(tmp_path: Path) -> None:
    """The command itself, from outside, wherever it happens to be: reading, coding, writing."""
    whole = tmp_path / "whole.db"
    began = time.monotonic()
    assert _build(whole).wait() == 0
    took = time.monotonic() - began
    expected = export_bytes(whole)
    chance = random.Random(SEED)  # noqa: S311 - to be the same again
    for number in range(max(2, KILLS // 20)):
        path = tmp_path / f"{number}.db"
        running = _build(path)
        time.sleep(took * (0.3 + 0.6 * chance.random()))
        running.kill()
        running.wait()
        if path.exists() and _has_tables(path):
            assert find_faults(path) == []
        assert _build(path).wait() == 0
        assert export_bytes(path) == expected
    shutil.rmtree(tmp_path)
