"""Precision, recall, F1 from counts, and the one-to-one matching that they rest on."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

Left = TypeVar("Left", bound=Hashable)
Right = TypeVar("Right", bound=Hashable)


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
