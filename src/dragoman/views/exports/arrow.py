"""Events and their fellows as Arrow tables: typed columns that polars, pandas and DuckDB read without a copy.

In:  records. Out: tables of one schema each, whatever is in them. What is one value is a column under the name it has
in the CSV files; what is several is a list of structs under the contract's names.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeAlias

import pyarrow as pa

from dragoman.records.entities import Event, Place
from dragoman.records.times import Interval
from dragoman.store.base import EventFilter, KeptDocument, View
from dragoman.views.objects import shape

Table: TypeAlias = pa.Table
ROWS = 1000  # turned into columns at a time

TEXT, DAY, NUMBER, COUNT = pa.string(), pa.date32(), pa.float64(), pa.int64()
TEXTS = pa.list_(TEXT)


def _struct(**fields: pa.DataType) -> pa.DataType:
    return pa.struct([pa.field(name, kind) for name, kind in fields.items()])


PARTY = _struct(actor_id=TEXT, name=TEXT, country=TEXT, international_code=TEXT, sector=TEXT)
ATTRIBUTION = _struct(actor_id=TEXT, name=TEXT, country=TEXT, international_code=TEXT, sector=TEXT, genre=TEXT)
PRINTED = _struct(document_id=TEXT, start=COUNT, end=COUNT, exact=TEXT)
OCCASION = _struct(kind=TEXT, document_id=TEXT, start=COUNT, end=COUNT, exact=TEXT)
WHEN = _struct(value=TEXT, earliest=TEXT, latest=TEXT, basis=TEXT)
CLAIM = _struct(
    claim_id=TEXT,
    field=TEXT,
    value=TEXT,
    status=TEXT,
    attributed_to=pa.list_(ATTRIBUTION),
    document_id=TEXT,
    start=COUNT,
    end=COUNT,
    exact=TEXT,
    support=pa.list_(PRINTED),
)
STEP = _struct(status=TEXT, as_of=TEXT, date=WHEN, place=TEXT, claims=TEXTS)
STAGE = _struct(stage=TEXT, date=WHEN, place=TEXT, event_id=TEXT, claims=pa.list_(PRINTED), sentences=pa.list_(PRINTED))
SIDE = _struct(value=TEXT, claims=pa.list_(PRINTED), reference=_struct(table=TEXT, row=TEXT, version=TEXT))
OFFICE = pa.struct([("title", TEXT), ("from", TEXT), ("to", TEXT), ("basis", TEXT)])

DATED = [("date", TEXT), ("earliest", DAY), ("latest", DAY)]
EVENTS = pa.schema(
    [
        *[("event_id", TEXT), ("previous_ids", TEXTS), *DATED, ("date_basis", TEXT)],
        *[("event_type", TEXT), ("plover_type", TEXT), ("modes", TEXTS), ("contexts", TEXTS), ("status", TEXT)],
        *[("sources", pa.list_(PARTY)), ("targets", pa.list_(PARTY)), ("host", PARTY)],
        *[("mediators", pa.list_(PARTY)), ("attributed_to", pa.list_(ATTRIBUTION))],
        *[("place", TEXT), ("place_country", TEXT), ("latitude", NUMBER), ("longitude", NUMBER)],
        *[("place_precision", TEXT), ("intensity", NUMBER), ("confidence", NUMBER)],
        *[("documents", COUNT), ("voices", COUNT), ("about", TEXT)],
        ("links", pa.list_(_struct(kind=TEXT, event_id=TEXT))),
        *[("figures", TEXTS), ("history", pa.list_(STEP)), ("claims", pa.list_(CLAIM))],
    ]
)
STATEMENTS = pa.schema(
    [
        *[("quotation_id", TEXT), *DATED, ("speaker", PARTY), ("speaker_words", TEXT), ("content", TEXT)],
        *[("kind", TEXT), ("addressee", TEXT), ("occasion", OCCASION), ("within", TEXT), ("reported_by", PARTY)],
        *[("reported_by_words", TEXT), ("printed", pa.list_(PRINTED))],
    ]
)
FIGURES = pa.schema(
    [
        *[("figure_id", TEXT), ("low", NUMBER), ("high", NUMBER), ("bound", TEXT), ("class", TEXT), ("unit", TEXT)],
        *[("counted", TEXT), ("change", TEXT), ("of", TEXT), ("as_of", TEXT), ("claims", pa.list_(PRINTED))],
    ]
)
AGREEMENTS = pa.schema(
    [
        *[("agreement_id", TEXT), ("names", TEXTS), ("kind", TEXT), ("parties", pa.list_(PARTY))],
        *[("duration_years", COUNT), ("replaces", _struct(name=TEXT, agreement_id=TEXT))],
        ("stages", pa.list_(STAGE)),
    ]
)
CONTRADICTIONS = pa.schema(
    [
        *[("contradiction_id", TEXT), ("kind", TEXT), ("about", TEXT), ("field", TEXT), ("subject_id", TEXT)],
        *[("sides", pa.list_(SIDE)), ("why", TEXT)],
    ]
)
ACTORS = pa.schema(
    [
        *[("actor_id", TEXT), ("name", TEXT), ("kind", TEXT), ("country", TEXT), ("international_code", TEXT)],
        *[("sectors", TEXTS), ("aliases", TEXTS), ("offices", pa.list_(OFFICE)), ("external_ids", TEXTS)],
        *[("mentions", COUNT), ("discrepancies", TEXTS)],
    ]
)
DOCUMENTS = pa.schema(
    [
        *[("document_id", TEXT), ("source_id", TEXT), ("published", TEXT), ("earliest", DAY), ("latest", DAY)],
        *[("date_basis", TEXT), ("title", TEXT), ("publisher", TEXT), ("author", TEXT), ("url", TEXT)],
        *[("language", TEXT), ("genre", TEXT), ("sha256", TEXT), ("copies_of", TEXT), ("supersedes", TEXT)],
    ]
)
TEXT_COLUMN = pa.field("text", TEXT)


@dataclass(frozen=True, slots=True, kw_only=True)
class TableKind:
    """Reads as: these records make a table of this name and schema, a row each."""

    name: str
    schema: pa.Schema
    row: Callable[[Any], dict[str, Any]]
    select: Callable[[View, EventFilter], Iterable[Any]]


def build_events_table(events: Iterable[Event]) -> Table:
    """Make one table of events, in the order given."""
    return Table.from_batches(list(iter_batches(events, EVENTS, _event_row)), schema=EVENTS)


def iter_batches(
    records: Iterable[Any], schema: pa.Schema, row: Callable[[Any], dict[str, Any]]
) -> Iterator[pa.RecordBatch]:
    """Turn records into columns, some at a time."""
    rest = iter(records)
    while some := list(itertools.islice(rest, ROWS)):
        yield pa.RecordBatch.from_pylist([row(each) for each in some], schema=schema)


def build_kinds(*, with_text: bool) -> tuple[TableKind, ...]:
    """Give the kinds of tables of a record, events first."""
    documents = DOCUMENTS.append(TEXT_COLUMN) if with_text else DOCUMENTS
    return (
        TableKind(name="events", schema=EVENTS, row=_event_row, select=lambda view, chosen: view.events(chosen)),
        TableKind(
            name="quotations", schema=STATEMENTS, row=_dated_row, select=lambda view, chosen: view.statements(chosen)
        ),
        TableKind(name="figures", schema=FIGURES, row=shape, select=lambda view, chosen: view.figures(chosen)),
        TableKind(name="agreements", schema=AGREEMENTS, row=shape, select=lambda view, chosen: view.agreements(chosen)),
        TableKind(
            name="contradictions",
            schema=CONTRADICTIONS,
            row=shape,
            select=lambda view, chosen: view.contradictions(chosen),
        ),
        TableKind(name="actors", schema=ACTORS, row=shape, select=lambda view, chosen: view.actors(chosen)),
        TableKind(
            name="documents",
            schema=documents,
            row=_document_row,
            select=lambda view, chosen: view.documents(chosen, with_text=with_text),
        ),
    )


def _days(interval: Interval) -> dict[str, Any]:
    return {"earliest": _day(interval.earliest), "latest": _day(interval.latest)}


def _day(value: str | None) -> date | None:
    return date.fromisoformat(value) if value else None


def _event_row(event: Event) -> dict[str, Any]:
    return {
        **shape(event),
        "date": event.date.interval.value,
        **_days(event.date.interval),
        "date_basis": event.date.basis,
        **_place_cells(event.place),
    }


def _place_cells(place: Place | None) -> dict[str, Any]:
    if place is None:
        return {"place": None}
    return {
        "place": place.name,
        "place_country": place.country,
        "latitude": place.latitude,
        "longitude": place.longitude,
        "place_precision": place.precision,
    }


def _dated_row(statement: Any) -> dict[str, Any]:
    return {**shape(statement), "date": statement.date.value, **_days(statement.date)}


def _document_row(kept: KeptDocument) -> dict[str, Any]:
    document = kept.document
    return {
        "document_id": document.document_id,
        "source_id": document.source_id,
        "published": kept.published.interval.value,
        **_days(kept.published.interval),
        "date_basis": kept.published.basis,
        "title": document.title,
        "publisher": document.publisher,
        "author": document.author,
        "url": document.url,
        "language": document.language,
        "genre": kept.genre,
        "sha256": document.fingerprint,
        "copies_of": kept.copies_of,
        "supersedes": kept.supersedes,
        "text": document.text,
    }
