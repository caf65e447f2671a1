"""An analyst's decisions shown: in a line, as text, as JSON objects, as a table's columns.

In:  `KeptDecision`s. Out: text and plain values.
Left to `exports.tables` and `objects`: where they are put beside the other kinds.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from dragoman.records.decisions import named_mentions
from dragoman.store.base import KeptDecision

Json = dict[str, Any]


def decision_state(kept: KeptDecision) -> str:
    """Say how a decision stands: undone, not applied, applied, and to how much of what it names."""
    if kept.undone_by is not None:
        return f"undone by {kept.undone_by}"
    if kept.problem is not None:
        return f"not applied: {kept.problem}"
    if kept.decision.kind == "undo":
        return "stands"
    gone = kept.named - kept.present
    return f"applied; {gone} of the {kept.named} mentions it names not in the record" if gone else "applied"


def decision_words(kept: KeptDecision) -> str:
    """Say what was decided, without the ids: "set date to 2024-10-11", "undo 3a4b"."""
    decision = kept.decision
    if decision.kind == "set":
        return f"set {decision.field} to {decision.value}"
    return f"undo {decision.undoes}" if decision.kind == "undo" else decision.kind


def decision_line(kept: KeptDecision) -> str:
    """Tell a decision in a line."""
    decision = kept.decision
    told = f"{decision.decision_id}, {decision_words(kept)} by {decision.by}, {decision.decided_at[:19]}Z"
    return f"{told}: {decision_state(kept)}"


def explain_decision(kept: KeptDecision) -> Iterator[str]:
    """Tell everything about a decision."""
    decision = kept.decision
    yield f"decision {decision.decision_id}"
    yield f"  decided        {decision_words(kept)}"
    yield f"  by             {decision.by}"
    yield f"  at             {decision.decided_at}"
    yield f"  state          {decision_state(kept)}"
    for subject, mention_id in zip(decision.subjects, named_mentions(decision), strict=False):
        yield f"  names          {subject}" + (f" (claim of mention {mention_id})" if subject != mention_id else "")


def decision_object(kept: KeptDecision) -> Json:
    """Shape a decision with how it stands."""
    decision = kept.decision
    return {
        "decision_id": decision.decision_id,
        "kind": decision.kind,
        "subjects": list(decision.subjects),
        "mention_ids": list(named_mentions(decision)),
        "field": decision.field,
        "value": decision.value,
        "undoes": decision.undoes,
        "by": decision.by,
        "decided_at": decision.decided_at,
        "undone_by": kept.undone_by,
        "problem": kept.problem,
    }
