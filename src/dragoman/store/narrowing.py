"""What a question can be about at all, found before it is asked: whoever takes part, whoever tells it.

In:  a connection within a transaction, an `EventFilter`, which kind of thing is asked for. Out: `Narrowed`.
A page is found in one of two ways: what is little is looked up and sorted; of what there is much, the index of days
is walked and each is asked. No index answers both, and no engine that keeps no statistics can tell which is shorter.
Left to `callings`: what names stand for. Left to `filters`: the questions.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from sqlalchemy import ColumnElement, Connection, FromClause, false, func, select

from dragoman.store import schema
from dragoman.store.base import EventFilter
from dragoman.store.callings import Callings, look_up, ways_to_be
from dragoman.store.dialects import Dialect

# To look so many up costs some 20 ms; among a million, a page of forty such is met within ten thousand, and a thousand
# to be counted within a quarter of all.
MOST_LISTED = 4_000
MOST_WEIGHED = 50_000  # rows by which the rarer of two is told: counted in an index, in some 3 ms
PARTY_KINDS = ("event", "statement", "agreement")  # what actors take part in


@dataclass(frozen=True, slots=True, kw_only=True)
class Narrowed:
    """Reads as: names stand for this; these, and no others, have such parties; these are told by such a publisher.

    None where nothing of the kind is asked, or where they are more than `MOST_LISTED`. `ways` say by which of
    `ways_to_be` any party meets each name that is asked for, the rarer name first. What there is much of is found by
    walking the index of days, or by looking up all of it, where all is wanted.
    """

    callings: Callings = field(default_factory=dict)
    ways: tuple[tuple[str, tuple[int, ...]], ...] = ()
    is_walked: bool = False
    with_parties: tuple[str, ...] | None = None
    published: tuple[str, ...] | None = None

    def conditions(self, party: FromClause, place: int) -> list[ColumnElement[bool]]:
        """Give the conditions of which a party of the name in this place meets one; false where there is none."""
        name, met = self.ways[place]
        ways = list(ways_to_be(party, name, self.callings))
        return [ways[each] for each in met] or [false()]


def narrow(connection: Connection, dialect: Dialect, chosen: EventFilter, kind: str) -> Narrowed:
    """Find what can be meant among things of a kind ("event"), where they are few.

    Of a kind that has no parties, or rests on no words, only what names stand for is looked up.
    """
    callings = look_up(connection, chosen)
    known = Narrowed(callings=callings, is_walked=chosen.limit is not None)
    if kind in PARTY_KINDS:
        known = replace(known, ways=_weigh_ways(connection, kind, chosen, callings))
    return replace(
        known,
        with_parties=_list_with_parties(connection, dialect, kind, known) if known.ways else None,
        published=_list_published(connection, dialect, kind, chosen.publisher) if kind in schema.PARENTS else None,
    )


def _weigh_ways(
    connection: Connection, kind: str, chosen: EventFilter, callings: Callings
) -> tuple[tuple[str, tuple[int, ...]], ...]:
    """Give of each name the ways that any party meets, the rarer name first."""
    names = [name for name in (chosen.actor, chosen.with_actor) if name]
    weighed = [(name, _weigh(connection, kind, name, callings)) for name in names]
    rarer_first = sorted(weighed, key=lambda each: (sum(each[1]), each[0]))
    return tuple((name, tuple(way for way, weight in enumerate(weights) if weight)) for name, weights in rarer_first)


def _weigh(connection: Connection, kind: str, name: str, callings: Callings) -> list[int]:
    party = schema.PARTY
    weights = []
    for way in ways_to_be(party, name, callings):
        rows = select(party.c.object_id).where(party.c.kind == kind, way).limit(MOST_WEIGHED).subquery()
        weights.append(int(connection.execute(select(func.count()).select_from(rows)).scalar_one()))
    return weights


def _list_with_parties(connection: Connection, dialect: Dialect, kind: str, known: Narrowed) -> tuple[str, ...] | None:
    """List those in which all of the names take part, found by the first of them; None of too many."""
    party, other = schema.PARTY, schema.PARTY.alias("other_party")
    others = select(other.c.object_id).where(other.c.kind == kind)
    also = [
        dialect.is_among(party.c.object_id, others, known.conditions(other, place), is_walked=True)
        for place in range(1, len(known.ways))
    ]
    found: set[str] = set()
    for way in known.conditions(party, 0):
        rows = select(party.c.object_id).where(party.c.kind == kind, way, *also).distinct()
        found.update(connection.scalars(rows.limit(MOST_LISTED + 1)))
        if len(found) > MOST_LISTED:
            return None
    return tuple(sorted(found))


def _list_published(
    connection: Connection, dialect: Dialect, kind: str, publisher: str | None
) -> tuple[str, ...] | None:
    """List those that rest on an article of the publisher; None of too many, or of too many articles."""
    if not publisher:
        return None
    printing, document = schema.PRINTING.c, schema.DOCUMENT.c
    theirs = select(document.document_id).where(document.publisher == publisher).limit(MOST_LISTED + 1)
    articles = list(connection.scalars(theirs))
    if len(articles) > MOST_LISTED:
        return None
    rows = select(printing.object_id).where(printing.kind == kind, dialect.is_any(printing.document_id, articles))
    found = tuple(sorted(connection.scalars(rows.distinct().limit(MOST_LISTED + 1))))
    return found if len(found) <= MOST_LISTED else None
