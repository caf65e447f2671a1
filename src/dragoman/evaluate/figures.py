"""Measure figures against annotated texts: value, unit, what is counted.

In:  gold texts with their figures and the coder's annotations of them.
Out: named scores, and what went wrong in each text.

An answer fits a gold figure where their words overlap, one to one, best where their values are equal. A value is right
where `low` and `high` are; an end that gold leaves open (null) is right in any case. A unit is right in whatever case
and number; gold leaves that of counts to `counted`, so a count's own noun is no error. `class`, `bound` and `counted`
are told among the figures that overlap; `counted` is right where it shares a word with gold's, if gold has one.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from dragoman.evaluate.gold import GoldText, Item, load_texts, locate, one_of
from dragoman.evaluate.scores import Errors, Measured, f1, match_alike, share, span_likeness
from dragoman.records.mentions import Annotations, Figure
from dragoman.records.spans import CharSpan
from dragoman.records.vocabulary import FIGURE_CLASSES

BOUNDS = ("=", "~", "<", ">", "range")
FINER_CLASSES = ("area", "volume", "temperature")  # gold tells them apart; the record's `other` holds them
UNIT_NAMES = {"%": "percent", "year old": "year", "celsiu": "degree celsiu"}  # in the singular, as `_singular` has it
ROUNDING = 1e-6  # relative: 0.1 + 0.2 million is 0.3 million

_WORD = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldFigure:
    """Reads as: between low and high of something; None is an end that these words leave open."""

    span: CharSpan
    exact: str
    low: float | None
    high: float | None
    bound: str
    figure_class: str
    unit: str | None
    counted: str | None


def load_gold_figures(path: Path) -> tuple[GoldText[GoldFigure], ...]:
    """Read gold texts with their `figures`; UsageError names the line that is malformed."""
    return load_texts(path, "figures", _read_figure)


def _read_figure(text: str, item: Item) -> GoldFigure:
    low, high = item["low"], item["high"]
    if low is None and high is None:
        raise ValueError(f"{item['exact']!r} has neither low nor high")
    return GoldFigure(
        span=locate(text, item["exact"], item.get("occurrence", 1)),
        exact=item["exact"],
        low=float(low) if low is not None else None,
        high=float(high) if high is not None else None,
        bound=one_of(item["bound"], BOUNDS, "bound"),
        figure_class=one_of(item["class"], (*FIGURE_CLASSES, *FINER_CLASSES), "class"),
        unit=item["unit"],
        counted=item["counted"],
    )


def score_figures(pairs: Iterable[tuple[GoldText[GoldFigure], Annotations | None]]) -> Measured:
    """Score the annotations (None: rejected) of gold texts."""
    counts: Counter[str] = Counter()
    errors: Errors = []
    for text, found in pairs:
        answers = found.figures if found is not None else ()
        matched = _match(text.wanted, answers)
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
        "value F1": f1(counts["value"], counts["answers"], counts["gold"]),
        "value and unit F1": f1(counts["value and unit"], counts["answers"], counts["gold"]),
        "class right": share(counts["class"], counts["matched"]),
        "bound right": share(counts["bound"], counts["matched"]),
        "counted right": share(counts["counted"], counts["with counted"]),
    }
    return rows, errors


def _match(wanted: tuple[GoldFigure, ...], answers: tuple[Figure, ...]) -> dict[int, int]:
    likeness = {}
    for i, gold in enumerate(wanted):
        for j, answer in enumerate(answers):
            alike = span_likeness(gold.span, answer.span)
            likeness[i, j] = alike + 1 if alike and _value_right(gold, answer) else alike
    return match_alike(likeness)


def _judge(gold: GoldFigure, answer: Figure, counts: Counter[str]) -> list[str]:
    value = _value_right(gold, answer)
    right = {
        "value": value,
        "value and unit": value and _unit_right(gold, answer),
        "class": gold.figure_class in (answer.figure_class, *_finer(answer)),
        "bound": gold.bound == answer.bound,
    }
    if gold.counted is not None:
        counts["with counted"] += 1
        right["counted"] = bool(_stems(gold.counted) & _stems(answer.counted or ""))
    counts.update(name for name, fits in right.items() if fits)
    wrong = [name for name, fits in right.items() if not fits]
    return [f"{', '.join(wrong)} of {_told(gold)}: got {_told(answer)}"] if wrong else []


def _finer(answer: Figure) -> tuple[str, ...]:
    return FINER_CLASSES if answer.figure_class == "other" else ()


def _value_right(gold: GoldFigure, answer: Figure) -> bool:
    ends = ((gold.low, answer.low), (gold.high, answer.high))
    return all(wanted is None or math.isclose(wanted, got, rel_tol=ROUNDING) for wanted, got in ends)


def _unit_right(gold: GoldFigure, answer: Figure) -> bool:
    if gold.unit is None:
        return answer.unit is None or answer.figure_class == "count"
    return answer.unit is not None and read_unit(gold.unit) == read_unit(answer.unit)


def read_unit(unit: str) -> str:
    """Give a unit's one name, in whatever case and number it is told.

    >>> read_unit("Barrels per day") == read_unit("barrel per day")
    True
    """
    bare = " ".join(_singular(word) for word in unit.casefold().split())
    return UNIT_NAMES.get(bare, bare)


def _stems(words: str) -> set[str]:
    return {_singular(word) for word in _WORD.findall(words.casefold())}


def _singular(word: str) -> str:
    if word.endswith("ies"):
        return word[:-3] + "y"
    return word.removesuffix("s")


def _told(figure: GoldFigure | Figure) -> str:
    ends = f"{figure.low} to {figure.high}"
    return f"{figure.figure_class}[{figure.exact}] {figure.bound} {ends} {figure.unit} of {figure.counted}"
