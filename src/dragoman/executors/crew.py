"""A crew of worker processes: what they do to items comes back in the order of the items.

In:  a `Craft`, which each worker learns once, and items, which are handed out in batches of about the same weight.
Out: a result an item, in order, whatever the number of workers; never more than a bounded weight is under way.
A worker that dies is replaced and what it had not answered is handed out again. An item at which a worker has died
twice is given up (`Craft.lose`), and the work goes on. Left to `local`: what the craft is.

Imports nothing heavy: a worker imports this module first, and sets its limits before it loads what its craft needs.
"""

from __future__ import annotations

import contextlib
import logging
import multiprocessing
import os
import pickle
import queue
import signal
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future
from dataclasses import dataclass
from multiprocessing import resource_tracker
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from typing import Any, Generic, Literal, Protocol, TypeVar

from dragoman.errors import ExecutorError
from dragoman.executors.garbage import rare_collection

log = logging.getLogger(__name__)

Item = TypeVar("Item")
Result = TypeVar("Result")
Item_contra = TypeVar("Item_contra", contravariant=True)
Result_co = TypeVar("Result_co", covariant=True)
Loss = Literal["worker-died", "time-limit"]

AHEAD = 4  # batches under way for each worker: enough to keep it busy behind a slow one, few enough for flat memory
MOST_STRIKES = 2  # deaths at one item: the first may have been somebody's `kill`
MOST_DEATHS = 12  # one after the other with no item done between: it is not the items' fault
MOST_STARTS = 3  # of a worker that dies before it is ready
STARTING_SECONDS = 300.0  # to load a pipeline, on a machine that is busy
READY = b""
ONE_THREAD = ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS")  # the workers are the threads

_context = multiprocessing.get_context("spawn")  # fork would copy locks and threads of whoever calls


class Craft(Protocol[Item_contra, Result_co]):
    """What workers do; it is pickled once for each of them."""

    def learn(self) -> Callable[[Item_contra], Result_co]:
        """Load, in the worker, what it takes; give what is done to an item. DragomanError where it cannot be."""
        ...

    def lose(self, item: Item_contra, loss: Loss) -> Result_co:
        """Give what stands for an item at which workers died, or that none answered in time."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """Reads as: so many workers, handed batches of about this weight, each item to be answered within the seconds."""

    workers: int
    batch_weight: int
    seconds: float


@dataclass(slots=True, kw_only=True)
class _Task(Generic[Item]):
    items: Sequence[Item]
    weight: int
    done: Future[list[Any]]  # of each item the pickled answer, or what was done here


@dataclass(frozen=True, slots=True)
class _DoneHere:
    """Reads as: this came of an item in this process."""

    result: Any


class _LostWorker(Exception):  # noqa: N818 - no error of the run: the worker is replaced
    def __init__(self, loss: Loss) -> None:
        super().__init__(loss)
        self.loss = loss


class _Dismissed(Exception):  # noqa: N818 - as above
    """The crew was closed while a worker was at work, or about to start."""


class Crew(Generic[Item, Result]):
    """Owns the worker processes. Use it in a `with` statement: at its end they are gone, whatever they were doing."""

    def __init__(self, craft: Craft[Item, Result], terms: Terms) -> None:
        self._craft = craft
        self._terms = terms
        self._tasks: queue.SimpleQueue[_Task[Item] | None] = queue.SimpleQueue()
        self._lock = threading.Lock()
        self._processes: set[BaseProcess] = set()
        self._deaths = 0  # since the last item that was done
        self._closed = False
        self._leaders = [threading.Thread(target=self._lead, daemon=True) for _ in range(terms.workers)]

    def __enter__(self) -> Crew[Item, Result]:
        for leader in self._leaders:
            leader.start()
        return self

    def __exit__(self, *_: object) -> None:
        with self._lock:
            self._closed = True
            for process in self._processes:
                process.kill()  # nothing to lose: what it had answered is here
        for _leader in self._leaders:
            self._tasks.put(None)
        for leader in self._leaders:
            leader.join()

    def work(
        self, items: Iterable[Item], weigh: Callable[[Item], int], here: Callable[[Item], Result] | None = None
    ) -> Iterator[Result]:
        """Give what comes of each item, in order. ExecutorError where workers die one after the other.

        With `here`, this process does what no worker has begun, rather than wait.
        """
        waiting: deque[_Task[Item]] = deque()
        under_way = 0
        most = self._terms.batch_weight * AHEAD * self._terms.workers
        for some, weight in gather(items, weigh, self._terms.batch_weight):
            task = _Task[Item](items=some, weight=weight, done=Future())
            self._tasks.put(task)
            waiting.append(task)
            under_way += weight
            while waiting and (under_way >= most or waiting[0].done.done()):
                under_way -= waiting[0].weight
                yield from self._results(waiting.popleft(), here)
        while waiting:
            yield from self._results(waiting.popleft(), here)

    def _results(self, task: _Task[Item], here: Callable[[Item], Result] | None) -> Iterator[Result]:
        """Give what came of a task, when it is done."""
        while here is not None and not task.done.done():
            try:
                other = self._tasks.get_nowait()
            except queue.Empty:
                break
            if other is not None:
                other.done.set_result([_DoneHere(here(item)) for item in other.items])
        for answer in task.done.result():
            yield answer.result if isinstance(answer, _DoneHere) else pickle.loads(answer)  # noqa: S301 - our worker's

    def _lead(self) -> None:
        """Hand tasks to one worker, and to who takes its place; runs in a thread of its own."""
        if hasattr(signal, "pthread_sigmask"):
            # first: whichever thread starts the tracker, which the first process needs, is left with nothing blocked
            resource_tracker.ensure_running()
            # Ctrl-C goes to all processes of a terminal: workers inherit this, and leave it to the one that asked
            signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
        worker: _Worker | None = None
        try:
            worker = self._hire()
        except _Dismissed:
            return
        except Exception as error:  # noqa: BLE001 - handed to whoever waits for the tasks
            self._fail_all(error)
            return
        while (task := self._tasks.get()) is not None and not self._closed:
            try:
                worker = self._do(worker, task)
            except _Dismissed:
                return
            except Exception as error:  # noqa: BLE001 - as above
                task.done.set_exception(error)
                self._fail_all(error)
                return
        self._dismiss(worker)

    def _fail_all(self, error: Exception) -> None:
        """Let every task that waits, or comes, fail: what one worker cannot do, the others cannot."""
        while (task := self._tasks.get()) is not None and not self._closed:
            task.done.set_exception(error)

    def _do(self, worker: _Worker, task: _Task[Item]) -> _Worker:
        """Get all items of a task answered; give the worker that is there at the end."""
        answers: list[bytes] = []
        strikes = 0
        asked = False
        while len(answers) < len(task.items):
            try:
                if not asked:
                    worker.ask(task.items[len(answers) :])
                    asked = True
                answers.append(worker.answer(self._terms.seconds))
                strikes, self._deaths = 0, 0
            except _LostWorker as lost:
                strikes += 1
                if strikes == MOST_STRIKES or lost.loss == "time-limit":
                    item = task.items[len(answers)]
                    answers.append(pickle.dumps(self._craft.lose(item, lost.loss)))
                    strikes = 0
                worker, asked = self._replace(worker), False
        task.done.set_result(answers)
        return worker

    def _replace(self, worker: _Worker) -> _Worker:
        self._dismiss(worker)
        self._count_death()
        return self._hire()

    def _count_death(self) -> None:
        with self._lock:
            if self._closed:
                raise _Dismissed
            self._deaths += 1
            if self._deaths >= MOST_DEATHS:
                raise ExecutorError(
                    f"{MOST_DEATHS} worker processes died one after the other (killed, or out of memory) and nothing "
                    "was done between: take fewer --workers; what was kept stays, and the next run goes on from there"
                )
        log.warning("a worker process died; another takes its place")

    def _hire(self) -> _Worker:
        """Start a worker, and another where it dies before it is ready."""
        for _start in range(MOST_STARTS):
            with self._lock:
                if self._closed:
                    raise _Dismissed
                worker = _Worker(self._craft)
                self._processes.add(worker.process)
            try:
                worker.wait_until_ready()
            except _LostWorker:
                self._dismiss(worker)
            else:
                return worker
        raise ExecutorError(
            "worker processes die before they are ready: take fewer --workers where memory is short; a script of your "
            "own must do its work under `if __name__ == '__main__':`"
        )

    def _dismiss(self, worker: _Worker) -> None:
        worker.stop()
        with self._lock:
            self._processes.discard(worker.process)


class _Worker:
    """One worker process, as seen from here."""

    def __init__(self, craft: Craft[Any, Any]) -> None:
        self._connection, theirs = _context.Pipe()
        self.process = _context.Process(target=_serve, args=(theirs, pickle.dumps(craft)), daemon=True)
        self.process.start()
        theirs.close()  # else nobody would notice that the worker is gone

    def wait_until_ready(self) -> None:
        told = self.answer(STARTING_SECONDS)
        if told != READY:
            raise pickle.loads(told)  # noqa: S301 - from our own worker

    def ask(self, items: Sequence[Any]) -> None:
        try:
            self._connection.send_bytes(pickle.dumps(items, pickle.HIGHEST_PROTOCOL))
        except OSError as error:
            raise _LostWorker("worker-died") from error

    def answer(self, seconds: float) -> bytes:
        try:
            if self._connection.poll(seconds):
                return self._connection.recv_bytes()
        except (EOFError, OSError) as error:
            raise _LostWorker("worker-died") from error
        raise _LostWorker("time-limit")

    def stop(self) -> None:
        self.process.kill()
        self.process.join()
        self._connection.close()


def gather(items: Iterable[Item], weigh: Callable[[Item], int], batch_weight: int) -> Iterator[tuple[list[Item], int]]:
    """Gather items, in order, into batches that reach the weight with their last item; give each with its weight."""
    some: list[Item] = []
    weight = 0
    for item in items:
        some.append(item)
        weight += weigh(item)
        if weight >= batch_weight:
            yield some, weight
            some, weight = [], 0
    if some:
        yield some, weight


def _serve(connection: Connection, pickled: bytes) -> None:
    """Work until nobody asks any more: the other end is closed when its process is gone, however it ended."""
    for name in ONE_THREAD:
        os.environ.setdefault(name, "1")
    with contextlib.suppress(EOFError, OSError):
        try:
            work = pickle.loads(pickled).learn()  # noqa: S301 - from the process that started this one
        except Exception as error:  # noqa: BLE001 - the worker's edge: told where it can be heard
            connection.send_bytes(pickle.dumps(error))
            return
        connection.send_bytes(READY)
        with rare_collection():
            while True:
                for item in pickle.loads(connection.recv_bytes()):  # noqa: S301 - as above
                    connection.send_bytes(pickle.dumps(work(item), pickle.HIGHEST_PROTOCOL))
