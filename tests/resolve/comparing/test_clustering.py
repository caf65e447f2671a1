"""How much clustering compares: bounded for each mention, whatever the corpus; times are the benchmark's matter."""

from __future__ import annotations

import math
import sys
from pathlib import Path
from typing import Any

import pytest

from dragoman.resolve.articles import index_article
from dragoman.resolve.comparing import clustering, clusters, scoring
from dragoman.resolve.comparing.clustering import cluster_events
from dragoman.resolve.comparing.clusters import Cluster
from dragoman.resolve.comparing.frames import build_frames
from dragoman.resolve.duplicates import Voices

ROOT = str(Path(__file__).parents[2])
if ROOT not in sys.path:
    sys.path.insert(0, ROOT)
mentions = pytest.importorskip("benchmarks.mentions")

MOST_EACH = 12.0  # comparisons a mention: 32 neighbours of each unit of six mentions, and what is alike within articles


def cluster(kind: str, count: int, monkeypatch: pytest.MonkeyPatch) -> tuple[list[Cluster], int]:
    """Cluster a made corpus; count the comparisons."""
    calls: list[int] = []

    def compare(*arguments: Any, **named: Any) -> object:
        calls.append(1)
        return scoring.weigh_frames(*arguments, **named)

    for module in (clusters, clustering):
        monkeypatch.setattr(module, "weigh_frames", compare)
    frames = {}
    for told in mentions.CORPORA[kind](count):
        voices = Voices(copies_of={}, voice={told.document.document_id: "one"})
        frames[told.document.document_id] = build_frames(index_article(told, voices), {})
    return cluster_events(frames), len(calls)


@pytest.mark.parametrize("kind", ["world", "actor", "same", "apart"])
def test_comparisons_grow_no_faster_than_n_log_n(kind: str, monkeypatch: pytest.MonkeyPatch) -> None:
    small, large = (cluster(kind, count, monkeypatch)[1] / count for count in (600, 2400))
    assert large <= MOST_EACH
    # once a day or a pair is full, no more are compared; before that a corpus three times as large fills it
    assert large / math.log2(2400) <= 1.5 * max(small, 2.0) / math.log2(600)


def test_all_the_same_is_one_event(monkeypatch: pytest.MonkeyPatch) -> None:
    clusters, _ = cluster("same", 1200, monkeypatch)
    assert [len(each.mention_ids) for each in clusters] == [1200]


def test_what_shares_nothing_stays_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    clusters, _ = cluster("apart", 1200, monkeypatch)
    assert len(clusters) == 1200


def test_one_actor_of_many_events_keeps_them_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    clusters, _ = cluster("actor", 2400, monkeypatch)
    assert 200 < len(clusters) < 800  # 400 were made up; chance words join and part a few


def test_the_corpora_are_always_the_same() -> None:
    for make in mentions.CORPORA.values():
        assert list(make(120)) == list(make(120))
        assert sum(len(told.events) for told in make(120)) == 120
