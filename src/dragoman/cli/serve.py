"""The command that shows a record in a browser: `serve`."""

from __future__ import annotations

from typing import Annotated

import typer

from dragoman.cli.build import RecordOption
from dragoman.cli.output import tell
from dragoman.errors import UsageError

DEFAULT_PORT = 8017  # free on most machines: no well-known service has it


def register(app: typer.Typer) -> None:
    """Add the command to the application."""
    app.command("serve", epilog="Example: dragoman serve --record record.db")(serve)


def serve(
    record: RecordOption = None,
    host: Annotated[str, typer.Option(help="The address to listen on; 127.0.0.1 is this machine alone.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(help="The port.", min=1, max=65535)] = DEFAULT_PORT,
    *,
    read_only: Annotated[bool, typer.Option("--read-only", help="Show only; nobody can decide anything.")] = False,
) -> None:
    """Show the record in a browser: timeline, pairs, articles, and the words behind everything."""
    from dragoman.settings import read_settings

    try:
        from dragoman.web.app import make_app
        from dragoman.web.server import run_server
    except ModuleNotFoundError as error:
        raise UsageError(f"the web pages need {error.name}: install dragoman[web]") from error
    settings = read_settings()
    app = make_app(record or settings.record, settings, read_only=read_only)
    tell(f"the record is at http://{host}:{port}/ (Ctrl+C ends)")
    run_server(app, host=host, port=port)
