"""What a store can be asked: the protocols `Store`, `Writer` and `View`, and the records they pass.

In:  nothing but records. Out: protocols without a word of SQL: views, web and pipeline need no driver.
Reading and writing are different objects: a page that holds a `View` cannot change the record.
Left to `sql`: the only store there is so far.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from dragoman.records.decisions import Decision
from dragoman.records.documents import Document, Rejection
from dragoman.records.entities import (
    Actor,
    Agreement,
    Contradiction,
    Event,
    FigureClaim,
    Resolution,
    Statement,
)
from dragoman.records.mentions import Annotations
from dragoman.records.spans import Evidence
from dragoman.records.times import DocumentDate
from dragoman.records.vocabulary import Genre
from dragoman.store.overview import Overview
from dragoman.store.parts import Part
from dragoman.store.reviewing import Reviews

Found = Event | Statement | FigureClaim | Agreement | Contradiction | Actor
Versions = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class EventFilter:
    """Reads as: only what fits all of these; a field that is None (or the text empty) asks for nothing.

    `actor`, `with_actor`: an ISO alpha-3 country, an international code, an actor's id, or a name or alias in
    any case and with or without accents; both take part, as two different actors. The name of a state stands
    for its country. `since`, `until`: ISO, coarse allowed ("2024", "2024-10"); what overlaps the days between
    is in, what has no date at all is out. `event_type` is compared with `event_type` and `plover_type`.
    `text`: every word must occur, in any form of it; words in "double quotes" must stand together.
    `document_id`: what rests on words of this document. `figure_classes`: only these classes of figures.
    `event_ids`: only these; of agreements and contradictions, those that are about these.
    `publisher`: what rests on words of an article of this publisher; `document_ids`: only these documents.
    `place_id`: what happened at this place. `actor_ids`: of actors, only these.
    `newest_first` turns the order around and leaves out what has no date. `after` is the place of the last one
    of the page before ("2024-10-11", its id; `NO_DAY` for the day where there is none): only what comes behind it
    in that order, so that the hundredth page costs no more than the first.
    Each method of `View` says which of the fields it reads; it passes over the others.
    """

    actor: str | None = None
    with_actor: str | None = None
    since: str | None = None
    until: str | None = None
    event_type: str | None = None
    status: str | None = None
    text: str | None = None
    document_id: str | None = None
    min_confidence: float | None = None
    event_ids: tuple[str, ...] | None = None
    figure_classes: tuple[str, ...] | None = None
    publisher: str | None = None
    document_ids: tuple[str, ...] | None = None
    place_id: str | None = None
    actor_ids: tuple[str, ...] | None = None
    limit: int | None = None
    offset: int = 0
    newest_first: bool = False
    after: tuple[str, str] | None = None


EVERYTHING = EventFilter()


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredDocument:
    """Reads as: keep this document, under these keys, with its mentions in these blocks.

    `keys` are what the document goes by outside (its given id, its URL), each as one string that the caller
    makes unmistakable ("id:a7", "url:https://..."): a document supersedes all earlier ones that share a key.
    `block_keys` maps a mention's id (or the document's own) to the opaque keys of its blocks.
    `added_at` is when it came into the record, ISO 8601 in UTC; None: before such times were kept.
    """

    annotations: Annotations
    keys: tuple[str, ...] = ()
    block_keys: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    added_at: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptDocument:
    """Reads as: the record holds this document, and knows this of it beyond its own words.

    `document.text` is empty where the text was not asked for. `published` is the date as last resolved with
    the help of other documents, `published_alone` the one inferred from this document alone.
    """

    document: Document
    genre: Genre
    genre_evidence: tuple[Evidence, ...]
    published: DocumentDate
    published_alone: DocumentDate
    versions: Versions
    copies_of: str | None
    supersedes: str | None
    superseded_by: str | None
    added_at: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptDecision:
    """Reads as: the record holds this decision; it stands, or was undone by that one; it is applied, or not.

    `problem` says why a decision that stands cannot be applied, or not wholly; None where it is.
    `present` counts the mentions it names that are in the record, of `named` in all.
    """

    decision: Decision
    undone_by: str | None
    problem: str | None
    present: int
    named: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """Reads as: what has this id stands for these subjects (mention or claim ids), each with its mention.

    `kind` is event, mention, claim or contradiction (which stands for itself); `event_id` the event that it is in,
    None of a mention in no event.
    """

    kind: str
    event_id: str | None
    pairs: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """Reads as: the record holds so many of each. `documents` leaves out the superseded."""

    documents: int
    superseded: int
    rejections: int
    event_mentions: int
    events: int
    statements: int
    figures: int
    agreements: int
    contradictions: int
    actors: int
    decisions: int


class Writer(Protocol):
    """Changes the record. Each method that writes is one transaction: all of it is kept, or nothing."""

    def known(self, document_ids: Iterable[str], *, versions: Versions | None = None) -> set[str]:
        """Give those that the record holds, superseded or not; with `versions`, only those made by these."""
        ...

    def add(self, batch: Sequence[StoredDocument]) -> None:
        """Keep the documents, annotations and block keys, and mark their blocks dirty.

        In the order given: a later document supersedes an earlier one with which it shares a key. The older is kept
        whole but no longer counts. A document that is known already is kept as now annotated, in its place.
        """
        ...

    def reject(self, rejections: Iterable[Rejection], *, origin: str = "") -> None:
        """Note the inputs that were not used; the latest reason for a source of an origin stands."""
        ...

    def remove(self, document_ids: Iterable[str], *, removed_at: str | None = None) -> tuple[str, ...]:
        """Delete the documents, mark their blocks dirty; give the ids that were there, sorted.

        What a removed document had superseded counts again, as if the newer one had never come. Of what was removed,
        only the id and the two moments are kept (the latter if given).
        """
        ...

    def revision(self) -> int:
        """Give a number that grows whenever a block changes; to be handed to `replace` as `as_of`."""
        ...

    def dirty_blocks(self, *, limit: int | None = None) -> tuple[str, ...]:
        """Give the keys of the blocks that changed and were not resolved since, sorted."""
        ...

    def count_dirty(self) -> int:
        """Count the blocks that `dirty_blocks` would give."""
        ...

    def mark_dirty(self, block_keys: Iterable[str] | None = None) -> None:
        """Ask for these blocks (None: all there are) to be resolved again."""
        ...

    def documents_in(self, block_keys: Iterable[str]) -> set[str]:
        """Give the ids of the documents that stand in these blocks, of those that count."""
        ...

    def count_documents(self) -> int:
        """Count the documents that count."""
        ...

    def document_ids(self) -> set[str]:
        """Give the ids of the documents that count."""
        ...

    def blocks_of(self, document_ids: Iterable[str]) -> Iterator[tuple[str, tuple[str, ...]]]:
        """Give these documents, if they count, by id, each with the keys of the blocks in which it stands."""
        ...

    def homes_of(self, mention_ids: Iterable[str]) -> dict[str, str]:
        """Give the document of each of these mentions, of those that the record holds and that stand in a block."""
        ...

    def linked_blocks(self, block_keys: Iterable[str]) -> tuple[str, ...]:
        """Give these and all blocks that share a resolved object or a decision with them, sorted: go with them too."""
        ...

    def load_texts(self, document_ids: Iterable[str]) -> Iterator[tuple[str, str]]:
        """Give of these documents, of those that count, what `load_annotations` gives without text, as its JSON."""
        ...

    def load_annotations(self, document_ids: Iterable[str], *, with_text: bool = True) -> Iterator[Annotations]:
        """Give the annotations of these documents, of those that count, by document id, a batch at a time."""
        ...

    def resolved_events(self, block_keys: Iterable[str]) -> Iterator[Event]:
        """Give the events that came from these blocks, as they stand now, by id."""
        ...

    def replace(
        self,
        block_keys: Iterable[str],
        resolution: Resolution,
        groups: Mapping[str, tuple[str, ...]] | None = None,
        *,
        as_of: int | None = None,
    ) -> bool:
        """Put the resolution in the place of all that came from these blocks, which are then clean.

        `groups` maps an object's id to the keys of the blocks it came from, all of them among `block_keys`; an object
        that it leaves out came from all of `block_keys`. An object replaces any of its own id; but of an actor, each
        group of blocks keeps its part, and `View` joins them (mentions are added up). Of a document that
        `resolution.documents` does not name, what was known stays. Of the decisions that were replayed, what
        `unapplied` says is kept in the place of what it said before.
        False, and nothing written, where one of the blocks has changed since revision `as_of`: read again.
        """
        ...

    def replace_parts(self, parts: Sequence[Part], block_keys: Collection[str], *, as_of: int | None = None) -> bool:
        """Put what these parts give, each with the blocks it came from, in the place of all that came from the blocks.

        As `replace` does, in one transaction; the keys are sorted, each once, and no block is in two parts.
        """
        ...

    def decide(self, decision: Decision) -> None:
        """Keep an analyst's judgement and mark the blocks of what it is about dirty; twice is once."""
        ...

    def decisions(self) -> tuple[Decision, ...]:
        """Give all decisions in the order in which they were made."""
        ...

    def set_meta(self, key: str, value: str) -> None:
        """Note something about the record as a whole."""
        ...

    def forget_meta(self, key: str) -> None:
        """Forget what was noted."""
        ...


class View(Overview, Reviews, Protocol):
    """Reads the record. Each iterator streams, is sorted, and holds nothing twice.

    UsageError where a filter cannot be meant: an unknown type or status, a date that is none.
    """

    def documents(
        self, chosen: EventFilter = EVERYTHING, *, with_text: bool = False, superseded: bool = False
    ) -> Iterator[KeptDocument]:
        """Give documents by publication date, then id; the superseded only if asked.

        Reads all of the filter but `min_confidence` and `event_ids`: the actors mentioned, the mentioned
        types and statuses of events, the interval of publication.
        """
        ...

    def events(self, chosen: EventFilter = EVERYTHING) -> Iterator[Event]:
        """Give events by their earliest day, then id; those without a date last. Reads the whole filter."""
        ...

    def count_events(self, chosen: EventFilter = EVERYTHING, *, at_most: int) -> int:
        """Count the events that the filter finds, up to so many: nobody waits for a number that is only large."""
        ...

    def statements(self, chosen: EventFilter = EVERYTHING) -> Iterator[Statement]:
        """Give statements by date, then id. Reads `actor` (the speaker), the dates, text and document."""
        ...

    def figures(self, chosen: EventFilter = EVERYTHING) -> Iterator[FigureClaim]:
        """Give figures by the date they are of, then id. Reads dates, text, document and classes."""
        ...

    def agreements(self, chosen: EventFilter = EVERYTHING) -> Iterator[Agreement]:
        """Give agreements by their first stage, then id.

        Reads the actors (the parties), the dates (of any stage), text, document and `event_ids`.
        """
        ...

    def contradictions(self, chosen: EventFilter = EVERYTHING) -> Iterator[Contradiction]:
        """Give contradictions by id.

        Reads the actors (the parties of what it is about, or that itself), text, document and `event_ids`.
        """
        ...

    def actors(self, chosen: EventFilter = EVERYTHING) -> Iterator[Actor]:
        """Give actors by id. Reads `actor`, text (its names) and document (where it is mentioned)."""
        ...

    def event(self, event_id: str) -> Event | None:
        """Give the event, also by an id it had before it was merged; None where there is none."""
        ...

    def find(self, object_id: str) -> Found | None:
        """Give whatever resolved object has this id, of any kind; None where there is none."""
        ...

    def document(self, document_id: str) -> KeptDocument | None:
        """Give a document with its text, superseded or not; None where there is none."""
        ...

    def annotations(self, document_id: str) -> Annotations | None:
        """Give what the document alone says, superseded or not; None where there is none."""
        ...

    def counts(self) -> Counts:
        """Count what the record holds."""
        ...

    def rejections(self) -> Iterator[Rejection]:
        """Give the inputs that were not used, by source and origin."""
        ...

    def decisions(self) -> tuple[Decision, ...]:
        """Give all decisions in the order in which they were made."""
        ...

    def kept_decisions(self, mention_ids: Iterable[str] | None = None) -> tuple[KeptDecision, ...]:
        """Give decisions with how they stand, in order; only those that name one of the mentions, if given."""
        ...

    def named(self, object_id: str) -> Named | None:
        """Give what an id of an event (also one it had before), mention or claim stands for."""
        ...

    def homes(self, mention_ids: Iterable[str]) -> dict[str, str]:
        """Give the events that the mentions are in, by mention id; a mention in no event is left out."""
        ...

    def stored(self, until: str) -> Iterator[StoredDocument]:
        """Give all documents added until that moment, superseded or not, as they came."""
        ...

    def removed_since(self, moment: str) -> int:
        """Count the documents that the record held at that moment and that were removed since."""
        ...

    def meta(self) -> dict[str, str]:
        """Give what is noted about the record as a whole, by key."""
        ...


class Store(Protocol):
    """Owns the connection to one record."""

    def writer(self) -> Writer:
        """Give the hand that changes the record."""
        ...

    def view(self) -> View:
        """Give the eye that reads it."""
        ...

    def close(self) -> None:
        """Let go of the record."""
        ...
