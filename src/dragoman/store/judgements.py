"""How decisions stand in the record, and what the ids stand for that an analyst knows.

In:  a connection within a transaction, ids. Out: `KeptDecision`, `Named`.
Left to `records.decisions`: which decisions were undone. Left to `resolve.rulings`: what they do.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sqlalchemy import Connection, func, select

from dragoman.records.decisions import ABSENT, Decision, find_undone, named_mentions
from dragoman.records.entities import Event
from dragoman.store import schema
from dragoman.store.base import KeptDecision, Named
from dragoman.store.dialects import Dialect
from dragoman.store.reading import read_decisions


def read_kept_decisions(
    connection: Connection, dialect: Dialect, mention_ids: Iterable[str] | None
) -> tuple[KeptDecision, ...]:
    """Give decisions with how they stand, in order; only those that name one of the mentions, if given."""
    decisions = read_decisions(connection)
    undone = find_undone(decisions)
    wanted = None if mention_ids is None else set(mention_ids)
    named = {each for decision in decisions for each in named_mentions(decision)}
    present = _present(connection, dialect, sorted(named))
    problems = {row.decision_id: row.why for row in connection.execute(select(schema.UNAPPLIED))}
    return tuple(
        _keep(decision, undone.get(decision.decision_id), present, problems.get(decision.decision_id))
        for decision in decisions
        if wanted is None or not wanted.isdisjoint(named_mentions(decision))
    )


def _keep(decision: Decision, undone_by: str | None, present: set[str], why: str | None) -> KeptDecision:
    mentions = set(named_mentions(decision))
    here = mentions & present
    stands = decision.kind != "undo" and undone_by is None
    # told when asked: of what is not there no block is resolved, so nothing would notice
    problem = (why if here else ABSENT) if stands else None
    return KeptDecision(decision=decision, undone_by=undone_by, problem=problem, present=len(here), named=len(mentions))


def _present(connection: Connection, dialect: Dialect, mention_ids: Sequence[str]) -> set[str]:
    """Give those of the mentions that stand in a document that counts, and of the contradictions that are found."""
    mention, document = schema.EVENT_MENTION, schema.DOCUMENT
    # in a form that no index has: or SQLite begins with all documents that count
    counts = func.coalesce(document.c.superseded_by, "") == ""
    rows = (
        select(mention.c.mention_id)
        .join(document, document.c.document_id == mention.c.document_id)
        .where(dialect.is_any(mention.c.mention_id, mention_ids), counts)
    )
    return {*connection.scalars(rows), *_contradictions(connection, dialect, mention_ids)}


def _contradictions(connection: Connection, dialect: Dialect, ids: Sequence[str]) -> set[str]:
    """Give those of the ids that are contradictions: they can be accepted."""
    object_id = schema.CONTRADICTION.c.object_id
    return set(connection.scalars(select(object_id).where(dialect.is_any(object_id, ids))))


def read_named(connection: Connection, dialect: Dialect, object_id: str, event: Event | None) -> Named | None:
    """Give what the id of the event, of a mention or of a claim stands for; None where it is none of them."""
    if event is not None:
        return Named(kind="event", event_id=event.event_id, pairs=tuple((each, each) for each in event.mention_ids))
    if _contradictions(connection, dialect, [object_id]):
        return Named(kind="contradiction", event_id=None, pairs=((object_id, object_id),))
    if _present(connection, dialect, [object_id]):
        home = read_homes(connection, dialect, [object_id]).get(object_id)
        return Named(kind="mention", event_id=home, pairs=((object_id, object_id),))
    claim = schema.CLAIM.c
    row = connection.execute(select(claim.object_id, claim.mention_id).where(claim.claim_id == object_id)).first()
    return Named(kind="claim", event_id=row.object_id, pairs=((object_id, row.mention_id),)) if row else None


def read_homes(connection: Connection, dialect: Dialect, mention_ids: Sequence[str]) -> dict[str, str]:
    """Give the events that the mentions are in, by mention id."""
    claim = schema.CLAIM.c
    rows = select(claim.mention_id, claim.object_id).where(dialect.is_any(claim.mention_id, mention_ids)).distinct()
    return {row.mention_id: row.object_id for row in connection.execute(rows.order_by(claim.mention_id))}
