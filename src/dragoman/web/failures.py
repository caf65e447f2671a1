"""What a reader sees when something cannot be shown: a page that says what, and what to do.

In:  an error and the request. Out: an answer with the right status; JSON under the API, a page elsewhere.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from http import HTTPStatus
from typing import Any

from fastapi import HTTPException, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException as StarletteHTTPException

from dragoman.errors import StoreError, UsageError
from dragoman.web.contexts import FailurePage
from dragoman.web.rendering import render

Answer = Callable[[Request, Any], Awaitable[Response]]


class NotFound(HTTPException):
    """There is no such thing in this record; `what` names it for the reader."""

    def __init__(self, what: str) -> None:
        super().__init__(HTTPStatus.NOT_FOUND, f"This record holds no {what}.")


async def answer_failure(request: Request, status: int, detail: str) -> Response:
    """Answer with a status and what to do."""
    if request.url.path.startswith("/api/"):
        return JSONResponse({"error": HTTPStatus(status).phrase, "detail": detail}, status_code=status)
    page = FailurePage(status=status, title=HTTPStatus(status).phrase, detail=detail)
    # in a thread as every page: the templates' first use reads files
    return await run_in_threadpool(render, request, page, status_code=status)


async def answer_http(request: Request, error: StarletteHTTPException) -> Response:
    """Answer what a route refused."""
    answer = await answer_failure(request, error.status_code, str(error.detail))
    answer.headers.update(error.headers or {})
    return answer


async def answer_usage(request: Request, error: UsageError) -> Response:
    """Answer a question that cannot be meant: an unknown type, a date that is none."""
    return await answer_failure(request, HTTPStatus.BAD_REQUEST, str(error))


async def answer_invalid(request: Request, error: RequestValidationError) -> Response:
    """Answer an argument of the wrong form, naming the first."""
    first = error.errors()[0]
    name = ".".join(str(part) for part in first["loc"][1:])
    return await answer_failure(request, HTTPStatus.UNPROCESSABLE_ENTITY, f"{name}: {first['msg']}")


async def answer_store(request: Request, error: StoreError) -> Response:
    """Answer that the record cannot be read right now; the message says what to do."""
    return await answer_failure(request, HTTPStatus.SERVICE_UNAVAILABLE, str(error))


FAILURES: tuple[tuple[type[Exception], Answer], ...] = (
    (StarletteHTTPException, answer_http),
    (UsageError, answer_usage),
    (RequestValidationError, answer_invalid),
    (StoreError, answer_store),
)
