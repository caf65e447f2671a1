"""The whole record as flat tables, each with the articles it rests on: what CSV files and spreadsheets hold.

In:  a view. Out: sheets: a name, columns, records. Left to `tables`: the columns that lists on a terminal have too.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from dragoman.records.entities import Claim, Event
from dragoman.records.spans import Evidence
from dragoman.store.base import EventFilter, View
from dragoman.views.exports.sources import Source, iter_evidence, join_names
from dragoman.views.exports.tables import TABLES, Column, party_names

Sources = Mapping[str, Source]

# Columns whose cells a spreadsheet holds as numbers.
NUMBERS = frozenset(
    (
        *("intensity", "confidence", "documents", "voices", "low", "high", "mentions", "printed", "start", "end"),
        *("latitude", "longitude", "duration_years"),
    )
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """Reads as: a table of this name has these columns and rows."""

    name: str
    columns: tuple[Column, ...]
    select: Callable[[View, EventFilter], Iterable[Any]]


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimRow:
    """Reads as: the event has this claim."""

    event: Event
    claim: Claim


def build_sheets(sources: Sources, *, with_text: bool) -> tuple[Sheet, ...]:
    """Give the sheets of a record; events first, since they are what most people come for."""
    return (
        Sheet(name="events", columns=_event_columns(sources), select=lambda view, chosen: view.events(chosen)),
        Sheet(name="claims", columns=_claim_columns(sources), select=_select_claims),
        Sheet(
            name="quotations",
            columns=(*_plain("quotations"), *_cited(sources, lambda statement: statement.printed)),
            select=lambda view, chosen: view.statements(chosen),
        ),
        Sheet(
            name="figures",
            columns=(*_plain("figures"), *_cited(sources, lambda figure: figure.printed)),
            select=lambda view, chosen: view.figures(chosen),
        ),
        Sheet(
            name="agreements",
            columns=(
                *_plain("agreements"),
                *_cited(sources, lambda agreement: (e for stage in agreement.stages for e in stage.printed)),
            ),
            select=lambda view, chosen: view.agreements(chosen),
        ),
        Sheet(
            name="contradictions",
            columns=(
                *_plain("contradictions"),
                *_cited(sources, lambda contradiction: (e for side in contradiction.sides for e in side.printed)),
            ),
            select=lambda view, chosen: view.contradictions(chosen),
        ),
        Sheet(name="actors", columns=_plain("actors"), select=lambda view, chosen: view.actors(chosen)),
        Sheet(
            name="documents",
            columns=_document_columns(with_text=with_text),
            select=lambda view, chosen: view.documents(chosen, with_text=with_text),
        ),
    )


def _plain(kind: str) -> tuple[Column, ...]:
    return TABLES[kind].columns


def _select_claims(view: View, chosen: EventFilter) -> Iterator[ClaimRow]:
    for event in view.events(chosen):
        for claim in event.claims:
            yield ClaimRow(event=event, claim=claim)


def _column(title: str, value: Callable[[Any], object]) -> Column:
    """Make a column of whatever a function gives; None is empty."""

    def cell(record: object) -> str:
        found = value(record)
        return "" if found is None else str(found)

    return Column(title=title, cell=cell)


def _cited(sources: Sources, evidence: Callable[[Any], Iterable[Evidence]]) -> tuple[Column, ...]:
    """Give the columns that name the articles in which something stands."""

    def articles(record: object) -> list[Source]:
        ids = dict.fromkeys(each.document_id for each in evidence(record))
        return [sources[document_id] for document_id in ids if document_id in sources]

    return (
        _column("document_ids", lambda record: "|".join(each.document_id for each in articles(record))),
        _column("publishers", lambda record: join_names(each.publisher for each in articles(record))),
        _column("urls", lambda record: " ".join(dict.fromkeys(each.url for each in articles(record) if each.url))),
    )


def _event_columns(sources: Sources) -> tuple[Column, ...]:
    def place(name: str) -> Callable[[Event], object]:
        return lambda event: getattr(event.place, name) if event.place is not None else None

    return (
        *_plain("events"),
        _column("place_country", place("country")),
        _column("latitude", place("latitude")),
        _column("longitude", place("longitude")),
        _column("place_precision", place("precision")),
        _column("attributed_to", lambda event: party_names(event.attributed_to)),
        *_cited(sources, iter_evidence),
    )


def _claim_columns(sources: Sources) -> tuple[Column, ...]:
    def source(name: str) -> Callable[[ClaimRow], object]:
        def find(row: ClaimRow) -> object:
            found = sources.get(row.claim.evidence.document_id)
            return getattr(found, name) if found is not None else None

        return find

    return (
        _column("claim_id", lambda row: row.claim.claim_id),
        _column("event_id", lambda row: row.event.event_id),
        _column("field", lambda row: row.claim.field),
        _column("value", lambda row: row.claim.value),
        _column("status", lambda row: row.claim.status),
        _column("attributed_to", lambda row: party_names(row.claim.attributed_to)),
        _column("document_id", lambda row: row.claim.evidence.document_id),
        _column("start", lambda row: row.claim.evidence.span.start),
        _column("end", lambda row: row.claim.evidence.span.end),
        _column("exact", lambda row: row.claim.evidence.exact),
        _column("publisher", source("publisher")),
        _column("title", source("title")),
        _column("url", source("url")),
        _column("sha256", source("sha256")),
    )


def _document_columns(*, with_text: bool) -> tuple[Column, ...]:
    text = (_column("text", lambda kept: kept.document.text),) if with_text else ()
    return (
        *_plain("documents"),
        _column("language", lambda kept: kept.document.language),
        _column("sha256", lambda kept: kept.document.fingerprint),
        _column("copies_of", lambda kept: kept.copies_of),
        _column("supersedes", lambda kept: kept.supersedes),
        *text,
    )
