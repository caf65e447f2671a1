"""Charts as numbers: what stands where, and that the same gives the same."""

from __future__ import annotations

import pytest

from dragoman.lexicons.load.outline import load_outline
from dragoman.records.entities import Place
from dragoman.store.overview import Tally, TallyKind
from dragoman.views.charts.network import HEIGHT, WIDTH, lay_out_network
from dragoman.views.charts.relation import MOST_MONTHS, lay_out_relation, lay_out_spark
from dragoman.views.charts.world import lay_out_world


def count(period: str, cooperation: float = 0.0, conflict: float = 0.0, events: int = 1, **keys: str) -> Tally:
    kind: TallyKind = "pair"
    pair = {"one": "KEN", "other": "PER", **keys}
    return Tally(
        kind=kind, period=period, events=events, counted=events, cooperation=cooperation, conflict=conflict, **pair
    )


def test_every_month_has_its_place_and_empty_ones_are_empty() -> None:
    chart = lay_out_relation([count("2023-11", 4.0), count("2024-02", 0.0, -6.0)])
    assert [bar.period for bar in chart.bars] == ["2023-11", "2023-12", "2024-01", "2024-02"]
    assert [bar.events for bar in chart.bars] == [1, 0, 0, 1]
    assert chart.bars[0].up_height > 0 == chart.bars[0].down_height
    assert chart.bars[3].down_height > 0 == chart.bars[3].up_height
    assert chart.bars[0].up_y + chart.bars[0].up_height == pytest.approx(chart.zero, abs=0.2)
    assert all(bar.left + bar.step <= chart.width for bar in chart.bars)


def test_a_long_relation_is_shown_by_year_and_a_year_by_month() -> None:
    months = [count(f"{2015 + index // 12}-{index % 12 + 1:02d}", 1.0) for index in range(MOST_MONTHS + 12)]
    whole = lay_out_relation(months)
    assert (whole.unit, whole.bars[0].period, whole.bars[0].events, len(whole.bars)) == ("year", "2015", 12, 7)
    year = lay_out_relation(months, year="2016")
    assert (year.unit, len(year.bars), year.bars[0].period) == ("month", 12, "2016-01")


def test_no_months_give_no_bars() -> None:
    assert lay_out_relation([]).bars == ()
    assert lay_out_spark([]).label == "no dated events"


def test_a_spark_shows_up_and_down() -> None:
    spark = lay_out_spark([count("2024-01", 5.0), count("2024-02", 0.0, -5.0), count("2024-03")])
    assert spark.up.count("M") == spark.down.count("M") == 1


PAIRS = (
    count("", 9.0, events=9),
    count("", 0.0, -3.0, events=4, one="FJI", other="KEN"),
    count("", events=1, one="FJI", other="UNO"),
)


def test_a_network_is_the_same_each_time_and_stays_in_its_frame() -> None:
    chart = lay_out_network(PAIRS)
    assert chart == lay_out_network(PAIRS)
    assert [node.code for node in chart.nodes] == ["KEN", "PER", "FJI", "UNO"]
    assert [edge.mood for edge in chart.edges] == ["even", "down", "up"]
    assert all(0 < node.x < WIDTH and 0 < node.y < HEIGHT for node in chart.nodes)
    assert lay_out_network(()).nodes == ()


def test_places_stand_at_their_degrees() -> None:
    def place(name: str, latitude: float | None, longitude: float | None) -> Place:
        return Place(
            place_id=name, name=name, country=None, latitude=latitude, longitude=longitude, precision="city"
        )  # fmt: skip

    tally = count("", 1.0, events=2)
    chart = lay_out_world(
        [(place("null", 0.0, 0.0), tally), (place("east", 0.0, 90.0), tally), (place("?", None, None), tally)]
    )
    by_name = {dot.place.name: dot for dot in chart.dots}
    assert set(by_name) == {"null", "east"}
    assert by_name["null"].x == chart.width / 2
    assert by_name["east"].x == chart.width * 3 / 4


def test_the_outline_lies_on_the_world() -> None:
    lands = load_outline()
    assert len(lands) > 30
    for land in lands:
        assert len(land.points) >= 3, land.name
        assert all(-180 <= longitude <= 180 and -60 <= latitude <= 84 for longitude, latitude in land.points), land.name
