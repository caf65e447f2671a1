"""Annotate documents on this machine: in this process, or on several beside it.

In:  documents. Out: their outcomes, in the order of the documents, whatever the number of workers.
Left to `ray_cluster`: many machines.
"""

from __future__ import annotations

import multiprocessing
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool

from dragoman.errors import ExecutorError
from dragoman.executors.limits import limited_seconds, within_memory
from dragoman.lexicons.load.chosen_table import UserTable, choose_table
from dragoman.nlp.parse import Parser
from dragoman.pipeline import annotate_document, versions_of
from dragoman.records.documents import Document, Rejection
from dragoman.records.mentions import Outcome

AHEAD = 4  # documents waiting for each worker: enough to keep it busy, few enough to keep memory flat


class _Worker:
    """What a worker process keeps: the loaded pipeline."""

    parser: Parser | None = None


def annotate_here(parser: Parser, documents: Iterable[Document], *, seconds: float) -> Iterator[Outcome]:
    """Annotate one document after the other in this process."""
    versions = versions_of(parser)
    for document in documents:
        yield annotate_within(parser, document, versions, seconds)


def annotate_within(
    parser: Parser, document: Document, versions: tuple[tuple[str, str], ...], seconds: float
) -> Outcome:
    """Annotate a document within the limits of time and memory; beyond them it is a Rejection."""
    try:
        with limited_seconds(seconds):
            return annotate_document(parser, document, versions)
    except TimeoutError:
        detail = f"it took longer than {seconds:g} seconds; raise seconds_per_document, or split it"
        return Rejection(source_id=document.source_id, reason="time-limit", detail=detail)
    except MemoryError:
        detail = "it took more memory than there is; split it"
        return Rejection(source_id=document.source_id, reason="memory-limit", detail=detail)


def annotate_in_processes(
    pipeline: str, documents: Iterable[Document], *, workers: int, seconds: float, actors: UserTable | None = None
) -> Iterator[Outcome]:
    """Annotate on several processes; ExecutorError where one of them dies. All have the same table of actors."""
    context = multiprocessing.get_context("spawn")  # fork would copy locks and threads of whoever calls
    waiting: deque[Future[Outcome]] = deque()
    with ProcessPoolExecutor(workers, context, _start_worker, (pipeline, actors)) as pool:
        try:
            for document in documents:
                waiting.append(pool.submit(_annotate_in_worker, document, seconds))
                if len(waiting) >= workers * AHEAD:
                    yield waiting.popleft().result()
            while waiting:
                yield waiting.popleft().result()
        except BrokenProcessPool as error:
            raise ExecutorError(
                "a worker process died (killed, or out of memory); run again: it goes on from there"
            ) from error
        finally:
            for future in waiting:
                future.cancel()


def _start_worker(pipeline: str, actors: UserTable | None) -> None:
    within_memory()
    choose_table(actors)
    _Worker.parser = Parser(pipeline)


def _annotate_in_worker(document: Document, seconds: float) -> Outcome:
    parser = _Worker.parser
    if parser is None:
        raise ExecutorError("a worker was asked for work before it had started")
    return annotate_within(parser, document, versions_of(parser), seconds)
