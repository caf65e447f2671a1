"""What one document says, as rows, a kind a line in `MENTION_KINDS`, and back.

In:  annotations. Out: plain dicts, a row each, for the columns of `schema`; records from rows.
Left to `sql_writer`: when they are written. Left to `filters`: how the columns are asked.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import Table

from dragoman.records.codec import from_plain, to_plain
from dragoman.records.documents import Document
from dragoman.records.mentions import (
    ActorMention,
    AgreementMention,
    Annotations,
    Discrepancy,
    EventMention,
    Figure,
    PlaceMention,
    Quotation,
)
from dragoman.records.spans import CharSpan, Evidence, make_id
from dragoman.records.times import DocumentDate, TimeExpression
from dragoman.store import schema
from dragoman.store.base import KeptDocument, Versions
from dragoman.store.forms import Row, day_columns, dump, fold_name, load, sorted_day_columns


def document_row(annotations: Annotations, *, superseded_by: str | None, added_at: str | None) -> Row:
    """Give the row of a document; its text stands in a column of its own and not in the payload."""
    document = annotations.document
    kept = {
        "document": to_plain(replace(document, text="")),
        "published": to_plain(annotations.published),
        "genre": annotations.genre,
        "genre_evidence": to_plain(annotations.genre_evidence),
        "asserted_by": to_plain(annotations.asserted_by),
        "versions": to_plain(annotations.versions),
        "signature": to_plain(annotations.signature),
    }
    same_name = ("document_id", "source_id", "language", "title", "publisher", "author", "url", "published")
    return {
        **{name: getattr(document, name) for name in same_name},
        "sha256": document.fingerprint,
        "genre": annotations.genre,
        **sorted_day_columns(annotations.published.interval),
        "versions_id": versions_id(annotations.versions),
        "superseded_by": superseded_by,
        "added_at": added_at,
        "text": document.text,
        "payload": dump(kept),
    }


def facts_row(document_id: str, published: DocumentDate, copies_of: str | None) -> Row:
    """Give what other documents tell of a document, for an update; `of_document` names it."""
    return {
        "of_document": document_id,
        **sorted_day_columns(published.interval),
        "copies_of": copies_of,
        "resolved_date": dump(published),
    }


def versions_id(versions: Versions) -> str:
    """Give one short name for a set of versions."""
    return make_id("versions", *(part for version in sorted(versions) for part in version))


def join_payloads(payload: str, mentions: Mapping[str, Sequence[str]]) -> str:
    """Make one JSON text of a document's payload and, by field, its mentions' payloads: nothing of it is read."""
    fields = [f'"{name}":[{",".join(payloads)}]' for name, payloads in mentions.items()]
    return f"{','.join([payload[:-1], *fields])}}}"


def build_annotations(joined: str, text: str) -> Annotations:
    """Rebuild annotations from what `join_payloads` gave, and a document's text."""
    plain = json.loads(joined)
    plain["document"]["text"] = text
    return from_plain(Annotations, plain)


def build_document(row: Any, *, text: str, supersedes: str | None) -> KeptDocument:
    """Rebuild a document, without its mentions, from its row."""
    plain = json.loads(row.payload)
    plain["document"]["text"] = text
    alone = from_plain(DocumentDate, plain["published"])
    return KeptDocument(
        document=from_plain(Document, plain["document"]),
        genre=plain["genre"],
        genre_evidence=tuple(from_plain(Evidence, each) for each in plain["genre_evidence"]),
        published=load(DocumentDate, row.resolved_date) if row.resolved_date else alone,
        published_alone=alone,
        versions=tuple((name, version) for name, version in plain["versions"]),
        copies_of=row.copies_of,
        supersedes=supersedes,
        superseded_by=row.superseded_by,
        added_at=row.added_at,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class MentionKind:
    """Reads as: this field of `Annotations` is kept in this table, under this id, with these columns."""

    field: str
    table: Table
    id_name: str
    columns: Callable[[Any], Row]


def _time_columns(time: TimeExpression) -> Row:
    return {"value": time.value, **day_columns(time.interval)}


def _actor_columns(actor: ActorMention) -> Row:
    return {
        "actor_id": actor.actor_id,
        "name_key": fold_name(actor.name),
        "kind": actor.kind,
        "country": actor.country,
        "international_code": actor.international_code,
    }


def _place_columns(place: PlaceMention) -> Row:
    return {"place_id": place.place_id, "country": place.country}


def _event_columns(event: EventMention) -> Row:
    return {
        "event_type": event.event_type,
        "plover_type": event.plover_type,
        "status": event.status,
        **day_columns(event.date.interval),
    }


def _quotation_columns(quotation: Quotation) -> Row:
    return {"utterance": quotation.utterance, "speaker_id": quotation.speaker_id}


def _figure_columns(figure: Figure) -> Row:
    return {"figure_class": figure.figure_class, "unit": figure.unit}


def _agreement_columns(agreement: AgreementMention) -> Row:
    return {"kind": agreement.kind, "stage": agreement.stage}


def _discrepancy_columns(discrepancy: Discrepancy) -> Row:
    return {"kind": discrepancy.kind, "field": discrepancy.field}


def _mention_kind(field: str, table: Table, id_name: str, columns: Callable[[Any], Row]) -> MentionKind:
    return MentionKind(field=field, table=table, id_name=id_name, columns=columns)


MENTION_KINDS: tuple[MentionKind, ...] = (
    _mention_kind("times", schema.TIME, "time_id", _time_columns),
    _mention_kind("actors", schema.ACTOR_MENTION, "mention_id", _actor_columns),
    _mention_kind("places", schema.PLACE_MENTION, "mention_id", _place_columns),
    _mention_kind("events", schema.EVENT_MENTION, "mention_id", _event_columns),
    _mention_kind("quotations", schema.QUOTATION, "quotation_id", _quotation_columns),
    _mention_kind("figures", schema.FIGURE, "figure_id", _figure_columns),
    _mention_kind("agreements", schema.AGREEMENT_MENTION, "mention_id", _agreement_columns),
    _mention_kind("discrepancies", schema.DISCREPANCY, "discrepancy_id", _discrepancy_columns),
)


def mention_rows(kind: MentionKind, annotations: Annotations) -> Iterator[Row]:
    """Give the rows of all mentions of a kind, in the document's order."""
    for position, mention in enumerate(getattr(annotations, kind.field)):
        span = _span_of(mention)
        yield {
            "document_id": annotations.document.document_id,
            "position": position,
            "mention_id": getattr(mention, kind.id_name),
            "start": span.start if span else None,
            "end": span.end if span else None,
            **kind.columns(mention),
            "payload": dump(mention),
        }


def _span_of(mention: Any) -> CharSpan | None:
    if isinstance(mention, Quotation):
        return mention.content.span
    if isinstance(mention, Discrepancy):
        return mention.sides[0].span if mention.sides else None
    span: CharSpan = mention.span
    return span
