"""Turn the places that take part in events into actors: the countries that they lie in.

In:  events whose parties name places ("bombed Senna"). Out: all actor mentions, those places among them.
"""

from __future__ import annotations

from dragoman.extract.events.scene import place_party
from dragoman.lexicons.load.tables import load_states
from dragoman.nlp.parse import Parsed
from dragoman.records.mentions import ActorMention, Annotations
from dragoman.records.spans import make_id


def add_acting_places(parsed: Parsed, found: Annotations) -> tuple[ActorMention, ...]:
    """Give the actors found so far, and one more for each place that an event has as a party."""
    del parsed
    wanted = {party for event in found.events for party in (*event.sources, *event.targets)}
    names = {state.code: state.name for state in load_states()}
    acting = [
        ActorMention(
            mention_id=place_party(place),
            span=place.span,
            exact=place.exact,
            mention_type="NAM",
            actor_id=make_id("actor", "state", place.country),
            name=names.get(place.country or "", place.name),
            kind="state",
            country=place.country,
            role="place",
        )
        for place in found.places
        if place_party(place) in wanted
    ]
    return tuple(sorted((*found.actors, *acting), key=lambda m: (m.span, m.mention_id)))
