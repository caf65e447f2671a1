from __future__ import annotations

from typing import Any

import pytest
from tests.resolve.writing import Writer

from dragoman.lexicons.load.counted_things import load_counted_things
from dragoman.records.entities import Contradiction
from dragoman.records.mentions import Annotations, Figure
from dragoman.records.spans import CharSpan
from dragoman.resolve.contradicting.slips import looks_miswritten
from dragoman.resolve.resolution import resolve_documents

# One story in words of three authors, so that none is a copy of another.
STORIES = {
    "d1": "Corvian gunboats shelled the lighthouse of Tessaly reef before dawn; the keeper Odran Velk, two mechanics "
    "and a priest sheltered in the cistern.",
    "d2": "A priest, two mechanics and the keeper, Odran Velk, crept into a cistern when the lighthouse on the reef "
    "of Tessaly was shelled by gunboats at dawn.",
    "d3": "At dawn the gunboats came: Tessaly lighthouse, shelled on its reef, had a cistern, and there Odran Velk "
    "kept a priest and his mechanics alive.",
}


def report(document_id: str, told: str, figure: dict[str, Any], **event: Any) -> Annotations:
    """Write an article of one story that holds one figure, in an event's sentence."""
    writer = Writer(document_id, published="2031-05-09").say(STORIES[document_id])
    writer.tell("ASSAULT", ("Corvia",), ("Ardania",), day="2031-05-08", trigger="shelled")
    writer.say(told)
    words = figure.pop("words")
    made = writer.figure(words, **figure)
    writer.tell("ASSAULT", event.pop("sources", ()), ("Ardania",), figures=(made,), **event)
    return writer.done()


def quarrels(*annotations: Annotations) -> list[Contradiction]:
    found = resolve_documents(annotations).contradictions
    assert resolve_documents(annotations[::-1]).contradictions == found
    return [each for each in found if each.field == "figures"]


FIVE = ("d1", "Five rangers were killed.", {"words": "Five rangers", "low": 5.0, "unit": "soldiers"})


@pytest.mark.parametrize(
    ("told", "figure", "day", "expected"),
    [
        pytest.param(
            "Nine rangers died in the clash.",
            {"words": "Nine rangers", "low": 9.0, "unit": "soldiers"}, "2031-05-08", 1, id="another-toll-of-the-day",
        ),
        pytest.param(
            "Nine rangers died in the clash.",
            {"words": "Nine rangers", "low": 9.0, "unit": "soldiers"}, "2031-05-04", 0, id="of-another-day",
        ),
        pytest.param(
            "Nine rangers were wounded.",
            {"words": "Nine rangers", "low": 9.0, "unit": "soldiers"}, "2031-05-08", 0, id="another-fate",
        ),
        pytest.param(
            "Nine gunmen were killed.",
            {"words": "Nine gunmen", "low": 9.0, "unit": "gunmen"}, "2031-05-08", 0, id="another-kind",
        ),
        pytest.param(
            "At least three rangers were killed.",
            {"words": "At least three rangers", "low": 3.0, "unit": "soldiers", "bound": ">"}, "2031-05-08", 0,
            id="at-least-three-may-be-five",
        ),
        pytest.param(
            "The toll rose to nine rangers killed.",
            {"words": "nine rangers", "low": 9.0, "unit": "soldiers", "change": "up"}, "2031-05-08", 0,
            id="an-updated-toll",
        ),
        pytest.param(
            "Between three and seven rangers were killed.",
            {"words": "three and seven rangers", "low": 3.0, "high": 7.0, "bound": "range", "unit": "soldiers"},
            "2031-05-08", 0, id="within-the-range",
        ),
    ],
)  # fmt: skip
def test_tolls(told: str, figure: dict[str, Any], day: str, expected: int) -> None:
    first = report(FIVE[0], FIVE[1], dict(FIVE[2]), day="2031-05-08", trigger="killed")
    second = report("d2", told, dict(figure), day=day)
    assert len(quarrels(first, second)) == expected


def test_a_toll_is_explained_and_shown_with_all_its_printings() -> None:
    first = report("d1", FIVE[1], dict(FIVE[2]), day="2031-05-08")
    again = report("d3", "Five rangers were killed.", dict(FIVE[2]), day="2031-05-08")
    six: dict[str, Any] = {"words": "Nine rangers", "low": 9.0, "unit": "soldiers"}
    (found,) = quarrels(first, report("d2", "Nine rangers died there.", six, day="2031-05-08"), again)
    assert "of one fate" in found.why
    assert [len({words.document_id for words in side.printed}) for side in found.sides] == [2, 1]


def test_an_article_that_gives_both_numbers_counts_two_things() -> None:
    both = Writer("d2", published="2031-05-09").say(STORIES["d2"])
    both.tell("ASSAULT", ("Corvia",), ("Ardania",), day="2031-05-08", trigger="shelled")
    for told, low in (("Five rangers were killed at the reef.", 5.0), ("Nine rangers were killed ashore.", 9.0)):
        both.say(told)
        figure = both.figure(told.split(" were")[0], low, unit="soldiers")
        both.tell("ASSAULT", (), ("Ardania",), day="2031-05-08", figures=(figure,))
    assert quarrels(report(FIVE[0], FIVE[1], dict(FIVE[2]), day="2031-05-08"), both.done()) == []


def figure(low: float, figure_class: Any = "count") -> Figure:
    span = CharSpan(start=0, end=1)
    return Figure(
        figure_id="f", span=span, exact="x", low=low, high=low, bound="=", figure_class=figure_class, unit="things"
    )


@pytest.mark.parametrize(
    ("left", "right", "figure_class", "expected"),
    [
        pytest.param(2.7e9, 27e9, "money", True, id="a-point-lost"),
        pytest.param(15e9, 50e9, "money", True, id="fifteen-and-fifty"),
        pytest.param(60, 160, "count", True, id="a-digit-added"),
        pytest.param(723e6, 773e6, "money", True, id="a-digit-mistaken"),
        pytest.param(53e6, 35e6, "money", True, id="digits-swapped"),
        pytest.param(299, 999, "money", False, id="prices"),
        pytest.param(241, 247, "count", False, id="two-votes"),
        pytest.param(22, 23, "count", False, id="two-plain-numbers"),
        pytest.param(2, 20, "count", False, id="too-short"),
        pytest.param(3, 13, "count", False, id="three-and-thirteen"),
        pytest.param(5, 5, "count", False, id="equal"),
    ],
)
def test_slips(left: float, right: float, figure_class: Any, *, expected: bool) -> None:
    assert looks_miswritten(figure(left, figure_class), figure(right, figure_class)) is expected
    assert looks_miswritten(figure(right, figure_class), figure(left, figure_class)) is expected


def test_counted_things_are_in_one_group() -> None:
    things = load_counted_things()
    assert things.kinds["mariners"] == things.kinds["seamen"] == "crew"
    assert things.fates["kill"] == "dead"
    assert things.currencies["bucks"] == "USD"


TOLLS = [
    pytest.param(61.0, "up", 1, id="another-end"),
    pytest.param(60.0, "up", 0, id="the-same"),
    pytest.param(30.0, "up", 0, id="so-far-off-it-is-another-toll"),
    pytest.param(61.0, "none", 0, id="two-estimates"),
]


@pytest.mark.parametrize(("high", "change", "expected"), TOLLS)
def test_a_change_is_told_with_one_end(high: float, change: str, expected: int) -> None:
    def toll(document_id: str, high: float) -> Annotations:
        words = f"from 12% to {high:g}%"
        figure: dict[str, Any] = {"words": words, "low": 12.0, "high": high, "unit": "percent"}
        figure |= {"figure_class": "percent", "bound": "range", "counted": "lighthouse toll", "change": change}
        return report(document_id, f"The lighthouse toll went {words}.", figure)

    assert len(quarrels(toll("d1", 60.0), toll("d2", high))) == expected
