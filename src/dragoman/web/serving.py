"""What every page of one server shares: the open record, the settings, the templates; and how a route asks for it.

In:  a request. Out: `Served`, or the `View` alone, as a route's argument (`ServedHere`, `ViewHere`).
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Served:
    """Reads as: this server shows this record, with these settings; `read_only` allows no decision."""

    record: Record
    name: str
    settings: Settings
    templates: jinja2.Environment
    read_only: bool


def served_of(request: Request) -> Served:
    """Give what the server of this request shares."""
    served: Served = request.app.state.served
    return served


def view_of(request: Request) -> View:
    """Give the eye that reads the record."""
    return served_of(request).record.view


ServedHere = Annotated[Served, Depends(served_of)]
ViewHere = Annotated[View, Depends(view_of)]
