from __future__ import annotations

import pytest
from tests.resolve.writing import Writer

from dragoman.resolve.dating.completion import complete

PAIR = ("Ilan Orsk", "Petra Vale")


def _article(sentence: str, trigger: str) -> str | None:
    writer = Writer("d1", published="2031-05-10").say("Ilan Orsk and Petra Vale met in Lisk on 8 May.")
    writer.tell("CONSULT", PAIR, day="2031-05-08", trigger="met")
    writer.say(sentence).tell("AGREE", ("Ilan Orsk",), ("Petra Vale",), is_news=True, trigger=trigger)
    return complete(writer.done()).events[-1].date.interval.value


@pytest.mark.parametrize(
    ("sentence", "trigger", "day"),
    [
        pytest.param("During their discussion, Orsk invited Vale.", "invited", "2031-05-08", id="during-their-talks"),
        pytest.param("At the meeting Orsk promised Vale grain.", "promised", "2031-05-08", id="at-the-meeting"),
        pytest.param("After the meeting Orsk invited Vale.", "invited", "2031-05-10", id="after-them-is-another-time"),
        pytest.param("Orsk invited Vale.", "invited", "2031-05-10", id="news-of-its-own"),
        pytest.param("Orsk invited Vale during the meeting.", "invited", "2031-05-10", id="told-after-the-act"),
    ],
)
def test_what_is_done_at_talks_is_of_their_day(sentence: str, trigger: str, day: str) -> None:
    assert _article(sentence, trigger) == day


def test_talks_of_others_date_nothing() -> None:
    writer = Writer("d1", published="2031-05-10").say("Corvia and Dovrene held talks on 3 May.")
    writer.tell("CONSULT", ("Corvia", "Dovrene"), day="2031-05-03", trigger="talks")
    writer.say("During their conversation Orsk invited Vale.")
    writer.tell("AGREE", ("Ilan Orsk",), ("Petra Vale",), is_news=True, trigger="invited")
    assert complete(writer.done()).events[-1].date.interval.value == "2031-05-10"
