"""The whole record as JSON Lines: one object a line, each with its kind, in the contract's form and order."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from dragoman.store.base import EVERYTHING, View
from dragoman.views.objects import kept_document_object, shape

# The kinds in the order of the file: what others point at comes first.
KINDS: tuple[tuple[str, Callable[[View], Iterable[Any]]], ...] = (
    ("actor", lambda view: view.actors(EVERYTHING)),
    ("event", lambda view: view.events(EVERYTHING)),
    ("quotation", lambda view: view.statements(EVERYTHING)),
    ("figure", lambda view: view.figures(EVERYTHING)),
    ("agreement", lambda view: view.agreements(EVERYTHING)),
    ("contradiction", lambda view: view.contradictions(EVERYTHING)),
)


def export_jsonl(view: View, out: Path, *, with_text: bool) -> None:
    """Write the record; the same record gives the same bytes."""
    beside = out.with_name(out.name + ".part")
    with beside.open("w", encoding="utf-8", newline="\n") as file:
        for kept in view.documents(EVERYTHING, with_text=with_text):
            file.write(_line("document", kept_document_object(kept, with_text=with_text)))
        for kind, select in KINDS:
            for record in select(view):
                file.write(_line(kind, shape(record)))
    beside.replace(out)


def _line(record_kind: str, value: dict[str, Any]) -> str:
    """Put the kind of record first; an object's own `kind` (person, treaty, direct) stays as it is."""
    return json.dumps({"record": record_kind, **value}, ensure_ascii=False) + "\n"
