"""Commands about the user's own table of actors: `actors import`, `actors check`; `actors` alone lists a record's.

In:  files. Out: the user's table, written whole or not at all; what became of each row, on standard output.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Annotated

import typer

from dragoman.cli.output import tell
from dragoman.errors import ConfigError, UsageError
from dragoman.lexicons.load.chosen_table import UserTable
from dragoman.settings import read_settings

HELP = """List actors under all their names; or keep a table of your own.

The table is a CSV named by `actors` in dragoman.toml, or DRAGOMAN_ACTORS: its rows stand beside the shipped tables, and
take the place of rows that mean the same.
"""

Own = Annotated[str | None, typer.Option("--actors", metavar="FILE", help="Your table. Default: the setting `actors`.")]


def register(app: typer.Typer, lister: Callable[..., None]) -> None:
    """Add the commands to the application; `lister` lists the actors of a record."""
    actors = typer.Typer(help=HELP, rich_markup_mode=None, invoke_without_command=True, subcommand_metavar="[COMMAND]")
    example = "Example: dragoman actors --actor IRN --with RUS --since 2024 --format jsonl"
    actors.callback(help=HELP, epilog=example)(lister)
    actors.command("import", epilog="Example: dragoman actors import query.json --actors my-actors.csv --dry-run")(
        import_actors
    )
    actors.command("check", epilog="Example: dragoman actors check my-actors.csv")(check_actors)
    app.add_typer(actors, name="actors")


def import_actors(
    file: Annotated[
        Path, typer.Argument(help="A Wikidata query's CSV or JSON, or name,aliases,country,title,from,to.")
    ],
    actors: Own = None,
    known_until: Annotated[
        str | None,
        typer.Option("--known-until", metavar="DATE", help="When FILE was made. Default: its latest start of a term."),
    ] = None,
    *,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Tell what would be done, write nothing.")] = False,
) -> None:
    """Take office holders and aliases from a file into your own table; the shipped tables are never touched."""
    from dragoman.lexicons.load.actor_import import import_rows, write_rows
    from dragoman.lexicons.load.outside_actors import read_outside
    from dragoman.lexicons.load.user_rows import is_date, parse_rows
    from dragoman.lexicons.load.user_tables import read_user_table

    if known_until is not None and not is_date(known_until):
        raise UsageError(f"--known-until {known_until!r} is no date; write 2024, 2024-10 or 2024-10-11")
    path = _find_own(actors)
    own = parse_rows(read_user_table(path)) if path.exists() else ()
    made = import_rows(read_outside(file), own, known_until)
    for outcome in made.outcomes:
        sys.stdout.write(f"{outcome.verdict}  {outcome.where}  {outcome.name or '-'}: {outcome.why}\n")
    text = write_rows(made.rows)
    table = UserTable(name=str(path), content=text.encode())
    added, changed, skipped = (made.count(verdict) for verdict in ("added", "changed", "skipped"))
    if not dry_run and added + changed:
        beside = path.with_name(path.name + ".part")
        beside.write_bytes(table.content)
        beside.replace(path)
    tell(
        f"{added} added, {changed} changed, {skipped} skipped; {path}" + (" not written: --dry-run" if dry_run else "")
    )
    if made.known_until and known_until is None:
        tell(f"terms of {file} without an end count as known until {made.known_until}, its latest start: --known-until")
    _tell_findings(table)


def check_actors(
    file: Annotated[Path | None, typer.Argument(help="Your table. Default: the setting `actors`.")] = None,
) -> None:
    """Check your own table: cells, terms of one office that overlap, names that mean two actors. Exit 1 if any."""
    path = _find_own(str(file) if file is not None else None)
    try:
        table = UserTable(name=str(path), content=path.read_bytes())
    except OSError as error:
        raise ConfigError(f"{path}: {error.strerror or error}") from error
    if _tell_findings(table):
        raise typer.Exit(1)
    tell(f"{path}: nothing to find fault with")


def _find_own(given: str | None) -> Path:
    name = given or read_settings().actors
    if not name:
        raise UsageError("no table of your own is named: give --actors FILE, or `actors` in dragoman.toml")
    return Path(name)


def _tell_findings(table: UserTable) -> int:
    """Print what is wrong with a table, or to be looked at; give how much that is."""
    from dragoman.lexicons.load.actor_checks import check_rows_together
    from dragoman.lexicons.load.user_rows import parse_rows
    from dragoman.lexicons.load.user_tables import find_problems

    rows = parse_rows(table)
    found = find_problems(rows) or check_rows_together(rows)
    for problem in found:
        tell(problem.tell(table.name))
    return len(found)
