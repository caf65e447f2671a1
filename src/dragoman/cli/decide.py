"""Commands by which an analyst decides: `decide accept`, `merge`, `split`, `reject`, `set`, `undo`, `list`."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from dragoman.cli.build import SUMMARY_FORMATS, RecordOption, SummaryForm
from dragoman.cli.completing import complete_format
from dragoman.cli.output import check_format, print_line, print_records, tell, tell_unapplied
from dragoman.records.decisions import SETTABLE, named_mentions
from dragoman.records.vocabulary import DecisionKind
from dragoman.views.objects import shape

HELP = """Keep an analyst's judgement, through every later build.

IDs are those of events, mentions or claims ("dragoman show EVENT_ID" lists them); an event stands for the
mentions that it has now, which is told. Each command prints the id of the decision.
"""

Ids = Annotated[list[str], typer.Argument(metavar="ID...", help="Ids of events, mentions or claims.")]
Author = Annotated[
    str | None, typer.Option("--author", help="Who decides. Default: the setting author, else the login name.")
]


def register(app: typer.Typer) -> None:
    """Add the commands to the application."""
    decide = typer.Typer(
        help=HELP,
        no_args_is_help=True,
        rich_markup_mode=None,
        epilog="Example: dragoman decide merge 5f2c6e0d9a1b3c47 91d0c2b7aa3e4f58",
    )
    decide.command("accept", epilog="Example: dragoman decide accept 5f2c6e0d9a1b3c47")(accept)
    decide.command("merge", epilog="Example: dragoman decide merge 5f2c6e0d9a1b3c47 91d0c2b7aa3e4f58")(merge)
    decide.command("split", epilog="Example: dragoman decide split 7be0a1c2d3f4e596 --author 'A. Analyst'")(split)
    decide.command("reject", epilog="Example: dragoman decide reject 0c9d8e7f6a5b4c3d")(reject)
    decide.command("set", epilog="Example: dragoman decide set 5f2c6e0d9a1b3c47 date 2024-10-11")(set_field)
    decide.command("undo", epilog="Example: dragoman decide undo 3a4b5c6d7e8f9012")(undo)
    decide.command("list", epilog="Example: dragoman decide list --unapplied --format jsonl")(list_decisions)
    app.add_typer(decide, name="decide")


def accept(ids: Ids, record: RecordOption = None, author: Author = None, form: SummaryForm = "text") -> None:
    """Say that you looked at events or contradictions, and they stand; nothing about them changes."""
    _decide("accept", ids, (record, author, form))


def merge(ids: Ids, record: RecordOption = None, author: Author = None, form: SummaryForm = "text") -> None:
    """Make one event of two or more, whatever is added later."""
    _decide("merge", ids, (record, author, form))


def split(ids: Ids, record: RecordOption = None, author: Author = None, form: SummaryForm = "text") -> None:
    """Take mentions out of their event: those named that were in one event become one of their own."""
    _decide("split", ids, (record, author, form))


def reject(ids: Ids, record: RecordOption = None, author: Author = None, form: SummaryForm = "text") -> None:
    """Leave out mentions (an event: all that it has now), or single claims, that were read wrongly."""
    _decide("reject", ids, (record, author, form))


def set_field(
    object_id: Annotated[str, typer.Argument(metavar="ID", help="Id of an event, mention or claim.")],
    field: Annotated[str, typer.Argument(metavar="FIELD", help=f"{', '.join(SETTABLE[:-1])} or {SETTABLE[-1]}.")],
    value: Annotated[str, typer.Argument(metavar="VALUE", help="What the event is to show there.")],
    record: RecordOption = None,
    author: Author = None,
    form: SummaryForm = "text",
) -> None:
    """Say what an event is to show; all that was claimed stays beside it."""
    _decide("set", [object_id], (record, author, form), (field, value))


def undo(
    decision_id: Annotated[str, typer.Argument(metavar="DECISION_ID", help="See dragoman decide list.")],
    record: RecordOption = None,
    author: Author = None,
    form: SummaryForm = "text",
) -> None:
    """Take a decision back; undo the undoing to have it again."""
    _decide("undo", [decision_id], (record, author, form))


def list_decisions(
    record: RecordOption = None,
    form: Annotated[
        str, typer.Option("--format", "-f", help="table, jsonl or csv.", autocompletion=complete_format)
    ] = "table",
    *,
    unapplied: Annotated[
        bool, typer.Option("--unapplied", help="Only those that stand but can no longer be applied.")
    ] = False,
) -> None:
    """List decisions in order: who decided what when, and whether it stands and is applied."""
    from dragoman.api import open as open_record

    check_format(form)
    with open_record(record, create=False) as opened:
        print_records("decisions", opened.unapplied() if unapplied else opened.decisions(), form)


def _decide(
    kind: DecisionKind,
    ids: list[str],
    options: tuple[str | None, str | None, str],
    setting: tuple[str | None, str | None] = (None, None),
) -> None:
    from dragoman.api import open as open_record

    field, value = setting
    record, author, form = options
    check_format(form, SUMMARY_FORMATS)
    with open_record(record, create=False) as opened:
        decision = opened.decide(kind, *ids, field=field, value=value, author=author, tell=tell)
        event_ids = sorted(set(opened.view.homes(named_mentions(decision)).values()))
        tell(f"{kind} by {decision.by}; now in {', '.join(event_ids) or 'no event'}")
        tell_unapplied(each for each in opened.unapplied() if each.decision.decision_id == decision.decision_id)
        kept = next(each for each in opened.decisions() if each.decision.decision_id == decision.decision_id)
    if form == "jsonl":
        print_line(shape(kept))
    else:
        sys.stdout.write(f"{decision.decision_id}\n")
