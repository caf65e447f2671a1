"""From files to a record: same bytes whatever the order, the parts and the workers; bad input gets its reason."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.postgres_server import Server

from dragoman import api
from dragoman.cli.main import main
from dragoman.coder import Coder
from dragoman.records.mentions import Annotations, iter_evidence
from dragoman.views.exports.json_lines import export_jsonl

pytestmark = pytest.mark.model
EXAMPLES = Path(__file__).resolve().parent.parent / "examples" / "articles"
ARTICLES = tuple(str(path) for path in sorted(EXAMPLES.glob("0[1-8]*")))
Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Run the command in this process; give its exit code and what it printed."""

    def call(*arguments: object) -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "argv", ["dragoman", *map(str, arguments)])
        code = 0
        try:
            main()
        except SystemExit as stop:
            code = int(stop.code or 0)
        captured = capsys.readouterr()
        return code, captured.out, captured.err

    return call


def _export(record: Path, *parts: tuple[str, ...], workers: int = 1, address: str | None = None) -> bytes:
    out = record.with_suffix(".jsonl")
    with api.open(address or str(record)) as opened:
        for part in parts:
            opened.add(*part, workers=workers)
        export_jsonl(opened.view, out, with_text=False)
    return out.read_bytes()


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The export of all articles built in one go."""
    return _export(tmp_path_factory.mktemp("whole") / "record.db", ARTICLES)


def test_order_and_parts_do_not_matter(tmp_path: Path, whole: bytes) -> None:
    assert _export(tmp_path / "back.db", ARTICLES[::-1]) == whole
    assert _export(tmp_path / "halves.db", ARTICLES[5:], ARTICLES[:5]) == whole
    assert _export(tmp_path / "again.db", ARTICLES, ARTICLES) == whole


def test_workers_do_not_matter(tmp_path: Path, whole: bytes) -> None:
    assert _export(tmp_path / "two.db", ARTICLES, workers=2) == whole


def test_a_server_gives_what_a_file_gives(tmp_path: Path, whole: bytes, postgres: Server) -> None:
    with postgres.database() as address:
        assert _export(tmp_path / "server.db", ARTICLES[4:], ARTICLES[:4], address=address) == whole


def test_removing_an_article_takes_what_only_it_supported(tmp_path: Path) -> None:
    without = _export(tmp_path / "without.db", ARTICLES[1:])
    with api.open(str(tmp_path / "with.db")) as record:
        record.add(*ARTICLES)
        documents = [kept.document for kept in record.documents()]
        first = [document.document_id for document in documents if document.source_id.startswith("01_")]
        assert len(first) == 1
        assert record.remove(*first) == tuple(first)
        export_jsonl(record.view, tmp_path / "with.jsonl", with_text=False)
    assert (tmp_path / "with.jsonl").read_bytes() == without


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="needs SIGKILL")
@pytest.mark.parametrize("seconds", [2.5, 4.0])
def test_a_killed_build_goes_on_from_there(tmp_path: Path, whole: bytes, seconds: float) -> None:
    record = tmp_path / "record.db"
    command = [sys.executable, "-c", "from dragoman.cli.main import main; main()", "build", *ARTICLES]
    environment = {**os.environ, "DRAGOMAN_BATCH_SIZE": "1"}
    build = subprocess.Popen([*command, "--record", str(record)], env=environment, stderr=subprocess.DEVNULL)  # noqa: S603
    time.sleep(seconds)
    build.kill()
    build.wait()
    if record.exists():
        with api.open(str(record)) as opened:
            assert all(kept.document.fingerprint for kept in opened.documents())
    assert _export(record, ARTICLES) == whole


def test_every_fact_stands_literally_in_its_article() -> None:
    for outcome in Coder().annotate_paths(ARTICLES[:4]):
        assert isinstance(outcome, Annotations)
        for evidence in iter_evidence(outcome):
            assert outcome.document.text[evidence.span.start : evidence.span.end] == evidence.exact
        assert outcome.events


def test_bad_input_gets_its_reason_and_the_run_goes_on(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "articles"
    folder.mkdir()
    (folder / "picture.txt").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(200))
    (folder / "empty.txt").write_text(" \n", encoding="utf-8")
    (folder / "french.txt").write_text("Le président a reçu le ministre à Paris pour le traité. " * 8, "utf-8")
    (folder / "wide.txt").write_text("Ardania attacked Belmark on Monday.", encoding="utf-16")
    (folder / "latin.txt").write_bytes("The café in Senna reopened after Drosk freed its owner.".encode("latin-1"))
    (folder / "lines.jsonl").write_text(
        '{"text": "Iran and Russia held talks in Moscow."}\n[1, 2]\nnot json\n', "utf-8"
    )
    out = tmp_path / "out.jsonl"
    code, _, _ = run("annotate", folder, "-o", out)
    assert code == 0
    rows = [json.loads(line) for line in out.read_text(encoding="utf-8").splitlines()]
    reasons = {row["source_id"]: row["rejection"]["reason"] for row in rows if "rejection" in row}
    assert reasons["picture.txt"] == "binary"
    assert reasons["empty.txt"] == "empty"
    assert reasons["french.txt"] == "not-english"
    assert sorted(reasons.values()) == ["binary", "empty", "not-an-object", "not-english", "unreadable"]
    assert sum("document" in row for row in rows) == 3
    assert run("annotate", folder, "-o", out, "--strict")[0] == 3


@pytest.mark.parametrize(
    ("arguments", "code", "told"),
    [
        pytest.param(("build", "/no/such/folder"), 2, "no such file", id="missing-path"),
        pytest.param(("build", "ftp://example.org/a"), 2, "is an address", id="url"),
        pytest.param(("events", "--record", "no-such-record.db"), 1, "no record", id="no-record"),
        pytest.param(("export", "gedcom", "-o", "x"), 2, "no format", id="no-format"),
        pytest.param(("evaluate", "poems", __file__), 2, "no kind", id="no-kind"),
    ],
)
def test_errors_are_one_line_that_helps(run: Run, arguments: tuple[str, ...], code: int, told: str) -> None:
    got, _, err = run(*arguments)
    assert got == code
    assert told in err
    assert "Traceback" not in err


def test_lists_show_and_report(run: Run, tmp_path: Path) -> None:
    record = tmp_path / "record.db"
    assert run("build", *ARTICLES[:5], "--record", record)[0] == 0
    code, out, _ = run("events", "--record", record, "--format", "jsonl", "--actor", "JPN", "--with", "KOR")
    events = [json.loads(line) for line in out.splitlines()]
    assert code == 0
    assert events
    assert {"JPN", "KOR"} <= {party["country"] for event in events for party in event["sources"] + event["targets"]}
    code, out, _ = run("show", events[0]["event_id"], "--record", record)
    assert code == 0
    assert "claims" in out
    for kind in ("quotations", "figures", "agreements", "contradictions", "actors", "documents"):
        assert run(kind, "--record", record)[0] == 0
        assert run(kind, "--record", record, "--format", "csv")[0] == 0
    assert run("dyads", "--actor", "JPN", "--with", "KOR", "--record", record)[0] == 0
    page = tmp_path / "report.html"
    assert run("report", "-o", page, "--record", record, "--actor", "JPN", "--with", "KOR")[0] == 0
    html = page.read_text(encoding="utf-8")
    assert "<script" not in html
    assert "http-equiv" in html
    assert "src=" not in html


def test_article_text_is_harmless_wherever_it_is_shown(run: Run, tmp_path: Path) -> None:
    article = tmp_path / "evil.txt"
    article.write_text(
        "Iran and Russia held talks in Moscow on 3 May 2024 <script>alert(1)</script> <img src=x onerror=alert(2)>.\n\n"
        "=HYPERLINK(1) said the spokesman. “=1+1 is what we agreed,” Sergei Lavrov said on Friday.\n",
        encoding="utf-8",
    )
    record, page = tmp_path / "record.db", tmp_path / "page.html"
    assert run("build", article, "--record", record)[0] == 0
    assert run("report", "-o", page, "--record", record)[0] == 0
    html = page.read_text(encoding="utf-8")
    assert "<script>alert" not in html
    assert "<img src=x" not in html
    assert run("export", "csv", "-o", tmp_path / "csv", "--record", record)[0] == 0
    for file in (tmp_path / "csv").glob("*.csv"):
        assert ",=" not in file.read_text(encoding="utf-8")
        assert "\n=" not in file.read_text(encoding="utf-8")
    assert run("events", "--record", record, "--text", '"a OR NEAR( *')[0] == 0


def test_seeds_give_the_worked_example() -> None:
    seeds = Path(__file__).resolve().parent.parent.parent / "shared" / "seeds"
    if not seeds.is_dir():
        pytest.skip("the seed articles are not beside this checkout")
    with api.open(":memory:") as record:
        record.add(str(seeds))
        events = list(record.events())
        ashgabat = [
            e for e in events if e.place is not None and e.place.name == "Ashgabat" and e.event_type == "CONSULT"
        ]
        met = [e for e in ashgabat if {"IRN", "RUS"} <= {party.country for party in e.sources}]
        assert [e.date.interval.value for e in met] == ["2024-10-11"]
        calls = [e for e in events if "phone" in e.modes and e.date.interval.value == "2024-03-19"]
        assert len(calls) == 1
        assert {party.country for party in calls[0].sources} == {"IRN", "RUS"}
        assert all(e.event_type != "AID" or e.status != "occurred" or e.claims for e in events)
