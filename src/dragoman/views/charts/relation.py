"""How two get on over time, laid out as a chart: bars up for cooperation, down for conflict, the net as a line.

In:  sums by month. Out: coordinates and words; a template draws them, so that every word is escaped there.
Long relations are shown by year; a year chosen is shown by month.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dragoman.store.overview import Tally

WIDTH, HEIGHT = 860, 260
LEFT, RIGHT, TOP, BOTTOM = 46, 10, 14, 34
LEAST_SPAN = 10.0  # one full-strength event: a single small act should not fill the picture
MOST_MONTHS = 72  # six years of bars can still be told apart and hit with a finger
MOST_LABELS = 12  # more names of months run into each other at this width
BAR_SHARE, WIDEST_BAR = 0.72, 34.0
SPARK_WIDTH, SPARK_HEIGHT, SPARK_MONTHS = 120, 28, 36
MONTHS = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """Reads as: in this period there was so much cooperation and conflict; its bars stand here.

    `events` counts all, `counted` those that the bars sum; `x` and `width` are of the bars, `left` and `step` of the
    whole column, which is what a reader points at.
    """

    period: str
    events: int
    counted: int
    cooperation: float
    conflict: float
    left: float
    step: float
    x: float
    width: float
    up_y: float
    up_height: float
    down_height: float
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RelationChart:
    """Reads as: these bars over these lines; `unit` is month or year, `points` the net."""

    width: int
    height: int
    bottom: int
    zero: float
    unit: str
    bars: tuple[Bar, ...]
    lines: tuple[tuple[float, str], ...]
    points: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Spark:
    """Reads as: the last months of a relation as a picture the size of a word: two paths, of strokes up and down."""

    width: int
    height: int
    up: str
    down: str
    label: str


def lay_out_relation(months: Sequence[Tally], *, year: str = "") -> RelationChart:
    """Lay out the relation of a pair: by month, by year where that would be too many, or the months of one year."""
    known = {tally.period: tally for tally in months}
    if year:
        periods, unit = [f"{year}-{month:02d}" for month in range(1, MONTHS + 1)], "month"
    else:
        periods, unit = _fill_months([tally.period for tally in months]), "month"
    if len(periods) > MOST_MONTHS:
        known = _sum_years(months)
        first, last = int(min(known)), int(max(known))
        periods, unit = [f"{number:04d}" for number in range(first, last + 1)], "year"
    tallies = [known.get(period) for period in periods]
    top = max([LEAST_SPAN, *(tally.cooperation for tally in tallies if tally)])
    low = max([LEAST_SPAN, *(-tally.conflict for tally in tallies if tally)])
    scale = (HEIGHT - TOP - BOTTOM) / (top + low)
    zero = TOP + top * scale
    step = (WIDTH - LEFT - RIGHT) / max(1, len(periods))
    every = max(1, -(-len(periods) // MOST_LABELS))
    bars = tuple(
        _bar(period, tally, index, (step, zero, scale), label=period if index % every == 0 else "")
        for index, (period, tally) in enumerate(zip(periods, tallies, strict=True))
    )
    points = " ".join(
        f"{bar.left + step / 2:.1f},{zero - (bar.cooperation + bar.conflict) * scale:.1f}" for bar in bars
    )
    lines = tuple((round(zero - value * scale, 1), f"{value:+.0f}" if value else "0") for value in (top, 0.0, -low))
    return RelationChart(
        width=WIDTH,
        height=HEIGHT,
        bottom=HEIGHT - BOTTOM,
        zero=round(zero, 1),
        unit=unit,
        bars=bars if months else (),
        lines=lines,
        points=points,
    )


def _bar(period: str, tally: Tally | None, index: int, frame: tuple[float, float, float], *, label: str) -> Bar:
    step, zero, scale = frame
    cooperation, conflict = (tally.cooperation, tally.conflict) if tally else (0.0, 0.0)
    width = max(1.0, min(step * BAR_SHARE, WIDEST_BAR))
    left = LEFT + index * step
    return Bar(
        period=period,
        events=tally.events if tally else 0,
        counted=tally.counted if tally else 0,
        cooperation=round(cooperation, 2),
        conflict=round(conflict, 2),
        left=round(left, 1),
        step=round(step, 1),
        x=round(left + (step - width) / 2, 1),
        width=round(width, 1),
        up_y=round(zero - cooperation * scale, 1),
        up_height=round(cooperation * scale, 1),
        down_height=round(-conflict * scale, 1),
        label=label,
    )


def lay_out_spark(months: Sequence[Tally]) -> Spark:
    """Lay out the net of a pair's last months."""
    known = {tally.period: tally.net for tally in months}
    periods = _fill_months([tally.period for tally in months])[-SPARK_MONTHS:]
    nets = [known.get(period, 0.0) for period in periods]
    most = max([LEAST_SPAN, *map(abs, nets)])
    middle, step = SPARK_HEIGHT / 2, SPARK_WIDTH / max(1, len(periods))
    strokes: dict[bool, list[str]] = {True: [], False: []}
    for index, net in enumerate(nets):
        if net:
            height = max(abs(net) / most * middle, 1.0)
            strokes[net > 0].append(f"M{(index + 0.5) * step:.0f} {middle:.0f}v{-height if net > 0 else height:.0f}")
    label = f"net by month, {periods[0]} to {periods[-1]}" if periods else "no dated events"
    return Spark(
        width=SPARK_WIDTH, height=SPARK_HEIGHT, up="".join(strokes[True]), down="".join(strokes[False]), label=label
    )


def _fill_months(months: Sequence[str]) -> list[str]:
    """Give all months from the first to the last."""
    if not months:
        return []
    first, last = (int(month[:4]) * MONTHS + int(month[5:7]) - 1 for month in (min(months), max(months)))
    return [f"{number // MONTHS:04d}-{number % MONTHS + 1:02d}" for number in range(first, last + 1)]


def _sum_years(months: Sequence[Tally]) -> dict[str, Tally]:
    years: dict[str, Tally] = {}
    for month in months:
        before, year = years.get(month.period[:4]), month.period[:4]
        years[year] = Tally(
            kind=month.kind,
            period=year,
            one=month.one,
            other=month.other,
            events=month.events + (before.events if before else 0),
            counted=month.counted + (before.counted if before else 0),
            cooperation=round(month.cooperation + (before.cooperation if before else 0.0), 2),
            conflict=round(month.conflict + (before.conflict if before else 0.0), 2),
        )
    return years
