"""What a user calls an actor, looked up: whose name or alias it is, and which state's.

In:  a connection within a transaction, an `EventFilter`. Out: `Called`, by the name as it was given.
Looked up first and on its own, so that the question itself asks for values: the engine knows how many rows have each
value, and nothing of what a question within the question will find.
Left to `filters`: which columns are asked.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import Connection, select

from dragoman.store import schema
from dragoman.store.base import EventFilter
from dragoman.store.forms import fold_name


@dataclass(frozen=True, slots=True, kw_only=True)
class Called:
    """Reads as: these actors go by that name, and it is that of the states with these codes."""

    actor_ids: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()


Callings = Mapping[str, Called]
NOBODY = Called()


def look_up(connection: Connection, chosen: EventFilter) -> dict[str, Called]:
    """Look up the names of the filter; a code or an id is nobody's name, and is found by itself."""
    actor, alias = schema.ACTOR, schema.ACTOR_ALIAS
    found = {}
    for name in dict.fromkeys(filter(None, (chosen.actor, chosen.with_actor))):
        rows = (
            select(actor.c.actor_id, actor.c.kind, actor.c.country)
            .join(alias, alias.c.object_id == actor.c.object_id)
            .where(alias.c.name_key == fold_name(name))
        )
        called = connection.execute(rows).all()
        found[name] = Called(
            actor_ids=tuple(sorted({row.actor_id for row in called})),
            countries=tuple(sorted({row.country for row in called if row.kind == "state" and row.country})),
        )
    return found
