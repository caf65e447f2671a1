"""A report as one HTML file that opens without a network: no script, nothing fetched, every word escaped.

In:  a `Report`. Out: the page. The style's hash stands in the page's own policy, so that no other style can be.
A chart alone, for a notebook or a file, is `render_svg`.
"""

from __future__ import annotations

import base64
import hashlib
from pathlib import Path

import jinja2
from markupsafe import Markup

from dragoman.views.reports.chart_layout import lay_out_chart
from dragoman.views.reports.model import Chart, EntryList, Prose, Report, Table
from dragoman.views.wording import STATUS_SIGNS, STATUS_WORDS, write_number, write_period

TEMPLATES = Path(__file__).resolve().parent / "templates"
FEW_SOURCES = 6  # of so few the excerpts are open from the start


def render_html(report: Report) -> bytes:
    """Render the page; the same report gives the same bytes."""
    environment = _environment()
    style, _, _ = environment.loader.get_source(environment, "report.css") if environment.loader else ("", None, None)
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    template = environment.get_template("report.html")
    page = template.render(
        report=report,
        style=Markup(style),  # noqa: S704 - our own file, with nothing of an article in it
        digest=digest,
        few_sources=FEW_SOURCES,
    )
    return page.encode()


def render_svg(chart: Chart) -> str:
    """Draw a chart alone: an SVG element that brings its own colours."""
    return _environment().get_template("chart_alone.svg").render(chart=chart).strip()


def _environment() -> jinja2.Environment:
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters.update(
        status=lambda status: STATUS_WORDS[status],
        sign=lambda status: STATUS_SIGNS[status],
        laid_out=lay_out_chart,
        number=write_number,
        period=write_period,
    )
    environment.tests.update(
        prose=lambda block: isinstance(block, Prose),
        chart=lambda block: isinstance(block, Chart),
        table=lambda block: isinstance(block, Table),
        entries=lambda block: isinstance(block, EntryList),
    )
    return environment
