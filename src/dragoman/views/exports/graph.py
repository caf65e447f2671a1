"""The record as a graph: actors are nodes, an event is an edge for each of its pairs.

In:  a view. Out: a networkx graph whose texts XML can hold, in the record's order.
Left to `gexf` and `graphml`: the files.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import networkx as nx

from dragoman.records.entities import Actor, Event, Party
from dragoman.store.base import EVERYTHING, EventFilter, View
from dragoman.views.exports.codes import quad_of
from dragoman.views.exports.days import known_span
from dragoman.views.exports.expansion import Pair, expand
from dragoman.views.exports.files import xml_text
from dragoman.views.exports.sources import Source, cited, join_names

Json = dict[str, Any]

DYNAMIC = "dynamic"


def build_graph(view: View, sources: Mapping[str, Source], chosen: EventFilter) -> Any:
    """Build the graph of the events: directed, several edges between two nodes; talks go both ways, with one event id.

    An event without a second actor is no edge. Nodes live from their first event to their last.
    """
    actors = {actor.actor_id: actor for actor in view.actors(EVERYTHING)}
    graph = nx.MultiDiGraph(mode=DYNAMIC)
    lives: dict[str, tuple[str, str]] = {}
    edges: list[tuple[str, str, str, Json]] = []
    for event in view.events(chosen):
        for party in _taking_part(event):
            if party.actor_id not in graph:
                graph.add_node(party.actor_id, **_node(party, actors.get(party.actor_id)))
            _live(lives, party.actor_id, event)
        for pair in expand(event):
            if pair.target is not None:
                key = f"{event.event_id}-{pair.number}"
                edges.append((pair.source.actor_id, pair.target.actor_id, key, _edge(event, pair, sources)))
    for actor_id, (start, end) in lives.items():
        graph.nodes[actor_id].update(start=start, end=end)
    for source, target, key, data in edges:
        graph.add_edge(source, target, key=key, **data)
    return graph


def latest_day(graph: Any) -> str | None:
    """Give the last day of any edge: the file's own date."""
    return max((data["end"] for _, _, data in graph.edges(data=True) if "end" in data), default=None)


def _taking_part(event: Event) -> Iterable[Party]:
    return (*event.sources, *event.targets)


def _live(lives: dict[str, tuple[str, str]], actor_id: str, event: Event) -> None:
    span = known_span(event.date.interval)
    if span is not None:
        start, end = lives.get(actor_id, span)
        lives[actor_id] = (min(start, span[0]), max(end, span[1]))


def _node(party: Party, actor: Actor | None) -> Json:
    return {
        "label": xml_text(party.name),
        "country": party.country or party.international_code or "",
        "sector": party.sector or (actor.sectors[0] if actor is not None and actor.sectors else ""),
        "schema": party.kind,
    }


def _edge(event: Event, pair: Pair, sources: Mapping[str, Source]) -> Json:
    articles = cited(event, sources)
    span = known_span(event.date.interval)
    return {
        "weight": 1.0,
        "event_id": event.event_id,
        "type": event.event_type,
        "mode": "|".join(event.modes),
        "score": float(event.intensity),
        "quad": quad_of(event.event_type),  # of the act itself, whatever its status; 0 of our own types
        "factuality": event.status,
        "mirrored": pair.mirrored,
        "date": event.date.interval.value or "",
        "documents": event.documents,
        "publishers": xml_text(join_names(each.publisher for each in articles)),
        "urls": xml_text(" ".join(dict.fromkeys(each.url for each in articles if each.url))),
        **({"start": span[0], "end": span[1]} if span is not None else {}),
    }
