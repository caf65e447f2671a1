from __future__ import annotations

from dataclasses import replace

import pytest
from tests.resolve.writing import Writer, make_interval

from dragoman.records.entities import Resolution
from dragoman.records.mentions import Annotations
from dragoman.records.times import EventDate
from dragoman.resolve.resolution import resolve_documents

STATES = ("Ardania", "Belmark")


def resolve(*annotations: Annotations) -> Resolution:
    resolution = resolve_documents(annotations)
    assert resolve_documents(annotations[::-1]) == resolution
    return resolution


def test_one_treaty_under_all_its_names() -> None:
    one = Writer("d1", published="2031-03-20").say(
        "The comprehensive canal agreement between Ardania and Belmark, long under negotiation, is nearly done."
    )
    one.agree("comprehensive canal agreement", STATES, "negotiating", day="2031-03-19")
    two = Writer("d2", published="2031-07-10").say("The 20-year Ardania-Belmark Canal Treaty is ready.")
    two.agree("20-year Ardania-Belmark Canal Treaty", STATES, "ready", day="2031-07", duration_years=20)
    three = Writer("d3", published="2032-01-18").say("Ardania and Belmark signed the canal pact in Lisk.")
    signed = three.tell("SUPPORT", STATES, day="2032-01-17", place="Lisk", trigger="signed")
    three.agree("canal pact", STATES, "signed", day="2032-01-17", place="Lisk", event=signed)
    three.say("The treaty replaces the barge accord of 2001.")
    three.agree("The treaty", STATES, "replaced", replaces="barge accord of 2001")
    resolution = resolve(one.done(), two.done(), three.done())
    (agreement,) = resolution.agreements
    assert agreement.kind == "treaty"
    assert agreement.duration_years == 20
    assert agreement.replaces == "barge accord of 2001"
    assert [party.name for party in agreement.parties] == list(STATES)
    dated = [(each.stage, each.date.interval.value) for each in agreement.stages if each.date.interval.value]
    assert dated == [("negotiating", "2031-03-19"), ("ready", "2031-07"), ("signed", "2032-01-17")]
    stage = next(each for each in agreement.stages if each.stage == "signed")
    assert stage.event_id == resolution.events[0].event_id
    assert stage.place == "Lisk"


def test_two_agreements_of_one_pair() -> None:
    writer = Writer("d1", published="2031-03-20").say("Ardania and Belmark signed a fisheries treaty and an air pact.")
    writer.agree("fisheries treaty", STATES, "signed", day="2031-03-20")
    writer.agree("air pact", STATES, "signed", day="2031-03-20")
    assert len(resolve(writer.done()).agreements) == 2


def test_a_memorandum_is_not_the_treaty() -> None:
    writer = Writer("d1", published="2031-03-20").say("Ardania and Belmark signed a canal treaty, a canal memorandum.")
    writer.agree("canal treaty", STATES, "signed", day="2031-03-20")
    writer.agree("canal memorandum", STATES, "signed", day="2031-03-20", kind="memorandum")
    assert len(resolve(writer.done()).agreements) == 2


def test_the_pact_is_the_one_of_the_article() -> None:
    one = Writer("d1", published="2031-03-20").say("Ardania and Belmark signed the canal treaty.")
    one.agree("canal treaty", STATES, "signed", day="2031-03-20")
    one.say("The pact takes effect in May.").agree("The pact", (), "in-force", day="2031-05")
    two = Writer("d2", published="2031-03-21").say("Ardania and Belmark signed the air treaty.")
    two.agree("air treaty", STATES, "signed", day="2031-03-21")
    agreements = resolve(one.done(), two.done()).agreements
    stages = {agreement.names: [stage.stage for stage in agreement.stages] for agreement in agreements}
    assert stages == {("The pact", "canal treaty"): ["signed", "in-force"], ("air treaty",): ["signed"]}


def test_stages_out_of_order() -> None:
    one = Writer("d1", published="2031-03-20").say("Ardania and Belmark signed the canal treaty.")
    one.agree("canal treaty", STATES, "signed", day="2031-03-20")
    two = Writer("d2", published="2031-06-20").say("The canal treaty of Ardania and Belmark is in force since 2030.")
    two.agree("canal treaty", STATES, "in-force", day="2030")
    (contradiction,) = resolve(one.done(), two.done()).contradictions
    assert contradiction.kind == "impossible-time"
    assert {side.value for side in contradiction.sides} == {"in-force 2030", "signed 2031-03-20"}
    assert all(side.printed for side in contradiction.sides)


def test_signed_on_two_days() -> None:
    written = []
    for document_id, day in (("d1", "2031-03-20"), ("d2", "2031-04-20")):
        writer = Writer(document_id, published="2031-06-20").say("Ardania and Belmark signed the canal treaty.")
        writer.agree("canal treaty", STATES, "signed", day=day)
        written.append(writer.done())
    (contradiction,) = resolve(*written).contradictions
    assert (contradiction.kind, contradiction.field) == ("conflict", "date")


def test_the_agreement_that_is_replaced_is_found() -> None:
    old = Writer("d1", published="2001-03-20").say("Ardania and Belmark signed the barge accord.")
    old.agree("barge accord", STATES, "signed", day="2001-03-20", kind="accord")
    new = Writer("d2", published="2031-03-20").say(
        "The canal treaty of Ardania and Belmark replaces an accord of 2001."
    )
    new.agree("canal treaty", STATES, "signed", day="2031-03-20", replaces="an accord of 2001")
    by_name = {agreement.names[0]: agreement for agreement in resolve(old.done(), new.done()).agreements}
    assert by_name["canal treaty"].replaces_id == by_name["barge accord"].agreement_id
    assert by_name["barge accord"].replaces_id is None


def test_a_deed_agreed_on_the_day_of_the_accord_is_the_accord() -> None:
    writer = Writer("d1", published="2031-03-20").say("Ardania and Belmark will restore relations.")
    writer.agree("restore relations", STATES, "ready", day="2031-03-20", kind="accord")
    writer.say("The accord was signed in Lisk.").agree("accord", STATES, "signed", day="2031-03-20", kind="accord")
    (agreement,) = resolve(writer.done()).agreements
    assert agreement.names == ("accord", "restore relations")


def test_a_third_party_in_one_telling_does_not_part_them() -> None:
    one = Writer("d1", published="2031-03-20").say("Ardania, Belmark and Corvia signed the canal treaty.")
    one.agree("canal treaty", (*STATES, "Corvia"), "signed", day="2031-03-20")
    two = Writer("d2", published="2031-03-21").say("Ardania and Belmark signed the canal treaty.")
    two.agree("canal treaty", STATES, "signed", day="2031-03-20")
    assert len(resolve(one.done(), two.done()).agreements) == 1


def test_a_name_by_its_place_and_a_name_by_its_matter() -> None:
    one = Writer("d1", published="2031-03-20").say("Ardania and Belmark signed a truce in Lisk.")
    one.place("Lisk")
    one.agree("Lisk undertaking", STATES, "signed", day="2031-03-20", kind="accord")
    two = Writer("d2", published="2031-03-20").say("Ardania and Belmark signed a 90-day truce.")
    two.agree("90-day truce", STATES, "signed", day="2031-03-20", kind="ceasefire")
    (agreement,) = resolve(one.done(), two.done()).agreements
    assert agreement.kind in ("accord", "ceasefire")


def test_the_treaty_is_not_the_old_framework() -> None:
    writer = Writer("d1", published="2031-03-20").say("Ardania and Belmark signed a cooperation treaty.")
    writer.agree("cooperation treaty", STATES, "signed", day="2031-03-20")
    writer.say("It replaces a 2001 framework.").agree("2001 framework", STATES, "replaced", day="2031-03-20")
    writer.say("The treaty takes effect in May.").agree("treaty", STATES, "in-force", day="2031-05")
    stages = {each.names: [stage.stage for stage in each.stages] for each in resolve(writer.done()).agreements}
    assert stages == {("2001 framework",): ["replaced"], ("cooperation treaty", "treaty"): ["signed", "in-force"]}


def test_the_ceasefire_is_not_the_peace_agreement() -> None:
    writer = Writer("d1", published="2031-03-20").say("Ardania and Belmark signed a peace agreement.")
    writer.agree("peace agreement", STATES, "signed", day="2031-03-20")
    writer.say("The ceasefire began in May.")
    writer.agree("ceasefire", STATES, "in-force", day="2030-05", kind="ceasefire")
    assert len(resolve(writer.done()).agreements) == 2


def test_two_joint_statements_of_two_days() -> None:
    one = Writer("d1", published="2031-03-20").say("Ardania and Belmark signed a joint statement.")
    one.agree("joint statement", STATES, "signed", day="2031-03-20", kind="declaration")
    two = Writer("d2", published="2031-04-20").say("Ardania and Belmark signed a joint statement.")
    two.agree("joint statement", STATES, "signed", day="2031-04-20", kind="declaration")
    resolution = resolve(one.done(), two.done())
    assert len(resolution.agreements) == 2
    assert not resolution.contradictions


def test_rebels_of_the_state_are_a_party() -> None:
    writer = Writer("d1", published="2031-03-20").say("Ardania and the Red Heron Front signed a truce.")
    writer.agree("truce", ("Ardania", "Red Heron Front"), "signed", day="2031-03-20", kind="ceasefire")
    (agreement,) = resolve(writer.done()).agreements
    assert [party.name for party in agreement.parties] == ["Ardania", "Red Heron Front"]


def test_one_matter_in_two_words_is_one_agreement() -> None:
    one = Writer("d1", published="2031-05-09").say("Ardania and Belmark signed a free trade agreement on 8 May.")
    one.agree("free trade agreement", STATES, "signed", day="2031-05-08")
    other = Writer("d2", published="2031-05-10").say("Ardania and Belmark sealed the commerce covenant on 8 May.")
    other.agree("commerce covenant", STATES, "signed", day="2031-05-08")
    assert len(resolve_documents([one.done(), other.done()]).agreements) == 1


def test_what_is_told_on_a_day_is_not_in_force_on_it() -> None:
    writer = Writer("d1", published="2031-05-09").say("The canal treaty with Belmark comes into force in time.")
    writer.agree("canal treaty", STATES, "in-force")
    writer.say("Ardania and Belmark signed the canal treaty on 1 June 2031.")
    writer.agree("canal treaty", STATES, "signed", day="2031-06-01")
    news = EventDate(interval=make_interval("2031-05-09"), basis="publication")
    told = writer.done()
    told = replace(told, agreements=(replace(told.agreements[0], date=news), *told.agreements[1:]))
    assert not resolve_documents([told]).contradictions


@pytest.mark.parametrize(
    ("first", "then", "expected"),
    [
        pytest.param(
            ("Arms Treaty", "in-force", "2027"), ("agreement", "signed", "2031-07-15"), 2, id="signed-after-force"
        ),
        pytest.param(
            ("Arms Treaty", "signed", "2027"), ("treaty", "proposed", "2031-02-16"), 2, id="proposed-after-signing"
        ),
        pytest.param(
            ("Arms Treaty", "signed", "2028-05-02"), ("pact", "signed", "2031-07-15"), 2, id="signed-years-later"
        ),
        pytest.param(
            ("Arms Treaty", "signed", "2030-05-02"), ("treaty", "in-force", "2031-07-15"), 1, id="then-in-force"
        ),
        pytest.param(("Arms Treaty", "in-force", "2029"), ("treaty", "withdrawn", "2031-07-15"), 1, id="then-left"),
        pytest.param(("Arms Treaty", "signed", "2029"), ("Arms Treaty", "negotiating", "2031-07-15"), 1, id="one-name"),
    ],
)
def test_a_bare_name_goes_where_its_step_can_follow(
    first: tuple[str, str, str], then: tuple[str, str, str], expected: int
) -> None:
    (treaty, stage, day), (name, next_stage, later) = first, then
    one = Writer("d1", published="2030-10-20").say(f"Ardania and Belmark spoke of the {treaty}.")
    one.agree(treaty, STATES, stage, day=day)
    two = Writer("d2", published="2031-07-16").say(f"Ardania and Belmark spoke of the {name}.")
    two.agree(name, STATES, next_stage, day=later)
    assert len(resolve(one.done(), two.done()).agreements) == expected
