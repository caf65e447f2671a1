"""Two builds at once, and readers while one builds: a union, and each reader sees one moment."""

from __future__ import annotations

import os
import warnings
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.coded_records import export_bytes
from tests.faults.workloads import Work, find_faults

from dragoman import api
from dragoman.records.mentions import Annotations
from dragoman.views.exports.json_lines import iter_objects

pytestmark = [pytest.mark.faults, pytest.mark.model, pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")]


def start(work: Callable[[], None]) -> int:
    """Begin work in a process of its own; give its number."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        child = os.fork()
    if child:
        return child
    code = 1
    try:
        work()
        code = 0
    finally:
        os._exit(code)


def end(child: int) -> int:
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


@pytest.mark.parametrize("attempt", range(3))
def test_two_builds_at_once_make_the_union(documents: tuple[Annotations, ...], tmp_path: Path, attempt: int) -> None:
    together, alone = tmp_path / "together.db", tmp_path / "alone.db"
    # both hold the two versions of the treaty, in order; in the middle they overlap
    first, second = documents[:6], (*documents[:2], *documents[4:][:: -1 if attempt else 1])
    if attempt < 2:
        Work(documents=documents[:2]).do(together)
    children = [start(lambda some=some: Work(documents=some).do(together)) for some in (first, second)]  # type: ignore[misc]
    assert [end(child) for child in children] == [0, 0]
    Work(documents=documents).do(alone)
    Work(documents=documents).do(together)  # what the one left for the other to resolve
    assert find_faults(together, rebuild=True) == []
    assert export_bytes(together) == export_bytes(alone)


def test_who_reads_while_another_builds_sees_one_moment(documents: tuple[Annotations, ...], tmp_path: Path) -> None:
    path = tmp_path / "record.db"
    Work(documents=documents[:2]).do(path)
    removed = [documents[-1].document.document_id]

    def build() -> None:
        for _ in range(3):
            Work(documents=documents).do(path)
            Work(documents=documents[:2], removed=removed).do(path)
            with api.open(str(path)) as record:
                record.upkeep.mend()

    child = start(build)
    sizes, rounds = set(), 0
    with api.open(str(path), create=False) as record:
        while os.waitpid(child, os.WNOHANG) == (0, 0):
            rounds += 1
            with record.held() as view:
                held = list(iter_objects(view))
                counts = view.counts()
            documents_held = {each["document_id"] for each in held if each["record"] == "document"}
            events = [each for each in held if each["record"] == "event"]
            assert counts.documents == len(documents_held)
            assert counts.events == len(events)
            sizes.add(len(held))
            assert list(record.upkeep.verify()) == []
    assert rounds > 1
    assert len(sizes) > 1, "nothing was written while it was read"
