"""Annotate single articles, without a record.

In:  texts, or paths and addresses. Out: `Annotations`, or a `Rejection` that says why not.
A thin hand on `pipeline` and `executors`; settings are read here when nothing is given.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime

from dragoman.errors import DocumentError
from dragoman.executors.local import annotate_within
from dragoman.extract.classify import Question, Verdict, classify_question
from dragoman.lexicons.load.chosen_table import UserTable, choose_table
from dragoman.lexicons.load.user_tables import read_user_table
from dragoman.nlp.parse import Parser
from dragoman.pipeline import Visit, read_documents, versions_of, zone_document
from dragoman.records.documents import Document as ZonedDocument
from dragoman.records.documents import RawDocument, Rejection
from dragoman.records.mentions import Annotations, Outcome
from dragoman.settings import read_settings
from dragoman.views.notebook import show_in_notebook


def visit() -> Visit:
    """Say in whose name pages are fetched today."""
    return Visit(contact=read_settings().contact, today=datetime.now(UTC).date())


def read_actors(given: str | None) -> UserTable | None:
    """Read the user's own table of actors, given or set; None where there is none."""
    path = given or read_settings().actors
    return read_user_table(path) if path else None


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
    """Annotates single articles; loads the language pipeline once.

    `actors` is a table of the user's own, by default the setting's.
    """

    def __init__(self, pipeline: str | None = None, *, actors: str | None = None) -> None:
        settings = read_settings()
        self._actors = read_actors(actors)
        choose_table(self._actors)
        show_in_notebook()
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
        choose_table(self._actors)
        return annotate_within(self._parser, document, self._versions, self._seconds)

    def annotate_paths(self, paths: Sequence[str]) -> Iterator[Outcome]:
        """Annotate everything at the paths, in order: one outcome an input."""
        for read in read_documents(paths, visit=visit()):
            yield read if isinstance(read, Rejection) else self.annotate_zoned(read)

    def classify(self, question: Question, *, codebook: str = "plover") -> Verdict:
        """Tell what one given actor does to another."""
        choose_table(self._actors)
        return classify_question(self._parser, question, codebook)
