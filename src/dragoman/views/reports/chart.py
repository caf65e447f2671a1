"""The relation of two actors over time as a picture: inline SVG, no script, no network.

In:  `DyadPeriod`s, oldest first. Out: an SVG element as text; bars up for cooperation, down for conflict.
"""

from __future__ import annotations

import html
from collections.abc import Sequence

from dragoman.records.entities import DyadPeriod

WIDTH, HEIGHT = 860, 220
LEFT, RIGHT, TOP, BOTTOM = 44, 8, 12, 34
MIN_SPAN = 10.0  # one full-strength event: a single small act should not fill the picture
MAX_LABELS = 12  # more than a dozen month names run into each other at this width


def render_relation(periods: Sequence[DyadPeriod]) -> str:
    """Draw a bar up and a bar down for each period, and the net as a line."""
    if not periods:
        return ""
    top = max([MIN_SPAN, *(p.cooperation for p in periods)])
    low = max([MIN_SPAN, *(-p.conflict for p in periods)])
    height = HEIGHT - TOP - BOTTOM
    zero = TOP + height * top / (top + low)
    scale = height / (top + low)
    step = (WIDTH - LEFT - RIGHT) / len(periods)
    parts = [_axis(zero, top, low, scale)]
    every = max(1, -(-len(periods) // MAX_LABELS))
    points = []
    for index, period in enumerate(periods):
        x = LEFT + index * step
        parts.append(_bars(period, x, step, zero, scale))
        points.append(f"{x + step / 2:.1f},{zero - period.net * scale:.1f}")
        if index % every == 0:
            parts.append(
                f'<text class="label" x="{x + step / 2:.1f}" y="{HEIGHT - 12}">{html.escape(period.period)}</text>'
            )
    parts.append(f'<polyline class="net" points="{" ".join(points)}"/>')
    label = f"Cooperation and conflict, {periods[0].period} to {periods[-1].period}"
    return (
        f'<svg viewBox="0 0 {WIDTH} {HEIGHT}" role="img" aria-label="{html.escape(label)}" '
        f'xmlns="http://www.w3.org/2000/svg">{"".join(parts)}</svg>'
    )


def _axis(zero: float, top: float, low: float, scale: float) -> str:
    marks = []
    for value in (top, 0.0, -low):
        y = zero - value * scale
        marks.append(f'<line class="grid" x1="{LEFT}" x2="{WIDTH - RIGHT}" y1="{y:.1f}" y2="{y:.1f}"/>')
        marks.append(f'<text class="value" x="{LEFT - 6}" y="{y + 4:.1f}">{value:+.0f}</text>')
    return "".join(marks)


def _bars(period: DyadPeriod, x: float, step: float, zero: float, scale: float) -> str:
    width = max(1.0, min(step * 0.7, 26.0))
    left = x + (step - width) / 2
    title = html.escape(f"{period.period}: {period.events} events, net {period.net:+.1f}")
    up, down = period.cooperation * scale, -period.conflict * scale
    drawn = []
    if up > 0:
        drawn.append(f'<rect class="up" x="{left:.1f}" y="{zero - up:.1f}" width="{width:.1f}" height="{up:.1f}"/>')
    if down > 0:
        drawn.append(f'<rect class="down" x="{left:.1f}" y="{zero:.1f}" width="{width:.1f}" height="{down:.1f}"/>')
    return f"<g><title>{title}</title>{''.join(drawn)}</g>" if drawn else ""
