"""The command that offers a record to an assistant: `mcp`."""

from __future__ import annotations

import typer

from dragoman.cli.build import RecordOption
from dragoman.cli.output import tell
from dragoman.errors import ConfigError


def register(app: typer.Typer) -> None:
    """Add the command to the application."""
    app.command("mcp", epilog="Example: dragoman mcp --record iran-russia.db")(serve_assistant)


def serve_assistant(record: RecordOption = None) -> None:
    """Offer a record to an assistant, read-only, over standard input and output (Model Context Protocol)."""
    try:
        from dragoman.mcp.desk import Desk
        from dragoman.mcp.server import build_server
    except ModuleNotFoundError as error:
        raise ConfigError("dragoman mcp needs the extra `mcp`: pip install 'dragoman[mcp]'") from error

    with Desk(record) as desk:
        tell("offering the record over standard input and output; it is only read (Ctrl-C stops)")
        build_server(desk).run(transport="stdio")
