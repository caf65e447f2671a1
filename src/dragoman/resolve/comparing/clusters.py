"""What clustering puts together: mentions that are one event, and what two such groups are asked before they join.

In:  mentions, with the frame that they come to. Out: `Cluster`s that grow.
Left to `links`: which of them are worth joining. Left to `clustering`: in which order.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from dragoman.resolve.comparing.frames import Frame
from dragoman.resolve.comparing.joining import join
from dragoman.resolve.comparing.scoring import Score, compare_frames, weigh_frames

REASONS_KEPT = 4  # joins that an event explains itself by


@dataclass(slots=True)
class Cluster:
    """Reads as: these mentions are one event, put together for these reasons; it grows while clustering."""

    key: str
    mention_ids: list[str]
    frame: Frame
    reasons: list[str] = field(default_factory=list)
    documents: frozenset[str] = frozenset()

    def absorb(self, other: Cluster, score: Score | None) -> None:
        """Take the other's mentions in."""
        self.key = min(self.key, other.key)
        self.mention_ids.extend(other.mention_ids)
        is_one_article = self.documents == other.documents
        self.frame = join(self.frame, other.frame, is_one_article=is_one_article)
        if not is_one_article:
            self.documents |= other.documents
        if score is not None and len(self.reasons) < REASONS_KEPT:
            self.reasons.append(score.explain())
        self.reasons = list(dict.fromkeys([*self.reasons, *other.reasons]))[:REASONS_KEPT]


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """Reads as: a cluster as it was before anything was joined to it."""

    key: str
    frame: Frame
    documents: frozenset[str]


def are_told_apart(one: Cluster | Unit, other: Cluster | Unit) -> bool:
    """Tell whether one article tells the two as two acts: "agreed on a ceasefire, promising restraint"."""
    return not one.documents.isdisjoint(other.documents) and one.frame.types.isdisjoint(other.frame.types)


def is_one_article(one: Cluster | Unit, other: Cluster | Unit) -> bool:
    """Tell whether one article tells both, and nobody else: what it keeps apart is not one for other reasons."""
    return bool(one.documents) and one.documents == other.documents


def weigh_pair(one: Cluster | Unit, other: Cluster | Unit) -> float | None:
    """Give the points beyond those that make the two one event; None where something keeps them apart."""
    return weigh_frames(one.frame, other.frame, is_one_document=is_one_article(one, other))


def score_pair(one: Cluster | Unit, other: Cluster | Unit) -> Score | None:
    """Give the points with their reasons; None where they are too few."""
    return compare_frames(one.frame, other.frame, is_one_document=is_one_article(one, other))
