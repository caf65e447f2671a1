"""The command that shows one thing whole: `show`."""

from __future__ import annotations

import json
import sys
from typing import Annotated

import typer

from dragoman.cli.build import RecordOption
from dragoman.errors import UsageError
from dragoman.views.explain import explain
from dragoman.views.objects import shape


def register(app: typer.Typer) -> None:
    """Add the command to the application."""
    app.command("show", epilog="Example: dragoman show 5f2c6e0d9a1b3c47")(show)


def show(
    object_id: Annotated[
        str, typer.Argument(metavar="ID", help="The id of an event, statement, agreement, document ...")
    ],
    record: RecordOption = None,
    form: Annotated[str, typer.Option("--format", "-f", help="text or jsonl.")] = "text",
) -> None:
    """Show one thing whole: each field, each claim, the sentence it stands in, and why."""
    from dragoman.api import open as open_record

    with open_record(record, create=False) as opened:
        view = opened.view
        found = view.find(object_id) or view.document(object_id)
        if found is None:
            raise UsageError(
                f"nothing has the id {object_id!r} in this record; dragoman events lists events with theirs"
            )
        if form == "jsonl":
            sys.stdout.write(json.dumps(shape(found), ensure_ascii=False) + "\n")
        elif form == "text":
            sys.stdout.write(explain(view, found))
        else:
            raise UsageError(f"no format {form!r}; there are jsonl, text")
