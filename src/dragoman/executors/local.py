"""Annotate documents on this machine: in this process, or on several beside it.

In:  what was read, documents and rejections. Out: what came of each, in the same order, whatever the number of workers.
One worker is this process: a server or notebook that reads an article keeps its own memory limit, and what bounds a
document then is its length and the seconds it may take. Left to `crew`: the processes. Left to `ray_cluster`: many
machines.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Generator, Iterable
from dataclasses import dataclass

from dragoman.errors import RejectionReason
from dragoman.executors.crew import MOST_STRIKES, Craft, Crew, Loss, Terms
from dragoman.executors.garbage import rare_collection
from dragoman.executors.limits import WAITING, limited_seconds, within_memory
from dragoman.lexicons.load.chosen_table import UserTable, choose_table
from dragoman.nlp.parse import Parser
from dragoman.pipeline import Versions, annotate_document, store_form, versions_of
from dragoman.records.documents import Document, Rejection
from dragoman.records.mentions import Outcome
from dragoman.store.base import StoredDocument

log = logging.getLogger(__name__)

Read = Document | Rejection
Stored = StoredDocument | Rejection
Coded = Generator[Stored, None, None]  # to be closed: processes may hang on it

BATCH_CHARACTERS = 10_000  # some 1,700 words, half a second: small enough that two workers end together
PATIENCE = 60.0  # seconds beyond those that a document may wait before a worker that does not answer is given up


def annotate_within(parser: Parser, document: Document, versions: Versions, seconds: float) -> Outcome:
    """Annotate a document within the limits of time and memory; whatever goes wrong, it is a Rejection."""
    try:
        with limited_seconds(seconds):
            return annotate_document(parser, document, versions)
    except TimeoutError:
        return _reject(document, "time-limit", _too_slow(seconds))
    except MemoryError:
        return _reject(document, "memory-limit", "it took more memory than there is; split it")
    except Exception as error:  # a fault of ours or of a library costs one document, not a run over a million
        log.exception("document %s: a fault that no room foresaw", document.document_id)
        return _reject(document, "failed", f"a fault that no room foresaw: {error!r:.200}")
    finally:
        parser.renew_if_grown()


def code_here(parser: Parser, documents: Iterable[Read], *, seconds: float) -> Coded:
    """Annotate one document after the other in this process, each in the form in which the store keeps it."""
    versions = versions_of(parser)
    with rare_collection():
        for document in documents:
            yield code_document(parser, document, versions, seconds)


@dataclass(frozen=True, slots=True, kw_only=True)
class Coding:
    """Reads as: annotate with this pipeline and table of actors, a document within so many seconds (a `Craft`)."""

    pipeline: str
    seconds: float
    workers: int
    actors: UserTable | None = None

    def learn(self) -> Callable[[Read], Stored]:
        """Load the pipeline into this worker, within its share of the memory."""
        within_memory(self.workers)
        choose_table(self.actors)
        parser = Parser(self.pipeline)
        versions = versions_of(parser)
        return lambda document: code_document(parser, document, versions, self.seconds)

    def lose(self, item: Read, loss: Loss) -> Stored:
        """Reject the document at which workers died."""
        if isinstance(item, Rejection):
            return item
        if loss == "time-limit":
            return _reject(item, "time-limit", _too_slow(self.seconds))
        return reject_deadly(item.source_id)


def code_in_processes(craft: Craft[Read, Stored], documents: Iterable[Read], terms: Terms) -> Coded:
    """Annotate on several processes, as the craft does; ExecutorError where they die one after the other."""
    with Crew(craft, terms) as crew:
        yield from crew.work(documents, weigh)


def terms_for(workers: int, seconds: float) -> Terms:
    """Give the terms on which so many workers annotate documents of at most so many seconds."""
    return Terms(workers=workers, batch_weight=BATCH_CHARACTERS, seconds=WAITING * seconds + PATIENCE)


def weigh(item: Read) -> int:
    """Give the characters of what is handed out: the work, and the memory, that it takes."""
    return len(item.text) if isinstance(item, Document) else 1


def code_document(parser: Parser, document: Read, versions: Versions, seconds: float) -> Stored:
    """Annotate a document within the limits, in the form in which the store keeps it; a rejection stays one."""
    if isinstance(document, Rejection):
        return document
    outcome = annotate_within(parser, document, versions, seconds)
    return outcome if isinstance(outcome, Rejection) else store_form(outcome)


def reject_deadly(source_id: str) -> Rejection:
    """Reject what killed so many workers that no other is to try it."""
    detail = f"{MOST_STRIKES} worker processes died at it (out of memory, or a fault in a library); split it"
    return Rejection(source_id=source_id, reason="worker-died", detail=detail)


def _reject(document: Document, reason: RejectionReason, detail: str) -> Rejection:
    return Rejection(source_id=document.source_id, reason=reason, detail=detail)


def _too_slow(seconds: float) -> str:
    return f"it took longer than {seconds:g} seconds of work; raise seconds_per_document, or split it"
