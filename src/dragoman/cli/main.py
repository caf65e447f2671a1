"""The `dragoman` command: its groups, and what a person sees of an error.

In:  arguments. Out: exit codes: 0 done, 1 the run could not go on, 2 wrong usage, 3 (with --strict) an article
was rejected, 4 (of verify) the record is not sound. Left to the other modules of this folder: the commands.
"""

from __future__ import annotations

import logging
import os
import sys

import typer

from dragoman import __version__
from dragoman.cli import ask, assistant, build, coded, decide, evaluate, export, serve, show, trust, watch
from dragoman.errors import ConfigError, DragomanError, UsageError

app = typer.Typer(
    name="dragoman",
    help="Reads news on international affairs and keeps the record: who did what to whom, when, and the very words.",
    epilog="Example: dragoman build articles/ && dragoman events --actor IRN --with RUS --since 2024",
    no_args_is_help=True,
    add_completion=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
build.register(app)
watch.register(app)
ask.register(app)
show.register(app)
decide.register(app)
export.register(app)
serve.register(app)
coded.register(app)
assistant.register(app)
evaluate.register(app)
trust.register(app)


@app.callback()
def configure(
    *,
    version: bool = typer.Option(False, "--version", help="Print the version and leave.", is_eager=True),
    verbose: bool = typer.Option(False, "--verbose", "-v", help="Tell on standard error what goes on."),
) -> None:
    """Set up what all commands share."""
    if version:
        sys.stdout.write(f"dragoman {__version__}\n")
        raise typer.Exit
    logging.basicConfig(level=logging.INFO if verbose else logging.WARNING, format="%(name)s: %(message)s")


def main() -> None:
    """Run the command; an error of ours is one line that says what to do."""
    try:
        app(standalone_mode=True)
    except UsageError as error:
        sys.stderr.write(f"dragoman: {error}\n")
        sys.exit(2)
    except (ConfigError, DragomanError) as error:
        sys.stderr.write(f"dragoman: {error}\n")
        sys.exit(1)
    except BrokenPipeError:
        # `dragoman events | head`: the reader has had enough. Standard output is closed for good.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)
    except OSError as error:
        sys.stderr.write(f"dragoman: {error.filename or 'input or output'}: {error.strerror or error}\n")
        sys.exit(1)
