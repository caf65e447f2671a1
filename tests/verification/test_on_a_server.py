"""A record on a server is proven, mended and refused a copy like one in a file."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from tests.faults.workloads import Work
from tests.postgres_server import Server

from dragoman import api
from dragoman.errors import StoreError
from dragoman.records.faults import Fault
from dragoman.records.mentions import Annotations

pytestmark = pytest.mark.model


@pytest.fixture(scope="module")
def address(postgres: Server, documents: Sequence[Annotations]) -> Iterator[str]:
    """Give a record on a server, with what the fault tests work with; each test leaves it sound."""
    with postgres.database() as empty:
        Work(documents=documents).do(empty)
        yield empty


def find_faults(address: str, *, rebuild: bool = False) -> list[Fault]:
    with api.open(address, create=False) as record:
        return list(record.upkeep.verify(rebuild=rebuild))


def test_a_sound_record_has_no_fault(address: str) -> None:
    assert find_faults(address, rebuild=True) == []


DAMAGES = {
    "stems": ("UPDATE document SET text_stems = 'nothing' WHERE row_no = (SELECT min(row_no) FROM document)", "index"),
    "stems-of-a-resolved-object": ("UPDATE event SET words_stems = ''", "index"),
    "title": ("UPDATE document SET publisher = 'Another'", "rows"),
    "tally": ("UPDATE tally SET events = events + 1 WHERE kind = 'type'", "sums"),
}


@pytest.mark.parametrize(("damage", "check"), DAMAGES.values(), ids=DAMAGES)
def test_damage_is_found_and_mended(postgres: Server, address: str, damage: str, check: str) -> None:
    postgres.execute(damage, address)
    found = find_faults(address)
    assert {each.check for each in found} == {check}
    with api.open(address, create=False) as record:
        record.upkeep.mend()
    assert find_faults(address) == []


def test_what_others_write_is_not_seen_within_a_moment(postgres: Server, address: str) -> None:
    with api.open(address, create=False) as record, record.held() as view:
        postgres.execute("INSERT INTO meta VALUES ('later', 'than the moment')", address)
        assert "later" not in view.meta()
        assert record.view.meta()["later"] == "than the moment"
    postgres.execute("DELETE FROM meta WHERE key = 'later'", address)


def test_a_copy_is_the_servers_own_affair(address: str, tmp_path: Path) -> None:
    target = tmp_path / "copy.db"
    with api.open(address, create=False) as record, pytest.raises(StoreError, match="pg_dump"):
        record.upkeep.backup(target)
    assert list(tmp_path.iterdir()) == []
