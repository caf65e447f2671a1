"""Workers give results in order, whatever dies, and leave no process behind."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Generator, Iterator
from pathlib import Path

import pytest
from tests.executors.crafts import Doubling

from dragoman.errors import ConfigError, ExecutorError
from dragoman.executors.crew import AHEAD, MOST_DEATHS, Crew, Terms, gather

pytestmark = pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="processes end otherwise on this system")


def terms(workers: int = 2, *, batch_weight: int = 3, seconds: float = 60.0) -> Terms:
    return Terms(workers=workers, batch_weight=batch_weight, seconds=seconds)


def run(craft: Doubling, items: range, on: Terms) -> list[str]:
    with Crew[int, str](craft, on) as crew:
        return list(crew.work(items, lambda _: 1))


def workers_of(folder: Path) -> list[int]:
    return [int(each.name.removeprefix("pid-")) for each in folder.glob("pid-*")]


def is_running(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def wait_until(done: Callable[[], bool], seconds: float = 60.0) -> None:
    end = time.monotonic() + seconds
    while not done():
        assert time.monotonic() < end
        time.sleep(0.02)


@pytest.mark.parametrize("workers", [1, 3])
def test_results_come_in_the_order_of_the_items(tmp_path: Path, workers: int) -> None:
    craft = Doubling(folder=tmp_path, slow=(0, 7))
    assert run(craft, range(20), terms(workers)) == [f"{2 * item}" for item in range(20)]
    assert len(workers_of(tmp_path)) == workers
    assert not any(is_running(pid) for pid in workers_of(tmp_path))


def test_nothing_to_do_is_nothing(tmp_path: Path) -> None:
    assert run(Doubling(folder=tmp_path), range(0), terms()) == []


def test_never_more_is_under_way_than_was_agreed(tmp_path: Path) -> None:
    taken = 0

    def items() -> Iterator[int]:
        nonlocal taken
        for item in range(100):
            taken += 1
            yield item

    on = terms(workers=2, batch_weight=2)
    with Crew[int, str](Doubling(folder=tmp_path), on) as crew:
        for given, _ in enumerate(crew.work(items(), lambda _: 1), start=1):
            assert taken - given < on.batch_weight * (AHEAD * on.workers + 1)


def test_a_worker_that_is_killed_is_replaced_and_nothing_is_lost(tmp_path: Path) -> None:
    craft = Doubling(folder=tmp_path, deadly_once=(4, 5))
    assert run(craft, range(10), terms(1)) == [f"{2 * item}" for item in range(10)]
    assert len(workers_of(tmp_path)) == 3


def test_an_item_that_kills_twice_is_given_up_and_the_others_are_done(tmp_path: Path) -> None:
    found = run(Doubling(folder=tmp_path, deadly=(4,)), range(10), terms())
    assert found == ["4 worker-died" if item == 4 else f"{2 * item}" for item in range(10)]


def test_an_item_that_is_never_answered_is_given_up(tmp_path: Path) -> None:
    found = run(Doubling(folder=tmp_path, endless=(1,)), range(4), terms(1, seconds=3.0))
    assert found == ["0", "1 time-limit", "4", "6"]


def test_where_all_die_the_run_ends_with_what_to_do(tmp_path: Path) -> None:
    craft = Doubling(folder=tmp_path, deadly=tuple(range(100)))
    with pytest.raises(ExecutorError, match=rf"{MOST_DEATHS} worker processes died .* --workers"):
        run(craft, range(100), terms(3))
    assert not any(is_running(pid) for pid in workers_of(tmp_path))


def test_what_cannot_be_learnt_is_told_as_it_is(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="no such pipeline"):
        run(Doubling(folder=tmp_path, fails=True), range(30), terms())


def test_who_stops_asking_leaves_no_process(tmp_path: Path) -> None:
    def some() -> Generator[str, None, None]:
        with Crew[int, str](Doubling(folder=tmp_path, slow=tuple(range(3, 100))), terms()) as crew:
            yield from crew.work(range(100), lambda _: 1)

    with contextlib.closing(some()) as results:
        assert next(results) == "0"
        assert any(is_running(pid) for pid in workers_of(tmp_path))
    assert not any(is_running(pid) for pid in workers_of(tmp_path))


SCRIPT = """
import signal
import sys
from pathlib import Path
from tests.executors.crafts import Doubling
from dragoman.executors.crew import Crew, Terms
if __name__ == "__main__":
    # a shell's background jobs, and all that they start, would ignore it
    signal.signal(signal.SIGINT, signal.default_int_handler)
    craft = Doubling(folder=Path(sys.argv[1]), slow=tuple(range(1000)))
    with Crew(craft, Terms(workers=2, batch_weight=3, seconds=60.0)) as crew:
        for result in crew.work(range(1000), lambda _: 1):
            pass
"""


@pytest.mark.parametrize("sign", [signal.SIGINT, signal.SIGKILL], ids=["ctrl-c", "kill-9"])
def test_when_the_program_ends_its_workers_end(tmp_path: Path, sign: signal.Signals) -> None:
    script = tmp_path / "script.py"
    script.write_text(SCRIPT, encoding="utf-8")
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(path for path in sys.path if path)}
    program = subprocess.Popen(  # noqa: S603 - our own script
        [sys.executable, str(script), str(tmp_path)],
        env=environment,
        stderr=subprocess.PIPE,
        start_new_session=True,
        text=True,
    )
    wait_until(lambda: len(workers_of(tmp_path)) == 2 and any(tmp_path.glob("item-*")))
    # as a terminal does: to the whole group for Ctrl-C
    os.killpg(program.pid, sign) if sign == signal.SIGINT else program.kill()
    _, told = program.communicate(timeout=60)
    wait_until(lambda: not any(is_running(pid) for pid in workers_of(tmp_path)))
    if sign == signal.SIGINT:
        assert told.count("KeyboardInterrupt") == 1  # of the program itself, none of its workers


@pytest.mark.parametrize(
    ("weights", "batches"),
    [
        pytest.param([1, 1, 1, 1], [[0, 1, 2], [3]], id="light-ones-together"),
        pytest.param([5, 1, 1, 1], [[0], [1, 2, 3]], id="a-heavy-one-alone"),
        pytest.param([1, 9, 1], [[0, 1], [2]], id="a-heavy-one-ends-its-batch"),
        pytest.param([], [], id="none"),
    ],
)
def test_batches_are_of_about_one_weight(weights: list[int], batches: list[list[int]]) -> None:
    found = [some for some, _ in gather(range(len(weights)), lambda item: weights[item], 3)]
    assert found == batches
