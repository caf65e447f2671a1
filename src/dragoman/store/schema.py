"""The tables of a record, and the numbered migrations that bring an older record up to them.

In:  a connection. Out: tables; `SchemaVersionError` for a record that a newer dragoman made.
Each table keeps its records whole in `payload` (JSON of `records.codec`) beside the columns that are asked
for, so that a new field of a record needs no migration, and a new question needs one column.
Left to `mention_rows` and `resolved_rows`: what goes into the columns. Left to `dialects`: full-text indexes.
"""

from __future__ import annotations

import json
from collections.abc import Callable

from sqlalchemy import (
    Boolean,
    Column,
    Connection,
    Float,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    inspect,
    select,
    text,
)

from dragoman.errors import SchemaVersionError, StoreError
from dragoman.store.dialects import Dialect

METADATA = MetaData()


def _required(name: str, *, key: str | None = None, indexed: bool = False) -> Column[str]:
    return Column(name, String, key=key or name, nullable=False, index=indexed)


def _optional(name: str, *, indexed: bool = False) -> Column[str]:
    return Column(name, String, nullable=True, index=indexed)


def _days() -> tuple[Column[str], ...]:
    # `sort_day` is `earliest`, or a day after all days: an index can't be read in order with nulls at its end
    return _optional("earliest"), _optional("latest"), _required("sort_day")


def _of_document() -> Column[str]:
    link = ForeignKey("document.document_id", ondelete="CASCADE")
    return Column("document_id", String, link, primary_key=True)


DOCUMENT = Table(
    "document",
    METADATA,
    Column("row_no", Integer, primary_key=True),
    Column("document_id", String, nullable=False, unique=True),
    _required("source_id", indexed=True),
    _required("sha256", indexed=True),
    _required("language"),
    _required("genre"),
    *(_optional(name) for name in ("title", "publisher", "author", "url", "published")),
    *_days(),
    _required("versions_id"),
    _optional("superseded_by", indexed=True),
    _optional("copies_of"),
    _optional("added_at", indexed=True),
    Column("text", Text, nullable=False),
    Column("resolved_date", Text, nullable=True),
    Column("payload", Text, nullable=False),
    Index("document_by_day", "sort_day", "document_id"),
)
DOCUMENT_KEY = Table(
    "document_key",
    METADATA,
    Column("key", String, primary_key=True),
    _of_document(),
    Index("document_key_by_document", "document_id"),
)
REJECTION = Table(
    "rejection",
    METADATA,
    Column("source_id", String, primary_key=True),
    Column("origin", String, primary_key=True),
    _required("reason"),
    Column("detail", Text, nullable=False),
)


# What was removed is gone, words and all; that there was something is kept, for who asks how the record stood.
REMOVAL = Table(
    "removal",
    METADATA,
    Column("document_id", String, primary_key=True),
    Column("removed_at", String, primary_key=True),
    _optional("added_at"),
)


def _mention_table(name: str, id_name: str, *columns: Column[str] | Column[float]) -> Table:
    return Table(
        name,
        METADATA,
        _of_document(),
        Column("position", Integer, primary_key=True, autoincrement=False),
        _required(id_name, key="mention_id", indexed=True),
        Column("start", Integer, nullable=True),
        Column("end", Integer, nullable=True),
        *columns,
        Column("payload", Text, nullable=False),
    )


TIME = _mention_table("time", "time_id", _required("value"), _optional("earliest"), _optional("latest"))
ACTOR_MENTION = _mention_table(
    "actor_mention",
    "mention_id",
    _required("actor_id", indexed=True),
    _required("name_key", indexed=True),
    _required("kind"),
    _optional("country", indexed=True),
    _optional("international_code", indexed=True),
)
PLACE_MENTION = _mention_table("place_mention", "mention_id", _required("place_id", indexed=True), _optional("country"))
EVENT_MENTION = _mention_table(
    "event_mention",
    "mention_id",
    _required("event_type", indexed=True),
    _optional("plover_type"),
    _required("status"),
    _optional("earliest"),
    _optional("latest"),
)
QUOTATION = _mention_table("quotation", "quotation_id", _required("utterance"), _optional("speaker_id"))
FIGURE = _mention_table("figure", "figure_id", _required("figure_class"), _optional("unit"))
AGREEMENT_MENTION = _mention_table("agreement_mention", "mention_id", _required("kind"), _required("stage"))
DISCREPANCY = _mention_table("discrepancy", "discrepancy_id", _required("kind"), _required("field"))

BLOCK = Table(
    "block",
    METADATA,
    Column("block_key", String, primary_key=True),
    _of_document(),
    Column("mention_id", String, primary_key=True),
    Index("block_by_document", "document_id"),
    Index("block_by_mention", "mention_id"),
)
# `revision` counts the changes of all blocks together: so a resolution made of an older state is noticed.
BLOCK_STATUS = Table(
    "block_status",
    METADATA,
    Column("block_key", String, primary_key=True),
    Column("revision", Integer, nullable=False, index=True),
    Column("dirty", Boolean, nullable=False),
)
Index(
    "block_status_dirty",
    BLOCK_STATUS.c.block_key,
    sqlite_where=BLOCK_STATUS.c.dirty,
    postgresql_where=BLOCK_STATUS.c.dirty,
)


def _resolved_table(name: str, id_name: str, *columns: Column[str] | Column[float] | Column[int]) -> Table:
    return Table(
        name,
        METADATA,
        Column("row_no", Integer, primary_key=True),
        Column(id_name, String, key="object_id", nullable=False, unique=True),
        _required("group_id", indexed=True),
        *columns,
        Column("words", Text, nullable=False),
        Column("payload", Text, nullable=False),
    )


EVENT = _resolved_table(
    "event",
    "event_id",
    _required("event_type", indexed=True),
    _optional("plover_type", indexed=True),
    _required("status"),
    Column("confidence", Float, nullable=False),
    Column("intensity", Float, nullable=False),
    _optional("place_country"),
    *_days(),
)
STATEMENT = _resolved_table("statement", "quotation_id", _required("kind"), *_days())
FIGURE_CLAIM = _resolved_table(
    "figure_claim", "figure_id", _required("figure_class", indexed=True), _optional("unit"), *_days()
)
AGREEMENT = _resolved_table("agreement", "agreement_id", _required("kind"), *_days())
CONTRADICTION = _resolved_table(
    "contradiction", "contradiction_id", _required("kind"), _optional("subject_id", indexed=True)
)
# One actor may come from several groups of blocks: each keeps its part, and the view joins them.
ACTOR = _resolved_table(
    "actor",
    "part_id",
    _required("actor_id", indexed=True),
    _required("name"),
    _required("kind"),
    _optional("country"),
    _optional("international_code"),
)
for _dated in (EVENT, STATEMENT, FIGURE_CLAIM, AGREEMENT):
    Index(f"{_dated.name}_by_day", _dated.c.sort_day, _dated.c.object_id)


def _child_table(name: str, parent: Column[str], *columns: Column[str] | Column[int]) -> Table:
    link = ForeignKey(parent, ondelete="CASCADE")
    return Table(
        name,
        METADATA,
        Column(parent.name, String, link, key="object_id", primary_key=True),
        Column("position", Integer, primary_key=True, autoincrement=False),
        *columns,
    )


CLAIM = _child_table(
    "claim",
    EVENT.c.object_id,
    _required("claim_id", indexed=True),
    _required("mention_id", indexed=True),
    _required("field"),
    Column("value", Text, nullable=False),
    _required("status"),
    _required("document_id"),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
)
EVENT_PREVIOUS = _child_table("event_previous", EVENT.c.object_id, _required("previous_id", indexed=True))
AGREEMENT_STAGE = _child_table(
    "agreement_stage",
    AGREEMENT.c.object_id,
    _required("stage"),
    _optional("earliest"),
    _optional("latest"),
    _optional("event_id", indexed=True),
)
ACTOR_ALIAS = _child_table("actor_alias", ACTOR.c.object_id, _required("name_key", indexed=True))


def _kind_table(name: str, *columns: Column[str] | Column[int]) -> Table:
    return Table(
        name,
        METADATA,
        Column("kind", String, primary_key=True),
        Column("object_id", String, primary_key=True),
        *columns,
    )


# Who takes part: source, target, host, mediator of an event; speaker; party of an agreement.
PARTY = _kind_table(
    "party",
    Column("role", String, primary_key=True),
    Column("position", Integer, primary_key=True, autoincrement=False),
    _required("actor_id", indexed=True),
    _required("name_key", indexed=True),
    _optional("country", indexed=True),
    _optional("international_code", indexed=True),
)
# Which documents' words a resolved object rests on.
PRINTING = _kind_table("printing", Column("document_id", String, primary_key=True, index=True))
# The blocks that resolved objects came from. Many objects share one group: their rows are not multiplied.
BLOCK_GROUP = Table(
    "block_group",
    METADATA,
    Column("group_id", String, primary_key=True),
    Column("block_key", String, primary_key=True, index=True),
)

DECISION = Table(
    "decision",
    METADATA,
    Column("decision_id", String, primary_key=True),
    _required("decided_at"),
    _required("kind"),
    Column("payload", Text, nullable=False),
)
# Which mentions a decision names: the blocks of all of them are resolved together.
DECISION_MENTION = Table(
    "decision_mention",
    METADATA,
    Column("decision_id", String, ForeignKey("decision.decision_id", ondelete="CASCADE"), primary_key=True),
    Column("mention_id", String, primary_key=True, index=True),
)
UNAPPLIED = Table(
    "unapplied",
    METADATA,
    Column("decision_id", String, ForeignKey("decision.decision_id", ondelete="CASCADE"), primary_key=True),
    Column("why", Text, nullable=False),
)
META = Table("meta", METADATA, Column("key", String, primary_key=True), Column("value", Text, nullable=False))
SCHEMA_VERSION = Table("schema_version", METADATA, Column("version", Integer, primary_key=True, autoincrement=False))

TEXT_INDEXES = (
    (DOCUMENT, "text"),
    *((resolved, "words") for resolved in (EVENT, STATEMENT, FIGURE_CLAIM, AGREEMENT, CONTRADICTION, ACTOR)),
)

Migration = Callable[[Connection, Dialect], None]


def create_tables(connection: Connection, dialect: Dialect) -> None:
    """Make all tables as they are today, in an empty database."""
    METADATA.create_all(connection)
    for indexed, column in TEXT_INDEXES:
        dialect.create_text_index(connection, indexed, column)


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


# MIGRATIONS[n] takes a record from version n to n + 1. An empty database is version 0 and gets today's tables
# at once; so a migration after the first says in its own SQL what it changes, and never reads METADATA.
MIGRATIONS: tuple[Migration, ...] = (create_tables, keep_times)
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
