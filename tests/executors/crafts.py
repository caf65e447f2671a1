"""Crafts that workers learn in an instant, for tests of the crew: no pipeline is loaded."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from dragoman.errors import ConfigError
from dragoman.executors.crew import Loss


@dataclass(frozen=True, kw_only=True)
class Doubling:
    """Doubles numbers; dies at some, sleeps at others, and leaves a note of each in the folder before it begins."""

    folder: Path
    deadly: tuple[int, ...] = ()
    deadly_once: tuple[int, ...] = ()
    endless: tuple[int, ...] = ()
    slow: tuple[int, ...] = ()
    fails: bool = False

    def learn(self) -> Callable[[int], str]:
        if self.fails:
            raise ConfigError("no such pipeline")
        (self.folder / f"pid-{os.getpid()}").touch()
        return self._double

    def _double(self, item: int) -> str:
        note = self.folder / f"item-{item}"
        seen = note.exists()
        note.touch()
        if item in self.deadly or (item in self.deadly_once and not seen):
            os.kill(os.getpid(), signal.SIGKILL)
        if item in self.endless:
            signal.pause()
        if item in self.slow:
            time.sleep(0.3)
        return f"{2 * item}"

    def lose(self, item: int, loss: Loss) -> str:
        return f"{item} {loss}"
