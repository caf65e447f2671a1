"""Commands that look after a record: `verify`, `backup`, `builds`."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from dragoman.cli.build import RecordOption
from dragoman.cli.output import check_format, print_line, show_plain, tell
from dragoman.records.faults import Fault
from dragoman.verification.manifest import BuildNote
from dragoman.views.objects import Json

FORMATS = ("text", "jsonl")
FAULTY = 4  # the exit code of a record that was proven wrong
SHOWN_FAULTS = 50  # as text; jsonl gives all


def register(app: typer.Typer) -> None:
    """Add the commands to the application."""
    app.command("verify", epilog="Example: dragoman verify --record iran-russia.db")(verify)
    app.command("backup", epilog="Example: dragoman backup copies/monday.db --record iran-russia.db")(backup)
    app.command("builds", epilog="Example: dragoman builds --record iran-russia.db")(builds)


def verify(
    record: RecordOption = None,
    form: Annotated[str, typer.Option("--format", "-f", help="text, or jsonl: an object a fault.")] = "text",
    *,
    rebuild: Annotated[
        bool,
        typer.Option("--rebuild", help="Also build it again, in memory, and compare; slow."),
    ] = False,
    mend: Annotated[
        bool,
        typer.Option("--mend", help="First make anew what follows from the articles that it holds."),
    ] = False,
) -> None:
    """Prove a record: all words stand where it says, all ids, sums and indexes are right. Exit code 4 if not."""
    from dragoman.api import open as open_record

    check_format(form, FORMATS)
    console = Console(stderr=True, highlight=False)
    with open_record(record, create=False) as opened, _progress(console) as progress:
        upkeep, counts = opened.upkeep, opened.view.counts()
        documents = counts.documents + counts.superseded
        resolved = (counts.events, counts.statements, counts.figures, counts.agreements, counts.contradictions)
        if mend:
            task = progress.add_task("making anew", total=documents)
            upkeep.mend(tick=lambda: progress.advance(task))
        proving = progress.add_task("proving", total=documents + sum(resolved) + counts.actors)
        faults = upkeep.verify(rebuild=rebuild, tick=lambda: progress.advance(proving))
        found = _tell_faults(faults, form)
        waiting = upkeep.waiting()
    if waiting:
        left = "" if not rebuild else "; it was not built again"
        tell(f"{waiting} blocks wait to be resolved, as after a run that was killed: dragoman build goes on{left}")
    if found:
        told = ", ".join(f"{count} of {check}" for check, count in sorted(found.items()))
        tell(f"{sum(found.values())} faults: {told}")
        raise typer.Exit(FAULTY)
    tell(f"sound: {documents} documents, {counts.events} events and all that rests on them")


def _progress(console: Console) -> Progress:
    return Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
        console=console,
        disable=not console.is_terminal,
        transient=True,
    )


def _tell_faults(faults: Iterable[Fault], form: str) -> Counter[str]:
    """Print faults as they are found; count them by the proof that found them."""
    found: Counter[str] = Counter()
    for fault in faults:
        found[fault.check] += 1
        if form == "jsonl":
            print_line(asdict(fault))
        elif sum(found.values()) <= SHOWN_FAULTS:
            name = f"{fault.kind} {fault.object_id}".strip()
            sys.stdout.write(show_plain(f"{name}: {fault.what}\n    {fault.remedy}\n"))
    if form == "text" and sum(found.values()) > SHOWN_FAULTS:
        sys.stdout.write(f"... and {sum(found.values()) - SHOWN_FAULTS} more; --format jsonl gives all\n")
    return found


def backup(
    target: Annotated[Path, typer.Argument(help="The file to write the copy to.")],
    record: RecordOption = None,
    *,
    force: Annotated[bool, typer.Option("--force", help="Put the copy in the place of a file that is there.")] = False,
) -> None:
    """Copy a record, whole and proven, while others may be writing to it."""
    from dragoman.api import open as open_record

    with open_record(record, create=False) as opened:
        opened.upkeep.backup(target, overwrite=force)
    tell(f"{target}: {target.stat().st_size / 1e6:.1f} MB; dragoman verify --record {target} proves all of it")


def builds(
    record: RecordOption = None,
    form: Annotated[str, typer.Option("--format", "-f", help="text or jsonl.")] = "text",
) -> None:
    """List the builds of a record: when, with which versions, lexicons and settings, and what each did."""
    from dragoman.api import open as open_record

    check_format(form, FORMATS)
    with open_record(record, create=False) as opened:
        noted = opened.upkeep.builds()
        hashes = {
            each: opened.upkeep.lexicon_hashes(each) for each in {dict(note.versions)["lexicons"] for note in noted}
        }
    for note in noted:
        if form == "jsonl":
            print_line({**asdict(note), **_as_objects(note), "lexicon_files": hashes[dict(note.versions)["lexicons"]]})
        else:
            sys.stdout.write(show_plain(_describe(note)))
    if not noted and form == "text":
        tell("no builds are noted in this record")


def _as_objects(note: BuildNote) -> Json:
    return {name: dict(getattr(note, name)) for name in ("versions", "settings", "tables", "rejected")}


def _describe(note: BuildNote) -> str:
    ended = f"to {note.ended_at}" if note.ended_at else "did not end: it was killed, failed, or is still running"
    rejected = ", ".join(f"{count} {reason}" for reason, count in note.rejected)
    lines = (
        f"{note.began_at} {ended}",
        f"read {note.read}, known already {note.known}, added {note.added}, rejected {rejected or 'none'}",
        f"resolved {note.resolved_documents} documents",
        f"{note.engine}, workers: {note.workers}; {note.platform}",
        f"versions: {_pairs(note.versions)}",
        f"settings: {_pairs(note.settings)}",
        *((f"own tables: {_pairs(note.tables)}",) if note.tables else ()),
    )
    return "\n    ".join(lines) + "\n"


def _pairs(pairs: Iterable[tuple[str, object]]) -> str:
    return ", ".join(f"{name} {value}" for name, value in pairs)
