"""A craft that codes documents without a pipeline: each is a meeting, or dies, as its text says."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable
from dataclasses import dataclass

from tests.factories import make_annotations

from dragoman.executors.crew import Loss
from dragoman.executors.local import Coding, Read, Stored
from dragoman.pipeline import store_form
from dragoman.records.documents import Rejection


@dataclass(frozen=True, kw_only=True)
class Inventing:
    """Invents what a document says; "deadly" ones kill their worker, "dull" ones are rejected."""

    def learn(self) -> Callable[[Read], Stored]:
        return invent

    def lose(self, item: Read, loss: Loss) -> Stored:
        return Coding(pipeline="none", seconds=1.0, workers=1).lose(item, loss)


def invent(document: Read) -> Stored:
    if isinstance(document, Rejection):
        return document
    if "deadly" in document.text:
        os.kill(os.getpid(), signal.SIGKILL)
    if "dull" in document.text:
        return Rejection(source_id=document.source_id, reason="failed", detail="dull")
    return store_form(
        make_annotations(document.document_id, text=document.text, source_id=document.source_id, published="2031-05-04")
    )
