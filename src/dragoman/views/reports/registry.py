"""The ways to print a report, by the name of their format and of a file's ending."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from types import MappingProxyType

from dragoman.views.exports.files import whole_file
from dragoman.views.reports.html_page import render_html
from dragoman.views.reports.markdown import render_markdown
from dragoman.views.reports.model import Report
from dragoman.views.reports.pdf_pages import render_pdf

RENDERERS: Mapping[str, Callable[[Report], bytes]] = MappingProxyType(
    {"html": render_html, "md": render_markdown, "pdf": render_pdf}
)


def write_report(report: Report, form: str, out: Path) -> None:
    """Write a report to a file, which appears whole or not at all."""
    printed = RENDERERS[form](report)
    with whole_file(out) as beside:
        beside.write_bytes(printed)
