from __future__ import annotations

from typing import Any

import pytest
from tests.resolve.writing import Writer

from dragoman.records.entities import Contradiction
from dragoman.records.mentions import Annotations, Discrepancy
from dragoman.records.symbols import TimeSymbol
from dragoman.resolve.resolution import resolve_documents

STATES = ("Ardania", "Belmark")
PAIR = ("Ilan Orsk", "Petra Vale")


def find(*annotations: Annotations) -> list[Contradiction]:
    found = resolve_documents(annotations).contradictions
    assert resolve_documents(annotations[::-1]).contradictions == found
    for contradiction in found:
        assert contradiction.why
        for side in contradiction.sides:
            assert side.printed or side.reference
    return list(found)


def met(document_id: str, day: str | None, place: str | None = None) -> Annotations:
    writer = Writer(document_id, published="2031-05-10").say(f"Ilan Orsk met Petra Vale in {place} on {day}.")
    writer.tell("CONSULT", PAIR, day=day, place=place, trigger="met")
    return writer.done()


def test_one_event_on_two_days() -> None:
    (found,) = find(met("d1", "2031-05-08"), met("d2", "2031-05-09"))
    assert (found.kind, found.field) == ("conflict", "date")
    assert [side.value for side in found.sides] == ["2031-05-08", "2031-05-09"]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        pytest.param(("2031-05-08", None), ("2031-05", None), id="precision-of-date"),
        pytest.param(("2031-05-08", "Marrow"), ("2031-05-08", None), id="place-left-out"),
        pytest.param(("2031-05-08", "Marrow"), ("2031-05-08", "Marrow"), id="agreeing"),
    ],
)
def test_mere_precision_is_no_quarrel(first: tuple[str, str | None], second: tuple[str, str | None]) -> None:
    assert find(met("d1", *first), met("d2", *second)) == []


def test_one_event_at_two_places() -> None:
    (found,) = find(met("d1", "2031-05-08", "Marrow"), met("d2", "2031-05-08", "Old Marrow"))
    assert found.field == "place"


@pytest.mark.parametrize(
    ("left", "right", "expected"),
    [
        pytest.param({"low": 18e9}, {"low": 80e9}, 1, id="eighteen-and-eighty"),
        pytest.param({"low": 97.0}, {"low": 100.0, "bound": "~"}, 0, id="rounded"),
        pytest.param({"low": 40.0, "bound": ">"}, {"low": 52.0}, 0, id="more-than-forty"),
        pytest.param({"low": 40.0, "bound": ">"}, {"low": 30.0}, 1, id="below-the-bound"),
        pytest.param({"low": 3.0, "high": 5.0, "bound": "range"}, {"low": 4.0}, 0, id="in-the-range"),
    ],
)
def test_figures(left: dict[str, object], right: dict[str, object], expected: int) -> None:
    written = []
    for document_id, given in (("d1", left), ("d2", right)):
        writer = Writer(document_id, published="2031-05-09").say("Ardania put duties on goods worth a sum of Belmark.")
        low = float(str(given["low"]))
        plain: dict[str, Any] = {"high": low, "figure_class": "money", "counted": "duties on zinc", **given, "low": low}
        figure = writer.figure("a sum", unit="USD", **plain)
        writer.tell("SANCTION", ("Ardania",), ("Belmark",), day="2031-05-08", figures=(figure,))
        written.append(writer.done())
    assert len([each for each in find(*written) if each.field == "figures"]) == expected


def test_denied_against_told() -> None:
    one = Writer("d1", published="2031-05-09").say("Ardania rammed a trawler of Belmark.")
    one.tell("ASSAULT", ("Ardania",), ("Belmark",), day="2031-05-08")
    two = Writer("d2", published="2031-05-10").say("Ardania denied that it rammed a trawler of Belmark.")
    inner = two.tell(
        "ASSAULT", ("Ardania",), ("Belmark",), status="denied", trigger="rammed", attributed_to=("Ardania",)
    )
    two.tell("REJECT", ("Ardania",), ("Belmark",), is_news=True, about=inner, trigger="denied")
    (found,) = find(one.done(), two.done())
    assert (found.kind, found.field) == ("conflict", "status")
    assert {side.value for side in found.sides} == {"occurred", "denied (Ardania)"}


def test_each_side_names_the_other() -> None:
    one = Writer("d1", published="2031-05-09").say("Belmark said that Ardania rammed its trawler off the reef.")
    one.tell("ASSAULT", ("Ardania",), ("Belmark",), day="2031-05-08", status="alleged", attributed_to=("Belmark",))
    two = Writer("d2", published="2031-05-09").say("Ardania said that Belmark drove a trawler into its cutter.")
    two.tell("ASSAULT", ("Belmark",), ("Ardania",), day="2031-05-08", status="alleged", attributed_to=("Ardania",))
    (found,) = find(one.done(), two.done())
    assert found.field == "sources"
    assert {side.value for side in found.sides} == {"Ardania did it", "Belmark did it"}


@pytest.mark.parametrize(
    ("doer", "claimed_by"),
    [
        pytest.param((), ("Ardania",), id="nobody-is-told-to-have-done-it"),
        pytest.param(("Belmark",), ("Belmark",), id="claims-it-for-itself"),
    ],
)
def test_no_second_side_no_quarrel(doer: tuple[str, ...], claimed_by: tuple[str, ...]) -> None:
    one = Writer("d1", published="2031-05-09").say("Belmark said that Ardania rammed its trawler off the reef.")
    one.tell("ASSAULT", ("Ardania",), ("Belmark",), day="2031-05-08", status="alleged", attributed_to=("Belmark",))
    two = Writer("d2", published="2031-05-09").say("A trawler of Belmark tore up a cutter of Ardania on the reef.")
    two.tell("ASSAULT", doer, ("Ardania",), day="2031-05-08", status="alleged", attributed_to=claimed_by)
    assert find(one.done(), two.done()) == []


def test_two_attacks_told_as_such_are_no_quarrel() -> None:
    writer = Writer("d1", published="2031-05-09").say(
        "Ardania shelled a trawler of Belmark, and Belmark one of Ardania."
    )
    writer.tell("ASSAULT", ("Ardania",), ("Belmark",), day="2031-05-08", trigger="shelled")
    writer.tell("ASSAULT", ("Belmark",), ("Ardania",), day="2031-05-08", trigger="one of Ardania")
    assert find(writer.done()) == []


@pytest.mark.parametrize(
    ("day", "other", "expected"),
    [
        pytest.param("2031-05-08", "2031-05-11", 1, id="three-days-off"),
        pytest.param("2031-05-08", "2030-05-08", 1, id="another-year"),
        pytest.param("2031-05-08", "2031-03-08", 1, id="another-month"),
        pytest.param("2031-05-08", "2031-05-28", 0, id="another-act"),
    ],
)
def test_slips_of_a_date(day: str, other: str, expected: int) -> None:
    written = []
    for document_id, told in (("d1", day), ("d2", other)):
        writer = Writer(document_id, published="2031-06-10").say("Ardania rammed the trawler Meridian of Belmark.")
        writer.tell("ASSAULT", ("Ardania",), ("Belmark",), day=told, trigger="rammed")
        written.append(writer.done())
    assert len(find(*written)) == expected


def test_a_count_since_a_day_does_not_date_the_deed() -> None:
    written = []
    for document_id, told in (("d1", "2031-05-08"), ("d2", "2031-05-11")):
        writer = Writer(document_id, published="2031-06-10")
        writer.say(f"Ardania rammed the trawler Meridian and nine sloops of Belmark since {told}.")
        symbol = TimeSymbol(kind="calendar", year=2031, month=5, day=int(told[-2:]), bound="after")
        time = writer.time(told, symbol, anchor="none")
        writer.tell("ASSAULT", ("Ardania",), ("Belmark",), day=told, time=time, trigger="rammed")
        written.append(writer.done())
    assert find(*written) == []


def test_an_article_that_tells_both_tells_of_two_acts() -> None:
    writer = Writer("d1", published="2031-06-10").say("Ardania rammed the trawler Meridian of Belmark.")
    writer.tell("ASSAULT", ("Ardania",), ("Belmark",), day="2031-05-08", trigger="rammed")
    writer.say("Then Ardania rammed the trawler Meridian of Belmark again.")
    writer.tell("ASSAULT", ("Ardania",), ("Belmark",), day="2031-05-11", trigger="rammed")
    assert find(writer.done()) == []


def test_own_discrepancies_of_copies_are_one() -> None:
    written = []
    for document_id in ("d1", "d2"):
        writer = Writer(document_id, published="2031-05-09").say(
            "Ian Orsk, President of Ardania, met Ilan Orsk's aide."
        )
        writer.actor("Ardania")
        writer.actor("Ilan Orsk", words="Ian Orsk")
        orsk = next(each.actor_id for each in writer.actors if each.name == "Ilan Orsk")
        writer.discrepancies.append(
            Discrepancy(
                discrepancy_id=f"x-{document_id}",
                kind="reference",
                field="name",
                subject=orsk,
                sides=(writer.evidence(0, 8),),
                values=("Ian Orsk", "Ilan Orsk"),
                why="the table of office holders has another name",
                reference=("office_holders", "ARD president 2031", "1"),
            )
        )
        written.append(writer.done())
    resolution = resolve_documents(written)
    (found,) = resolution.contradictions
    assert found.kind == "reference"
    by_words = {side.value: side for side in found.sides}
    assert len(by_words["Ian Orsk"].printed) == 2
    assert by_words["Ilan Orsk"].reference is not None
    person = next(actor for actor in resolution.actors if actor.name == "Ilan Orsk")
    assert person.discrepancies == (found.contradiction_id,)


def signed(document_id: str, place: str, day: str = "2031-05-08") -> Annotations:
    writer = Writer(document_id, published="2031-05-09").say(f"Ardania and Belmark signed a truce in {place} on {day}.")
    writer.tell("RETREAT", STATES, day=day, place=place, trigger="truce")
    return writer.done()


def test_one_occasion_in_two_cities() -> None:
    (found,) = find(signed("d1", "Lisk"), signed("d2", "Tull"))
    assert (found.kind, found.field) == ("conflict", "place")
    assert [side.value for side in found.sides] == ["Lisk", "Tull"]


def test_two_occasions_on_two_days_are_no_quarrel() -> None:
    assert find(signed("d1", "Lisk"), signed("d2", "Tull", day="2031-05-28")) == []


@pytest.mark.parametrize("event_type", ["ACCUSE", "REQUEST", "THREATEN"])
def test_what_is_said_again_is_no_slip(event_type: Any) -> None:
    written = []
    for document_id, day in (("d1", "2031-05-08"), ("d2", "2031-05-10")):
        writer = Writer(document_id, published="2031-06-10").say("Ardania on the trawler Meridian of Belmark.")
        writer.tell(event_type, ("Ardania",), ("Belmark",), day=day)
        written.append(writer.done())
    assert find(*written) == []


def test_a_day_borrowed_from_the_clause_before_is_not_sure() -> None:
    one = Writer("d1", published="2031-05-09").say("A mob burnt the flag of Belmark on 2031-05-08.")
    one.tell("PROTEST", ("Ardania",), ("Belmark",), day="2031-05-08", trigger="burnt")
    two = Writer("d2", published="2031-05-09").say("Belmark recalled its envoy on Friday over a burnt flag.")
    time = two.time("Friday", TimeSymbol(kind="weekday", weekday=4), anchor="none")
    two.tell("SANCTION", ("Belmark",), ("Ardania",), day="2031-05-09", trigger="recalled", time=time)
    two.tell("PROTEST", ("Ardania",), ("Belmark",), day="2031-05-09", trigger="burnt", time=time)
    assert [each for each in find(one.done(), two.done()) if each.field == "date"] == []


def test_a_forecast_of_the_day_in_force_is_no_quarrel() -> None:
    one = Writer("d1", published="2031-04-20").say(
        "The zinc pact of Ardania and Belmark should enter into force in May."
    )
    one.agree("zinc pact", STATES, "in-force", day="2031-05")
    two = Writer("d2", published="2031-07-02").say(
        "The zinc pact of Ardania and Belmark came into force on 2031-07-01."
    )
    two.agree("zinc pact", STATES, "in-force", day="2031-07-01")
    assert find(one.done(), two.done()) == []


@pytest.mark.parametrize(("words", "expected"), [("overnight", 0), ("on the day", 1)])
def test_one_night_is_not_two_days(words: str, expected: int) -> None:
    written = []
    for document_id, day in (("d1", "2031-05-08"), ("d2", "2031-05-09")):
        writer = Writer(document_id, published=day).say(f"Ilan Orsk met Petra Vale at the mill in Lisk {words}.")
        time = writer.time(words, TimeSymbol(kind="relative", unit="day", offset=0))
        writer.tell("CONSULT", PAIR, day=day, trigger="met", place="Lisk", time=time)
        written.append(writer.done())
    assert len([each for each in find(*written) if each.field == "date"]) == expected


@pytest.mark.parametrize(
    ("words", "attributed_to", "expected"),
    [
        pytest.param("drove a trawler into its cutter", ("Ardania",), 1, id="two-charges-of-one-thing"),
        pytest.param("sank a barge with a drone", ("Ardania",), 0, id="of-two-things"),
        pytest.param("drove a trawler into its cutter", (), 0, id="told-as-done-with-one-word-in-common"),
        pytest.param("cut up its trawler at the reef", (), 1, id="told-as-done-in-the-same-words"),
    ],
)
def test_charges_are_of_one_act(words: str, attributed_to: tuple[str, ...], expected: int) -> None:
    one = Writer("d1", published="2031-05-09").say("Belmark said that Ardania rammed its trawler off the reef.")
    one.tell("ASSAULT", ("Ardania",), ("Belmark",), day="2031-05-08", status="alleged", attributed_to=("Belmark",))
    said = "Ardania said that Belmark" if attributed_to else "Against Ardania, Belmark"
    two = Writer("d2", published="2031-05-09").say(f"{said} {words}.")
    status: Any = "alleged" if attributed_to else "occurred"
    two.tell("ASSAULT", ("Belmark",), ("Ardania",), day="2031-05-08", status=status, attributed_to=attributed_to)
    assert len([each for each in find(one.done(), two.done()) if each.field == "sources"]) == expected


@pytest.mark.parametrize(("status", "expected"), [("planned", 1), ("possible", 0)])
def test_what_might_have_been_was_no_plan(status: Any, expected: int) -> None:
    plan = Writer("d1", published="2031-05-01").say("The dam loan of Ardania and Belmark may be signed in Tull.")
    planned = plan.tell("SUPPORT", STATES, day="2031-06", place="Tull", status=status, trigger="signed")
    plan.agree("dam loan", STATES, "planned-signature", day="2031-06", place="Tull", event=planned)
    deed = Writer("d2", published="2031-09-02").say("Ardania and Belmark signed the dam loan in Lisk.")
    signed = deed.tell("SUPPORT", STATES, day="2031-09-01", place="Lisk", trigger="signed")
    deed.agree("dam loan", STATES, "signed", day="2031-09-01", place="Lisk", event=signed)
    assert len([each for each in find(plan.done(), deed.done()) if each.kind == "plan-outcome"]) == expected
