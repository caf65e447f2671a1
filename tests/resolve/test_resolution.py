from __future__ import annotations

from typing import Any

import pytest
from tests.resolve.writing import Writer

from dragoman.records.entities import Event, Resolution
from dragoman.records.mentions import Annotations
from dragoman.records.symbols import TimeSymbol
from dragoman.resolve.resolution import resolve_documents

PAIR = ("Ilan Orsk", "Petra Vale")
STATES = ("Ardania", "Belmark")


def resolve(*annotations: Annotations) -> Resolution:
    resolution = resolve_documents(annotations)
    assert resolve_documents(annotations[::-1]) == resolution
    return resolution


def only(resolution: Resolution) -> Event:
    assert len(resolution.events) == 1, [event.why for event in resolution.events]
    return resolution.events[0]


def test_one_meeting_in_three_articles() -> None:
    first = Writer("d1", published="2031-05-09").say("Ilan Orsk met Petra Vale in Lisk on Thursday.")
    first.tell("CONSULT", PAIR, day="2031-05-08", place="Lisk", trigger="met")
    second = Writer("d2", published="2031-05-08").say("Ardania and Belmark held talks in Lisk.")
    second.tell("CONSULT", STATES, is_news=True, place="Lisk", trigger="talks")
    third = Writer("d3", published="2031-05-10").say("Belmark and Ardania spoke in May about the canal.")
    third.tell("CONSULT", STATES, day="2031-05", trigger="spoke")
    event = only(resolve(first.done(), second.done(), third.done()))
    assert event.date.interval.value == "2031-05-08"
    assert event.date.basis == "stated"
    assert {party.name for party in event.sources} == {"Ilan Orsk", "Petra Vale"}
    assert event.place is not None
    assert event.place.name == "Lisk"
    assert (event.documents, event.voices) == (3, 3)
    assert {claim.value for claim in event.claims if claim.field == "date"} == {"2031-05-08", "2031-05"}


def test_this_meeting_is_the_one_told_before() -> None:
    writer = Writer("d1", published="2031-05-09").say("Ilan Orsk met Petra Vale in Lisk on Thursday.")
    writer.tell("CONSULT", PAIR, day="2031-05-08", place="Lisk", trigger="met")
    writer.say("During their talks Ilan Orsk and Petra Vale spoke of the canal.").tell("CONSULT", PAIR, trigger="talks")
    writer.say("This meeting took two hours.").tell("CONSULT", trigger="meeting")
    event = only(resolve(writer.done()))
    assert len(event.mention_ids) == 3
    assert event.voices == 1


def test_repeats_are_not_collapsed() -> None:
    first = Writer("d1", published="2031-07-09").say("Ilan Orsk called Petra Vale on 8 July.")
    first.tell("CONSULT", PAIR, day="2031-07-08", modes=("phone",))
    second = Writer("d2", published="2031-07-23").say("Ilan Orsk called Petra Vale on 22 July.")
    second.tell("CONSULT", PAIR, day="2031-07-22", modes=("phone",))
    third = Writer("d3", published="2031-08-09").say("Ilan Orsk called Petra Vale in July.")
    third.tell("CONSULT", PAIR, day="2031-07", modes=("phone",))
    resolution = resolve(first.done(), second.done(), third.done())
    assert [event.date.interval.value for event in resolution.events] == ["2031-07", "2031-07-08", "2031-07-22"]


def test_tolerance_does_not_add_up() -> None:
    days = ("2031-07-08", "2031-07-09", "2031-07-10")
    written = []
    for day in days:
        writer = Writer(f"d-{day}", published=day).say("Ardania shelled a lighthouse of Belmark.")
        writer.tell("ASSAULT", ("Ardania",), ("Belmark",), day=day)
        written.append(writer.done())
    assert len(resolve(*written).events) == 2


class TestPlans:
    def plan(self, **fields: object) -> Annotations:
        writer = Writer("plan", published="2031-05-01").say("Ilan Orsk will meet Petra Vale in Lisk or Marrow.")
        writer.tell("CONSULT", PAIR, status="planned", **fields)  # type: ignore[arg-type]
        return writer.done()

    def deed(self, day: str = "2031-06-20", place: str = "Lisk") -> Annotations:
        writer = Writer("deed", published=day).say(f"Ilan Orsk met Petra Vale in {place}.")
        writer.tell("CONSULT", PAIR, day=day, place=place)
        return writer.done()

    def test_specific_plan_is_the_deeds_history(self) -> None:
        event = only(resolve(self.plan(day="2031-06", place="Lisk"), self.deed()))
        assert event.status == "occurred"
        assert event.date.interval.value == "2031-06-20"
        assert [(step.status, step.date.interval.value) for step in event.history] == [
            ("planned", "2031-06"),
            ("occurred", "2031-06-20"),
        ]

    def test_two_days_off_is_still_covered(self) -> None:
        assert only(resolve(self.plan(day="2031-06-18"), self.deed())).status == "occurred"

    def test_vague_plan_is_fulfilled(self) -> None:
        plan, deed = resolve(self.plan(day="2031"), self.deed()).events
        assert plan.status == "planned"
        assert [(link.kind, link.event_id) for link in deed.links] == [("fulfils", plan.event_id)]

    def test_plan_without_time_is_fulfilled(self) -> None:
        deed, plan = resolve(self.plan(), self.deed()).events
        assert [(link.kind, link.event_id) for link in deed.links] == [("fulfils", plan.event_id)]

    def test_plan_for_elsewhere_stays_a_plan(self) -> None:
        resolution = resolve(self.plan(day="2031-06", place="Marrow"), self.deed())
        assert {event.status for event in resolution.events} == {"planned", "occurred"}

    def test_agreement_planned_here_and_signed_there(self) -> None:
        first = Writer("d1", published="2031-05-01").say(
            "The canal treaty of Ardania and Belmark will be signed in Tull."
        )
        planned = first.tell("SUPPORT", STATES, status="planned", day="2031-06", place="Tull", trigger="signed")
        first.agree("canal treaty", STATES, "planned-signature", day="2031-06", place="Tull", event=planned)
        second = Writer("d2", published="2031-09-02").say("Ardania and Belmark signed the canal treaty in Lisk.")
        signed = second.tell("SUPPORT", STATES, day="2031-09-01", place="Lisk", trigger="signed")
        second.agree("canal treaty", STATES, "signed", day="2031-09-01", place="Lisk", event=signed)
        resolution = resolve(first.done(), second.done())
        plan, deed = resolution.events
        assert [(link.kind, link.event_id) for link in plan.links] == [("superseded-by", deed.event_id)]
        (outcome,) = resolution.contradictions
        assert outcome.kind == "plan-outcome"
        assert {side.value for side in outcome.sides} == {"planned, Tull, 2031-06", "occurred, Lisk, 2031-09-01"}
        (agreement,) = resolution.agreements
        assert [stage.stage for stage in agreement.stages] == ["planned-signature", "signed"]
        assert [stage.event_id for stage in agreement.stages] == [plan.event_id, deed.event_id]


def test_about_names_the_event() -> None:
    writer = Writer("d1", published="2031-05-09").say("Ardania accused Belmark of shelling a port.")
    inner = writer.tell("ASSAULT", ("Belmark",), ("Ardania",), status="alleged", trigger="shelling")
    writer.tell("ACCUSE", ("Ardania",), ("Belmark",), is_news=True, about=inner, trigger="accused")
    resolution = resolve(writer.done())
    by_type = {event.event_type: event for event in resolution.events}
    assert by_type["ACCUSE"].about == by_type["ASSAULT"].event_id


def test_an_undated_article_is_dated_by_another() -> None:
    dated = Writer("d1", published="2031-05-09").say("Ilan Orsk met Petra Vale in Lisk on 8 May.")
    dated.tell("CONSULT", PAIR, day="2031-05-08", place="Lisk")
    undated = Writer("d2").say("On Thursday Ilan Orsk met Petra Vale in Lisk.")
    thursday = undated.time("On Thursday", TimeSymbol(kind="weekday", weekday=3, direction="past"))
    undated.tell("CONSULT", PAIR, place="Lisk", time=thursday)
    undated.say("On Friday Ardania lifted its embargo on Belmark.")
    friday = undated.time("On Friday", TimeSymbol(kind="weekday", weekday=4, direction="past"))
    undated.tell("RETREAT", ("Ardania",), ("Belmark",), time=friday)
    resolution = resolve(dated.done(), undated.done())
    facts = {each.document_id: each for each in resolution.documents}
    assert facts["d2"].published.basis == "inferred"
    assert "d1" in facts["d2"].published.why
    assert (facts["d2"].published.interval.earliest or "") >= "2031-05-08"
    lifted = next(event for event in resolution.events if event.event_type == "RETREAT")
    assert (lifted.date.interval.earliest or "")[:7] == "2031-05"


def test_copies_are_one_voice() -> None:
    text = " ".join(f"word{number} of the long report on canal number{number % 7}" for number in range(40))
    written = []
    for document_id, day in (("d1", "2031-05-10"), ("d2", "2031-05-09"), ("d3", "2031-05-11")):
        writer = Writer(document_id, published=day).say(f"Ardania and Belmark met. {text}")
        writer.tell("CONSULT", STATES, day="2031-05-08", trigger="met")
        written.append(writer.done())
    resolution = resolve(*written)
    assert only(resolution).voices == 1
    assert only(resolution).documents == 3
    assert {each.document_id: each.copies_of for each in resolution.documents} == {"d1": "d2", "d2": None, "d3": "d2"}


@pytest.mark.parametrize("surname_country", ["ARD", None])
def test_a_surname_is_the_one_full_name(surname_country: str | None) -> None:
    first = Writer("d1", published="2031-05-09").say("Ilan Orsk met Petra Vale.")
    first.tell("CONSULT", PAIR, is_news=True)
    second = Writer("d2", published="2031-05-09").say("Orsk saw Petra Vale.")
    second.actor("Orsk", country=surname_country)
    second.tell("CONSULT", ("Petra Vale",), is_news=True)
    resolution = resolve(first.done(), second.done())
    names = {actor.name: actor for actor in resolution.actors}
    assert sorted(names) == ["Ilan Orsk", "Petra Vale"]
    assert "Orsk" in names["Ilan Orsk"].aliases


def test_nothing_in_nothing_out() -> None:
    assert resolve_documents(()) == Resolution()


def test_a_visit_is_one_with_the_meetings_during_it() -> None:
    writer = Writer("d1", published="2031-05-09").say("Ilan Orsk flew to Belmark on Thursday.")
    writer.tell("CONSULT", ("Ilan Orsk", "Belmark"), day="2031-05-08", trigger="flew", modes=("visit",))
    writer.say("Ilan Orsk held talks with Petra Vale and was received by Anders Holt.")
    writer.tell("CONSULT", ("Ilan Orsk", "Petra Vale"), day="2031-05-08", trigger="talks")
    writer.tell("CONSULT", ("Ilan Orsk", "Anders Holt"), day="2031-05-08", trigger="received", modes=("visit",))
    assert only(resolve(writer.done())).voices == 1


def test_two_meetings_without_a_visit_stay_two() -> None:
    writer = Writer("d1", published="2031-05-09").say("Ilan Orsk telephoned Petra Vale and then Anders Holt.")
    writer.tell("CONSULT", ("Ilan Orsk", "Petra Vale"), day="2031-05-08", trigger="telephoned", modes=("phone",))
    writer.tell("CONSULT", ("Ilan Orsk", "Anders Holt"), day="2031-05-08", trigger="then", modes=("phone",))
    assert len(resolve(writer.done()).events) == 2


def test_one_author_tells_a_ceasefire_and_a_promise() -> None:
    def told(document_id: str) -> Annotations:
        writer = Writer(document_id, published="2031-05-09").say(
            "Ardania and Belmark agreed on a ceasefire of six weeks."
        )
        writer.tell("RETREAT", ("Ardania", "Belmark"), day="2031-05-08", trigger="ceasefire")
        return writer.done()

    writer = Writer("d2", published="2031-05-09").say(
        "Ardania and Belmark agreed on a ceasefire of six weeks, promising calm."
    )
    writer.tell("RETREAT", ("Ardania", "Belmark"), day="2031-05-08", trigger="ceasefire")
    writer.tell("CONCEDE", ("Ardania", "Belmark"), day="2031-05-08", trigger="promising")
    events = resolve(told("d1"), writer.done()).events
    assert sorted((event.event_type, event.documents) for event in events) == [("CONCEDE", 1), ("RETREAT", 2)]


def test_undated_talks_are_not_those_of_years_before() -> None:
    one = Writer("d1", published="2031-05-09").say(
        "Ardania and Belmark opened a ferry line after talks behind closed doors."
    )
    one.tell("CONSULT", ("Ardania", "Belmark"), trigger="talks")
    two = Writer("d2", published="2031-05-20").say("Corvia hosted talks of Ardania and Belmark in 2029-04.")
    two.tell("CONSULT", ("Ardania", "Belmark"), day="2029-04", trigger="talks")
    assert len(resolve(one.done(), two.done()).events) == 2


def _clusters(writer: Writer) -> list[set[str]]:
    resolution = resolve_documents([writer.done()])
    words = {each.mention_id: each.exact for each in writer.events}
    return [{words[each] for each in event.mention_ids} for event in resolution.events]


class TestOneArticleToldTwice:
    """What one author tells again is one event; what he names apart is two."""

    def test_a_vow_of_closer_ties_is_one_however_worded(self) -> None:
        writer = Writer("d1", published="2031-05-09").say("Orsk expressed his commitment to deeper ties with Belmark.")
        writer.tell("AGREE", ("Ilan Orsk",), ("Belmark",), is_news=True, trigger="commitment")
        writer.say("The pledge to strengthen relations was no mere gesture.")
        writer.tell("AGREE", ("Ilan Orsk",), ("Belmark",), trigger="pledge")
        assert {"commitment", "pledge"} in _clusters(writer)

    def test_two_promises_of_acts_stay_two(self) -> None:
        writer = Writer("d1", published="2031-05-09").say("Orsk pledged to send wheat to Belmark.")
        writer.tell("AGREE", ("Ilan Orsk",), ("Belmark",), is_news=True, trigger="pledged")
        writer.say("He promised that the ferry would sail again.")
        writer.tell("AGREE", ("Ilan Orsk",), ("Belmark",), is_news=True, trigger="promised")
        assert {"pledged"} in _clusters(writer)

    def test_words_within_words_are_one_act(self) -> None:
        writer = Writer("d1", published="2031-05-09").say("Orsk reiterated Lisk's commitment to the canal.")
        writer.tell("AGREE", ("Ilan Orsk",), ("Ardania",), is_news=True, trigger="reiterated Lisk's commitment")
        writer.tell("AGREE", ("Ardania",), ("Belmark",), trigger="commitment")
        assert {"reiterated Lisk's commitment", "commitment"} in _clusters(writer)

    def test_a_summit_of_many_is_one(self) -> None:
        summit: dict[str, Any] = {
            "day": "2031-10-22/2031-10-24",
            "place": "Lisk",
            "status": "planned",
            "modes": ("multilateral",),
        }
        writer = Writer("d1", published="2031-05-09").say("Orsk will attend the Corvia summit in Lisk.")
        writer.tell("CONSULT", ("Ilan Orsk", "Corvia"), trigger="summit", **summit)
        writer.say("Vale is expected at the Corvia gathering in Lisk.")
        writer.tell("CONSULT", ("Petra Vale", "Corvia"), trigger="gathering", **summit)
        assert {"summit", "gathering"} in _clusters(writer)

    def test_the_killing_of_another_is_another_act(self) -> None:
        writer = Writer("d1", published="2031-05-09").say(
            "On 8 May Ardania fired rockets at Belmark after the killing of a bishop in Tull."
        )
        writer.tell("ASSAULT", ("Ardania",), ("Belmark",), day="2031-05-08", trigger="rockets")
        writer.tell("ASSAULT", (), ("Anders Holt",), day="2031-05-08", trigger="killing")
        assert {"killing"} in _clusters(writer)

    def test_a_blow_and_whom_it_killed_are_one(self) -> None:
        writer = Writer("d1", published="2031-05-09").say("On 8 May Ardania shelled Belmark, killing guards.")
        writer.tell("ASSAULT", ("Ardania",), ("Belmark",), day="2031-05-08", trigger="shelled")
        writer.tell("ASSAULT", ("Ardania",), ("Belmark",), day="2031-05-08", trigger="killing")
        assert {"shelled", "killing"} in _clusters(writer)

    def test_the_headline_and_its_lead_are_one(self) -> None:
        writer = Writer("d1", published="2031-05-09").say("Ardania, Belmark agree truce in Lisk")
        writer.tell("AGREE", ("Ardania", "Belmark"), is_news=True, trigger="agree")
        writer.say("Ardania and Belmark agreed in Lisk on 8 May to stop the shelling.")
        writer.tell("CONCEDE", ("Ardania", "Belmark"), day="2031-05-08", trigger="agreed")
        assert {"agree", "agreed"} in _clusters(writer)

    def test_a_visit_and_some_other_meeting_are_two_plans(self) -> None:
        writer = Writer("d1", published="2031-05-09").say("Orsk invited Vale to visit Ardania.")
        writer.tell("CONSULT", ("Ilan Orsk", "Petra Vale"), status="planned", modes=("visit",), trigger="visit")
        writer.say("Vale and Orsk want to meet some day.")
        writer.tell("CONSULT", ("Ilan Orsk", "Petra Vale"), status="planned", trigger="meet")
        assert {"visit"} in _clusters(writer)


def test_nobody_is_killed_twice() -> None:
    killing: dict[str, Any] = {"modes": ("targeted",)}
    one = Writer("d1", published="2031-05-09").say("In 2027 Ardania had the envoy Anders Holt assassinated.")
    one.tell("ASSAULT", ("Ardania",), ("Anders Holt",), day="2027", trigger="assassinated", **killing)
    other = Writer("d2", published="2030-01-09").say("Ardania, which treacherously murdered Anders Holt, is no friend.")
    other.tell("ASSAULT", ("Ardania",), ("Anders Holt",), trigger="murdered", **killing)
    assert len(resolve_documents([one.done(), other.done()]).events) == 1


SHOT_SAYS = "Jory Vance shot a porter near the Tull sluice at dawn with a hunting rifle."
CHARGED_SAYS = "Jory Vance is accused of shooting a porter near the Tull sluice with a hunting rifle on 8 May."


def _shooting(document_id: str, sentence: str, source: str, **fields: Any) -> Annotations:
    writer = Writer(document_id, published="2031-05-09").say(sentence)
    writer.tell(
        "ASSAULT",
        (source,),
        ("a porter",),
        trigger=sentence.split(" a porter", maxsplit=1)[0].rsplit(maxsplit=1)[-1],
        **fields,
    )
    return writer.done()


def test_a_charge_is_one_with_the_deed_that_others_tell() -> None:
    deed = _shooting("d1", SHOT_SAYS, "Jory Vance")
    charge = _shooting("d2", CHARGED_SAYS, "Jory Vance", status="alleged", day="2031-05-08")
    (event,) = resolve_documents([deed, charge]).events
    assert event.status == "occurred"
    assert {step.status for step in event.history} == {"occurred", "alleged"}
    # the charge tells the day
    assert event.date.interval.value == "2031-05-08"
    assert resolve_documents([charge, deed]).events == (event,)


def test_a_charge_makes_nobody_the_doer() -> None:
    writer = Writer("d1", published="2031-05-09").say("A porter was shot near the Tull sluice with a hunting rifle.")
    writer.tell("ASSAULT", (), ("a porter",), trigger="shot")
    charge = _shooting("d2", CHARGED_SAYS, "Jory Vance", status="alleged", day="2031-05-08")
    told = resolve_documents([writer.done(), charge]).events
    assert sorted((event.status, len(event.sources)) for event in told) == [("alleged", 1), ("occurred", 0)]


def test_the_likeliest_of_what_nobody_dates_go_together_first() -> None:
    dated = Writer("d0", published="2031-05-09").say("Ardania seized 26 divers off the Tull reef on 8 May.")
    dated.tell(
        "COERCE", ("Ardania",), ("divers",), day="2031-05-08", figures=(dated.figure("26 divers", 26.0, unit="divers"),)
    )
    corpus = [dated.done()]
    for number, words in enumerate(
        ("with nets and lamps off the Tull reef", "with nets and lamps off the Tull reef at low tide")
    ):
        writer = Writer(f"u{number}").say(f"Ardania seized {'' if number else '23 '}divers {words}.")
        figures = () if number else (writer.figure("23 divers", 23.0, unit="divers"),)
        writer.tell("COERCE", ("Ardania",), ("divers",), figures=figures)
        corpus.append(writer.done())
    told = resolve_documents(corpus).events
    assert sorted(event.documents for event in told) == [1, 2]
