"""Resolutions in the place of older ones, and the decisions that reopen blocks, on every store."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from tests.factories import (
    build_unique,
    ids_of,
    keep,
    make_actor,
    make_agreement,
    make_contradiction,
    make_event,
    make_figure,
    make_interval,
    make_party,
    make_statement,
)

from dragoman.records.decisions import ABSENT, Decision
from dragoman.records.documents import Rejection
from dragoman.records.entities import (
    Actor,
    Agreement,
    Contradiction,
    DocumentFacts,
    Event,
    FigureClaim,
    Resolution,
    Statement,
    Unapplied,
)
from dragoman.records.times import DocumentDate
from dragoman.store.base import EventFilter, Named, View, Writer
from dragoman.store.forms import NO_DAY
from dragoman.store.sql import open_store

ODD = settings(max_examples=8, deadline=None, suppress_health_check=list(HealthCheck))


def test_replace_takes_away_what_came_from_the_same_blocks(view: View, writer: Writer) -> None:
    writer.add([keep("d1", "b1"), keep("d2", "b2")])
    first = Resolution(events=(make_event("e1"), make_event("e2")))
    assert writer.replace(["b1", "b2"], first, {"e1": ("b1",), "e2": ("b2",)})
    assert writer.dirty_blocks() == ()
    writer.replace(["b1"], Resolution(events=(make_event("e3"),)))
    assert ids_of(view.events()) == ["e2", "e3"]
    assert list(view.events(EventFilter(event_ids=("e1",)))) == []
    writer.replace(["b2", "b1"], Resolution())
    assert ids_of(view.events()) == []
    assert ids_of(view.events(EventFilter(actor="KEN"))) == []


def test_replace_takes_away_all_kinds(view: View, writer: Writer) -> None:
    everything = Resolution(
        actors=(make_actor("state:KEN", "Kenya", country="KEN"),),
        events=(make_event("e1"),),
        statements=(make_statement("q1", "We met.", speaker=make_party("KEN"), day="2024"),),
        figures=(make_figure("f1", counted="envoys"),),
        agreements=(make_agreement("a1", names=("the pact",), days=("2024-10",)),),
        contradictions=(make_contradiction("c1", subject_id="e1", values=("2024", "2025")),),
    )
    writer.replace(["b1"], everything)
    for object_id in ("state:KEN", "e1", "q1", "f1", "a1", "c1"):
        assert view.find(object_id) is not None, object_id
    writer.replace(["b1"], Resolution())
    assert set(dataclasses.astuple(view.counts())) == {0}


def test_the_same_resolution_twice_is_once(view: View, writer: Writer) -> None:
    for _ in range(2):
        writer.replace(["b1"], Resolution(events=(make_event("e1"), make_event("e2"))))
    assert ids_of(view.events()) == ["e1", "e2"]


def test_an_object_takes_the_place_of_one_with_its_id(view: View, writer: Writer) -> None:
    writer.replace(["b1"], Resolution(events=(make_event("e1"),)))
    writer.replace(["b2"], Resolution(events=(make_event("e1", status="denied"),)))
    assert [event.status for event in view.events()] == ["denied"]


def test_of_two_objects_with_one_id_the_later_stands(view: View, writer: Writer) -> None:
    writer.replace(["b1"], Resolution(events=(make_event("e1"), make_event("e1", status="denied"))))
    assert [event.status for event in view.events()] == ["denied"]


def test_what_was_resolved_of_an_older_state_is_not_written(view: View, writer: Writer) -> None:
    writer.add([keep("d1", "b1", "b2")])
    as_of = writer.revision()
    writer.add([keep("d2", "b1")])
    assert not writer.replace(["b1"], Resolution(events=(make_event("e1"),)), as_of=as_of)
    assert ids_of(view.events()) == []
    assert writer.dirty_blocks() == ("b1", "b2")
    assert writer.replace(["b2"], Resolution(events=(make_event("e2"),)), as_of=as_of)
    assert writer.replace(["b1"], Resolution(events=(make_event("e1"),)), as_of=writer.revision())
    assert not writer.replace(["b1"], Resolution(), as_of=as_of)
    assert ids_of(view.events()) == ["e1", "e2"]


def test_linked_blocks_share_objects_in_turn(writer: Writer) -> None:
    events = tuple(make_event(event_id) for event_id in ("e1", "e2", "e3"))
    groups = {"e1": ("a", "b"), "e2": ("b", "c"), "e3": ("d",)}
    writer.replace("abcd", Resolution(events=events), groups)
    assert writer.linked_blocks(["a"]) == ("a", "b", "c")
    assert writer.linked_blocks(["d", "new"]) == ("d", "new")
    assert ids_of(writer.resolved_events(["b"])) == ["e1", "e2"]


def test_what_others_tell_of_a_documents_date_goes_first(view: View, writer: Writer) -> None:
    writer.add([keep("d1", "b1"), keep("d2", "b1", day="2024-10-12")])
    date = DocumentDate(interval=make_interval("2024-10-11"), basis="inferred", why="its copy is dated")
    writer.replace(["b1"], Resolution(documents=(DocumentFacts(document_id="d1", published=date, copies_of="d2"),)))
    first, second = view.documents()
    assert (first.document.document_id, first.published, first.copies_of) == ("d1", date, "d2")
    assert first.published_alone.basis == "unknown"
    assert second.published == second.published_alone
    assert [each.published.basis for each in writer.load_annotations(["d1"])] == ["unknown"]
    assert len(list(view.documents(EventFilter(until="2024-10-11")))) == 1


def test_parts_of_an_actor_are_joined(view: View, writer: Writer) -> None:
    many = make_actor("p1", "Ana Huamán", "Huamán", kind="person", mentions=5, sectors=("GOV",))
    few = make_actor("p1", "Huamán", "A. Huamán", kind="person", mentions=1, sectors=("LEG",), country="PER")
    writer.replace(["b1"], Resolution(actors=(few, make_actor("p0", "Ole", kind="person"))))
    writer.replace(["b2"], Resolution(actors=(many, make_actor("p2", "Una", kind="person"))))
    joined = make_actor(
        *("p1", "Ana Huamán", "A. Huamán", "Huamán"),
        kind="person",
        mentions=6,
        sectors=("GOV", "LEG"),
        country="PER",
    )
    assert view.find("p1") == joined
    assert [actor.actor_id for actor in view.actors()] == ["p0", "p1", "p2"]
    assert list(view.actors(EventFilter(limit=1, offset=1))) == [joined]
    assert view.counts().actors == 3
    writer.replace(["b1"], Resolution())
    assert list(view.actors(EventFilter(actor="huaman"))) == [many]


def test_an_old_id_leads_to_the_event_it_was_merged_into(view: View, writer: Writer) -> None:
    merged = make_event("e2", previous_ids=("e0", "e1"))
    writer.replace(["b1"], Resolution(events=(merged,)))
    assert view.event("e0") == view.event("e2") == view.find("e1") == merged


KINDS: tuple[tuple[type, str, str, Callable[..., str | None]], ...] = (
    (Event, "events", "event_id", lambda event: event.date.interval.earliest),
    (Statement, "statements", "quotation_id", lambda statement: statement.date.earliest),
    (Agreement, "agreements", "agreement_id", lambda _: None),
    (FigureClaim, "figures", "figure_id", lambda _: None),
    (Contradiction, "contradictions", "contradiction_id", lambda _: None),
    (Actor, "actors", "actor_id", lambda _: None),
)


@pytest.mark.parametrize("kind", KINDS, ids=[kind[1] for kind in KINDS])
def test_any_resolved_object_survives(kind: tuple[type, str, str, Callable[..., str | None]]) -> None:
    record_type, field, id_name, day = kind

    @ODD
    @given(build_unique(record_type, id_name))
    def survives(objects: tuple[Any, ...]) -> None:
        with open_store(":memory:", create=True) as store:
            named: dict[str, Any] = {field: objects}
            store.writer().replace(["b1"], Resolution(**named))
            found = list(getattr(store.view(), field)())
            assert len(found) == len(objects)
            assert set(map(repr, found)) == set(map(repr, objects))
            if field in {"events", "statements"}:
                order = [(day(each) or NO_DAY, getattr(each, id_name)) for each in found]
                assert order == sorted(order)
            for each in objects:
                assert store.view().find(getattr(each, id_name)) == each

    survives()


# decisions, rejections, notes


def make_decision(decision_id: str, *subjects: str, **fields: str) -> Decision:
    return Decision(
        decision_id=decision_id,
        kind="undo" if "undoes" in fields else "reject",
        subjects=subjects,
        field=None,
        value=None,
        by="an analyst",
        decided_at=fields.get("decided_at", "2025-01-01T00:00:00Z"),
        undoes=fields.get("undoes"),
    )


def test_a_decision_is_kept_once_and_reopens_its_blocks(view: View, writer: Writer) -> None:
    writer.add([keep("d1", "b1"), keep("d2", "b2"), keep("d3", "b3")])
    everything = Resolution(events=(make_event("e1", document_ids=("d2",)),))
    writer.replace(["b1", "b2", "b3"], everything)
    about_mention = make_decision("x2", "d1-talks", decided_at="2025-01-02T00:00:00Z")
    about_claim = make_decision("x1", "e1-d2")
    for _ in range(2):
        writer.decide(about_mention)
    assert writer.dirty_blocks() == ("b1",)
    writer.decide(about_claim)
    assert writer.dirty_blocks() == ("b1", "b2")
    assert view.decisions() == writer.decisions() == (about_claim, about_mention)
    writer.replace(["b1", "b2"], Resolution())
    writer.decide(make_decision("x3", undoes="x2"))
    assert writer.dirty_blocks() == ("b1",)


def test_how_decisions_stand(view: View, writer: Writer) -> None:
    writer.add([keep("d1", "b1", key="id:7"), keep("d2", "b2"), keep("d3", "b3")])
    for number, subjects in enumerate((("d1-talks", "d2-talks"), ("d3-talks",), ("gone",)), 1):
        writer.decide(make_decision(f"x{number}", *subjects))
    # what a decision ties together is resolved together
    assert writer.linked_blocks(["b2"]) == ("b1", "b2")
    notes = (Unapplied(decision_id="x1", why="so"), Unapplied(decision_id="other", why="not replayed"))
    writer.replace(["b1", "b2"], Resolution(unapplied=notes, replayed=("x1", "x3")))
    kept = {each.decision.decision_id: each for each in view.kept_decisions()}
    assert {each: kept[each].problem for each in kept} == {"x1": "so", "x2": None, "x3": ABSENT}
    assert [each.decision.decision_id for each in view.kept_decisions(["d3-talks"])] == ["x2"]
    writer.replace(["b3"], Resolution(replayed=("x2",)))
    assert view.kept_decisions()[0].problem == "so"
    writer.add([keep("d9", "b9", key="id:7")])
    assert (view.kept_decisions()[0].present, view.kept_decisions()[0].named) == (1, 2)
    writer.decide(make_decision("x4", undoes="x1", decided_at="2025-01-03T00:00:00Z"))
    first = view.kept_decisions()[0]
    assert (first.undone_by, first.problem) == ("x4", None)


def test_what_was_tied_to_a_removed_mention_is_looked_at_again(view: View, writer: Writer) -> None:
    writer.add([keep("d1", "b1"), keep("d2", "b2"), keep("d3", "b3")])
    writer.decide(make_decision("x1", "d1-talks", "d2-talks"))
    writer.replace(["b1", "b2", "b3"], Resolution())
    writer.remove(["d1"])
    assert writer.dirty_blocks() == ("b1", "b2")
    assert view.kept_decisions()[0].present == 1


def test_what_ids_stand_for(view: View, writer: Writer) -> None:
    writer.add([keep("d1", "b1"), keep("d2", "b2"), keep("d3", "b3")])
    event = make_event("e1", document_ids=("d1", "d2"), previous_ids=("e0",))
    writer.replace(["b1", "b2", "b3"], Resolution(events=(event,)))
    both = (("d1-talks", "d1-talks"), ("d2-talks", "d2-talks"))
    assert view.named("e1") == view.named("e0") == Named(kind="event", event_id="e1", pairs=both)
    assert view.named("d1-talks") == Named(kind="mention", event_id="e1", pairs=both[:1])
    assert view.named("d3-talks") == Named(kind="mention", event_id=None, pairs=(("d3-talks", "d3-talks"),))
    assert view.named("e1-d2") == Named(kind="claim", event_id="e1", pairs=(("e1-d2", "d2-talks"),))
    assert view.named("nothing") is None
    assert view.homes(["d1-talks", "d3-talks"]) == {"d1-talks": "e1"}


def test_what_came_and_went(view: View, writer: Writer) -> None:
    def stored(until: str) -> list[str]:
        return [each.annotations.document.document_id for each in view.stored(until)]

    early = dataclasses.replace(keep("d1", "b1", key="id:7"), added_at="2031-06-01")
    late = dataclasses.replace(keep("d0", "b0", "b1", key="id:7"), added_at="2031-06-02")
    writer.add([early])
    writer.add([late])
    writer.add([dataclasses.replace(early, added_at="2031-06-03")])
    assert stored("2031-05") == []
    assert stored("2031-06-01") == ["d1"]
    assert stored("2031-06-02") == ["d1", "d0"]
    assert list(view.stored("2031-06-02")) == [early, late]
    writer.remove(["d0"], removed_at="2031-06-04")
    assert [view.removed_since(moment) for moment in ("2031-06-01", "2031-06-02", "2031-06-04")] == [0, 1, 0]
    assert stored("2100") == ["d1"]


def test_the_latest_reason_of_a_rejection_stands(view: View, writer: Writer) -> None:
    first = Rejection(source_id="a", reason="empty", detail="no text")
    latest = dataclasses.replace(first, reason="binary")
    writer.reject([first, Rejection(source_id="0", reason="empty", detail="")])
    writer.reject([latest])
    writer.reject([latest], origin="other.jsonl")
    assert [each.source_id for each in view.rejections()] == ["0", "a", "a"]
    assert latest in view.rejections()
    assert first not in view.rejections()


def test_what_is_accepted_at_last_is_rejected_no_more(view: View, writer: Writer) -> None:
    writer.reject([Rejection(source_id="d1.txt", reason="empty", detail="")])
    writer.add([keep("d1")])
    assert view.counts().rejections == 0


def test_notes_are_kept(view: View, writer: Writer) -> None:
    writer.set_meta("made by", "0.1")
    writer.set_meta("made by", "0.2")
    assert view.meta() == {"made by": "0.2"}
