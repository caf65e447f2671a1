"""Commands that write files: `export`, `report`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from dragoman.cli.ask import Actor, AsOf, Since, Until, With, open_at
from dragoman.cli.build import RecordOption
from dragoman.errors import UsageError
from dragoman.store.base import EventFilter


def register(app: typer.Typer) -> None:
    """Add the commands to the application."""
    app.command("export", epilog="Example: dragoman export jsonl -o record.jsonl")(export)
    app.command("report", epilog="Example: dragoman report -o iran-russia.html --actor IRN --with RUS")(report)


def export(
    form: Annotated[str, typer.Argument(metavar="FORMAT", help="jsonl or csv.")],
    out: Annotated[Path, typer.Option("-o", "--out", help="The file to write (csv: the folder).")],
    record: RecordOption = None,
    as_of: AsOf = None,
    *,
    with_text: Annotated[bool, typer.Option("--with-text", help="Put the articles' text in too.")] = False,
) -> None:
    """Write the whole record in a format that other tools read."""
    from dragoman.views.exports.registry import EXPORTS

    if form not in EXPORTS:
        raise UsageError(f"no format {form!r}; there are {', '.join(sorted(EXPORTS))}")
    with open_at(record, as_of) as opened:
        EXPORTS[form](opened.view, out, with_text=with_text)


def report(
    out: Annotated[Path, typer.Option("-o", "--out", help="The page to write.")],
    record: RecordOption = None,
    actor: Actor = None,
    with_actor: With = None,
    since: Since = None,
    until: Until = None,
    as_of: AsOf = None,
) -> None:
    """Write one self-contained page: timeline, relation, statements, agreements, contradictions, sources."""
    from dragoman.views.reports.pair import write_report

    chosen = EventFilter(actor=actor, with_actor=with_actor, since=since, until=until)
    with open_at(record, as_of) as opened:
        relation = None
        if actor and with_actor:
            relation = opened.relation(actor, with_actor)
        write_report(opened.view, chosen, relation, out)
