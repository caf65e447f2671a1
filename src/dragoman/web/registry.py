"""All routers of the web application, in the order in which their routes are tried.

In:  nothing. Out: `ROUTERS`. A new subject is a module with a `router` and a line here.
"""

from __future__ import annotations

from fastapi import APIRouter

from dragoman.web.pages import events, start

ROUTERS: tuple[APIRouter, ...] = (
    start.router,
    events.router,
)
