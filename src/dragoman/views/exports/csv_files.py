"""The record as CSV files, one a kind, in a folder."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from dragoman.errors import UsageError
from dragoman.store.base import EVERYTHING, View
from dragoman.views.exports.tables import write_csv

FILES: tuple[tuple[str, Callable[[View], Iterable[Any]]], ...] = (
    ("actors", lambda view: view.actors(EVERYTHING)),
    ("agreements", lambda view: view.agreements(EVERYTHING)),
    ("contradictions", lambda view: view.contradictions(EVERYTHING)),
    ("documents", lambda view: view.documents(EVERYTHING)),
    ("events", lambda view: view.events(EVERYTHING)),
    ("figures", lambda view: view.figures(EVERYTHING)),
    ("quotations", lambda view: view.statements(EVERYTHING)),
)


def export_csv(view: View, out: Path, *, with_text: bool) -> None:
    """Write one file a kind into the folder `out`, made where it is missing; UsageError where it is a file."""
    if with_text:
        raise UsageError("csv holds no article text: use the jsonl export for --with-text")
    if out.exists() and not out.is_dir():
        raise UsageError(f"{out} is a file; csv writes a folder of files: name a folder")
    out.mkdir(parents=True, exist_ok=True)
    for name, select in FILES:
        beside = out / f"{name}.csv.part"
        with beside.open("w", encoding="utf-8", newline="") as file:
            write_csv(name, select(view), file)
        beside.replace(out / f"{name}.csv")
