"""The command that keeps a record up to date from the web: `watch`."""

from __future__ import annotations

import sys
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from dragoman.cli.build import STOPPED, SUMMARY_FORMATS, RecordOption, SummaryForm
from dragoman.cli.output import check_format, print_line
from dragoman.errors import RunError
from dragoman.fetching.fetcher import Fetcher
from dragoman.fetching.watchlist import Looked, read_period, read_watchlist
from dragoman.settings import read_settings


def register(app: typer.Typer) -> None:
    """Add the command to the application."""
    app.command("watch", epilog="Example: dragoman watch feeds.toml --record fisheries.db --once")(watch)


def watch(
    sources: Annotated[Path, typer.Argument(help="A list of feeds, sitemaps and pages (TOML; see docs/watch.md).")],
    record: RecordOption = None,
    every: Annotated[str | None, typer.Option(help="Between looks: 15m, 2h. Default: as the list says.")] = None,
    form: SummaryForm = "text",
    *,
    once: Annotated[bool, typer.Option("--once", help="Look once and leave: for cron.")] = False,
) -> None:
    """Look at feeds, sitemaps and pages again and again, and take what is new into the record."""
    from dragoman.api import open as open_record
    from dragoman.watching import look_at_all

    check_format(form, SUMMARY_FORMATS)
    watched = read_watchlist(sources)
    seconds = read_period(every) if every else watched.every
    contact = watched.contact or read_settings().contact
    try:
        with open_record(record) as opened, Fetcher(contact=contact) as fetcher:
            while True:
                faults = 0
                for looked in look_at_all(opened, watched, fetcher, datetime.now(UTC).date()):
                    _tell(looked, form)
                    faults += looked.fault is not None
                if once:
                    return _end(faults, len(watched.sources))
                time.sleep(seconds)
    except KeyboardInterrupt:
        sys.stderr.write("dragoman: stopped; what was kept is whole, the next watch goes on there\n")
        raise typer.Exit(STOPPED) from None


def _end(faults: int, count: int) -> None:
    if faults == count:
        raise RunError("no source could be read; see above")


def _tell(looked: Looked, form: str) -> None:
    """Print what a look brought, on standard output: a line a source."""
    now = datetime.now(UTC).strftime("%Y-%m-%d %H:%M")
    if form == "jsonl":
        found = {name: getattr(looked, name) for name in ("announced", "brought", "left_over", "added", "rejected")}
        print_line({"at": now, "source": looked.source.url, **found, "fault": looked.fault})
        return
    if looked.fault is not None:
        typer.echo(f"{now}  {looked.source.url}: {looked.fault}", err=True)
        return
    more = f", {looked.left_over} left for the next look" if looked.left_over else ""
    typer.echo(
        f"{now}  {looked.source.url}: {looked.announced} announced, {looked.brought} asked for, {looked.added} added, "
        f"{looked.rejected} rejected{more}"
    )
