"""What Python users hold: a `Coder` for single articles, `open` for a record.

In:  texts, paths, the address of a record. Out: records of `dragoman.records`.
A thin hand on `executors`, `pipeline` and `store`; settings are read here when nothing is given.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from types import TracebackType
from typing import Self

from dragoman.errors import DocumentError
from dragoman.executors.local import annotate_here, annotate_in_processes, annotate_within
from dragoman.extract.classify import Question, Verdict, classify_question
from dragoman.nlp.parse import Parser
from dragoman.pipeline import (
    BuildSummary,
    keep_outcomes,
    read_documents,
    resolve_dirty,
    skip_known,
    versions_of,
    zone_document,
)
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
)
from dragoman.records.mentions import Annotations, Outcome
from dragoman.resolve.dyads import relation
from dragoman.settings import read_settings
from dragoman.store.base import EventFilter, KeptDocument, View
from dragoman.store.sql import SqlStore, open_store

Tick = Callable[[], None]


def _nothing() -> None:
    pass


def Document(  # noqa: N802, PLR0913 - reads as the class that it makes; its arguments are the contract's
    *,
    text: str,
    id: str = "",  # noqa: A002 - the contract's name
    title: str | None = None,
    url: str | None = None,
    publisher: str | None = None,
    author: str | None = None,
    published: str | None = None,
    language: str | None = None,
) -> RawDocument:
    """Make an article out of a text and what is known of it."""
    return RawDocument(
        source_id=id,
        text=text,
        title=title,
        url=url,
        publisher=publisher,
        author=author,
        published=published,
        language=language,
    )


class Coder:
    """Annotates single articles; loads the language pipeline once."""

    def __init__(self, pipeline: str | None = None) -> None:
        settings = read_settings()
        self._parser = Parser(pipeline or settings.pipeline)
        self._seconds = settings.seconds_per_document
        self._versions = versions_of(self._parser)

    def annotate(self, document: RawDocument) -> Annotations:
        """Annotate one article; DocumentError says why where it cannot be used."""
        zoned = zone_document(document)
        outcome = zoned if isinstance(zoned, Rejection) else self.annotate_zoned(zoned)
        if isinstance(outcome, Rejection):
            raise DocumentError(outcome.reason, outcome.detail)
        return outcome

    def annotate_zoned(self, document: ZonedDocument) -> Outcome:
        """Annotate a document that has been read and zoned; a Rejection says why where it cannot be used."""
        return annotate_within(self._parser, document, self._versions, self._seconds)

    def annotate_paths(self, paths: Sequence[str]) -> Iterator[Outcome]:
        """Annotate everything at the paths, in order: one outcome an input."""
        for read in read_documents(paths):
            yield read if isinstance(read, Rejection) else self.annotate_zoned(read)

    def classify(self, question: Question, *, codebook: str = "plover") -> Verdict:
        """Tell what one given actor does to another."""
        return classify_question(self._parser, question, codebook)


class Record:
    """A record that is open: add articles, ask it. Use it in a `with` statement, or close it."""

    def __init__(self, store: SqlStore) -> None:
        self._store = store

    @property
    def view(self) -> View:
        """Give the read-only eye that pages and exports use."""
        return self._store.view()

    def add(self, *paths: str, workers: int | None = None, tick: Tick = _nothing) -> BuildSummary:
        """Read, code and resolve the articles at the paths; what the record holds already costs nothing."""
        settings = read_settings()
        count = workers or settings.workers
        writer = self._store.writer()
        summary = BuildSummary()
        parser = Parser(settings.pipeline)
        documents = skip_known(read_documents(paths), writer, versions_of(parser), summary, batch=settings.batch_size)
        seconds = settings.seconds_per_document
        if count > 1:
            outcomes = annotate_in_processes(settings.pipeline, documents, workers=count, seconds=seconds)
        else:
            outcomes = annotate_here(parser, documents, seconds=seconds)
        keep_outcomes(outcomes, writer, summary, batch=settings.batch_size, tick=tick)
        writer.reject(summary.rejections)
        resolve_dirty(writer, summary)
        return summary

    def remove(self, *document_ids: str) -> tuple[str, ...]:
        """Take articles out, with everything that only they supported; give the ids that were there."""
        writer = self._store.writer()
        removed = writer.remove(document_ids)
        resolve_dirty(writer, BuildSummary())
        return removed

    def documents(self, chosen: EventFilter | None = None, *, with_text: bool = False) -> Iterator[KeptDocument]:
        """Give the documents by publication date."""
        return self.view.documents(chosen or EventFilter(), with_text=with_text)

    def events(
        self,
        *,
        actors: tuple[str, ...] = (),
        since: str | None = None,
        until: str | None = None,
        event_type: str | None = None,
        status: str | None = None,
        text: str | None = None,
    ) -> Iterator[Event]:
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
        return self.view.events(chosen)

    def statements(self, chosen: EventFilter | None = None) -> Iterator[Statement]:
        """Give statements by date."""
        return self.view.statements(chosen or EventFilter())

    def figures(self, chosen: EventFilter | None = None) -> Iterator[FigureClaim]:
        """Give figures."""
        return self.view.figures(chosen or EventFilter())

    def agreements(self, chosen: EventFilter | None = None) -> Iterator[Agreement]:
        """Give agreements."""
        return self.view.agreements(chosen or EventFilter())

    def contradictions(self, chosen: EventFilter | None = None) -> Iterator[Contradiction]:
        """Give contradictions."""
        return self.view.contradictions(chosen or EventFilter())

    def actors(self, chosen: EventFilter | None = None) -> Iterator[Actor]:
        """Give actors."""
        return self.view.actors(chosen or EventFilter())

    def relation(self, source: str, target: str, *, directed: bool = False) -> tuple[DyadPeriod, ...]:
        """Give the relation of two actors month by month, counted on events that happened."""
        chosen = EventFilter(actor=source, with_actor=target)
        return relation(tuple(self.view.events(chosen)), source, target, directed=directed)

    def close(self) -> None:
        """Let go of the record."""
        self._store.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def open(address: str | None = None, *, create: bool = True) -> Record:  # noqa: A001 - `dragoman.open`, as the contract promises
    """Open a record (a file, or a postgresql:// URL); make it where there is none and `create` is set."""
    return Record(open_store(address or read_settings().record, create=create))
