from __future__ import annotations

from pathlib import Path

import pytest

from dragoman.evaluate.calibration import Judged, bin_judged, calibration_error
from dragoman.lexicons.load.confidence import calibrate, load_knots

PAGE = Path(__file__).parents[2] / "docs" / "calibration.md"


def judged(confidence: float, marks: str) -> list[Judged]:
    """Make a mention for each mark: + is right."""
    return [
        Judged(item_id=str(number), confidence=confidence, is_right=each == "+") for number, each in enumerate(marks)
    ]


@pytest.mark.parametrize(
    ("told", "error"),
    [
        pytest.param([], 0.0, id="nothing"),
        pytest.param(judged(0.75, "+++-"), 0.0, id="as-sure-as-right"),
        pytest.param(judged(0.95, "+-"), 0.45, id="too-sure"),
        pytest.param([*judged(0.95, "+-"), *judged(0.25, "--")], 0.35, id="mean-over-mentions"),
    ],
)
def test_calibration_error(told: list[Judged], error: float) -> None:
    assert calibration_error(told) == error


def test_bins_hold_what_is_as_sure() -> None:
    bins = bin_judged([*judged(1.0, "+"), *judged(0.05, "-"), *judged(0.04, "-")])
    assert [(each.count, each.share) for each in bins] == [(2, 0.0), (1, 1.0)]


def test_the_map_rises() -> None:
    values = [calibrate(step / 100) for step in range(101)]
    assert values == sorted(values)
    assert values[0] == load_knots()[0][1]
    assert values[-1] == load_knots()[-1][1]


def test_the_page_shows_the_map() -> None:
    page = PAGE.read_text(encoding="utf-8")
    assert all(f"| {said:.2f} | {share:.2f} |" in page for said, share in load_knots())
    assert (PAGE.parent / "calibration.svg").read_text(encoding="utf-8").startswith("<svg")
