"""Hold confidences against what is right: of all that is 80 per cent sure, four in five should be.

In:  gold sentences with what was coded of them. Out: `Judged` mentions, their reliability by bins, the error.
A mention is right when gold has an event of its type, one to one, with its status and its parties on both sides.
Left to `training/calibrate.py`: the map from what the rules say to the share that is right.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dragoman.evaluate.events import GoldSentence, are_parties_right, match_events
from dragoman.records.mentions import Annotations

BINS = 10  # of equal width, from 0 to 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """Reads as: a mention of this item was so sure, and was right or not."""

    item_id: str
    confidence: float
    is_right: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Bin:
    """Reads as: so many mentions were so sure on average, and this share of them was right."""

    count: int
    confidence: float
    share: float


def judge_mentions(sentence: GoldSentence, annotations: Annotations) -> Iterator[Judged]:
    """Judge all that was coded of a sentence."""
    answers = {answer: index for index, answer in match_events(sentence, annotations.events).items()}
    for position, event in enumerate(annotations.events):
        gold = sentence.events[answers[position]] if position in answers else None
        is_right = (
            gold is not None
            and gold.status == event.status
            and are_parties_right(sentence.text, gold, annotations, event)
        )
        yield Judged(item_id=sentence.sentence_id, confidence=event.confidence, is_right=is_right)


def bin_judged(judged: Sequence[Judged]) -> tuple[Bin, ...]:
    """Give the bins that hold any, from the least sure to the surest."""
    held: dict[int, list[Judged]] = {}
    for each in judged:
        held.setdefault(min(BINS - 1, int(each.confidence * BINS)), []).append(each)
    return tuple(
        Bin(
            count=len(some),
            confidence=math.fsum(each.confidence for each in some) / len(some),
            share=sum(each.is_right for each in some) / len(some),
        )
        for _, some in sorted(held.items())
    )


def calibration_error(judged: Sequence[Judged]) -> float:
    """Give the expected calibration error: how far confidence and share are apart, on average over the mentions.

    >>> calibration_error([Judged(item_id="a", confidence=0.95, is_right=True)])
    0.05
    """
    if not judged:
        return 0.0
    apart = (each.count * abs(each.confidence - each.share) for each in bin_judged(judged))
    return round(math.fsum(apart) / len(judged), 4)
