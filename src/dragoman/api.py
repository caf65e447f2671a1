"""What Python users hold of a record: `open` and `Record`.

In:  texts, paths, the address of a record. Out: records of `dragoman.records`.
A thin hand on `executors`, `pipeline` and `store`; settings are read here when nothing is given.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager
from datetime import UTC, datetime
from types import TracebackType
from typing import Self

from dragoman.coder import read_actors, visit
from dragoman.errors import UsageError
from dragoman.executors.engine import Engine, Job, build_on
from dragoman.executors.helping import Helping, help_with
from dragoman.executors.local import Coded, Coding, code_here, code_in_processes, terms_for
from dragoman.lexicons.load.chosen_table import UserTable, choose_table
from dragoman.lexicons.load.genre_weights import choose_genre_weights
from dragoman.merging import resolve_dirty
from dragoman.nlp.parse import Parser, version_of
from dragoman.pipeline import (
    Intake,
    make_decision,
    read_documents,
    rebuild,
    versions_with,
    zone_document,
)
from dragoman.records.decisions import Decision, Judgement
from dragoman.records.documents import Document as ZonedDocument
from dragoman.records.documents import RawDocument, Rejection
from dragoman.records.entities import (
    Actor,
    Agreement,
    Contradiction,
    DyadPeriod,
    Event,
    FigureClaim,
    Statement,
    TurningPoint,
)
from dragoman.records.mentions import Annotations
from dragoman.records.moments import read_moment, write_moment
from dragoman.records.vocabulary import DecisionKind
from dragoman.resolve.dyads import ANYBODY, PeriodLength, find_turning_points, relation
from dragoman.settings import find_author, read_settings
from dragoman.store.base import EventFilter, KeptDecision, KeptDocument, View, Writer
from dragoman.store.sql import SqlStore, open_store
from dragoman.store.summary import BuildSummary
from dragoman.verification.manifest import NotedBuild, Run, begin_build
from dragoman.verification.upkeep import Upkeep
from dragoman.views.listing import Events, Listing
from dragoman.views.naming import relation_names
from dragoman.views.notebook import show_in_notebook
from dragoman.views.plotting import Plots
from dragoman.views.reports.building import build_report
from dragoman.views.reports.gathering import Subject
from dragoman.views.reports.model import Report


def _now() -> str:
    """Give this moment: the only clock there is; rooms get it as an argument."""
    return write_moment(datetime.now(UTC))


class Record:
    """A record that is open: add articles, ask it, decide. Use it in a `with` statement, or close it.

    `moment` is the moment as of which it is shown (see `as_of`), None of the record itself; `missing` counts the
    articles that it held at that moment and that were removed since. `actors` is the user's own table.
    """

    def __init__(
        self, store: SqlStore, *, actors: UserTable | None = None, moment: str | None = None, missing: int = 0
    ) -> None:
        self._store = store
        self._actors = actors
        self._parser: Parser | None = None
        self.moment = moment
        self.missing = missing

    @property
    def place(self) -> str:
        """Give what the record is called in messages: a file, or a server and database, never a password."""
        return self._store.place

    @property
    def view(self) -> View:
        """Give the read-only eye that pages and exports use."""
        return self._store.view()

    def add(
        self,
        *paths: str,
        workers: int | None = None,
        summary: BuildSummary | None = None,
        engine: Engine | None = None,
    ) -> BuildSummary:
        """Read, code and resolve the articles at the paths; what the record holds already costs nothing here.

        `summary`, where one is given, is filled meanwhile: another thread may show how far it is. On an `engine` that
        was started, articles are coded and resolved there, and how many `workers` it has is its own matter.
        """
        summary = summary if summary is not None else BuildSummary()
        if engine is not None:
            writer, began = self._writer(), _now()
            noted = self._begin(writer, engine.name, workers or 0, began)
            build_on(engine, paths, self._job(), writer, summary, added_at=began)
            noted.end(summary, _now())
            summary.unapplied = self.unapplied()
            return summary
        return self._take_in(read_documents(paths, summary, visit()), workers or read_settings().workers, summary)

    def _job(self) -> Job:
        settings = read_settings()
        return Job(
            pipeline=settings.pipeline,
            versions=versions_with(version_of(settings.pipeline)),
            seconds=settings.seconds_per_document,
            actors=self._actors,
            genre_weights=settings.genre_weights,
        )

    def _take_in(
        self, documents: Iterable[ZonedDocument | Rejection], workers: int, summary: BuildSummary
    ) -> BuildSummary:
        settings = read_settings()
        writer, began = self._writer(), _now()
        noted = self._begin(writer, "local", workers, began)
        intake = Intake(writer, versions_with(version_of(settings.pipeline)), summary, batch=settings.batch_size)
        with contextlib.closing(self._code(intake.take(documents), workers)) as coded:
            intake.keep(coded, added_at=began)
        helping = Helping(actors=self._actors, genre_weights=settings.genre_weights)
        resolve_dirty(writer, summary, helpers=help_with(helping, workers))
        noted.end(summary, _now())
        summary.unapplied = self.unapplied()
        return summary

    def _begin(self, writer: Writer, engine: str, workers: int, began: str) -> NotedBuild:
        settings = read_settings()
        run = Run(engine=engine, workers=workers, settings=settings.noted(), actors=self._actors)
        return begin_build(writer, run, versions_with(version_of(settings.pipeline)), began)

    def add_articles(
        self, articles: Iterable[RawDocument | Rejection], *, summary: BuildSummary | None = None
    ) -> BuildSummary:
        """Code and resolve articles that are at hand (`dragoman.Document`), or were read by somebody else."""
        zoned = (each if isinstance(each, Rejection) else zone_document(each) for each in articles)
        return self._take_in(zoned, 1, summary or BuildSummary())

    def note(self, key: str, value: str) -> None:
        """Note something about the record as a whole, beside what it holds; `view.meta` gives it back."""
        self._writer().set_meta(key, value)

    def _code(self, documents: Iterator[ZonedDocument | Rejection], workers: int) -> Coded:
        settings = read_settings()
        seconds = settings.seconds_per_document
        if workers == 1:
            if self._parser is None:
                self._parser = Parser(settings.pipeline)  # once: a watch looks many times a day
            return code_here(self._parser, documents, seconds=seconds)
        craft = Coding(pipeline=settings.pipeline, seconds=seconds, workers=workers, actors=self._actors)
        return code_in_processes(craft, documents, terms_for(workers, seconds))

    def remove(self, *document_ids: str) -> tuple[str, ...]:
        """Take articles out, with everything that only they supported; give the ids that were there."""
        writer = self._writer()
        removed = writer.remove(document_ids, removed_at=_now())
        resolve_dirty(writer, BuildSummary())
        return removed

    def decide(
        self,
        kind: DecisionKind,
        *names: str,
        field: str | None = None,
        value: str | None = None,
        author: str | None = None,
        tell: Callable[[str], None] = lambda _: None,
    ) -> Decision:
        """Keep an analyst's judgement, through every later build, and resolve again what it is about.

        `accept`, `merge`, `split`, `reject`, `set` (with `field` and `value`) take ids of events, mentions or
        claims, `accept` also of contradictions; an event stands for the mentions that it has now. `undo` takes the
        id of a decision. `author` is by default the setting, else the login name; `tell` hears what was made of the
        names. UsageError where it cannot be.
        """
        writer = self._writer()
        judgement = Judgement(kind=kind, names=names, field=field, value=value, by=find_author(author))
        decision, notes = make_decision(self.view, judgement, _now())
        for note in notes:
            tell(note)
        writer.decide(decision)
        resolve_dirty(writer, BuildSummary())
        return decision

    def decisions(self) -> tuple[KeptDecision, ...]:
        """Give all decisions in the order in which they were made, with how they stand."""
        return self.view.kept_decisions()

    def unapplied(self) -> tuple[KeptDecision, ...]:
        """Give the decisions that stand but can no longer be applied, or not wholly."""
        return tuple(each for each in self.decisions() if each.problem is not None)

    def as_of(self, moment: str) -> Record:
        """Open the record as it stood: an ISO date (its last instant) or time, in UTC unless it says otherwise.

        It is resolved anew, in memory, of the articles that had been added by then (those removed since are
        gone: `missing` counts them) and of the decisions made by then. For reading only; close it.
        """
        instant = read_moment(moment)
        if instant is None:
            raise UsageError(f"{moment!r} is no date or time: give one like 2024, 2024-10-11 or 2024-10-11T09:30")
        store = open_store(":memory:", create=True)
        choose_table(self._actors)
        choose_genre_weights(read_settings().genre_weights)
        try:
            rebuild(self.view, store.writer(), instant)
        except BaseException:
            store.close()
            raise
        return Record(store, actors=self._actors, moment=instant, missing=self.view.removed_since(instant))

    def _writer(self) -> Writer:
        if self.moment is not None:
            raise UsageError(f"this is the record as of {self.moment}: change the record itself")
        choose_table(self._actors)
        choose_genre_weights(read_settings().genre_weights)
        return self._store.writer()

    def held(self) -> AbstractContextManager[View]:
        """Hold the record: all that is asked of this view is of this one moment, whoever writes meanwhile."""
        return self._store.held()

    @property
    def upkeep(self) -> Upkeep:
        """Give what proves, mends and copies it: `record.upkeep.verify()`."""
        self._writer()
        return Upkeep(self._store)

    def documents(self, chosen: EventFilter | None = None, *, with_text: bool = False) -> Listing[KeptDocument]:
        """Give the documents by publication date."""
        return Listing("documents", lambda: self.view.documents(chosen or EventFilter(), with_text=with_text))

    def article(self, document_id: str) -> Annotations:
        """Give an article with all that it alone says; a notebook shows its text with every mention marked."""
        found = self.view.annotations(document_id)
        if found is None:
            raise UsageError(f"no article has the id {document_id!r} in this record")
        return found

    @property
    def plot(self) -> Plots:
        """Give what draws the record: `record.plot.relation("IRN", "RUS")`."""
        return Plots(
            view=self.view, ask=lambda source, target, directed: self.relation(source, target, directed=directed)
        )

    def events(
        self,
        *,
        actors: tuple[str, ...] = (),
        since: str | None = None,
        until: str | None = None,
        event_type: str | None = None,
        status: str | None = None,
        text: str | None = None,
    ) -> Events:
        """Give events by date; `actors` names at most two that both take part."""
        first, second = (*actors, None, None)[:2]
        chosen = EventFilter(
            actor=first,
            with_actor=second,
            since=since,
            until=until,
            event_type=event_type,
            status=status,
            text=text,
        )
        return Events(self.view, chosen)

    def statements(self, chosen: EventFilter | None = None) -> Listing[Statement]:
        """Give statements by date."""
        return Listing("quotations", lambda: self.view.statements(chosen or EventFilter()))

    def figures(self, chosen: EventFilter | None = None) -> Listing[FigureClaim]:
        """Give figures."""
        return Listing("figures", lambda: self.view.figures(chosen or EventFilter()))

    def agreements(self, chosen: EventFilter | None = None) -> Listing[Agreement]:
        """Give agreements."""
        return Listing("agreements", lambda: self.view.agreements(chosen or EventFilter()))

    def contradictions(self, chosen: EventFilter | None = None) -> Listing[Contradiction]:
        """Give contradictions."""
        return Listing("contradictions", lambda: self.view.contradictions(chosen or EventFilter()))

    def actors(self, chosen: EventFilter | None = None) -> Listing[Actor]:
        """Give actors."""
        return Listing("actors", lambda: self.view.actors(chosen or EventFilter()))

    def relation(
        self, source: str, target: str, *, directed: bool = False, period: PeriodLength = "month"
    ) -> tuple[DyadPeriod, ...]:
        """Give the relation of two actors by month, quarter or year, counted on events that happened.

        Either may be a group ("USA+GBR"), the target `*` for anybody. The net intensity is given smoothed as well.
        """
        return relation(self._between(source, target), source, target, directed=directed, period=period)

    def turning_points(
        self, source: str, target: str, *, directed: bool = False, period: PeriodLength = "month"
    ) -> tuple[TurningPoint, ...]:
        """Give the periods with which the relation turned, each with its events, the most intense first."""
        events = self._between(source, target)
        return find_turning_points(relation(events, source, target, directed=directed, period=period), events)

    def _between(self, source: str, target: str) -> tuple[Event, ...]:
        """Give the events that may be between the two: of groups and of anybody, the relation itself chooses."""
        one, other = (None if "+" in name or name == ANYBODY else name for name in (source, target))
        return tuple(self.view.events(EventFilter(actor=one or other, with_actor=other if one else None)))

    def report(
        self,
        *,
        actor: str | None = None,
        with_actor: str | None = None,
        agreement: str | None = None,
        since: str | None = None,
        until: str | None = None,
    ) -> Report:
        """Make a report about two actors, one, an agreement (its id or name) or a period; print it with `RENDERERS`.

        UsageError where the record knows no such actor or agreement, with the nearest names.
        """
        subject = Subject(actor=actor, with_actor=with_actor, agreement=agreement, since=since, until=until)
        periods: tuple[DyadPeriod, ...] = ()
        turns: tuple[TurningPoint, ...] = ()
        if subject.kind in ("pair", "actor") and actor is not None:
            one, other = relation_names(self.view, actor, with_actor)
            chosen = EventFilter(actor=actor, with_actor=with_actor, since=since, until=until)
            events = tuple(self.view.events(chosen))
            periods = relation(events, one, other)
            turns = find_turning_points(periods, events)
        return build_report(self.view, subject, periods, turns)

    def close(self) -> None:
        """Let go of the record."""
        self._store.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def open(  # noqa: A001 - `dragoman.open`, as the contract promises
    address: str | None = None, *, create: bool = True, actors: str | None = None
) -> Record:
    """Open a record (a file, or a postgresql:// URL); make it where there is none and `create` is set.

    `actors` is a table of the user's own, by default the setting's.
    """
    table = read_actors(actors)  # first: where it is wrong, no record is made
    show_in_notebook()
    return Record(open_store(address or read_settings().record, create=create), actors=table)
