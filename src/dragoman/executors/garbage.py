"""Look for garbage less often while articles are coded.

Coding an article makes some hundred thousand small objects, nearly none of them in circles; and the loaded words are
some hundred thousand more, which never become garbage. With Python's own thresholds a tenth of the time went into
looking through them.
"""

from __future__ import annotations

import contextlib
import gc
from collections.abc import Iterator

YOUNG = 50_000  # objects made between two looks: some megabytes


@contextlib.contextmanager
def rare_collection() -> Iterator[None]:
    """Set aside in the block what is loaded already, and look at the rest less often; restore both at its end."""
    before = gc.get_threshold()
    is_ours = gc.get_freeze_count() == 0  # a server that froze its own objects keeps them so
    gc.collect()
    gc.freeze()
    gc.set_threshold(YOUNG, *before[1:])
    try:
        yield
    finally:
        gc.set_threshold(*before)
        if is_ours:
            gc.unfreeze()
