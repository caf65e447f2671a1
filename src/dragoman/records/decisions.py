"""An analyst's judgement, kept through every later build; which judgements stand, and what may be set.

In:  nothing but other records. Out: frozen records, and pure functions that read them.
Left to `resolve.rulings`: what a decision does to events. Left to `pipeline`: making one of the ids a user knows.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from dragoman.records.days import read_days
from dragoman.records.vocabulary import EVENT_TYPES, STATUSES, DecisionKind

SETTABLE = ("event_type", "status", "date", "place")
ABSENT = "none of the mentions that it names is in the record: their articles were removed, superseded or read anew"


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """Reads as: an analyst said so, then.

    `subjects` are mention or claim ids (they outlive merges and splits of events), of `accept` also ids of
    contradictions; `mention_ids` gives for each of them the mention that it is, or is a claim of (empty: the
    subjects are mentions; of `undo` the mentions of what it undoes). `field` and `value` are for `set`; `undoes` is
    the id of the decision that `undo` takes back. `decided_at` is ISO 8601, UTC.
    """

    decision_id: str
    kind: DecisionKind
    subjects: tuple[str, ...]
    field: str | None
    value: str | None
    by: str
    decided_at: str
    undoes: str | None = None
    mention_ids: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """Reads as: an analyst wants this decided, of things called by whatever ids the record shows.

    `names` are ids of events, mentions or claims, of `accept` also of contradictions; of `undo` the id of one decision.
    """

    kind: DecisionKind
    names: tuple[str, ...]
    field: str | None = None
    value: str | None = None
    by: str


def named_mentions(decision: Decision) -> tuple[str, ...]:
    """Give the mentions that a decision is about, one for each subject."""
    return decision.mention_ids or decision.subjects


def order_decisions(decisions: Sequence[Decision]) -> list[Decision]:
    """Give decisions in the order in which they were made."""
    return sorted(decisions, key=lambda each: (each.decided_at, each.decision_id))


def find_undone(decisions: Sequence[Decision]) -> Mapping[str, str]:
    """Give for each decision that does not stand the one that undid it."""
    undone: dict[str, str] = {}
    # the last first: an undone undo leaves standing what it had undone
    for decision in reversed(order_decisions(decisions)):
        if decision.kind == "undo" and decision.undoes is not None and decision.decision_id not in undone:
            undone[decision.undoes] = decision.decision_id
    return undone


def stand(decisions: Sequence[Decision]) -> list[Decision]:
    """Give the decisions that were not undone, in the order in which they were made."""
    undone = find_undone(decisions)
    return [each for each in order_decisions(decisions) if each.kind != "undo" and each.decision_id not in undone]


def is_remark(decision: Decision) -> bool:
    """Tell whether a decision is kept beside the events and changes none: an analyst looked, and let it stand."""
    return decision.kind == "accept"


def find_setting_problem(field: str | None, value: str | None) -> str | None:
    """Say why a field cannot be set to a value; None where it can."""
    value = value or ""
    if field not in SETTABLE:
        return f"{field!r} cannot be set; what can: {', '.join(SETTABLE)}"
    fits = {
        "event_type": value in EVENT_TYPES,
        "status": value in STATUSES,
        "date": read_days(value) is not None,
        "place": bool(value),
    }
    if fits[field]:
        return None
    takes = {
        "event_type": f"one of {', '.join(EVENT_TYPES)}",
        "status": f"one of {', '.join(STATUSES)}",
        "date": "a date like 2024, 2024-10, 2024-10-11 or 2024-10-11/2024-10-13",
        "place": "a name",
    }
    return f"{value!r} is no {field}; it takes {takes[field]}"
