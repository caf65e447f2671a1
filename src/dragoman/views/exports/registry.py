"""The exports, by name."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Protocol

from dragoman.store.base import View
from dragoman.views.exports.csv_files import export_csv
from dragoman.views.exports.json_lines import export_jsonl


class Export(Protocol):
    """Writes a whole record to a path."""

    def __call__(self, view: View, out: Path, *, with_text: bool) -> None:
        """Write it; a file appears whole or not at all."""
        ...


EXPORTS: Mapping[str, Export] = MappingProxyType({"csv": export_csv, "jsonl": export_jsonl})
