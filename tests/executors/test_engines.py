"""One body for all engines: the same articles give the same record, byte for byte."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from tests.postgres_server import Server

from dragoman import api
from dragoman.views.exports.json_lines import export_jsonl

pytestmark = pytest.mark.model

LOCAL = {"one process": 1, "two processes": 2}
ENGINES = [*LOCAL, pytest.param("ray", marks=pytest.mark.ray)]
Built = tuple[bytes, dict[str, Any]]
StartCluster = Callable[..., Any]

MEETINGS = [
    {
        "id": f"m{number}",
        "title": "Ministers meet in Nairobi",
        "published": f"2031-03-{number + 1:02}",
        "text": f"NAIROBI - The foreign minister of Peru met Kenya's president in Nairobi on Monday, officials said. "
        f'"We agreed on {number + 2} projects," the minister told reporters. Kenya signed an agreement with Peru '
        f"on trade worth ${number + 1} million. Chad condemned the talks.",
    }
    for number in range(6)
]
# again in other words under the same id; the same text twice; what is no article
LINES = [
    *MEETINGS,
    {**MEETINGS[2], "text": str(MEETINGS[2]["text"]).replace("Chad", "Mali")},
    MEETINGS[0],
    {"id": "empty", "text": ""},
    {"id": "no-text"},
]


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("corpus")
    lines = [json.dumps(line) for line in LINES]
    (folder / "meetings.jsonl").write_text("\n".join([*lines[:4], "", "no JSON", *lines[4:]]), encoding="utf-8")
    (folder / "a.txt").write_text(str(MEETINGS[1]["text"]).replace("Peru", "Brazil"), encoding="utf-8")
    (folder / "empty.txt").write_bytes(b"")
    return folder


def build(
    name: str,
    record: Path,
    start_cluster: StartCluster,
    *paths: Path,
    shard_bytes: int = 1_000,
    address: str | None = None,
) -> Built:
    """Build in the file, or in the record of that address, with the file's name for what else is written."""
    with api.open(address or str(record)) as opened:
        engine = None if name in LOCAL else start_cluster(record.with_suffix(".shards"), shard_bytes=shard_bytes)
        summary = opened.add(*map(str, paths), workers=LOCAL.get(name), engine=engine)
        out = record.with_suffix(".jsonl")
        export_jsonl(opened.view, out, with_text=True)
        told = {
            "read": summary.read,
            "known": summary.known,
            "added": summary.added,
            "rejections": sorted(summary.rejections, key=lambda each: each.source_id),
            "kept rejections": list(opened.view.rejections()),
            "superseded": [
                (each.document.document_id, each.superseded_by) for each in opened.view.documents(superseded=True)
            ],
        }
    return out.read_bytes(), told


@pytest.fixture(scope="module")
def alone(tmp_path_factory: pytest.TempPathFactory, corpus: Path) -> Built:
    """What one process makes of the corpus."""
    return build("one process", tmp_path_factory.mktemp("alone") / "record.db", lambda: None, corpus)


@pytest.fixture
def cluster(request: pytest.FixtureRequest, engine: str) -> StartCluster:
    """Start what makes clusters, for the engine that needs it."""
    started: StartCluster = (lambda: None) if engine in LOCAL else request.getfixturevalue("start_cluster")
    return started


def test_the_corpus_has_what_can_differ(alone: Built) -> None:
    exported, told = alone
    assert (told["read"], told["added"], told["known"]) == (13, 8, 1)
    assert [each.source_id for each in told["rejections"]] == ["empty", "empty.txt", "meetings.jsonl:6", "no-text"]
    assert sum(successor is not None for _, successor in told["superseded"]) == 1
    assert exported.count(b"\n") > 20


@pytest.mark.parametrize("engine", ENGINES)
def test_each_engine_makes_the_same_record(
    engine: str, cluster: StartCluster, tmp_path: Path, corpus: Path, alone: Built
) -> None:
    assert build(engine, tmp_path / "record.db", cluster, corpus) == alone


@pytest.mark.parametrize("engine", ENGINES)
def test_each_engine_makes_the_same_record_on_a_server(
    engine: str, cluster: StartCluster, postgres: Server, tmp_path: Path, corpus: Path, alone: Built
) -> None:
    with postgres.database() as address:
        assert build(engine, tmp_path / "record", cluster, corpus, address=address) == alone


@pytest.mark.parametrize("engine", ENGINES)
def test_a_build_in_two_parts_is_a_build_in_one_and_a_third_finds_all_known(
    engine: str, cluster: StartCluster, tmp_path: Path, corpus: Path, alone: Built
) -> None:
    record = tmp_path / "record.db"
    build(engine, record, cluster, corpus / "a.txt", corpus / "empty.txt")
    build(engine, record, cluster, corpus / "meetings.jsonl")
    exported, told = build(engine, record, cluster, corpus)
    assert exported == alone[0]
    assert (told["read"], told["added"], told["known"]) == (13, 0, 9)
    assert told["kept rejections"] == alone[1]["kept rejections"]
    assert told["superseded"] == alone[1]["superseded"]
