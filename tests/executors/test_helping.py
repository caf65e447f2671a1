"""Portions of a great set, on processes beside this one: the same record for any number of them."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from tests.test_pipeline import Build

from dragoman import great_sets, merging
from dragoman.executors.helping import Helping, help_with
from dragoman.merging import resolve_dirty
from dragoman.pipeline import store_form
from dragoman.records.mentions import Annotations
from dragoman.resolve.comparing import clustering
from dragoman.store.summary import BuildSummary

ITEMS = [[number, 1] for number in range(40)]
ROOT = str(Path(__file__).parents[2])
if ROOT not in sys.path:
    sys.path.insert(0, ROOT)


def where_is_it_done(items: Sequence[int]) -> tuple[int, int]:
    return sum(items), os.getpid()


def die_elsewhere(items: Sequence[int]) -> int:
    if os.environ["HELPED"] != str(os.getpid()):
        os._exit(9)
    return sum(items)


def started_here() -> set[str]:
    return {each for some in Path("/proc/self/task").glob("*/children") for each in some.read_text().split()}


@pytest.mark.parametrize("are_handed_over", [True, False], ids=["portions", "shares"])
@pytest.mark.parametrize("workers", [1, 2, 3])
def test_results_come_in_order(workers: int, *, are_handed_over: bool) -> None:
    helpers = help_with(Helping(), workers)
    done = list((helpers.portions if are_handed_over else helpers.shares)(where_is_it_done, ITEMS))
    assert [total for total, _ in done] == [number + 1 for number in range(40)]
    assert len({process for _, process in done}) <= workers


def test_what_kills_its_workers_is_done_here(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HELPED", str(os.getpid()))
    helpers = help_with(Helping(), 2)
    for spread in (helpers.portions, helpers.shares):
        assert list(spread(die_elsewhere, [[1, 2], [3]])) == [3, 3]


def test_shares_are_worked_through_by_what_cannot_be_handed_over() -> None:
    held = [3, 4]
    shared = help_with(Helping(), 2).shares(lambda items: [held[each] for each in items], [range(2), range(1), [], [1]])
    assert list(shared) == [[3, 4], [3], [], [4]]


def test_a_fault_in_a_fork_is_a_fault_here() -> None:
    with pytest.raises(ZeroDivisionError):
        list(help_with(Helping(), 2).shares(lambda items: 1 // len(items), [[1], []]))


def test_of_forks_nothing_is_left_when_they_are_not_waited_for() -> None:
    def work(items: Sequence[int]) -> int:
        if len(items) > 1:
            raise KeyboardInterrupt
        time.sleep(60)
        return 1

    before = started_here()
    with pytest.raises(KeyboardInterrupt):
        list(help_with(Helping(), 2).shares(work, [[1, 2], [3]]))
    assert started_here() <= before


def example() -> list[Annotations]:
    found: Any = pytest.importorskip("benchmarks.mentions")
    return list(found.make_world(240))


def test_two_processes_make_the_record_of_one(monkeypatch: pytest.MonkeyPatch) -> None:
    alone, helped = Build(), Build()
    alone.add(example())
    monkeypatch.setattr(merging, "MOST_HELD", 1)
    monkeypatch.setattr(great_sets, "EVENTS_AT_A_TIME", 10)
    monkeypatch.setattr(clustering, "FEW_UNITS", 1)
    helped.writer.add([store_form(each) for each in example()])
    resolve_dirty(helped.writer, BuildSummary(), helpers=help_with(Helping(), 2))
    assert helped.close() == alone.close()
