"""What a tool answers: facts in fields, each with its evidence, in pages of bounded size.

In:  records and a view. Out: plain JSON objects.
Left to `quoting`: words of articles. Left to `views.sentences`: an event told in a sentence.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import islice
from typing import TypeVar

from dragoman.mcp.quoting import NOTE, Citations, Json, name, quote
from dragoman.records.entities import Actor, Agreement, Contradiction, Event, FigureClaim, Party, Statement
from dragoman.records.times import Interval
from dragoman.store.base import KeptDocument, View
from dragoman.views.sentences import tell_event
from dragoman.views.wording import STATUS_NOTES, STATUS_WORDS, safe_url, write_figure, write_interval

MOST_ITEMS = 50
MOST_CLAIMS = 60
MOST_PARTIES = 20
Item = TypeVar("Item")


def page(items: Iterable[Item], shaped: Callable[[Item], Json], limit: int, offset: int) -> Json:
    """Give a page of items: at most 50, with where the next page starts, or null."""
    wanted = max(1, min(limit, MOST_ITEMS))
    start = max(0, offset)
    found = list(islice(items, start, start + wanted + 1))
    return {
        "note": NOTE,
        "items": [shaped(each) for each in found[:wanted]],
        "next_offset": start + wanted if len(found) > wanted else None,
    }


def _date(interval: Interval, basis: str | None = None) -> Json:
    shaped: Json = {
        "value": interval.value,
        "earliest": interval.earliest,
        "latest": interval.latest,
        "in_words": write_interval(interval),
    }
    return shaped if basis is None else {**shaped, "basis": basis}


def _party(party: Party) -> Json:
    return {
        "actor_id": quote(party.actor_id),
        "name": name(party.name),
        "code": party.country or party.international_code,
    }


def _attribution(party: Party) -> Json:
    """Answer with whoever says so, and the genre where it is only an article of his that asserts it."""
    return {**_party(party), "actor_id": quote(party.actor_id) if party.actor_id else None, "genre": party.genre}


def event_answer(event: Event, citations: Citations) -> Json:
    """Answer with an event: a sentence, its fields, and up to three sentences that tell it."""
    told = [claim for claim in event.claims if claim.field == "event_type"]
    told.sort(key=lambda claim: claim.status != event.status)
    return {
        "event_id": event.event_id,
        "sentence": quote(f"{tell_event(event)}."),
        "event_type": event.event_type,
        "status": event.status,
        "status_note": f"{STATUS_WORDS[event.status]}: {STATUS_NOTES[event.status]}",
        "attributed_to": [_attribution(party) for party in event.attributed_to[:MOST_PARTIES]],
        "date": _date(event.date.interval, event.date.basis),
        "sources": [_party(party) for party in event.sources[:MOST_PARTIES]],
        "targets": [_party(party) for party in event.targets[:MOST_PARTIES]],
        "place": name(event.place.name) if event.place else None,
        "confidence": event.confidence,
        "documents": event.documents,
        "voices": event.voices,
        "evidence": citations.cite(claim.sentence for claim in told),
    }


def whole_event_answer(event: Event, citations: Citations) -> Json:
    """Answer with an event whole: history, links, claims with their own words and the rules that led to them."""
    return {
        "note": NOTE,
        **event_answer(event, citations),
        "modes": list(event.modes),
        "contexts": list(event.contexts),
        "intensity": event.intensity,
        "history": [
            {"status": step.status, "as_of": step.as_of, "date": _date(step.date.interval), "place": name(step.place)}
            for step in event.history
        ],
        "links": [{"kind": link.kind, "event_id": link.event_id} for link in event.links],
        "why": [quote(each) for each in event.why],
        "claims": [
            {
                "claim_id": claim.claim_id,
                "field": claim.field,
                "quoted_value": name(claim.value),
                "status": claim.status,
                "attributed_to": [_attribution(party) for party in claim.attributed_to],
                "evidence": citations.cite((claim.evidence, *claim.support)),
                "why": [quote(each) for each in claim.why],
            }
            for claim in event.claims[:MOST_CLAIMS]
        ],
        "claims_left_out": max(0, len(event.claims) - MOST_CLAIMS),
    }


def statement_answer(statement: Statement, citations: Citations) -> Json:
    """Answer with a statement: who said it, when, and its words as quoted material."""
    return {
        "quotation_id": statement.quotation_id,
        "speaker": _party(statement.speaker) if statement.speaker else None,
        "quoted_speaker": name(statement.speaker_words),
        "kind": statement.kind,
        "date": _date(statement.date),
        "quoted_addressee": name(statement.addressee),
        "occasion": statement.occasion.kind if statement.occasion else None,
        "quoted_occasion": quote(statement.occasion.words.exact) if statement.occasion else None,
        "within": statement.within,
        "reported_by": _party(statement.reported_by) if statement.reported_by else None,
        "quoted_reporter": name(statement.reported_by_words),
        "quoted_text": quote(statement.content),
        "evidence": citations.cite(statement.printed),
    }


def agreement_answer(agreement: Agreement, citations: Citations) -> Json:
    """Answer with an agreement through its life."""
    return {
        "agreement_id": agreement.agreement_id,
        "quoted_names": [name(each) for each in agreement.names[:MOST_PARTIES]],
        "kind": agreement.kind,
        "parties": [_party(party) for party in agreement.parties[:MOST_PARTIES]],
        "duration_years": agreement.duration_years,
        "quoted_replaces": name(agreement.replaces),
        "stages": [
            {
                "stage": stage.stage,
                "date": _date(stage.date.interval, stage.date.basis),
                "place": name(stage.place),
                "event_id": stage.event_id,
                "evidence": citations.cite(stage.sentences or stage.printed),
            }
            for stage in agreement.stages
        ],
    }


def contradiction_answer(contradiction: Contradiction, citations: Citations) -> Json:
    """Answer with a contradiction: all its sides, none taken for true."""
    return {
        "contradiction_id": contradiction.contradiction_id,
        "kind": contradiction.kind,
        "quoted_about": quote(contradiction.about),
        "field": contradiction.field,
        "subject_id": contradiction.subject_id,
        "why": quote(contradiction.why),
        "sides": [
            {
                "quoted_value": quote(side.value),
                "reference": list(side.reference) if side.reference else None,
                "evidence": citations.cite(side.printed),
            }
            for side in contradiction.sides
        ],
    }


def figure_answer(figure: FigureClaim, citations: Citations) -> Json:
    """Answer with a figure."""
    return {
        "figure_id": figure.figure_id,
        "value": write_figure(figure),
        "low": figure.low,
        "high": figure.high,
        "bound": figure.bound,
        "unit": figure.unit,
        "quoted_counted": name(figure.counted),
        "as_of": figure.as_of,
        "evidence": citations.cite(figure.printed),
    }


def actor_answer(actor: Actor) -> Json:
    """Answer with an actor; offices come from tables, with their basis."""
    return {
        "actor_id": quote(actor.actor_id),
        "name": name(actor.name),
        "kind": actor.kind,
        "code": actor.country or actor.international_code,
        "aliases": [name(each) for each in actor.aliases[:MOST_PARTIES]],
        "offices": [
            {"title": office.title, "from": office.start, "to": office.end, "basis": office.basis}
            for office in actor.offices
        ],
        "mentions": actor.mentions,
    }


def article_answer(kept: KeptDocument) -> Json:
    """Answer with what is known of an article, without its text."""
    document = kept.document
    return {
        "document_id": document.document_id,
        "quoted_title": name(document.title),
        "publisher": name(document.publisher),
        "quoted_author": name(document.author),
        "published": {**_date(kept.published.interval, kept.published.basis), "why": quote(kept.published.why)},
        "genre": kept.genre,
        "url": quote(safe_url(document.url)),
        "terms": "rights with the publisher; quote with the source named",
    }


def find_answer(view: View, object_id: str) -> Json | None:
    """Answer with whatever has this id; None where there is nothing."""
    found = view.find(object_id)
    citations = Citations(view)
    if isinstance(found, Event):
        return whole_event_answer(found, citations)
    if isinstance(found, Actor):
        return {"note": NOTE, **actor_answer(found)}
    shapes: tuple[tuple[type, Callable[..., Json]], ...] = (
        (Statement, statement_answer),
        (Agreement, agreement_answer),
        (Contradiction, contradiction_answer),
        (FigureClaim, figure_answer),
    )
    for kind, shaped in shapes:
        if isinstance(found, kind):
            return {"note": NOTE, **shaped(found, citations)}
    return None
