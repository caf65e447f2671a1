"""Words by which an article tells that two accounts do not agree.

In:  `disagreement_cues.toml`. Out: `DisagreementCue`s in the order of the file.
"""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass
from typing import Literal, get_args

from dragoman.errors import ConfigError
from dragoman.lexicons.load.files import read_toml

FILE = "disagreement_cues.toml"
CueKind = Literal["before", "inside", "count"]


@dataclass(frozen=True, slots=True, kw_only=True)
class DisagreementCue:
    """Reads as: these words tell of a disagreement, whose sides stand there."""

    kind: CueKind
    pattern: re.Pattern[str]
    example: str


@functools.cache
def load_disagreement_cues() -> tuple[DisagreementCue, ...]:
    """Load the cues; ConfigError where one is malformed or does not fit its own example."""
    return tuple(_read_cue(entry) for entry in read_toml(FILE)["cues"])


def _read_cue(entry: dict[str, str]) -> DisagreementCue:
    try:
        kind, example, pattern = entry["kind"], entry["example"], re.compile(entry["pattern"], re.IGNORECASE)
    except (KeyError, re.error) as error:
        raise ConfigError(f"lexicon {FILE}: {error!r} in {entry}") from error
    if kind not in get_args(CueKind) or not pattern.search(example):
        raise ConfigError(f"lexicon {FILE}: {kind} {example!r} does not fit its own pattern")
    return DisagreementCue(kind=kind, pattern=pattern, example=example)  # type: ignore[arg-type]
