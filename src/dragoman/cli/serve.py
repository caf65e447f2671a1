"""The commands that show a record in a browser: `serve`, and `password` for who may sign in."""

from __future__ import annotations

import json
import sys
from typing import Annotated

import typer

from dragoman.cli.build import RecordOption
from dragoman.cli.output import tell
from dragoman.errors import UsageError

DEFAULT_PORT = 8017  # free on most machines: no well-known service has it


def register(app: typer.Typer) -> None:
    """Add the command to the application."""
    app.command("serve", epilog="Example: dragoman serve --record record.db")(serve)
    app.command("password", epilog="Example: dragoman password 'A. Analyst'")(password)


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
        from dragoman.web.access.listening import check_listening, known_hosts
        from dragoman.web.app import make_app
        from dragoman.web.server import run_server
    except ModuleNotFoundError as error:
        raise UsageError(f"the web pages need {error.name}: install dragoman[web]") from error
    settings = read_settings()
    has_sign_in = bool(settings.users or settings.tokens)
    check_listening(host, has_sign_in=has_sign_in)
    hosts = known_hosts(host, has_sign_in=has_sign_in)
    app = make_app(record or settings.record, settings, read_only=read_only, hosts=hosts)
    tell(f"the record is at http://{host}:{port}/ (Ctrl+C ends)")
    run_server(app, host=host, port=port)


def password(
    name: Annotated[str, typer.Argument(metavar="NAME", help="Who signs in; decisions are signed with it.")],
    *,
    token: Annotated[
        bool, typer.Option("--token", help="Make a token instead, for a program that asks the interface.")
    ] = False,
) -> None:
    """Make the line for dragoman.toml that lets somebody sign in to "dragoman serve".

    The password is asked for, or read from standard input; only its hash is kept.
    """
    from dragoman.web.access.secrets_kept import LEAST_PASSWORD, hash_password, make_token

    if token:
        made, line = make_token()
        tell(f"the token, which is shown only now: {made}")
        tell("put this into dragoman.toml, under [tokens]:")
    else:
        ask = sys.stdin.isatty()
        given = typer.prompt("Password", hide_input=True, confirmation_prompt=True) if ask else sys.stdin.readline()
        words = given.rstrip("\r\n")
        if len(words) < LEAST_PASSWORD:
            raise UsageError(f"a password has at least {LEAST_PASSWORD} characters")
        line = hash_password(words)
        tell("put this into dragoman.toml, under [users]:")
    sys.stdout.write(f"{_quote(name)} = {_quote(line)}\n")


def _quote(words: str) -> str:
    """Write a string as TOML does, which here is as JSON does."""
    return json.dumps(words, ensure_ascii=False)
