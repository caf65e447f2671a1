"""Measure time expressions against annotated texts.

In:  gold texts with their times (TIMEX3) and the coder's annotations of them.
Out: named scores, and what went wrong in each text.

As in TempEval-3: `span F1` counts expressions that overlap, one to one, `strict` those with equal spans. Of the
overlapping, `value right` and `type right` tell the share with gold's value and type; `value F1` counts the values
that are right against all expressions. Gold spans leave out prepositions ("on Friday" is told as "Friday").
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from dragoman.evaluate.gold import GoldText, Item, load_texts, locate, one_of
from dragoman.evaluate.scores import Errors, Measured, f1, match_spans, share
from dragoman.records.mentions import Annotations
from dragoman.records.spans import CharSpan
from dragoman.records.times import TimeExpression
from dragoman.records.vocabulary import TIMEX_TYPES


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldTime:
    """Reads as: these words mean this TIMEX3 value."""

    span: CharSpan
    exact: str
    type: str
    value: str


def load_gold_times(path: Path) -> tuple[GoldText[GoldTime], ...]:
    """Read gold texts with their `times`; UsageError names the line that is malformed."""
    return load_texts(path, "times", _read_time)


def _read_time(text: str, item: Item) -> GoldTime:
    return GoldTime(
        span=locate(text, item["exact"], item.get("occurrence", 1)),
        exact=item["exact"],
        type=one_of(item["type"], TIMEX_TYPES, "type"),
        value=item["value"],
    )


def score_times(pairs: Iterable[tuple[GoldText[GoldTime], Annotations | None]]) -> Measured:
    """Score the annotations (None: rejected) of gold texts."""
    counts: Counter[str] = Counter()
    errors: Errors = []
    for text, found in pairs:
        answers = found.times if found is not None else ()
        matched = match_spans([each.span for each in text.wanted], [each.span for each in answers])
        counts["gold"] += len(text.wanted)
        counts["answers"] += len(answers)
        counts["matched"] += len(matched)
        notes = [f"missed {_told(each)}" for i, each in enumerate(text.wanted) if i not in matched]
        notes += [f"extra {_told(each)}" for j, each in enumerate(answers) if j not in set(matched.values())]
        for i, j in matched.items():
            notes += _judge(text.wanted[i], answers[j], counts)
        if notes:
            errors.append((text.item_id, "; ".join(notes)))
    rows = {
        "span F1": f1(counts["matched"], counts["answers"], counts["gold"]),
        "span F1 strict": f1(counts["span"], counts["answers"], counts["gold"]),
        "value right": share(counts["value"], counts["matched"]),
        "value F1": f1(counts["value"], counts["answers"], counts["gold"]),
        "type right": share(counts["type"], counts["matched"]),
    }
    return rows, errors


def _judge(gold: GoldTime, answer: TimeExpression, counts: Counter[str]) -> list[str]:
    right = {"span": gold.span == answer.span, "value": gold.value == answer.value, "type": gold.type == answer.type}
    counts.update(name for name, fits in right.items() if fits)
    wrong = [name for name, fits in right.items() if not fits]
    return [f"{' and '.join(wrong)} of {_told(gold)}: got {_told(answer)}"] if wrong else []


def _told(time: GoldTime | TimeExpression) -> str:
    return f"{time.type}[{time.exact}] {time.value}"
