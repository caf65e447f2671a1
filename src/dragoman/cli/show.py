"""The command that shows one thing whole: `show`."""

from __future__ import annotations

import json
import sys
from typing import Annotated

import typer

from dragoman.cli.ask import AsOf, open_at
from dragoman.cli.build import RecordOption
from dragoman.cli.output import check_format, show_plain
from dragoman.errors import UsageError
from dragoman.store.base import View
from dragoman.views.decisions import decision_line
from dragoman.views.explain import Shown, explain
from dragoman.views.objects import shape


def register(app: typer.Typer) -> None:
    """Add the command to the application."""
    app.command("show", epilog="Example: dragoman show 5f2c6e0d9a1b3c47")(show)


def show(
    object_id: Annotated[
        str,
        typer.Argument(metavar="ID", help="The id of an event, claim, statement, agreement, document, decision ..."),
    ],
    record: RecordOption = None,
    as_of: AsOf = None,
    form: Annotated[str, typer.Option("--format", "-f", help="text or jsonl.")] = "text",
) -> None:
    """Show one thing whole: each field, each claim, the sentence it stands in, and why."""
    check_format(form, ("text", "jsonl"))
    with open_at(record, as_of) as opened:
        view = opened.view
        found = _find(view, object_id)
        if found is None:
            named = "".join(f"; decision {decision_line(each)}" for each in view.kept_decisions([object_id]))
            advice = named or "; dragoman events lists events with theirs"
            raise UsageError(f"nothing has the id {object_id!r} in this record{advice}")
        if form == "jsonl":
            sys.stdout.write(json.dumps(shape(found), ensure_ascii=False) + "\n")
        else:
            sys.stdout.write(show_plain(explain(view, found)))


def _find(view: View, object_id: str) -> Shown | None:
    """Find anything by its id; of a mention or claim, the event that it is in."""
    found = view.find(object_id) or view.document(object_id)
    if found is not None:
        return found
    named = view.named(object_id)
    if named is not None and named.event_id is not None:
        return view.event(named.event_id)
    return next((each for each in view.kept_decisions() if each.decision.decision_id == object_id), None)
