"""What a user calls an actor, looked up: whose name or alias it is, and which state's.

In:  a connection within a transaction, an `EventFilter`. Out: `Called`, by the name as it was given; the conditions
that such an actor meets, each of which one index answers.
Looked up first and on its own, so that the question itself asks for values: the engine knows how many rows have each
value, and nothing of what a question within the question will find.
Left to `filters`: whole questions. Left to `narrowing`: what is little is found first.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from sqlalchemy import Alias, ColumnElement, Connection, FromClause, select

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


def ways_to_be(party: FromClause | Alias, name: str, callings: Callings) -> Iterator[ColumnElement[bool]]:
    """Give the conditions of which a party meets one that is, or is of, what a user calls `name`."""
    columns = party.c
    yield from code_is(party, name)
    yield columns.actor_id.in_(ids_of(name, callings))
    yield columns.name_key == fold_name(name)
    countries = callings.get(name, NOBODY).countries
    if countries:
        # "Iran" means its president and its army as well, just as IRN does
        yield columns.country.in_(countries)


def code_is(party: FromClause | Alias, name: str) -> Iterator[ColumnElement[bool]]:
    """Give the conditions that a code is that of the party, where the name may be one."""
    if len(name) == 3:  # ISO 3166-1 alpha-3 and the international codes alike
        yield party.c.country == name.upper()
        yield party.c.international_code == name.upper()


def ids_of(name: str, callings: Callings) -> tuple[str, ...]:
    """Give the name, which may be an id, and the ids of those who go by it."""
    return (name, *callings.get(name, NOBODY).actor_ids)
