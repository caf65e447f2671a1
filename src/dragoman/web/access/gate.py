"""The gate before the application: what is too large stays out, and who did not sign in where one has to.

In:  an ASGI application. Out: the same, behind the gate; `request.state.visitor` says who asks.
Left to `visitors`: who it is. Left to `forms`: whether a form was sent from our own page.
"""

from __future__ import annotations

from http import HTTPStatus
from urllib.parse import urlencode

from fastapi import HTTPException, Request, Response
from fastapi.responses import PlainTextResponse, RedirectResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from dragoman.web.access.visitors import COOKIE, Doorkeeper, Visitor
from dragoman.web.failures import answer_failure

MOST_BODY = 64 * 1024  # bytes; the largest form of ours has some two hundred check boxes
MOST_QUERY = 8 * 1024  # bytes
MOST_PATH = 1024  # characters
MOST_PARAMETERS = 60
API = "/api/"
OPEN_PATHS = ("/static/", "/sign-in")  # for those who did not sign in yet
WITH_FORMS = ("/review", "/sign-in")  # pages whose forms need a session, also of those without a name


class Gate:
    """Lets in what may come in. `hosts`: the only names that the server answers to; none: any."""

    def __init__(self, app: ASGIApp, *, doorkeeper: Doorkeeper, hosts: tuple[str, ...] = ()) -> None:
        self._app = app
        self._doorkeeper = doorkeeper
        self._hosts = hosts

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer as the application does, or refuse."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        request = Request(scope)
        visitor = self._doorkeeper.meet(request.cookies.get(COOKIE), request.headers.get("authorization"))
        request.state.visitor = visitor
        refusal = self._find_refusal(request, visitor)
        if refusal is not None:
            answer = await self._refuse(request, *refusal)
            await answer(scope, receive, send)
            return
        await self._app(scope, _limited(receive), self._remembering(request, visitor, send))

    def _find_refusal(self, request: Request, visitor: Visitor) -> tuple[HTTPStatus, str] | None:
        """Give why a request is not let in; None where it is."""
        if self._hosts and _name_of(request) not in self._hosts:
            return HTTPStatus.MISDIRECTED_REQUEST, "This server answers only on its own machine: use http://localhost."
        if len(request.url.path) > MOST_PATH or len(request.scope["query_string"]) > MOST_QUERY:
            return HTTPStatus.REQUEST_URI_TOO_LONG, "This address is too long."
        if request.scope["query_string"].count(b"&") >= MOST_PARAMETERS:
            return HTTPStatus.BAD_REQUEST, f"No question needs more than {MOST_PARAMETERS} parameters."
        length = request.headers.get("content-length", "0")
        if not (length.isascii() and length.isdigit()) or int(length[:20]) > MOST_BODY:
            return HTTPStatus.REQUEST_ENTITY_TOO_LARGE, TOO_LARGE
        is_open = request.url.path.startswith(OPEN_PATHS) and not visitor.by_token
        if self._doorkeeper.is_needed and not visitor.name and not is_open:
            wrong = "This token is not known." if visitor.by_token else "Sign in first."
            return HTTPStatus.UNAUTHORIZED, wrong
        return None

    async def _refuse(self, request: Request, status: HTTPStatus, detail: str) -> Response:
        if status == HTTPStatus.MISDIRECTED_REQUEST:
            return PlainTextResponse(detail, status_code=status)  # a page of ours would name the record
        is_page = request.method in ("GET", "HEAD") and not request.url.path.startswith(API)
        if status == HTTPStatus.UNAUTHORIZED and is_page and "authorization" not in request.headers:
            then = request.url.path + (f"?{request.url.query}" if request.url.query else "")
            return RedirectResponse(f"/sign-in?{urlencode({'then': then})}", status_code=HTTPStatus.SEE_OTHER)
        answer = await answer_failure(request, status, detail)
        if status == HTTPStatus.UNAUTHORIZED:
            answer.headers["www-authenticate"] = 'Bearer realm="dragoman"'
        return answer

    def _remembering(self, request: Request, visitor: Visitor, send: Send) -> Send:
        """Send the cookie of a new session along, with pages that have forms."""
        if not visitor.is_new or visitor.by_token or not request.url.path.startswith(WITH_FORMS):
            return send

        async def send_cookie(message: Message) -> None:
            if message["type"] == "http.response.start" and not _sets_cookie(message):
                answer = Response()
                put_cookie(request, answer, self._doorkeeper.write(visitor))
                message["headers"] = [*message["headers"], *(h for h in answer.raw_headers if h[0] == b"set-cookie")]
            await send(message)

        return send_cookie


TOO_LARGE = f"This is too large: no form of ours has more than {MOST_BODY // 1024} kB."


def put_cookie(request: Request, answer: Response, written: str) -> None:
    """Set the session's cookie: not for scripts, not for other sites, where there is a cipher only over that."""
    answer.set_cookie(COOKIE, written, httponly=True, samesite="lax", secure=request.url.scheme == "https", path="/")


def _sets_cookie(message: Message) -> bool:
    return any(name.lower() == b"set-cookie" for name, _ in message["headers"])


def _name_of(request: Request) -> str:
    host = request.headers.get("host", "").lower()
    return host if host.endswith("]") else host.rpartition(":")[0] or host


def _limited(receive: Receive) -> Receive:
    """Count a body whose length nobody told, and stop where it is too long."""
    size = 0

    async def receive_some() -> Message:
        nonlocal size
        message = await receive()
        size += len(message.get("body", b""))
        if size > MOST_BODY:
            raise HTTPException(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, TOO_LARGE)
        return message

    return receive_some
