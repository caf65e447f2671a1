"""Where the bars of a chart stand: coordinates for whoever draws it, on a page or on paper.

In:  a `Chart`. Out: a `ChartLayout`, x to the right and y down, in units of the picture.
Left to `svg` and `pdf_chart`: drawing it.
"""

from __future__ import annotations

from dataclasses import dataclass

from dragoman.views.reports.model import Bar, Chart

WIDTH, HEIGHT = 860.0, 240.0
LEFT, RIGHT, TOP, BOTTOM = 46.0, 10.0, 12.0, 30.0
LEAST_SPAN = {False: 10.0, True: 1.0}  # one full-strength event, or one event: a small act should not fill the picture
MOST_LABELS = 12  # more names of months run into each other at this width
LABEL_HEIGHT = 14.0  # a label nearer to that of zero would lie upon it
BAR_SHARE, WIDEST = 0.72, 34.0


@dataclass(frozen=True, slots=True, kw_only=True)
class BarLayout:
    """Reads as: this bar stands in the column from `left`, `step` wide; its label is empty where there is no room."""

    bar: Bar
    left: float
    step: float
    x: float
    width: float
    up_y: float
    up_height: float
    down_height: float
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ChartLayout:
    """Reads as: bars over these lines (y, label); `points` are the net, empty where it is not drawn."""

    width: float
    height: float
    zero: float
    bottom: float
    left: float
    right: float
    bars: tuple[BarLayout, ...]
    lines: tuple[tuple[float, str], ...]
    points: tuple[tuple[float, float], ...]


def lay_out_chart(chart: Chart) -> ChartLayout:
    """Lay out a chart; one without bars has lines only."""
    least = LEAST_SPAN[chart.whole]
    top = max([least, *(bar.up for bar in chart.bars)])
    low = max([0.0 if chart.whole else least, *(-bar.down for bar in chart.bars)])
    scale = (HEIGHT - TOP - BOTTOM) / (top + low)
    zero = TOP + top * scale
    step = (WIDTH - LEFT - RIGHT) / max(1, len(chart.bars))
    every = max(1, -(-len(chart.bars) // MOST_LABELS))
    bars = []
    for index, bar in enumerate(chart.bars):
        left, width = LEFT + index * step, max(1.0, min(step * BAR_SHARE, WIDEST))
        bars.append(
            BarLayout(
                bar=bar,
                left=round(left, 1),
                step=round(step, 1),
                x=round(left + (step - width) / 2, 1),
                width=round(width, 1),
                up_y=round(zero - bar.up * scale, 1),
                up_height=round(bar.up * scale, 1),
                down_height=round(-bar.down * scale, 1),
                label=bar.period if index % every == 0 else "",
            )
        )
    values = [top, 0.0, *([-low] if low * scale > LABEL_HEIGHT else [])]
    form = "{:.0f}" if chart.whole else "{:+.0f}"
    labels = [form.format(abs(value) if chart.whole else value) if value else "0" for value in values]
    return ChartLayout(
        width=WIDTH,
        height=HEIGHT,
        zero=round(zero, 1),
        bottom=HEIGHT - BOTTOM,
        left=LEFT,
        right=RIGHT,
        bars=tuple(bars),
        lines=tuple(
            (round(zero - value * scale, 1), label.replace("-", "−"))
            for value, label in zip(values, labels, strict=True)
        ),
        points=tuple(
            (round(each.left + step / 2, 1), round(zero - each.bar.net * scale, 1)) for each in bars if chart.net
        ),
    )
