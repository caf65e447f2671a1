"""Pictures for a notebook or a file: how a relation moves.

In:  a view, and a way to ask for a relation. Out: a `Picture`: inline SVG that a notebook shows and a file keeps.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from dragoman.records.entities import DyadPeriod, Event
from dragoman.store.base import View
from dragoman.views.reports.html_page import render_svg
from dragoman.views.reports.sections import draw_relation


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """Reads as: this SVG element, under this title."""

    title: str
    svg: str

    def _repr_html_(self) -> str:
        return self.svg

    def save(self, path: str | Path) -> Path:
        """Write the picture as an SVG file, whole or not at all; give its path."""
        out = Path(path)
        beside = out.with_name(out.name + ".part")
        beside.write_text(self.svg + "\n", encoding="utf-8")
        beside.replace(out)
        return out


@dataclass(frozen=True, slots=True, kw_only=True)
class Plots:
    """Draws what a record holds."""

    view: View
    ask: Callable[[str, str, bool], tuple[DyadPeriod, ...]]

    def relation(self, source: str, target: str, *, directed: bool = False) -> Picture:
        """Draw how two actors get on by month: cooperation up, conflict down, their sum as a line."""
        periods = self.ask(source, target, directed)
        ids = sorted({each for period in periods for each in period.event_ids})
        events: list[Event] = [event for each in ids if (event := self.view.event(each)) is not None]
        events.sort(key=lambda event: (event.date.interval.earliest or "9999", event.event_id))
        chart = draw_relation(periods, events)
        return Picture(title=f"{source} and {target}: {chart.title}", svg=render_svg(chart))
