"""Precision, recall, F1 and shares from counts, and the one-to-one matching that they rest on.

In:  counts; edges or likenesses between gold and answers. Out: scores, pairs.
Left to the modules of the kinds: what fits what.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from dragoman.records.spans import CharSpan

Left = TypeVar("Left", bound=Hashable)
Right = TypeVar("Right", bound=Hashable)

Errors = list[tuple[str, str]]
Measured = tuple[dict[str, float], Errors]  # scores by name, 0 to 1; and (item, what went wrong there)


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """Reads as: of so many answers and so many gold items, so many were right; each between 0 and 1."""

    right: int
    answers: int
    gold: int

    @property
    def precision(self) -> float:
        """Give the share of the answers that are right."""
        return self.right / self.answers if self.answers else 0.0

    @property
    def recall(self) -> float:
        """Give the share of gold that was found."""
        return self.right / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        """Give the harmonic mean of precision and recall."""
        total = self.answers + self.gold
        return 2 * self.right / total if total else 0.0


def match_pairs(edges: Mapping[Left, Sequence[Right]]) -> dict[Left, Right]:
    """Give a largest one-to-one matching; each left's rights stand best first (Kuhn's augmenting paths)."""
    taken: dict[Right, Left] = {}

    def serve(left: Left, seen: set[Right]) -> bool:
        for right in edges.get(left, ()):
            if right in seen:
                continue
            seen.add(right)
            if right not in taken or serve(taken[right], seen):
                taken[right] = left
                return True
        return False

    for left in edges:
        serve(left, set())
    return {left: right for right, left in taken.items()}


def share(right: int, total: int) -> float:
    """Give right of total, 0 where there is nothing, rounded to four places."""
    return round(right / total, 4) if total else 0.0


def f1(right: int, answers: int, gold: int) -> float:
    """Give the F1 of counts, rounded to four places."""
    return round(Score(right=right, answers=answers, gold=gold).f1, 4)


def span_likeness(one: CharSpan, other: CharSpan) -> float:
    """Tell how much of two stretches is shared, as Dice's coefficient: 1 for equal ones, 0 for apart.

    >>> span_likeness(CharSpan(start=0, end=4), CharSpan(start=2, end=6))
    0.5
    """
    shared = min(one.end, other.end) - max(one.start, other.start)
    return 2 * shared / (one.end - one.start + other.end - other.start) if shared > 0 else 0.0


def match_spans(gold: Sequence[CharSpan], answers: Sequence[CharSpan]) -> dict[int, int]:
    """Pair gold spans with answers that overlap them, one to one, the most alike first."""
    return match_alike(
        {(i, j): span_likeness(one, other) for i, one in enumerate(gold) for j, other in enumerate(answers)}
    )


def match_alike(likeness: Mapping[tuple[int, int], float]) -> dict[int, int]:
    """Pair gold with answers one to one, the most alike first; a likeness of 0 is no pair."""
    pairs: dict[int, int] = {}
    taken: set[int] = set()
    for (gold, answer), alike in sorted(likeness.items(), key=lambda each: (-each[1], each[0])):
        if alike > 0 and gold not in pairs and answer not in taken:
            pairs[gold] = answer
            taken.add(answer)
    return pairs
