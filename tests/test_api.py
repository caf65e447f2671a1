"""The living record: decisions that outlive builds, and the record as it stood. No model: articles are written."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.resolve.corpora import corpora
from tests.resolve.writing import Writer

from dragoman import api
from dragoman.errors import UsageError
from dragoman.pipeline import resolve_dirty, store_form
from dragoman.records.decisions import ABSENT
from dragoman.records.entities import Event
from dragoman.records.mentions import Annotations
from dragoman.store.reviewing import Doubts
from dragoman.store.summary import BuildSummary
from dragoman.views.exports.json_lines import export_jsonl

PAIR = ("Ilan Orsk", "Petra Vale")
CLOCK = "2031-06-{:02d}T12:00:00.000000Z"


def met(document_id: str, day: str, place: str = "Lisk", parties: tuple[str, ...] = PAIR, **fields: Any) -> Annotations:
    writer = Writer(document_id, published=day).say(f"{' met '.join(parties)} in {place}, says {document_id}.")
    writer.tell("CONSULT", parties, day=day, place=place, trigger="met")
    annotations = writer.done()
    return replace(annotations, document=replace(annotations.document, **fields))


ONE, TWO, THREE = met("d1", "2031-05-08"), met("d2", "2031-05-08"), met("d3", "2031-05-20")
FIRST, SECOND, THIRD = (each.events[0].mention_id for each in (ONE, TWO, THREE))
ELSEWHERE = met("d4", "2030-01-01", "Tull", ("Corvia",))


class Clock:
    """A clock that goes on by a day each time somebody looks."""

    def __init__(self) -> None:
        self.day = 0

    def __call__(self) -> str:
        self.day += 1
        return CLOCK.format(self.day)


@pytest.fixture(autouse=True)
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    made = Clock()
    monkeypatch.setattr(api, "_now", made)
    monkeypatch.setenv("DRAGOMAN_AUTHOR", "A. Analyst")
    return made


@contextmanager
def record_of(*articles: Annotations) -> Iterator[api.Record]:
    with api.open(":memory:") as record:
        put(record, *articles)
        yield record


def put(record: api.Record, *articles: Annotations) -> None:
    writer = record._store.writer()
    began = api._now()
    writer.add([replace(store_form(each), added_at=began) for each in articles])
    resolve_dirty(writer, BuildSummary())


def dump(record: api.Record) -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "record.jsonl"
        export_jsonl(record.view, out, with_text=True)
        return out.read_bytes()


def events_of(record: api.Record) -> dict[str, Event]:
    return {mention_id: event for event in record.events() for mention_id in event.mention_ids}


# decisions


def test_an_event_stands_for_its_mentions_and_that_is_told() -> None:
    with record_of(ONE, TWO, THREE) as record:
        before = events_of(record)
        notes: list[str] = []
        decision = record.decide("merge", before[FIRST].event_id, THIRD, tell=notes.append)
        assert set(decision.subjects) == {FIRST, SECOND, THIRD}
        told = ", ".join(sorted((FIRST, SECOND)))
        assert notes == [f"event {before[FIRST].event_id} stands for its 2 mentions: {told}"]
        (event,) = record.events()
        assert {event.event_id, *event.previous_ids} == {each.event_id for each in before.values()}
        # an id that it had before still means it
        assert (
            record.decide("set", before[THIRD].event_id, field="place", value="Tull").mention_ids == event.mention_ids
        )
        assert decision.by == "A. Analyst"
        assert decision.decided_at == CLOCK.format(2)


@pytest.mark.parametrize(
    ("kind", "names", "fields", "told"),
    [
        pytest.param("merge", ("nothing", FIRST), {}, "no event, mention or claim", id="unknown"),
        pytest.param("merge", (FIRST, SECOND), {}, "two events or more", id="one-event-already"),
        pytest.param("split", (FIRST, SECOND), {}, "not all of them", id="whole-event"),
        pytest.param("set", (FIRST,), {"field": "weather", "value": "fine"}, "cannot be set", id="field"),
        pytest.param("set", (FIRST,), {"field": "date", "value": "soon"}, "no date", id="value"),
        pytest.param("set", (FIRST,), {"field": "date"}, "no value", id="no-value"),
        pytest.param("reject", (FIRST,), {"author": " \n"}, "no author", id="author"),
        pytest.param("reject", (FIRST,), {"author": "\udce4"}, "no author", id="broken-author"),
        pytest.param("undo", ("x1",), {}, "decide list", id="undo-of-nothing"),
        pytest.param("undo", (), {}, "decide list", id="undo-without-id"),
    ],
)
def test_what_would_change_nothing_is_refused(kind: Any, names: tuple[str, ...], fields: Any, told: str) -> None:
    with record_of(ONE, TWO, THREE) as record:
        before = dump(record)
        with pytest.raises(UsageError, match=told):
            record.decide(kind, *names, **fields)
        assert record.decisions() == ()
        assert dump(record) == before


def test_undo_gives_the_same_bytes_and_undoing_that_gives_them_back() -> None:
    with record_of(ONE, TWO, THREE) as record:
        states = [dump(record)]
        place = next(claim for claim in events_of(record)[FIRST].claims if claim.field == "place")
        made = []
        for kind, name, fields in (
            ("reject", place.claim_id, {}),
            ("split", FIRST, {}),
            ("merge", SECOND, {}),
            ("set", THIRD, {"field": "status", "value": "Denied"}),
            ("reject", SECOND, {}),
        ):
            names = (name, THIRD) if kind == "merge" else (name,)
            made.append(record.decide(kind, *names, **fields))  # type: ignore[arg-type]
            states.append(dump(record))
        assert len(set(states)) == len(states)
        undone = []
        for number in range(len(made) - 1, -1, -1):
            undone.append(record.decide("undo", made[number].decision_id))
            assert dump(record) == states[number]
        with pytest.raises(UsageError, match="undone already"):
            record.decide("undo", made[0].decision_id)
        for undo, state in zip(reversed(undone), states[1:], strict=True):
            record.decide("undo", undo.decision_id)
            assert dump(record) == state


def test_a_rejected_mention_is_named_no_more() -> None:
    with record_of(ONE, TWO) as record:
        record.decide("reject", FIRST)
        with pytest.raises(UsageError, match="undo that decision first"):
            record.decide("set", FIRST, field="place", value="Tull")


def test_what_was_accepted_stays_as_it_is_and_leaves_the_review() -> None:
    with record_of(ONE, TWO) as record:
        (event,) = record.events()
        whole, doubts = dump(record), Doubts(below=1.1, limit=9)
        assert record.view.doubtful_events(doubts) == (event,)
        accepted = record.decide("accept", event.event_id)
        assert dump(record) == whole
        assert record.view.doubtful_events(doubts) == ()
        assert record.view.count_doubts(doubts) == (0, 0)
        with pytest.raises(UsageError, match="accepted this already"):
            record.decide("accept", FIRST)
        put(record, met("d0", "2031-05-08"))  # one more article tells it: nobody has looked at that
        assert [each.documents for each in record.view.doubtful_events(doubts)] == [3]
        record.remove("d0")
        record.decide("undo", accepted.decision_id)
        assert record.view.doubtful_events(doubts) == (event,)


def test_what_can_no_longer_be_applied_is_told_and_comes_back() -> None:
    with record_of(ONE, ELSEWHERE) as record:
        other = ELSEWHERE.events[0].mention_id
        whole = dump(record)
        merge = record.decide("merge", FIRST, other)
        setting = record.decide("set", other, field="status", value="alleged")
        decided = dump(record)
        assert record.unapplied() == ()
        record.remove("d4")
        assert {each.decision.decision_id: each.problem for each in record.unapplied()} == {
            merge.decision_id: "only one of the mentions that it merges is left",
            setting.decision_id: ABSENT,
        }
        record.remove("d1")
        assert [each.problem for each in record.unapplied()] == [ABSENT, ABSENT]
        # the two share nothing but the decision: each comes back in a build of its own
        put(record, ELSEWHERE)
        assert [each.decision for each in record.unapplied()] == [merge]
        put(record, ONE)
        assert record.unapplied() == ()
        assert dump(record) == decided
        for each in (setting, merge):
            record.decide("undo", each.decision_id)
        assert dump(record) == whole


def test_a_decision_about_an_article_that_was_superseded_is_told() -> None:
    with record_of(replace(ONE, document=replace(ONE.document, url="https://x.example/1"))) as record:
        decision = record.decide("set", FIRST, field="status", value="denied")
        put(record, met("d9", "2031-05-08", url="https://x.example/1"))
        (kept,) = record.unapplied()
        assert (kept.decision, kept.problem, kept.present, kept.named) == (decision, ABSENT, 0, 1)


def test_a_later_article_joins_what_was_decided() -> None:
    with record_of(ONE, THREE) as record:
        record.decide("merge", FIRST, THIRD)
        put(record, TWO)
        assert len(set(events_of(record).values())) == 1
    with record_of(ONE, TWO) as record:
        record.decide("split", FIRST)
        put(record, met("d0", "2031-05-08"))
        assert len(events_of(record)[FIRST].mention_ids) == 1


KINDS = ("accept", "merge", "split", "reject", "set")


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(corpora(), st.data())
def test_decisions_are_replayed_whatever_is_added_and_removed(corpus: list[Annotations], data: st.DataObject) -> None:
    articles = {each.document.document_id: each for each in corpus}
    with api.open(":memory:") as record, api.open(":memory:") as fresh:
        held: set[str] = set()
        for _ in range(data.draw(st.integers(1, 8))):
            document_id = data.draw(st.sampled_from(sorted(articles)))
            mentions = sorted(event.mention_id for each in held for event in articles[each].events)
            if data.draw(st.booleans()) and mentions:
                _try_to_decide(record, data, mentions)
            elif document_id in held:
                record.remove(document_id)
                held.remove(document_id)
            else:
                put(record, articles[document_id])
                held.add(document_id)
        writer = fresh._store.writer()
        for kept in record.decisions():
            writer.decide(kept.decision)
        put(fresh, *(articles[each] for each in sorted(held)))
        assert dump(record) == dump(fresh)
        assert record.unapplied() == fresh.unapplied()
        with record.as_of("9000") as now:
            assert dump(now) == dump(record)
            assert now.unapplied() == record.unapplied()
        for kept in record.decisions():
            if kept.undone_by is None and kept.decision.kind != "undo":
                record.decide("undo", kept.decision.decision_id)
        with record_of(*(articles[each] for each in sorted(held))) as untouched:
            assert dump(record) == dump(untouched)


def _try_to_decide(record: api.Record, data: st.DataObject, mentions: list[str]) -> None:
    kind = data.draw(st.sampled_from(KINDS))
    names = data.draw(st.lists(st.sampled_from(mentions), min_size=1, max_size=3, unique=True))
    claims = sorted(claim.claim_id for event in record.events() for claim in event.claims)
    if data.draw(st.booleans()) and claims:
        names = [data.draw(st.sampled_from(claims))]
    fields = {"field": "status", "value": "denied"} if kind == "set" else {}
    with suppress(UsageError):  # it would have changed nothing
        record.decide(kind, *names, **fields)  # type: ignore[arg-type]


# the record as it stood


def test_as_of_gives_the_record_of_each_moment() -> None:
    with api.open(":memory:") as record:
        states = {0: dump(record)}
        put(record, ONE)
        states[1] = dump(record)
        put(record, TWO, THREE)
        states[2] = dump(record)
        merge = record.decide("merge", FIRST, THIRD)
        states[3] = dump(record)
        record.decide("undo", merge.decision_id)
        states[4] = dump(record)
        put(record, met("d9", "2031-05-08"))
        states[5] = dump(record)
        assert states[4] == states[2]
        for day, state in states.items():
            with record.as_of(CLOCK.format(day or 1).replace("T12", "T12" if day else "T11")) as past:
                assert dump(past) == state
                assert past.missing == 0
        assert dump(record) == states[5]


def test_as_of_before_anything_is_empty() -> None:
    with record_of(ONE, TWO) as record, record.as_of("2030") as past, api.open(":memory:") as empty:
        assert dump(past) == dump(empty) == b""
        assert past.view.counts() == empty.view.counts()


def test_as_of_shows_an_article_until_another_superseded_it() -> None:
    older = replace(ONE, document=replace(ONE.document, url="https://x.example/1"))
    with record_of(older) as record:
        put(record, met("d9", "2031-05-30", url="https://x.example/1"))
        with record.as_of(CLOCK.format(1)) as past:
            assert [kept.document.document_id for kept in past.documents()] == ["d1"]
        with record.as_of(CLOCK.format(2)) as past:
            assert [kept.document.document_id for kept in past.documents()] == ["d9"]


def test_what_was_removed_is_gone_from_every_moment_and_counted() -> None:
    with record_of(ONE, THREE) as record:
        record.remove("d3")
        with record.as_of(CLOCK.format(1)) as past:
            assert past.missing == 1
            assert [kept.document.document_id for kept in past.documents()] == ["d1"]
        with record.as_of(CLOCK.format(2)) as past:
            assert past.missing == 0
        with record.as_of("2030") as past:
            assert past.missing == 0


def test_an_article_read_anew_keeps_its_time() -> None:
    with record_of(ONE) as record:
        put(record, TWO)
        put(record, replace(ONE, versions=(("lexicons", "2"),)))
        assert [kept.added_at for kept in record.documents()] == [CLOCK.format(1), CLOCK.format(2)]


def test_the_past_cannot_be_changed() -> None:
    with record_of(ONE) as record, record.as_of("2100") as past:
        for change in (lambda: past.remove("d1"), lambda: past.add("x"), lambda: past.decide("reject", FIRST)):
            with pytest.raises(UsageError, match="change the record itself"):
                change()


@pytest.mark.parametrize("moment", ["soon", "", "2024-13"])
def test_no_moment(moment: str) -> None:
    with record_of() as record, pytest.raises(UsageError, match="no date or time"):
        record.as_of(moment)


# events as columns


def test_events_are_gone_through_as_often_as_wanted_and_are_a_table() -> None:
    with record_of(ONE, TWO, THREE) as record:
        events = record.events(event_type="CONSULT")
        ids = [event.event_id for event in events]
        assert [event.event_id for event in events] == ids
        table = events.to_arrow()
        assert table.column("event_id").to_pylist() == ids
        assert table.column("status").to_pylist() == ["occurred"] * len(ids)
        assert record.events(event_type="AID").to_arrow().num_rows == 0
