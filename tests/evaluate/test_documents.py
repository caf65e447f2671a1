"""Scores of dating and genre."""

import dataclasses
import datetime as dt

import pytest
from tests.factories import SENTENCE, make_annotations, make_interval

from dragoman.evaluate.documents import GoldOrigin, score_documents
from dragoman.evaluate.gold import GoldText
from dragoman.records.times import UNKNOWN_INTERVAL, DocumentDate, Interval

GOLD = GoldText(
    item_id="d",
    text=SENTENCE,
    wanted=(GoldOrigin(genre="news", true_day=dt.date(2015, 6, 3), earliest="2015-06-01", latest="2015-06-07"),),
)


@pytest.mark.parametrize(
    ("interval", "dated", "held", "week"),
    [
        pytest.param(make_interval("2015-06-03"), 1, 1, 1, id="day"),
        pytest.param(make_interval("2015-06-01", "2015-06-07"), 1, 1, 1, id="seven-days"),
        pytest.param(make_interval("2015-06-01", "2015-06-08"), 1, 1, 0, id="eight-days"),
        pytest.param(make_interval("2015-06-04", "2015-06-05"), 1, 0, 0, id="beside"),
        pytest.param(Interval(value=None, earliest="2015-06-01", latest=None), 0, 0, 0, id="open"),
        pytest.param(UNKNOWN_INTERVAL, 0, 0, 0, id="undated"),
    ],
)
def test_an_interval_holds_the_day_or_not(interval: Interval, dated: int, held: int, week: int) -> None:
    found = dataclasses.replace(make_annotations(), published=DocumentDate(interval=interval, basis="inferred"))
    rows, errors = score_documents([(GOLD, found)])
    assert rows == {"dated": dated, "day within interval": held, "day within a week": week, "genre right": 1.0}
    assert bool(errors) == (not held)


def test_genre_and_rejection_count_over_all() -> None:
    opinion = dataclasses.replace(make_annotations(), genre="opinion")
    rows, errors = score_documents([(GOLD, make_annotations()), (GOLD, opinion), (GOLD, None)])
    assert rows["genre right"] == 0.3333
    assert [note.rpartition("; ")[2] for _, note in errors][1:] == ["genre news: got opinion", "rejected"]
