"""Let NumPy multiply the pipeline's matrices: the same parse in three quarters of the time.

In:  a loaded pipeline. Out: the same, whose layers multiply by NumPy's BLAS in place of spaCy's own.
Sums of one processor may differ from another's in their last digit, as they do with spaCy's own; on one machine they
are the same each time, as long as one thread adds them up: how many threads share a product decides what is summed
first.
"""

from __future__ import annotations

import functools
from collections.abc import Iterator
from contextlib import AbstractContextManager
from typing import Any, cast

from spacy.language import Language
from thinc.api import Model, NumpyOps
from threadpoolctl import ThreadpoolController


def quicken_arithmetic(nlp: Language) -> None:
    """Give each layer of the pipeline's networks its own NumPy arithmetic; those on another device keep theirs."""
    arithmetic = NumpyOps(use_blis=False)
    for model in _networks(nlp):
        for layer in model.walk():
            if isinstance(layer.ops, NumpyOps):
                layer.ops = arithmetic


def _networks(nlp: Language) -> Iterator[Model[Any, Any]]:
    for _, component in nlp.pipeline:
        model = getattr(component, "model", None)
        if isinstance(model, Model):
            yield model


def one_thread() -> AbstractContextManager[object]:
    """Keep matrices to one thread meanwhile, in this process; other settings come back at the end."""
    return cast("AbstractContextManager[object]", _controller().limit(limits=1, user_api="blas"))


@functools.cache
def _controller() -> ThreadpoolController:
    return ThreadpoolController()
