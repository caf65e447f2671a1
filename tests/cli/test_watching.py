from __future__ import annotations

import io
import logging
import time

import pytest
from rich.console import Console

from dragoman.cli import watching
from dragoman.cli.watching import describe, extent, watched
from dragoman.store.summary import BuildSummary


@pytest.mark.parametrize(
    ("summary", "told"),
    [
        pytest.param(BuildSummary(), "reading: 0 read, 0 added", id="nothing-yet"),
        pytest.param(
            BuildSummary(read=30, added=20, words=10_000, bytes_read=250, bytes_there=1_000),
            "reading: 30 read, 20 added, 2.0 documents/s, 1,000 words/s, 0:30 left",
            id="files",
        ),
        pytest.param(
            BuildSummary(read=30, added=20, words=10_000, bytes_read=250),
            "reading: 30 read, 20 added, 2.0 documents/s, 1,000 words/s",
            id="piped-in",
        ),
        pytest.param(
            BuildSummary(read=30, known=30, bytes_read=1, bytes_there=90),
            "reading: 30 read, 0 added, 14:50 left",
            id="all-known",
        ),
        pytest.param(
            BuildSummary(read=1, added=1, words=5, bytes_read=100, bytes_there=100_000),
            "reading: 1 read, 1 added, 0.1 documents/s, 0 words/s",
            id="too-early-to-tell",
        ),
        pytest.param(
            BuildSummary(stage="merging", blocks=1_200, resolved_blocks=300), "merging: 300 of 1,200 blocks", id="merge"
        ),
        pytest.param(
            BuildSummary(stage="merging", blocks=3, resolved_blocks=4), "merging: 4 of 4 blocks", id="others-drawn-in"
        ),
    ],
)
def test_a_line_tells_stage_rate_and_time_left(summary: BuildSummary, told: str) -> None:
    assert describe(summary, 10.0) == told


def test_of_what_is_piped_in_nobody_knows_how_much_is_left() -> None:
    assert extent(BuildSummary(bytes_read=7)) == (7, None)


def test_without_a_terminal_a_line_in_the_log(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(watching, "LOGGED_EVERY", 0.01)
    with caplog.at_level(logging.INFO), watched(Console(file=io.StringIO())) as summary:
        summary.read = 3
        end = time.monotonic() + 30
        while not caplog.messages:
            assert time.monotonic() < end
            time.sleep(0.01)
    assert caplog.messages[-1].startswith("reading: ")
    assert capsys.readouterr() == ("", "")


def test_on_a_terminal_a_bar_that_goes_away(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(watching, "SHOWN_EVERY", 0.01)
    shown = io.StringIO()
    with watched(Console(file=shown, force_terminal=True, width=100)) as summary:
        summary.read = 7
        end = time.monotonic() + 30
        while "7 read" not in shown.getvalue():
            assert time.monotonic() < end
            time.sleep(0.01)
