"""Events in sentences: the verb by type and mode, the status always told, dates no finer than known."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from tests.factories import make_event, make_interval, make_party

from dragoman.records.times import EventDate, Interval
from dragoman.records.vocabulary import EVENT_TYPES
from dragoman.views.sentences import load_event_words, name_party, tell_event
from dragoman.views.wording import bare_words, say_when, write_interval

KEN, PER, UNO = make_party("KEN"), make_party("PER"), make_party("UNO")
MAY = EventDate(interval=Interval(value="2031-05", earliest="2031-05-01", latest="2031-05-31"), basis="stated")


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        pytest.param({}, "Kenya and Peru met or talked, on a day that is not known", id="reciprocal-undated"),
        pytest.param(
            {"modes": ("phone",), "date": MAY}, "Kenya and Peru spoke by telephone in May 2031", id="mode-month"
        ),
        pytest.param(
            {"event_type": "AID", "sources": (KEN,), "targets": (PER,), "status": "planned", "date": MAY},
            "Kenya is to give aid to Peru in May 2031",
            id="plan",
        ),
        pytest.param(
            {
                "event_type": "ASSAULT",
                "sources": (KEN,),
                "targets": (PER,),
                "status": "alleged",
                "attributed_to": (UNO,),
            },
            "It is alleged by the United Nations that Kenya attacked Peru, on a day that is not known",
            id="allegation-names-its-voice",
        ),
        pytest.param(
            {"event_type": "ASSAULT", "sources": (), "targets": (PER,), "status": "denied", "date": MAY},
            "It is denied that somebody unnamed attacked Peru in May 2031",
            id="denial-of-nobody",
        ),
        pytest.param(
            {
                "event_type": "ASSAULT",
                "sources": (KEN,),
                "targets": (PER,),
                "date": MAY,
                "attributed_to": (replace(UNO, genre="press-release"),),
            },
            "Kenya attacked Peru in May 2031, according to the United Nations (press release)",
            id="only-a-press-release-tells-it",
        ),
        pytest.param(
            {"date": EventDate(interval=make_interval("2031-05-08"), basis="publication")},
            "Kenya and Peru met or talked around 8 May 2031",
            id="the-articles-own-day-is-around",
        ),
    ],
)
def test_an_event_is_told_as_it_is_asserted(fields: dict[str, Any], told: str) -> None:
    assert tell_event(make_event("e1", **fields)) == told


def test_each_type_has_its_verbs() -> None:
    words, _ = load_event_words()
    assert {event_type for event_type, mode in words if not mode} == set(EVENT_TYPES)
    assert name_party(UNO) == "the United Nations"


@pytest.mark.parametrize(
    ("interval", "written", "said"),
    [
        (make_interval("2031-05-08"), "8 May 2031", "on 8 May 2031"),
        (make_interval("2031-05-08", "2031-05-10"), "8 to 10 May 2031", "between 8 and 10 May 2031"),
        (Interval(value="2031", earliest="2031-01-01", latest="2031-12-31"), "2031", "in 2031"),
        (Interval(value=None, earliest="2031-05-08", latest=None), "not before 8 May 2031", "not before 8 May 2031"),
        (Interval(value=None, earliest=None, latest=None), "date unknown", ""),
    ],
    ids=["day", "range", "year", "open", "unknown"],
)
def test_dates_are_written_as_precisely_as_they_are_known(interval: Interval, written: str, said: str) -> None:
    assert write_interval(interval) == written
    assert say_when(interval) == said


@pytest.mark.parametrize(
    ("text", "bare"),
    [("“We agree.”", "We agree."), ('"Yes," he said, "we do"', '"Yes," he said, "we do"'), ("we", "we")],
    ids=["enclosed", "two-quotations", "plain"],
)
def test_marks_around_a_whole_quotation_are_not_doubled(text: str, bare: str) -> None:
    assert bare_words(text) == bare
