"""What looks after a record: proves it, mends it, copies it.

In:  an open store. Out: faults, a record made anew, a copy.
Left to `registry`: the proofs. Left to the store: copying.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from dragoman.records.faults import Fault
from dragoman.store.sql import SqlStore
from dragoman.verification.manifest import BuildNote, read_builds, read_lexicon_hashes
from dragoman.verification.registry import mend, verify


def _nothing() -> None:
    pass


class Upkeep:
    """Proves, mends and copies a record; the tables of its user have been chosen."""

    def __init__(self, store: SqlStore) -> None:
        self._store = store

    def verify(self, *, rebuild: bool = False, tick: Callable[[], None] = _nothing) -> Iterator[Fault]:
        """Prove the record: that all words stand where they are said to, that ids, sums and indexes are right.

        Gives each fault as it is found; nothing: the record is sound. With `rebuild`, slowly and in memory, also
        that the same would come of its articles again. `tick` is called after each document and object.
        """
        return verify(self._store, rebuild=rebuild, tick=tick)

    def mend(self, *, tick: Callable[[], None] = _nothing) -> None:
        """Make anew all that follows from the articles and what they say; what they say is not touched."""
        mend(self._store, tick)

    def backup(self, target: Path, *, overwrite: bool = False) -> None:
        """Copy the record, whole and as of one moment, while others may write; StoreError where that cannot be."""
        self._store.backup(target, overwrite=overwrite)

    def builds(self) -> tuple[BuildNote, ...]:
        """Give what was noted of each build that did something, the first first."""
        return read_builds(self._store.view())

    def lexicon_hashes(self, fingerprint: str) -> dict[str, str]:
        """Give the hash of each lexicon file, of the lexicons with this fingerprint."""
        return read_lexicon_hashes(self._store.view(), fingerprint)

    def waiting(self) -> int:
        """Count the blocks that wait to be resolved: after a run that was killed, the next build does it."""
        with self._store.proving() as prover:
            return prover.waiting()
