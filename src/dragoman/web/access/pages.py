"""Pages to sign in and out, by name and password or by a token."""

from __future__ import annotations

import re
from dataclasses import dataclass
from http import HTTPStatus
from typing import ClassVar

from fastapi import APIRouter, Request, Response
from fastapi.responses import RedirectResponse

from dragoman.web.access.forms import SentForm, first
from dragoman.web.access.gate import put_cookie
from dragoman.web.access.visitors import COOKIE
from dragoman.web.rendering import render
from dragoman.web.serving import ServedHere, VisitorHere

# a path of our own: "//example.org" and "/\example.org" would lead to another server
OWN_PATH = re.compile(r"/(?![/\\])[!-\[\]-~]*")

router = APIRouter(include_in_schema=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class SignInPage:
    """Reads as: sign in, and then go on to that page; `problem` says why it failed the last time."""

    TEMPLATE: ClassVar[str] = "sign_in.html"
    title: str
    then: str
    problem: str


def own_path(path: str) -> str:
    """Give the path where it is one of this server, else the start page.

    >>> own_path("/events?actor=IRN"), own_path("//example.org"), own_path("https://example.org")
    ('/events?actor=IRN', '/', '/')
    """
    return path if OWN_PATH.fullmatch(path) else "/"


@router.get("/sign-in")
def show_sign_in(request: Request, visitor: VisitorHere, then: str = "/") -> Response:
    """Show the form, or go on where somebody is signed in already."""
    if visitor.name:
        return RedirectResponse(own_path(then), status_code=HTTPStatus.SEE_OTHER)
    return render(request, SignInPage(title="Sign in", then=own_path(then), problem=""))


@router.post("/sign-in")
def sign_in(request: Request, served: ServedHere, form: SentForm) -> Response:
    """Let somebody in, with a session of its own, or say that it was not the password."""
    then, address = own_path(first(form, "then")), request.client.host if request.client else ""
    wait = served.attempts.seconds_to_wait(address)
    if wait:
        problem = f"Too many attempts: wait {wait} seconds, then try again."
        page = SignInPage(title="Sign in", then=then, problem=problem)
        answer: Response = render(request, page, status_code=HTTPStatus.TOO_MANY_REQUESTS)
        answer.headers["retry-after"] = str(wait)
        return answer
    token = first(form, "token")
    doorkeeper = served.doorkeeper
    password = "".join(form.get("password", ())[:1])  # blanks around it are part of it
    admitted = doorkeeper.admit_by_token(token) if token else doorkeeper.admit(first(form, "name"), password)
    if admitted is None:
        served.attempts.note(address)
        page = SignInPage(title="Sign in", then=then, problem="That is not right. Check the name and the password.")
        return render(request, page, status_code=HTTPStatus.FORBIDDEN)
    served.attempts.forget(address)
    answer = RedirectResponse(then, status_code=HTTPStatus.SEE_OTHER)
    put_cookie(request, answer, doorkeeper.write(admitted))
    return answer


@router.post("/sign-out")
def sign_out(served: ServedHere, visitor: VisitorHere, form: SentForm) -> Response:
    """End the session."""
    del form  # read for its key: nobody is signed out by a page elsewhere
    served.doorkeeper.end(visitor)
    answer = RedirectResponse("/sign-in", status_code=HTTPStatus.SEE_OTHER)
    answer.delete_cookie(COOKIE, path="/")
    return answer
