"""Records as the public contract's JSON objects: what commands, exports and pages show.

In:  records. Out: dicts of plain values, keys in the contract's order; ids, spans and words as they are.
Left to `exports` and `cli`: files and tables.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from dragoman.records.coded import ComparisonRow
from dragoman.records.documents import Document, Rejection
from dragoman.records.entities import (
    Actor,
    Agreement,
    AgreementStage,
    Claim,
    Contradiction,
    DyadPeriod,
    Event,
    FigureClaim,
    Party,
    Place,
    Side,
    Statement,
    TurningPoint,
)
from dragoman.records.mentions import SayingOccasion
from dragoman.records.spans import CharSpan, Evidence
from dragoman.records.times import DocumentDate, EventDate, Interval
from dragoman.records.vocabulary import Genre
from dragoman.store.base import KeptDecision, KeptDocument
from dragoman.views.decisions import decision_object

Json = dict[str, Any]


# -- pieces ----------------------------------------------------------------------------------------------------


def span_object(span: CharSpan) -> Json:
    """Shape a span."""
    return {"start": span.start, "end": span.end}


def evidence_object(evidence: Evidence) -> Json:
    """Shape evidence within its own document."""
    return {"start": evidence.span.start, "end": evidence.span.end, "exact": evidence.exact}


def printed_object(evidence: Evidence) -> Json:
    """Shape evidence with the document it stands in."""
    return {"document_id": evidence.document_id, **evidence_object(evidence)}


def interval_object(interval: Interval) -> Json:
    """Shape a value with its earliest and latest day."""
    return {"value": interval.value, "earliest": interval.earliest, "latest": interval.latest}


def date_object(date: EventDate) -> Json:
    """Shape an event's date."""
    return {**interval_object(date.interval), "basis": date.basis}


def published_object(date: DocumentDate) -> Json:
    """Shape a document's date with its evidence and reason."""
    return {
        **interval_object(date.interval),
        "basis": date.basis,
        "evidence": [printed_object(each) for each in date.evidence],
        "why": date.why,
    }


def party_object(party: Party) -> Json:
    """Shape an actor as it stands in an event."""
    return {
        "actor_id": party.actor_id,
        "name": party.name,
        "country": party.country,
        "international_code": party.international_code,
        "sector": party.sector,
    }


def attribution_object(party: Party) -> Json:
    """Shape whoever says so; `genre` where it is only an article of that genre which asserts it in his name.

    "An opinion piece" whose author nobody names is no actor of the record, and has no id.
    """
    return {**party_object(party), "actor_id": party.actor_id or None, "genre": party.genre}


def occasion_object(occasion: SayingOccasion) -> Json:
    """Shape the occasion on which something was said, with its words."""
    return {"kind": occasion.kind, **printed_object(occasion.words)}


def place_object(place: Place) -> Json:
    """Shape a place."""
    return {
        "name": place.name,
        "country": place.country,
        "latitude": place.latitude,
        "longitude": place.longitude,
        "precision": place.precision,
    }


def rejection_object(rejection: Rejection) -> Json:
    """Shape an input that was not used."""
    return {"source_id": rejection.source_id, "rejection": {"reason": rejection.reason, "detail": rejection.detail}}


def document_object(
    document: Document, published: DocumentDate, genre: Genre, genre_evidence: Iterable[Evidence] = ()
) -> Json:
    """Shape a document without its text."""
    return {
        "document_id": document.document_id,
        "source_id": document.source_id,
        "title": document.title,
        "url": document.url,
        "publisher": document.publisher,
        "author": document.author,
        "language": document.language,
        "genre": genre,
        "genre_evidence": [evidence_object(each) for each in genre_evidence],
        "sha256": document.fingerprint,
        "published": published_object(published),
        "zones": [{**span_object(zone.span), "kind": zone.kind} for zone in document.zones],
    }


# -- the record ------------------------------------------------------------------------------------------------


def claim_object(claim: Claim) -> Json:
    """Shape a claim with its own words and those it rests on."""
    return {
        "claim_id": claim.claim_id,
        "field": claim.field,
        "value": claim.value,
        "status": claim.status,
        "attributed_to": [attribution_object(party) for party in claim.attributed_to],
        **printed_object(claim.evidence),
        "support": [printed_object(evidence) for evidence in claim.support],
    }


def event_object(event: Event) -> Json:
    """Shape an event with all its claims."""
    return {
        "event_id": event.event_id,
        "previous_ids": list(event.previous_ids),
        "event_type": event.event_type,
        "plover_type": event.plover_type,
        "about": event.about,
        "modes": list(event.modes),
        "contexts": list(event.contexts),
        "sources": [party_object(party) for party in event.sources],
        "targets": [party_object(party) for party in event.targets],
        "host": party_object(event.host) if event.host is not None else None,
        "mediators": [party_object(party) for party in event.mediators],
        "date": date_object(event.date),
        "place": place_object(event.place) if event.place is not None else None,
        "status": event.status,
        "attributed_to": [attribution_object(party) for party in event.attributed_to],
        "history": [
            {
                "status": step.status,
                "as_of": step.as_of,
                "date": date_object(step.date),
                "place": step.place,
                "claims": list(step.claims),
            }
            for step in event.history
        ],
        "links": [{"kind": link.kind, "event_id": link.event_id} for link in event.links],
        "figures": list(event.figures),
        "confidence": event.confidence,
        "intensity": event.intensity,
        "documents": event.documents,
        "voices": event.voices,
        "claims": [claim_object(claim) for claim in event.claims],
    }


def statement_object(statement: Statement) -> Json:
    """Shape a statement with every place where it is printed."""
    return {
        "quotation_id": statement.quotation_id,
        "speaker": party_object(statement.speaker) if statement.speaker is not None else None,
        "speaker_words": statement.speaker_words,
        "content": statement.content,
        "kind": statement.kind,
        "date": interval_object(statement.date),
        "addressee": statement.addressee,
        "occasion": occasion_object(statement.occasion) if statement.occasion is not None else None,
        "within": statement.within,
        "reported_by": party_object(statement.reported_by) if statement.reported_by is not None else None,
        "reported_by_words": statement.reported_by_words,
        "printed": [printed_object(evidence) for evidence in statement.printed],
    }


def figure_claim_object(figure: FigureClaim) -> Json:
    """Shape a figure of the record."""
    return {
        "figure_id": figure.figure_id,
        "low": figure.low,
        "high": figure.high,
        "bound": figure.bound,
        "class": figure.figure_class,
        "unit": figure.unit,
        "counted": figure.counted,
        "change": figure.change,
        "of": figure.of,
        "as_of": figure.as_of,
        "claims": [printed_object(evidence) for evidence in figure.printed],
    }


def _stage_object(stage: AgreementStage) -> Json:
    return {
        "stage": stage.stage,
        "date": date_object(stage.date),
        "place": stage.place,
        "event_id": stage.event_id,
        "claims": [printed_object(evidence) for evidence in stage.printed],
        "sentences": [printed_object(evidence) for evidence in stage.sentences],
    }


def agreement_object(agreement: Agreement) -> Json:
    """Shape an agreement through its life."""
    replaces = None
    if agreement.replaces is not None:
        replaces = {"name": agreement.replaces, "agreement_id": agreement.replaces_id}
    return {
        "agreement_id": agreement.agreement_id,
        "names": list(agreement.names),
        "kind": agreement.kind,
        "parties": [party_object(party) for party in agreement.parties],
        "duration_years": agreement.duration_years,
        "replaces": replaces,
        "stages": [_stage_object(stage) for stage in agreement.stages],
    }


def _side_object(side: Side) -> Json:
    reference = None
    if side.reference is not None:
        table, row, version = side.reference
        reference = {"table": table, "row": row, "version": version}
    return {
        "value": side.value,
        "claims": [printed_object(evidence) for evidence in side.printed],
        "reference": reference,
    }


def contradiction_object(contradiction: Contradiction) -> Json:
    """Shape a contradiction with its sides."""
    return {
        "contradiction_id": contradiction.contradiction_id,
        "kind": contradiction.kind,
        "about": contradiction.about,
        "field": contradiction.field,
        "subject_id": contradiction.subject_id,
        "sides": [_side_object(side) for side in contradiction.sides],
        "why": contradiction.why,
    }


def actor_object(actor: Actor) -> Json:
    """Shape an actor under all its names."""
    return {
        "actor_id": actor.actor_id,
        "name": actor.name,
        "kind": actor.kind,
        "country": actor.country,
        "international_code": actor.international_code,
        "sectors": list(actor.sectors),
        "aliases": list(actor.aliases),
        "offices": [
            {"title": office.title, "from": office.start, "to": office.end, "basis": office.basis}
            for office in actor.offices
        ],
        "external_ids": list(actor.external_ids),
        "mentions": actor.mentions,
        "discrepancies": list(actor.discrepancies),
    }


def dyad_object(period: DyadPeriod) -> Json:
    """Shape one period of a relation."""
    return {
        "source": period.source,
        "target": period.target,
        "directed": period.directed,
        "period": period.period,
        "events": period.events,
        "cooperation": period.cooperation,
        "conflict": period.conflict,
        "net": period.net,
        "smoothed": period.smoothed,
    }


def turning_point_object(turn: TurningPoint) -> Json:
    """Shape a period with which a relation turned."""
    return {
        "period": turn.period,
        "before": turn.before,
        "after": turn.after,
        "events": list(turn.event_ids),
    }


def comparison_object(row: ComparisonRow) -> Json:
    """Shape one cell of a comparison with somebody else's data."""
    return {
        "source": row.source,
        "target": row.target,
        "month": row.month,
        "event_type": row.event_type,
        "here": row.here,
        "there": row.there,
        "rows": row.rows,
        "matched": row.matched,
        "event_ids": list(row.event_ids),
        "row_ids": list(row.row_ids),
    }


def kept_document_object(kept: KeptDocument, *, with_text: bool = False) -> Json:
    """Shape a document of the record."""
    shaped = document_object(kept.document, kept.published, kept.genre, kept.genre_evidence)
    shaped["copies_of"] = kept.copies_of
    shaped["supersedes"] = kept.supersedes
    if with_text:
        shaped["text"] = kept.document.text
    return shaped


SHAPES: dict[type, Callable[[Any], Json]] = {
    Event: event_object,
    Statement: statement_object,
    FigureClaim: figure_claim_object,
    Agreement: agreement_object,
    Contradiction: contradiction_object,
    Actor: actor_object,
    DyadPeriod: dyad_object,
    TurningPoint: turning_point_object,
    ComparisonRow: comparison_object,
    KeptDocument: kept_document_object,
    KeptDecision: decision_object,
}


def shape(record: object) -> Json:
    """Shape any record that a list command gives; TypeError where there is no shape for it."""
    for record_type, shaper in SHAPES.items():
        if isinstance(record, record_type):
            return shaper(record)
    message = f"no JSON shape for {type(record).__name__}"
    raise TypeError(message)
