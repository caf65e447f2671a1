"""The tables of a record.

In:  a connection. Out: tables.
Each table keeps its records whole in `payload` (JSON of `records.codec`) beside the columns that are asked
for, so that a new field of a record needs no migration, and a new question needs one column.
Left to `mention_rows` and `resolved_rows`: what goes into the columns. Left to `dialects`: full-text indexes.
Left to `migrations`: records of an older schema.
Words are compared byte by byte in every engine, so that all sort alike; the widths of numbers are those that a
server needs and SQLite does not mind.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import (
    BigInteger,
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
    text,
)

from dragoman.store.dialects import Dialect
from dragoman.store.engines.postgresql import BytewiseString
from dragoman.store.engines.terms import SEARCHED, searched_columns

WORDS = String().with_variant(BytewiseString(), "postgresql")
LONG = Integer().with_variant(BigInteger(), "postgresql")  # row numbers and sums of billions of articles

SUPERSEDED = text("superseded_by IS NOT NULL")

METADATA = MetaData()


def _required(name: str, *, key: str | None = None, indexed: bool = False) -> Column[str]:
    return Column(name, WORDS, key=key or name, nullable=False, index=indexed)


def _optional(name: str, *, indexed: bool = False) -> Column[str]:
    return Column(name, WORDS, nullable=True, index=indexed)


def _days() -> tuple[Column[str], ...]:
    # `sort_day` is `earliest`, or a day after all days: an index can't be read in order with nulls at its end
    return _optional("earliest"), _optional("latest"), _required("sort_day")


def _of_document() -> Column[str]:
    link = ForeignKey("document.document_id", ondelete="CASCADE")
    return Column("document_id", WORDS, link, primary_key=True)


DOCUMENT = Table(
    "document",
    METADATA,
    Column("row_no", LONG, primary_key=True),
    Column("document_id", WORDS, nullable=False, unique=True),
    _required("source_id", indexed=True),
    _required("sha256", indexed=True),
    _required("language"),
    _required("genre"),
    *(_optional(name) for name in ("title", "publisher", "author", "url", "published")),
    *_days(),
    _required("versions_id"),
    _optional("superseded_by"),
    _optional("copies_of"),
    _optional("added_at", indexed=True),
    Column("text", Text, nullable=False, info=SEARCHED),
    Column("resolved_date", Text, nullable=True),
    Column("payload", Text, nullable=False),
    Index("document_by_day", "sort_day", "document_id"),
    # of those that are, not of the many that are not: asked for some documents that count, SQLite would read all
    Index("document_by_successor", "superseded_by", sqlite_where=SUPERSEDED, postgresql_where=SUPERSEDED),
    Index("document_by_publisher", "publisher", "superseded_by", "sort_day", "document_id"),
)
DOCUMENT_KEY = Table(
    "document_key",
    METADATA,
    Column("key", WORDS, primary_key=True),
    _of_document(),
    Index("document_key_by_document", "document_id"),
)
REJECTION = Table(
    "rejection",
    METADATA,
    Column("source_id", WORDS, primary_key=True),
    Column("origin", WORDS, primary_key=True),
    _required("reason"),
    Column("detail", Text, nullable=False),
)


# What was removed is gone, words and all; that there was something is kept, for who asks how the record stood.
REMOVAL = Table(
    "removal",
    METADATA,
    Column("document_id", WORDS, primary_key=True),
    Column("removed_at", WORDS, primary_key=True),
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
    Column("block_key", WORDS, primary_key=True),
    _of_document(),
    Column("mention_id", WORDS, primary_key=True),
    Index("block_by_document", "document_id"),
    Index("block_by_mention", "mention_id"),
)
# `revision` counts the changes of all blocks together: so a resolution made of an older state is noticed.
BLOCK_STATUS = Table(
    "block_status",
    METADATA,
    Column("block_key", WORDS, primary_key=True),
    Column("revision", LONG, nullable=False, index=True),
    Column("dirty", Boolean, nullable=False),
)
Index(
    "block_status_dirty",
    BLOCK_STATUS.c.block_key,
    sqlite_where=BLOCK_STATUS.c.dirty,
    postgresql_where=BLOCK_STATUS.c.dirty,
)


def _resolved_table(name: str, id_name: str, *columns: Column[Any]) -> Table:
    return Table(
        name,
        METADATA,
        Column("row_no", LONG, primary_key=True),
        Column(id_name, WORDS, key="object_id", nullable=False, unique=True),
        _required("group_id", indexed=True),
        *columns,
        Column("words", Text, nullable=False, info=SEARCHED),
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
    _optional("place_id"),
    # the month, else the year, in which all its days lie; else nothing
    _required("period"),
    # told as done or going on, and of a type whose intensity PLOVER knows: what counts in a relation
    Column("is_counted", Boolean, nullable=False),
    # whole numbers: their sums do not depend on the order in which a record was built
    Column("hundredths", Integer, nullable=False),
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
for _dated in (STATEMENT, FIGURE_CLAIM, AGREEMENT):
    Index(f"{_dated.name}_by_day", _dated.c.sort_day, _dated.c.object_id)
# With all that a filter asks of an event itself: a page of rare ones is found without reading the rows between.
Index(
    "event_by_day",
    *(EVENT.c.sort_day, EVENT.c.object_id, EVENT.c.event_type, EVENT.c.plover_type, EVENT.c.status),
    *(EVENT.c.confidence, EVENT.c.earliest, EVENT.c.latest),
)
Index("event_by_place", EVENT.c.place_id, EVENT.c.sort_day, EVENT.c.object_id)


def _child_table(name: str, parent: Column[str], *columns: Column[str] | Column[int] | Index) -> Table:
    link = ForeignKey(parent, ondelete="CASCADE")
    return Table(
        name,
        METADATA,
        Column(parent.name, WORDS, link, key="object_id", primary_key=True),
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


def _kind_table(name: str, *columns: Column[str] | Column[int] | Index) -> Table:
    return Table(
        name,
        METADATA,
        Column("kind", WORDS, primary_key=True),
        Column("object_id", WORDS, primary_key=True),
        *columns,
    )


# Who takes part: source, target, host, mediator of an event; speaker; party of an agreement.
PARTY = _kind_table(
    "party",
    Column("role", WORDS, primary_key=True),
    Column("position", Integer, primary_key=True, autoincrement=False),
    _required("actor_id"),
    _required("name_key"),
    _optional("country"),
    _optional("international_code"),
    # each holds all that is asked of it, so that the rows themselves are not read
    *(
        Index(f"party_by_{name}", name, "kind", "object_id")
        for name in ("actor_id", "name_key", "country", "international_code")
    ),
)
# Which documents' words a resolved object rests on.
PRINTING = _kind_table(
    "printing",
    Column("document_id", WORDS, primary_key=True),
    Index("printing_by_document", "document_id", "kind", "object_id"),
)
# Which pairs of codes (countries, international codes) an event is between, the smaller first.
EVENT_PAIR = _child_table(
    "event_pair",
    EVENT.c.object_id,
    _required("one"),
    _required("other"),
    Index("event_pair_by_pair", "one", "other", "object_id"),
)
# Every place that an event was ever at; `tally` says at which there are events now.
PLACE = Table(
    "place",
    METADATA,
    Column("place_id", WORDS, primary_key=True),
    Column("payload", Text, nullable=False),
)
# How many events there are of a kind of thing (a pair, an actor, a place, a type), in all (period ''), in a year,
# in a month. `conflict` and `cooperation` are sums of hundredths, below and above zero, of those that are counted.
TALLY = Table(
    "tally",
    METADATA,
    Column("kind", WORDS, primary_key=True),
    Column("period", WORDS, primary_key=True),
    Column("one", WORDS, primary_key=True),
    Column("other", WORDS, primary_key=True),
    *(Column(name, LONG, nullable=False) for name in ("events", "counted", "cooperation", "conflict")),
    Index("tally_by_events", "kind", "period", "events"),
    Index("tally_by_one", "kind", "one", "other", "period"),
    Index("tally_by_other", "kind", "other", "period"),
)
# The blocks that resolved objects came from. Many objects share one group: their rows are not multiplied.
BLOCK_GROUP = Table(
    "block_group",
    METADATA,
    Column("group_id", WORDS, primary_key=True),
    Column("block_key", WORDS, primary_key=True, index=True),
)

DECISION = Table(
    "decision",
    METADATA,
    Column("decision_id", WORDS, primary_key=True),
    _required("decided_at"),
    _required("kind"),
    Column("payload", Text, nullable=False),
)
# Which mentions a decision names: the blocks of all of them are resolved together.
DECISION_MENTION = Table(
    "decision_mention",
    METADATA,
    Column("decision_id", WORDS, ForeignKey("decision.decision_id", ondelete="CASCADE"), primary_key=True),
    Column("mention_id", WORDS, primary_key=True, index=True),
)
UNAPPLIED = Table(
    "unapplied",
    METADATA,
    Column("decision_id", WORDS, ForeignKey("decision.decision_id", ondelete="CASCADE"), primary_key=True),
    Column("why", Text, nullable=False),
)
META = Table("meta", METADATA, Column("key", WORDS, primary_key=True), Column("value", Text, nullable=False))
SCHEMA_VERSION = Table("schema_version", METADATA, Column("version", Integer, primary_key=True, autoincrement=False))

# The tables of what was resolved, and those that hang on them.
PARENTS = {
    table.name.removesuffix("_claim"): table for table in (EVENT, STATEMENT, FIGURE_CLAIM, AGREEMENT, CONTRADICTION)
}
PARENTS[ACTOR.name] = ACTOR
RESOLVED_TABLES = (*PARENTS.values(), PARTY, PRINTING, PLACE, TALLY, BLOCK_GROUP)
CHILD_TABLES = (CLAIM, EVENT_PREVIOUS, EVENT_PAIR, AGREEMENT_STAGE, ACTOR_ALIAS)

TEXT_INDEXES = tuple((table, column.name) for table in METADATA.tables.values() for column in searched_columns(table))


def create_tables(connection: Connection, dialect: Dialect) -> None:
    """Make all tables as they are today, in an empty database."""
    METADATA.create_all(connection)
    for indexed, column in TEXT_INDEXES:
        dialect.create_text_index(connection, indexed, column)
