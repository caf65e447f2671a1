"""What our records are in FollowTheMoney: actors, offices, places, articles, events as entities with list values.

In:  records. Out: objects of id, schema and properties, where every value is a list of texts, sorted and cleaned.
Left to `follow_the_money`: the file.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from pathlib import PurePosixPath
from typing import Any

from dragoman.lexicons.load.exchange import load_money_words, load_state_codes
from dragoman.records.entities import Actor, Event, Office, Party, Place
from dragoman.records.spans import make_id
from dragoman.records.times import Interval
from dragoman.views.exports.codes import country_name, wikidata_id
from dragoman.views.exports.days import partial_dates, precision_of
from dragoman.views.exports.files import one_line, readable
from dragoman.views.exports.sources import Source, cited
from dragoman.views.exports.tables import party_names
from dragoman.views.exports.timeline_json import headline

Json = dict[str, Any]

QUOTES = 5  # in an event's description; the others stand in its articles
# What one value may hold there: texts are parted, names and lines are cut, an address on the web is whole or not.
TEXTS = ("bodyText", "description", "summary", "notes")
MOST_TEXT = 65_000
MOST_NAME = 384
MOST_LINE = 1024
MOST_URL = 4096
LEVEL_OF_PLACE = {"city": "city", "province": "state", "district": "state"}


def entity(schema: str, entity_id: str, properties: Mapping[str, Iterable[str | None] | str | None]) -> Json:
    """Shape an entity: values as lists, each once, in order, none empty."""
    cleaned: dict[str, list[str]] = {}
    for name, given in properties.items():
        values = (given,) if given is None or isinstance(given, str) else given
        told = [text for value in values if value is not None for text in _fit(name, readable(value).strip())]
        if told:
            cleaned[name] = list(dict.fromkeys(told))
    return {"id": entity_id, "schema": schema, "properties": cleaned}


def _fit(name: str, value: str) -> list[str]:
    """Give a value as one or several that are not too long; none of an empty one."""
    if name in TEXTS:
        return [value[start : start + MOST_TEXT] for start in range(0, len(value), MOST_TEXT)]
    if name == "sourceUrl":
        return [value] if 0 < len(value) <= MOST_URL else []
    most = MOST_NAME if name in ("name", "alias") else MOST_LINE
    fitting = value if len(value) <= most else value[: most - 1] + "…"
    return [fitting] if fitting else []


def entity_id(kind: str, *parts: str) -> str:
    """Give the id of what stands for a thing of ours: stable as long as its own is."""
    return f"dragoman-{kind}-{make_id('ftm', kind, *parts)}"


def country_of(country: str | None, international_code: str | None = None) -> str | None:
    """Give the lower-case country; None of what is none there (IGO, NGO)."""
    codes = load_state_codes().get(country or "")
    if codes is not None and codes.ftm is not None:
        return codes.ftm
    return load_money_words().countries.get(international_code or "")


def schema_of(actor: Actor) -> str:
    """Give the schema of an actor: a state is a public body, what may be several people a legal entity."""
    words = load_money_words()
    if actor.kind == "person":
        return "Person"
    if actor.kind == "state":
        return "PublicBody"
    if actor.kind == "group":
        return "LegalEntity"
    found = [words.schemata[sector] for sector in actor.sectors if sector in words.schemata]
    return words.international.get(actor.international_code or "") or next(iter(found), "Organization")


def actor_entity(actor: Actor) -> Json:
    """Shape an actor."""
    words = load_money_words()
    is_person = actor.kind == "person"
    topics = words.topics_of_persons if is_person else words.topics
    told = [topics.get(sector) for sector in actor.sectors]
    international = words.topics_international.get(actor.international_code or "")
    return entity(
        schema_of(actor),
        entity_id("actor", actor.actor_id),
        {
            "name": actor.name,
            "alias": [alias for alias in actor.aliases if alias != actor.name],
            "country": country_of(actor.country, actor.international_code),
            "position": sorted({office.title for office in actor.offices}) if is_person else None,
            "topics": sorted({topic for topic in (*told, international) if topic}),
            "wikidataId": wikidata_id(actor),
            "classification": None if is_person else actor.kind,
        },
    )


def office_entities(actor: Actor, office: Office) -> tuple[Json, Json]:
    """Shape an office with who held it from when to when."""
    country = country_of(actor.country, actor.international_code)
    named = country_name(actor.country) or actor.international_code
    post = entity_id("position", office.title, actor.country or "", actor.international_code or "")
    title = f"{office.title}, {named}" if named else office.title
    return (
        entity("Position", post, {"name": title, "country": country}),
        entity(
            "Occupancy",
            entity_id("occupancy", actor.actor_id, office.title, office.start or "", office.end or ""),
            {
                "holder": entity_id("actor", actor.actor_id),
                "post": post,
                "startDate": office.start,
                "endDate": office.end,
                "summary": office.basis,
            },
        ),
    )


def place_entity(place: Place) -> Json:
    """Shape a place as an address."""
    level = LEVEL_OF_PLACE.get(place.precision)
    country = country_name(place.country)
    full = place.name if country in (None, place.name) else f"{place.name}, {country}"
    return entity(
        "Address",
        place_id(place),
        {
            "full": full,
            **({level: place.name} if level else {}),
            "country": country_of(place.country),
            "latitude": str(place.latitude) if place.latitude is not None else None,
            "longitude": str(place.longitude) if place.longitude is not None else None,
            "remarks": f"known to the {place.precision}",
        },
    )


def place_id(place: Place) -> str:
    """Give the id of a place's address."""
    return entity_id("place", place.place_id, place.name, place.precision)


def article_entity(source: Source, text: str | None, *, with_text: bool) -> Json:
    """Shape an article; its text is hashed, and copied only where asked for."""
    date, start, _ = partial_dates(source.published)
    digest = hashlib.sha1(text.encode("utf-8"), usedforsecurity=False).hexdigest() if text is not None else None
    name = PurePosixPath(source.source_id).name or source.document_id
    return entity(
        "Article",
        entity_id("article", source.document_id),
        {
            "title": source.title,
            "fileName": name,
            "author": source.author,
            "publisher": source.publisher,
            "publishedAt": date or (start if precision_of(source.published) else None),
            "language": load_money_words().languages.get(source.language),
            "sourceUrl": source.url,
            "contentHash": digest,
            "bodyText": text if with_text else None,
        },
    )


def event_entity(event: Event, sources: Mapping[str, Source]) -> Json:
    """Shape an event; since it knows no direction, the summary tells who did it to whom."""
    date, start, end = partial_dates(event.date.interval)
    articles = cited(event, sources)
    direction = f"{party_names(event.sources)} → {party_names(event.targets)}"
    modes = [f"{event.event_type}:{mode}" for mode in event.modes]
    sentences = dict.fromkeys(one_line(c.sentence.exact) for c in event.claims if c.field == "event_type")
    return entity(
        "Event",
        entity_id("event", event.event_id),
        {
            "name": headline(event),
            "date": date,
            "startDate": start,
            "endDate": end,
            "summary": f"{event.status}: {event.event_type} {'/'.join(event.modes)} {direction}".replace("  ", " "),
            "description": list(sentences)[:QUOTES],
            "location": event.place.name if event.place is not None else None,
            "country": country_of(event.place.country) if event.place is not None else None,
            "addressEntity": place_id(event.place) if event.place is not None else None,
            "organizer": entity_id("actor", event.host.actor_id) if event.host is not None else None,
            "involved": [entity_id("actor", party.actor_id) for party in taking_part(event)],
            "proof": [entity_id("article", each.document_id) for each in articles],
            "recordId": event.event_id,
            "sourceUrl": [each.url for each in articles],
            "publisher": [each.publisher for each in articles],
            "keywords": [event.event_type, *modes, *event.contexts, f"status:{event.status}"],
            "notes": f"dated on the basis: {event.date.basis}" if event.date.interval.earliest else "date unknown",
        },
    )


def taking_part(event: Event) -> tuple[Party, ...]:
    """Give all who take part, each once."""
    parties = (*event.sources, *event.targets, *event.mediators, *((event.host,) if event.host is not None else ()))
    return tuple({party.actor_id: party for party in parties}.values())


def documentation_entity(event: Event, source: Source) -> Json:
    """Shape that an article reports an event."""
    return entity(
        "Documentation",
        entity_id("documentation", event.event_id, source.document_id),
        {
            "document": entity_id("article", source.document_id),
            "entity": entity_id("event", event.event_id),
            "role": f"reports ({event.status})",
        },
    )


def mention_entity(document_id: str, words: str, actor: Actor) -> Json:
    """Shape that an article names an actor so."""
    return entity(
        "Mention",
        entity_id("mention", document_id, words, actor.actor_id),
        {
            "document": entity_id("article", document_id),
            "name": one_line(words),
            "resolved": entity_id("actor", actor.actor_id),
            "detectedSchema": schema_of(actor),
            "contextCountry": country_of(actor.country, actor.international_code),
        },
    )


def link_entity(ends: tuple[str, str], role: str, interval: Interval) -> Json:
    """Shape that between two actors there was something of this type in this time."""
    return entity(
        "UnknownLink",
        entity_id("link", *ends, role),
        {
            "subject": entity_id("actor", ends[0]),
            "object": entity_id("actor", ends[1]),
            "role": role,
            "startDate": interval.earliest,
            "endDate": interval.latest,
        },
    )
