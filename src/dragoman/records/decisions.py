"""An analyst's judgement, kept through every later build."""

from __future__ import annotations

from dataclasses import dataclass

from dragoman.records.vocabulary import DecisionKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """Reads as: an analyst said so, then.

    `subjects` are mention or claim ids (they outlive merges and splits of events); `field` and `value` are
    for `set`; `undoes` is the id of the decision that `undo` takes back. `decided_at` is ISO 8601, UTC.
    """

    decision_id: str
    kind: DecisionKind
    subjects: tuple[str, ...]
    field: str | None
    value: str | None
    by: str
    decided_at: str
    undoes: str | None = None
