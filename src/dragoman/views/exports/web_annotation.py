"""W3C Web Annotations: every claim, statement, figure and stage, each pointing at its words.

In:  a view. Out: an AnnotationPage. A quote is lengthened until it means these words alone, and the text's hash says
which text the positions count in.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from dragoman.records.spans import Evidence, make_id
from dragoman.store.base import EVERYTHING, EventFilter, View
from dragoman.views.exports.days import known_span
from dragoman.views.exports.files import whole_text, write_json_list
from dragoman.views.exports.outcome import Exported, outcome
from dragoman.views.exports.pointers import selectors_of
from dragoman.views.exports.sources import Source, Texts, load_sources
from dragoman.views.wording import name_speaker

Json = dict[str, Any]

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
PAGE = {"@context": CONTEXT, "id": "urn:dragoman:annotations", "type": "AnnotationPage", "startIndex": 0}


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """Reads as: of the thing with this id (a kind of ours), these words say that the field is this."""

    kind: str
    subject_id: str
    field: str
    value: str
    evidence: Evidence
    status: str | None = None
    claim_id: str | None = None


def export_webannotation(view: View, out: Path, *, with_text: bool, chosen: EventFilter = EVERYTHING) -> Exported:
    """Write an annotation for each piece of evidence, in the order of what it is about."""
    del with_text  # annotations quote: the registry refuses
    sources, texts = load_sources(view), Texts(view)
    found = (
        annotation_object(note, sources[note.evidence.document_id], texts.text_of(note.evidence.document_id))
        for note in _notes(view, chosen)
        if note.evidence.document_id in sources
    )
    with whole_text(out) as file:
        count = write_json_list(file, PAGE, "items", found)
    return outcome(count, "annotations")


def annotation_object(note: Note, source: Source, text: str | None) -> Json:
    """Shape a note as an annotation."""
    evidence = note.evidence
    place = (evidence.document_id, evidence.span.start, evidence.span.end)
    thing = (note.subject_id, note.claim_id, note.field, note.value)
    told = {
        "dragoman:subject": f"urn:dragoman:{note.kind}:{note.subject_id}",
        "dragoman:field": note.field,
        "dragoman:status": note.status,
        "dragoman:claim": f"urn:dragoman:claim:{note.claim_id}" if note.claim_id else None,
    }
    return {
        "@context": CONTEXT,
        "id": f"urn:dragoman:annotation:{make_id('annotation', *thing, *place)}",
        "type": "Annotation",
        "motivation": "identifying",
        "body": {
            "type": "TextualBody",
            "format": "text/plain",
            "value": note.value,
            **{name: value for name, value in told.items() if value is not None},
        },
        "target": {
            "source": source.address,
            "selector": selectors_of(evidence, text),
            **_state(source),
            "dragoman:document": f"urn:dragoman:document:{source.document_id}",
            "dragoman:sha256": source.sha256,
        },
    }


def _state(source: Source) -> Json:
    """Say of when the article is: a day, or from one to another."""
    span = known_span(source.published)
    if span is None:
        return {}
    start, end = f"{span[0]}T00:00:00Z", f"{span[1]}T23:59:59Z"
    return {"state": {"type": "TimeState", "sourceDateStart": start, "sourceDateEnd": end}}


def _notes(view: View, chosen: EventFilter) -> Iterator[Note]:
    for event in view.events(chosen):
        for claim in event.claims:
            for evidence in (claim.evidence, *claim.support):
                yield Note(
                    kind="event",
                    subject_id=event.event_id,
                    field=claim.field,
                    value=claim.value,
                    evidence=evidence,
                    status=claim.status,
                    claim_id=claim.claim_id,
                )
    yield from _other_notes(view, chosen)


def _other_notes(view: View, chosen: EventFilter) -> Iterator[Note]:
    for statement in view.statements(chosen):
        for evidence in statement.printed:
            yield Note(
                kind="quotation",
                subject_id=statement.quotation_id,
                field="speaker",
                value=name_speaker(statement, "unknown"),
                evidence=evidence,
            )
    for figure in view.figures(chosen):
        value = f"{figure.bound} {figure.low:g}" + (f" to {figure.high:g}" if figure.high != figure.low else "")
        unit = figure.unit or figure.counted or ""
        for evidence in figure.printed:
            yield Note(
                kind="figure",
                subject_id=figure.figure_id,
                field=figure.figure_class,
                value=f"{value} {unit}".strip(),
                evidence=evidence,
            )
    for agreement in view.agreements(chosen):
        for stage in agreement.stages:
            for evidence in stage.printed:
                yield Note(
                    kind="agreement",
                    subject_id=agreement.agreement_id,
                    field="stage",
                    value=stage.stage,
                    evidence=evidence,
                )
