"""TimelineJS by its documented fields: numbers in dates, HTML that is only ours, links only to the web."""

from __future__ import annotations

import json
import re
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from tests.views.exports.sample import build_events, sample_view

from dragoman.records.times import Interval
from dragoman.views.exports.days import display_date, find_row_day, precision_of
from dragoman.views.exports.registry import write_export
from dragoman.views.exports.timeline_json import headline

SLIDE = {"start_date", "end_date", "text", "media", "group", "display_date", "background", "autolink", "unique_id"}
DATE = {"year", "month", "day", "hour", "minute", "second", "millisecond", "display_date"}
OUR_TAGS = {"p", "bdi", "br", "a"}


class Tags(HTMLParser):
    """Collects what a browser would make of a text."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))


def tags_of(text: str) -> list[tuple[str, dict[str, str | None]]]:
    parser = Tags()
    parser.feed(text)
    parser.close()
    return parser.found


@pytest.fixture
def timeline(tmp_path: Path) -> dict[str, Any]:
    with sample_view() as view:
        write_export(view, "timelinejs", tmp_path / "timeline.json")
    found: dict[str, Any] = json.loads((tmp_path / "timeline.json").read_text(encoding="utf-8"))
    return found


def check_date(date: dict[str, Any]) -> None:
    assert set(date) <= DATE
    assert isinstance(date["year"], int)
    assert "day" not in date or "month" in date
    assert 1 <= date.get("month", 1) <= 12
    assert 1 <= date.get("day", 1) <= 31


def test_it_has_the_documented_fields(timeline: dict[str, Any]) -> None:
    assert set(timeline) == {"scale", "eras", "events"}
    assert timeline["scale"] == "human"
    ids = [slide["unique_id"] for slide in timeline["events"]]
    assert sorted(ids) == ["e1", "e2", "e3", "e4", "e5", "e7", "e8", "e9"]
    for slide in timeline["events"]:
        assert set(slide) <= SLIDE
        assert slide["autolink"] is False
        assert set(slide["text"]) == {"headline", "text"}
        check_date(slide["start_date"])
        if "end_date" in slide:
            check_date(slide["end_date"])
    (era,) = timeline["eras"]
    assert era["start_date"] == {"year": 2014, "month": 5, "day": 1}
    assert era["end_date"] == {"year": 2024, "month": 4, "day": 30}
    assert era["text"]["headline"] == "Kisumu &lt;b&gt;Accord&lt;/b&gt;"


def test_what_is_coarse_stays_coarse(timeline: dict[str, Any]) -> None:
    slides = {slide["unique_id"]: slide for slide in timeline["events"]}
    assert slides["e2"]["start_date"] == {"year": 2024, "month": 10}
    assert slides["e2"]["display_date"] == "planned for October 2024"
    assert slides["e8"]["start_date"] == {"year": 2024, "month": 10, "day": 22}
    assert slides["e8"]["end_date"] == {"year": 2024, "month": 10, "day": 24}
    assert slides["e1"]["group"] == "KEN–PER"


def test_nothing_of_an_article_is_html(timeline: dict[str, Any]) -> None:
    for slide in timeline["events"]:
        for text in slide["text"].values():
            for tag, attributes in tags_of(text):
                assert tag in OUR_TAGS
                assert set(attributes) <= {"href", "rel"}
                assert re.match("https?://", attributes.get("href") or "https://")
            assert "\u202e" not in text
    assert tags_of(timeline["events"][0]["text"]["headline"]) == []


@pytest.mark.parametrize(
    ("event_id", "told"),
    [
        pytest.param("e1", "Kenya and Peru: talks (third-party), Kisumu", id="talks"),
        pytest.param("e2", "Planned: Kenya and Peru: talks (visit)", id="planned"),
        pytest.param("e3", "Alleged: Kenya → Peru: attack (drone)", id="alleged"),
    ],
)
def test_headlines_say_first_what_has_not_happened(event_id: str, told: str) -> None:
    (found,) = (event for event in build_events() if event.event_id == event_id)
    assert headline(found) == told


@pytest.mark.parametrize(
    ("value", "earliest", "latest", "precision", "told", "row"),
    [
        ("2024-10-11", "2024-10-11", "2024-10-11", "day", "11 October 2024", "2024-10-11"),
        ("2024-10", "2024-10-01", "2024-10-31", "month", "October 2024", None),
        ("2024", "2024-01-01", "2024-12-31", "year", "2024", None),
        ("2024", "2024-07-01", "2024-09-30", "quarter", "between 1 July 2024 and 30 September 2024", None),
        ("2024", "2024-02-01", "2024-04-30", "range", "between 1 February 2024 and 30 April 2024", None),
        ("2024-10", "2024-10-07", "2024-10-13", "week", "between 7 October 2024 and 13 October 2024", None),
        ("2024-10", "2024-10-22", "2024-10-24", "range", "between 22 October 2024 and 24 October 2024", "2024-10-22"),
        (None, "2024-10-22", None, None, "not before 22 October 2024", None),
        (None, None, "2024-10-22", None, "not after 22 October 2024", None),
        (None, None, None, None, "date unknown", None),
    ],
)  # fmt: skip
def test_dates(
    value: str | None, earliest: str | None, latest: str | None, precision: str | None, told: str, row: str | None
) -> None:
    interval = Interval(value=value, earliest=earliest, latest=latest)
    assert precision_of(interval) == precision
    assert display_date(interval) == told
    assert find_row_day(interval) == row
