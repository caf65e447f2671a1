"""Reads news on international affairs and keeps the record, with the very words for every fact.

Importing this loads nothing but the standard library; `Coder` and `open` are fetched when first used.
"""

from __future__ import annotations

import importlib
from typing import Any

from dragoman.errors import DragomanError
from dragoman.records.decisions import Decision
from dragoman.records.documents import RawDocument, Rejection, Zone
from dragoman.records.entities import (
    Actor,
    Agreement,
    Claim,
    Contradiction,
    Event,
    Place,
    Resolution,
    Statement,
)
from dragoman.records.mentions import Annotations
from dragoman.records.spans import CharSpan, Evidence

__version__ = "0.1.0"

_LAZY = {"Coder": "dragoman.coder", "open": "dragoman.api", "Document": "dragoman.coder", "Record": "dragoman.api"}

__all__ = [
    "Actor",
    "Agreement",
    "Annotations",
    "CharSpan",
    "Claim",
    "Contradiction",
    "Decision",
    "DragomanError",
    "Event",
    "Evidence",
    "Place",
    "RawDocument",
    "Rejection",
    "Resolution",
    "Statement",
    "Zone",
    "__version__",
]


def __getattr__(name: str) -> Any:
    """Fetch what needs the pipeline or a store only when it is asked for."""
    if name in _LAZY:
        return getattr(importlib.import_module(_LAZY[name]), name)
    message = f"module 'dragoman' has no attribute {name!r}"
    raise AttributeError(message)
