"""Code articles and resolve sets of them on many machines: the only module that knows Ray.

In:  paths that all machines reach, a folder that all machines reach. Out: what came of the articles, in the order in
which one machine would have read them; resolved sets, in their order.
Ray Data hands out the shards (their places, not their texts: a worker reads them itself, and writes what came of them
into the folder), and gives those of workers that died to others. Sets are resolved by Ray tasks.
Left to `coding`: what a worker does. Left to `pipeline` and `store`: the record, which only this process writes.
"""

from __future__ import annotations

import contextlib
import logging
import os
import pickle
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from pathlib import Path
from types import TracebackType
from typing import Any, Self, cast

import ray
import ray.data
import ray.exceptions

from dragoman.errors import DragomanError, ExecutorError
from dragoman.executors.coding import check_versions, code_in_order, code_shard
from dragoman.executors.engine import Job, Result, Share
from dragoman.lexicons.load.chosen_table import choose_table
from dragoman.lexicons.load.genre_weights import choose_genre_weights
from dragoman.nlp.parse import Parser
from dragoman.readers.shards import SHARD_BYTES, Shard
from dragoman.records.documents import Rejection
from dragoman.store.base import StoredDocument
from dragoman.store.shards import FinishedShard
from dragoman.store.summary import BuildSummary

STORE_BYTES = 200_000_000  # of a Ray that is started here: it holds sets to resolve, no texts
STARTS = 3  # of a Ray on this machine: on a busy one the first takes longer than Ray waits
MOST_BLOCKS = 10_000  # of shards handed out together, so that a billion articles do not make a million objects
DOCUMENTS_A_TASK = 200  # resolved in one task: some seconds
TASKS_AHEAD = 2  # for each core
BLOCKS_A_CORE = 10_000  # dirty blocks looked at together, so that every core has sets to resolve
QUIET = ("ray", "ray.data", "ray.rllib", "ray.train", "ray.tune", "ray.serve")


class RayCluster:
    """The engine of a cluster, or of a Ray that is started on this machine. Use it in a `with` statement.

    `address` is a cluster's ("auto": the one this machine is in; None: RAY_ADDRESS, else one is started here).
    `folder` is the work folder, which all machines must reach at the same path. `workers` are the cores to code on,
    None all there are. ExecutorError where there is no such cluster.
    """

    def __init__(
        self, folder: Path, *, address: str | None = None, workers: int | None = None, shard_bytes: int = SHARD_BYTES
    ) -> None:
        self._folder = folder.absolute()
        self._shard_bytes = shard_bytes
        self._is_ours = not ray.is_initialized()
        if self._is_ours:
            _connect(address or os.environ.get("RAY_ADDRESS"), workers)
        self._workers = workers or max(1, int(ray.cluster_resources().get("CPU", 1)))  # type: ignore[no-untyped-call]
        self.name = "ray"
        self.blocks_at_a_time = BLOCKS_A_CORE * self._workers

    def code(self, paths: Sequence[str], job: Job, summary: BuildSummary) -> Iterator[StoredDocument | Rejection]:
        """Code what is at the paths, and give it in order; shards that were finished before are only read."""
        return code_in_order(
            paths, job, self._folder, self._code_shards, summary=summary, shard_bytes=self._shard_bytes
        )

    def _code_shards(self, shards: Sequence[Shard], job: Job) -> Iterator[FinishedShard]:
        """Give the shards as they are finished."""
        context = ray.data.DataContext.get_current()
        context.enable_progress_bars = False
        context.print_on_execution_start = False
        rows = [{"shard": pickle.dumps(each)} for each in shards]
        handed_out = ray.data.from_items(rows, override_num_blocks=min(len(rows), MOST_BLOCKS))
        code: Callable[[Any], Any] = partial(_code_batch, job=job, folder=self._folder)
        coded = handed_out.map_batches(
            code,
            batch_size=1,
            num_cpus=1,
            compute=ray.data.TaskPoolStrategy(size=min(self._workers, len(rows))),
        )
        with _explaining():
            for row in coded.iter_rows():
                yield _read_answer(row["answer"])

    def resolve(self, work: Callable[[Share], Result], shares: Iterable[Share], job: Job, /) -> Iterator[Result]:
        """Work through shares in tasks, some hundred articles in each, and give what came of each in their order."""
        kept = ray.put((work, job))
        remote = ray.remote(_resolve_shares)
        waiting: deque[ray.ObjectRef[list[Any]]] = deque()
        with _explaining():
            for some in _portions(shares):
                waiting.append(remote.remote(kept, some))
                if len(waiting) > self._workers * TASKS_AHEAD:
                    yield from ray.get(waiting.popleft())
            while waiting:
                yield from ray.get(waiting.popleft())

    def close(self) -> None:
        """Let go of the cluster; a Ray that was started here ends."""
        if self._is_ours:
            ray.shutdown()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


class _Worker:
    """What a worker process keeps from task to task: the loaded pipeline."""

    parser: Parser | None = None
    pipeline: str = ""


def _code_batch(batch: Any, job: Job, folder: Path) -> Any:
    """Code some shards, in a task: a task runs in its process's main thread, so that an article can be stopped.

    An error of ours is an answer too: of what a task raises, Ray keeps the words but not the type.
    """
    answers: list[FinishedShard | DragomanError] = []
    for each in batch["shard"]:
        try:
            answers.append(code_shard(_load_parser(job), pickle.loads(each), job, folder))  # noqa: S301 - made here
        except DragomanError as error:
            answers.append(error)
    return {"answer": [pickle.dumps(each) for each in answers]}


def _load_parser(job: Job) -> Parser:
    choose_table(job.actors)
    if _Worker.parser is None or _Worker.pipeline != job.pipeline:
        _Worker.parser, _Worker.pipeline = Parser(job.pipeline), job.pipeline
    check_versions(_Worker.parser, job)
    return _Worker.parser


def _read_answer(answer: bytes) -> FinishedShard:
    read = pickle.loads(answer)  # noqa: S301 - made by this very program
    if isinstance(read, DragomanError):
        raise read
    return cast("FinishedShard", read)


def _resolve_shares(kept: tuple[Callable[[Any], Any], Job], shares: Sequence[Any]) -> list[Any]:
    """Resolve some shares, in a task: with the tables and weights of whoever asks."""
    work, job = kept
    choose_table(job.actors)
    choose_genre_weights(job.genre_weights)
    return [work(share) for share in shares]


def _portions(shares: Iterable[Share]) -> Iterator[list[Share]]:
    waiting: list[Share] = []
    documents = 0
    for share in shares:
        waiting.append(share)
        documents += len(share)
        if documents >= DOCUMENTS_A_TASK:
            yield waiting
            waiting, documents = [], 0
    if waiting:
        yield waiting


def _connect(address: str | None, workers: int | None) -> None:
    """Join the cluster at the address, or start a Ray here; ExecutorError says what to do where there is none."""
    os.environ.setdefault("RAY_USAGE_STATS_ENABLED", "0")  # else Ray tells its makers what it runs on
    quiet: dict[str, Any] = {"log_to_driver": False, "logging_level": logging.ERROR}
    if address is not None and address != "local":
        try:
            ray.init(address=address, **quiet)
        except (OSError, RuntimeError, ValueError) as error:  # ConnectionError is an OSError
            raise ExecutorError(
                f"no Ray cluster at {address}: {_first_line(error)}; start one with 'ray start --head', "
                "give its address with --ray-address (RAY_AUTH_MODE=token where it asks for a token), or leave it out "
                "to run on this machine"
            ) from error
    else:
        _start(workers, quiet)
    for name in QUIET:
        logging.getLogger(name).setLevel(logging.CRITICAL)  # what fails, we tell ourselves


def _start(workers: int | None, quiet: dict[str, Any]) -> None:
    for attempt in range(1, STARTS + 1):
        try:
            ray.init(
                address="local",
                num_cpus=workers,
                include_dashboard=False,
                object_store_memory=STORE_BYTES,
                _system_config={"worker_niceness": 0},  # else anything else on this machine starves its workers
                **quiet,
            )
        except Exception as error:  # Ray raises no narrower one where it does not start in time
            with contextlib.suppress(Exception):
                ray.shutdown()
            if attempt == STARTS:
                raise ExecutorError(
                    f"Ray does not start here: {_first_line(error)}; start it with 'ray start --head' and give "
                    "--ray-address auto, or use --engine local"
                ) from error
        else:
            return


@contextlib.contextmanager
def _explaining() -> Iterator[None]:
    """Turn what Ray says of a worker or a cluster into ours."""
    try:
        yield
    except ray.exceptions.RayTaskError as error:
        raise ExecutorError(f"a worker failed: {_last_line(error)}; run again: it goes on from there") from error
    except ray.exceptions.RayError as error:
        raise ExecutorError(
            f"the cluster failed: {_first_line(error)}; run again: finished shards are not coded again"
        ) from error


def _first_line(error: BaseException) -> str:
    return next((line.strip() for line in str(error).splitlines() if line.strip()), type(error).__name__)


def _last_line(error: BaseException) -> str:
    lines = [line.strip() for line in str(error).splitlines() if line.strip()]
    return lines[-1] if lines else type(error).__name__
