"""All routers of the web application, in the order in which their routes are tried.

In:  nothing. Out: `ROUTERS`. A new subject is a module with a `router` and a line here.
"""

from __future__ import annotations

from fastapi import APIRouter

from dragoman.web.access import pages as access
from dragoman.web.interface import routes as interface
from dragoman.web.pages import (
    actors,
    agreements,
    articles,
    contradictions,
    event,
    pairs,
    pictures,
    search,
    sources,
    start,
    statements,
    timeline,
)
from dragoman.web.review import items, open_items

ROUTERS: tuple[APIRouter, ...] = (
    start.router,
    timeline.router,
    event.router,
    actors.router,
    pairs.router,
    agreements.router,
    contradictions.router,
    statements.router,
    articles.router,
    pictures.router,
    search.router,
    sources.router,
    open_items.router,
    items.router,
    access.router,
    interface.router,
)
