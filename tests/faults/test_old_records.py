"""A record of any earlier schema is brought up to date, whole; killed while at it, it is as it was."""

from __future__ import annotations

import os
import signal
from pathlib import Path

import pytest
from tests.coded_records import export_bytes
from tests.faults.workloads import find_faults, in_child
from tests.store.old_records import ARTICLES, FIXTURES, load_record

from dragoman import api
from dragoman.store.migrations import CURRENT_VERSION

pytestmark = [pytest.mark.faults, pytest.mark.model]

VERSIONS = sorted(int(path.stem.removeprefix("schema-")) for path in FIXTURES.glob("schema-*.sql"))


@pytest.fixture(scope="module")
def fresh(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The export of the same articles, built by the dragoman of today."""
    path = tmp_path_factory.mktemp("fresh") / "record.db"
    with api.open(str(path)) as record:
        record.add(str(ARTICLES))
    return export_bytes(path)


def test_there_is_one_of_each_schema_before_this() -> None:
    assert set(range(1, CURRENT_VERSION)) <= set(VERSIONS)


@pytest.mark.parametrize("version", VERSIONS)
def test_what_it_says_is_kept(tmp_path: Path, version: int) -> None:
    path = load_record(version, tmp_path / "record.db")
    faults = find_faults(path)
    # blocks were narrowed since: what an older dragoman made of them is for --mend
    assert {fault.check for fault in faults} <= {"blocks"}, faults
    with api.open(str(path), create=False) as record:
        counts = record.view.counts()
        record.upkeep.mend()
    assert counts.documents == 2
    assert counts.events >= 5
    assert find_faults(path, rebuild=True) == []


@pytest.mark.parametrize("version", VERSIONS)
def test_the_same_articles_make_it_a_record_of_today(tmp_path: Path, version: int, fresh: bytes) -> None:
    path = load_record(version, tmp_path / "record.db")
    with api.open(str(path), create=False) as record:
        done = record.add(str(ARTICLES))
    # what the extractors of today made already is not read again
    assert done.added + done.known == done.read == 2
    assert find_faults(path, rebuild=True) == []
    assert export_bytes(path) == fresh


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
@pytest.mark.parametrize("version", [version for version in VERSIONS if version < CURRENT_VERSION])
def test_an_upgrade_that_is_killed_has_not_begun(tmp_path: Path, version: int) -> None:
    def upgrade(path: Path) -> None:
        api.open(str(path), create=False).close()

    _, statements, said = in_child(lambda: upgrade(load_record(version, tmp_path / "whole.db")))
    assert statements > 5, said
    whole = export_bytes(tmp_path / "whole.db")
    for point in range(5, statements, max(1, statements // 6)):
        path = load_record(version, tmp_path / f"{point}.db")
        assert in_child(lambda path=path: upgrade(path), kill_after=point)[0] == -signal.SIGKILL  # type: ignore[misc]
        assert export_bytes(path) == whole
