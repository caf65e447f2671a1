"""What one document may take is counted in work, not by the clock of a machine that does other things as well."""

from __future__ import annotations

import signal
import time

import pytest

from dragoman.executors import limits
from dragoman.executors.limits import limited_seconds

pytestmark = pytest.mark.skipif(not hasattr(signal, "SIGPROF"), reason="this system does not count a process's seconds")


def work_without_end() -> None:
    while True:
        pass


def test_work_without_end_is_ended() -> None:
    with pytest.raises(TimeoutError), limited_seconds(0.1):
        work_without_end()


def test_who_only_waits_for_the_processor_is_not_late() -> None:
    with limited_seconds(0.1):
        time.sleep(0.4)


def test_waiting_without_end_is_ended_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "WAITING", 2)
    with pytest.raises(TimeoutError), limited_seconds(0.1):
        time.sleep(60)


def test_afterwards_nothing_is_left_of_it() -> None:
    handlers = signal.getsignal(signal.SIGPROF), signal.getsignal(signal.SIGALRM)
    with limited_seconds(5.0):
        pass
    assert (signal.getsignal(signal.SIGPROF), signal.getsignal(signal.SIGALRM)) == handlers
    assert signal.getitimer(signal.ITIMER_PROF)[0] == signal.getitimer(signal.ITIMER_REAL)[0] == 0.0
