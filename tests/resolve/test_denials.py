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
