"""Forms that were sent: read within bounds, and only from our own pages.

In:  a request with a form. Out: its fields, each with its values in order (`SentForm`, as a route's argument).
Every form carries the key of its visitor's session, which no page elsewhere can know.
"""

from __future__ import annotations

import hmac
from collections import defaultdict
from http import HTTPStatus
from typing import Annotated
from urllib.parse import parse_qsl

from fastapi import Depends, HTTPException, Request

from dragoman.web.serving import visitor_of

FORM_TYPE = "application/x-www-form-urlencoded"
KEY_FIELD = "key"
MOST_FIELDS = 500
MOST_CHARACTERS = 2_000  # of one field: a place's name, a date, an id
OWN_SITES = ("same-origin", "none")  # "none": the address was typed, or the page was opened again

Form = dict[str, list[str]]


async def read_form(request: Request) -> Form:
    """Read a form; refuse what is none, what is too much of one, and what was not sent from our own page."""
    if request.headers.get("content-type", "").partition(";")[0].strip().lower() != FORM_TYPE:
        raise HTTPException(HTTPStatus.UNSUPPORTED_MEDIA_TYPE, f"A form is sent as {FORM_TYPE}.")
    body = await request.body()
    try:
        sent = parse_qsl(body.decode("utf-8"), keep_blank_values=True, max_num_fields=MOST_FIELDS, errors="strict")
    except ValueError as error:  # of a wrong encoding too
        raise HTTPException(HTTPStatus.BAD_REQUEST, "This form cannot be read, or has too many fields.") from error
    form: Form = defaultdict(list)
    for name, value in sent:
        if len(value) > MOST_CHARACTERS:
            raise HTTPException(HTTPStatus.BAD_REQUEST, f"No field holds more than {MOST_CHARACTERS} characters.")
        form[name].append(value.replace("\x00", ""))
    _check_key(request, form.pop(KEY_FIELD, []))
    return dict(form)


def _check_key(request: Request, keys: list[str]) -> None:
    given = keys[0].encode() if len(keys) == 1 else b""
    is_ours = hmac.compare_digest(given, visitor_of(request).form_key.encode())
    if not is_ours or request.headers.get("sec-fetch-site", "none") not in OWN_SITES:
        detail = "This form was not sent from a page of this server, or its session is over: open the page again."
        raise HTTPException(HTTPStatus.FORBIDDEN, detail)


def first(form: Form, name: str) -> str:
    """Give the first value of a field without blanks around it, empty where there is none."""
    return next(iter(form.get(name, ())), "").strip()


SentForm = Annotated[Form, Depends(read_form)]
