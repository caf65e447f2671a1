from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from tests.resolve.writing import Writer

from dragoman.records.decisions import Decision
from dragoman.records.entities import Resolution
from dragoman.records.mentions import Annotations
from dragoman.resolve.resolution import resolve_documents

PAIR = ("Ilan Orsk", "Petra Vale")


def met(document_id: str, day: str) -> Annotations:
    writer = Writer(document_id, published=day).say("Ilan Orsk met Petra Vale in Lisk.")
    writer.tell("CONSULT", PAIR, day=day, place="Lisk", trigger="met")
    return writer.done()


CORPUS = (met("d1", "2031-05-08"), met("d2", "2031-05-08"), met("d3", "2031-05-20"))
FIRST, SECOND, THIRD = (each.events[0].mention_id for each in CORPUS)


def decide(kind: Any, *subjects: str, at: str = "1", **fields: Any) -> Decision:
    plain: dict[str, Any] = {"field": None, "value": None, "by": "an analyst", "decided_at": f"2031-06-0{at}T00:00:00Z"}
    return Decision(decision_id=f"x{at}", kind=kind, subjects=subjects, **{**plain, **fields})


def sizes(resolution: Resolution) -> list[int]:
    return sorted(len(event.mention_ids) for event in resolution.events)


def test_without_decisions() -> None:
    assert sizes(resolve_documents(CORPUS)) == [1, 2]


def test_merge_lists_the_ids_it_replaces() -> None:
    before = {event.event_id for event in resolve_documents(CORPUS).events}
    (event,) = resolve_documents(CORPUS, (decide("merge", FIRST, THIRD),)).events
    assert {event.event_id, *event.previous_ids} == before
    assert "decision x1: merge" in event.why


def test_split_lists_the_id_it_comes_from() -> None:
    before = next(event for event in resolve_documents(CORPUS).events if len(event.mention_ids) == 2)
    after = resolve_documents(CORPUS, (decide("split", SECOND),))
    assert sizes(after) == [1, 1, 1]
    parts = [event for event in after.events if {FIRST, SECOND} & set(event.mention_ids)]
    assert all(before.event_id in (event.event_id, *event.previous_ids) for event in parts)


def test_later_decisions_see_earlier_ones() -> None:
    decisions = (decide("merge", FIRST, THIRD, at="1"), decide("split", SECOND, at="2"))
    assert sizes(resolve_documents(CORPUS, decisions)) == [1, 2]
    assert resolve_documents(CORPUS, decisions[::-1]) == resolve_documents(CORPUS, decisions)


def test_reject_a_mention() -> None:
    assert sizes(resolve_documents(CORPUS, (decide("reject", THIRD),))) == [2]


def test_reject_a_claim() -> None:
    event = next(event for event in resolve_documents(CORPUS).events if len(event.mention_ids) == 1)
    claim = next(claim for claim in event.claims if claim.field == "place")
    changed = resolve_documents(CORPUS, (decide("reject", claim.claim_id, mention_ids=(claim.mention_id,)),))
    after = next(each for each in changed.events if THIRD in each.mention_ids)
    assert after.place is None
    assert changed.unapplied == ()


def test_reject_each_kind_of_claim() -> None:
    writer = Writer("d1", published="2031-05-08").say("Petra Vale hosted Ilan Orsk, Ardania and 7 envoys in Lisk.")
    figure = writer.figure("7 envoys", 7)
    parties: dict[str, Any] = {"host": "Petra Vale", "figures": (figure,), "place": "Lisk", "trigger": "hosted"}
    writer.tell("CONSULT", ("Petra Vale", "Ilan Orsk"), ("Ardania",), is_news=True, **parties)
    annotations = writer.done()
    (event,) = resolve_documents([annotations]).events
    for claim in event.claims:
        decision = decide("reject", claim.claim_id, mention_ids=(claim.mention_id,))
        after = resolve_documents([annotations], (decision,))
        assert claim.claim_id not in {each.claim_id for event in after.events for each in event.claims}
        assert after.unapplied == ()
        assert bool(after.events) is (claim.field not in ("event_type", "status"))


def test_a_merge_of_what_is_one_already_only_adds_a_reason() -> None:
    before = next(event for event in resolve_documents(CORPUS).events if len(event.mention_ids) == 2)
    after = next(
        e for e in resolve_documents(CORPUS, (decide("merge", FIRST, SECOND),)).events if FIRST in e.mention_ids
    )
    assert after.why[0] == "decision x1: merge"
    assert after.previous_ids == ()
    assert replace(after, why=()) == replace(before, why=())


@pytest.mark.parametrize(
    ("field", "value", "read"),
    [
        ("event_type", "AGREE", lambda event: event.event_type),
        ("status", "denied", lambda event: event.status),
        ("date", "2031-05-19", lambda event: event.date.interval.value),
        ("place", "Tull", lambda event: event.place.name),
    ],
)
def test_set(field: str, value: str, read: Any) -> None:
    changed = resolve_documents(CORPUS, (decide("set", THIRD, field=field, value=value),))
    event = next(event for event in changed.events if THIRD in event.mention_ids)
    assert read(event) == value


def test_undo_and_undone_undo() -> None:
    merge, undo = decide("merge", FIRST, THIRD, at="1"), decide("undo", at="2", undoes="x1")
    redo = decide("undo", at="3", undoes="x2")
    assert resolve_documents(CORPUS, (merge, undo)) == resolve_documents(CORPUS)
    assert sizes(resolve_documents(CORPUS, (merge, undo, redo))) == [3]


@pytest.mark.parametrize(
    "decision",
    [
        pytest.param(decide("merge", "gone", "away"), id="nothing-is-here"),
        pytest.param(decide("merge", FIRST, "gone"), id="one-is-left"),
        pytest.param(decide("set", FIRST, field="weather", value="fine"), id="no-such-field"),
        pytest.param(decide("set", FIRST, field="date", value="soon"), id="no-date"),
        pytest.param(decide("reject", "lost", mention_ids=(FIRST,)), id="claim-is-made-no-more"),
    ],
)
def test_what_cannot_be_applied_is_told(decision: Decision) -> None:
    resolution = resolve_documents(CORPUS, (decision,))
    assert [each.decision_id for each in resolution.unapplied] == ["x1"]
    assert resolution.unapplied[0].why
    assert sizes(resolution) == [1, 2]


def test_what_was_rejected_can_be_neither_merged_nor_set() -> None:
    merge, reject = decide("merge", FIRST, THIRD), decide("reject", THIRD, at="2")
    setting = decide("set", THIRD, at="3", field="status", value="denied")
    resolution = resolve_documents(CORPUS, (merge, reject, setting))
    assert {each.decision_id: each.why for each in resolution.unapplied} == {
        "x1": "only one of the mentions that it merges is left",
        "x3": "a decision rejects all that it names",
    }
    assert resolution.events == resolve_documents(CORPUS, (reject,)).events


def test_a_decision_of_which_only_a_part_can_be_applied_is_told_and_applied() -> None:
    lost = decide("reject", "lost", THIRD, mention_ids=(FIRST, THIRD))
    resolution = resolve_documents(CORPUS, (lost,))
    assert [each.decision_id for each in resolution.unapplied] == ["x1"]
    assert sizes(resolution) == [2]


def test_merge_across_documents_that_share_nothing() -> None:
    one = Writer("d1", published="2031-05-08").say("Ardania spoke.")
    first = one.tell("CONSULT", ("Ardania",), is_news=True)
    two = Writer("d2", published="2031-05-08").say("Belmark spoke.")
    second = two.tell("CONSULT", ("Belmark",), is_news=True)
    corpus = (one.done(), two.done())
    assert len(resolve_documents(corpus).events) == 2
    assert len(resolve_documents(corpus, (decide("merge", first, second),)).events) == 1
