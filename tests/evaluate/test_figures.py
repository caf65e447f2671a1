"""Scores of figures: value, unit, class, bound, what is counted."""

import dataclasses
from typing import Any

import pytest
from tests.factories import make_annotations

from dragoman.evaluate.figures import GoldFigure, read_unit, score_figures
from dragoman.evaluate.gold import GoldText, locate
from dragoman.records.mentions import Annotations, Figure

TEXT = "More than 300 farmers lost 12.5 percent of 40 square miles and two of three harvests."


def wanted(exact: str, low: float | None, high: float | None, **fields: Any) -> GoldFigure:
    plain = {"bound": "=", "figure_class": "count", "unit": None, "counted": None}
    return GoldFigure(span=locate(TEXT, exact), exact=exact, low=low, high=high, **{**plain, **fields})


def answer(exact: str, low: float, high: float, **fields: Any) -> Figure:
    plain = {"bound": "=", "figure_class": "count", "unit": None}
    return Figure(figure_id=exact, span=locate(TEXT, exact), exact=exact, low=low, high=high, **{**plain, **fields})


def annotate(*figures: Figure) -> Annotations:
    return dataclasses.replace(make_annotations(text=TEXT), events=(), figures=figures)


def score(gold: GoldFigure, got: Figure) -> dict[str, float]:
    return score_figures([(GoldText(item_id="f", text=TEXT, wanted=(gold,)), annotate(got))])[0]


def test_an_end_that_gold_leaves_open_fits_any() -> None:
    gold = wanted("More than 300", 300, None, bound=">", counted="farmers")
    got = answer("More than 300 farmers", 300, 300, bound=">", unit="people", counted="hill farmer")
    assert set(score(gold, got).values()) == {1.0}
    assert score(gold, dataclasses.replace(got, low=30.0))["value F1"] == 0.0


@pytest.mark.parametrize(
    ("gold_class", "gold_unit", "got_class", "unit", "unit_right", "class_right"),
    [
        pytest.param("percent", "%", "percent", "percent", 1, 1, id="percent"),
        pytest.param("percent", "percentage point", "percent", "percent", 0, 1, id="points"),
        pytest.param("area", "square mile", "other", "Square miles", 1, 1, id="finer-class"),
        pytest.param("area", "square mile", "distance", "miles", 0, 0, id="wrong-class"),
        pytest.param("count", None, "count", "votes", 1, 1, id="count-with-a-noun"),
        pytest.param("count", None, "money", "USD", 0, 0, id="no-money"),
        pytest.param("age", "year", "age", "years old", 1, 1, id="age"),
        pytest.param("money", "USD", "money", None, 0, 1, id="no-unit"),
    ],
)
def test_units_and_classes(
    gold_class: str, gold_unit: str | None, got_class: str, unit: str | None, unit_right: int, class_right: int
) -> None:
    gold = wanted("40 square miles", 40, 40, figure_class=gold_class, unit=gold_unit)
    rows = score(gold, answer("40", 40, 40, figure_class=got_class, unit=unit))
    assert (rows["value F1"], rows["value and unit F1"], rows["class right"]) == (1.0, unit_right, class_right)


@pytest.mark.parametrize(
    ("one", "other"),
    [("degree Celsius", "celsius"), ("barrel per day", "Barrels per day"), ("%", "percent"), ("century", "centuries")],
)
def test_one_unit_has_one_name(one: str, other: str) -> None:
    assert read_unit(one) == read_unit(other)


def test_the_right_value_is_preferred_where_answers_overlap() -> None:
    gold = GoldText(item_id="f", text=TEXT, wanted=(wanted("two", 2, 2), wanted("12.5 percent", 12.5, 12.5)))
    found = annotate(answer("two of three", 3, 3), answer("two of three harvests", 2, 2), answer("300", 300, 300))
    rows, errors = score_figures([(gold, found), (gold, None)])
    assert rows["value F1"] == round(2 / 7, 4)
    assert rows["bound right"] == 1.0
    assert errors[0][1].count("missed") == 1
    assert errors[0][1].count("extra") == 2
