from __future__ import annotations

import gc

from dragoman.executors.garbage import YOUNG, rare_collection


def test_what_was_set_is_restored() -> None:
    before = gc.get_threshold()
    with rare_collection():
        assert gc.get_threshold()[0] == YOUNG
        assert gc.get_freeze_count() > 0
    assert gc.get_threshold() == before
    assert gc.get_freeze_count() == 0


def test_what_somebody_froze_stays_frozen() -> None:
    gc.freeze()
    try:
        with rare_collection():
            pass
        assert gc.get_freeze_count() > 0
    finally:
        gc.unfreeze()
