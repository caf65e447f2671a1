"""FollowTheMoney JSON lines, for OpenAleph, yente and their kin: one entity a line.

In:  a view. Out: actors with their offices, places, articles, events, and what ties them together.
Treaties, quotations and contradictions have no schema there: they are left to the jsonl export.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from dragoman.records.entities import Actor, Event
from dragoman.records.times import UNKNOWN_INTERVAL, Interval
from dragoman.records.vocabulary import HAPPENED
from dragoman.store.base import EVERYTHING, EventFilter, View
from dragoman.views.exports.expansion import expand
from dragoman.views.exports.files import whole_text, write_json_line
from dragoman.views.exports.money_entities import (
    actor_entity,
    article_entity,
    documentation_entity,
    event_entity,
    link_entity,
    mention_entity,
    office_entities,
    place_entity,
)
from dragoman.views.exports.outcome import Exported, outcome
from dragoman.views.exports.sources import Source, Texts, cited, load_sources

Json = dict[str, Any]

PARTY_FIELDS = ("sources", "targets", "host", "mediators")


def export_ftm(view: View, out: Path, *, with_text: bool, chosen: EventFilter = EVERYTHING) -> Exported:
    """Write the entities, each once: what others point at comes first."""
    count = 0
    with whole_text(out) as file:
        for each in _once(_entities(view, chosen, with_text=with_text)):
            write_json_line(file, each)
            count += 1
    return outcome(count, "entities")


def _entities(view: View, chosen: EventFilter, *, with_text: bool) -> Iterator[Json]:
    actors = {actor.actor_id: actor for actor in view.actors(EVERYTHING)}
    sources, texts = load_sources(view), Texts(view)
    for actor in actors.values():
        yield actor_entity(actor)
        for office in actor.offices:
            yield from office_entities(actor, office)
    for source in sources.values():
        yield article_entity(source, texts.text_of(source.document_id), with_text=with_text)
    links: dict[tuple[str, str, str], Interval] = {}
    for event in view.events(chosen):
        if event.place is not None:
            yield place_entity(event.place)
        yield event_entity(event, sources)
        yield from _ties(event, sources, actors)
        _add_links(links, event)
    for (subject, target, role), interval in sorted(links.items()):
        yield link_entity((subject, target), role, interval)


def _ties(event: Event, sources: Mapping[str, Source], actors: Mapping[str, Actor]) -> Iterator[Json]:
    for source in cited(event, sources):
        yield documentation_entity(event, source)
    parties = (*event.sources, *event.targets, *event.mediators, *((event.host,) if event.host is not None else ()))
    by_name = {party.name: party.actor_id for party in parties}
    for claim in event.claims:
        actor = actors.get(by_name.get(claim.value, "")) if claim.field in PARTY_FIELDS else None
        if actor is not None and claim.evidence.document_id in sources:
            yield mention_entity(claim.evidence.document_id, claim.evidence.exact, actor)


def _add_links(links: dict[tuple[str, str, str], Interval], event: Event) -> None:
    """Note that something passed between two actors: only what happened makes an edge."""
    if event.status not in HAPPENED:
        return
    for pair in expand(event):
        if pair.target is None:
            continue
        ends = (pair.source.actor_id, pair.target.actor_id)
        if pair.mirrored:
            ends = (min(ends), max(ends))
        key = (*ends, event.event_type)
        links[key] = _cover(links.get(key, UNKNOWN_INTERVAL), event.date.interval)


def _cover(one: Interval, other: Interval) -> Interval:
    starts = sorted(day for day in (one.earliest, other.earliest) if day)
    ends = sorted(day for day in (one.latest, other.latest) if day)
    return replace(one, earliest=starts[0] if starts else None, latest=ends[-1] if ends else None)


def _once(entities: Iterable[Json]) -> Iterator[Json]:
    seen: set[str] = set()
    for each in entities:
        if each["id"] not in seen:
            seen.add(each["id"])
            yield each
