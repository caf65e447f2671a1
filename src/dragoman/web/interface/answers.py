"""Answers to programs: JSON with a mark by which an unchanged answer need not be sent again.

In:  a request and plain values. Out: the answer, or 304 where the program has it already.
"""

from __future__ import annotations

import hashlib
import json
from http import HTTPStatus
from typing import Any

from fastapi import Request, Response
from fastapi.responses import RedirectResponse

MARK_LENGTH = 32  # hex digits: two different answers with one mark are not to be feared


def answer_json(request: Request, value: object, *, following: str | None = None) -> Response:
    """Answer with a value; `following` is the address of the next page."""
    body = json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":")).encode("utf-8", "replace")
    mark = f'"{hashlib.sha256(body).hexdigest()[:MARK_LENGTH]}"'
    headers = {"etag": mark, "cache-control": "private, no-cache"}
    if following is not None:
        headers["link"] = f'<{following}>; rel="next"'
    if _has_already(request.headers.get("if-none-match", ""), mark):
        return Response(status_code=HTTPStatus.NOT_MODIFIED, headers=headers)
    return Response(body, media_type="application/json", headers=headers)


def redirect(path: str) -> Response:
    """Send to where a thing is now: for now only, since a decision that joined two events can be undone."""
    return RedirectResponse(path, status_code=HTTPStatus.TEMPORARY_REDIRECT)


def _has_already(marks: str, mark: str) -> bool:
    known: list[Any] = [each.strip().removeprefix("W/") for each in marks.split(",")]
    return mark in known or "*" in known
