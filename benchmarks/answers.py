"""Time reports, and the answers that an assistant gets, over invented records.

In:  records made by `make_record.py`. Out: rows: the median in milliseconds of processor time.
"""

from __future__ import annotations

import json
import statistics
import time
from collections.abc import Callable
from pathlib import Path

from benchmarks.pages import find_record
from benchmarks.results import Row

from dragoman.api import Record
from dragoman.api import open as open_record
from dragoman.mcp.desk import Desk
from dragoman.mcp.questions import ask_events
from dragoman.store.base import EventFilter
from dragoman.views.reports.html_page import render_html

ROUNDS = 3


def measure(folder: Path, events: int) -> list[Row]:
    """Give a row for each kind of answer, about the busiest pair."""
    path = str(find_record(folder, events))
    with open_record(path) as record, Desk(path) as desk:
        pair = record.view.tallies("pair", limit=1)[0]
        return [
            {"what": name, "events": events, "ms": round(_median(ask), 1)}
            for name, ask in _questions(record, desk, pair.one, pair.other).items()
        ]


def _questions(record: Record, desk: Desk, one: str, other: str) -> dict[str, Callable[[], object]]:
    pair = EventFilter(actor=one, with_actor=other, newest_first=True, limit=20)
    month = EventFilter(actor=one, since="2020-06-01", until="2020-06-30", limit=20)
    return {
        "report about a pair": lambda: render_html(record.report(actor=one, with_actor=other)),
        "report about a pair, a year": lambda: render_html(
            record.report(actor=one, with_actor=other, since="2020-01-01", until="2020-12-31")
        ),
        "assistant: events of a pair": lambda: json.dumps(ask_events(desk, pair, "event", None)),
        "assistant: events of an actor, a month": lambda: json.dumps(ask_events(desk, month, "event", None)),
        "assistant: words": lambda: json.dumps(ask_events(desk, EventFilter(text="grain", limit=20), "event", None)),
    }


def _median(ask: Callable[[], object]) -> float:
    ask()
    spent = []
    for _ in range(ROUNDS):
        began = time.process_time()
        ask()
        spent.append((time.process_time() - began) * 1000)
    return statistics.median(spent)
