"""Portions of a great set, on processes beside this one: the same record for any number of them."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from tests.test_pipeline import Build

from dragoman import great_sets, merging
from dragoman.executors.helping import Helping, share_with
from dragoman.merging import resolve_dirty
from dragoman.pipeline import store_form
from dragoman.records.mentions import Annotations
from dragoman.store.summary import BuildSummary

ROOT = str(Path(__file__).parents[2])
if ROOT not in sys.path:
    sys.path.insert(0, ROOT)


def where_is_it_done(items: Sequence[int]) -> tuple[int, int]:
    return sum(items), os.getpid()


def die_elsewhere(items: Sequence[int]) -> int:
    if os.environ["HELPED"] != str(os.getpid()):
        os._exit(9)
    return sum(items)


@pytest.mark.parametrize("workers", [1, 2, 3])
def test_results_come_in_order(workers: int) -> None:
    done = list(share_with(Helping(), workers)(where_is_it_done, [[number, 1] for number in range(40)]))
    assert [total for total, _ in done] == [number + 1 for number in range(40)]
    assert len({process for _, process in done}) <= workers


def test_what_kills_its_workers_is_done_here(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HELPED", str(os.getpid()))
    assert list(share_with(Helping(), 2)(die_elsewhere, [[1, 2]])) == [3]


def example() -> list[Annotations]:
    found: Any = pytest.importorskip("benchmarks.mentions")
    return list(found.make_world(240))


def test_two_processes_make_the_record_of_one(monkeypatch: pytest.MonkeyPatch) -> None:
    alone, helped = Build(), Build()
    alone.add(example())
    monkeypatch.setattr(merging, "MOST_HELD", 1)
    monkeypatch.setattr(great_sets, "EVENTS_AT_A_TIME", 10)
    helped.writer.add([store_form(each) for each in example()])
    resolve_dirty(helped.writer, BuildSummary(), helpers=share_with(Helping(), 2))
    assert helped.close() == alone.close()
