"""Events that are dated by how long before or after another they were; each text is ours."""

import pytest

from dragoman.extract.registry import annotate
from dragoman.nlp.parse import Parser
from dragoman.records.documents import Document, Zone
from dragoman.records.mentions import Annotations
from dragoman.records.spans import CharSpan

pytestmark = pytest.mark.model


def _annotate(parser: Parser, text: str) -> Annotations:
    zone = Zone(span=CharSpan(start=0, end=len(text)), kind="body")
    document = Document(
        document_id="d", source_id="d", text=text, fingerprint="", language="en", published="2025-01-17", zones=(zone,)
    )
    return annotate(parser.parse_one(document))


@pytest.mark.parametrize(
    ("text", "trigger", "day"),
    [
        pytest.param(
            "Peru recalled its envoy on Tuesday, a day after Kenya bombed a Peruvian port.",
            "bombed",
            "2025-01-13",
            id="a-day-after",
        ),
        pytest.param(
            "Nine days after Kenya expelled two Peruvian diplomats, Peru closed its embassy in Nairobi on Wednesday.",
            "expelled",
            "2025-01-06",
            id="told-before-the-main-clause",
        ),
        pytest.param(
            "Kenya bombed a Peruvian port, two days after Peru's president met the Chilean president.",
            "met",
            "2025-01-15",
            id="counted-from-the-article",
        ),
        pytest.param(
            "Kenya bombed a Peruvian port on Monday. The raid came three days after Peru expelled two Kenyan envoys.",
            "expelled",
            "2025-01-10",
            id="counted-from-the-event-taken-up",
        ),
        pytest.param(
            "Peru recalled its envoy on Tuesday, a week before Kenya and Chile are to sign a treaty.",
            "sign a treaty",
            "2025-01",
            id="a-week-before",
        ),
    ],
)
def test_a_length_dates_the_other_event(parser: Parser, text: str, trigger: str, day: str) -> None:
    found = [event for event in _annotate(parser, text).events if event.exact.startswith(trigger)]
    assert [event.date.interval.value for event in found] == [day]


def test_a_length_that_nothing_anchors_dates_nothing(parser: Parser) -> None:
    found = _annotate(parser, "The accord that Peru signed a year after Kenya bombed its port is forgotten.")
    assert [e.date.interval.value for e in found.events if e.exact.startswith("bombed")] == [None]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        pytest.param(
            "Kenya and Peru agreed on the text of a pact on Tuesday after two days of talks in Lima.",
            ("2025-01-14", {"KEN", "PER"}),
            id="who-agreed",
        ),
        pytest.param(
            "After four hours of talks in Lisbon, Kenya withdrew its objections to the entry of Peru.",
            ("2025-01-17", {"KEN", "PER"}),
            id="who-yielded-to-whom",
        ),
    ],
)
def test_talks_that_ended_so(parser: Parser, text: str, told: tuple[str, set[str]]) -> None:
    found = _annotate(parser, text)
    met = [event for event in found.events if event.event_type == "CONSULT"]
    assert [(e.date.interval.value, {found.actor(each).country for each in e.sources}) for e in met] == [told]
