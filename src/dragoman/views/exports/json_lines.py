"""The whole record as JSON Lines: one object a line, each with its kind, in the contract's form and order."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

from dragoman.store.base import EVERYTHING, EventFilter, View
from dragoman.views.exports.files import Json, whole_text, write_json_line
from dragoman.views.exports.outcome import Exported, outcome
from dragoman.views.objects import kept_document_object, shape

# The kinds in the order of the file: what others point at comes first.
KINDS: tuple[tuple[str, Callable[[View, EventFilter], Iterable[Any]]], ...] = (
    ("actor", lambda view, chosen: view.actors(chosen)),
    ("event", lambda view, chosen: view.events(chosen)),
    ("quotation", lambda view, chosen: view.statements(chosen)),
    ("figure", lambda view, chosen: view.figures(chosen)),
    ("agreement", lambda view, chosen: view.agreements(chosen)),
    ("contradiction", lambda view, chosen: view.contradictions(chosen)),
)


def export_jsonl(view: View, out: Path, *, with_text: bool, chosen: EventFilter = EVERYTHING) -> Exported:
    """Write the record; the same record gives the same bytes."""
    count = 0
    with whole_text(out) as file:
        for value in iter_objects(view, with_text=with_text, chosen=chosen):
            write_json_line(file, value)
            count += 1
    return outcome(count, "objects")


def iter_objects(view: View, *, with_text: bool = False, chosen: EventFilter = EVERYTHING) -> Iterator[Json]:
    """Give the objects of the file, in its order: the kind of record first, as `record`.

    An object's own `kind` (person, treaty, direct) stays as it is.
    """
    for kept in view.documents(chosen, with_text=with_text):
        yield {"record": "document", **kept_document_object(kept, with_text=with_text)}
    for kind, select in KINDS:
        for record in select(view, chosen):
            yield {"record": kind, **shape(record)}
