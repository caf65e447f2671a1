"""What a person sees of proofs, copies and builds: the words, the exit codes. No model: the record is written."""

from __future__ import annotations

import json
import sqlite3
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from tests.coded_records import export_bytes
from tests.resolve.writing import Writer

from dragoman import api
from dragoman.cli.main import main
from dragoman.errors import StoreError
from dragoman.merging import resolve_dirty
from dragoman.pipeline import EXTRACTORS_VERSION, store_form
from dragoman.records.documents import Rejection
from dragoman.store.engines.sqlite import SqliteDialect
from dragoman.store.summary import BuildSummary
from dragoman.verification import manifest
from dragoman.verification.manifest import Run, begin_build

Run_ = Callable[..., tuple[int, str, str]]
VERSIONS = (("extractors", EXTRACTORS_VERSION), ("lexicons", "abc"), ("pipeline", "small"))
RUN = Run(engine="local", workers=2, settings={"pipeline": "small"}, actors=None)


@pytest.fixture
def record(tmp_path: Path) -> Path:
    """Write a record of two meetings."""
    path = tmp_path / "record.db"
    with api.open(str(path)) as opened:
        writer = opened._store.writer()
        for document_id, day in (("d1", "2031-05-08"), ("d2", "2031-05-20")):
            article = Writer(document_id, published=day).say("Ilan Orsk met Petra Vale in Lisk.")
            article.tell("CONSULT", ("Ilan Orsk", "Petra Vale"), day=day, place="Lisk", trigger="met")
            writer.add([store_form(article.done())])
        resolve_dirty(writer, BuildSummary())
    return path


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], record: Path) -> Run_:
    """Run a command on the record in this process; give its exit code and what it printed."""
    monkeypatch.setenv("DRAGOMAN_RECORD", str(record))

    def call(*arguments: str) -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "argv", ["dragoman", *arguments])
        code = 0
        try:
            main()
        except SystemExit as stop:
            code = int(stop.code or 0)
        captured = capsys.readouterr()
        return code, captured.out, captured.err

    return call


def test_faults_are_told_with_their_remedy_and_exit_code_4(run: Run_, record: Path) -> None:
    with closing(sqlite3.connect(record)) as connection:
        connection.execute("UPDATE tally SET events = 9")
        connection.commit()
    code, out, err = run("verify")
    assert code == 4
    assert "is kept as events 9" in out
    assert "dragoman verify --mend" in out
    assert "of sums" in err
    code, out, _ = run("verify", "--format", "jsonl")
    assert code == 4
    assert {"check", "kind", "object_id", "what", "remedy"} == set(json.loads(out.splitlines()[0]))


def test_what_cannot_be_verified_is_no_soundness(run: Run_, tmp_path: Path) -> None:
    assert run("verify", "--record", str(tmp_path / "none.db"))[0] == 1
    (tmp_path / "other.db").write_text("no record at all, but some other file of some length" * 100)
    assert run("verify", "--record", str(tmp_path / "other.db"))[0] == 1
    assert run("verify", "--format", "xml")[0] == 2


def test_a_copy_is_the_same_record(run: Run_, record: Path, tmp_path: Path) -> None:
    target = tmp_path / "copy.db"
    code, _, err = run("backup", str(target))
    assert code == 0
    assert str(target) in err
    assert export_bytes(target) == export_bytes(record)
    assert sorted(path.name for path in tmp_path.glob("*.part")) == []
    with closing(sqlite3.connect(target)) as connection:
        # a server that reads the copy must not keep a build from writing to it
        assert connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)


def test_a_copy_takes_no_place_unasked(run: Run_, record: Path, tmp_path: Path) -> None:
    target = tmp_path / "copy.db"
    target.write_text("from before")
    code, _, err = run("backup", str(target))
    assert code == 2
    assert "--force" in err
    assert target.read_text() == "from before"
    assert run("backup", str(target), "--force")[0] == 0
    assert export_bytes(target) == export_bytes(record)
    content = record.read_bytes()
    for same in (str(record), f"{record.parent}/../{record.parent.name}/record.db"):
        code, _, err = run("backup", same, "--force")
        assert code == 2
        assert "the record itself" in err
    assert record.read_bytes() == content
    assert run("backup", str(tmp_path))[0] == 2
    assert run("backup", str(tmp_path / "no folder" / "copy.db"))[0] == 2


def test_a_copy_does_not_replace_a_record_in_use(run: Run_, tmp_path: Path) -> None:
    with api.open(str(tmp_path / "other.db")) as other:
        other.decisions()
        (tmp_path / "other.db-wal").touch()
        code, _, err = run("backup", str(tmp_path / "other.db"), "--force")
    assert code == 2
    assert "other.db-wal" in err


def test_a_copy_that_is_damaged_is_not_kept(run: Run_, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(SqliteDialect, "find_damage", lambda *_: iter(["page 3 is torn"]))
    code, _, err = run("backup", str(tmp_path / "copies.db"))
    assert code == 1
    assert "page 3 is torn" in err
    assert list(tmp_path.glob("copies*")) == []


def test_a_link_that_cannot_be_made_is_told(run: Run_, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise FileExistsError(17, "File exists")

    monkeypatch.setattr("os.link", refuse)
    code, _, err = run("backup", str(tmp_path / "copies.db"))
    assert (code, "File exists" in err) == (1, True)
    assert list(tmp_path.glob("copies*")) == []


def test_builds_are_noted_and_no_export_holds_them(run: Run_, record: Path) -> None:
    before = export_bytes(record)
    assert "no builds are noted" in run("builds")[2]
    with api.open(str(record)) as opened:
        writer = opened._store.writer()
        first = begin_build(writer, RUN, VERSIONS, "2031-01-01T00:00:00.000000Z")
        done = BuildSummary(read=3, added=2)
        done.rejections.append(Rejection(source_id="a.txt", reason="empty", detail="nothing in it"))
        first.end(done, "2031-01-01T00:05:00.000000Z")
        idle = begin_build(writer, RUN, VERSIONS, "2031-01-02T00:00:00.000000Z")
        idle.end(BuildSummary(read=2, known=2), "2031-01-02T00:00:01.000000Z")
        begin_build(writer, RUN, VERSIONS, "2031-01-03T00:00:00.000000Z")
    code, out, _ = run("builds")
    assert code == 0
    assert "2031-01-01T00:00:00.000000Z to 2031-01-01T00:05:00.000000Z" in out
    assert "read 3, known already 0, added 2, rejected 1 empty" in out
    assert "2031-01-02" not in out
    assert "did not end" in out
    told = [json.loads(line) for line in run("builds", "--format", "jsonl")[1].splitlines()]
    assert [each["added"] for each in told] == [2, 0]
    assert told[0]["rejected"] == {"empty": 1}
    assert told[0]["versions"]["lexicons"] == "abc"
    assert {"dragoman", "python", "spacy"} <= told[0]["versions"].keys()
    assert "states.csv" in told[0]["lexicon_files"]
    assert export_bytes(record) == before


def test_a_library_that_is_not_there_is_noted_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(manifest, "LIBRARIES", ("no-such-library",))
    assert dict(manifest._made_with())["no-such-library"] == "not known"


def test_an_error_of_the_record_is_a_fault(record: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise StoreError("the disk failed")

    monkeypatch.setattr("dragoman.store.sql_prover.SqlProver.rows", fail)
    with api.open(str(record)) as opened:
        assert [fault.what for fault in opened.upkeep.verify() if fault.check == "file"] == ["the disk failed"]
