"""What a decision changed: the events that it is about, as they were and as they are.

In:  an open record and what is to be decided. Out: a `Change`; `Changes` keeps the latest, for the
next page.
Left to `api`: deciding itself. What is kept here is only shown: the record keeps the decision.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Iterable
from dataclasses import dataclass

from dragoman.api import Record
from dragoman.errors import UsageError
from dragoman.records.decisions import Decision, Judgement, named_mentions
from dragoman.records.entities import Event
from dragoman.store.base import View
from dragoman.views.wording import STATUS_WORDS, TYPE_WORDS, name_parties, write_interval

MOST_KEPT = 200
MOST_EVENTS = 20  # shown of either side
DECIDING = threading.Lock()  # one after the other: each is to see what the one before changed


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldChange:
    """Reads as: this was shown before, and that is shown now."""

    field: str
    before: str
    after: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """Reads as: this decision made of these events those; `fields` differ where one event stayed one."""

    decision: Decision
    notes: tuple[str, ...]
    before: tuple[Event, ...]
    after: tuple[Event, ...]
    fields: tuple[FieldChange, ...]


class Changes:
    """Keeps what the latest decisions changed, by decision id. Safe to be asked from several threads."""

    def __init__(self) -> None:
        self._kept: OrderedDict[str, Change] = OrderedDict()
        self._lock = threading.Lock()

    def keep(self, change: Change) -> None:
        """Keep a change, and forget the oldest where there are too many."""
        with self._lock:
            self._kept[change.decision.decision_id] = change
            while len(self._kept) > MOST_KEPT:
                self._kept.popitem(last=False)

    def find(self, decision_id: str) -> Change | None:
        """Give what a decision changed; None where it is not known (any more)."""
        with self._lock:
            return self._kept.get(decision_id)


def decide(record: Record, judgement: Judgement) -> Change:
    """Decide, and give what it changed; UsageError where it cannot be."""
    notes: list[str] = []
    with DECIDING:
        before = _events_of(record.view, _mentions_meant(record.view, judgement))
        decision = record.decide(
            judgement.kind,
            *judgement.names,
            field=judgement.field,
            value=judgement.value,
            author=judgement.by or None,
            tell=notes.append,
        )
        after = _events_of(
            record.view, {*named_mentions(decision), *(m for event in before for m in event.mention_ids)}
        )
    return Change(
        decision=decision,
        notes=tuple(notes),
        before=before,
        after=after,
        fields=_compare(before, after),
    )


def _mentions_meant(view: View, judgement: Judgement) -> set[str]:
    if judgement.kind == "undo":
        decisions = [kept.decision for kept in view.kept_decisions() if kept.decision.decision_id in judgement.names]
        return {mention_id for decision in decisions for mention_id in named_mentions(decision)}
    named = [view.named(name) for name in judgement.names]
    if not judgement.names:
        raise UsageError("nothing is chosen: tick what you mean, or give its id")
    return {mention_id for found in named if found is not None for _, mention_id in found.pairs}


def _events_of(view: View, mention_ids: Iterable[str]) -> tuple[Event, ...]:
    event_ids = sorted(set(view.homes(mention_ids).values()))[:MOST_EVENTS]
    events = (view.event(event_id) for event_id in event_ids)
    return tuple(event for event in events if event is not None)


def _compare(before: tuple[Event, ...], after: tuple[Event, ...]) -> tuple[FieldChange, ...]:
    if len(before) != 1 or len(after) != 1:
        return ()
    told = zip(_word(before[0]), _word(after[0]), strict=True)
    return tuple(FieldChange(field=field, before=old, after=new) for (field, old), (_, new) in told if old != new)


def _word(event: Event) -> tuple[tuple[str, str], ...]:
    return (
        ("what was done", TYPE_WORDS[event.event_type]),
        ("how far it is asserted", STATUS_WORDS[event.status]),
        ("who acts", name_parties(event.sources)),
        ("upon whom", name_parties(event.targets)),
        ("when", write_interval(event.date.interval)),
        ("where", event.place.name if event.place else ""),
        ("articles", str(event.documents)),
        ("readings", str(len(event.mention_ids))),
        ("claims", str(len(event.claims))),
    )
