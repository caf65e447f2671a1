"""The page of one event: its fields with their claims by publisher, the sentences in their articles, and why."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from fastapi import APIRouter, Request, Response

from dragoman.records.entities import Claim, Event, FigureClaim
from dragoman.records.spans import CharSpan
from dragoman.records.vocabulary import CLAIM_FIELDS
from dragoman.store.base import EventFilter, View
from dragoman.views.wording import FIELD_WORDS, TYPE_WORDS, name_parties
from dragoman.web.contexts import EventPage, FieldShown, Imprints, Passage, ValueShown
from dragoman.web.failures import NotFound
from dragoman.web.imprints import read_imprints
from dragoman.web.passages import Mark, cut
from dragoman.web.rendering import render
from dragoman.web.serving import ViewHere

SHOWN_CLAIMS = 4  # of one value; the interface for programs gives them all
SHOWN_VALUES = 6
SHOWN_PASSAGES = 3
SHOWN_LINKED, SHOWN_FIGURES, SHOWN_AROUND = 12, 8, 6
AROUND = 400  # characters of the article before and after a sentence
MARK_KINDS = {
    "event_type": "event",
    "sources": "actor",
    "targets": "actor",
    "host": "actor",
    "mediators": "actor",
    "date": "time",
    "place": "place",
    "figures": "figure",
}

router = APIRouter(include_in_schema=False)


@router.get("/events/{event_id}")
def show_event(request: Request, view: ViewHere, event_id: str) -> Response:
    """Show an event."""
    event = view.event(event_id)
    if event is None:
        raise NotFound(f"event with the id {event_id}")
    about = EventFilter(event_ids=(event.event_id,), limit=SHOWN_AROUND)
    contradictions = tuple(view.contradictions(about))
    figures = tuple(_figures(view, event))
    imprints = read_imprints(view, (event,), contradictions, figures)
    page = EventPage(
        title=name_event(event),
        event=event,
        imprints=imprints,
        fields=tuple(_fields(event, imprints)),
        passages=tuple(_passages(view, event)),
        linked=_linked(view, event),
        agreements=tuple(view.agreements(about)),
        contradictions=contradictions,
        figures=figures,
        decisions=view.kept_decisions(event.mention_ids),
    )
    return render(request, page)


def name_event(event: Event) -> str:
    """Name an event in a line: who, what, upon whom."""
    sides = " → ".join(filter(None, (name_parties(event.sources), name_parties(event.targets))))
    return f"{sides or 'Nobody named'}: {TYPE_WORDS[event.event_type]}"


def _fields(event: Event, imprints: Imprints) -> Iterator[FieldShown]:
    told: defaultdict[str, defaultdict[str, list[Claim]]] = defaultdict(lambda: defaultdict(list))
    for claim in event.claims:
        told[claim.field][claim.value].append(claim)
    for field in CLAIM_FIELDS:
        values = sorted(told[field].items(), key=lambda item: (not _is_held(event, field, item[0]), -len(item[1])))
        if values:
            shown = (_value(event, field, value, claims, imprints) for value, claims in values[:SHOWN_VALUES])
            yield FieldShown(field=field, values=tuple(shown))


def _value(event: Event, field: str, value: str, claims: list[Claim], imprints: Imprints) -> ValueShown:
    """Give a value with its claims, one publisher after the other."""

    def printed_by(claim: Claim) -> tuple[str, str, int]:
        imprint = imprints.get(claim.evidence.document_id)
        return (imprint.name if imprint else "", claim.evidence.document_id, claim.evidence.span.start)

    # the same words of one article for the same value: once
    once = {(claim.evidence.document_id, claim.evidence.span): claim for claim in claims}
    ordered = sorted(once.values(), key=printed_by)
    return ValueShown(
        value=value,
        claims=tuple(ordered[:SHOWN_CLAIMS]),
        more=max(0, len(ordered) - SHOWN_CLAIMS),
        is_held=_is_held(event, field, value),
    )


def _is_held(event: Event, field: str, value: str) -> bool:
    """Tell whether the event itself has the value; of what is a list, all that is in it."""
    parties = {"sources": event.sources, "targets": event.targets, "mediators": event.mediators}
    if field in parties:
        return any(value in (party.name, party.actor_id, party.country) for party in parties[field])
    held = {
        "event_type": event.event_type,
        "status": event.status,
        "date": event.date.interval.value,
        "place": event.place.name if event.place else None,
        "host": event.host.name if event.host else None,
    }
    return field == "figures" or held.get(field) == value


def _passages(view: View, event: Event) -> Iterator[Passage]:
    """Give the sentences that tell the event, one an article, those first that say what it is now."""
    telling = [claim for claim in event.claims if claim.field == "event_type"]
    telling.sort(key=lambda claim: (claim.status != event.status, claim.sentence.document_id))
    chosen = {claim.sentence.document_id: claim for claim in reversed(telling)}
    for claim in list(chosen.values())[::-1][:SHOWN_PASSAGES]:
        kept = view.document(claim.sentence.document_id)
        if kept is not None:
            yield _passage(kept.document.text, claim, event.claims)


def _passage(text: str, told: Claim, claims: Iterable[Claim]) -> Passage:
    span = told.sentence.span
    marks = [
        Mark(span=claim.evidence.span, kind=MARK_KINDS[claim.field], label=f"{FIELD_WORDS[claim.field]}: {claim.value}")
        for claim in claims
        if claim.evidence.document_id == told.sentence.document_id and claim.field in MARK_KINDS
    ]
    start, end = max(0, span.start - AROUND), min(len(text), span.end + AROUND)
    before, after = text[start : span.start], text[span.end : end]
    return Passage(
        evidence=told.sentence,
        before=before if start == 0 else before.partition(" ")[2],
        pieces=cut(text, CharSpan(start=span.start, end=span.end), marks),
        after=after if end == len(text) else after.rpartition(" ")[0],
    )


def _linked(view: View, event: Event) -> dict[str, Event]:
    ids = tuple(dict.fromkeys(filter(None, (event.about, *(link.event_id for link in event.links)))))
    found = view.events(EventFilter(event_ids=ids[:SHOWN_LINKED], limit=SHOWN_LINKED)) if ids else ()
    return {each.event_id: each for each in found}


def _figures(view: View, event: Event) -> Iterator[FigureClaim]:
    for figure_id in event.figures[:SHOWN_FIGURES]:
        found = view.find(figure_id)
        if isinstance(found, FigureClaim):
            yield found
