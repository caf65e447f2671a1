"""The command that measures: `evaluate`."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from dragoman.cli.completing import complete_format
from dragoman.cli.output import check_format, print_fields


def register(app: typer.Typer) -> None:
    """Add the command to the application."""
    app.command("evaluate", epilog="Example: dragoman evaluate events gold.jsonl --errors")(evaluate)


def evaluate(
    kind: Annotated[
        str,
        typer.Argument(
            help="What the gold tells: documents, times, actors, quotations, figures, events, events-wire, "
            "events-fresh (texts) or stories (document sets)."
        ),
    ],
    gold: Annotated[
        Path, typer.Argument(help="Annotated texts (JSON Lines), or the folder of the stories.", exists=True)
    ],
    form: Annotated[
        str, typer.Option("--format", "-f", help="table, jsonl or csv.", autocompletion=complete_format)
    ] = "table",
    *,
    errors: Annotated[bool, typer.Option("--errors", help="List what went wrong, item by item.")] = False,
) -> None:
    """Measure the coder against annotated data: precision, recall, F1, and shares that are right."""
    from dragoman.coder import Coder
    from dragoman.evaluate.registry import measure

    check_format(form)
    rows, wrong = measure(kind, gold, Coder())
    print_fields(dict(rows), form)
    if errors:
        for item, note in wrong:
            sys.stdout.write(f"{item}: {note}\n")
