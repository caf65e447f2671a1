"""The web application over one record: routes, static files, error pages, and the headers of every answer.

In:  the address of a record, the settings. Out: a FastAPI application, which closes the record when it ends.
Left to `registry`: which routes there are. Left to `server`: listening.
"""

from __future__ import annotations

import contextlib
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager
from pathlib import PurePath

from fastapi import FastAPI
from fastapi.staticfiles import StaticFiles

from dragoman.api import Record
from dragoman.api import open as open_record
from dragoman.settings import Settings
from dragoman.web.access.attempts import Attempts
from dragoman.web.access.gate import Gate
from dragoman.web.access.secrets_kept import check_lines
from dragoman.web.access.visitors import Doorkeeper
from dragoman.web.failures import FAILURES
from dragoman.web.headers import SafeHeaders
from dragoman.web.interface.shapes import complete_description
from dragoman.web.registry import ROUTERS
from dragoman.web.rendering import STATIC, make_templates
from dragoman.web.review.changes import Changes
from dragoman.web.serving import Served

API = "/api/v1"


def make_app(address: str, settings: Settings, *, read_only: bool = False, hosts: tuple[str, ...] = ()) -> FastAPI:
    """Make the application; StoreError where there is no record at the address, ConfigError of a wrong sign-in.

    `hosts` are the only names that it answers to, if any are given.
    """
    check_lines(settings.users, settings.tokens)
    doorkeeper = Doorkeeper(
        users=settings.users, tokens=settings.tokens, secret=settings.session_secret, hours=settings.session_hours
    )
    record = open_record(address, create=False)
    app = FastAPI(
        title="dragoman",
        # the framework's own pages about the API would load their scripts from somebody else's server
        docs_url=None,
        redoc_url=None,
        openapi_url=f"{API}/openapi.json",
        lifespan=_closing(record),
    )
    app.state.served = Served(
        record=record,
        name=_name_of(address),
        settings=settings,
        templates=make_templates(),
        read_only=read_only,
        doorkeeper=doorkeeper,
        attempts=Attempts(),
        changes=Changes(),
    )
    app.add_middleware(Gate, doorkeeper=doorkeeper, hosts=hosts)
    app.add_middleware(SafeHeaders)
    app.mount("/static", StaticFiles(directory=STATIC), name="static")
    for router in ROUTERS:
        app.include_router(router)
    for error_type, answer in FAILURES:
        app.add_exception_handler(error_type, answer)
    app.openapi_schema = complete_description(app.openapi(), needs_sign_in=doorkeeper.is_needed)
    return app


def _closing(record: Record) -> Callable[[FastAPI], AbstractAsyncContextManager[None]]:
    @contextlib.asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        yield
        record.close()

    return lifespan


def _name_of(address: str) -> str:
    """Give the record's name as pages show it: of a server's address no user and no password."""
    return PurePath(address.rpartition("/")[2] or address).name if "://" in address else PurePath(address).name
