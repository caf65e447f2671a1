"""GeoJSON (RFC 7946): a feature an event, a point where it was; an event without a place has the geometry null.

In:  a view. Out: a FeatureCollection. The point of a country or province is its middle: `is_centroid` says so.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from dragoman.records.entities import Event, Place
from dragoman.store.base import EVERYTHING, EventFilter, View
from dragoman.views.exports.days import precision_of
from dragoman.views.exports.files import whole_text, write_json_list
from dragoman.views.exports.outcome import Exported, outcome
from dragoman.views.exports.sources import Source, cited, load_sources
from dragoman.views.exports.tables import party_names

Json = dict[str, Any]

AREAS = ("district", "province", "country", "region")  # places whose point is not where it was


def export_geojson(view: View, out: Path, *, with_text: bool, chosen: EventFilter = EVERYTHING) -> Exported:
    """Write all events, by date, then id."""
    del with_text  # properties are not for articles: the registry refuses
    sources = load_sources(view)
    features = (feature_object(event, sources) for event in view.events(chosen))
    with whole_text(out) as file:
        count = write_json_list(file, {"type": "FeatureCollection"}, "features", features)
    return outcome(count, "features")


def feature_object(event: Event, sources: Mapping[str, Source]) -> Json:
    """Shape an event as a feature."""
    place, interval = event.place, event.date.interval
    return {
        "type": "Feature",
        "id": event.event_id,
        "geometry": _point(place),
        "properties": {
            "event_id": event.event_id,
            "date": interval.value or interval.earliest,
            "date_end": interval.latest,
            "date_precision": _precision(event),
            "type": event.event_type,
            "mode": "; ".join(event.modes),
            "score": event.intensity,
            "actor": party_names(event.sources),
            "recipient": party_names(event.targets),
            "place": place.name if place is not None else None,
            "place_precision": place.precision if place is not None else None,
            "is_centroid": place is not None and place.precision in AREAS,
            "factuality": event.status,
            "sources": [
                {"document_id": each.document_id, "publisher": each.publisher, "title": each.title, "url": each.url}
                for each in cited(event, sources)
            ],
        },
    }


def _point(place: Place | None) -> Json | None:
    if place is None or place.latitude is None or place.longitude is None:
        return None
    return {"type": "Point", "coordinates": [place.longitude, place.latitude]}


def _precision(event: Event) -> str:
    found = precision_of(event.date.interval)
    if found is not None:
        return found
    return "open" if event.date.interval.earliest or event.date.interval.latest else "unknown"
