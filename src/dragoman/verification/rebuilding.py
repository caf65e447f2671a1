"""Prove that the same comes of the documents again: build anew, in memory, and compare what would be exported.

In:  a `Prover`, and the view of its moment. Out: faults, an object each that is missing, too many, or different.
Slow, and all of the record stands in memory twice over while it runs.
Left to `pipeline`: the build.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator

from dragoman.merging import resolve_dirty
from dragoman.pipeline import store_form
from dragoman.records.faults import Fault
from dragoman.store.base import StoredDocument, View, Writer
from dragoman.store.database import batched
from dragoman.store.prover import MEND, Prover
from dragoman.store.summary import BuildSummary
from dragoman.views.exports.files import Json
from dragoman.views.exports.json_lines import iter_objects

DOCUMENTS_AT_A_TIME = 64


def build_again(prover: Prover, writer: Writer, tick: Callable[[], None]) -> None:
    """Build in an empty record what the prover's record holds, in blocks made anew."""
    for some in batched(prover.documents(prover.document_ids()), DOCUMENTS_AT_A_TIME):
        kept = [each for each in some if isinstance(each, StoredDocument)]
        writer.add([remake(each) for each in kept])
        for _ in kept:
            tick()
    for decision in prover.view().decisions():
        writer.decide(decision)
    resolve_dirty(writer, BuildSummary())


def remake(stored: StoredDocument) -> StoredDocument:
    """Give a document as a build would keep it today."""
    made = store_form(stored.annotations)
    return StoredDocument(
        annotations=stored.annotations, keys=made.keys, block_keys=made.block_keys, added_at=stored.added_at
    )


def compare(kept: View, made: View) -> Iterator[Fault]:
    """Give what two records would export differently."""
    due = {_key_of(value): json.dumps(value) for value in iter_objects(made)}
    for value in iter_objects(kept):
        key = _key_of(value)
        told = due.pop(key, None)
        if told is None:
            yield _fault(key, "would not come of the articles again")
        elif told != json.dumps(value):
            other = json.loads(told)
            fields = sorted(name for name in {*value, *other} if value.get(name) != other.get(name))
            yield _fault(key, f"would come out otherwise in {', '.join(fields)}")
    for key in sorted(due):
        yield _fault(key, "would come of the articles, but is not there")


def _key_of(value: Json) -> tuple[str, str]:
    record = str(value["record"])
    return record, str(value[f"{record}_id"])


def _fault(key: tuple[str, str], what: str) -> Fault:
    return Fault(check="rebuild", kind=key[0], object_id=key[1], what=what, remedy=MEND)
