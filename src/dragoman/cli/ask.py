"""Commands that list what a record holds: `events`, `quotations`, `figures`, `agreements` ..."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager
from itertools import chain
from typing import Annotated, Protocol, cast

import typer

from dragoman.cli import actors as own_actors
from dragoman.cli.build import RecordOption
from dragoman.cli.completing import complete_actor, complete_format, complete_status, complete_type
from dragoman.cli.output import check_format, print_line, print_records, tell
from dragoman.records.entities import DyadPeriod, TurningPoint
from dragoman.records.vocabulary import FIGURE_CLASSES
from dragoman.resolve.dyads import PeriodLength
from dragoman.store.base import EventFilter, View
from dragoman.views.naming import check_words, is_anybody, say_unknown
from dragoman.views.objects import kept_document_object
from dragoman.views.reports.model import Report

QUIET_FIGURES = tuple(name for name in FIGURE_CLASSES if name not in ("duration", "age"))

Actor = Annotated[
    str | None,
    typer.Option(
        "--actor",
        "-a",
        help="Country code (IRN), international code, name, alias or id.",
        autocompletion=complete_actor,
    ),
]
With = Annotated[
    str | None,
    typer.Option("--with", "-w", help="A second actor that takes part too.", autocompletion=complete_actor),
]
Since = Annotated[str | None, typer.Option(help="Not before this day, month or year (2024-10).")]
Until = Annotated[str | None, typer.Option(help="Not after this day, month or year.")]
Type = Annotated[
    str | None,
    typer.Option("--type", "-t", help="Event type, ours or PLOVER's (CONSULT).", autocompletion=complete_type),
]
Status = Annotated[
    str | None,
    typer.Option(help="occurred, ongoing, planned, possible, alleged or denied.", autocompletion=complete_status),
]
Text = Annotated[str | None, typer.Option(help="Words that must occur; words in double quotes stand together.")]
DocumentOption = Annotated[str | None, typer.Option("--document", help="Only what rests on this document.")]
Confidence = Annotated[float | None, typer.Option("--min-confidence", help="0 to 1.", min=0.0, max=1.0)]
AsOf = Annotated[
    str | None,
    typer.Option(
        "--as-of",
        metavar="TIME",
        help="The record as it stood then: a day (its end) or a time, in UTC. It is resolved anew, in memory.",
    ),
]
Form = Annotated[str, typer.Option("--format", "-f", help="table, jsonl or csv.", autocompletion=complete_format)]

Lister = Callable[[View, EventFilter], Iterable[object]]
LISTS: dict[str, tuple[str, Lister]] = {
    "events": ("List events by date: who did what to whom, and how far it is asserted.", lambda v, f: v.events(f)),
    "quotations": ("List statements with their speakers, each once.", lambda v, f: v.statements(f)),
    "agreements": ("List agreements with their stages.", lambda v, f: v.agreements(f)),
    "contradictions": ("List what cannot all hold, with both sides.", lambda v, f: v.contradictions(f)),
    "actors": ("List actors under all their names.", lambda v, f: v.actors(f)),
}


def register(app: typer.Typer) -> None:
    """Add the commands to the application."""
    for kind, (text, lister) in LISTS.items():
        example = f"Example: dragoman {kind} --actor IRN --with RUS --since 2024 --format jsonl"
        if kind == "actors":  # a list, and a group of commands about the user's own table
            own_actors.register(app, _list_command(kind, lister))
        else:
            app.command(kind, help=text, epilog=example)(_list_command(kind, lister))
    app.command("figures", epilog="Example: dragoman figures --text trade --all")(figures)
    app.command("documents", epilog="Example: dragoman documents --with-text --format jsonl")(documents)
    app.command("dyads", epilog="Example: dragoman dyads --actor IRN --with RUS")(dyads)


def _list_command(kind: str, lister: Lister) -> Callable[..., None]:
    def command(
        context: typer.Context,
        record: RecordOption = None,
        actor: Actor = None,
        with_actor: With = None,
        since: Since = None,
        until: Until = None,
        event_type: Type = None,
        status: Status = None,
        text: Text = None,
        document: DocumentOption = None,
        min_confidence: Confidence = None,
        as_of: AsOf = None,
        form: Form = "table",
    ) -> None:
        if context.invoked_subcommand is not None:  # "actors import": that command does it
            return
        chosen = EventFilter(
            actor=actor,
            with_actor=with_actor,
            since=since,
            until=until,
            event_type=event_type,
            status=status,
            text=text,
            document_id=document,
            min_confidence=min_confidence,
        )
        _list(kind, lister, record, chosen, as_of, form)

    return command


class Opened(Protocol):
    """An open record, as far as commands ask it: to name its class here would load the parser for --help."""

    @property
    def view(self) -> View:
        """Give the eye that reads it."""
        ...

    def held(self) -> AbstractContextManager[View]:
        """Hold it as it is now: all that is asked of this view is of one moment."""
        ...

    def relation(
        self, source: str, target: str, *, directed: bool = False, period: PeriodLength = "month"
    ) -> tuple[DyadPeriod, ...]:
        """Give the relation of two actors by period."""
        ...

    def turning_points(
        self, source: str, target: str, *, directed: bool = False, period: PeriodLength = "month"
    ) -> tuple[TurningPoint, ...]:
        """Give the periods with which the relation turned."""
        ...

    def report(
        self,
        *,
        actor: str | None,
        with_actor: str | None,
        agreement: str | None,
        since: str | None,
        until: str | None,
    ) -> Report:
        """Make a report about a pair, an actor, an agreement or a period."""
        ...


@contextmanager
def open_at(record: str | None, as_of: str | None) -> Iterator[Opened]:
    """Open the record as it stands, or as it stood; tell what of then is gone."""
    from dragoman.api import open as open_record

    with open_record(record, create=False) as opened:
        if as_of is None:
            yield opened
            return
        with opened.as_of(as_of) as past:
            if past.missing:
                tell(f"{past.missing} articles of then are not in this: they were removed since")
            yield past


def _list(kind: str, lister: Lister, record: str | None, chosen: EventFilter, as_of: str | None, form: str) -> None:
    check_format(form)
    check_words(chosen)
    with open_at(record, as_of) as opened:
        found = iter(lister(opened.view, chosen))
        first = next(found, None)
        if first is None:
            tell_unknown(opened.view, chosen)
        print_records(kind, () if first is None else chain((first,), found), form)


def tell_unknown(view: View, chosen: EventFilter) -> None:
    """Say, where nothing was found, that nobody is called as was asked, and who is called nearly so."""
    for name in (chosen.actor, chosen.with_actor):
        if name is not None and not is_anybody(view, name):
            tell(say_unknown(view, name))


def figures(
    record: RecordOption = None,
    since: Since = None,
    until: Until = None,
    text: Text = None,
    document: DocumentOption = None,
    as_of: AsOf = None,
    form: Form = "table",
    *,
    everything: Annotated[bool, typer.Option("--all", help="Durations and ages too.")] = False,
) -> None:
    """List reported numbers: between low and high of what."""
    chosen = EventFilter(
        since=since,
        until=until,
        text=text,
        document_id=document,
        figure_classes=None if everything else QUIET_FIGURES,
    )
    _list("figures", lambda view, asked: view.figures(asked), record, chosen, as_of, form)


def documents(
    record: RecordOption = None,
    actor: Actor = None,
    since: Since = None,
    until: Until = None,
    text: Text = None,
    as_of: AsOf = None,
    form: Form = "table",
    *,
    with_text: Annotated[bool, typer.Option("--with-text", help="With the whole text (jsonl only).")] = False,
) -> None:
    """List the articles of a record."""
    check_format(form)
    chosen = EventFilter(actor=actor, since=since, until=until, text=text)
    with open_at(record, as_of) as opened:
        found = opened.view.documents(chosen, with_text=with_text)
        if with_text and form == "jsonl":
            for kept in found:
                print_line(kept_document_object(kept, with_text=True))
        else:
            print_records("documents", found, form)


def dyads(
    actor: Annotated[str, typer.Option("--actor", "-a", help="One side: a country code or name; a group: USA+GBR.")],
    with_actor: Annotated[str, typer.Option("--with", "-w", help="The other side; '*': anybody.")],
    record: RecordOption = None,
    as_of: AsOf = None,
    form: Form = "table",
    *,
    period: Annotated[str, typer.Option("--period", help="month, quarter or year.")] = "month",
    directed: Annotated[bool, typer.Option("--directed", help="Only what the first does to the second.")] = False,
    turns: Annotated[bool, typer.Option("--turns", help="Only the turning points, with their events.")] = False,
) -> None:
    """List how the relation of two actors moves, period by period."""
    check_format(form)
    length = cast("PeriodLength", period)  # refused below where it is none
    with open_at(record, as_of) as opened:
        found = opened.relation(actor, with_actor, directed=directed, period=length)
        if not found:
            tell_unknown(opened.view, EventFilter(actor=actor, with_actor=with_actor))
        if turns:
            print_records("turns", opened.turning_points(actor, with_actor, directed=directed, period=length), form)
        else:
            print_records("dyads", found, form)
