"""A chart of a report drawn for paper.

In:  a `Chart`. Out: a reportlab drawing as wide as asked for.
"""

from __future__ import annotations

from reportlab.graphics.shapes import Drawing, Group, Line, PolyLine, Rect, String
from reportlab.lib.colors import Color, HexColor

from dragoman.views.reports.chart_layout import lay_out_chart
from dragoman.views.reports.model import Chart
from dragoman.views.reports.pdf_fonts import SERIF, load_fonts

INK, SOFT, LINE, UP, DOWN = (HexColor(each) for each in ("#1c1c1a", "#625e56", "#dcd8cf", "#2f6f5e", "#a8432f"))
LABEL_SIZE = 15  # in units of the picture, which is scaled down to the page


def draw_chart(chart: Chart, width: float) -> Drawing:
    """Draw a chart `width` points wide."""
    load_fonts()
    layout = lay_out_chart(chart)
    scale = width / layout.width
    group = Group()

    def text(x: float, y: float, words: str, anchor: str) -> None:
        group.add(
            String(x, layout.height - y, words, fontName=SERIF, fontSize=LABEL_SIZE, fillColor=SOFT, textAnchor=anchor)
        )

    def rect(box: tuple[float, float, float, float], color: Color) -> None:
        x, y, wide, high = box
        group.add(Rect(x, layout.height - y - high, wide, high, fillColor=color, strokeColor=None))

    for y, label in layout.lines:
        level = layout.height - y
        color = SOFT if y == layout.zero else LINE
        group.add(Line(layout.left, level, layout.width - layout.right, level, strokeColor=color))
        text(layout.left - 6, y + 5, label, "end")
    labelled = [each for each in layout.bars if each.label]
    for each in layout.bars:
        if each.up_height > 0:
            rect((each.x, each.up_y, each.width, each.up_height), UP)
        if each.down_height > 0:
            rect((each.x, layout.zero, each.width, each.down_height), DOWN)
    for each in labelled[:: 1 if len(labelled) <= 8 else 2]:
        text(each.left + each.step / 2, layout.height - 8, each.label, "middle")
    if len(layout.points) > 1:
        flat = [value for x, y in layout.points for value in (x, layout.height - y)]
        group.add(PolyLine(flat, strokeColor=INK, strokeWidth=1.6))
    group.scale(scale, scale)
    return Drawing(width, layout.height * scale, group)
