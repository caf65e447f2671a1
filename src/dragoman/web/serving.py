"""What every page of one server shares: the open record, the settings, the templates; and how a route asks for it.

In:  a request. Out: `Served`, or the `View` alone, as a route's argument (`ServedHere`, `ViewHere`);
who asks (`VisitorHere`).
Left to `app`: making it once. A page that only reads takes the view and cannot change the record.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

import jinja2
from fastapi import Depends, Request

from dragoman.api import Record
from dragoman.settings import Settings
from dragoman.store.base import View
from dragoman.web.access.attempts import Attempts
from dragoman.web.access.visitors import Doorkeeper, Visitor
from dragoman.web.review.changes import Changes


@dataclass(frozen=True, slots=True, kw_only=True)
class Served:
    """Reads as: this server shows this record, with these settings; `read_only` allows no decision.

    `doorkeeper` knows who may come in, `attempts` who tried in vain, `changes` what the latest decisions changed.
    """

    record: Record
    name: str
    settings: Settings
    templates: jinja2.Environment
    read_only: bool
    doorkeeper: Doorkeeper
    attempts: Attempts
    changes: Changes


def served_of(request: Request) -> Served:
    """Give what the server of this request shares."""
    served: Served = request.app.state.served
    return served


def view_of(request: Request) -> View:
    """Give the eye that reads the record."""
    return served_of(request).record.view


def visitor_of(request: Request) -> Visitor:
    """Give who asks, as the gate found out."""
    visitor: Visitor = request.state.visitor
    return visitor


ServedHere = Annotated[Served, Depends(served_of)]
ViewHere = Annotated[View, Depends(view_of)]
VisitorHere = Annotated[Visitor, Depends(visitor_of)]
