"""What pages ask beyond objects, and pages of long lists, on every store."""

from __future__ import annotations

import dataclasses

import pytest
from tests.factories import ids_of, keep, make_actor, make_event, make_party, make_statement

from dragoman.records.entities import Event, Place, Resolution
from dragoman.store.base import EventFilter, Store, StoredDocument, View
from dragoman.store.forms import NO_DAY
from dragoman.store.overview import Addition, PublisherShare

KENYA, PERU, FIJI = (make_party(code) for code in ("KEN", "PER", "FJI"))
MINISTER = make_party("PER", actor_id="person:huaman", name="Ana Huamán")
LIMA = Place(place_id="lima", name="Lima", country="PER", latitude=-12.0, longitude=-77.0, precision="city")


def write(document_id: str, publisher: str | None, day: str | None, added_at: str | None) -> StoredDocument:
    kept = keep(document_id, "b1", key=f"url:{document_id[:2]}", day=day)
    document = dataclasses.replace(kept.annotations.document, publisher=publisher, title=f"Title of {document_id}")
    annotations = dataclasses.replace(kept.annotations, document=document)
    return dataclasses.replace(kept, annotations=annotations, added_at=added_at)


DOCUMENTS = (
    write("d1", "Post", "2024-10-11", "2025-01-01T00:00:00Z"),
    write("d2", "Post", "2024-10-15", "2025-01-01T00:00:00Z"),
    write("d3", None, None, "2025-02-01T00:00:00Z"),
    write("d4", "Old", "2024-01-01", None),
    write("d4-later", "Wire", "2024-01-02", "2025-02-01T00:00:00Z"),
)


def tell(event_id: str, day: str | None, document_id: str = "d1", **fields: object) -> Event:
    return make_event(event_id, earliest=day, document_ids=(document_id,), **fields)  # type: ignore[arg-type]


EVENTS = (
    tell("first", "2024-10-11", sources=(MINISTER, KENYA)),
    tell("second", "2024-10-12", document_id="d3", place=LIMA),
    tell("third", "2024-10-12", document_id="d2", sources=(FIJI,), targets=(MINISTER,)),
    tell("undated", None, sources=(MINISTER, KENYA)),
)


@pytest.fixture
def filled(store: Store) -> View:
    writer = store.writer()
    writer.add(DOCUMENTS)
    actors = (make_actor("person:huaman", "Ana Huamán", kind="person"), make_actor("state:PER", "Peru"))
    statements = (make_statement("s1", "One.", speaker=None, day="2024-01-01"),)
    writer.replace(["b1"], Resolution(events=EVENTS, actors=actors, statements=statements))
    return store.view()


def test_publishers_are_those_of_articles_that_count(filled: View) -> None:
    assert filled.publishers() == (
        PublisherShare(publisher="Post", documents=2, first_day="2024-10-11", last_day="2024-10-15"),
        PublisherShare(publisher=None, documents=1, first_day=None, last_day=None),
        PublisherShare(publisher="Wire", documents=1, first_day="2024-01-02", last_day="2024-01-02"),
    )


def test_additions_are_told_the_latest_first(filled: View) -> None:
    assert filled.additions(limit=2) == (
        Addition(added_at="2025-02-01T00:00:00Z", documents=2),
        Addition(added_at="2025-01-01T00:00:00Z", documents=2),
    )


def test_imprints_say_who_printed_what_and_when(filled: View) -> None:
    imprints = filled.imprints(["d1", "d4", "none"])
    assert {key: (each.publisher, each.title, each.earliest) for key, each in imprints.items()} == {
        "d1": ("Post", "Title of d1", "2024-10-11"),
        "d4": ("Old", "Title of d4", "2024-01-01"),
    }
    assert filled.imprints(["d3"])["d3"].name == "d3.txt"


def test_days_are_the_first_and_the_last(filled: View) -> None:
    assert filled.days() == ("2024-10-11", "2024-10-12")


def test_an_empty_record_has_an_empty_overview(view: View) -> None:
    assert (view.days(), view.publishers(), view.additions(limit=3)) == (None, (), ())
    assert (view.tallies("pair"), view.pair_months("KEN", "PER"), view.partners("x", limit=3)) == ((), (), ())


def test_partners_are_counted_by_event(filled: View) -> None:
    assert filled.partners("person:huaman", limit=5) == (("KEN", 2), ("FJI", 1))


@pytest.mark.parametrize(
    ("chosen", "found"),
    [
        (EventFilter(newest_first=True), ["third", "second", "first"]),
        (EventFilter(after=("2024-10-12", "second")), ["third", "undated"]),
        (EventFilter(after=(NO_DAY, "")), ["undated"]),
        (EventFilter(newest_first=True, after=("2024-10-12", "second")), ["first"]),
        (EventFilter(newest_first=True, limit=1), ["third"]),
        (EventFilter(publisher="Post"), ["first", "third", "undated"]),
        (EventFilter(publisher="post"), []),
        (EventFilter(place_id="lima"), ["second"]),
    ],
    ids=str,
)
def test_pages_of_events(filled: View, chosen: EventFilter, found: list[str]) -> None:
    assert ids_of(filled.events(chosen)) == found
    assert filled.count_events(dataclasses.replace(chosen, after=None, limit=None), at_most=99) >= len(found)


def test_events_are_counted_no_further_than_asked(filled: View) -> None:
    assert filled.count_events(at_most=2) == 2
    assert filled.count_events(at_most=99) == 4
    assert filled.count_events(EventFilter(newest_first=True), at_most=99) == 3


def test_documents_and_actors_by_id(filled: View) -> None:
    documents = filled.documents(EventFilter(document_ids=("d2", "d1", "d4")))
    assert [kept.document.document_id for kept in documents] == ["d1", "d2"]
    newest = filled.documents(EventFilter(publisher="Post", newest_first=True))
    assert [kept.document.document_id for kept in newest] == ["d2", "d1"]
    assert [actor.actor_id for actor in filled.actors(EventFilter(actor_ids=("state:PER", "none")))] == ["state:PER"]
