from __future__ import annotations

from tests.resolve.writing import Writer

from dragoman.resolve.dating.completion import complete

STATES = ("Ardania", "Belmark")


def test_a_step_takes_the_parties_of_its_agreement() -> None:
    writer = Writer("d1", published="2031-05-09").say(
        "Ilan Orsk is ready to finalise the canal deal of Ardania and Belmark."
    )
    event = writer.tell("SUPPORT", ("Ilan Orsk",), status="planned", trigger="finalise")
    writer.agree("canal deal", STATES, "planned-signature", event=event)
    annotations = complete(writer.done())
    names = {annotations.actor(each).name for each in annotations.events[0].sources}
    assert names == {"Ilan Orsk", "Belmark"}


def test_a_step_that_names_two_keeps_them() -> None:
    writer = Writer("d1").say("Ardania and Belmark signed the canal deal with Corvia.")
    event = writer.tell("SUPPORT", STATES, trigger="signed")
    writer.agree("canal deal", (*STATES, "Corvia"), "signed", event=event)
    annotations = writer.done()
    assert complete(annotations).events == annotations.events


def test_the_deal_has_the_parties_named_before() -> None:
    writer = Writer("d1").say("Ardania and Belmark signed the canal treaty.")
    writer.agree("canal treaty", STATES, "signed")
    writer.say("The deal runs for ten years.").agree("The deal", (), "in-force")
    annotations = complete(writer.done())
    assert annotations.agreements[1].parties == annotations.agreements[0].parties


def test_a_planned_signature_is_not_of_the_day_of_the_news() -> None:
    writer = Writer("d1", published="2031-05-09").say("Ardania and Belmark will sign the canal treaty.")
    writer.agree("canal treaty", STATES, "planned-signature", day="2031-05-09")
    annotations = complete(writer.done())
    assert annotations.agreements[0].date.interval.value == "2031-05-09", "a stated day stays"
