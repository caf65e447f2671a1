"""Contexts as HTML: one environment, everything escaped, odd characters made visible.

In:  a request and a page's context. Out: an HTML answer.
Left to `contexts`: what a page knows. Left to `views.wording`: how values are worded.
"""

from __future__ import annotations

import hashlib
import re
from pathlib import Path
from typing import Any

import jinja2
from fastapi import Request
from fastapi.responses import HTMLResponse
from markupsafe import Markup

from dragoman.web.contexts import Page
from dragoman.web.filters import FILTERS, GLOBALS
from dragoman.web.serving import served_of, visitor_of

HERE = Path(__file__).resolve().parent
TEMPLATES = HERE / "templates"
STATIC = HERE / "static"
# Embeddings, overrides and isolates of the bidirectional algorithm turn the words after them around ("exe.fdp"
# reads as "pdf.exe"); controls of the terminal do nothing good on a page. Both are shown as what they are: odd.
CONTROLS = re.compile("[\u202a-\u202e\u2066-\u2069\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
SHOWN_CONTROL = "\ufffd"


def neutralise(value: Any) -> Any:
    """Show controls that would turn text around, or do nothing good, as one visible sign each."""
    return CONTROLS.sub(SHOWN_CONTROL, value) if type(value) is str else value


def make_templates() -> jinja2.Environment:
    """Make the environment: strict about names, escaping all, without a way around it."""
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=neutralise,
    )
    environment.filters.update(FILTERS)
    environment.globals.update(static_url=_static_urls(), **GLOBALS)
    return environment


def _static_urls() -> Any:
    """Give a function from the name of a static file to its address, which changes with its content."""
    hashes = {
        path.name: hashlib.sha256(path.read_bytes()).hexdigest()[:12]
        for path in sorted(STATIC.iterdir())
        if path.is_file()
    }
    return lambda name: f"/static/{name}?v={hashes[name]}"


def render(request: Request, page: Page, *, status_code: int = 200) -> HTMLResponse:
    """Render a page with its template."""
    return HTMLResponse(render_page(request, page), status_code=status_code)


def render_page(request: Request, page: Page) -> Markup:
    """Give the HTML of a page."""
    served = served_of(request)
    template = served.templates.get_template(page.TEMPLATE)
    return Markup(template.render(page=page, site=served, path=request.url.path, visitor=visitor_of(request)))  # noqa: S704 - escaped by the template
