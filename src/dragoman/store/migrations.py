"""The numbered migrations that bring a record of an older schema up to today's tables.

In:  a connection. Out: tables as `schema` has them; `SchemaVersionError` for a record that a newer dragoman made.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Iterator
from typing import Any

from sqlalchemy import Connection, inspect, select, text

from dragoman.errors import SchemaVersionError, StoreError
from dragoman.store.dialects import Dialect
from dragoman.store.schema import SCHEMA_VERSION, create_tables

Migration = Callable[[Connection, Dialect], None]


def keep_times(connection: Connection, _: Dialect) -> None:
    """Keep when documents came and went, and which mentions decisions name (version 1 to 2)."""
    for statement in (
        "ALTER TABLE document ADD COLUMN added_at VARCHAR",
        "CREATE INDEX ix_document_added_at ON document (added_at)",
        (
            "CREATE TABLE removal (document_id VARCHAR NOT NULL, removed_at VARCHAR NOT NULL, added_at VARCHAR, "
            "PRIMARY KEY (document_id, removed_at))"
        ),
        (
            "CREATE TABLE decision_mention (decision_id VARCHAR NOT NULL, mention_id VARCHAR NOT NULL, "
            "PRIMARY KEY (decision_id, mention_id), "
            "FOREIGN KEY(decision_id) REFERENCES decision (decision_id) ON DELETE CASCADE)"
        ),
        "CREATE INDEX ix_decision_mention_mention_id ON decision_mention (mention_id)",
        (
            "CREATE TABLE unapplied (decision_id VARCHAR NOT NULL, why TEXT NOT NULL, PRIMARY KEY (decision_id), "
            "FOREIGN KEY(decision_id) REFERENCES decision (decision_id) ON DELETE CASCADE)"
        ),
    ):
        connection.execute(text(statement))
    # version 1 had no way to decide about a claim: all subjects were mentions
    rows = connection.execute(text("SELECT decision_id, payload FROM decision")).all()
    for decision_id, payload in rows:
        for mention_id in sorted(set(json.loads(payload)["subjects"])):
            added = text("INSERT INTO decision_mention VALUES (:decision_id, :mention_id)")
            connection.execute(added, {"decision_id": decision_id, "mention_id": mention_id})


COMPACT = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))
TALLY_STATEMENTS = (
    "ALTER TABLE event ADD COLUMN place_id VARCHAR",
    "ALTER TABLE event ADD COLUMN period VARCHAR NOT NULL DEFAULT ''",
    "ALTER TABLE event ADD COLUMN is_counted BOOLEAN NOT NULL DEFAULT FALSE",
    "ALTER TABLE event ADD COLUMN hundredths INTEGER NOT NULL DEFAULT 0",
    "DROP INDEX event_by_day",
    (
        "CREATE INDEX event_by_day ON event "
        "(sort_day, event_id, event_type, plover_type, status, confidence, earliest, latest)"
    ),
    "CREATE INDEX event_by_place ON event (place_id, sort_day, event_id)",
    "CREATE INDEX document_by_publisher ON document (publisher, superseded_by, sort_day, document_id)",
    "DROP INDEX ix_printing_document_id",
    "CREATE INDEX printing_by_document ON printing (document_id, kind, object_id)",
    *(f"DROP INDEX ix_party_{name}" for name in ("actor_id", "name_key", "country", "international_code")),
    *(
        f"CREATE INDEX party_by_{name} ON party ({name}, kind, object_id)"
        for name in ("actor_id", "name_key", "country", "international_code")
    ),
    (
        "CREATE TABLE event_pair (event_id VARCHAR NOT NULL, position INTEGER NOT NULL, one VARCHAR NOT NULL, "
        "other VARCHAR NOT NULL, PRIMARY KEY (event_id, position), "
        "FOREIGN KEY(event_id) REFERENCES event (event_id) ON DELETE CASCADE)"
    ),
    "CREATE INDEX event_pair_by_pair ON event_pair (one, other, event_id)",
    "CREATE TABLE place (place_id VARCHAR NOT NULL, payload TEXT NOT NULL, PRIMARY KEY (place_id))",
    (
        "CREATE TABLE tally (kind VARCHAR NOT NULL, period VARCHAR NOT NULL, one VARCHAR NOT NULL, "
        "other VARCHAR NOT NULL, events INTEGER NOT NULL, counted INTEGER NOT NULL, cooperation INTEGER NOT NULL, "
        "conflict INTEGER NOT NULL, PRIMARY KEY (kind, period, one, other))"
    ),
    "CREATE INDEX tally_by_events ON tally (kind, period, events)",
    "CREATE INDEX tally_by_one ON tally (kind, one, other, period)",
    "CREATE INDEX tally_by_other ON tally (kind, other, period)",
)


def keep_tallies(connection: Connection, _: Dialect) -> None:
    """Keep sums by pair, actor, place and type, and the indexes that pages need (version 2 to 3)."""
    for statement in TALLY_STATEMENTS:
        connection.execute(text(statement))
    sums: defaultdict[tuple[str, str, str, str], list[int]] = defaultdict(lambda: [0, 0, 0, 0])
    for event_id, payload in connection.execute(text("SELECT event_id, payload FROM event")).all():
        event = json.loads(payload)
        facts = _facts(event)
        connection.execute(text(UPDATE_EVENT), {**facts, "event_id": event_id})
        if event["place"]:
            place = {"place_id": facts["place_id"], "payload": COMPACT.encode(event["place"])}
            connection.execute(text("INSERT INTO place VALUES (:place_id, :payload) ON CONFLICT DO NOTHING"), place)
        pairs = _pairs(event)
        for position, (one, other) in enumerate(pairs):
            pair = {"event_id": event_id, "position": position, "one": one, "other": other}
            connection.execute(text("INSERT INTO event_pair VALUES (:event_id, :position, :one, :other)"), pair)
        for key in _keys(event, facts, pairs):
            counted, hundredths = int(facts["is_counted"]), facts["hundredths"]
            added = (1, counted, counted * max(hundredths, 0), counted * min(hundredths, 0))
            sums[key] = [before + more for before, more in zip(sums[key], added, strict=True)]
    for (kind, period, one, other), (events, counted, cooperation, conflict) in sorted(sums.items()):
        row: dict[str, Any] = {"kind": kind, "period": period, "one": one, "other": other}
        row |= {"events": events, "counted": counted, "cooperation": cooperation, "conflict": conflict}
        connection.execute(text(INSERT_TALLY), row)


UPDATE_EVENT = (
    "UPDATE event SET place_id = :place_id, period = :period, is_counted = :is_counted, hundredths = :hundredths "
    "WHERE event_id = :event_id"
)
INSERT_TALLY = "INSERT INTO tally VALUES (:kind, :period, :one, :other, :events, :counted, :cooperation, :conflict)"


def _facts(event: dict[str, Any]) -> dict[str, Any]:
    earliest, latest = (event["date"]["interval"][name] or "" for name in ("earliest", "latest"))
    within = next((size for size in (7, 4) if earliest and earliest[:size] == latest[:size]), 0)
    is_known = event["event_type"] not in ("OFFICE", "INCIDENT")
    return {
        "place_id": event["place"]["place_id"] if event["place"] else None,
        "period": earliest[:within],
        "is_counted": event["status"] in ("occurred", "ongoing") and is_known,
        "hundredths": round(min(max(event["intensity"], -10.0), 10.0) * 100),
    }


def _pairs(event: dict[str, Any]) -> list[tuple[str, str]]:
    sources, targets = (
        {party["country"] or party["international_code"] for party in event[side]} - {None}
        for side in ("sources", "targets")
    )
    others = targets if event["targets"] else sources
    return sorted({(min(a, b), max(a, b)) for a in sources for b in others if a != b})


def _keys(
    event: dict[str, Any], facts: dict[str, Any], pairs: list[tuple[str, str]]
) -> Iterator[tuple[str, str, str, str]]:
    parties = [*event["sources"], *event["targets"], *event["mediators"], *filter(None, (event["host"],))]
    told = [("pair", *pair) for pair in pairs]
    told += [("actor", actor_id, "") for actor_id in {party["actor_id"] for party in parties}]
    told += [("place", facts["place_id"], "")] if facts["place_id"] else []
    told.append(("type", event["event_type"], event["status"]))
    for period in dict.fromkeys(("", facts["period"][:4], facts["period"])):
        for kind, one, other in told:
            yield kind, period, one, other


def index_superseded(connection: Connection, _: Dialect) -> None:
    """Index only documents that were superseded, not all that were not (version 3 to 4)."""
    connection.execute(text("DROP INDEX ix_document_superseded_by"))
    named = "CREATE INDEX document_by_successor ON document (superseded_by) WHERE superseded_by IS NOT NULL"
    connection.execute(text(named))


def fold_events(_connection: Connection, _dialect: Dialect) -> None:
    """Change no row (version 4 to 5): events are kept in half the room from now on, and those from before are read.

    The number alone tells an older dragoman, which could not read them, to ask for a newer one.
    """


# MIGRATIONS[n] takes a record from version n to n + 1. An empty database is version 0 and gets today's tables
# at once; so a migration after the first says in its own SQL what it changes, and never reads METADATA. No record on a
# server is older than version 3: later ones have to be right there as well, with `dialect.text_type` for words.
MIGRATIONS: tuple[Migration, ...] = (create_tables, keep_times, keep_tallies, index_superseded, fold_events)
CURRENT_VERSION = len(MIGRATIONS)


def read_version(connection: Connection, dialect: Dialect) -> int:
    """Give the version of the record's schema, 0 for an empty database; errors where it is none of ours."""
    names = inspect(connection).get_table_names()
    if not names:
        return 0
    if SCHEMA_VERSION.name not in names:
        message = f"'{dialect.place}' is a database, but not a record of dragoman: give another name"
        raise StoreError(message)
    version: int = connection.execute(select(SCHEMA_VERSION.c.version)).scalar() or 0
    if version > CURRENT_VERSION:
        message = (
            f"'{dialect.place}' was made by a newer dragoman (schema {version}, here {CURRENT_VERSION}): "
            "upgrade dragoman, or build the record anew under another name"
        )
        raise SchemaVersionError(message)
    return version


def migrate(connection: Connection, dialect: Dialect, migrations: tuple[Migration, ...] = MIGRATIONS) -> int:
    """Bring the record up to the newest schema, in the caller's transaction; give the version it had."""
    version = read_version(connection, dialect)
    pending = migrations[version:] if version else (create_tables,)
    for migration in pending:
        migration(connection, dialect)
    if version < len(migrations):
        connection.execute(SCHEMA_VERSION.delete())
        connection.execute(SCHEMA_VERSION.insert().values(version=len(migrations)))
    return version
