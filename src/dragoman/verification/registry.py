"""The proofs, in order: what `dragoman verify` goes through.

In:  an open store. Out: faults as they are found; nothing of the record is kept in memory but what is looked at.
Left to `documents`, `objects`, `rebuilding` and to the store: each proof.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from dragoman.errors import StoreError
from dragoman.merging import resolve_dirty
from dragoman.records.decisions import Decision
from dragoman.records.faults import Fault
from dragoman.records.ids import decision_id as make_decision_id
from dragoman.store.base import StoredDocument
from dragoman.store.database import batched
from dragoman.store.prover import RESTORE, KeptObject, Prover
from dragoman.store.sql import SqlStore, open_store
from dragoman.store.summary import BuildSummary
from dragoman.verification.documents import prove_document
from dragoman.verification.objects import prove_objects
from dragoman.verification.rebuilding import build_again, compare, remake

Tick = Callable[[], None]
OBJECTS_AT_A_TIME = 200
DOCUMENTS_AT_A_TIME = 64


def verify(store: SqlStore, *, rebuild: bool, tick: Tick) -> Iterator[Fault]:
    """Prove the whole record; with `rebuild`, also that the same would come of its articles again.

    `tick` is called after each document and object.
    """
    try:
        yield from store.damage()
        with store.proving() as prover:
            yield from _prove_documents(prover, tick)
            yield from _prove_decisions(prover)
            yield from _prove_objects(prover, tick)
            yield from prover.rows()
            if rebuild:
                yield from _prove_rebuilt(prover, tick)
    except StoreError as error:
        yield Fault(check="file", kind="record", object_id="", what=str(error), remedy=RESTORE)


def _prove_documents(prover: Prover, tick: Tick) -> Iterator[Fault]:
    for each in prover.documents(prover.document_ids()):
        if isinstance(each, Fault):
            yield each
            continue
        yield from prove_document(each)
        yield from prover.wrong_rows(each)
        tick()


def _prove_decisions(prover: Prover) -> Iterator[Fault]:
    for each in prover.decisions():
        if isinstance(each, Fault):
            yield each
        elif each.decision_id != make_decision_id(*_defining(each), each.by, each.decided_at):
            what = "its id is not that of what was decided"
            yield Fault(check="ids", kind="decision", object_id=each.decision_id, what=what, remedy=RESTORE)


def _defining(decision: Decision) -> tuple[str, tuple[str, ...], tuple[str | None, ...]]:
    if decision.kind == "undo":
        return decision.kind, (decision.undoes or "",), ()
    return decision.kind, decision.subjects, (decision.field, decision.value)


def _prove_objects(prover: Prover, tick: Tick) -> Iterator[Fault]:
    for some in batched(prover.objects(), OBJECTS_AT_A_TIME):
        yield from (each for each in some if isinstance(each, Fault))
        kept = [each for each in some if isinstance(each, KeptObject)]
        yield from prove_objects(prover, kept)
        for _ in kept:
            tick()


def _prove_rebuilt(prover: Prover, tick: Tick) -> Iterator[Fault]:
    if prover.waiting():
        return  # what is not resolved yet is not what it will be: the caller says so
    with open_store(":memory:", create=True) as made:
        build_again(prover, made.writer(), tick)
        yield from compare(prover.view(), made.view())


def mend(store: SqlStore, tick: Tick) -> None:
    """Make anew all that follows from the articles and what they say; an article that is unreadable stays as it is.

    A run that is killed leaves whole articles, and the rest to the next build.
    """
    writer = store.writer()
    store.remake_indexes()
    with store.proving() as prover:
        document_ids = list(prover.document_ids())
    for some in batched(document_ids, DOCUMENTS_AT_A_TIME):
        with store.proving() as prover:
            kept = [remake(each) for each in prover.documents(some) if isinstance(each, StoredDocument)]
        writer.add(kept)
        for _ in kept:
            tick()
    store.start_over()
    resolve_dirty(writer, BuildSummary())
