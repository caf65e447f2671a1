from __future__ import annotations

from tests.resolve.writing import Writer

from dragoman.lexicons.load.confidence import calibrate
from dragoman.records.entities import Event
from dragoman.records.mentions import Annotations
from dragoman.records.spans import make_id
from dragoman.resolve.resolution import resolve_documents

STATES = ("Ardania", "Belmark")


def told(document_id: str, published: str, **fields: object) -> Annotations:
    said = fields.pop("said", "Ardania and Belmark, Ilan Orsk and Petra Vale met in Marrow or Old Marrow in May.")
    genre = fields.pop("genre", "news")
    parties = fields.pop("parties", STATES)
    writer = Writer(document_id, published=published, genre=genre)  # type: ignore[arg-type]
    writer.say(said)  # type: ignore[arg-type]
    writer.tell("CONSULT", parties, trigger="met", **fields)  # type: ignore[arg-type]
    return writer.done()


def fuse(*annotations: Annotations) -> Event:
    (event,) = resolve_documents(annotations).events
    return event


def test_the_anchor_is_the_earliest_published() -> None:
    late, early = told("d1", "2031-05-10", day="2031-05-08"), told("d2", "2031-05-09", day="2031-05-08")
    assert fuse(late, early).event_id == make_id("event", early.events[0].mention_id)


def test_a_stated_day_before_the_day_of_the_news() -> None:
    news = [told(f"d{number}", "2031-05-09", is_news=True) for number in range(3)]
    event = fuse(*news, told("d9", "2031-05-10", day="2031-05-08"))
    assert event.date.interval.value == "2031-05-08"
    assert any("2031-05-09" in why for why in event.why)


def test_most_voices_decide_between_days() -> None:
    event = fuse(
        told("d1", "2031-05-10", day="2031-05-08"),
        told("d2", "2031-05-10", day="2031-05-09"),
        told("d3", "2031-05-11", day="2031-05-09"),
    )
    assert event.date.interval.value == "2031-05-09"


def test_the_news_inside_a_stated_month() -> None:
    event = fuse(told("d1", "2031-05-09", is_news=True), told("d2", "2031-06-10", day="2031-05"))
    assert event.date.interval.value == "2031-05-09"


def test_persons_stand_for_their_countries() -> None:
    event = fuse(
        told("d1", "2031-05-09", day="2031-05-08", parties=("Ilan Orsk", "Petra Vale")),
        told("d2", "2031-05-09", day="2031-05-08"),
    )
    assert [party.name for party in event.sources] == ["Ilan Orsk", "Petra Vale"]
    assert {claim.value for claim in event.claims if claim.field == "sources"} == {*STATES, "Ilan Orsk", "Petra Vale"}


def test_a_quarrel_at_home_keeps_both_sides() -> None:
    writer = Writer("d1", published="2031-05-09")
    writer.say("The Northern Ardania council accused Ilan Orsk of fraud.")
    writer.tell("ACCUSE", ("Northern Ardania",), targets=("Ilan Orsk",), trigger="accused")
    event = fuse(writer.done())
    assert [[party.name for party in side] for side in (event.sources, event.targets)] == [
        ["Northern Ardania"],
        ["Ilan Orsk"],
    ]


def test_a_part_that_stands_apart_told_more_often_is_not_the_state() -> None:
    said = "Ardania, Northern Ardania and Belmark met."
    apart = [
        told(f"d{number}", "2031-05-09", day="2031-05-08", parties=("Northern Ardania", "Belmark"), said=said)
        for number in range(3)
    ]
    slip = told("d9", "2031-05-09", day="2031-05-08", said=said)
    assert [party.name for party in fuse(*apart, slip).sources] == ["Northern Ardania", "Belmark"]
    assert [party.name for party in fuse(apart[0], slip).sources] == ["Ardania", "Belmark"]


def test_a_state_and_its_part_told_together_are_no_two_names_of_one() -> None:
    both = told("d1", "2031-05-09", parties=("Ardania", "Northern Ardania"), said="Ardania and Northern Ardania met.")
    assert "Ardania" in [party.name for party in fuse(both).sources]


def test_confidence_grows_with_voices_and_falls_with_genre() -> None:
    one = fuse(told("d1", "2031-05-09", day="2031-05-08", confidence=0.8))
    two = fuse(*(told(f"d{number}", "2031-05-09", day="2031-05-08", confidence=0.8) for number in range(2)))
    column = fuse(told("d1", "2031-05-09", day="2031-05-08", confidence=0.8, genre="opinion"))
    assert column.confidence < one.confidence < two.confidence <= 0.99
    assert one.confidence == calibrate(0.8)
    assert two.confidence == round(1 - (1 - calibrate(0.8)) ** 2, 4)


def test_attribution_falls_away_when_somebody_tells_it_himself() -> None:
    said = told("d1", "2031-05-09", day="2031-05-08", attributed_to=("Ilan Orsk",))
    assert [party.name for party in fuse(said).attributed_to] == ["Ilan Orsk"]
    assert fuse(said, told("d2", "2031-05-09", day="2031-05-08")).attributed_to == ()


def test_history_is_sorted_and_names_its_claims() -> None:
    event = fuse(
        told("d1", "2031-04-01", day="2031-05", status="planned"),
        told("d2", "2031-04-20", day="2031-05-08", status="planned"),
        told("d3", "2031-05-09", day="2031-05-08"),
    )
    assert [(step.status, step.as_of) for step in event.history] == [
        ("planned", "2031-04-01"),
        ("planned", "2031-04-20"),
        ("occurred", "2031-05-09"),
    ]
    known = {claim.claim_id for claim in event.claims}
    assert all(set(step.claims) <= known and step.claims for step in event.history)
