"""Pages about actors: those with most events, and one with its names, offices, relations and statements."""

from __future__ import annotations

from fastapi import APIRouter, Request, Response

from dragoman.records.entities import Actor
from dragoman.store.base import EventFilter, View
from dragoman.views.wording import code_of
from dragoman.web.contexts import ActorPage, ActorsPage
from dragoman.web.failures import NotFound
from dragoman.web.imprints import read_imprints
from dragoman.web.rendering import render
from dragoman.web.serving import ViewHere

LISTED = 60
FOUND = 60
SHOWN_EVENTS, SHOWN_STATEMENTS, SHOWN_RELATIONS, SHOWN_CONTRADICTIONS = 10, 8, 12, 4

router = APIRouter(include_in_schema=False)


@router.get("/actors")
def show_actors(request: Request, view: ViewHere, text: str = "") -> Response:
    """Show the actors with most events, or those with these words in their names."""
    if text.strip():
        actors: list[tuple[Actor, int | None]] = [
            (each, None) for each in view.actors(EventFilter(text=text, limit=FOUND))
        ]
        actors.sort(key=lambda pair: (-pair[0].mentions, pair[0].actor_id))
    else:
        tallies = view.tallies("actor", limit=LISTED)
        found = _find(view, *(tally.one for tally in tallies))
        actors = [(found[tally.one], tally.events) for tally in tallies if tally.one in found]
    return render(request, ActorsPage(title="Actors", text=text.strip(), actors=tuple(actors)))


@router.get("/actors/{actor_id:path}")
def show_actor(request: Request, view: ViewHere, actor_id: str) -> Response:
    """Show one actor."""
    actor = _find(view, actor_id).get(actor_id)
    if actor is None:
        raise NotFound(f"actor with the id {actor_id}")
    taking_part = EventFilter(actor=actor.actor_id, newest_first=True, limit=SHOWN_EVENTS)
    events = tuple(view.events(taking_part))
    speaking = EventFilter(actor=actor.actor_id, newest_first=True, limit=SHOWN_STATEMENTS)
    statements = tuple(view.statements(speaking))
    contradictions = tuple(view.contradictions(EventFilter(actor=actor.actor_id, limit=SHOWN_CONTRADICTIONS)))
    code = code_of(actor)
    is_whole_state = actor.kind == "state" and code is not None
    page = ActorPage(
        title=actor.name,
        actor=actor,
        relations=view.tallies("pair", one=code, limit=SHOWN_RELATIONS) if is_whole_state else (),
        partners=() if is_whole_state else view.partners(actor.actor_id, limit=SHOWN_RELATIONS),
        events=events,
        statements=statements,
        contradictions=contradictions,
        imprints=read_imprints(view, events, statements, contradictions),
    )
    return render(request, page)


def _find(view: View, *actor_ids: str) -> dict[str, Actor]:
    return {actor.actor_id: actor for actor in view.actors(EventFilter(actor_ids=actor_ids))}
