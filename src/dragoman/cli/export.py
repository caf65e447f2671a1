"""Commands that write files: `export`, `report`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from dragoman.cli.ask import Actor, AsOf, Since, Status, Text, Type, Until, With, open_at
from dragoman.cli.build import RecordOption
from dragoman.cli.completing import complete_report_format
from dragoman.cli.output import check_format, tell
from dragoman.store.base import EventFilter


def register(app: typer.Typer) -> None:
    """Add the commands to the application."""
    app.command("export", epilog="Example: dragoman export jsonl -o record.jsonl")(export)
    app.command("report", epilog="Example: dragoman report -o iran-russia.html --actor IRN --with RUS")(report)


def export(
    form: Annotated[
        str,
        typer.Argument(
            metavar="FORMAT",
            help="jsonl, csv, parquet, xlsx, plover, polecat, icews, timelinejs, gexf, graphml, geojson, ftm, "
            "webannotation or prov.",
        ),
    ],
    out: Annotated[
        Path,
        typer.Option("-o", "--out", help="The file to write. csv, parquet: a folder; events.csv is the events alone."),
    ],
    record: RecordOption = None,
    actor: Actor = None,
    with_actor: With = None,
    since: Since = None,
    until: Until = None,
    event_type: Type = None,
    status: Status = None,
    text: Text = None,
    as_of: AsOf = None,
    *,
    with_text: Annotated[bool, typer.Option("--with-text", help="Put the articles' text in too.")] = False,
) -> None:
    """Write the record, or what the filters leave of it, in a format that other tools read."""
    from dragoman.views.exports.registry import find_format, write_export

    find_format(form, with_text=with_text)  # before a record is opened: what is asked for may not be there at all
    chosen = EventFilter(
        actor=actor,
        with_actor=with_actor,
        since=since,
        until=until,
        event_type=event_type,
        status=status,
        text=text,
    )
    with open_at(record, as_of) as opened, opened.held() as view:
        done = write_export(view, form, out, with_text=with_text, chosen=chosen)
    for line in done.lines():
        tell(line)


def report(
    out: Annotated[Path, typer.Option("-o", "--out", help="The file to write; its ending says the format.")],
    record: RecordOption = None,
    actor: Actor = None,
    with_actor: With = None,
    agreement: Annotated[
        str | None, typer.Option("--agreement", "-g", help="About an agreement: its id, or a name or part of one.")
    ] = None,
    since: Since = None,
    until: Until = None,
    as_of: AsOf = None,
    form: Annotated[
        str | None,
        typer.Option(
            "--format",
            "-f",
            help="html, md or pdf. Default: by the ending of the file, else html.",
            autocompletion=complete_report_format,
        ),
    ] = None,
) -> None:
    """Write a report about a pair, an actor, an agreement or a period: summary, charts, timeline, sources."""
    from dragoman.views.reports.registry import RENDERERS, write_report

    chosen = form or {"": "html", "htm": "html"}.get(ending := out.suffix.removeprefix(".").lower(), ending)
    check_format(chosen, tuple(RENDERERS))
    with open_at(record, as_of) as opened:
        made = opened.report(actor=actor, with_actor=with_actor, agreement=agreement, since=since, until=until)
        write_report(made, chosen, out)
    tell(f"{out}: {made.title}; {made.standfirst.split('. ')[0]}")
