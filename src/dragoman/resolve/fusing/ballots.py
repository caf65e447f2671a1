"""Count voices: who says it, how surely, and that ten reprints of one story are one voice.

In:  tellings of an event. Out: supports, elected values, a confidence.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass, field
from operator import attrgetter
from typing import TypeVar

from dragoman.lexicons.load.confidence import calibrate
from dragoman.lexicons.load.genre_weights import load_genre_weights
from dragoman.records.mentions import EventMention
from dragoman.resolve.articles import Article

Value = TypeVar("Value", bound=Hashable)

in_order = attrgetter("order")
MAX_CONFIDENCE = 0.99  # no number of articles makes it certain


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """Reads as: this article tells the event in this mention.

    `order` sorts by day of publication, then mention: the first is the anchor. `weight` is how much it counts, 0 to 1:
    the mention's confidence, less in genres that tell at second hand.
    """

    article: Article
    mention: EventMention
    order: tuple[str, str] = field(init=False)
    weight: float = field(init=False)

    def __post_init__(self) -> None:
        """Find once what some twenty votes ask of each telling."""
        weight = self.mention.confidence * load_genre_weights()[self.article.genre]
        object.__setattr__(self, "order", (self.article.order[0], self.mention.mention_id))
        object.__setattr__(self, "weight", round(weight, 4))

    @property
    def chance(self) -> float:
        """Give the share of mentions as sure as this one that is right, less in genres that tell at second hand."""
        return calibrate(self.mention.confidence) * load_genre_weights()[self.article.genre]


def support(told: Iterable[Telling]) -> float:
    """Sum the best weight of each voice."""
    best: dict[str, float] = {}
    for telling in told:
        voice = telling.article.voice
        if telling.weight >= best.get(voice, 0.0):
            best[voice] = telling.weight
    return round(math.fsum(best.values()), 4)  # exact, in any order


def elect(told: Sequence[Telling], read: Callable[[Telling], Value | None]) -> list[tuple[Value, float]]:
    """Give the values that the tellings support, the best supported first; ties go to the value told first."""
    votes: dict[Value, list[Telling]] = {}
    for telling in sorted(told, key=in_order):
        value = read(telling)
        if value is not None:
            votes.setdefault(value, []).append(telling)
    counted = [(value, support(some)) for value, some in votes.items()]
    return sorted(counted, key=lambda each: -each[1])


def estimate_confidence(told: Iterable[Telling]) -> tuple[float, str]:
    """Give the confidence that it is so, rounded, and how it came about: voices that err independently.

    Of each voice the best mention counts, with the share of such mentions that is right (docs/calibration.md).
    """
    best = _by_voice(told, lambda telling: telling.chance)
    wrong = math.prod(1.0 - best[voice] for voice in sorted(best))
    told_by = ", ".join(f"{best[voice]:.2f}" for voice in sorted(best, key=lambda each: (-best[each], each))[:5])
    return round(
        min(MAX_CONFIDENCE, 1.0 - wrong), 4
    ), f"confidence from {len(best)} voice(s), right so often: {told_by}"


def _by_voice(told: Iterable[Telling], read: Callable[[Telling], float]) -> dict[str, float]:
    best: dict[str, float] = {}
    for telling in told:
        best[telling.article.voice] = max(best.get(telling.article.voice, 0.0), round(read(telling), 4))
    return best
