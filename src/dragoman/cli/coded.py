"""The command that lays somebody else's coded events beside the record's: `import`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from dragoman.cli.ask import Actor, AsOf, Form, Since, Type, Until, With, open_at
from dragoman.cli.build import RecordOption
from dragoman.cli.output import print_records, tell
from dragoman.store.base import EventFilter

TOLD_REASONS = 5  # of rows that were not used; the others are counted together


def register(app: typer.Typer) -> None:
    """Add the command to the application."""
    example = "Example: dragoman import polecat ngecEvents.DV.2024.txt --actor IRN --with RUS --format csv"
    app.command("import", epilog=example)(import_coded)


def import_coded(
    dataset: Annotated[str, typer.Argument(metavar="DATASET", help="polecat, acled or plover.")],
    file: Annotated[Path, typer.Argument(help="The data set's own file.")],
    record: RecordOption = None,
    actor: Actor = None,
    with_actor: With = None,
    since: Since = None,
    until: Until = None,
    event_type: Type = None,
    as_of: AsOf = None,
    form: Form = "table",
    *,
    directed: Annotated[bool, typer.Option("--directed", help="Keep apart who did it to whom.")] = False,
    everything: Annotated[
        bool, typer.Option("--all", help="Also dyads and months of which the record tells nothing.")
    ] = False,
) -> None:
    """Lay coded events of others beside the record's: how many here and there, by dyad, month and type.

    The file is read, compared and forgotten: its rows never become events of the record.
    """
    from dragoman.readers.coded.registry import read_coded
    from dragoman.views.comparison import Wanted, compare

    rows = read_coded(dataset, file)
    chosen = EventFilter(actor=actor, with_actor=with_actor, since=since, until=until, event_type=event_type)
    actors = tuple(name for name in (actor, with_actor) if name)
    with open_at(record, as_of) as opened:
        found = compare(
            opened.view.events(chosen), rows, Wanted(directed=directed, everything=everything, actors=actors)
        )
    table = [row for row in found.table if event_type in (None, row.event_type)]
    print_records("comparison", table, form)
    tell(f"{file}: {found.read} rows read, {found.outside} about other dyads or months")
    for why, count in found.unread[:TOLD_REASONS]:
        tell(f"not used: {count} {'row' if count == 1 else 'rows'}: {why}")
    rest = sum(count for _, count in found.unread[TOLD_REASONS:])
    if rest:
        tell(f"not used: {rest} rows for other reasons")
