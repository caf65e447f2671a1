"""Who printed what a page quotes: the imprints of all documents that its objects rest on.

In:  a view and objects of the record. Out: imprints by document id, in one question to the store.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from dragoman.records.entities import Agreement, Contradiction, Event, FigureClaim, Statement
from dragoman.records.spans import Evidence
from dragoman.store.base import View
from dragoman.store.overview import Imprint

Quoted = Event | Statement | FigureClaim | Agreement | Contradiction


def read_imprints(view: View, *objects: Iterable[object]) -> dict[str, Imprint]:
    """Give the imprints of all documents that the objects rest on; of an object without words, none."""
    ids = {evidence.document_id for some in objects for each in some for evidence in _evidence(each)}
    return view.imprints(ids) if ids else {}


def _evidence(found: object) -> Iterator[Evidence]:
    if isinstance(found, Event):
        for claim in found.claims:
            yield claim.evidence
    elif isinstance(found, Statement | FigureClaim):
        yield from found.printed
    elif isinstance(found, Agreement):
        for stage in found.stages:
            yield from (*stage.printed, *stage.sentences)
    elif isinstance(found, Contradiction):
        for side in found.sides:
            yield from side.printed
