"""PLOVER JSON: one event a line, under the names of the codebook, draft 2.0.

In:  a view. Out: a file in the order of the codebook's names, then ours; what PLOVER does not count is left out, told.
`has_event` is always true; `text`, the sentence, is written only with the texts. Left to `readers.coded`: the way back.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from dragoman import __version__
from dragoman.lexicons.load.exchange import load_plover_words
from dragoman.records.entities import Claim, Event, FigureClaim, Party, Place
from dragoman.records.vocabulary import ClaimField
from dragoman.store.base import EVERYTHING, EventFilter, View
from dragoman.views.exports.codes import (
    code_of,
    country_name,
    find_sizes,
    load_figures,
    load_wikidata_ids,
    plover_contexts,
    plover_modes,
    plover_score,
    plover_type,
    quad_of,
    wording_of,
)
from dragoman.views.exports.days import known_span, precision_of
from dragoman.views.exports.files import whole_text, write_json_line
from dragoman.views.exports.outcome import NO_DAY, NO_PAIR, Exported, find_plover_obstacle, outcome
from dragoman.views.exports.pointers import position_selector, quote_selector
from dragoman.views.exports.sources import Source, anchor_of, load_sources

Json = dict[str, Any]

CODEBOOK = "PLOVER 2.0 (draft), corrected"
ACTOR_FIELDS: tuple[ClaimField, ...] = ("sources", "host", "mediators")
RECIPIENT_FIELDS: tuple[ClaimField, ...] = ("targets",)
# of a place, the field of `event_loc` that holds its name
NAME_OF_PLACE = {"city": "city", "district": "district", "province": "province"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Beside:
    """Reads as: what an event's line takes from the rest of the record."""

    sources: Mapping[str, Source]
    figures: Mapping[str, FigureClaim]
    wikidata: Mapping[str, str]


def export_plover(view: View, out: Path, *, with_text: bool, chosen: EventFilter = EVERYTHING) -> Exported:
    """Write the events that PLOVER counts and that have a date, by date, then id."""
    beside = Beside(sources=load_sources(view), figures=load_figures(view), wikidata=load_wikidata_ids(view))
    left_out: Counter[str] = Counter()
    count = 0
    with whole_text(out) as file:
        for event in view.events(chosen):
            obstacle = find_obstacle(event)
            if obstacle is not None:
                left_out[obstacle] += 1
                continue
            write_json_line(file, plover_object(event, beside, with_text=with_text))
            count += 1
    return outcome(count, "events", left_out)


def find_obstacle(event: Event) -> str | None:
    """Say why PLOVER JSON cannot hold an event; None where it can: a type, a date and an actor are required."""
    if (obstacle := find_plover_obstacle(event)) is not None:
        return obstacle
    if known_span(event.date.interval) is None:
        return NO_DAY
    return None if event.sources else NO_PAIR


def plover_object(event: Event, beside: Beside, *, with_text: bool) -> Json:
    """Shape an event under PLOVER's names; ValueError where PLOVER has no place for it."""
    span = known_span(event.date.interval)
    if span is None:
        message = f"event {event.event_id} has no date"
        raise ValueError(message)
    found = plover_type(event)
    named: Json = {
        "id": event.event_id,
        "has_event": True,
        "date": span[0],
        "enddate": span[1] if span[1] != span[0] else None,
        "actor": [_entity(event, party, ACTOR_FIELDS, beside) for party in event.sources],
        "recipient": [_entity(event, party, RECIPIENT_FIELDS, beside) for party in event.targets],
        "event": [found],
        "event_loc": _location(event),
        "event_text": list(dict.fromkeys(c.evidence.exact for c in event.claims if c.field == "event_type")),
        "quad_code": quad_of(found),
        "event_scale": plover_score(event),
        "mode": list(plover_modes(event)),
        "context": list(plover_contexts(event)),
        "link": sorted({link.event_id for link in event.links} | ({event.about} if event.about else set())),
        **_story(event, with_text=with_text),
        "cite_info": _citation(anchor_of(event, beside.sources)),
        "coder": f"dragoman {__version__}",
    }
    return {**{name: value for name, value in named.items() if value is not None}, **_extras(event, beside)}


def _extras(event: Event, beside: Beside) -> Json:
    source = anchor_of(event, beside.sources)
    return {
        **find_sizes(event, beside.figures),
        **({"published": source.published.value} if source is not None and source.published.value else {}),
        "date_precision": precision_of(event.date.interval),
        "date_text": next((claim.evidence.exact for claim in event.claims if claim.field == "date"), None),
        "factuality": event.status,
        "evidence": [_selector(claim, beside.sources) for claim in event.claims],
        "confidence": event.confidence,
    }


def _entity(event: Event, party: Party, fields: Iterable[ClaimField], beside: Beside) -> Json:
    named = {
        "code": code_of(party),
        "sector": party.sector,
        "entity_text": wording_of(event, party, fields),
        "identifier_id": beside.wikidata.get(party.actor_id),
        "identifier_text": party.name,
    }
    return {name: value for name, value in named.items() if value is not None}


def _location(event: Event) -> Json | None:
    place = event.place
    if place is None:
        return None
    feature_class, feature_code, resolution = load_plover_words().places[place.precision]
    named = {
        "extracted_place": next((claim.evidence.exact for claim in event.claims if claim.field == "place"), None),
        "resolved_place": place.name,
        "lat": place.latitude,
        "lon": place.longitude,
        **_levels(place),
        "country": country_name(place.country),
        "country_code": place.country,
        "feature_class": feature_class,
        "feature_code": feature_code or None,
        "resolution": resolution or None,
    }
    return {name: value for name, value in named.items() if value is not None}


def _levels(place: Place) -> Json:
    level = NAME_OF_PLACE.get(place.precision)
    return {level: place.name} if level else {}


def _story(event: Event, *, with_text: bool) -> Json:
    """Give the sentence, only with the texts, and where in its article it stands."""
    sentence = next((claim.sentence for claim in event.claims if claim.field == "event_type"), None)
    if sentence is None:
        return {}
    told = {"text": sentence.exact} if with_text else {}
    return {**told, "text_info": {"start": sentence.span.start, "end": sentence.span.end}}


def _citation(source: Source | None) -> Json | None:
    if source is None:
        return None
    named = {
        "citation": source.document_id,
        "url": source.url,
        "title": source.title,
        "language": source.language,
        "publication": source.publisher,
        "codebook": CODEBOOK,
        "version": __version__,
    }
    return {name: value for name, value in named.items() if value is not None}


def _selector(claim: Claim, sources: Mapping[str, Source]) -> Json:
    source = sources.get(claim.evidence.document_id)
    return {
        "field": claim.field,
        "value": claim.value,
        "source": source.address if source is not None else None,
        "selector": [position_selector(claim.evidence.span), quote_selector(claim.evidence.exact)],
        "dragoman:sha256": source.sha256 if source is not None else None,
    }
