from __future__ import annotations

import pytest
from tests.resolve.writing import Writer

from dragoman.records.entities import Contradiction
from dragoman.records.mentions import Annotations
from dragoman.resolve.resolution import resolve_documents


def denials(*annotations: Annotations) -> list[Contradiction]:
    found = resolve_documents(annotations).contradictions
    assert resolve_documents(annotations[::-1]).contradictions == found
    return [each for each in found if each.field == "status"]


def charge(document_id: str) -> Annotations:
    writer = Writer(document_id, published="2031-05-09").say(
        "Belmark accused Ardania of a cyber attack on the turbines of its reservoir."
    )
    writer.tell("COERCE", ("Ardania",), status="alleged", trigger="cyber attack", attributed_to=("Belmark",))
    return writer.done()


@pytest.mark.parametrize(
    ("sentence", "target", "expected"),
    [
        pytest.param("Ardania denies an attack on the reservoir of Belmark.", "Belmark", 1, id="denied-to-the-accuser"),
        pytest.param("Ardania denies an attack on the pier of Belmark.", "Belmark", 0, id="no-word-in-common"),
        pytest.param("Ardania denies an attack on the reservoir of Corvia.", "Corvia", 0, id="to-somebody-else"),
    ],
)
def test_a_charge_denied_as_another_type(sentence: str, target: str, expected: int) -> None:
    writer = Writer("d2", published="2031-05-11").say(sentence)
    writer.tell(
        "ASSAULT", ("Ardania",), (target,), status="denied", is_news=True, trigger="attack", attributed_to=("Ardania",)
    )
    assert len(denials(charge("d1"), writer.done())) == expected


@pytest.mark.parametrize(
    ("reply", "trigger", "expected"),
    [
        pytest.param("Ardania denied both.", "denied", 1, id="denied-both"),
        pytest.param("Ardania dismissed the charge.", "dismissed", 1, id="dismissed-the-charge"),
        pytest.param("Ardania rejected the accusation.", "rejected", 1, id="rejected-the-accusation"),
        pytest.param("Ardania rejected a ceasefire.", "rejected", 0, id="an-offer"),
        pytest.param("Ardania denied that its budget was in danger.", "denied", 0, id="something-else-denied"),
    ],
)
def test_a_reply_that_names_no_act(reply: str, trigger: str, expected: int) -> None:
    writer = Writer("d1", published="2031-05-09").say("Belmark accused Ardania of shelling a ferry.")
    writer.tell(
        "ASSAULT", ("Ardania",), ("Belmark",), day="2031-05-08", status="alleged", trigger="shelling",
        attributed_to=("Belmark",),
    )  # fmt: skip
    writer.say(reply)
    writer.tell("REJECT", ("Ardania",), trigger=trigger, is_news=True)
    found = denials(writer.done())
    assert len(found) == expected
    assert all("denied (Ardania)" in {side.value for side in each.sides} for each in found)


@pytest.mark.parametrize(
    ("sentence", "reply", "expected"),
    [
        pytest.param("Ardania shelled a ferry, and denies it.", "denies", 1, id="denies-it"),
        pytest.param("Ardania shelled a ferry and denies a visit of Ilan Orsk.", "denies", 0, id="denies-another-act"),
        pytest.param("Ardania shelled a ferry and dismisses 27 clerks.", "dismisses", 0, id="dismisses-clerks"),
        pytest.param(
            "Ardania shelled a ferry, rejecting appeals for damages on the ground of a report.", "rejecting", 0,
            id="rejects-an-appeal",
        ),
    ],
)  # fmt: skip
def test_a_denial_in_the_sentence_of_an_act(sentence: str, reply: str, expected: int) -> None:
    writer = Writer("d1", published="2031-05-09").say(sentence)
    writer.tell("ASSAULT", ("Ardania",), day="2031-05-08", trigger="shelled")
    writer.tell("REJECT", ("Ardania",), trigger=reply, is_news=True)
    assert len(denials(writer.done())) == expected


@pytest.mark.parametrize(
    ("doer", "published", "expected"),
    [
        pytest.param("Ilan Orsk", "2031-05-10", 1, id="the-next-day"),
        pytest.param("Ilan Orsk", "2031-02-10", 0, id="before-it-was-done"),
        pytest.param("Ilan Orsk", "2031-07-10", 0, id="two-months-after"),
        pytest.param("Ilan Orsk", "2032-05-10", 0, id="a-year-after"),
    ],
)
def test_a_denial_is_of_its_time(doer: str, published: str, expected: int) -> None:
    told = Writer("d1", published="2031-05-09").say("Ilan Orsk bribed the harbour pilots.")
    told.tell("COERCE", (doer,), day="2031-05-08", trigger="bribed")
    denied = Writer("d2", published=published).say("Ilan Orsk denies that he bribed the harbour pilots.")
    denied.tell("COERCE", ("Ilan Orsk",), status="denied", is_news=True, trigger="bribed")
    assert len(denials(told.done(), denied.done())) == expected


def test_a_denial_of_another_year_answers_nothing_that_nobody_dates() -> None:
    told = Writer("d1", published="2031-05-09").say("Ilan Orsk bribed the harbour pilots.")
    told.tell("COERCE", ("Ilan Orsk",), trigger="bribed")
    denied = Writer("d2", published="2036-05-09").say("Ilan Orsk denies that he bribed the harbour pilots.")
    denied.tell("COERCE", ("Ilan Orsk",), status="denied", trigger="bribed")
    assert denials(told.done(), denied.done()) == []
