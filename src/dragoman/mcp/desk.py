"""The record that an assistant asks: as it stands, or as it stood at a moment. It is only ever read.

In:  the address of a record. Out: `Record`s to read from.
The last past state asked for is kept open: to make it, the record is resolved anew in memory.
"""

from __future__ import annotations

from types import TracebackType
from typing import Self

from dragoman.api import Record
from dragoman.api import open as open_record
from dragoman.errors import UsageError
from dragoman.records.moments import read_moment


class Desk:
    """Owns the open record, and the past state last asked for; use it in a `with` statement, or close it."""

    def __init__(self, address: str | None) -> None:
        self._record = open_record(address, create=False)
        self._past: tuple[str, Record] | None = None

    def at(self, as_of: str | None) -> Record:
        """Give the record, as it stands or stood; UsageError where the moment is none."""
        if as_of is None:
            return self._record
        moment = read_moment(as_of)
        if moment is None:
            raise UsageError(f"{as_of!r} is no date or time: give one like 2024, 2024-10-11 or 2024-10-11T09:30")
        if self._past is None or self._past[0] != moment:
            self._forget()
            self._past = (moment, self._record.as_of(as_of))
        return self._past[1]

    def close(self) -> None:
        """Let go of the record."""
        self._forget()
        self._record.close()

    def _forget(self) -> None:
        if self._past is not None:
            self._past[1].close()
            self._past = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()
