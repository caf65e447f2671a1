"""What only a cluster does: workers that die, a cluster that is not there, sets resolved in tasks."""

from __future__ import annotations

import importlib
import json
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from tests.resolve.writing import Writer as Article

from dragoman.cli.engines import choose_work_folder, start_engine
from dragoman.errors import ExecutorError, UsageError
from dragoman.executors import local
from dragoman.executors.engine import Job
from dragoman.nlp.parse import DEFAULT_PIPELINE, Parser
from dragoman.pipeline import versions_of
from dragoman.records.documents import Document, Rejection
from dragoman.records.mentions import Annotations, Outcome
from dragoman.resolve.resolution import resolve_set
from dragoman.store.summary import BuildSummary

StartCluster = Callable[..., Any]
CLUSTER = "dragoman.executors.ray_cluster"
TEXT = "Peru's minister met Kenya's president in Nairobi on Monday. Kenya signed an agreement with Peru."


def strange(parser: Parser, document: Document, versions: tuple[tuple[str, str], ...]) -> Outcome:
    """Stand in for annotating: articles that kill their worker, or never end; the others are only told of."""
    del parser, versions
    if "deadly" in document.text:
        os._exit(9)
    if "endless" in document.text:
        while True:
            pass
    return Rejection(source_id=document.source_id, reason="empty", detail="read")


@pytest.mark.ray
@pytest.mark.model
def test_an_article_that_kills_or_never_ends_is_rejected_and_the_others_are_coded(
    start_cluster: StartCluster, parser: Parser, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cluster = importlib.import_module(CLUSTER)
    importlib.import_module("ray.cloudpickle").register_pickle_by_value(sys.modules[__name__])

    def code_strange(batch: dict[str, Any], job: Job, folder: Path) -> dict[str, Any]:
        own = vars(local)["annotate_document"]
        vars(local)["annotate_document"] = strange
        try:
            made: dict[str, Any] = code_batch(batch, job, folder)
        finally:
            vars(local)["annotate_document"] = own  # the worker lives on, and codes for other tests
        return made

    code_batch = cluster._code_batch
    monkeypatch.setattr(cluster, "_code_batch", code_strange)
    texts = [f"{TEXT} The {word} talks went on." for word in ("first", "deadly", "third", "endless", "fifth", "sixth")]
    path = tmp_path / "a.jsonl"
    path.write_text("\n".join(json.dumps({"id": text.split()[-4], "text": text}) for text in texts), encoding="utf-8")
    job = Job(pipeline=DEFAULT_PIPELINE, versions=versions_of(parser), seconds=3.0)
    engine = start_cluster(tmp_path / "work", shard_bytes=600)
    summary = BuildSummary()
    found = list(engine.code([str(path)], job, summary))
    told = [(each.source_id, each.reason) for each in found if isinstance(each, Rejection)]
    assert told == [
        ("first", "empty"),
        ("deadly", "worker-died"),
        ("third", "empty"),
        ("endless", "time-limit"),
        ("fifth", "empty"),
        ("sixth", "empty"),
    ]
    assert summary.bytes_read == summary.bytes_there == path.stat().st_size


@pytest.mark.ray
@pytest.mark.model
def test_another_pipeline_in_the_workers_is_an_error_of_ours(start_cluster: StartCluster, tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(TEXT, encoding="utf-8")
    job = Job(pipeline=DEFAULT_PIPELINE, versions=(("pipeline", "of last year"),), seconds=3.0)
    with pytest.raises(ExecutorError, match="of last year: install the same dragoman"):
        list(start_cluster(tmp_path / "work").code([str(path)], job, BuildSummary()))


@pytest.mark.ray
def test_sets_resolved_in_tasks_are_the_same_in_the_same_order(
    start_cluster: StartCluster, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(importlib.import_module(CLUSTER), "DOCUMENTS_A_TASK", 2)
    corpus = [write_article(number) for number in range(7)]
    job = Job(pipeline=DEFAULT_PIPELINE, versions=(), seconds=3.0, genre_weights={"opinion": 0.5})
    sets = [[each] for each in corpus]
    assert list(start_cluster(tmp_path).resolve(resolve_set, iter(sets), job)) == [resolve_set(each) for each in sets]


def write_article(number: int) -> Annotations:
    article = Article(f"d{number}", published=f"203{number}-05-08")
    article.say("Ardania and Belmark met in Lisk about the canal.")
    article.tell("CONSULT", ("Ardania", "Belmark"), is_news=True, trigger="met", place="Lisk")
    return article.done()


@pytest.mark.ray
def test_no_cluster_there_says_what_to_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("ray", reason="RAY IS NOT INSTALLED")
    cluster = importlib.import_module(CLUSTER)

    def refuse(*_: object, **__: object) -> None:
        raise ConnectionError("Failed to connect to Ray cluster at 192.0.2.9:6379\nmore of it")

    monkeypatch.setattr(cluster.ray, "is_initialized", lambda: False)
    monkeypatch.setattr(cluster.ray, "init", refuse)
    with pytest.raises(ExecutorError, match=r"no Ray cluster at 192\.0\.2\.9:6379: .*'ray start --head'"):
        start_engine("ray", str(tmp_path / "record.db"), None, "192.0.2.9:6379", None)
    monkeypatch.delenv("RAY_ADDRESS", raising=False)
    with pytest.raises(ExecutorError, match=r"Ray does not start here.*--engine local"):
        start_engine("ray", str(tmp_path / "record.db"), 2, None, None)


def test_without_ray_it_says_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(sys.modules, CLUSTER, raising=False)
    monkeypatch.setitem(sys.modules, "ray", None)
    with pytest.raises(UsageError, match=r"pip install 'dragoman\[ray\]'"):
        start_engine("ray", str(tmp_path / "record.db"), None, None, None)


@pytest.mark.parametrize(
    ("name", "address", "folder"),
    [("spark", None, None), ("local", "auto", None), ("local", None, Path("work"))],
    ids=["an engine there is not", "an address for none", "a work folder for none"],
)
def test_options_that_do_not_fit_are_refused(name: str, address: str | None, folder: Path | None) -> None:
    with pytest.raises(UsageError, match="ray"):
        start_engine(name, "record.db", None, address, folder)


@pytest.mark.parametrize(
    ("address", "folder"),
    [
        ("data/archive.db", "data/archive.db.shards"),
        ("postgresql://user@host/db", "dragoman-shards"),
        (":memory:", "dragoman-shards"),
    ],
    ids=["a file", "a server", "memory"],
)
def test_coded_articles_are_kept_beside_the_record(address: str, folder: str) -> None:
    assert choose_work_folder(address) == Path(folder)
