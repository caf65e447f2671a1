"""What one document says as the public contract's JSON: the output of `dragoman annotate`.

In:  annotations. Out: dicts of plain values, keys in the contract's order; ids, spans and words as they are.
Left to `objects`: the record.
"""

from __future__ import annotations

from dragoman.records.mentions import (
    ActorMention,
    AgreementMention,
    Annotations,
    Asserter,
    EventMention,
    Figure,
    PlaceMention,
    Quotation,
    SayingOccasion,
)
from dragoman.records.spans import CharSpan
from dragoman.records.times import TimeExpression
from dragoman.views.objects import Json, date_object, document_object, span_object


def annotations_object(annotations: Annotations) -> Json:
    """Shape all that one document says: the output of `dragoman annotate`."""
    document = document_object(
        annotations.document, annotations.published, annotations.genre, annotations.genre_evidence
    )
    zones = document.pop("zones")
    return {
        "document": {
            **document,
            "asserted_by": [_asserter_object(each) for each in annotations.asserted_by],
            "text": annotations.document.text,
            "zones": zones,
        },
        "times": [time_object(time) for time in annotations.times],
        "actors": [actor_mention_object(mention) for mention in annotations.actors],
        "places": [place_mention_object(mention) for mention in annotations.places],
        "events": [event_mention_object(mention) for mention in annotations.events],
        "quotations": [_quotation_object(quotation, annotations) for quotation in annotations.quotations],
        "figures": [figure_object(figure) for figure in annotations.figures],
        "agreements": [agreement_mention_object(mention) for mention in annotations.agreements],
    }


def _asserter_object(asserter: Asserter) -> Json:
    return {
        "name": asserter.name,
        "role": asserter.role,
        "actor_id": asserter.actor_id or None,
        "kind": asserter.kind,
        "country": asserter.country,
        "international_code": asserter.international_code,
        "sector": asserter.sector,
        "mention_id": asserter.mention_id,
    }


def _worded(mention_id: tuple[str, str], span: CharSpan, exact: str) -> Json:
    name, value = mention_id
    return {name: value, "start": span.start, "end": span.end, "text": exact}


def time_object(time: TimeExpression) -> Json:
    """Shape a time expression."""
    return {
        **_worded(("time_id", time.time_id), time.span, time.exact),
        "type": time.type,
        "value": time.value,
        "mod": time.mod,
        "earliest": time.interval.earliest,
        "latest": time.interval.latest,
        "anchor": time.anchor,
        "rule": time.rule,
    }


def actor_mention_object(mention: ActorMention) -> Json:
    """Shape an actor mention."""
    return {
        **_worded(("mention_id", mention.mention_id), mention.span, mention.exact),
        "mention_type": mention.mention_type,
        "actor_id": mention.actor_id,
        "name": mention.name,
        "kind": mention.kind,
        "country": mention.country,
        "international_code": mention.international_code,
        "sector": mention.sectors[0] if mention.sectors else None,
        "sectors": list(mention.sectors),
        "role": mention.role,
    }


def place_mention_object(mention: PlaceMention) -> Json:
    """Shape a place mention."""
    return {
        **_worded(("mention_id", mention.mention_id), mention.span, mention.exact),
        "place_id": mention.place_id,
        "name": mention.name,
        "country": mention.country,
        "latitude": mention.latitude,
        "longitude": mention.longitude,
        "precision": mention.precision,
    }


def event_mention_object(mention: EventMention) -> Json:
    """Shape an event mention."""
    return {
        **_worded(("mention_id", mention.mention_id), mention.span, mention.exact),
        "sentence": [mention.sentence.span.start, mention.sentence.span.end],
        "event_type": mention.event_type,
        "plover_type": mention.plover_type,
        "about": mention.about,
        "modes": list(mention.modes),
        "contexts": list(mention.contexts),
        "sources": list(mention.sources),
        "targets": list(mention.targets),
        "host": mention.host,
        "mediators": list(mention.mediators),
        "time": mention.time,
        "date": date_object(mention.date),
        "place": mention.place,
        "status": mention.status,
        "attributed_to": list(mention.attributed_to),
        "figures": list(mention.figures),
        "confidence": mention.confidence,
        "intensity": mention.intensity,
        "why": list(mention.why),
    }


def _occasion_object(occasion: SayingOccasion) -> Json:
    span = occasion.words.span
    return {"kind": occasion.kind, **span_object(span), "text": occasion.words.exact}


def _quotation_object(quotation: Quotation, annotations: Annotations) -> Json:
    speaker = None
    if quotation.speaker is not None:
        actor_id = next((a.actor_id for a in annotations.actors if a.mention_id == quotation.speaker_id), None)
        speaker = {**span_object(quotation.speaker), "actor_id": actor_id}
    return {
        "quotation_id": quotation.quotation_id,
        "utterance": quotation.utterance,
        "speaker": speaker,
        "cue": span_object(quotation.cue) if quotation.cue is not None else None,
        "content": span_object(quotation.content.span),
        "kind": quotation.kind,
        "addressee": quotation.addressee,
        "occasion": _occasion_object(quotation.occasion) if quotation.occasion is not None else None,
        "within": quotation.within,
        "confidence": quotation.confidence,
    }


def figure_object(figure: Figure) -> Json:
    """Shape a figure as one document tells it."""
    return {
        **_worded(("figure_id", figure.figure_id), figure.span, figure.exact),
        "low": figure.low,
        "high": figure.high,
        "bound": figure.bound,
        "class": figure.figure_class,
        "unit": figure.unit,
        "counted": figure.counted,
        "of": figure.of,
        "change": figure.change,
        "as_of": figure.as_of,
    }


def agreement_mention_object(mention: AgreementMention) -> Json:
    """Shape an agreement as one sentence tells it."""
    return {
        "mention_id": mention.mention_id,
        "start": mention.span.start,
        "end": mention.span.end,
        "name": mention.name,
        "kind": mention.kind,
        "parties": list(mention.parties),
        "stage": mention.stage,
        "date": date_object(mention.date),
        "place": mention.place,
        "duration_years": mention.duration_years,
        "replaces": mention.replaces.exact if mention.replaces is not None else None,
    }
